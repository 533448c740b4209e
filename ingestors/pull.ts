// A round of pulls: each source is asked once, and one fact tells what came of it. Nothing is read here.

import { canonicalJson, sha256 } from "../schemas/canonical.ts";
import { ReleveError } from "../schemas/errors.ts";
import type { Declaration } from "../schemas/source.ts";
import { backfillJobs } from "./backfill.ts";
import { PUSH } from "./declarations.ts";
import { openMemory, type PullMemory, type Remembered, readerHash } from "./memory.ts";
import { appendFacts, type Pull, type PullJob, type PullResult, pullSource, stamp } from "./pull-source.ts";
import { readerOf } from "./reader.ts";
import { itsMoment, spreadOut } from "./spread.ts";
import { type Chain, turnsOf } from "./turns.ts";

export interface PullReport {
  /** Startups whose declaration was new or changed. */
  readonly declared: number;
  readonly results: readonly PullResult[];
  readonly elapsedMs: number;
}
const CONCURRENCY = 4;
/** Declarations of one append: a whole network is a few of them. */
const DECLARED_AT_ONCE = 200;

/**
 * Asks every source that can be asked and appends one fact for each: `endpoint.answered`, `endpoint.unchanged` or
 * `endpoint.failed`; before them `source.declared` for each declaration that is new or changed.
 * @throws {ReleveError} RELEVE_UNKNOWN_STARTUP for a name in `only`; RELEVE_LOG_UNAVAILABLE: the round ends at once.
 */
export async function pullAll(pull: Pull): Promise<PullReport> {
  const { log, clock, signal, options = {} } = pull;
  const started = clock();
  const chosen = chosenOf(pull.declarations, options.only);
  const memory = pull.memory ?? (await openMemory(log));
  await memory.refresh();
  const declared = await declareSources({ ...pull, declarations: chosen }, memory);
  const spreadMs = options.spreadMs ?? 0;
  const jobs = options.backfill ? backfillJobs(chosen, options.backfill, started) : chosen.flatMap(jobsOf);
  const wanted = jobs.filter((job) => options.wanted?.(job) ?? true);
  const queue = spreadOut(turnsOf(wanted, memory), spreadMs);
  const total = queue.reduce((sum, { jobs }) => sum + jobs.length, 0);
  const results: PullResult[] = [];
  const work = async (): Promise<void> => {
    for (let chain = queue.shift(); chain; chain = queue.shift()) {
      await itsMoment(chain, { spreadMs, elapsedMs: clock() - started, abort: options.abort });
      for (const job of chain.jobs) {
        options.abort?.throwIfAborted();
        const result = await inTurn(pull, chain, job, memory);
        results.push(result);
        options.progress?.(results.length, total, `${result.startup}/${result.source} ${result.outcome}`);
      }
    }
  };
  const stop = (error: unknown): never => {
    queue.length = 0; // what cannot be recorded is not asked
    throw error;
  };
  await Promise.all(Array.from({ length: options.concurrency ?? CONCURRENCY }, () => work().catch(stop)));
  const elapsedMs = clock() - started;
  signal("pull round ended", { rows: results.length, rejects: failures(results), elapsedMs });
  return { declared, results, elapsedMs };
}

/** How many sources failed: a round in which some did is partial, one in which all did failed. */
export function failures(results: readonly PullResult[]): number {
  return results.filter(({ outcome }) => outcome === "failed").length;
}

function chosenOf(declarations: readonly Declaration[], only: readonly string[] | undefined): readonly Declaration[] {
  const known = new Set(declarations.map(({ startup }) => startup));
  const unknown = only?.find((startup) => !known.has(startup));
  if (unknown !== undefined) {
    const hint = `the directory has ${[...known].slice(0, 20).join(", ") || "no startup"}; RELEVE_DIRECTORY names your own folder`;
    throw new ReleveError("RELEVE_UNKNOWN_STARTUP", `no startup "${unknown}" in the directory`, hint);
  }
  return only ? declarations.filter(({ startup }) => only.includes(startup)) : declarations;
}

function jobsOf({ startup, sources }: Declaration): PullJob[] {
  return sources.filter(({ kind }) => kind !== PUSH).map((source) => ({ startup, source }));
}

/** Asks one source, unless its host is to be left alone: then nothing is recorded, for nothing was asked. */
async function inTurn(pull: Pull, { host, name }: Chain, job: PullJob, memory: PullMemory): Promise<PullResult> {
  const { clock, signal, options = {} } = pull;
  const source = job.source.source;
  const last = memory.answered(job.startup, source, job.span);
  if (job.span && last && isRecent(last, job, clock())) {
    const detail = `${job.span.from} to ${job.span.to} was answered less than a day ago: not asked again`;
    return { startup: job.startup, source, outcome: "unchanged", detail, elapsedMs: 0 };
  }
  const rest = host.rest(clock(), options.polite !== true || options.only !== undefined);
  if (rest === undefined) {
    const result = await pullSource(pull, job, last);
    host.saw(result, clock());
    return result;
  }
  const detail = `${name} is left alone until ${new Date(rest.until).toISOString()}: ${rest.why}`;
  signal("endpoint deferred", { startup: job.startup, source, detail });
  return { startup: job.startup, source, outcome: "deferred", detail, elapsedMs: 0 };
}

const DAY_MS = 24 * 60 * 60_000;
/** A backfill that was interrupted goes on where it ended. */
function isRecent(last: Remembered, { source }: PullJob, now: number): boolean {
  return now - last.at < DAY_MS && last.reader === readerHash(readerOf(source).reader);
}

/**
 * Appends `source.declared` for each declaration whose hash is not the last one recorded.
 * @returns how many were new or changed.
 * @throws {ReleveError} RELEVE_LOG_UNAVAILABLE.
 */
export async function declareSources(
  { declarations, log, clock, signal, newId }: Omit<Pull, "http" | "secrets" | "options">,
  memory?: PullMemory,
): Promise<number> {
  const known = memory ?? (await openMemory(log));
  const facts = declarations.flatMap((declaration) => {
    const { startup } = declaration;
    const hash = sha256(canonicalJson(declaration));
    if (known.declared(startup) === hash) return [];
    return [{ type: "source.declared" as const, ...stamp({ newId }, clock()), startup, sha256: hash, declaration }];
  });
  for (let at = 0; at < facts.length; at += DECLARED_AT_ONCE) {
    const some = facts.slice(at, at + DECLARED_AT_ONCE);
    await appendFacts(log, some);
    for (const { startup, id } of some) signal("source declared", { startup, event: id });
  }
  return facts.length;
}
