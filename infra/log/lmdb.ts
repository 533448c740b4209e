// The embedded log: an LMDB folder. One process or several may append, read and share partitions.
import { EventEmitter, once } from "node:events";
import { mkdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { EventLog, Subscription, Topic } from "../../schemas/ports.ts";
import type { Signal } from "../../schemas/signals.ts";
import { openLeases } from "./leases.ts";
import { type LmdbStore, openStore } from "./lmdb-store.ts";
import { subscribeLmdb } from "./lmdb-subscription.ts";
import { unfinished } from "./restoring.ts";
import { checkSizes } from "./topics.ts";
import { unavailable } from "./unavailable.ts";

export interface LmdbLogOptions {
  /** Made when missing. */
  readonly folder: string;
  /** The log's time, in milliseconds since 1970; made non-decreasing per partition. Default: the machine's. */
  readonly clock?: () => number;
  readonly signal?: Signal;
  /** After how long a silent process loses its partitions to others, in milliseconds. */
  readonly leaseMs?: number;
}

/** How many records `read` takes from disk at a time. */
const READ = { records: 256, bytes: 4 * 1024 * 1024 } as const;

/** @throws {ReleveError} RELEVE_LOG_UNAVAILABLE when the folder cannot be used; RELEVE_RESTORE_UNFINISHED. */
export async function openLmdbLog(options: LmdbLogOptions): Promise<EventLog> {
  const { folder, clock = Date.now, signal, leaseMs = 3_000 } = options;
  const store = openOrExplain(folder);
  const backup = store.restoring();
  if (backup !== undefined) {
    await store.root.close();
    throw unfinished(`The log in ${folder}`, backup);
  }
  const leases = openLeases(store, leaseMs);
  const appended = new EventEmitter().setMaxListeners(0);
  const subscriptions = new Set<Subscription>();
  let closed = false;

  async function news(topic: string, ms: number): Promise<void> {
    const enough = new AbortController();
    const waits = [once(appended, topic, enough), sleep(ms, undefined, enough)];
    await Promise.race(waits).catch(() => undefined);
    enough.abort();
    await Promise.allSettled(waits);
  }

  return {
    kind: "lmdb",
    async append(topic, entries) {
      checkSizes(topic, entries);
      try {
        if (closed) throw new Error("the log is closed");
        if (entries.length === 0) return [];
        const places = await store.append({ topic, entries, clock });
        appended.emit(topic);
        return places;
      } catch (error) {
        throw unavailable(`Nothing was recorded in ${topic}`, folderHint(folder), error);
      }
    },
    read: (topic, partition, from) => recordsFrom(store, topic, partition, from),
    async ends(topic) {
      return store.ends(topic);
    },
    async subscribe(topic, group, subscriber) {
      const seat = await leases.join(topic, group);
      const settleMs = Math.min(200, leaseMs / 4);
      const wake = (ms: number) => news(topic, ms);
      const subscription = subscribeLmdb({ store, topic, seat, subscriber, news: wake, settleMs, signal });
      subscriptions.add(subscription);
      const forget = () => subscriptions.delete(subscription);
      subscription.done.then(forget, forget);
      return subscription;
    },
    async close() {
      if (closed) return;
      closed = true;
      await Promise.allSettled([...subscriptions].map((subscription) => subscription.stop()));
      await leases.close();
      await store.root.close();
    },
  };
}

/** Records from an offset to the end at the time of the call. */
export async function* recordsFrom(store: LmdbStore, topic: Topic, partition: number, from: number) {
  const end = store.ends(topic)[partition] ?? 0;
  for (let next = from; next < end; ) {
    const records = store.slice(topic, partition, next, end, READ);
    if (records.length === 0) return;
    yield* records;
    next += records.length;
  }
}

/** What to look at when a folder cannot be used. */
export const folderHint = (folder: string) =>
  `Look at the folder ${folder}: it must be on a local disk, writable, and with room left.`;

/** @throws {ReleveError} RELEVE_LOG_UNAVAILABLE */
export function openOrExplain(folder: string): LmdbStore {
  try {
    mkdirSync(folder, { recursive: true });
    return openStore(folder);
  } catch (error) {
    throw unavailable(`The log in ${folder} cannot be opened`, folderHint(folder), error);
  }
}
