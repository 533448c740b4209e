// Who must act on a source: a written rule over its state and what went wrong last. Pure.
import { ERRORS, type ErrorCode, type PartCode, type RejectCode } from "../schemas/errors.ts";
import type { State } from "./figure.ts";

/** `team`: who runs the service · `network`: who keeps the directory and checks what is held · `operator`: who runs Relevé. */
export const ACTORS = ["team", "network", "operator", "nobody"] as const;
export type Actor = (typeof ACTORS)[number];

/** What an answer was refused for tells whose file, address or clock must be mended. */
const REJECTED: Record<RejectCode, Actor> = {
  "answer.html": "team",
  "answer.error": "team",
  "answer.encoding": "team",
  "answer.json": "team",
  "answer.csv": "team",
  "answer.shape": "network",
  "answer.missing": "operator",
  "fact.shape": "operator",
  "reading.kind": "operator",
  "reading.settings": "network",
  "metric.unknown": "network",
  "moment.future": "team",
  "values.unreadable": "network",
  "decision.invalid": "network",
};

export interface Situation {
  readonly state: State;
  /** The startup sends its figures itself. */
  readonly push: boolean;
  /** Code of the reject or failure that came after the last answer that counted; `null`: none did. */
  readonly code: string | null;
  /** Of a part of its last answer that says nothing; left out, or `null`: there is none. */
  readonly doubtful?: PartCode | null;
}

/** A value that is none, and two for one place, are the team's to mend; where places and dates stand is the directory's to say. */
const DOUBTED: Record<PartCode, Actor> = {
  "value.unreadable": "team",
  "cell.twice": "team",
  "rows.without-cell": "network",
};

/**
 * In this order: of a source that answers, by the part of its answer that says nothing, else nobody · the network when an answer is held · by the code of what went wrong
 * last · the team when it should have sent and did not · else the operator, since Relevé did not even ask.
 */
export function whoActs({ state, push, code, doubtful = null }: Situation): Actor {
  if (state === "ok" || state === "hand" || state === "idle") return doubtful === null ? "nobody" : DOUBTED[doubtful];
  if (state === "held") return "network";
  if (code !== null && code in REJECTED) return REJECTED[code as RejectCode];
  if (code !== null && code in ERRORS) return ERRORS[code as ErrorCode].who === "startup" ? "team" : "operator";
  return push ? "team" : "operator";
}
