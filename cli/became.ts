// What became of a step with a decision: in the log's order the earlier one counts, and another process may be it.
import { decisionsOf } from "../dashboards/queries/decisions.ts";
import { openFrame } from "../dashboards/queries/frame.ts";
import type { Decided } from "../ingestors/decisions.ts";
import { ReleveError } from "../schemas/errors.ts";
import type { CanQuery } from "../schemas/ports.ts";
import type { House } from "./compose.ts";
import { hasRead } from "./known-decision.ts";

/** Taking note of a decision may mean to count many figures again. */
const PATIENCE_MS = 30_000;

/**
 * Waits until the warehouse has read the step, and tells how the decision stands then.
 * @throws {ReleveError} RELEVE_DECISION when it changed nothing, with what the decision is instead;
 *   RELEVE_WAREHOUSE_UNAVAILABLE when that cannot be told within 30 s: it is recorded all the same.
 */
export async function became(house: Pick<House, "live">, decided: Decided): Promise<Decided> {
  const { proposal, startup, partition, offset } = decided;
  const ends = Array.from({ length: partition + 1 }, (_, at) => (at === partition ? offset + 1 : 0));
  if (!(await hasRead(house, ends, PATIENCE_MS)))
    throw new ReleveError(
      "RELEVE_WAREHOUSE_UNAVAILABLE",
      `this step is recorded (partition ${partition}, offset ${offset}), but the warehouse has not read it yet: what became of "${proposal}" is not known`,
      "do not decide again: look at `releve decisions list` in a while; if it lasts, look at `releve process` (or `releve serve`)",
    );
  const warehouse = await house.live();
  const all = await decisionsOf(warehouse, await openFrame(warehouse), startup);
  const known = all.find((one) => one.proposal === proposal);
  if (known?.steps.some((step) => step.offset === offset)) return { ...decided, state: known.state };
  throw new ReleveError(
    "RELEVE_DECISION",
    `"${proposal}" is ${known?.state ?? "unknown"}: this step was recorded and changes nothing${await whyOf(warehouse, decided)}`,
    "look at `releve decisions list`: somebody may have decided at the same moment",
  );
}

/** Why the processor did not take it. Source: table `rejects`. */
async function whyOf(warehouse: CanQuery, { startup, partition, offset }: Decided): Promise<string> {
  const [row] = await warehouse.rows<[string]>(
    `SELECT detail FROM rejects WHERE startup = {startup:String} AND part = {partition:UInt8} AND off = {offset:UInt64}
     LIMIT 1`,
    { startup, partition, offset },
  );
  return row ? ` (${row[0]})` : "";
}
