// The processor's loop: reads the facts of its partitions, folds them, inserts rows, and writes the cursor last.
import type { ReadAnswer } from "../schemas/endpoint.ts";
import { failpoint } from "../schemas/failpoint.ts";
import {
  type CanInsert,
  type CanQuery,
  type CanRead,
  type CanSubscribe,
  type LogRecord,
  type Subscription,
  TOPICS,
  type Topic,
} from "../schemas/ports.ts";
import type { Signal } from "../schemas/signals.ts";
import { foldBatch } from "./batch.ts";
import { Commits } from "./commits.ts";
import type { StartupState } from "./state.ts";

export interface ProcessorPorts {
  readonly log: CanRead & CanSubscribe;
  readonly warehouse: CanQuery & CanInsert;
  readonly read: ReadAnswer;
  readonly signal: Signal;
}
export interface ProcessorOptions {
  /** Consumer group: processes of one group share the partitions. */
  readonly group: string;
  /** Rows after which a batch is committed, whatever was given at once. */
  readonly rowLimit?: number;
  /** Standing cells kept in memory over all partitions; the startups used longest ago go first. */
  readonly cellsInMemory?: number;
  /** How often an insert that the warehouse did not take is tried again, with growing pauses. */
  readonly retries?: number;
  /** Called after each commit, with the offset that was reached. */
  readonly onCommit?: (partition: number, offset: number) => void;
}

interface PartitionState {
  readonly cache: Map<string, StartupState>;
  recordedMax: number;
  /** The next offset to fold. */
  next: number;
}

/** Starts reading the facts. Resolves when the group is joined; `done` rejects when reading cannot go on. */
export async function runProcessor(ports: ProcessorPorts, options: ProcessorOptions): Promise<Subscription> {
  const processor = new Processor(ports, options);
  const subscription = await ports.log.subscribe(TOPICS.facts, options.group, processor);
  return {
    done: Promise.race([subscription.done, processor.failed]),
    stop: async () => {
      await subscription.stop();
      await processor.settled();
    },
  };
}

class Processor {
  readonly #ports: ProcessorPorts;
  readonly #options: Required<ProcessorOptions>;
  readonly #partitions = new Map<number, PartitionState>();
  /** Batches that are being inserted while the next one is folded. */
  readonly #commits: Commits;

  constructor(ports: ProcessorPorts, options: ProcessorOptions) {
    this.#ports = ports;
    const quiet = () => undefined;
    this.#options = { rowLimit: 200_000, cellsInMemory: 4_000_000, retries: 8, onCommit: quiet, ...options };
    this.#commits = new Commits(ports, this.#options);
  }

  get failed(): Promise<never> {
    return this.#commits.failed;
  }

  /** Resolves when all that was folded is in the warehouse. */
  settled(): Promise<void> {
    return this.#commits.settled();
  }

  async onAssign(partitions: readonly number[]): Promise<ReadonlyMap<number, number>> {
    await this.#commits.settled();
    const resume = new Map<number, number>();
    const cursors = await readCursors(this.#ports.warehouse);
    for (const partition of partitions) {
      const cursor = cursors.get(partition);
      // The last batch is done again with its first bound: its rows are the same, so nothing doubles.
      const next = cursor?.from ?? 0;
      this.#partitions.set(partition, { cache: new Map(), recordedMax: cursor?.maxBefore ?? 0, next });
      resume.set(partition, next);
    }
    failpoint("process.assigned");
    this.#ports.signal("partitions assigned", { topic: TOPICS.facts, partitions });
    return resume;
  }

  async onRevoke(partitions: readonly number[]): Promise<void> {
    await this.#commits.settled().catch(() => undefined);
    failpoint("process.revoked");
    for (const partition of partitions) this.#partitions.delete(partition);
    this.#ports.signal("partitions revoked", { topic: TOPICS.facts, partitions });
  }

  async onBatch(partition: number, records: readonly LogRecord[], beat: () => Promise<void>): Promise<void> {
    const state = this.#partitions.get(partition);
    if (!state) return;
    let rest = records.filter((record) => record.offset >= state.next);
    while (rest.length > 0) {
      const started = performance.now();
      const first = rest[0] as LogRecord;
      const { out, done, recordedMax } = await this.#fold(state, partition, rest);
      const to = rest[done - 1]?.offset ?? first.offset; // a proof has gaps: it holds one startup's facts
      const read = { partition, from: first.offset, to, maxBefore: state.recordedMax, max: recordedMax };
      state.recordedMax = recordedMax;
      state.next = to + 1;
      rest = rest.slice(done);
      failpoint("process.folded");
      await this.#commits.add({ out, ...read, started });
      await beat();
    }
    this.#shrink();
  }

  async #fold(state: PartitionState, partition: number, records: readonly LogRecord[]) {
    const context = {
      ...this.#ports,
      cache: state.cache,
      settled: () => this.#commits.settled(partition),
      unwritten: () => this.#commits.unwritten(partition),
    };
    const limits = { recordedMax: state.recordedMax, rowLimit: this.#options.rowLimit };
    try {
      return await foldBatch(context, partition, records, limits);
    } catch (error) {
      // A fold that failed halfway may have changed what it keeps: the next one starts from the warehouse.
      state.cache.clear();
      throw error;
    }
  }

  #shrink(): void {
    let cells = 0;
    const startups: { cache: Map<string, StartupState>; startup: string; cells: number }[] = [];
    for (const { cache } of this.#partitions.values())
      for (const [startup, { states }] of cache) {
        const held = [...states.values()].reduce(
          (sum, state) => sum + state.standing.size + (state.timeline?.size ?? 0),
          0,
        );
        cells += held;
        startups.push({ cache, startup, cells: held });
      }
    for (const { cache, startup, cells: held } of startups) {
      if (cells <= this.#options.cellsInMemory) break;
      cache.delete(startup);
      cells -= held;
    }
  }
}

/** How far each partition of the facts, or of another topic, was read: its last batch, and the log's time before it. */
export async function readCursors(
  warehouse: CanQuery,
  topic: Topic = TOPICS.facts,
): Promise<Map<number, { from: number; to: number; maxBefore: number; max: number }>> {
  const rows = await warehouse.rows<[number, string, string, string, string]>(
    `SELECT part, toString(batch_from), toString(batch_to), toString(toUnixTimestamp64Milli(recorded_before)),
       toString(toUnixTimestamp64Milli(recorded_max))
     FROM cursors WHERE topic = {topic:String} ORDER BY part, batch_to DESC, batch_from LIMIT 1 BY part`,
    { topic },
  );
  return new Map(
    rows.map(([part, from, to, maxBefore, max]) => [
      part,
      { from: Number(from), to: Number(to), maxBefore: Number(maxBefore), max: Number(max) },
    ]),
  );
}
