// The loop of a topic whose records are read one by one: records in, rows inserted, the cursor written last.
import { failpoint } from "../schemas/failpoint.ts";
import {
  type CanInsert,
  type CanQuery,
  type CanSubscribe,
  type LogRecord,
  type Subscription,
  TOPICS,
  type Topic,
} from "../schemas/ports.ts";
import type { Signal } from "../schemas/signals.ts";
import { columnsOf, type TableName } from "../schemas/tables.ts";
import { readCursors } from "./run.ts";

export interface TopicPorts {
  readonly log: CanSubscribe;
  readonly warehouse: CanQuery & CanInsert;
  readonly signal: Signal;
}
/** What one record comes to: one row of a table, or none. */
export type RowOf = (
  record: LogRecord,
  partition: number,
  recordedAt: number,
) => { readonly table: TableName; readonly row: readonly unknown[] } | undefined;
export interface TopicOptions {
  /** Consumer group: one of its own, beside that of the facts. */
  readonly group: string;
  /** How often an insert that the warehouse did not take is tried again, with growing pauses. */
  readonly retries?: number;
}
interface Place {
  recordedMax: number;
  /** The next offset to read. */
  next: number;
}

/** Starts reading a topic. Resolves when the group is joined; `done` rejects when reading cannot go on. */
export function runTopic(
  { log, warehouse, signal }: TopicPorts,
  { topic, rowOf }: { readonly topic: Topic; readonly rowOf: RowOf },
  { group, retries = 8 }: TopicOptions,
): Promise<Subscription> {
  const places = new Map<number, Place>();

  const insert = async (table: TableName, rows: readonly (readonly unknown[])[]): Promise<void> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await warehouse.insert(table, columnsOf(table), rows);
      } catch (error) {
        const unavailable = (error as { code?: string }).code === "RELEVE_WAREHOUSE_UNAVAILABLE";
        if (!unavailable || attempt >= retries) throw error;
        signal("batch failed", { topic, detail: `insert into ${table}: ${(error as Error).message}` });
        await new Promise((resolve) => setTimeout(resolve, Math.min(200 * 2 ** attempt, 10_000)));
      }
    }
  };

  return log.subscribe(topic, group, {
    async onAssign(partitions) {
      const cursors = await readCursors(warehouse, topic);
      const resume = new Map<number, number>();
      for (const partition of partitions) {
        const cursor = cursors.get(partition);
        // As with the facts: the last batch is done again, its rows are the same.
        const place = { recordedMax: cursor?.maxBefore ?? 0, next: cursor?.from ?? 0 };
        places.set(partition, place);
        resume.set(partition, place.next);
      }
      signal("partitions assigned", { topic, partitions });
      return resume;
    },
    async onRevoke(partitions) {
      for (const partition of partitions) places.delete(partition);
      signal("partitions revoked", { topic, partitions });
    },
    async onBatch(partition, records, beat) {
      const place = places.get(partition);
      const fresh = place ? records.filter(({ offset }) => offset >= place.next) : [];
      const [first, last] = [fresh[0], fresh.at(-1)];
      if (!place || !first || !last) return;
      const began = performance.now();
      const { tables, recordedMax } = rowsOf(rowOf, partition, fresh, place.recordedMax);
      for (const [table, rows] of tables) {
        await insert(table, rows);
        await beat();
      }
      if (tables.size > 0) failpoint(topic === TOPICS.registry ? "registry.complete" : "reports.complete");
      await insert("cursors", [[topic, partition, first.offset, last.offset, place.recordedMax, recordedMax]]);
      place.recordedMax = recordedMax;
      place.next = last.offset + 1;
      const rows = [...tables.values()].reduce((sum, some) => sum + some.length, 0);
      const rejects = tables.get("rejects")?.length ?? 0;
      const elapsedMs = Math.round(performance.now() - began);
      signal("batch committed", { topic, partition, from: first.offset, to: last.offset, rows, rejects, elapsedMs });
    },
  });
}

function rowsOf(rowOf: RowOf, partition: number, records: readonly LogRecord[], before: number) {
  const tables = new Map<TableName, (readonly unknown[])[]>();
  let recordedMax = before;
  for (const record of records) {
    recordedMax = Math.max(recordedMax, record.time);
    const found = rowOf(record, partition, recordedMax);
    if (!found) continue;
    const rows = tables.get(found.table) ?? [];
    rows.push(found.row);
    tables.set(found.table, rows);
  }
  return { tables, recordedMax };
}
