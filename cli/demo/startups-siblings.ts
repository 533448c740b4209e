// Simulated startups that state one figure in several ways, which agree: what is summed here is what was said there.
import { dayAfter, daysTo, isoWeek, monthAfter, monthsTo } from "./calendar.ts";
import { between, draw, sample, wholeBetween } from "./random.ts";
import { addUp, type Series, said, span, total } from "./series.ts";
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
    ],
    answers: ({ week }) => {
      const first = week - WEEKS_SHOWN;
      const visits = (past: number) => said(series, past, 7 * week - 1 - past);
      const semaines = span(first, week - 1).map((past) => {
        const visites = addUp(span(7 * past, 7 * past + 6).map(visits));
        return [isoWeek(7 * past), { visites, personnes: Math.round(visites * between(0.5, 0.6, seed, name, past)) }];
      });
      const jours = span(7 * first, 7 * week - 1).map((past) => [dayAfter(past), visits(past)]);
      return { jours: Object.fromEntries(jours), semaines: Object.fromEntries(semaines) };
    },
  });
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
