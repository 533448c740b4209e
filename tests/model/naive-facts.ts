// Abstract facts: what the log holds, without bytes, pages or schemas. The naive model is a function of a list of these.
import type { AnswersWithdrawn, FigureAnnotated, FigureCorrected, HoldReleased } from "../../schemas/decisions.ts";
import type { RejectCode } from "../../schemas/errors.ts";
import type { Declaration } from "../../schemas/source.ts";
import type { ReadScope, Row } from "../../schemas/statement.ts";

/** What came with the bytes and says how to read them: settings of the test-only endpoint kind. */
export interface Mapping {
  /** Left out: the answer states only its cells and removes nothing. */
  readonly scope?: ReadScope;
  readonly combine?: "sum";
  /** Declared predicate of memberships: a row passes from this value on. Left out: value > 0. */
  readonly atLeast?: string;
  /** Only periods that are over at the statement's moment are read: the same bytes mean more when a month closes. */
  readonly closedOnly?: true;
  /** Numbers are written in tens. */
  readonly tens?: true;
  /** A text that is no number says "no figure" (null). Left out: it cannot be read. */
  readonly textIsNull?: true;
}
/** Version of each metric that is stated. */
export type Definitions = Readonly<Record<string, number>>;

interface InTheLog {
  /** Offset in the partition. */
  readonly off: number;
  /** The log's own time of this record, milliseconds since 1970; recorded time is its running maximum. */
  readonly recordedAt: number;
  /** The same id twice is one fact delivered twice. */
  readonly id: string;
  readonly startup: string;
}
interface OfSource extends InTheLog {
  readonly source: string;
}
export interface Pulled extends OfSource {
  readonly type: "pulled";
  /** When the last byte came, milliseconds since 1970. */
  readonly moment: number;
  readonly mapping: Mapping;
  readonly definitions: Definitions;
  /** Set: the body cannot be read at all, and why. */
  readonly broken?: RejectCode;
  readonly rows: readonly Row[];
  /** In how many pages the rows came; means nothing. */
  readonly pages: 1 | 2;
}
export interface Unchanged extends OfSource {
  readonly type: "unchanged";
  readonly moment: number;
  /** Offset of the fact that holds the bytes. */
  readonly answer: number;
}
export interface Failed extends OfSource {
  readonly type: "failed";
}
export interface Pushed extends OfSource {
  readonly type: "pushed";
  /** The moment that the figures speak of, milliseconds since 1970. */
  readonly asAt?: number;
  readonly scope?: ReadScope;
  readonly definitions: Definitions;
  readonly figures: readonly Row[];
}
export interface Declared extends InTheLog {
  readonly type: "declared";
  readonly declaration: Declaration;
}
/** Another mapping and other definitions for bytes that came before; moments in milliseconds since 1970, both included. */
export interface ReadingAdopted {
  readonly what: "reading.adopted";
  readonly source: string;
  readonly mapping: Mapping;
  readonly definitions: Definitions;
  /** Set: nothing can be read with it, and why. */
  readonly broken?: "reading.kind" | "reading.settings";
  readonly since?: number;
  readonly until?: number;
}
/** As schemas/decisions.ts has them, but for the reading. Offsets are those of the facts. */
export type Decision = AnswersWithdrawn | HoldReleased | ReadingAdopted | FigureCorrected | FigureAnnotated;
export interface Proposed extends InTheLog {
  readonly type: "proposed";
  readonly decision: Decision;
  readonly author: string;
}
interface OfProposal extends InTheLog {
  /** Id of the proposal, which need not be in the list. */
  readonly proposal: string;
  readonly approver: string;
}
export interface Approved extends OfProposal {
  readonly type: "approved";
  readonly decision: Decision;
  readonly author: string;
}
export interface Declined extends OfProposal {
  readonly type: "declined";
}
export interface Undone extends OfProposal {
  readonly type: "undone";
  readonly author: string;
}
export type Decided = Proposed | Approved | Declined | Undone;
export type Fact = Pulled | Unchanged | Failed | Pushed | Declared | Decided;
