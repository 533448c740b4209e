// A request that writes and is refused: said in both languages, with what a program needs to mend it.
import { type ErrorCode, ReleveError } from "./errors.ts";
import type { Language, RowFault } from "./row-fault.ts";

/** A limit that was passed. `setting` names what an operator may raise. */
export interface Limit {
  readonly name:
    | "bytes"
    | "unpackedBytes"
    | "ratio"
    | "rows"
    | "requestsPerMinute"
    | "aheadSeconds"
    | "liveTokens"
    | "checksAtOnce"
    | "openRequests";
  readonly most: number;
  readonly setting?: string;
}
export interface RefusalMembers {
  /** Every fault, each with its place; the first 1000. */
  readonly faults?: readonly RowFault[];
  readonly limit?: Limit;
  /** Seconds after which it is worth asking again. */
  readonly retryAfter?: number;
  /** `partition:offset` of releve.edge.v1: the refused bytes are kept there. */
  readonly kept?: string;
}
type Said = Readonly<Record<Language, readonly [detail: string, hint: string]>>;

export class RequestRefused extends ReleveError {
  readonly said: Said;
  readonly members: RefusalMembers;
  constructor(code: ErrorCode, said: Said, members: RefusalMembers = {}, options?: ErrorOptions) {
    super(code, ...said.en, options);
    this.said = said;
    this.members = members;
  }

  /** The same, and where the refused bytes are. */
  keptAt(kept: string): RequestRefused {
    return new RequestRefused(this.code, this.said, { ...this.members, kept }, { cause: this });
  }
}
