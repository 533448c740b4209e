// Simulated startups that state one figure in several ways, which agree: what is summed here is what was said there.
import { dayAfter, isoWeek, monthAfter, monthsTo } from "./calendar.ts";
import { between } from "./random.ts";
import { addUp, type Series, said, span } from "./series.ts";
import { type Simulated, single, type World } from "./simulated.ts";

/** Appointments booked and missed by month, and all of them since the opening: the months' sum. */
export function creneauSante({ seed }: World): Simulated {
  const name = "creneau-sante";
  const opened = monthsTo("2022-07-01");
  const series: Series = { seed, name, level: 6_400, growth: 0.022, noise: 0.07 };
  const period = { pointer: "/mois", grain: "month", format: "iso-month" };
  return single({
    name,
    path: `/${name}/stats`,
    mishaps: [{ fault: { kind: "cut" }, first: 14, last: 42 }],
    figures: [
      { metric: "rdv_pris", rows: "/mois/*", value: "/pris", period },
      { metric: "rdv_manques", rows: "/mois/*", value: "/manques", period },
      { metric: "rdv_cumules", value: "/depuis_l_ouverture" },
    ],
    answers: ({ day }) => {
      const last = monthsTo(day) - 1;
      const mois = span(opened, last).map((month) => {
        const pris = said(series, month, last - month);
        const share = between(0.07, 0.09, seed, name, "missed", month) - 0.001 * month;
        return { mois: monthAfter(month), pris, manques: Math.round(pris * share) };
      });
      return { mois, depuis_l_ouverture: addUp(mois.map(({ pris }) => pris)) };
    },
  });
}

const WEEKS_SHOWN = 12;
/** Visits by day, and by week as the sum of its days; different people by week. */
export function coupDePouceEmploi({ seed }: World): Simulated {
  const name = "coup-de-pouce-emploi";
  const series: Series = { seed, name, level: 2_900, growth: 0.0009, noise: 0.15 };
  return single({
    name,
    path: `/${name}/frequentation`,
    mishaps: [{ fault: { kind: "silent" }, first: 9, last: 46 }],
    figures: [
      {
        metric: "visites",
        rows: "/jours/*",
        value: "",
        period: { pointer: "0#", grain: "day", format: "iso-date" },
      },
      {
        metric: "visites",
        rows: "/semaines/*",
        value: "/visites",
        period: { pointer: "0#", grain: "week", format: "iso-week" },
      },
      {
        metric: "utilisateurs_actifs_semaine",
        rows: "/semaines/*",
        value: "/personnes",
        period: { pointer: "0#", grain: "week", format: "iso-week" },
      },
      {
        metric: "mises_en_relation",
        rows: "/semaines/*",
        value: "/rencontres",
        period: { pointer: "0#", grain: "week", format: "iso-week" },
      },
    ],
    answers: ({ week }) => {
      const first = week - WEEKS_SHOWN;
      const visits = (past: number) => said(series, past, 7 * week - 1 - past);
      const semaines = span(first, week - 1).map((past) => {
        const visites = addUp(span(7 * past, 7 * past + 6).map(visits));
        const personnes = Math.round(visites * between(0.5, 0.6, seed, name, past));
        const rencontres = Math.round(personnes * between(0.03, 0.05, seed, name, "met", past));
        return [isoWeek(7 * past), { visites, personnes, rencontres }];
      });
      const jours = span(7 * first, 7 * week - 1).map((past) => [dayAfter(past), visits(past)]);
      return { jours: Object.fromEntries(jours), semaines: Object.fromEntries(semaines) };
    },
  });
}
