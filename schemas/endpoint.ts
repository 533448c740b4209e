// The contract of an endpoint kind: one file of two pure halves, what to ask and how to read.
import type { z } from "zod";
import type { Settings } from "./source.ts";
import type { Reading } from "./statement.ts";

/** One request. Secrets are named, never written: `{{NAME}}` in a header is taken from the settings at the edge. */
export interface Question {
  readonly url: string;
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
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
}
/** Keeps the type of the settings inside the definition and hides it outside. */
export function defineEndpoint<S>(kind: EndpointKind<S>): EndpointKind {
  return kind as unknown as EndpointKind;
}

/** Reads an answer by the kind, version and settings that a fact carries. Handed to processors by `compose`. */
export type ReadAnswer = (
  reader: { readonly kind: string; readonly version: number; readonly settings: Settings },
  answer: Answer,
) => Reading;

/** What came back: any status but a redirect, which was followed. */
export interface Reply {
  readonly status: number;
  /** Names in lower case; a header that came twice is joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Unpacked; empty when the status is not 200. */
  readonly bytes: Buffer;
  /** The address that answered, after redirects. */
  readonly url: string;
}
/**
 * Asks one question of the outside world, with further headers and a way to give up.
 * @throws {ReleveError} RELEVE_ENDPOINT_UNREACHABLE (name, refusal, TLS, time, cut answer: the message tells which),
 *   RELEVE_ENDPOINT_REFUSED (redirects without end, unknown encoding), RELEVE_ADDRESS_REFUSED, RELEVE_ANSWER_SIZE.
 */
export type HttpAsk = (
  question: Question,
  options?: { readonly headers?: Readonly<Record<string, string>>; readonly signal?: AbortSignal },
) => Promise<Reply>;
