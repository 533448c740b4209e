// Which communes join a service, and when: larger ones a little sooner, by a bias found from the official list.
import type { Place } from "../../schemas/territory.ts";
import { between, draw, normal } from "./random.ts";

/** How a set of communes ends: its size, and the share of the population around which chance plays. */
export interface Goal {
  readonly communes: number;
  readonly share: number;
  /** The share aimed at is drawn within this distance. */
  readonly spread: number;
}
const CLOSE = 0.0005;
const ATTEMPTS = 50;
const HALVINGS = 24;

/**
 * Communes in the order in which they join. Each waits an exponential time, shorter by population to the power of a
 * bias; the bias is found by bisection, so that the first `goal.communes` of them hold about `goal.share` of the
 * inhabitants. A draw whose share jumps over the aim (a big city on the edge) is thrown again.
 * @throws {Error} when no draw comes close: the goal cannot be met by such a bias.
 */
export function joiningOrder(seed: number, name: string, communes: readonly Place[], goal: Goal): Place[] {
  const people = Float64Array.from(communes, ({ population }) => population ?? 0);
  const logs = people.map((inhabitants) => Math.log(inhabitants + 1));
  const all = people.reduce((sum, inhabitants) => sum + inhabitants, 0);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const aim = between(goal.share - goal.spread, goal.share + goal.spread, seed, name, "share", attempt);
    const waits = Float64Array.from(communes, ({ code }) => -Math.log(1 - draw(seed, name, attempt, code)));
    const timesAt = (bias: number) => waits.map((wait, at) => wait * Math.exp(-bias * (logs[at] ?? 0)));
    const bias = bisect((tried) => shareOf(timesAt(tried), people, goal.communes) / all - aim);
    const times = timesAt(bias);
    if (Math.abs(shareOf(times, people, goal.communes) / all - aim) > CLOSE) continue;
    return [...communes.keys()].sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0)).flatMap((at) => communes[at] ?? []);
  }
  throw new Error(`${name}: no order of ${goal.communes} communes comes close to a share of ${goal.share}`);
}

/** Inhabitants of the `count` communes that join first. */
function shareOf(times: Float64Array, people: Float64Array, count: number): number {
  const last = times.slice().sort()[count - 1] ?? 0;
  let sum = 0;
  for (let at = 0; at < times.length; at++) if ((times[at] ?? 0) <= last) sum += people[at] ?? 0;
  return sum;
}

function bisect(tooMuch: (bias: number) => number): number {
  let low = -1;
  let high = 1;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (tooMuch(middle) > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/**
 * Sizes of a growing set, week by week from the first of 2024: uneven weeks, few in August and at year's end.
 * The first is `start`, the last `end`, none smaller than the one before.
 */
export function growth(seed: number, name: string, start: number, end: number, weeks: number): number[] {
  const steps = Array.from({ length: weeks - 1 }, (_, at) => {
    const quiet = (at >= 30 && at <= 34) || at >= 50 ? 0.35 : 1;
    return quiet * Math.exp(0.7 * normal(seed, name, "growth", at));
  });
  const whole = steps.reduce((sum, step) => sum + step, 0);
  const sizes = [start];
  let done = 0;
  for (const step of steps) {
    done += step;
    sizes.push(start + Math.round(((end - start) * done) / whole));
  }
  return sizes;
}
