// Generations: each fills a database of its own from the log; a small table in the base database says which one is live.
// The base database itself is generation 0, so that a warehouse without such rows is one that was never rebuilt.
import type { Generation, HasGenerations } from "../../schemas/ports.ts";
import type { Signal } from "../../schemas/signals.ts";
import { TABLES, type Table } from "../../schemas/tables.ts";
import type { OpenedWarehouse } from "./clickhouse.ts";
import { createDatabase, createTable, dropDatabase, dropTable, type Form } from "./ddl.ts";
import { isMade, openFillings } from "./fillings.ts";
import { liveOf, type OtherGeneration, othersOf, type Purpose, type Row, type State } from "./generation-states.ts";
import { type MigrateOptions, migrate } from "./migrate.ts";

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

export interface Generations extends HasGenerations<OpenedWarehouse> {
  readonly kind: OpenedWarehouse["kind"];
  /** All but the live one, by number. */
  others(): Promise<OtherGeneration[]>;
  /** Takes a number that none ever had, and that nobody else is given, and fills it as `fill` does. */
  begin(purpose: Purpose): Promise<Generation<OpenedWarehouse>>;
  /**
   * Makes a generation's database and its tables, unless they are there, and says that it is being filled, again every
   * few seconds, until it is left or dropped. @throws {ReleveError} RELEVE_MIGRATION when another release made its tables.
   */
  fill(number: number, purpose: Purpose): Promise<Generation<OpenedWarehouse>>;
  /** This process fills it no more: whoever likes may go on with it at once, or drop it. Harmless when repeated. */
  leave(number: number): Promise<void>;
  /** From now on it is the live one; the one before may be dropped after so many days. Harmless when repeated. */
  goLive(number: number, keepDays: number): Promise<void>;
  /** For good; it is left too. Harmless when repeated. @throws {TypeError} for the live one */
  drop(number: number): Promise<void>;
}
export interface GenerationsOptions {
  readonly form?: MigrateOptions["form"];
  readonly signal?: Signal | undefined;
}

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
      `SELECT number, state, purpose, keep_days, greatest(0, dateDiff('millisecond', at, now64(3, 'UTC'))) / 1000
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
  const fillings = openFillings((number, purpose) => say(number, "filling", purpose));
  const live = async () => {
    const number = liveOf(await rows());
    return { number, warehouse: warehouseOf(number) };
  };
  const others = async () => {
    known = undefined; // how long ago is asked for
    const found = othersOf(await rows(), { isShared: base.kind === "server", isFilledHere: fillings.has });
    return found.map((one) => ({ ...one, database: databaseOf(one.number) }));
  };
  /** Takes a number for this process alone: nobody has it, and nobody had it. */
  const isTaken = async (number: number): Promise<boolean> => {
    const database = databaseOf(number);
    if (!(await isMade(base, database, formOf(database)))) return false;
    if (!(await rows()).some(([of]) => of === number)) return true;
    await base.command(dropDatabase(database, formOf(database))); // it was another's, who dropped it meanwhile
    return false;
  };
  const fill = async (number: number, purpose: Purpose): Promise<Generation<OpenedWarehouse>> => {
    fillings.keep(number, purpose); // before its row is there: it is never taken for one that was left
    try {
      const warehouse = warehouseOf(number);
      await say(number, "filling", purpose);
      await migrate(warehouse, { form: options.form, signal });
      return { number, warehouse };
    } catch (error) {
      fillings.leave(number);
      throw error;
    }
  };

  return {
    kind: base.kind,
    live,
    isKept: async (number) => !(await rows()).some(([of, state]) => of === number && state === "dropped"),
    others,
    async begin(purpose) {
      const highest = Math.max(0, ...(await rows()).map(([number]) => number));
      let number = highest + 1;
      while (!(await isTaken(number))) number += 1;
      return await fill(number, purpose);
    },
    fill,
    async leave(number) {
      if (!fillings.has(number)) return;
      fillings.leave(number);
      // When that cannot be written, the next one waits for signs of life in vain; why this one ended is what matters.
      await say(number, "left", "rebuild").catch(() => undefined);
    },
    async goLive(number, keepDays) {
      await say(number, "live", "rebuild", keepDays);
      signal?.("generation live", { generation: number });
    },
    async drop(number) {
      try {
        if (number === liveOf(await rows())) throw new TypeError(`generation ${number} is live`);
        for (const statement of dropsOf(number, databaseOf(number), formOf(databaseOf(number))))
          await base.command(statement);
        await say(number, "dropped", "rebuild");
      } finally {
        fillings.leave(number);
      }
      signal?.("generation dropped", { generation: number });
    },
  };
}

/** The base database stays, for it says what is live: of generation 0 the tables go. */
function dropsOf(number: number, database: string, form: Form): string[] {
  if (number > 0) return [dropDatabase(database, form)];
  return ["migrations", ...Object.keys(TABLES)].map((table) => dropTable(table, form));
}
