// Waiting until the warehouse has all of the registry, or of the reports, that the log had when the wait began.
import { readCursors } from "../processors/run.ts";
import { ReleveError } from "../schemas/errors.ts";
import { type Subscription, TOPICS, type Topic } from "../schemas/ports.ts";
import type { House } from "./compose.ts";
import type { Io } from "./io.ts";

const PAUSE_MS = 40;
/** Without any progress for this long, somebody who should read the log does not. */
const PATIENCE_MS = 60_000;

/** Waits for whoever reads the registry's topic, or reads it here (`here`) and leaves the group. */
export function registryCaughtUp(house: House, io: Io, here: boolean): Promise<void> {
  return topicCaughtUp(house, io, TOPICS.registry, here ? house.processRegistry : undefined);
}

/** The same for the topic of reports: pages then show what was published. */
export function reportsCaughtUp(house: House, io: Io, here: boolean): Promise<void> {
  return topicCaughtUp(house, io, TOPICS.reports, here ? house.processReports : undefined);
}

async function topicCaughtUp(
  house: House,
  io: Io,
  topic: Topic,
  start: (() => Promise<Subscription>) | undefined,
): Promise<void> {
  if ((await missing(house, topic)) === 0) return;
  const running = await start?.();
  try {
    await Promise.race([waited(house, io, topic), ...(running ? [running.done] : [])]);
  } finally {
    await running?.stop();
  }
}

async function waited(house: House, io: Io, topic: Topic): Promise<void> {
  let seen = Number.POSITIVE_INFINITY;
  let since = Date.now();
  for (;;) {
    const left = await missing(house, topic);
    if (left === 0 || io.gone.aborted) return;
    if (left !== seen) since = Date.now();
    seen = left;
    if (Date.now() - since > PATIENCE_MS)
      throw new ReleveError(
        "RELEVE_WAREHOUSE_UNAVAILABLE",
        `${left} facts of ${topic} are not in the warehouse, and nothing moved for ${PATIENCE_MS / 1000} s`,
        "start `releve process` (or `releve serve`), and look at its output",
      );
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

async function missing({ log, live }: House, topic: Topic): Promise<number> {
  const ends = await log.ends(topic);
  const cursors = await readCursors(await live(), topic);
  return ends.reduce((sum, end, part) => sum + Math.max(0, end - ((cursors.get(part)?.to ?? -1) + 1)), 0);
}
