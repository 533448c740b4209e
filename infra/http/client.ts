// The only door to the outside: one exchange with a public endpoint, bounded in time, size and address.
import type { IncomingHttpHeaders } from "node:http";
import { Agent, type Dispatcher, request } from "undici";
import type { HttpAsk, Question, Reply } from "../../schemas/endpoint.ts";
import { ReleveError } from "../../schemas/errors.ts";
import { type Dial, guardedConnect } from "./connect.ts";
import { asFailure, Deadline } from "./failures.ts";
import { addressRefused, type Resolve, refusalOf, resolveHost } from "./guard.ts";
import { type Limits, readBody } from "./unpack.ts";

export interface HttpClientOptions extends Limits {
  /** For one whole exchange: redirects, and the last byte of the body. */
  readonly timeoutMs: number;
  /** Lets plain http and loopback addresses through: for development only. */
  readonly allowLoopback: boolean;
  /** An address or page at which the startup reaches us; written in the User-Agent. */
  readonly contact: string;
  /** Replaced by tests only. */
  readonly resolve?: Resolve;
  /** Opens a connection to an address that was checked. Replaced by tests only. */
  readonly dial?: Dial;
}

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** What may follow a redirect to another origin: never a token. */
const HARMLESS = new Set(["accept", "accept-language", "if-none-match", "if-modified-since"]);
/** How much of an error's page is read before the connection is let go. */
const ERROR_PAGE_BYTES = 65_536;

/** Opens the client. Redirects are followed here, and each address is checked again and dialled as it was checked. */
export function openHttpClient(options: HttpClientOptions): HttpAsk {
  const dispatcher = new Agent({
    connect: guardedConnect({
      allowLoopback: options.allowLoopback,
      resolve: options.resolve ?? resolveHost,
      ...(options.dial && { dial: options.dial }),
    }),
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return async (question, { headers, signal } = {}) => {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(new Deadline("deadline")), options.timeoutMs);
    const over = signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal;
    const asked = { ...question, headers: lowerCased({ ...question.headers, ...headers }) };
    try {
      return await follow(asked, options, dispatcher, over);
    } catch (error) {
      if (signal?.aborted && !(error instanceof ReleveError)) throw signal.reason;
      const cause = deadline.signal.aborted && !(error instanceof ReleveError) ? deadline.signal.reason : error;
      throw asFailure(cause, hostOf(question.url), options.timeoutMs);
    } finally {
      clearTimeout(timer);
    }
  };
}

async function follow(
  first: Question,
  options: HttpClientOptions,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<Reply> {
  let question = first;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const url = usable(question.url, options.allowLoopback);
    const response = await request(url.href, {
      dispatcher,
      signal,
      method: question.method ?? "GET",
      headers: {
        accept: "application/json, text/csv;q=0.9, */*;q=0.1",
        ...question.headers,
        "accept-encoding": "gzip, br",
        "user-agent": options.contact === "" ? "releve/0.1" : `releve/0.1 (+${options.contact})`,
      },
      ...(question.body === undefined ? {} : { body: question.body }),
    });
    const headers = flat(response.headers);
    const location = headers.location;
    if (response.statusCode === 200 || response.statusCode === first.alsoStatus) {
      const bytes = await readBody(response.body, headers, options);
      return { status: response.statusCode, headers, bytes, url: url.href };
    }
    await response.body.dump({ limit: ERROR_PAGE_BYTES, signal }).catch(() => undefined);
    if (signal.aborted) throw signal.reason;
    if (!REDIRECTS.has(response.statusCode) || location === undefined) {
      return { status: response.statusCode, headers, bytes: Buffer.alloc(0), url: url.href };
    }
    question = redirected(question, url, location, response.statusCode);
  }
  throw new ReleveError(
    "RELEVE_ENDPOINT_REFUSED",
    `${hostOf(first.url)} redirects more than ${MAX_REDIRECTS} times`,
    "put the address at which the figures really are into the startup's directory file",
  );
}

function redirected(question: Question, from: URL, location: string, status: number): Question {
  if (!URL.canParse(location, from.href)) throw badUrl(`${from.host} redirects to something that is no URL`);
  const to = new URL(location, from);
  const headers = Object.entries(question.headers ?? {}).filter(
    ([name]) => to.origin === from.origin || HARMLESS.has(name),
  );
  const again = { url: to.href, headers: Object.fromEntries(headers) };
  const keepsMethod = status === 307 || status === 308 || question.method !== "POST";
  if (!keepsMethod || question.method === undefined) return again;
  if (question.body !== undefined && to.origin !== from.origin) {
    throw new ReleveError(
      "RELEVE_ENDPOINT_REFUSED",
      `${from.host} redirects a POST to ${to.host}: its body, which may hold a token, is sent to no other host`,
      "put the address at which the figures really are into the startup's directory file",
    );
  }
  const method = question.method;
  return question.body === undefined ? { ...again, method } : { ...again, method, body: question.body };
}

/** Plain http is for loopback only; credentials in a URL are refused, for they would be kept in the log. */
function usable(text: string, allowLoopback: boolean): URL {
  if (!URL.canParse(text)) throw badUrl("the question has no URL that can be read");
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") throw badUrl(`${url.host}: a URL must not carry a password`);
  const local = isLocal(url.hostname);
  if (local && !allowLoopback) throw addressRefused(url.host, "loopback");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && local)) {
    throw addressRefused(url.host, `not https (${url.protocol.replace(":", "")})`);
  }
  return url;
}

function isLocal(hostname: string): boolean {
  const literal = hostname.replace(/^\[|\]$/g, "");
  if (/(^|\.)localhost\.?$/.test(literal)) return true;
  return refusalOf(literal, false) === "loopback";
}

function badUrl(message: string): ReleveError {
  return new ReleveError("RELEVE_ADDRESS_REFUSED", message, "correct the URL in the startup's directory file");
}

function flat(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(", ") : (value ?? ""),
  ]);
  return Object.fromEntries(entries);
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "the endpoint";
}
