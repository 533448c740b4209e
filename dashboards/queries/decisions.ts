// What people decided, and what is in force (docs/meaning.md, rule 18). Source: table `decisions`.
import { Decision, type DecisionEvent } from "../../schemas/decisions.ts";
import type { CanQuery } from "../../schemas/ports.ts";
import { type Frame, VISIBLE, visible } from "./frame.ts";
import { millis } from "./statements.ts";

export const DECISION_STATES = ["proposed", "in force", "declined", "undone"] as const;
export type DecisionState = (typeof DECISION_STATES)[number];
/** Who did what to a proposal, and when the log took it. */
export interface DecisionStep {
  readonly type: DecisionEvent["type"];
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly recorded: number;
  readonly author: string;
  readonly approver: string;
  readonly reason: string;
}
export interface KnownDecision {
  /** Id of its `decision.proposed`; of an approval that came without one, the id that it names. */
  readonly proposal: string;
  readonly startup: string;
  readonly partition: number;
  readonly decision: Decision;
  readonly state: DecisionState;
  /** In the log's order. */
  readonly steps: readonly DecisionStep[];
}

type DecisionRow = [string, number, number, string, DecisionEvent["type"], string, string, string, string, string];

/** Of one startup, or of all, in the order in which they were first spoken of. */
export async function decisionsOf(warehouse: CanQuery, frame: Frame, startup?: string): Promise<KnownDecision[]> {
  const rows = await warehouse.rows<DecisionRow>(
    `SELECT startup, part, toUInt32(off), ${millis("recorded_at")}, type, proposal, author, approver, reason, decision
     FROM decisions FINAL WHERE ${VISIBLE} ${startup === undefined ? "" : "AND startup = {startup:String}"}
     ORDER BY recorded_at, part, off`,
    { ...visible(frame), startup: startup ?? "" },
  );
  const known = new Map<string, Making>();
  for (const row of rows) takeRow(known, row);
  return [...known.values()].flatMap(({ decision, state, ...rest }) =>
    decision && state ? [{ ...rest, decision, state }] : [],
  );
}

/** Who proposed a decision, and who approved it; "" where nobody did yet. */
export function authorsOf(
  steps: readonly (Pick<DecisionStep, "author" | "approver"> & { readonly type: string })[],
): Pick<DecisionStep, "author" | "approver"> {
  const approval = steps.find(({ type }) => type === "decision.approved");
  return { author: (approval ?? steps[0])?.author ?? "", approver: approval?.approver ?? "" };
}

interface Making {
  readonly proposal: string;
  readonly startup: string;
  readonly partition: number;
  decision?: Decision;
  state?: DecisionState;
  readonly steps: DecisionStep[];
}

function takeRow(known: Map<string, Making>, row: DecisionRow): void {
  const [startup, partition, offset, recorded, type, proposal, author, approver, reason, said] = row;
  const key = `${startup} ${proposal}`;
  const made = known.get(key) ?? { proposal, startup, partition, steps: [] };
  const next = nextState(made.state, type, { author, approver });
  if (next === undefined) return;
  known.set(key, made);
  if (said !== "") made.decision = Decision.parse(JSON.parse(said));
  made.state = next;
  made.steps.push({ type, offset, recorded: Number(recorded), author, approver, reason });
}

/** `undefined`: the fact has no effect. */
function nextState(
  state: DecisionState | undefined,
  type: DecisionEvent["type"],
  { author, approver }: { author: string; approver: string },
): DecisionState | undefined {
  if (type === "decision.proposed") return state === undefined ? "proposed" : undefined;
  if (type === "decision.declined") return state === "proposed" ? "declined" : undefined;
  if (author === approver) return undefined;
  if (type === "decision.approved") return state === undefined || state === "proposed" ? "in force" : undefined;
  return state === "in force" ? "undone" : undefined;
}
