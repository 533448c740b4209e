// What every warehouse must do, embedded or server: one suite for both.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenedWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { migrate, pendingMigrations } from "../../infra/warehouse/migrate.ts";
import { MIGRATIONS } from "../../infra/warehouse/migrations.ts";
import { columnsOf, TABLES, type TableName } from "../../schemas/tables.ts";
import { rowOf } from "../support/rows.ts";
import { freshWarehouse, type WarehousePlace } from "../support/warehouse.ts";

const TABLE_NAMES = Object.keys(TABLES) as TableName[];
const TEXTS = [
  "",
  "a\tb",
  "a\nb\r\n",
  `it's "quoted" \`so\``,
  "back\\slash\\n\\N",
  "é 東京 Ωß",
  "😀👩‍👩‍👧",
  "nul\0byte",
  "null",
];
const WHOLES = [0, 1, 2, 3, 4, 5, 6, 7];
/** Edge values by type: what goes in, and the text that must come out. */
const EDGES: Record<string, readonly (readonly [unknown, string | null])[]> = {
  String: TEXTS.map((text) => [text, text]),
  "LowCardinality(String)": TEXTS.map((text) => [text, text]),
  UInt8: [...WHOLES, 255].map((n) => [n, String(n)]),
  UInt16: [...WHOLES, 65_535].map((n) => [n, String(n)]),
  UInt32: [...WHOLES, 4_294_967_295].map((n) => [n, String(n)]),
  UInt64: [
    ...WHOLES.slice(0, 6).map((n) => [n, String(n)] as const),
    [Number.MAX_SAFE_INTEGER, "9007199254740991"],
    ["18446744073709551615", "18446744073709551615"],
    [9007199254740993n, "9007199254740993"],
  ],
  Date32: ["1900-01-01", "1969-12-31", "1970-01-01", "2000-02-29", "2026-11-22", "2100-12-31", "2299-12-31"].map(
    (day) => [day, day],
  ),
  "DateTime64(3, 'UTC')": [
    [0, "1970-01-01 00:00:00.000"],
    [1, "1970-01-01 00:00:00.001"],
    [-1, "1969-12-31 23:59:59.999"],
    [Date.UTC(2026, 2, 29, 1, 30, 0, 7), "2026-03-29 01:30:00.007"],
    [Date.UTC(2100, 11, 31, 23, 59, 59, 999), "2100-12-31 23:59:59.999"],
  ],
  "Nullable(Decimal(38, 6))": [
    "0",
    null,
    "99999999999999999999999999999999.999999",
    "-99999999999999999999999999999999.999999",
    "0.000001",
    "-0.1",
    "12.5",
    "9007199254740993",
  ].map((value) => [value, value]),
  "Enum8('assert' = 1, 'absent' = 2, 'withdraw' = 3)": ["assert", "absent", "withdraw"].map((word) => [word, word]),
  "Enum8('counted' = 1, 'held' = 2, 'withdrawn' = 3, 'rejected' = 4)": ["counted", "held", "withdrawn", "rejected"].map(
    (word) => [word, word],
  ),
};

export function describeWarehouse(name: string, start: () => Promise<WarehousePlace>): void {
  describe(`the ${name} warehouse`, () => conforms(start));
}

function conforms(start: () => Promise<WarehousePlace>): void {
  let place: WarehousePlace;
  let warehouse: OpenedWarehouse;
  beforeAll(async () => {
    place = await start();
    warehouse = await freshWarehouse(place);
  });
  afterAll(async () => {
    await warehouse?.close();
    await place?.stop();
  });
  const insert = (table: TableName, ...rows: unknown[][]) => warehouse.insert(table, columnsOf(table), rows);
  const count = async (table: TableName, startup: string) => {
    const sql = `SELECT count() AS n FROM ${table} FINAL WHERE startup = {startup:String}`;
    return (await warehouse.query<{ n: number }>(sql, { startup }))[0]?.n;
  };

  describe("tables", () => {
    it.each(TABLE_NAMES)("%s has the columns and the key of schemas/tables.ts", async (table) => {
      const columns = await warehouse.rows<[string, string]>(
        "SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = {table:String} ORDER BY position",
        { table },
      );
      const [found] = await warehouse.query<{ key: string; about: string }>(
        "SELECT sorting_key AS key, comment AS about FROM system.tables WHERE database = currentDatabase() AND name = {table:String}",
        { table },
      );
      expect(columns).toEqual(Object.entries(TABLES[table].columns));
      expect(found).toEqual({ key: TABLES[table].key.join(", "), about: TABLES[table].about });
    });

    it.each(TABLE_NAMES)("%s gives back every edge value as it went in", async (table) => {
      const edges = Object.values(TABLES[table].columns).map((type) => EDGES[type] ?? []);
      expect(edges.every((edge) => edge.length > 0)).toBe(true);
      const rows = TEXTS.map((_, i) => edges.map((edge) => edge[i % edge.length]!));
      await insert(table, ...rows.map((row) => row.map(([value]) => value)));
      const back = await warehouse.rows<(string | null)[]>(
        `SELECT ${columnsOf(table).map((column) => `toString(${column})`)} FROM ${table} FINAL`,
      );
      const sorted = (list: (string | null)[][]) => list.map((row) => JSON.stringify(row)).sort();
      expect(sorted(back)).toEqual(sorted(rows.map((row) => row.map(([, text]) => text))));
      await warehouse.command(`TRUNCATE TABLE ${table}`);
    });
  });

  describe("an insert", () => {
    it("says the same when it is said twice", async () => {
      const row = rowOf("rejects", { startup: "twice" });
      await insert("rejects", row);
      await insert("rejects", row);
      expect(await count("rejects", "twice")).toBe(1);
    });

    it("says the same when it is cut otherwise the second time", async () => {
      const rows = [1, 2, 3].map((off) => rowOf("rejects", { startup: "cut", off }));
      await insert("rejects", ...rows);
      for (const row of rows) await insert("rejects", row);
      expect(await count("rejects", "cut")).toBe(3);
    });

    it("is stored again after its table was emptied", async () => {
      const row = rowOf("failures", { startup: "emptied" });
      await insert("failures", row);
      await warehouse.command("TRUNCATE TABLE failures");
      await insert("failures", row);
      expect(await count("failures", "emptied")).toBe(1);
    });

    it.each([
      ["off", null],
      ["off", undefined],
      ["off", Number.NaN],
      ["off", 1.5],
      ["off", -1],
      ["off", 2 ** 53],
      ["off", "18446744073709551616"],
      ["off", ""],
      ["off", true],
      ["part", 256],
      ["definition", 65_536],
      ["period_start", null],
      ["period_start", "2026-02-30"],
      ["period_start", "1899-12-31"],
      ["period_start", "2300-01-01"],
      ["moment", null],
      ["moment", "2026-01-01"],
      ["moment", 1e15],
      ["moment", Number.POSITIVE_INFINITY],
      ["value", undefined],
      ["value", 12.5],
      ["value", "1e3"],
      ["value", "0.1234567"],
      ["value", "100000000000000000000000000000000"],
      ["op", "other"],
      ["geo", null],
    ])("refuses %s = %s, and sends nothing", async (column, value) => {
      const good = rowOf("observations", { startup: "refused" });
      const bad = rowOf("observations", { startup: "refused", [column]: value });
      await expect(insert("observations", good, bad)).rejects.toThrow(`observations.${column}, row 1: cannot hold`);
      expect(await count("observations", "refused")).toBe(0);
    });

    it("refuses a table, a column or a row that is not of schemas/tables.ts", async () => {
      await expect(warehouse.insert("nope", ["a"], [[1]])).rejects.toThrow("no table nope");
      const columns = columnsOf("rejects");
      const row = rowOf("rejects");
      await expect(warehouse.insert("rejects", columns.slice(1), [row.slice(1)])).rejects.toThrow(
        "no values for startup",
      );
      await expect(warehouse.insert("rejects", [...columns, "b"], [[...row, 1]])).rejects.toThrow("no column b");
      await expect(insert("rejects", row.slice(1))).rejects.toThrow(`row 0: ${columns.length - 1} values`);
    });

    it("of more than one statement's size arrives whole, and is read from meanwhile", async () => {
      const rows = Array.from({ length: 150_000 }, (_, off) => rowOf("observations", { startup: "big", off }));
      let done = false;
      const writing = warehouse.insert("observations", columnsOf("observations"), rows).then(() => {
        done = true;
      });
      const seen: number[] = [];
      while (!done) seen.push((await count("observations", "big")) ?? -1);
      await writing;
      expect(seen.length).toBeGreaterThan(1);
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
      expect(await count("observations", "big")).toBe(150_000);
    });
  });

  describe("a query", () => {
    it("takes parameters as values, never as SQL", async () => {
      for (const text of [...TEXTS, "[x", "a\\'b", "?&=%+#", "'; DROP TABLE observations; --"]) {
        const sql = "SELECT {text:String} AS text, {list:Array(String)} AS list, {n:Int64} AS n, {ok:Bool} AS ok";
        const params = { text, list: [text, "b"], n: -5, ok: true };
        expect(await warehouse.query(sql, params)).toEqual([params]);
      }
      expect(await warehouse.rows("SELECT {a:Array(UInt32)}, {b:Array(String)}", { a: [1, 2], b: [] })).toEqual([
        [[1, 2], []],
      ]);
    });

    it("does not wait for a slow one, and never sees another's parameters", async () => {
      const slow =
        "SELECT count() AS n FROM numbers({n:UInt64}) WHERE NOT ignore(sipHash64(number)) SETTINGS max_threads = 1";
      let slowDone = false;
      const running = warehouse.query(slow, { n: 30_000_000 }).then(() => {
        slowDone = true;
      });
      expect(await warehouse.query("SELECT {one:UInt8} AS one", { one: 1 })).toEqual([{ one: 1 }]);
      expect(slowDone).toBe(false);
      for (let i = 0; i < 4; i++) await expect(warehouse.query("SELECT {one:UInt8} AS one")).rejects.toThrow("one");
      await running;
    });

    it("gives objects, arrays, or nothing", async () => {
      const sql = "SELECT number AS n, toString(number) AS t FROM numbers({n:UInt8});";
      expect(await warehouse.query(sql, { n: 2 })).toEqual([
        { n: 0, t: "0" },
        { n: 1, t: "1" },
      ]);
      expect(await warehouse.rows(sql, { n: 1 })).toEqual([[0, "0"]]);
      expect(await warehouse.query(sql, { n: 0 })).toEqual([]);
    });

    it("keeps its own SETTINGS and leaves none behind", async () => {
      const sql = "SELECT getSetting('max_threads') AS threads, getSetting('max_execution_time') AS seconds";
      const [first] = await warehouse.query<{ threads: number; seconds: number }>(`${sql} SETTINGS max_threads = 3`);
      expect(first).toEqual({ threads: 3, seconds: 30 });
      const after = await Promise.all([1, 2, 3, 4].map(() => warehouse.query<{ threads: number }>(sql)));
      expect(after.map(([row]) => row?.threads)).not.toContain(3);
    });

    it("runs beside others, each with its own parameters", async () => {
      const numbers = Array.from({ length: 40 }, (_, n) => n);
      const replies = await Promise.all(numbers.map((n) => warehouse.rows<[number]>("SELECT {n:UInt32}", { n })));
      expect(replies.map(([row]) => row?.[0])).toEqual(numbers);
    });

    it("that is wrong throws ClickHouse's own error", async () => {
      await expect(warehouse.query("SELEC 1")).rejects.toMatchObject({ code: "62", type: "SYNTAX_ERROR" });
      await expect(warehouse.query("SELECT * FROM nope")).rejects.toMatchObject({ code: "60", type: "UNKNOWN_TABLE" });
    });

    it("that takes too long, or too much, is RELEVE_WAREHOUSE_UNAVAILABLE", async () => {
      const bounded = await place.open({ database: warehouse.database, bounds: { seconds: 1, bytes: 100_000_000 } });
      const slow = "SELECT count() FROM numbers(1e12) WHERE NOT ignore(sipHash64(number)) SETTINGS max_threads = 1";
      await expect(bounded.query(slow)).rejects.toMatchObject({ code: "RELEVE_WAREHOUSE_UNAVAILABLE" });
      const large = "SELECT length(groupArray(number)) FROM numbers(1e8)";
      await expect(bounded.query(large)).rejects.toMatchObject({ code: "RELEVE_WAREHOUSE_UNAVAILABLE" });
      expect(await bounded.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
      await bounded.close();
    });

    it("after the end is RELEVE_WAREHOUSE_UNAVAILABLE", async () => {
      const brief = await place.open({ database: warehouse.database });
      const last = brief.query("SELECT 1 AS one");
      await brief.close();
      expect(await last).toEqual([{ one: 1 }]);
      await expect(brief.query("SELECT 1")).rejects.toMatchObject({ code: "RELEVE_WAREHOUSE_UNAVAILABLE" });
    });
  });

  describe("migrations", () => {
    const remember = (id: string) =>
      `INSERT INTO migrations (id, checksum, applied_at) SELECT '${id}', 'other', now64(3, 'UTC')`;

    it("apply once", async () => {
      const other = await place.open({ database: `${warehouse.database}_once` });
      const all = MIGRATIONS.map(({ id }) => id);
      expect(await migrate(other)).toEqual({ applied: all, already: [] });
      expect(await migrate(other)).toEqual({ applied: [], already: all });
      expect(await pendingMigrations(other)).toEqual([]);
      await other.close();
    });

    it("go on where they were stopped", async () => {
      const other = await place.open({ database: `${warehouse.database}_half` });
      const steps = (middle: string) => [
        {
          id: "0001-first",
          statements: () => ["CREATE TABLE IF NOT EXISTS one (a UInt8) ENGINE = MergeTree ORDER BY a"],
        },
        {
          id: "0002-second",
          statements: () => [
            "CREATE TABLE IF NOT EXISTS two (a UInt8) ENGINE = MergeTree ORDER BY a",
            middle,
            "ALTER TABLE two ADD COLUMN IF NOT EXISTS b UInt8",
          ],
        },
      ];
      await expect(migrate(other, { migrations: steps("SELECT throwIf(1)") })).rejects.toMatchObject({ code: "395" });
      expect(await pendingMigrations(other, steps("SELECT 1"))).toEqual(["0002-second"]);
      const done = await migrate(other, { migrations: steps("SELECT 1") });
      expect(done).toEqual({ applied: ["0002-second"], already: ["0001-first"] });
      expect(await other.query("SELECT b FROM two")).toEqual([]);
      await other.close();
    });

    it("refuse tables that other statements made", async () => {
      const other = await freshWarehouse(place);
      await other.command(remember(MIGRATIONS[0]!.id));
      await expect(migrate(other)).rejects.toMatchObject({ code: "RELEVE_MIGRATION" });
      await other.close();
    });

    it("refuse tables of a newer release", async () => {
      const other = await freshWarehouse(place);
      await other.command(remember("9999-future"));
      await expect(migrate(other)).rejects.toThrow("9999-future, which this release does not know");
      await other.close();
    });
  });
}
