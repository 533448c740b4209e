// One source, asked once: what came of it becomes one fact of the log.
import type { HttpAsk } from "../schemas/endpoint.ts";
import type { ErrorCode, ExchangeFault } from "../schemas/errors.ts";
import type { FactEvent } from "../schemas/events.ts";
import { failpoint } from "../schemas/failpoint.ts";
import { type CanAppend, type CanRead, TOPICS, type ToAppend } from "../schemas/ports.ts";
import type { Signal } from "../schemas/signals.ts";
import type { Declaration, Source } from "../schemas/source.ts";
import { type Asked, askPages } from "./ask-pages.ts";
import { type PullMemory, type Remembered, readerHash } from "./memory.ts";
import { packed } from "./packed.ts";
import { readerOf } from "./reader.ts";
import type { Secrets } from "./secrets.ts";
import type { BackfillRange, Span } from "./span.ts";

export interface PullOptions {
  /** Hosts asked at once; each host is asked one question at a time. Default 4. */
  readonly concurrency?: number;
  /** Startups, which a person wants now: their hosts are asked even if they asked for rest. Left out: all. */
  readonly only?: readonly string[];
  /** Which of their sources; left out: all. */
  readonly wanted?: (job: PullJob) => boolean;
  /** Leaves alone the hosts that could not be reached lately, or asked for it: for rounds that nobody waits for. Default: no. */
  readonly polite?: boolean;
  /** Asks for the past of the sources instead of the present. */
  readonly backfill?: BackfillRange;
  /** Spreads the hosts' first questions over this time, each host always at the same point of it. Default 0. */
  readonly spreadMs?: number;
  /** Told after each source: how many are done, of how many, and which it was. */
  readonly progress?: (done: number, total: number, note: string) => void;
  /** Of one answer, all pages, unpacked. Default 128 MiB. */
  readonly maxAnswerBytes?: number;
  /** Of one fact, as appended. Default 12 MiB: brokers must take it. */
  readonly maxFactBytes?: number;
  readonly abort?: AbortSignal;
}
export interface Pull {
  readonly declarations: readonly Declaration[];
  readonly log: CanAppend & CanRead;
  readonly http: HttpAsk;
  /** Left out: no secret is set. */
  readonly secrets?: Secrets;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly signal: Signal;
  readonly newId: (at: number) => string;
  /** Kept between rounds by a caller that stays; left out: read from the log. */
  readonly memory?: PullMemory;
  readonly options?: PullOptions;
}
export interface PullResult {
  readonly startup: string;
  readonly source: string;
  /** `deferred`: not asked in this round, and no fact was appended. */
  readonly outcome: "answered" | "unchanged" | "failed" | "deferred";
  /** When failed. */
  readonly code?: ErrorCode;
  readonly fault?: ExchangeFault | undefined;
  readonly retryAfterMs?: number | undefined;
  /** When failed or deferred. */
  readonly detail?: string;
  readonly elapsedMs: number;
}
export interface PullJob {
  readonly startup: string;
  /** Of a past span: as it is asked for that. */
  readonly source: Source;
  /** The past span that is asked for; left out: the present. */
  readonly span?: Span;
}
const MIB = 1024 * 1024;
const DEFAULTS = { maxAnswerBytes: 128 * MIB, maxFactBytes: 12 * MIB };

/**
 * Asks one source for all its pages and appends one fact. What the endpoint does wrong is a result, never thrown.
 * Of a past span only an answer that is new is a fact: a failure there says nothing of the source, nor do the same bytes.
 * @throws {ReleveError} RELEVE_LOG_UNAVAILABLE.
 */
export async function pullSource(
  pull: Pull,
  { startup, source, span }: PullJob,
  last: Remembered | undefined,
): Promise<PullResult> {
  const { http, secrets = () => undefined, clock, options = {} } = pull;
  const { endpoint, settings, reader } = readerOf(source);
  const same = last?.reader === readerHash(reader) ? last : undefined;
  const started = clock();
  const maxBytes = options.maxAnswerBytes ?? DEFAULTS.maxAnswerBytes;
  const conditional = conditionalOf(same);
  const asked = await askPages({
    endpoint,
    settings,
    http,
    secrets,
    conditional,
    maxBytes,
    clock,
    abort: options.abort,
  });
  failpoint("pull.fetched");
  const now = clock();
  const about = { ...stamp(pull, now), startup, source: source.source };
  const times = { receivedAt: new Date(now).toISOString(), elapsedMs: now - started };
  if (asked.outcome === "failed") return failed(pull, about, asked, times.elapsedMs, span);
  if (same && isSame(asked, same)) {
    const status = asked.outcome === "whole" ? 200 : 304;
    if (!span)
      await appendFact(pull.log, { type: "endpoint.unchanged", ...about, ...times, answer: same.offset, status });
    return told(pull, { ...about, outcome: "unchanged", elapsedMs: times.elapsedMs }, { status });
  }
  if (asked.outcome === "not modified") throw new TypeError("not modified, yet nothing was remembered");
  const pages = await packed(asked.pages);
  const value = bytesOf({
    type: "endpoint.answered",
    ...about,
    reader,
    ...times,
    pages,
    ...(span && { backfill: span }),
  });
  const limit = options.maxFactBytes ?? DEFAULTS.maxFactBytes;
  if (value.length > limit) {
    const detail = `the answer takes ${value.length} bytes in the log, more than ${limit}`;
    return failed(
      pull,
      about,
      { outcome: "failed", code: "RELEVE_ANSWER_SIZE", detail, page: 1 },
      times.elapsedMs,
      span,
    );
  }
  await append(pull.log, [{ key: startup, value }]);
  const bodyBytes = pages.reduce((sum, { bytes }) => sum + bytes, 0);
  const fields = { bodyBytes, ...(asked.redacted > 0 && { detail: `${asked.redacted} e-mail addresses redacted` }) };
  return told(pull, { ...about, outcome: "answered", elapsedMs: times.elapsedMs }, { status: 200, ...fields });
}

function isSame(asked: Asked, last: Remembered): boolean {
  if (asked.outcome !== "whole") return asked.outcome === "not modified";
  return asked.pages.map(({ sha256 }) => sha256).join() === last.pages.map(({ sha256 }) => sha256).join();
}

/** Asked again only what one page said, read by the same reader. */
function conditionalOf(last: Remembered | undefined): Record<string, string> {
  const [page, ...others] = last?.pages ?? [];
  if (!page || others.length > 0) return {};
  return {
    ...(page.etag !== undefined && { "if-none-match": page.etag }),
    ...(page.lastModified !== undefined && { "if-modified-since": page.lastModified }),
  };
}

type About = { readonly id: string; readonly at: string; readonly startup: string; readonly source: string };

async function failed(
  pull: Pull,
  about: About,
  asked: Asked & { outcome: "failed" },
  elapsedMs: number,
  span: Span | undefined,
) {
  const { outcome, ...told } = asked;
  if (!span) await appendFact(pull.log, { type: "endpoint.failed", ...about, ...told, elapsedMs });
  const { startup, source, id } = about;
  const { code, detail, status, fault, retryAfterMs } = told;
  pull.signal("endpoint failed", { startup, source, event: id, code, detail, elapsedMs, ...(status && { status }) });
  const why = { ...(fault && { fault }), ...(retryAfterMs !== undefined && { retryAfterMs }) };
  return { startup, source, outcome, code, detail, ...why, elapsedMs };
}

function told(
  pull: Pull,
  { id, startup, source, outcome, elapsedMs }: About & { outcome: "answered" | "unchanged"; elapsedMs: number },
  fields: { readonly status: number; readonly bodyBytes?: number; readonly detail?: string },
): PullResult {
  pull.signal(`endpoint ${outcome}`, { startup, source, event: id, elapsedMs, ...fields });
  return { startup, source, outcome, elapsedMs };
}

/** What every fact begins with. */
export function stamp({ newId }: Pick<Pull, "newId">, at: number): { readonly id: string; readonly at: string } {
  return { id: newId(at), at: new Date(at).toISOString() };
}

/** Appends one fact under its startup. */
export async function appendFact(log: CanAppend, fact: FactEvent): Promise<void> {
  await append(log, [{ key: fact.startup, value: bytesOf(fact) }]);
}

/** Appends facts at once, each under its startup. */
export async function appendFacts(log: CanAppend, facts: readonly FactEvent[]): Promise<void> {
  await append(
    log,
    facts.map((fact) => ({ key: fact.startup, value: bytesOf(fact) })),
  );
}

async function append(log: CanAppend, entries: readonly ToAppend[]): Promise<void> {
  failpoint("pull.appending");
  await log.append(TOPICS.facts, entries);
  failpoint("pull.appended");
}

function bytesOf(fact: FactEvent): Buffer {
  return Buffer.from(JSON.stringify(fact));
}
