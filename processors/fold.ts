// What folding facts needs from outside: each source's state, statements read from the log's bytes, rows of before.
import type { Answer } from "../schemas/endpoint.ts";
import type { DeclarationReceived, EndpointAnswered, EndpointUnchanged } from "../schemas/events.ts";
import type { Difference } from "./difference.ts";
import type { Origin } from "./heard.ts";
import type { Marks } from "./marks.ts";
import type { Output } from "./output.ts";
import type { Statement } from "./place.ts";
import type { LastAnswer } from "./repeat.ts";
import type { By } from "./rows.ts";
import type { Rulings } from "./rulings.ts";
import type { Reread, SourceState } from "./timeline.ts";

export type Pull = EndpointAnswered | EndpointUnchanged;
export type Stating = Pull | DeclarationReceived;

/** What the fold needs from outside: each source's state, and statements read from the log's bytes. */
export interface Fold {
  readonly out: Output;
  state(startup: string, source: string): SourceState;
  /** The timeline of a source, as the rows before this fact make it. Needed only when a statement comes late. */
  needTimeline(startup: string, source: string, state: SourceState): Promise<void>;
  /** @throws {AnswerError} when the fact cannot become a statement. */
  told(fact: Stating, by: By): Promise<Told>;
  /** Keeps what a source's latest counted statement was read from, or nothing. */
  keepLast(state: SourceState, last: LastAnswer | undefined): void;
  /** Statements by the readings in force; they throw AnswerError when these cannot read them. */
  reread(by: By): Reread;
  /** The same, for very many: none is kept at hand. */
  rereadOnce(by: By): Reread;
  /** What was decided about a startup, before this fact. */
  rulings(startup: string): Rulings;
  /** A reading changed: statements at hand are of no use any more. */
  forget(): void;
  /** Where a fact stands that could not become a statement; `undefined`: it says nothing. */
  origin(by: By, off: number): Promise<Origin | undefined>;
  /** Whether the bytes that an unchanged answer names are an answer of its source. */
  hasBytes(by: By, off: number): Promise<boolean>;
  /** What the rows before this fact say that statements are complete about, and in doubt about; by offset. */
  marks(by: By, offs: readonly number[]): Promise<ReadonlyMap<number, Marks>>;
  /** The bytes that an answer of the source brought, up to this fact; `undefined`: there are none, or none that unpack. */
  pages(by: By, off: number): Promise<Answer["pages"] | undefined>;
  /** Gives way when it is time. */
  breathe(): Promise<void>;
}
/** What a fact states: read whole, or as its difference from what stands, when `found` is known already. */
export interface Told {
  readonly statement: Statement;
  readonly found?: Difference;
  /** What to keep should it count at once, as the latest; `found` as its comparison found it. */
  readonly last?: (found: Difference) => LastAnswer | undefined;
}
