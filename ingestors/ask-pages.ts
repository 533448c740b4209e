// Asks one source for all its pages, in turn: all of them, or the reason why not.

import { sha256 } from "../schemas/canonical.ts";
import type { EndpointKind, HttpAsk, Question, Reply } from "../schemas/endpoint.ts";
import { AnswerError, type ErrorCode, type ExchangeFault, ReleveError } from "../schemas/errors.ts";
import { redactEmails, redactTokens } from "./redact.ts";
import { redactCredentials, redactSecrets } from "./redact-credentials.ts";
import { retryAfterOf } from "./retry-after.ts";
import { type Secrets, withoutSecrets, withSecrets } from "./secrets.ts";

export interface AskedPage {
  /** As asked, without secrets. */
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Unpacked, without e-mail addresses and credentials. */
  readonly bytes: Buffer;
  /** Of `bytes`. */
  readonly sha256: string;
}
export type Asked =
  | { readonly outcome: "whole"; readonly pages: readonly AskedPage[]; readonly redacted: number }
  | { readonly outcome: "not modified" }
  | {
      readonly outcome: "failed";
      readonly code: ErrorCode;
      readonly detail: string;
      readonly page: number;
      readonly status?: number;
      /** At which step the exchange failed; left out: the endpoint answered. */
      readonly fault?: ExchangeFault;
      /** How long the endpoint asked to be left alone, in milliseconds. */
      readonly retryAfterMs?: number;
    };
type More = {
  readonly status?: number;
  readonly fault?: ExchangeFault | undefined;
  readonly retryAfterMs?: number | undefined;
};

export interface AskPages {
  readonly endpoint: EndpointKind;
  /** Parsed by the endpoint's schema. */
  readonly settings: unknown;
  readonly http: HttpAsk;
  readonly secrets: Secrets;
  /** `If-None-Match`, `If-Modified-Since`; empty when a whole answer is wanted. */
  readonly conditional: Readonly<Record<string, string>>;
  /** Of all pages together, unpacked. */
  readonly maxBytes: number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly abort?: AbortSignal | undefined;
}
const MAX_PAGES = 2000;
const KEPT_HEADERS = ["content-type", "etag", "last-modified", "date"];

/** Failures of the endpoint are values; only bugs, and the caller's own abort, are thrown. */
export async function askPages(ask: AskPages): Promise<Asked> {
  const pages: AskedPage[] = [];
  let secret: readonly string[] = [];
  let redacted = 0;
  let size = 0;
  const failed = (code: ErrorCode, detail: string, { status, fault, retryAfterMs }: More = {}): Asked => ({
    outcome: "failed",
    code,
    detail: withoutSecrets(detail, secret).slice(0, 2000),
    page: pages.length + 1,
    ...(status !== undefined && { status }),
    ...(fault !== undefined && { fault }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
  try {
    let question: Question | undefined = ask.endpoint.ask(ask.settings);
    while (question) {
      if (pages.length >= MAX_PAGES) return failed("RELEVE_ANSWER_INCOMPLETE", `more than ${MAX_PAGES} pages`);
      const { used, ...filled } = withSecrets(question, ask.secrets);
      secret = used;
      const conditional = pages.length === 0 ? ask.conditional : {};
      const options = { headers: { ...filled.headers, ...conditional }, ...(ask.abort && { signal: ask.abort }) };
      const reply = await ask.http({ ...question, ...filled }, options);
      if (reply.status === 304 && Object.keys(conditional).length > 0) return { outcome: "not modified" };
      if (reply.status !== 200 && reply.status !== question.alsoStatus) {
        const retryAfterMs = retryAfterOf(reply.headers["retry-after"], ask.clock());
        return failed("RELEVE_ENDPOINT_REFUSED", refusal(question, reply), { status: reply.status, retryAfterMs });
      }
      const clean = redactEmails(redactTokens(redactCredentials(redactSecrets(reply.bytes, used))));
      size += clean.bytes.length;
      if (size > ask.maxBytes) return failed("RELEVE_ANSWER_SIZE", `all pages together exceed ${ask.maxBytes} bytes`);
      redacted += clean.redacted;
      pages.push({ url: question.url, status: reply.status, headers: kept(reply.headers), ...hashed(clean.bytes) });
      question = ask.endpoint.next(ask.settings, pages.map(asAnswerPage));
    }
    return { outcome: "whole", pages, redacted };
  } catch (error) {
    if (error instanceof AnswerError) return incomplete(failed, pages, error);
    if (error instanceof ReleveError) {
      return failed(error.code, `${error.message}; ${error.hint}`, { fault: error.fault });
    }
    throw error;
  }
}

/** A page that came but cannot be followed is the one that failed, not the page after it. */
function incomplete(failed: (code: ErrorCode, detail: string) => Asked, pages: AskedPage[], error: AnswerError): Asked {
  pages.pop();
  return failed("RELEVE_ANSWER_INCOMPLETE", `${error.message}; ${error.hint}`);
}

function asAnswerPage({ url, headers, bytes }: AskedPage) {
  return { url, contentType: headers["content-type"] ?? "", bytes };
}

function hashed(bytes: Buffer) {
  return { bytes, sha256: sha256(bytes) };
}

function kept(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(KEPT_HEADERS.flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])));
}

function refusal({ url }: Question, { status, headers }: Reply): string {
  const wait = headers["retry-after"];
  const where = URL.canParse(url) ? new URL(url).origin + new URL(url).pathname : "the endpoint";
  return `${where} answered with status ${status}${wait ? `; it asks to wait: ${wait.slice(0, 40)}` : ""}`;
}
