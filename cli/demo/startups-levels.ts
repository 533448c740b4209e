// Simulated startups that state one figure at several levels and lengths: the country's is the sum of its parts'.
import { daysTo, monthAfter, monthsTo } from "./calendar.ts";
import { between, draw, sample, wholeBetween } from "./random.ts";
import { addUp, said, span, total } from "./series.ts";
import { frenchDepartements, type Simulated, single, type World } from "./simulated.ts";

const NATION = { level: "france" };

/** Months by département; for the country also months, quarters and years, that are their sums. */
export function permisSimple({ seed, territories }: World): Simulated {
  const name = "permis-simple";
  const opened = monthsTo("2022-11-07");
  const councils = sample(frenchDepartements({ territories }), 14, seed, name).map(({ code }, at) => ({
    code,
    joined: at < 10 ? opened : wholeBetween(-8, 9, seed, name, "joined", code),
    series: { seed, name: `${name}/${code}`, level: between(30, 420, seed, name, code), growth: 0.015, noise: 0.15 },
  }));
  const figure = (grain: string, format: string, rows: string, territory: Record<string, string> = NATION) => ({
    metric: "dossiers_deposes",
    rows,
    value: "",
    period: { pointer: "0#", grain, format },
    territory,
  });
  return single({
    name,
    path: `/${name}/statistiques.json`,
    mishaps: [{ fault: { kind: "status", status: 500 }, first: 7, last: 40, weeks: 2 }],
    figures: [
      figure("month", "iso-month", "/departements/*/*", { level: "departement", pointer: "1#" }),
      figure("month", "iso-month", "/france/mois/*"),
      figure("quarter", "iso-quarter", "/france/trimestres/*"),
      figure("year", "year", "/france/annees/*"),
    ],
    answers: ({ day }) => {
      const last = monthsTo(day) - 1;
      const departements = councils.map(({ code, joined, series }) => {
        const months = span(joined, last).map((month) => [monthAfter(month), said(series, month, last - month)]);
        return [code, Object.fromEntries(months) as Record<string, number>] as const;
      });
      const ofMonth = (month: number) => addUp(departements.map(([, months]) => months[monthAfter(month)] ?? 0));
      const france = span(opened, last).map((month) => ({ month, value: ofMonth(month) }));
      const closed = (months: number, label: (first: number) => string) =>
        span(Math.ceil(opened / months), Math.floor((last + 1) / months) - 1).map((at) => {
          const inside = france.filter(({ month }) => Math.floor(month / months) === at);
          return [label(at * months), addUp(inside.map(({ value }) => value))];
        });
      return {
        departements: Object.fromEntries(departements),
        france: {
          mois: Object.fromEntries(france.map(({ month, value }) => [monthAfter(month), value])),
          trimestres: Object.fromEntries(closed(3, quarterOf)),
          annees: Object.fromEntries(closed(12, (first) => monthAfter(first).slice(0, 4))),
        },
      };
    },
  });
}

function quarterOf(month: number): string {
  const text = monthAfter(month);
  return `${text.slice(0, 4)}-T${Math.ceil(Number(text.slice(5)) / 3)}`;
}

/** Places of welcome by département, by region and for the country, on the same day. */
export function tribunalProche({ seed, territories }: World): Simulated {
  const name = "tribunal-proche";
  const councils = sample(frenchDepartements({ territories }), 70, seed, name).map(({ code, region = "" }) => ({
    code,
    region,
    start: wholeBetween(2, 24, seed, name, "start", code),
    opened: daysTo("2024-01-01") + (draw(seed, name, "new", code) < 0.2 ? wholeBetween(20, 300, seed, name, code) : 0),
    series: { seed, name: `${name}/${code}`, level: between(0, 0.05, seed, name, code), growth: 0, noise: 0 },
  }));
  const figure = (rows: string, level: string) => ({
    metric: "etablissements_utilisateurs",
    rows,
    value: "",
    territory: { level, pointer: "0#" },
  });
  return single({
    name,
    path: `/${name}/lieux.json`,
    mishaps: [{ fault: { kind: "status", status: 404 }, first: 11, last: 43 }],
    figures: [
      figure("/departements/*", "departement"),
      figure("/regions/*", "region"),
      { metric: "etablissements_utilisateurs", value: "/france", territory: NATION },
    ],
    answers: ({ days }) => {
      const open = councils.filter(({ opened }) => opened <= days);
      const counts = open.map(({ series, start, ...where }) => ({ ...where, count: total(series, start, days) }));
      const inRegion = (code: string) => counts.filter(({ region }) => region === code).map(({ count }) => count);
      const regions = [...new Set(counts.map(({ region }) => region))].filter((code) => code !== "").sort();
      return {
        departements: Object.fromEntries(counts.map(({ code, count }) => [code, count])),
        regions: Object.fromEntries(regions.map((code) => [code, addUp(inRegion(code))])),
        france: addUp(counts.map(({ count }) => count)),
      };
    },
  });
}
