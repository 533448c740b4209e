// Folded batches on their way into the warehouse, while the next ones are folded: what waits meanwhile goes together,
// one insert a table, and the cursors last.
import { failpoint } from "../schemas/failpoint.ts";
import { type CanInsert, type Rows, TOPICS } from "../schemas/ports.ts";
import type { Signal } from "../schemas/signals.ts";
import type { FactTable } from "../schemas/table-topics.ts";
import { columnsOf } from "../schemas/tables.ts";
import { asColumns } from "./observations.ts";
import type { Output } from "./output.ts";

/** One batch of a partition: its rows, and how far it read. */
export interface Folded {
  readonly out: Output;
  readonly partition: number;
  readonly from: number;
  readonly to: number;
  /** The log's time before the batch and after it: running maxima, milliseconds since 1970. */
  readonly maxBefore: number;
  readonly max: number;
  /** When its folding began, on this process's clock. */
  readonly started: number;
}
export interface CommitOptions {
  /** Rows that wait, about, before folding must wait too; also the most that go together. */
  readonly rowLimit: number;
  /** How often an insert that the warehouse did not take is tried again, with growing pauses. */
  readonly retries: number;
  readonly onCommit: (partition: number, offset: number) => void;
}

/** Tables that are written besides the observations. The cursor is not among them: it comes when all are there. */
const TABLES_OF_A_BATCH = [
  "raw_events",
  "raw_pages",
  "scopes",
  "unconfirmed",
  "statements",
  "rejects",
  "failures",
  "sources",
  "findings",
  "decisions",
  "acknowledgements",
  "drifts",
] as const;

/** The batches of one process. Those of a partition are written in the order in which they came. */
export class Commits {
  readonly #warehouse: CanInsert;
  readonly #signal: Signal;
  readonly #options: CommitOptions;
  #waiting: Folded[] = [];
  /** Those of the group that is being written. */
  #writing: readonly Folded[] = [];
  /** Rejects, for ever, when a group could not be written. */
  #group: Promise<void> = Promise.resolve();
  #runs = false;
  #broken = false;
  #fail: (error: unknown) => void = () => undefined;
  /** Rejects when a batch could not be written: what was folded is lost with the process, never skipped. */
  readonly failed: Promise<never>;

  constructor({ warehouse, signal }: { warehouse: CanInsert; signal: Signal }, options: CommitOptions) {
    this.#warehouse = warehouse;
    this.#signal = signal;
    this.#options = options;
    this.failed = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.failed.catch(() => undefined);
  }

  /** Takes a batch; resolves when there is room for the next one. Rejects when an earlier one could not be written. */
  async add(batch: Folded): Promise<void> {
    if (this.#broken) await this.#group;
    this.#waiting.push(batch);
    if (!this.#runs) this.#run().catch((error: unknown) => this.#break(error));
    while (sizeOf(this.#waiting) >= this.#options.rowLimit) await this.#group;
  }

  /** Rows of a partition's batches that the warehouse may not have yet. */
  unwritten(partition: number): Output[] {
    return [...this.#writing, ...this.#waiting].filter((one) => one.partition === partition).map(({ out }) => out);
  }

  /** Resolves when all batches, or all of a partition, are in the warehouse; rejects when one could not be written. */
  async settled(partition?: number): Promise<void> {
    const concerns = (batch: Folded) => partition === undefined || batch.partition === partition;
    while (this.#writing.some(concerns) || this.#waiting.some(concerns)) await this.#group;
  }

  async #run(): Promise<void> {
    this.#runs = true; // and for ever when writing fails: nothing is written after a gap
    while (this.#waiting.length > 0) {
      this.#writing = this.#nextGroup();
      this.#group = this.#write(this.#writing);
      await this.#group;
      this.#writing = [];
    }
    this.#runs = false;
  }

  #break(error: unknown): void {
    this.#broken = true;
    this.#fail(error);
  }

  #nextGroup(): Folded[] {
    let count = 1;
    while (count < this.#waiting.length && sizeOf(this.#waiting.slice(0, count)) < this.#options.rowLimit) count += 1;
    return this.#waiting.splice(0, count);
  }

  async #write(group: readonly Folded[]): Promise<void> {
    const observations = asColumns(group.map(({ out }) => out.observations));
    const others = TABLES_OF_A_BATCH.map((table) => [table, group.flatMap(({ out }) => out.tables[table])] as const);
    failpoint("batch.inserting");
    const written = await Promise.allSettled([
      this.#insert("observations", observations),
      ...others.map(([table, rows]) => this.#insert(table, rows)),
    ]);
    for (const outcome of written) if (outcome.status === "rejected") throw outcome.reason;
    failpoint("batch.complete");
    const cursors = group.map((one) => [TOPICS.facts, one.partition, one.from, one.to, one.maxBefore, one.max]);
    await this.#insert("cursors", cursors);
    for (const batch of group) this.#tell(batch);
  }

  #tell({ out, partition, from, to, started }: Folded): void {
    const counts = {
      rows: out.observations.length,
      rejects: out.tables.rejects.length,
      held: out.tables.statements.filter((row) => row[7] === "held").length,
    };
    const elapsedMs = Math.round(performance.now() - started);
    this.#signal("batch committed", { topic: TOPICS.facts, partition, from, to, ...counts, elapsedMs });
    this.#options.onCommit(partition, to);
  }

  /** The same rows again after each failure, never cut anew; gives up after `retries`, and the process ends. */
  async #insert(table: FactTable, rows: Rows): Promise<void> {
    if ("byColumn" in rows ? !rows.byColumn[0]?.length : rows.length === 0) return;
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.#warehouse.insert(table, columnsOf(table), rows);
        return failpoint(`batch.inserted.${table}`);
      } catch (error) {
        const unavailable = (error as { code?: string }).code === "RELEVE_WAREHOUSE_UNAVAILABLE";
        if (!unavailable || attempt >= this.#options.retries) throw error;
        this.#signal("batch failed", { detail: `insert into ${table}: ${(error as Error).message}` });
        await new Promise((resolve) => setTimeout(resolve, Math.min(200 * 2 ** attempt, 10_000)));
      }
    }
  }
}

function sizeOf(batches: readonly Folded[]): number {
  return batches.reduce((rows, { out }) => rows + out.size + out.tables.raw_events.length, 0);
}
