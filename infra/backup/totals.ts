// How much a backup holds, and what one run added to it.
import type { EventLog, Topic } from "../../schemas/ports.ts";
import { LEFT_OUT, type Manifest, type Segment } from "./manifest.ts";

export interface BackedUp {
  readonly backup: string;
  readonly at: string;
  readonly log: EventLog["kind"];
  /** What this run added; `bytes` are those of its files. */
  readonly added: { readonly records: number; readonly bytes: number; readonly segments: number };
  /** What the backup holds. `partitions`: those with a record. */
  readonly total: Totals;
  readonly topics: readonly { readonly topic: Topic; readonly added: number; readonly records: number }[];
  /** Topics that are not backed up though something is in them. */
  readonly leftOut: readonly { readonly topic: Topic; readonly records: number }[];
}
export interface Totals {
  readonly records: number;
  readonly bytes: number;
  readonly partitions: number;
  readonly segments: number;
}

export const sumOf = (numbers: readonly number[] = []) => numbers.reduce((sum, one) => sum + one, 0);

/** How many records segments hold. */
export const recordsIn = (segments: readonly Segment[]) =>
  sumOf(segments.flatMap(({ runs }) => runs.map(({ records }) => records)));

/** What a backup holds, as its manifest says. */
export function totalsOf({ topics }: Manifest): Totals {
  const all = topics.flatMap(({ segments }) => segments);
  const partitions = topics.flatMap(({ topic, segments }) =>
    segments.flatMap(({ runs }) => runs.map(({ partition }) => `${topic}/${partition}`)),
  );
  const bytes = sumOf(all.map((one) => one.bytes));
  return { records: recordsIn(all), bytes, partitions: new Set(partitions).size, segments: all.length };
}

/** What a run did. @param cut  where the log's topics ended when it began */
export function resultOf(
  manifest: Manifest,
  before: Manifest | undefined,
  cut: ReadonlyMap<Topic, readonly number[]>,
): BackedUp {
  const { id, at, log } = manifest;
  const total = totalsOf(manifest);
  const was = before ? totalsOf(before) : { records: 0, bytes: 0, segments: 0 };
  const records = (of: Manifest | undefined, topic: Topic) =>
    recordsIn(of?.topics.find((one) => one.topic === topic)?.segments ?? []);
  return {
    backup: id,
    at,
    log,
    added: {
      records: total.records - was.records,
      bytes: total.bytes - was.bytes,
      segments: total.segments - was.segments,
    },
    total,
    topics: manifest.topics.map(({ topic }) => ({
      topic,
      added: records(manifest, topic) - records(before, topic),
      records: records(manifest, topic),
    })),
    leftOut: LEFT_OUT.flatMap((topic) => {
      const count = sumOf(cut.get(topic));
      return count > 0 ? [{ topic, records: count }] : [];
    }),
  };
}
