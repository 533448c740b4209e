// Native blocks and JSON lines: two ways into the engine, the same rows.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ChdbConnection, createChdbConnection } from "chdb/connection";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTable } from "../../infra/warehouse/ddl.ts";
import { type Block, encodeBlocks } from "../../infra/warehouse/native-block.ts";
import { columnsOf, TABLES, type TableName } from "../../schemas/tables.ts";
import { encodeRows } from "../bench/json-lines.ts";

const TEXTS = ["", "a", "Tab\tulé", "Deux\nlignes", "日本 🏛", "\\ \" '", "x".repeat(300), "é".repeat(100), "\ud800"];
const VALUES = [null, "0", "1", "-1", "12.5", "-0.000001", "999999999", "9".repeat(32), `-${"9".repeat(32)}.999999`];
const WHOLES = [0, 1, 255];
const INSTANTS = [0, -1, Date.UTC(1900, 0, 1), Date.UTC(2299, 11, 31), 1_704_081_600_123];
const DAYS = ["1970-01-01", "1900-01-01", "2299-12-31", "2024-02-29"];

function odd(type: string, at: number): unknown {
  const of = <T>(list: readonly T[]) => list[at % list.length];
  if (type.includes("String")) return of(TEXTS);
  if (type.startsWith("Nullable")) return of(VALUES);
  if (type.startsWith("DateTime64")) return of(INSTANTS);
  if (type === "Date32") return of(DAYS);
  if (type === "UInt64") return of([...WHOLES, Number.MAX_SAFE_INTEGER, "18446744073709551615", 2n ** 63n]);
  return type.startsWith("UInt") ? of(WHOLES) : of([...type.matchAll(/'([^']*)' = /g)].map((match) => match[1]));
}

let folder: string;
let chdb: ChdbConnection["chdb"];
let connection: ChdbConnection;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "releve-native-"));
  connection = createChdbConnection({ path: join(folder, "warehouse") });
  chdb = connection.chdb;
});
afterAll(async () => {
  await connection.close();
  await rm(folder, { recursive: true, force: true });
});

async function viaBlock(table: string, [block]: readonly Block[]) {
  const path = join(folder, `${table}.native`);
  await writeFile(path, block?.bytes ?? "");
  await chdb.queryAsync(`INSERT INTO ${table} FROM INFILE '${path}' FORMAT Native`);
}

describe("a Native block", () => {
  it.each(Object.keys(TABLES) as TableName[])("of %s holds the same rows as JSON lines", async (name) => {
    const types: [string, string][] = Object.entries(TABLES[name].columns);
    const rows = Array.from({ length: 360 }, (_, at) => types.map(([, type], column) => odd(type, at + (column % 3))));
    await chdb.queryAsync(createTable(name, TABLES[name], "single").replace(`\`${name}\``, `\`${name}_json\``));
    await chdb.queryAsync(createTable(name, TABLES[name], "single").replace(`\`${name}\``, `\`${name}_native\``));
    for (const values of encodeRows(name, columnsOf(name), rows))
      await chdb.rawInsert({ table: `${name}_json`, columns: columnsOf(name), values, format: "JSONCompactEachRow" });
    await viaBlock(`${name}_native`, encodeBlocks(name, columnsOf(name), rows));
    const all = async (table: string) =>
      (await chdb.queryAsync(`SELECT * FROM ${table} FINAL ORDER BY ALL`, { format: "JSONCompactEachRow" })).text();
    const lines = await all(`${name}_json`);
    expect(lines.split("\n").length).toBeGreaterThan(5);
    expect(await all(`${name}_native`)).toBe(lines);
  });
});
