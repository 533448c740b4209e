// The contract of an endpoint kind: one file of two pure halves, what to ask and how to read.
import type { z } from "zod";
import type { Settings } from "./source.ts";
import type { Reading } from "./statement.ts";

/**
 * One request. Secrets are named, never written: `{{NAME}}` in a header, or in a body that is a form, is filled in at
 * the edge.
 */
export interface Question {
  readonly url: string;
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A status besides 200 with which a whole answer may come. */
  readonly alsoStatus?: number;
}
/** What a reader is handed: the bytes of all pages, unpacked, in order. */
export interface Answer {
  readonly pages: readonly { readonly url: string; readonly contentType: string; readonly bytes: Buffer }[];
  /** The statement's moment, milliseconds since 1970: what "today" and "the running month" mean. */
  readonly moment: number;
}
/**
 * An endpoint kind. Pure: no clock, network or log inside.
 * `next` is asked after each page: the following question, or `undefined` when the answer is whole.
 * `read` throws AnswerError when the whole answer cannot be read; a single bad value is a Row without a value.
 * `metrics` names what the mapping states, whatever the answer holds.
 */
export interface EndpointKind<S = unknown> {
  readonly kind: string;
  /** Version of the reader. A change that alters what old bytes mean is a new version beside the old. */
  readonly version: number;
  readonly settings: z.ZodType<S>;
  ask(settings: S): Question;
  next(settings: S, pages: Answer["pages"]): Question | undefined;
  read(settings: S, answer: Answer): Reading;
  metrics(settings: S): readonly string[];
  /** Left out, or `undefined` for settings that are more than that: every answer is read whole. */
  rowWise?(settings: S): RowWise | undefined;
}
/**
 * How rows are read one by one, where that is the same as reading the answer: what a row means depends on its own bytes
 * alone; not on other rows, its place among them, the rest of the document, the URL, or the moment. An answer that
 * differs from the one before in a few rows is then read by these rows.
 */
export interface RowWise {
  /** Keys of nested objects that lead from a page's document to the list of its rows. */
  readonly list: readonly string[];
  /** What `read` makes of an answer whose pages hold these rows alone, in this order. @throws {AnswerError} */
  read(rows: readonly unknown[]): Reading;
}
/** Keeps the type of the settings inside the definition and hides it outside. */
export function defineEndpoint<S>(kind: EndpointKind<S>): EndpointKind {
  return kind as unknown as EndpointKind;
}

/** Names a kind's reader, as a fact carries it. */
export interface ReaderName {
  readonly kind: string;
  readonly version: number;
  readonly settings: Settings;
}
/** Reads an answer by the kind, version and settings that a fact carries. Handed to processors by `compose`. */
export interface ReadAnswer {
  (reader: ReaderName, answer: Answer): Reading;
  /** The reader's way to read row by row, if it has one. @throws {AnswerError} as reading does */
  readonly rowWise?: (reader: ReaderName) => RowWise | undefined;
}

/** What came back: any status but a redirect, which was followed. */
export interface Reply {
  readonly status: number;
  /** Names in lower case; a header that came twice is joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Unpacked; empty when the status is neither 200 nor the question's `alsoStatus`. */
  readonly bytes: Buffer;
  /** The address that answered, after redirects. */
  readonly url: string;
}
/**
 * Asks one question of the outside world, with further headers and a way to give up.
 * @throws {ReleveError} RELEVE_ENDPOINT_UNREACHABLE (name, refusal, TLS, time, cut answer: the message tells which),
 *   RELEVE_ENDPOINT_REFUSED (redirects without end, a POST sent on to another host, unknown encoding), RELEVE_ADDRESS_REFUSED, RELEVE_ANSWER_SIZE.
 */
export type HttpAsk = (
  question: Question,
  options?: { readonly headers?: Readonly<Record<string, string>>; readonly signal?: AbortSignal },
) => Promise<Reply>;
