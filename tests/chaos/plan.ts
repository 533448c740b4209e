// Which lives are led: from the words of the command line, the same each time.
import type { Failpoint } from "../../schemas/failpoint.ts";
import { ACTS, isAlone, POINTS, pointsOf, SHORT_ON_KAFKA } from "./points.ts";
import { randomOf } from "./random.ts";
import type { Life } from "./run.ts";

export interface Wanted {
  readonly seed: number;
  readonly short: boolean;
  readonly logs: readonly ("lmdb" | "kafka")[];
  readonly point: Failpoint | undefined;
  /** How often each point is died at, on each log; more than once: twice as often where one log alone has it. */
  readonly runs: number;
}
export interface Led extends Life {
  readonly log: "lmdb" | "kafka";
}
/** Deaths of one life. */
const DEATHS = 6;

/** Every point as often as wanted, each time in another order, so that deaths follow on each other in many ways. */
export function livesOf({ seed, short, logs, point, runs }: Wanted): Led[] {
  return logs.flatMap((log) => {
    const all = short && log === "kafka" && !point ? SHORT_ON_KAFKA : pointsOf(log);
    const points = all.filter((one) => point === undefined || one === point);
    const alone = points.filter(isAlone);
    const others = points.filter((one) => !isAlone(one));
    const ofThisLog = others.filter((one) => ACTS[one].log === log);
    const deaths = Array.from({ length: runs }, (_, run) =>
      // what the other log does not have is died at twice as often on this one
      randomOf(seed, log, run).shuffled(runs > 1 ? [...others, ...ofThisLog] : others),
    ).flat();
    const lives: Failpoint[][] = [];
    for (let at = 0; at < deaths.length; at += DEATHS) lives.push(deaths.slice(at, at + DEATHS));
    for (const one of alone) for (let run = 0; run < (runs > 1 ? 2 * runs : 1); run += 1) lives.push([one]);
    return lives.map((these, number): Led => ({ seed, number, log, points: these }));
  });
}

/** @throws {Error} when it is no failpoint's name */
export function pointOf(name: string | undefined): Failpoint | undefined {
  if (name === undefined) return undefined;
  const point = POINTS.find((one) => one === name);
  if (point) return point;
  throw new Error(`--point ${name}: one of ${POINTS.join(", ")}`);
}
