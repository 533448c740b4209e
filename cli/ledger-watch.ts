// The conservation ledger, checked for as long as `serve` runs: what came in and what became of it must add up.
import { openFrame } from "../dashboards/queries/frame.ts";
import { countsOf, type LedgerLine, ledgerOf } from "../dashboards/queries/ledger.ts";
import type { LedgerState } from "../dashboards/shapes/health.ts";
import { ReleveError } from "../schemas/errors.ts";
import type { CanQuery } from "../schemas/ports.ts";
import type { House } from "./compose.ts";

/** Between two checks of one generation. */
export const LEDGER_EVERY_MS = 60_000;
/** Looks in that time: a rebuild that mended the tables is seen by the next one. */
const LOOKS = 6;

/**
 * @returns how many facts were accounted for
 * @throws {ReleveError} RELEVE_LEDGER with each line that does not add up; RELEVE_WAREHOUSE_UNAVAILABLE
 */
export async function checkLedger(warehouse: CanQuery): Promise<number> {
  const lines = ledgerOf(await countsOf(warehouse, await openFrame(warehouse)));
  const wrong = lines.filter(({ adds }) => !adds);
  if (wrong.length === 0) return lines.find(({ id }) => id === "facts")?.total ?? 0;
  throw new ReleveError(
    "RELEVE_LEDGER",
    `the ledger does not add up: ${wrong.map(writtenOut).join("; ")}`,
    "the log has everything: releve rebuild fills the warehouse anew; report these lines, they should never be",
  );
}

/** `answers 12 ≠ counted 8 + held 1 + rejected 2` */
function writtenOut({ id, total, parts }: LedgerLine): string {
  return `${id} ${total} ≠ ${parts.map((part) => `${part.id} ${part.count}`).join(" + ")}`;
}

/**
 * Checks now and again, when something came; says so aloud each time that it does not add up.
 * @param told  hears how each check ended
 * @returns what stops it
 */
export function watchLedger(
  { live, signal }: Pick<House, "live" | "signal">,
  everyMs = LEDGER_EVERY_MS,
  told: (state: LedgerState) => void = () => {},
): () => void {
  let stopped = false;
  let seen = "";
  let checked = { database: "", at: 0 };
  const look = async () => {
    try {
      const warehouse = await live();
      const { database } = warehouse;
      if (database === checked.database && performance.now() - checked.at < everyMs) return;
      const said = `${database} ${(await openFrame(warehouse)).ends}`;
      if (said === seen) return; // nothing came since it added up
      checked = { database, at: performance.now() };
      const facts = await checkLedger(warehouse);
      seen = said;
      signal("ledger checked", { rows: facts });
      told("adds");
    } catch (error) {
      if (stopped) return; // the warehouse was closed in the middle of it
      const code = error instanceof ReleveError ? error.code : "RELEVE_BUG";
      const detail = error instanceof Error ? error.message : String(error);
      const isBroken = code === "RELEVE_LEDGER";
      signal(isBroken ? "ledger broken" : "ledger not checked", { code, detail });
      told(isBroken ? "broken" : "unchecked");
    }
  };
  const timer = setInterval(() => void look(), everyMs / LOOKS).unref();
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}
