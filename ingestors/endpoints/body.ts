// From the bytes of a page to text and to JSON, or to the reason why they are not.
import { AnswerError } from "../../schemas/errors.ts";
import { JsonRefused, parseJsonText } from "../../schemas/json-text.ts";
import { jsonFault } from "../json-position.ts";

const UTF8 = new TextDecoder("utf-8", { fatal: true });
const WEB_PAGE = /^\s*(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b/i;
const HEAD_BYTES = 4096;
/** Characters beyond which a look for the place of the fault is not worth its time. */
const LOOK_LIMIT = 5_000_000;

type Page = { readonly contentType: string; readonly bytes: Buffer };

/**
 * A page's JSON. A byte-order mark is tolerated; a key that stands twice in one object is not.
 * @throws {AnswerError} answer.html, answer.encoding or answer.json.
 */
export function parseBody(page: Page): unknown {
  refuseWebPage(page, "JSON");
  const text = decodeUtf8(page.bytes, "ask the startup to send UTF-8, as JSON requires");
  try {
    return parseJsonText(text);
  } catch (error) {
    if (error instanceof JsonRefused) throw refused(error);
    if (!(error instanceof SyntaxError)) throw error;
    throw notJson(text);
  }
}

/**
 * A page for people is never read, whatever figures stand on it.
 * @throws {AnswerError} answer.html.
 */
export function refuseWebPage({ contentType, bytes }: Page, expected: "JSON" | "CSV"): void {
  const head = bytes
    .subarray(0, HEAD_BYTES)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
  if (!/\bhtml\b/i.test(contentType) && !WEB_PAGE.test(head)) return;
  throw new AnswerError("answer.html", `found a web page (content type "${contentType}"), expected ${expected}`, {
    hint: "the URL is a page for people: ask the startup for the address of its figures",
  });
}

/**
 * Bytes as text, without a byte-order mark.
 * @throws {AnswerError} answer.encoding, with the hint.
 */
export function decodeUtf8(bytes: Buffer, hint: string): string {
  try {
    return UTF8.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new AnswerError("answer.encoding", "found bytes that are not UTF-8, expected UTF-8 text", { hint });
  }
}

function refused({ message }: JsonRefused): AnswerError {
  const hint = "ask the startup to mend its answer: what it says could be read in two ways, or not at all";
  return new AnswerError("answer.json", `found ${message}, expected JSON that says each thing once`, { hint });
}

function notJson(text: string): AnswerError {
  const place = text.length <= LOOK_LIMIT ? position(text) : "";
  const found = text.trim() === "" ? "an empty body" : `${JSON.stringify(text.slice(0, 60))}…`;
  return new AnswerError("answer.json", `found ${found}, expected JSON${place}`, {
    hint: "open the URL and compare; the startup may answer errors with status 200",
  });
}

function position(text: string): string {
  try {
    const fault = jsonFault(text);
    return fault ? `; it ceases to be JSON at line ${fault.line}, column ${fault.column}` : "";
  } catch (error) {
    if (error instanceof RangeError) return ""; // nested or long beyond what the look can follow
    throw error;
  }
}
