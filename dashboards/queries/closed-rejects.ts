// What closes a reject though it was never read: a later answer of its source that counts, or a withdrawal in force.
// Sources: tables `statements`, `decisions`.
import type { CanQuery } from "../../schemas/ports.ts";
import { decisionsOf } from "./decisions.ts";
import { type Frame, VISIBLE, visible } from "./frame.ts";
import { millis, sourceKey } from "./statements.ts";

/** What a reject or a hold came to. */
export interface Resolved {
  /**
   * What it came to. Of rejects, too: `superseded`, a later answer of the source counts, so that nothing has to be mended
   * for its figures of now; `withdrawn`, a decision in force says that it never will say anything.
   */
  readonly state: "counted" | "withdrawn" | "held" | "rejected" | "superseded";
  /** Offset of the fact that did it: a decision, or a later answer. */
  readonly offset: number;
  readonly recorded: number;
}
interface At {
  readonly offset: number;
  readonly recorded: number;
}
export interface Closing {
  /** Pulled answers that count, by `sourceKey`, in the log's order. A push says nothing of an earlier push. */
  readonly answers: ReadonlyMap<string, readonly At[]>;
  /** Withdrawals in force: the approval, by `sourceKey` and the offset of the fact that is withdrawn. */
  readonly withdrawn: ReadonlyMap<string, At>;
}
export const NO_CLOSING: Closing = { answers: new Map(), withdrawn: new Map() };

/** Of the sources that have a reject, of one startup or of all. */
export async function closingOf(warehouse: CanQuery, frame: Frame, startup: string | undefined): Promise<Closing> {
  const [rows, decisions] = await Promise.all([
    warehouse.rows<[string, string, number, string]>(
      `SELECT startup, source, toUInt32(said), ${millis("min(recorded_at)")} FROM statements
       WHERE ${VISIBLE} ${startup === undefined ? "" : "AND startup = {startup:String}"} AND push = 0
         AND (startup, source) IN (SELECT startup, source FROM rejects WHERE ${VISIBLE})
       GROUP BY startup, source, said HAVING argMax(status, off) = 'counted' ORDER BY startup, source, said`,
      { ...visible(frame), startup: startup ?? "" },
    ),
    decisionsOf(warehouse, frame, startup),
  ]);
  const answers = new Map<string, At[]>();
  for (const [startup, source, offset, recorded] of rows) {
    const key = sourceKey(startup, source);
    const known = answers.get(key) ?? [];
    if (known.length === 0) answers.set(key, known);
    known.push({ offset, recorded: Number(recorded) });
  }
  const withdrawn = new Map<string, At>();
  for (const { startup, decision, state, steps } of decisions) {
    const approval = steps.findLast(({ type }) => type === "decision.approved");
    if (decision.what !== "answers.withdrawn" || state !== "in force" || !approval) continue;
    const { offset, recorded } = approval;
    for (const fact of decision.facts)
      withdrawn.set(`${sourceKey(startup, decision.source)} ${fact}`, { offset, recorded });
  }
  return { answers, withdrawn };
}

/**
 * `undefined`: it waits. Pure.
 * @param reject  `by`: the fact since which it is rejected for its reason: itself, or a decision that had it read again
 */
export function closedBy(
  { answers, withdrawn }: Closing,
  reject: { readonly startup: string; readonly source: string; readonly offset: number; readonly by: number },
): Resolved | undefined {
  const key = sourceKey(reject.startup, reject.source);
  const decided = withdrawn.get(`${key} ${reject.offset}`);
  if (decided) return { state: "withdrawn", ...decided };
  const later = answers.get(key)?.find(({ offset }) => offset > reject.by);
  return later && { state: "superseded", ...later };
}
