// Simulated startups that do not end the year well: one goes silent, one was given up.
import { dayAfter, frenchDay } from "./calendar.ts";
import { between, wholeBetween } from "./random.ts";
import { addUp, said, span, total } from "./series.ts";
import { type Simulated, single, type World } from "./simulated.ts";

const REGIONS = ["76", "84", "93"] as const;
/** Journeys by weeks that begin on Sunday, by region and altogether; no word in the last two weeks of the year. */
export function navetteRurale({ seed }: World): Simulated {
  const name = "navette-rurale";
  const series = (code: string) => ({
    seed,
    name: `${name}/${code}`,
    level: between(300, 1_900, seed, name, code),
    growth: 0.006,
    noise: 0.12,
  });
  const period = (pointer: string) => ({ pointer, grain: "sunday_week", format: "dd/mm/yyyy" });
  return single({
    name,
    path: `/${name}/trajets.json`,
    mishaps: [
      { fault: { kind: "html" }, first: 13, last: 41 },
      { fault: { kind: "silent" }, first: 50, last: 50, weeks: 3 },
    ],
    figures: [
      {
        metric: "trajets",
        rows: "/semaines/*/regions/*",
        value: "",
        period: period("2/du"),
        territory: { level: "region", pointer: "0#" },
      },
      {
        metric: "trajets",
        rows: "/semaines/*",
        value: "/total",
        period: period("/du"),
        territory: { level: "france" },
      },
    ],
    answers: ({ days }) => {
      const last = Math.floor((days - 6) / 7); // week n is from Sunday 7n - 1 to Saturday 7n + 5
      const semaines = span(last - 51, last).map((week) => {
        const regions = REGIONS.map((code) => [code, said(series(code), week, last - week)] as const);
        return {
          du: frenchDay(dayAfter(7 * week - 1)),
          regions: Object.fromEntries(regions),
          total: addUp(regions.map(([, count]) => count)),
        };
      });
      return { semaines };
    },
  });
}

/** Given up at the end of September; some weeks later its address is gone. */
export function carnetDeChantier({ seed }: World): Simulated {
  const name = "carnet-de-chantier";
  const series = { seed, name, level: 0.3, growth: -0.002, noise: 0 };
  const start = wholeBetween(90, 140, seed, name, "start");
  return single({
    name,
    path: `/${name}/stats.json`,
    mishaps: [{ fault: { kind: "status", status: 404 }, first: 41, last: 43, weeks: 100 }],
    figures: [{ metric: "etablissements_utilisateurs", value: "/batiments_suivis", territory: { level: "france" } }],
    answers: ({ days }) => ({ batiments_suivis: total(series, start, Math.min(days, 180)) }),
  });
}
