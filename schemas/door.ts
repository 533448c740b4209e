// What a request may do that writes: the port between the API's routes and those who append. Whoever holds the door
// judges tokens and requests; a route only carries them to it.
import type { Decision, ReadingAdopted } from "./decisions.ts";
import type { JoinDoor } from "./join-door.ts";
import type { PushVerdict } from "./push-verdict.ts";
import type { Reader } from "./reader.ts";
import type { Language } from "./row-fault.ts";

interface Asked {
  /** The header `Authorization`, as it came. */
  readonly authorization: string | undefined;
}
export interface PushAsked extends Asked {
  /** Names in lower case: content-type, content-encoding, content-length, idempotency-key, ce-*. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it travels; a connection that is cut makes it fail. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Of the startup's sources; left out: its only push. */
  readonly source: string | undefined;
  /** Takes the rows that can be taken, though others cannot. */
  readonly partial: boolean;
  readonly dryRun: boolean;
  readonly lang: Language;
}
/** A decision as a request says it: a reading may leave out how to read, and its settings are not judged yet. */
export type DecisionAsked =
  | Exclude<Decision, ReadingAdopted>
  | (Omit<ReadingAdopted, "reader"> & { readonly reader?: ReaderAsked | undefined });
export type ReaderAsked = Omit<Reader, "settings"> & { readonly settings: Readonly<Record<string, unknown>> };
export interface ProposalAsked extends Asked {
  readonly startup: string;
  readonly decision: DecisionAsked;
  readonly reason: string;
  readonly dryRun: boolean;
}
export const STEPS = ["approve", "decline", "undo"] as const;
export interface StepAsked extends Asked {
  readonly step: (typeof STEPS)[number];
  readonly proposal: string;
  /** Of declining and undoing. */
  readonly reason: string | undefined;
}
export interface AcknowledgementAsked extends Asked {
  /** Its id, as /doutes and the API show it. */
  readonly doubt: string;
  readonly reason: string;
  /** The last day, YYYY-MM-DD in Paris, or `expected`. */
  readonly until: string;
}
/** What was recorded of a doubt; `isNew` false: the same person had said the same, and it holds. */
export interface AcknowledgementTold {
  readonly doubt: string;
  readonly startup: string;
  readonly code: string;
  readonly by: string;
  readonly reason: string;
  readonly until: string;
  readonly isNew: boolean;
}
/** What a decision came to. */
export interface DecisionTold {
  readonly proposal: string | null;
  readonly startup: string;
  readonly what: Decision["what"];
  readonly state: "proposed" | "in force" | "declined" | "undone" | "undo asked" | "dry run";
  /** Of a dry run: how many figures would change, and the first of them. */
  readonly changes: Changes | null;
}
export interface Changes {
  readonly count: number;
  readonly first: readonly {
    readonly metric: string;
    readonly level: string;
    readonly code: string;
    readonly dims: string;
    readonly grain: string;
    readonly first: string;
    /** Decimal text; `null`: no figure, said so; left out: no figure. */
    readonly before?: string | null;
    readonly after?: string | null;
  }[];
}

export interface Door {
  /**
   * @returns what became of it; `isNew` false: the request had been made before, and nothing was recorded now
   * @throws {RequestRefused} RELEVE_TOKEN, RELEVE_SCOPE, RELEVE_USAGE, RELEVE_ROWS, RELEVE_CONFLICT, RELEVE_TOO_LARGE,
   *   RELEVE_MEDIA_TYPE, RELEVE_RATE; {ReleveError} RELEVE_LOG_UNAVAILABLE: nothing was recorded that anyone was told of.
   */
  push(asked: PushAsked): Promise<{ readonly isNew: boolean; readonly verdict: PushVerdict }>;
  /** @throws {RequestRefused} RELEVE_TOKEN, RELEVE_SCOPE, RELEVE_RATE; {ReleveError} RELEVE_DECISION, RELEVE_LOG_UNAVAILABLE. */
  propose(asked: ProposalAsked): Promise<DecisionTold>;
  /** @throws {RequestRefused} RELEVE_TOKEN, RELEVE_SCOPE, RELEVE_RATE; {ReleveError} RELEVE_UNKNOWN_DOUBT, RELEVE_DECISION, RELEVE_LOG_UNAVAILABLE. */
  acknowledge(asked: AcknowledgementAsked): Promise<AcknowledgementTold>;
  /**
   * @returns what the decision is once the step was read
   * @throws as `propose`; {ReleveError} RELEVE_UNKNOWN_DECISION; RELEVE_DECISION when another step was earlier too;
   *   RELEVE_WAREHOUSE_UNAVAILABLE, which says whether the step was recorded.
   */
  step(asked: StepAsked): Promise<DecisionTold>;
  /** What anyone may ask, and what the network does about it. */
  readonly join: JoinDoor;
}
