// Simulated startups that publish periods, in JSON shapes of their own: months, weeks, days, as each writes them.
import { startOfDay } from "../../schemas/period.ts";
import { dayAfter, frenchDay, frenchMonth, frenchNumber, monthAfter, monthsTo } from "./calendar.ts";
import { between, sample, wholeBetween } from "./random.ts";
import { addUp, type Series, said, settled, span } from "./series.ts";
import { type Simulated, single, type World } from "./simulated.ts";
import { withBudget } from "./startups-declared.ts";

/** Different people by month (the running one included, and left out by its settings) and by closed year. */
export function aidesTerritoires({ seed }: World): Simulated {
  const name = "aides-territoires";
  const months: Series = { seed, name, level: 41_000, growth: 0.012, noise: 0.08 };
  const lastYear = span(-12, -1).map((month) => settled(months, month));
  const simulated = single({
    name,
    path: `/${name}/stats.json`,
    mishaps: [{ fault: { kind: "html" }, first: 12, last: 30 }],
    figures: [
      {
        metric: "utilisateurs_actifs_mois",
        rows: "/frequentation/mois/*",
        value: "/utilisateurs",
        period: { pointer: "/mois", grain: "month", format: "iso-month", running: "leave-out" },
      },
      {
        metric: "utilisateurs_actifs_an",
        rows: "/frequentation/annees/*",
        value: "",
        period: { pointer: "0#", grain: "year", format: "year" },
      },
    ],
    answers: ({ day }) => {
      const running = monthsTo(day);
      const part = Number(day.slice(8)) / 31;
      const mois = span(-24, running).map((month) => ({
        mois: monthAfter(month),
        utilisateurs:
          month === running ? Math.round(settled(months, month) * part) : said(months, month, running - 1 - month),
      }));
      const year = (at: number) => [2024 + at, settled({ ...months, name: `${name}/an`, level: 310_000 }, at * 12)];
      return { frequentation: { mois, annees: Object.fromEntries(span(-3, -1).map(year)) } };
    },
  });
  const euros = 1_000 * wholeBetween(820, 980, seed, name, "budget");
  return withBudget(simulated, { day: "2024-03-13", year: "2023", euros, people: Math.round(addUp(lastYear) / 12) });
}

/** Months in French words, numbers as French text. */
export function dossierFacile({ seed }: World): Simulated {
  const name = "dossierfacile";
  const series: Series = { seed, name, level: 46_000, growth: 0.009, noise: 0.12 };
  return single({
    name,
    path: `/${name}/stats/dossiers`,
    mishaps: [{ fault: { kind: "cut" }, first: 8, last: 40 }],
    figures: [
      {
        metric: "dossiers_deposes",
        rows: "/donnees/*",
        value: "/deposes",
        numbers: "fr",
        period: { pointer: "/periode", grain: "month", format: "fr-month" },
      },
    ],
    answers: ({ day }) => {
      const last = monthsTo(day) - 1;
      const donnees = span(-18, last).map((month) => ({
        periode: frenchMonth(monthAfter(month)),
        deposes: frenchNumber(said(series, month, last - month)),
      }));
      return { donnees };
    },
  });
}

/** French Mondays in lists by département, over 26 sliding weeks. */
export function envErgo({ seed, territories }: World): Simulated {
  const name = "envergo";
  const councils = territories.places("departement").filter(({ zone }) => zone === "metro");
  const codes = sample(councils, 20, seed, name).map(({ code }) => code);
  const series = (code: string): Series => {
    return { seed, name: `${name}/${code}`, level: between(20, 160, seed, name, code), growth: 0.006, noise: 0.2 };
  };
  return single({
    name,
    path: `/${name}/api/simulations`,
    mishaps: [{ fault: { kind: "status", status: 500 }, first: 3, last: 45, weeks: 2 }],
    figures: [
      {
        metric: "simulations_terminees",
        rows: "/departements/*/semaines/*",
        value: "/simulations",
        period: { pointer: "/lundi", grain: "week", format: "dd/mm/yyyy" },
        territory: { level: "departement", pointer: "2/code" },
      },
    ],
    answers: ({ week }) => ({
      departements: codes.map((code) => ({
        code,
        semaines: span(week - 26, week - 1).map((past) => ({
          lundi: frenchDay(dayAfter(7 * past)),
          simulations: said(series(code), past, week - 1 - past),
        })),
      })),
    }),
  });
}

/** Visits by day, at seconds since 1970, over 90 sliding days; today is not over and is left out by its settings. */
export function camino({ seed }: World): Simulated {
  const name = "camino";
  const series: Series = { seed, name, level: 380, growth: 0.0008, noise: 0.2 };
  return single({
    name,
    path: `/${name}/audience`,
    mishaps: [{ fault: { kind: "status", status: 503 }, first: 18, last: 36 }],
    figures: [
      {
        metric: "visites",
        rows: "/*",
        value: "/v",
        period: { pointer: "/t", grain: "day", format: "epoch-s", running: "leave-out" },
      },
    ],
    answers: ({ days }) =>
      span(days - 90, days).map((past) => ({
        t: startOfDay(dayAfter(past)) / 1000,
        v: past === days ? Math.round(settled(series, past) / 4) : said(series, past, days - 1 - past),
      })),
  });
}
