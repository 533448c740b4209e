// An error that came with status 200: told as one, in its own words, and never read for figures that it does not have.
import { AnswerError } from "../../schemas/errors.ts";
import { INEXACT } from "../../schemas/json-text.ts";
import { parseBody } from "./body.ts";
import type { Edition } from "./edition.ts";
import { isObject } from "./json-value.ts";

type Page = { readonly contentType: string; readonly bytes: Buffer };

/** Errors are short; what is longer is an answer, whatever it says. */
const LONGEST_ERROR_BYTES = 65_536;
const LETTER = /\p{L}/u;
/** Keys that say an error by what stands there: words, never numbers, which may be a count of errors. */
const ERROR_KEYS = ["error", "errors", "erreur", "erreurs", "exception"];
/** Keys that say by one word how it went: Matomo's, Metabase's, JSend's. */
const OUTCOME_KEYS = ["result", "status", "state", "statut", "resultat"];
const WENT_WRONG = /^(?:error|erreur|failed|failure|fail|[ée]chec|ko)$/i;
const FLAGS = ["success", "ok"];
/** Keys that say by a number of HTTP how it went; alone they say nothing, for a number may be a figure. */
const CODE_KEYS = ["code", "status", "statut", "status_code", "statusCode"];
/** What errors are made of where no key says so: RFC 9457, Spring, Django, Nest, PostgREST. */
const SAYING_KEYS = ["message", "detail", "title", "msg"];
const ENVELOPE =
  /^(?:message|msg|detail|details|title|type|instance|code|statut|status|status_?code|timestamp|path|hint|trace|(?:request|trace)_?id)$/i;

/**
 * A page's JSON.
 * @param named  keys of the document in which the settings look for figures: what stands there is no error
 * @throws {AnswerError} as `parseBody`; answer.error, from the second edition on.
 */
export function parseAnswer(page: Page, edition: Edition, named: ReadonlySet<string> = new Set()): unknown {
  const body = parseBody(page);
  if (edition >= 2) refuseError(body, named);
  return body;
}

/**
 * For readers of other forms, and of pages that are parsed elsewhere: looks at short bodies only.
 * @throws {AnswerError} answer.error, from the second edition on.
 */
export function refuseErrorPages(pages: readonly Page[], edition: Edition): void {
  if (edition < 2) return;
  for (const page of pages) {
    const isError = page.bytes.length <= LONGEST_ERROR_BYTES && /^\s*[{"]/.test(page.bytes.toString("latin1", 0, 64));
    if (isError) refuseError(parsedOrNothing(page), new Set());
  }
}

/** Other faults of the bytes are the reader's to tell, in its own words. */
function parsedOrNothing(page: Page): unknown {
  try {
    return parseBody(page);
  } catch (error) {
    if (error instanceof AnswerError) return undefined;
    throw error;
  }
}

function refuseError(body: unknown, named: ReadonlySet<string>): void {
  const said = saidBy(body, named);
  if (said === undefined) return;
  throw new AnswerError("answer.error", `the endpoint answered with status 200 and an error: ${said.slice(0, 300)}`, {
    hint: "open the URL and compare; ask the startup to mend it, and to answer errors with their own status",
  });
}

/** An error in its own words, or `undefined`: it is none. */
function saidBy(body: unknown, named: ReadonlySet<string>): string | undefined {
  if (body === null || typeof body === "boolean") return `only ${body}`;
  if (typeof body === "string") return LETTER.test(body) && !body.startsWith(INEXACT) ? body : undefined;
  if (!isObject(body)) return undefined;
  const at = (key: string) => (named.has(key) || !Object.hasOwn(body, key) ? undefined : body[key]);
  for (const key of ERROR_KEYS) {
    const words = at(key) === true ? (wordsIn(SAYING_KEYS.map(at)) ?? key) : errorWords(at(key));
    if (words !== undefined) return words;
  }
  const wentWrong =
    OUTCOME_KEYS.some((key) => typeof at(key) === "string" && WENT_WRONG.test(at(key) as string)) ||
    FLAGS.some((key) => at(key) === false);
  if (wentWrong) return wordsIn(SAYING_KEYS.map(at)) ?? JSON.stringify(body);
  const isFailure = CODE_KEYS.some((key) => isErrorStatus(at(key)));
  const isEnvelope = Object.entries(body).every(
    ([key, value]) => (ENVELOPE.test(key) && !named.has(key)) || (isFailure && isNothing(value)),
  );
  return isEnvelope ? wordsIn(SAYING_KEYS.map(at)) : undefined;
}

function isErrorStatus(value: unknown): boolean {
  const status = typeof value === "string" && /^\d{3}$/.test(value) ? Number(value) : value;
  return Number.isInteger(status) && Number(status) >= 400 && Number(status) <= 599;
}

/** Beside the number of an error, the place of the figures is empty, and says no "no figure". */
function isNothing(value: unknown): boolean {
  return value === null || (typeof value === "object" && Object.keys(value).length === 0);
}

/** Of a list, what its errors say: rows that count errors under some label say nothing. */
function errorWords(value: unknown): string | undefined {
  if (!Array.isArray(value)) return wordsIn(value);
  return wordsIn(value.map((one) => (isObject(one) ? SAYING_KEYS.map((key) => one[key]) : one)));
}

/** The first text with a letter in it, however deep. */
function wordsIn(value: unknown): string | undefined {
  if (typeof value === "string") return LETTER.test(value) ? value : undefined;
  if (value === null || typeof value !== "object") return undefined;
  for (const one of Object.values(value)) {
    const words = wordsIn(one);
    if (words !== undefined) return words;
  }
  return undefined;
}
