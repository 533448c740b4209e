// Mes Adresses: communes that maintain their addresses, one row each, in the `anct` shape, by pages of 5,000.

import type { Today } from "./calendar.ts";
import { growth, joiningOrder } from "./communes.ts";
import { between, draw, wholeBetween } from "./random.ts";
import { declaration, frenchCommunes, type Simulated, type World } from "./simulated.ts";
import { anctPage, anctRow } from "./simulated-anct.ts";

const NAME = "mes-adresses";
const PATH = "/mes-adresses/stats/metrics-incubateur";
/** The year ends there: this many communes, holding about this share of the inhabitants. */
const GOAL = { communes: 23_500, share: 0.74, spread: 0.003 };
const AROUND_NEW_YEAR = 20_300;
const WEEKS = 52;
/** From this week on nobody takes a base back, and nothing fails: the year ends whole. */
const SETTLED_WEEK = 49;

export function mesAdresses(world: World): Simulated {
  const rowsOn = rowsByDay(world);
  return {
    endpoints: [
      {
        path: PATH,
        mishaps: [
          { fault: { kind: "dies", page: 3 }, first: 4, last: 12 },
          { fault: { kind: "empty" }, first: 15, last: 22 },
          { fault: { kind: "status", status: 500 }, first: 26, last: 34 },
          { fault: { kind: "slow", delayMs: 150 }, first: 36, last: 44 },
        ],
        answers: (today, query) => anctPage(rowsOn(today), query),
      },
    ],
    declare: (origin) =>
      declaration({
        startup: NAME,
        sources: [
          {
            source: "communes",
            kind: "anct",
            label: "Communes ayant publié leur base d'adresses",
            every: "week",
            settings: {
              url: origin + PATH,
              limit: 5_000,
              metrics: {
                tu: { metric: "communes_couvertes", levels: ["commune"] },
                yau: { metric: "communes_actives_12m", levels: ["commune"] },
              },
            },
          },
        ],
      }),
  };
}

interface Member {
  readonly code: string;
  /** Place in the order of joining, from 0. */
  readonly rank: number;
  /** Days between two changes of its base, and the day of one of them. */
  readonly rhythm: number;
  readonly phase: number;
  readonly idle: string;
  readonly active: string;
}

function rowsByDay(world: World): (today: Today) => readonly string[] {
  const { seed } = world;
  const order = joiningOrder(seed, NAME, frenchCommunes(world), GOAL);
  const members = order
    .slice(0, GOAL.communes)
    .map(({ code }, rank) => memberOf(seed, code, rank))
    .filter(({ code }) => world.without?.startup !== NAME || code !== world.without.commune)
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const start = AROUND_NEW_YEAR + wholeBetween(-120, 120, seed, NAME, "start");
  const sizes = growth(seed, NAME, start, GOAL.communes, WEEKS);
  let last: { days: number; rows: readonly string[] } | undefined;
  return ({ days, week }) => {
    if (last?.days === days) return last.rows; // the pages of one pull
    const size = sizeOn(sizes, days);
    const away = takenBack(seed, week, size);
    const present = members.filter(({ rank }) => rank < size && !away.has(rank));
    last = { days, rows: present.map((member) => (isActive(member, days, start) ? member.active : member.idle)) };
    return last.rows;
  };
}

function memberOf(seed: number, code: string, rank: number): Member {
  const rhythm = 60 + 840 * draw(seed, NAME, "rhythm", code) ** 1.3;
  return {
    code,
    rank,
    rhythm,
    phase: between(0, rhythm, seed, NAME, "phase", code),
    idle: anctRow("insee", code, { tu: 1, yau: 0 }),
    active: anctRow("insee", code, { tu: 1, yau: 1 }),
  };
}

/** Between two Mondays the set grows evenly. */
function sizeOn(sizes: readonly number[], days: number): number {
  const at = Math.min(sizes.length - 1, Math.max(0, days / 7));
  const before = sizes[Math.floor(at)] ?? 0;
  const after = sizes[Math.ceil(at)] ?? before;
  return Math.floor(before + (after - before) * (at - Math.floor(at)));
}

/** A few bases are withdrawn for a week, to be mended. */
function takenBack(seed: number, week: number, size: number): Set<number> {
  if (week >= SETTLED_WEEK) return new Set();
  const count = wholeBetween(0, 12, seed, NAME, "taken back", week);
  return new Set(Array.from({ length: count }, (_, at) => wholeBetween(0, size - 1, seed, NAME, "away", week, at)));
}

/** Changed within 365 days: by its rhythm, or because it joined this year. */
function isActive({ rank, rhythm, phase }: Member, days: number, atNewYear: number): boolean {
  return rank >= atNewYear || (days + 3_650 - phase) % rhythm < 365;
}
