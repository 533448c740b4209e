// Who is asked when: the sources of one host one after the other, the host that takes longest first.
import { hostOf } from "./host-of.ts";
import { Host } from "./hosts.ts";
import type { PullMemory } from "./memory.ts";
import type { PullJob } from "./pull-source.ts";

/** The sources of one host, in the order in which they are asked. */
export interface Chain {
  readonly host: Host;
  readonly name: string;
  readonly jobs: readonly PullJob[];
  /** What its pulls took the last time, in milliseconds; of a source never asked, as long as the longest. */
  readonly expectedMs: number;
}

/**
 * Longest first: a round then ends close to the greater of total time over concurrency and longest chain.
 * Within a host, those that have waited longest come first: should the host be left alone in the middle, each has its turn.
 */
export function turnsOf(jobs: readonly PullJob[], memory: PullMemory): Chain[] {
  const byHost = new Map<string, PullJob[]>();
  for (const job of jobs) {
    const name = hostOf(job.source);
    const known = byHost.get(name);
    if (known) known.push(job);
    else byHost.set(name, [job]);
  }
  const attempts = ({ startup, source }: PullJob) => memory.attempts(startup, source.source);
  const longest = Math.max(0, ...jobs.map((job) => attempts(job)?.lastMs ?? 0));
  return [...byHost]
    .map(([name, own]): Chain => {
      const remembered = own.flatMap((job) => attempts(job) ?? []);
      const expectedMs = own.reduce((sum, job) => sum + (attempts(job)?.lastMs ?? longest), 0);
      const waited = (job: PullJob) => attempts(job)?.lastAt ?? 0;
      return { host: new Host(remembered), name, expectedMs, jobs: [...own].sort((a, b) => waited(a) - waited(b)) };
    })
    .sort((a, b) => b.expectedMs - a.expectedMs);
}
