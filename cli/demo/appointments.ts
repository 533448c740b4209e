// The appointments behind RDV-Solidarités: départements that join, weeks that grow, fewer and fewer missed ones.
import type { Place } from "../../schemas/territory.ts";
import { dayAfter, daysTo } from "./calendar.ts";
import { between, draw, normal, sample, wholeBetween } from "./random.ts";
import type { World } from "./simulated.ts";

const NAME = "rdv-solidarites";
const PIONEER = "62";
/** The first week is index 0, here and below. */
export const FIRST_MONDAY = daysTo("2020-05-04");
/** Whole weeks until 2022-08-28: what the consortium counted at the end of that August. */
export const COUNTED = { weeks: 121, appointments: 816_000, departements: 27 };
/** Weeks until the end of 2024, and départements by then. */
export const WEEKS = 244;
const DEPARTEMENTS = 33;
/** What all weeks are about to come to: the growth after August 2022 is found from it. */
const ALL = { low: 2_400_000, high: 2_500_000 };

/** One département's weeks, by index from 2020-05-04; 0 before it joined. */
export interface Column {
  readonly place: Place;
  readonly joined: number;
  readonly agents: number;
  readonly booked: readonly number[];
  readonly missed: readonly number[];
}

/** All weeks of all départements, as they end up, in the order in which these join. */
export function columnsOf({ seed, territories }: World): Column[] {
  const places = joiningDepartements(seed, territories.places("departement"));
  const joined = joiningWeeks(seed);
  const weights = places.map((place, at) => weightsOf(seed, place, joined[at] ?? 0));
  const booked = appointments(weights, between(ALL.low, ALL.high, seed, NAME, "all"));
  return places.map((place, at) => ({
    place,
    joined: joined[at] ?? 0,
    agents: wholeBetween(40, 900, seed, NAME, "agents", place.code),
    booked: booked[at] ?? [],
    missed: (booked[at] ?? []).map((count, week) => Math.round(count * missedShare(seed, place.code, week))),
  }));
}

function joiningDepartements(seed: number, all: readonly Place[]): Place[] {
  const councils = all.filter(({ zone, code }) => zone !== "com" && code !== PIONEER);
  const pioneer = all.filter(({ code }) => code === PIONEER);
  return [...pioneer, ...sample(councils, DEPARTEMENTS - 1, seed, NAME, "order")];
}

/** The week in which each joins, in order: 27 early enough to be counted in August 2022, the others later; more at first. */
function joiningWeeks(seed: number): number[] {
  const weeks = (count: number, first: number, last: number) =>
    Array.from({ length: count }, (_, at) => {
      return first + Math.floor((last - first + 1) * draw(seed, NAME, "joined", first, at) ** 2.5);
    }).sort((a, b) => a - b);
  return [
    0,
    ...weeks(COUNTED.departements - 1, 6, COUNTED.weeks - 9),
    ...weeks(DEPARTEMENTS - COUNTED.departements, COUNTED.weeks + 6, WEEKS - 30),
  ];
}

/** How busy each week of a département is, against any other; 0 before it joined. */
function weightsOf(seed: number, { code, population }: Place, joined: number): number[] {
  const size = (population ?? 100_000) ** 0.6 * Math.exp(0.4 * normal(seed, NAME, "size", code));
  return Array.from({ length: WEEKS }, (_, week) => {
    const age = week - joined;
    if (age < 0) return 0;
    const rise = 1 - 0.93 * Math.exp(-age / 14);
    return size * rise * season(week) * Math.exp(0.1 * normal(seed, NAME, code, week));
  });
}

function season(week: number): number {
  const monthAndDay = dayAfter(FIRST_MONDAY + 7 * week + 3).slice(5);
  if (monthAndDay >= "12-23" || monthAndDay <= "01-02") return 0.4;
  if (monthAndDay >= "07-28" && monthAndDay <= "08-24") return 0.6;
  return monthAndDay >= "05-01" && monthAndDay <= "05-20" ? 0.88 : 1;
}

/** Weights as whole appointments: those counted in August 2022 by largest remainder, the later ones grown to `all`. */
function appointments(weights: readonly (readonly number[])[], all: number): number[][] {
  const early = weights.map((column) => column.slice(0, COUNTED.weeks));
  const counted = allot(early.flat(), COUNTED.appointments);
  const scale = COUNTED.appointments / early.flat().reduce((sum, weight) => sum + weight, 0);
  const later = (rate: number) =>
    weights.map((column) =>
      column.slice(COUNTED.weeks).map((weight, week) => Math.round(scale * weight * Math.exp(rate * week))),
    );
  let low = -0.02;
  let high = 0.02;
  for (let step = 0; step < 30; step++) {
    const rate = (low + high) / 2;
    const sum = later(rate)
      .flat()
      .reduce((a, b) => a + b, 0);
    if (sum > all - COUNTED.appointments) high = rate;
    else low = rate;
  }
  const grown = later(low);
  return weights.map((_, at) => [...counted.slice(at * COUNTED.weeks, (at + 1) * COUNTED.weeks), ...(grown[at] ?? [])]);
}

/** A whole number split by weights: each part rounded down, what is left to the largest remainders. */
export function allot(weights: readonly number[], total: number): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const exact = weights.map((weight) => (total * weight) / whole);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((sum, part) => sum + part, 0);
  const remainder = (at: number) => (exact[at] ?? 0) - (parts[at] ?? 0);
  for (const at of [...exact.keys()].sort((a, b) => remainder(b) - remainder(a)).slice(0, left))
    parts[at] = (parts[at] ?? 0) + 1;
  return parts;
}

/** From about 18 % to about 10 % over the years. */
function missedShare(seed: number, code: string, week: number): number {
  const own = 0.01 * normal(seed, NAME, "missed", code) + 0.005 * normal(seed, NAME, "missed", code, week);
  return Math.min(0.3, Math.max(0.05, 0.18 - (0.08 * week) / (WEEKS - 1) + own));
}
