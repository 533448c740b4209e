// What was decided about a startup's facts: which decisions are in force, and which they name (docs/meaning.md, rules
// 18 to 22). Pure; the same entries in the same order make the same rulings, whether they come from the log or from rows.
import type { Decision } from "../schemas/decisions.ts";
import type { Reader } from "../schemas/reader.ts";
import type { Origin } from "./heard.ts";

/** A decision that was approved. */
export interface Ruling {
  readonly proposal: string;
  /** Offset of the approval. */
  readonly off: number;
  readonly decision: Decision;
}
/** What became of a proposal, and what it is about: `source` is "" when it is about none, or when nobody said yet. */
export interface Proposal {
  readonly state: "proposed" | "declined" | "approved" | "undone";
  readonly source: string;
  readonly what: string;
  readonly author: string;
  /** Once approved, undone or not. */
  readonly ruling?: Ruling;
}
export interface Rulings {
  readonly proposals: Map<string, Proposal>;
  /** In the order of their approvals; another list when it changes. */
  inForce: readonly Ruling[];
}
export const noRulings = (): Rulings => ({ proposals: new Map(), inForce: [] });

/** One valid fact about a decision. `decision` is missing where the fact does not say it. */
export interface RulingEntry {
  readonly type: string;
  readonly proposal: string;
  readonly off: number;
  readonly author: string;
  readonly decision?: Decision | undefined;
}

export const sourceOf = (decision: Decision): string => ("source" in decision ? decision.source : "");

/** Takes a valid fact in: `inForce` is another list when a decision came into force, or went. */
export function enter(rulings: Rulings, { type, proposal, off, author, decision }: RulingEntry): void {
  const { proposals, inForce } = rulings;
  const known = proposals.get(proposal);
  const about = decision && { source: sourceOf(decision), what: decision.what, author };
  if (type === "decision.proposed") {
    if (about && !known?.what) proposals.set(proposal, { state: "proposed", ...known, ...about });
  } else if (type === "decision.declined") {
    if (known?.state === "approved" || known?.state === "undone") return;
    proposals.set(proposal, { source: "", what: "", author: "", ...known, state: "declined" });
  } else if (type === "decision.approved" && decision && about) {
    const ruling = { proposal, off, decision };
    proposals.set(proposal, { ...about, state: "approved", ruling });
    rulings.inForce = [...inForce, ruling];
  } else if (type === "decision.undone" && known) {
    proposals.set(proposal, { ...known, state: "undone" });
    rulings.inForce = inForce.filter((one) => one !== known.ruling);
  }
}

/** The offsets that a decision names, to withdraw or release them. */
export function offsetsOf(decision: Decision): readonly number[] {
  if (decision.what === "answers.withdrawn") return decision.facts;
  return decision.what === "hold.released" ? [decision.fact] : [];
}

/** Facts of a source that decisions of a kind name. */
export function namedIn(
  rulings: readonly Ruling[],
  source: string,
  what: "answers.withdrawn" | "hold.released",
): ReadonlySet<number> {
  return new Set(
    rulings.flatMap(({ decision }) =>
      decision.what === what && decision.source === source ? offsetsOf(decision) : [],
    ),
  );
}

/** The reader that was adopted for a pull: of several the last approved; `undefined`: its own reads it. */
export function adoptedFor(
  rulings: readonly Ruling[],
  source: string,
  { moment, answer }: Pick<Origin, "moment" | "answer">,
): Reader | undefined {
  for (let at = rulings.length - 1; at >= 0; at -= 1) {
    const { off, decision } = rulings[at] as Ruling;
    if (decision.what !== "reading.adopted" || decision.source !== source || answer >= off) continue;
    const { since, until, reader } = decision;
    if (since !== undefined && moment < Date.parse(since)) continue;
    if (until === undefined || moment <= Date.parse(until)) return reader;
  }
  return undefined;
}

/** Whether a reader was adopted for bytes that came before: what they say cannot be told by the difference of bytes. */
export function isAdoptedAfter(rulings: readonly Ruling[], source: string, answer: number): boolean {
  return rulings.some(
    ({ off, decision }) => decision.what === "reading.adopted" && decision.source === source && answer < off,
  );
}
