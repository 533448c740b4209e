// A subscriber that remembers what it was given.
import { setTimeout as sleep } from "node:timers/promises";
import type { LogRecord, Subscriber } from "../../schemas/ports.ts";

export interface Recorder {
  readonly subscriber: Subscriber;
  /** What was taken, in order. */
  readonly records: LogRecord[];
  /** Offsets of each batch that was offered, refused ones too. */
  readonly batches: number[][];
  readonly assigned: number[];
  readonly revoked: number[];
  /** Partitions it holds now. */
  readonly held: Set<number>;
}

/**
 * @param options  `cursors`: where to go on, kept up to date; members of one group share it · `refuse`: how many batches
 *   it rejects before it takes one · `slowMs`: how long it works at each
 */
export function recorder(options: { cursors?: Map<number, number>; refuse?: number; slowMs?: number } = {}): Recorder {
  const { cursors: next = new Map<number, number>(), refuse = 0, slowMs = 0 } = options;
  const records: LogRecord[] = [];
  const batches: number[][] = [];
  const assigned: number[] = [];
  const revoked: number[] = [];
  const held = new Set<number>();
  return {
    records,
    batches,
    assigned,
    revoked,
    held,
    subscriber: {
      async onAssign(partitions) {
        assigned.push(...partitions);
        for (const partition of partitions) held.add(partition);
        return new Map(partitions.flatMap((p) => (next.has(p) ? [[p, next.get(p) ?? 0] as const] : [])));
      },
      async onBatch(partition, given, beat) {
        batches.push(given.map(({ offset }) => offset));
        if (batches.length <= refuse) throw new Error("the warehouse does not answer");
        if (slowMs > 0) await sleep(slowMs);
        await beat();
        records.push(...given);
        next.set(partition, Number(given.at(-1)?.offset) + 1);
      },
      async onRevoke(partitions) {
        revoked.push(...partitions);
        for (const partition of partitions) held.delete(partition);
      },
    },
  };
}
