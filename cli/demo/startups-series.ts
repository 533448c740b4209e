// Simulated startups that publish periods, in JSON shapes of their own: months, weeks, days, as each writes them.
import { startOfDay } from "../../schemas/period.ts";
import {
  dayAfter,
  daysTo,
  frenchDay,
  frenchMonth,
  frenchNumber,
  isoWeek,
  monthAfter,
  monthsTo,
  type Today,
} from "./calendar.ts";
import { between, draw, sample } from "./random.ts";
import { type Series, said, settled, span } from "./series.ts";
import { declaration, type Simulated, single, type World } from "./simulated.ts";

/** Different people by month (the running one included, and left out by its settings) and by closed year. */
export function aidesTerritoires({ seed }: World): Simulated {
  const name = "aides-territoires";
  const months: Series = { seed, name, level: 41_000, growth: 0.012, noise: 0.08 };
  return single({
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

/** Two sources for the same weeks, that disagree now and then; the declaration says which comes first. */
export function covoiturage({ seed }: World): Simulated {
  const name = "covoiturage";
  const series: Series = { seed, name, level: 9_800, growth: 0.008, noise: 0.1 };
  const first = Math.floor(daysTo("2023-07-03") / 7);
  const observed = (week: number) =>
    Math.round(settled(series, week) * (draw(seed, name, "differs", week) < 0.2 ? 0.97 : 1));
  const api = ({ week }: Today) =>
    span(first, week - 1).map((past) => [startOfDay(dayAfter(7 * past)), said(series, past, week - 1 - past)]);
  const observatory = ({ week }: Today) => ({
    trajets: Object.fromEntries(span(first, week - 3).map((past) => [isoWeek(7 * past), observed(past)])),
  });
  return {
    endpoints: [
      {
        path: `/${name}/api/semaines`,
        mishaps: [{ fault: { kind: "status", status: 500 }, first: 10, last: 35, weeks: 2 }],
        answers: api,
      },
      { path: `/${name}/observatoire.json`, mishaps: [], answers: observatory },
    ],
    declare: (origin) =>
      declaration({
        startup: name,
        sources: [
          {
            source: "api",
            kind: "json",
            label: "API du service",
            every: "week",
            settings: {
              url: `${origin}/${name}/api/semaines`,
              figures: [
                {
                  metric: "trajets",
                  rows: "/*",
                  value: "/1",
                  period: { pointer: "/0", grain: "week", format: "epoch-ms" },
                },
              ],
            },
          },
          {
            source: "observatoire",
            kind: "json",
            label: "Observatoire national",
            every: "week",
            settings: {
              url: `${origin}/${name}/observatoire.json`,
              figures: [
                {
                  metric: "trajets",
                  rows: "/trajets/*",
                  value: "",
                  period: { pointer: "0#", grain: "week", format: "iso-week" },
                },
              ],
            },
          },
        ],
        order: { trajets: ["api", "observatoire"] },
      }),
  };
}
