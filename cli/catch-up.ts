// Waiting until the warehouse has all that the log had when the wait began.
import { readCursors } from "../processors/run.ts";
import { ReleveError } from "../schemas/errors.ts";
import { TOPICS } from "../schemas/ports.ts";
import type { House } from "./compose.ts";
import { type Io, progress } from "./io.ts";
import { registryCaughtUp, reportsCaughtUp } from "./registry-catch-up.ts";

const PAUSE_MS = 40;
/** Without any progress for this long, somebody who should read the log does not. */
const PATIENCE_MS = 60_000;

/** Processes here until caught up, then leaves the group. */
export async function processUntilCaughtUp(house: House, io: Io): Promise<void> {
  const running = await house.process();
  try {
    await Promise.race([allCaughtUp(house, io), running.done]);
  } finally {
    await running.stop();
  }
}

/** Waits for all topics: figures are told with the services and the definitions of their day, which are the registry's. */
export async function allCaughtUp(house: House, io: Io): Promise<void> {
  await Promise.all([caughtUp(house, io), registryCaughtUp(house, io, false), reportsCaughtUp(house, io, false)]);
}

/** Waits for the facts, and for whoever processes them: this process, or others of the group. */
export async function caughtUp(house: House, io: Io): Promise<void> {
  const ends = await house.log.ends(TOPICS.facts);
  const report = progress(io, "process");
  let seen = -1;
  let since = Date.now();
  for (;;) {
    const cursors = await readCursors(await house.live());
    const done = ends.reduce((sum, end, partition) => sum + Math.min(end, (cursors.get(partition)?.to ?? -1) + 1), 0);
    const total = ends.reduce((sum, end) => sum + end, 0);
    report(done, total);
    if (done >= total || io.gone.aborted) return;
    if (done !== seen) since = Date.now();
    seen = done;
    if (Date.now() - since > PATIENCE_MS)
      throw new ReleveError(
        "RELEVE_WAREHOUSE_UNAVAILABLE",
        `${total - done} facts of the log are not in the warehouse, and nothing moved for ${PATIENCE_MS / 1000} s`,
        "start `releve process` (or `releve serve`), and look at its output",
      );
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
