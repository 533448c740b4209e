// Waiting until the warehouse has all of the registry that the log had when the wait began.
import { readCursors } from "../processors/run.ts";
import { ReleveError } from "../schemas/errors.ts";
import { TOPICS } from "../schemas/ports.ts";
import type { House } from "./compose.ts";
import type { Io } from "./io.ts";

const PAUSE_MS = 40;
/** Without any progress for this long, somebody who should read the log does not. */
const PATIENCE_MS = 60_000;

/** Waits for whoever reads the registry's topic, or reads it here (`here`) and leaves the group. */
export async function registryCaughtUp(house: House, io: Io, here: boolean): Promise<void> {
  if ((await missing(house)) === 0) return;
  const running = here ? await house.processRegistry() : undefined;
  try {
    await Promise.race([waited(house, io), ...(running ? [running.done] : [])]);
  } finally {
    await running?.stop();
  }
}

async function waited(house: House, io: Io): Promise<void> {
  let seen = Number.POSITIVE_INFINITY;
  let since = Date.now();
  for (;;) {
    const left = await missing(house);
    if (left === 0 || io.gone.aborted) return;
    if (left !== seen) since = Date.now();
    seen = left;
    if (Date.now() - since > PATIENCE_MS)
      throw new ReleveError(
        "RELEVE_WAREHOUSE_UNAVAILABLE",
        `${left} facts of the registry are not in the warehouse, and nothing moved for ${PATIENCE_MS / 1000} s`,
        "start `releve process` (or `releve serve`), and look at its output",
      );
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

async function missing({ log, warehouse }: House): Promise<number> {
  const ends = await log.ends(TOPICS.registry);
  const cursors = await readCursors(warehouse, TOPICS.registry);
  return ends.reduce((sum, end, part) => sum + Math.max(0, end - ((cursors.get(part)?.to ?? -1) + 1)), 0);
}
