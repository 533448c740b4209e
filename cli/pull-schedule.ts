// When sources are asked while `serve` runs: each expression of the directory is one task, and its rounds come in turn.
import { schedule } from "node-cron";
import { PARIS } from "../schemas/period.ts";
import type { Declaration, Source } from "../schemas/source.ts";
import type { Call } from "./command.ts";
import { pullNow } from "./commands/pull.ts";
import type { House } from "./compose.ts";
import { fail } from "./failure.ts";
import { wholeDirectory } from "./whole-directory.ts";

/** How soon a schedule that was added to the directory counts. */
const LOOK_MS = 10 * 60_000;
const MINUTE = 60_000;

export interface Pulling {
  /** Resolves when the tasks are stopped; the round under way ends by the caller's own signal. */
  stop(): Promise<void>;
}

/** When a source is asked. */
export function scheduleOf(source: Pick<Source, "schedule">, usual: string): string {
  return source.schedule ?? usual;
}

/** Starts the rounds; `undefined` when RELEVE_PULL_SCHEDULE is off: then nothing is pulled by the clock. */
export async function schedulePulls(call: Call, house: House): Promise<Pulling | undefined> {
  const { pullSchedule: usual, pullSpreadMinutes } = house.config;
  if (usual === "off") return undefined;
  const tasks = new Map<string, ReturnType<typeof schedule>>();
  let running: Promise<void> = Promise.resolve();

  async function round(expression: string): Promise<void> {
    try {
      const directory = await look();
      if (call.io.gone.aborted) return;
      await pullNow(house, house.config, call.io, directory, {
        polite: true,
        spreadMs: pullSpreadMinutes * MINUTE,
        wanted: ({ source }) => scheduleOf(source, usual) === expression,
      });
    } catch (error) {
      if (!call.io.gone.aborted) fail(call.io, error); // a round that failed is tried again at its next time
    }
  }

  /** Reads the directory; from then on its expressions, and no others, have a task. */
  async function look(): Promise<readonly Declaration[]> {
    const directory = await wholeDirectory(call, house.requests);
    const wanted = new Set(directory.flatMap(({ sources }) => sources.map((source) => scheduleOf(source, usual))));
    for (const [expression, task] of tasks) {
      if (wanted.has(expression)) continue;
      tasks.delete(expression);
      await task.destroy();
    }
    for (const expression of wanted) {
      if (tasks.has(expression)) continue;
      const inTurn = () => {
        running = running.then(() => round(expression));
        return running;
      };
      tasks.set(expression, schedule(expression, inTurn, { timezone: PARIS, noOverlap: true }));
    }
    return directory;
  }

  await look();
  const looking = setInterval(() => void look().catch((error: unknown) => fail(call.io, error)), LOOK_MS).unref();
  return {
    stop: async () => {
      clearInterval(looking);
      for (const task of tasks.values()) await task.destroy();
      await running;
    },
  };
}
