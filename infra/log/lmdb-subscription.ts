// A subscription over LMDB: one loop that settles which partitions are ours, hands over what is new, and waits.
import type { Subscriber, Subscription, Topic } from "../../schemas/ports.ts";
import type { Signal } from "../../schemas/signals.ts";
import { BATCH, cursorsOf, type Delivery, deliver } from "./deliver.ts";
import type { Seat } from "./leases.ts";
import type { LmdbStore } from "./lmdb-store.ts";

export interface LmdbSubscriptionOptions {
  readonly store: LmdbStore;
  readonly topic: Topic;
  readonly seat: Seat;
  readonly subscriber: Subscriber;
  /** Resolves when something was appended to the topic by this process, or after so many milliseconds. */
  readonly news: (ms: number) => Promise<void>;
  /** Between two looks at who is in the group. */
  readonly settleMs: number;
  readonly signal: Signal | undefined;
}

/** Between two looks at what other processes appended. */
const POLL_MS = 50;

export function subscribeLmdb(options: LmdbSubscriptionOptions): Subscription {
  const { store, topic, seat, subscriber, settleMs } = options;
  const positions = new Map<number, number>();
  const quit = new AbortController();
  let settled = 0;

  async function revoke(partitions: readonly number[]): Promise<void> {
    if (partitions.length === 0) return;
    for (const partition of partitions) positions.delete(partition);
    await subscriber.onRevoke(partitions);
  }

  async function settle(): Promise<void> {
    await seat.beat();
    const held = seat.held();
    await revoke([...positions.keys()].filter((partition) => !held.includes(partition)));
    const quota = seat.quota();
    const excess = held.slice(quota);
    if (excess.length > 0) {
      await revoke(excess.filter((partition) => positions.has(partition)));
      await seat.give(excess);
    }
    const taken = await seat.take(quota - held.length);
    if (taken.length > 0) {
      const said = await subscriber.onAssign(taken);
      for (const [partition, from] of cursorsOf(topic, taken, said, store.ends(topic))) positions.set(partition, from);
    }
    settled = Date.now();
  }

  async function handOver(partition: number, end: number): Promise<boolean> {
    const from = positions.get(partition);
    if (from === undefined || from >= end) return false;
    const records = store.slice(topic, partition, from, end, BATCH);
    const delivery: Delivery = {
      topic,
      subscriber,
      quit: quit.signal,
      signal: options.signal,
      goesOn: () => !quit.signal.aborted && seat.holds(partition),
      async beat() {
        await seat.beat();
        if (!seat.holds(partition)) throw new Error(`partition ${partition} was taken over by another member`);
      },
    };
    if (await deliver(delivery, partition, records)) positions.set(partition, from + records.length);
    else settled = 0;
    return true;
  }

  async function round(): Promise<boolean> {
    let worked = false;
    const ends = store.ends(topic);
    for (const partition of [...positions.keys()]) {
      if (quit.signal.aborted || Date.now() - settled > settleMs) return true;
      if (await handOver(partition, ends[partition] ?? 0)) worked = true;
    }
    return worked;
  }

  async function run(): Promise<void> {
    try {
      while (!quit.signal.aborted) {
        if (Date.now() - settled > settleMs) await settle();
        if (!(await round())) await options.news(POLL_MS);
      }
    } finally {
      await revoke([...positions.keys()]);
      await seat.leave();
    }
  }

  const done = run();
  return {
    done,
    async stop() {
      quit.abort();
      await done;
    },
  };
}
