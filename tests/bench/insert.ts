// Rows of `observations` into the engine: formats, ways in, and sizes of a batch. The floor makes up as many rows itself.
import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { ChdbConnection } from "chdb/connection";
import { createTable } from "../../infra/warehouse/ddl.ts";
import { encodeBlocks } from "../../infra/warehouse/native-block.ts";
import { STATE_DAY } from "../../schemas/statement.ts";
import { columnsOf, TABLES } from "../../schemas/tables.ts";
import { type Answer, type Contestant, measure, type Terms, timed } from "./harness.ts";
import { encodeRows } from "./json-lines.ts";
import type { Place } from "./place.ts";

const TABLE = "observations";
const COLUMNS = columnsOf(TABLE);
type Row = readonly (string | number | null)[];
type Way = (connection: ChdbConnection, rows: readonly Row[], from: number) => Promise<unknown>;

export async function benchInsert(place: Place, terms: Terms, quick: boolean): Promise<Answer[]> {
  const connection = await place.bare();
  const total = quick ? 10_000 : 300_000;
  const rows = Array.from({ length: total }, (_, at) => rowAt(at));
  const answers: Answer[] = [];
  for (const size of quick ? [5_000] : [1_000, 10_000, 100_000, 300_000]) {
    // Small batches take long: as many rows as tell their rate.
    const some = rows.slice(0, Math.min(total, size * 30));
    const same = { sum: "" };
    const floor = ["floor: INSERT SELECT numbers()", made] as const;
    const contestants = [...WAYS, floor].map(
      ([name, way]): Contestant => ({
        name,
        run: () => inserted(connection, some, { size, way, same: way === made ? undefined : same }),
      }),
    );
    const name = `insert: rows of ${TABLE}, ${size} at once, from values to durable`;
    answers.push(await measure({ name, unit: "rows", units: some.length, contestants }, terms));
  }
  await connection.close();
  return answers;
}

const exec = async (connection: ChdbConnection, chunk: Buffer) => {
  const query = `INSERT INTO ${TABLE} (${COLUMNS.join(", ")}) SETTINGS async_insert = 0 FORMAT JSONCompactEachRow`;
  await connection.exec({ query, values: Readable.from([chunk]) } as never);
};
const raw = (connection: ChdbConnection, values: Buffer, format: "JSONCompactEachRow" | "TSV" | "CSV") =>
  connection.chdb.rawInsert({ table: TABLE, columns: COLUMNS, values, format });

/** As the product does it. */
const native = async ({ chdb }: ChdbConnection, rows: readonly Row[]) => {
  for (const { bytes } of encodeBlocks(TABLE, COLUMNS, rows)) {
    const path = join(tmpdir(), `releve-${randomUUID()}.native`);
    await writeFile(path, bytes);
    try {
      await chdb.queryAsync(`INSERT INTO ${TABLE} (${COLUMNS.join(", ")}) FROM INFILE '${path}' FORMAT Native`);
    } finally {
      await rm(path);
    }
  }
};

const WAYS: readonly (readonly [string, Way])[] = [
  [
    "JSONCompactEachRow by client.exec",
    async (connection, rows) => {
      for (const chunk of encodeRows(TABLE, COLUMNS, rows)) await exec(connection, chunk);
    },
  ],
  [
    "JSONCompactEachRow, Buffer handed over",
    (connection, rows) => raw(connection, Buffer.concat(encodeRows(TABLE, COLUMNS, rows)), "JSONCompactEachRow"),
  ],
  ["Native block through a file", (connection, rows) => native(connection, rows)],
  ["TSV (unchecked), Buffer handed over", (connection, rows) => raw(connection, textOf(rows, tsv, "\t"), "TSV")],
  ["CSV (unchecked), Buffer handed over", (connection, rows) => raw(connection, textOf(rows, csv, ","), "CSV")],
];

const made: Way = ({ chdb }, rows, from) =>
  chdb.queryAsync(`INSERT INTO ${TABLE} SELECT 'bench', 'carte', 'adresses_certifiees', 1, 'commune', toString(number), 'state',
    toDate32('${STATE_DAY}'), toDate32('${STATE_DAY}'), '', toDateTime64(1704081600, 3, 'UTC'), 1, toDateTime64(1704081600, 3, 'UTC'), 1, 0,
    'assert', toDecimal128(number, 6) FROM numbers(${from}, ${rows.length})`);

interface Run {
  readonly size: number;
  readonly way: Way;
  /** The sum over all columns of all rows: that of the first way must be everyone's. */
  readonly same: { sum: string } | undefined;
}

async function inserted(connection: ChdbConnection, rows: readonly Row[], { size, way, same }: Run): Promise<number> {
  const { chdb } = connection;
  await chdb.queryAsync(createTable(TABLE, TABLES[TABLE], "single"));
  const ms = await timed(async () => {
    for (let at = 0; at < rows.length; at += size) await way(connection, rows.slice(at, at + size), at);
  });
  const result = await chdb.queryAsync(`SELECT count(), sum(sipHash64(*)) FROM ${TABLE}`, { format: "TSV" });
  await chdb.queryAsync(`DROP TABLE ${TABLE} SYNC`);
  const [found, sum = ""] = result.text().trim().split("\t");
  if (Number(found) !== rows.length) throw new Error(`${found} rows were inserted, not ${rows.length}`);
  if (same && same.sum !== "" && same.sum !== sum) throw new Error("two ways in gave different rows");
  if (same) same.sum = sum;
  return ms;
}

const DAY = 86_400_000;
function rowAt(at: number): Row {
  const statement = Math.floor(at / 1000);
  const moment = Date.UTC(2024, 0, 1) + statement * DAY;
  const dims = at % 2 === 0 ? "" : JSON.stringify({ service: "Tab\tulé" });
  const cell = ["adresses_certifiees", 1, "commune", String(10_000 + (at % 1000)), "state", STATE_DAY, STATE_DAY, dims];
  const known = [moment, statement, moment + 5000, statement];
  return [`bench-${at % 1000 < 500 ? 1 : 2}`, "carte", ...cell, ...known, 3, "assert", String((at * 37) % 1_000_003)];
}

function textOf(rows: readonly Row[], write: (text: string) => string, between: string): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < rows.length; at += 100) {
    let text = "";
    for (const row of rows.slice(at, at + 100)) {
      const values = row.map((value, column) =>
        INSTANTS.has(column) ? instant(Number(value)) : typeof value === "string" ? write(value) : String(value),
      );
      text += `${values.join(between)}\n`;
    }
    pieces.push(Buffer.from(text));
  }
  return Buffer.concat(pieces);
}
const INSTANTS = new Set([COLUMNS.indexOf("moment"), COLUMNS.indexOf("recorded_at")]);
const instant = (at: number) => new Date(at).toISOString().replace("T", " ").replace("Z", "");
const tsv = (text: string) => text.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n");
const csv = (text: string) => `"${text.replaceAll('"', '""')}"`;
