// A round of pulls: each source is asked once, and one fact tells what came of it. Nothing is read here.

import { canonicalJson, sha256 } from "../schemas/canonical.ts";
import { ReleveError } from "../schemas/errors.ts";
import type { Declaration } from "../schemas/source.ts";
import { PUSH } from "./declarations.ts";
import { openMemory, type PullMemory } from "./memory.ts";
import { appendFact, type Pull, type PullJob, type PullResult, pullSource, stamp } from "./pull-source.ts";

export interface PullReport {
  /** Startups whose declaration was new or changed. */
  readonly declared: number;
  readonly results: readonly PullResult[];
  readonly elapsedMs: number;
}
const CONCURRENCY = 4;

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
  const queue = byHost(chosen.flatMap(jobsOf));
  const total = queue.reduce((sum, jobs) => sum + jobs.length, 0);
  const results: PullResult[] = [];
  const work = async (): Promise<void> => {
    for (let jobs = queue.shift(); jobs; jobs = queue.shift()) {
      for (const job of jobs) {
        options.abort?.throwIfAborted();
        const result = await pullSource(pull, job, memory.answered(job.startup, job.source.source));
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

/** The sources of one host are asked one after the other. */
function byHost(jobs: readonly PullJob[]): PullJob[][] {
  const hosts = new Map<string, PullJob[]>();
  for (const job of jobs) {
    const url = String(job.source.settings.url ?? "");
    const host = URL.canParse(url) ? new URL(url).host : "";
    hosts.set(host, [...(hosts.get(host) ?? []), job]);
  }
  return [...hosts.values()];
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
  let declared = 0;
  for (const declaration of declarations) {
    const { startup } = declaration;
    const hash = sha256(canonicalJson(declaration));
    if (known.declared(startup) === hash) continue;
    const about = stamp({ newId }, clock());
    await appendFact(log, { type: "source.declared", ...about, startup, sha256: hash, declaration });
    signal("source declared", { startup, event: about.id });
    declared++;
  }
  return declared;
}
