// Generations: each fills a database of its own from the log; a small table in the base database says which one is live.
// The base database itself is generation 0, so that a warehouse without such rows is one that was never rebuilt.
import { ReleveError } from "../../schemas/errors.ts";
import type { Generation, HasGenerations } from "../../schemas/ports.ts";
import type { Signal } from "../../schemas/signals.ts";
import { TABLES, type Table } from "../../schemas/tables.ts";
import type { OpenedWarehouse } from "./clickhouse.ts";
import { createDatabase, createTable, dropDatabase, dropTable, type Form } from "./ddl.ts";
import { type MigrateOptions, migrate } from "./migrate.ts";

/** `rebuild`: to go live when it is full. `comparison`: to be looked at and dropped. */
export type Purpose = "rebuild" | "comparison";
export const GENERATIONS_TABLE: Table = {
  about: "what became of each generation; live is the highest that went live and was not dropped",
  columns: {
    number: "UInt32",
    state: "LowCardinality(String)",
    purpose: "LowCardinality(String)",
    keep_days: "UInt16",
    at: "DateTime64(3, 'UTC')",
  },
  key: ["number", "state"],
};

/** A generation that is there and is not live. */
export interface OtherGeneration {
  readonly number: number;
  readonly database: string;
  /** `half`: being filled, or left half full. `old`: it was live. */
  readonly state: "half" | "old";
  readonly purpose: Purpose;
  /** Of a half one: seconds since whoever fills it was last seen. */
  readonly silentFor: number;
  /** Of an old one: it may be dropped. */
  readonly isDue: boolean;
}
export interface Generations extends HasGenerations<OpenedWarehouse> {
  readonly kind: OpenedWarehouse["kind"];
  /** All but the live one, by number. */
  others(): Promise<OtherGeneration[]>;
  /**
   * Makes a generation's database and its tables, unless they are there, and says that it is being filled: also to say
   * so again, every few seconds. @throws {ReleveError} RELEVE_MIGRATION when another release made its tables.
   */
  fill(number: number, purpose: Purpose): Promise<Generation<OpenedWarehouse>>;
  stillFilling(number: number, purpose: Purpose): Promise<void>;
  /** A number that none ever had. */
  nextNumber(): Promise<number>;
  /** From now on it is the live one; the one before may be dropped after so many days. Harmless when repeated. */
  goLive(number: number, keepDays: number): Promise<void>;
  /** For good. Harmless when repeated. @throws {TypeError} for the live one */
  drop(number: number): Promise<void>;
}
export interface GenerationsOptions {
  readonly form?: MigrateOptions["form"];
  readonly signal?: Signal | undefined;
}

/** Requests that began on the old generation end on it: it stays this long, whatever was asked. */
const LEAST_SECONDS = 60;
type State = "filling" | "live" | "dropped";
type Row = readonly [number: number, state: State, purpose: Purpose, keepDays: number, seconds: number];

/**
 * Opens the generations of a base database, made when missing.
 * Embedded, no other process can flip: what is live is remembered. On a server it is asked each time.
 */
export async function openGenerations(base: OpenedWarehouse, options: GenerationsOptions = {}): Promise<Generations> {
  const { signal } = options;
  const formOf = (database: string): Form =>
    typeof options.form === "object" ? { ...options.form, database } : "single";
  const form = formOf(base.database);
  await base.command(createDatabase(base.database, form));
  await base.command(createTable("generations", GENERATIONS_TABLE, form));

  const databaseOf = (number: number) => (number === 0 ? base.database : `${base.database}_g${number}`);
  const opened = new Map<number, OpenedWarehouse>([[0, base]]);
  const warehouseOf = (number: number): OpenedWarehouse => {
    const warehouse = opened.get(number) ?? base.on(databaseOf(number));
    opened.set(number, warehouse);
    return warehouse;
  };
  let known: readonly Row[] | undefined;
  /** What was asked before the last change and is answered after it must not be remembered. */
  let changes = 0;
  const rows = async (): Promise<readonly Row[]> => {
    if (known && base.kind === "embedded") return known;
    const before = changes;
    const found = await base.rows<Row>(
      `SELECT number, state, purpose, keep_days, toUInt32(greatest(0, dateDiff('second', at, now64(3, 'UTC'))))
       FROM generations FINAL ORDER BY number, state`,
    );
    if (changes === before) known = found;
    return found;
  };
  /** The engine's clock, so that processes with other clocks agree. */
  const say = async (number: number, state: State, purpose: Purpose, keepDays = 0): Promise<void> => {
    await base.command(
      `INSERT INTO generations (number, state, purpose, keep_days, at)
       SELECT ${number}, '${state}', '${purpose}', ${keepDays}, now64(3, 'UTC')`,
    );
    changes += 1;
    known = undefined;
  };
  const live = async () => {
    const number = liveOf(await rows());
    return { number, warehouse: warehouseOf(number) };
  };
  const others = async () => {
    known = undefined; // how long ago is asked for
    return othersOf(await rows()).map((one) => ({ ...one, database: databaseOf(one.number) }));
  };

  return {
    kind: base.kind,
    live,
    isKept: async (number) => !(await rows()).some(([of, state]) => of === number && state === "dropped"),
    others,
    async nextNumber() {
      return Math.max(0, ...(await rows()).map(([number]) => number)) + 1;
    },
    async fill(number, purpose) {
      const warehouse = warehouseOf(number);
      await say(number, "filling", purpose);
      await migrate(warehouse, { form: options.form, signal });
      return { number, warehouse };
    },
    stillFilling: (number, purpose) => say(number, "filling", purpose),
    async goLive(number, keepDays) {
      await say(number, "live", "rebuild", keepDays);
      signal?.("generation live", { generation: number });
    },
    async drop(number) {
      if (number === liveOf(await rows())) throw new TypeError(`generation ${number} is live`);
      for (const statement of dropsOf(number, databaseOf(number), formOf(databaseOf(number))))
        await base.command(statement);
      await say(number, "dropped", "rebuild");
      signal?.("generation dropped", { generation: number });
    },
  };
}

/** The base database stays, for it says what is live: of generation 0 the tables go. */
function dropsOf(number: number, database: string, form: Form): string[] {
  if (number > 0) return [dropDatabase(database, form)];
  return ["migrations", ...Object.keys(TABLES)].map((table) => dropTable(table, form));
}

function liveOf(rows: readonly Row[]): number {
  return Math.max(0, ...rows.flatMap(([number, state]) => (state === "live" ? [number] : [])));
}

function othersOf(rows: readonly Row[]): Omit<OtherGeneration, "database">[] {
  const live = liveOf(rows);
  const of = (number: number, state: State) => rows.find((row) => row[0] === number && row[1] === state);
  const numbers = new Set([0, ...rows.map(([number]) => number)]);
  const found = [...numbers]
    .sort((a, b) => a - b)
    .map((number): Omit<OtherGeneration, "database"> | undefined => {
      if (number === live || of(number, "dropped")) return undefined;
      const filling = of(number, "filling");
      if (number > 0 && !of(number, "live")) {
        const [, , purpose = "rebuild", , silentFor = 0] = filling ?? [];
        return { number, state: "half", purpose, silentFor, isDue: false };
      }
      const next = rows.find((row) => row[0] > number && row[1] === "live");
      const [, , , keepDays = 0, seconds = 0] = next ?? [];
      const isDue = next !== undefined && seconds > Math.max(LEAST_SECONDS, keepDays * 86_400);
      return { number, state: "old", purpose: "rebuild", silentFor: 0, isDue };
    });
  return found.filter((one) => one !== undefined);
}

/** What to say when a second rebuild is asked for while one fills. */
export function rebuildUnderWay({ number, silentFor }: OtherGeneration): ReleveError {
  return new ReleveError(
    "RELEVE_USAGE",
    `another rebuild fills generation ${number}; it was seen ${silentFor} s ago`,
    "let it end, or end it with Ctrl-C; a new one goes on from where it stopped",
  );
}
