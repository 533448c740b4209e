// RDV-Solidarités: appointments booked and missed, by ISO week since May 2020 and by département, restated at each pull.
import { COUNTED, type Column, columnsOf, FIRST_MONDAY, WEEKS } from "./appointments.ts";
import { isoWeek, type Today } from "./calendar.ts";
import { between, draw, wholeBetween } from "./random.ts";
import { declaration, type Simulated, type World } from "./simulated.ts";

const NAME = "rdv-solidarites";
const PATH = "/rdv-solidarites/stats/departements.json";
/** From this week of 2024 on (0 is the first), past weeks come as they stay. */
const SETTLED_WEEK = 49;

export function rdvSolidarites(world: World): Simulated {
  const columns = columnsOf(world);
  const episodes = episodesOf(world.seed);
  return {
    endpoints: [
      {
        path: PATH,
        mishaps: [
          { fault: { kind: "cut" }, first: 5, last: 14 },
          { fault: { kind: "html" }, first: 20, last: 30 },
          { fault: { kind: "status", status: 503 }, first: 35, last: 42 },
        ],
        answers: (today) => bodyOn(columns, episodes, today),
      },
    ],
    declare: (origin) =>
      declaration({
        startup: NAME,
        sources: [{ source: "statistiques", kind: "json", every: "week", settings: settingsAt(origin + PATH) }],
        milestones: [{ metric: "rdv_pris", until: "2022-08-31", label: "Bilan du consortium, fin août 2022" }],
      }),
  };
}

function settingsAt(url: string) {
  const weekly = {
    rows: "/departements/*/semaines/*",
    period: { pointer: "0#", grain: "week", format: "iso-week" },
    territory: { level: "departement", pointer: "2#" },
  };
  return {
    url,
    figures: [
      { metric: "rdv_pris", value: "/pris", ...weekly },
      { metric: "rdv_manques", value: "/manques", ...weekly },
      {
        metric: "departements_utilisateurs",
        rows: "/departements/*",
        value: "/agents",
        territory: { level: "departement", pointer: "0#" },
      },
    ],
  };
}

/** For some pulls, some past weeks come otherwise: late entries moved to the next week, or entries deleted. */
interface Episode {
  readonly from: number;
  readonly until: number;
  /** Which département, by its place in the order of joining. */
  readonly column: number;
  readonly week: number;
  readonly kind: "moved" | "deleted";
  readonly part: number;
}
function episodesOf(seed: number): Episode[] {
  return Array.from({ length: 16 }, (_, at) => {
    const from = wholeBetween(2, SETTLED_WEEK - 6, seed, NAME, "episode", at);
    return {
      from,
      until: Math.min(SETTLED_WEEK, from + wholeBetween(1, 5, seed, NAME, "episode lasts", at)),
      column: wholeBetween(0, COUNTED.departements - 1, seed, NAME, "episode where", at),
      week: wholeBetween(60, 185, seed, NAME, "episode week", at),
      kind: draw(seed, NAME, "episode kind", at) < 0.6 ? "moved" : "deleted",
      part: between(0.08, 0.35, seed, NAME, "episode part", at),
    };
  });
}

function bodyOn(columns: readonly Column[], episodes: readonly Episode[], { day, days, week }: Today): unknown {
  const closed = Math.min(WEEKS, Math.max(0, Math.floor((days - FIRST_MONDAY) / 7)));
  const running = episodes.filter(({ from, until }) => week >= from && week < until);
  const departements: Record<string, unknown> = {};
  columns.forEach((column, at) => {
    if (column.joined >= closed) return;
    const own = running.filter((episode) => episode.column === at);
    const booked = said(column.booked, own, closed);
    const missed = said(column.missed, own, closed);
    const weeks: Record<string, unknown> = {};
    for (let past = column.joined; past < closed; past++)
      weeks[isoWeek(FIRST_MONDAY + 7 * past)] = { pris: booked[past], manques: missed[past] };
    departements[column.place.code] = { nom: column.place.name, agents: column.agents, semaines: weeks };
  });
  return { maj: day, departements };
}

/** The last two closed weeks are not all entered yet; the others come as they are, but for the running episodes. */
function said(final: readonly number[], episodes: readonly Episode[], closed: number): number[] {
  const counts = final.slice(0, closed);
  for (const [age, entered] of [0.95, 0.985].entries()) {
    const at = closed - 1 - age;
    counts[at] = Math.floor((counts[at] ?? 0) * entered);
  }
  for (const { week, kind, part } of episodes) {
    const gone = Math.floor((counts[week] ?? 0) * part);
    counts[week] = (counts[week] ?? 0) - gone;
    if (kind === "moved") counts[week + 1] = (counts[week + 1] ?? 0) + gone;
  }
  return counts;
}
