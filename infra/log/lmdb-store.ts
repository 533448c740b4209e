// The LMDB environment of a log: records by [partition, offset], and how far each partition goes. Its transactions are
// synchronous, on disk when they return: when an asynchronous one cannot be committed (a full disk), the library rejects
// promises that nobody holds, and the process ends (docs/decisions/0003).
import { type Database, open, type RootDatabase } from "lmdb";
import { failpoint } from "../../schemas/failpoint.ts";
import { type Appended, type LogRecord, PARTITIONS, type ToAppend, type Topic } from "../../schemas/ports.ts";
import { groupCommit } from "./group-commit.ts";
import { misplaced, unfinished } from "./restoring.ts";

import { ALL_TOPICS, partitionOf } from "./topics.ts";

/** Next offset and last time of a partition. */
type Head = readonly [next: number, time: number];

export interface LmdbStore {
  readonly root: RootDatabase;
  /** Leases of consumer groups, see leases.ts. */
  readonly leases: Database<string | number, (string | number)[]>;
  /** In one transaction, with others of the same moment; durable when it resolves. */
  append(writing: Writing): Promise<readonly Appended[]>;
  /** Records from an offset up to an end, at most so many and so large (one at least, if there is one). */
  slice(topic: Topic, partition: number, from: number, to: number, most: Most): LogRecord[];
  ends(topic: Topic): number[];
  /** The backup that is being restored into this log; `undefined`: none. See restoring.ts. */
  restoring(): string | undefined;
  /** Marks the log so, or takes the mark away; durable when it resolves. `allowed` throws to forbid it. */
  mark(backup: string | undefined, allowed: () => void): Promise<void>;
  /** Records at their own offsets, each the next of its partition; durable with the next `mark`. */
  place(topic: Topic, records: readonly LogRecord[]): Promise<void>;
}
/** What one caller appends: all of it, or nothing. */
export interface Writing {
  readonly topic: Topic;
  readonly entries: readonly ToAppend[];
  readonly clock: () => number;
}
interface Most {
  readonly records: number;
  readonly bytes: number;
}

const MARK = "backup";

export function openStore(folder: string): LmdbStore {
  // A commit that is flushed later would never end to be waited for, at 100 % of a core, when its process was killed.
  const overlappingSync = false;
  const root = open({ path: folder, noSubdir: false, maxDbs: 32, encoding: "msgpack", overlappingSync });
  root.readerCheck(); // a killed process leaves its reader's slot, which would keep old pages for ever
  const heads = root.openDB<Head, [string, number]>({ name: "heads", encoding: "msgpack" });
  const leases = root.openDB<string | number, (string | number)[]>({ name: "leases", encoding: "msgpack" });
  const marks = root.openDB<string, string>({ name: "restoring", encoding: "msgpack" });
  const topics = new Map(
    ALL_TOPICS.map((topic) => [topic, root.openDB<Buffer, [number, number]>({ name: topic, encoding: "binary" })]),
  );
  const recordsOf = (topic: Topic) => {
    const records = topics.get(topic);
    if (records === undefined) throw new Error(`no topic ${topic}`);
    return records;
  };

  const restoring = () => {
    root.resetReadTxn(); // another process restores
    return marks.get(MARK);
  };

  function write({ topic, entries, clock }: Writing): Appended[] {
    const backup = marks.get(MARK);
    if (backup !== undefined) throw unfinished(`The log in ${folder}`, backup);
    const records = recordsOf(topic);
    const moved = new Map<number, Head>();
    const places = entries.map(({ key, value }) => {
      const partition = partitionOf(key);
      const [offset, last] = moved.get(partition) ?? heads.get([topic, partition]) ?? [0, 0];
      const time = Math.max(last, clock());
      records.putSync([partition, offset], frame(time, key, value));
      moved.set(partition, [offset + 1, time]);
      return { partition, offset, time };
    });
    for (const [partition, head] of moved) heads.putSync([topic, partition], head); // last: no head, no record
    return places;
  }

  function put(topic: Topic, restored: readonly LogRecord[]): void {
    const records = recordsOf(topic);
    const moved = new Map<number, Head>();
    for (const record of restored) {
      const { partition, offset, time, key, value } = record;
      const [next, last] = moved.get(partition) ?? heads.get([topic, partition]) ?? [0, 0];
      if (offset !== next) throw misplaced(topic, record, next);
      records.putSync([partition, offset], frame(time, key, value));
      moved.set(partition, [offset + 1, Math.max(last, time)]);
    }
    for (const [partition, head] of moved) heads.putSync([topic, partition], head);
  }

  return {
    root,
    leases,
    restoring,
    async mark(backup, allowed) {
      root.transactionSync(() => {
        allowed();
        if (backup === undefined) marks.removeSync(MARK);
        else marks.putSync(MARK, backup);
      });
    },
    async place(topic, records) {
      root.transactionSync(() => put(topic, records));
    },
    append: groupCommit((writings: readonly Writing[]) => {
      const places = root.transactionSync(() => writings.map(write));
      failpoint("lmdb.committed");
      return places;
    }),
    slice(topic, partition, from, to, most) {
      const found: LogRecord[] = [];
      let bytes = 0;
      const range = { start: [partition, from], end: [partition, to], limit: most.records };
      for (const { key, value } of recordsOf(topic).getRange(range)) {
        bytes += value.length;
        if (found.length > 0 && bytes > most.bytes) break;
        found.push({ partition, offset: key[1], ...unframe(value) });
      }
      return found;
    },
    ends(topic) {
      root.resetReadTxn(); // other processes append too
      return Array.from({ length: PARTITIONS }, (_, partition) => heads.get([topic, partition])?.[0] ?? 0);
    },
  };
}

/** On disk: time (float64, big-endian), length of the key in bytes (uint16), key, value. */
const KEY_AT = 10;
function frame(time: number, key: string, value: Buffer): Buffer {
  const keyBytes = Buffer.from(key);
  const framed = Buffer.allocUnsafe(KEY_AT + keyBytes.length + value.length);
  framed.writeDoubleBE(time, 0);
  framed.writeUInt16BE(keyBytes.length, 8);
  keyBytes.copy(framed, KEY_AT);
  value.copy(framed, KEY_AT + keyBytes.length);
  return framed;
}
function unframe(framed: Buffer): Pick<LogRecord, "time" | "key" | "value"> {
  const valueAt = KEY_AT + framed.readUInt16BE(8);
  return {
    time: framed.readDoubleBE(0),
    key: framed.toString("utf8", KEY_AT, valueAt),
    value: framed.subarray(valueAt),
  };
}
