// Rows as blocks of ClickHouse's Native format: column by column, so that the engine has nothing left to parse.
import { TABLES, type Table, type TableName } from "../../schemas/tables.ts";
import { GrowingBytes, type WriteColumn } from "./growing-bytes.ts";
import { columnWriterOf } from "./native-columns.ts";

type Rows = readonly (readonly unknown[])[];

/** Some rows, as the engine takes them. */
export interface Block {
  readonly rows: number;
  readonly bytes: Buffer;
}

/** Rows of a block: the engine makes one part of it, some 15 MB before it packs them. */
const BLOCK_ROWS = 200_000;
/** Bytes of a row, about: where a block's bytes begin to grow from. */
const ROW_BYTES = 6;

/**
 * The rows in blocks, each an insert of its own. The same rows give the same blocks.
 * @param columns  all of the table's columns, in the order of the rows' values
 * @throws {TypeError} when a value does not fit its column: a bug of ours, nothing was sent.
 */
export function encodeBlocks(table: string, columns: readonly string[], rows: Rows): Block[] {
  const target: Target = { table, columns: typedColumns(table, columns) };
  rows.forEach((row, at) => {
    if (row.length !== columns.length)
      throw new TypeError(`${table}, row ${at}: ${row.length} values for ${columns.length} columns`);
  });
  const blocks: Block[] = [];
  for (let from = 0; from < rows.length; from += BLOCK_ROWS) {
    const some = rows.length <= BLOCK_ROWS ? rows : rows.slice(from, from + BLOCK_ROWS);
    blocks.push({ rows: some.length, bytes: encodeBlock(target, some, from) });
  }
  return blocks;
}

interface Target {
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly write: WriteColumn }[];
}

function encodeBlock({ table, columns }: Target, rows: Rows, from: number): Buffer {
  const out = new GrowingBytes(rows.length * columns.length * ROW_BYTES + 4096);
  out.varint(columns.length);
  out.varint(rows.length);
  for (const [column, { name, type, write }] of columns.entries()) {
    out.text(name);
    out.text(type);
    const values = rows.map((row) => row[column]);
    write(out, values, (at) => {
      throw new TypeError(`${table}.${name}, row ${from + at}: cannot hold ${shown(values[at])}`);
    });
  }
  return out.done();
}

function typedColumns(table: string, columns: readonly string[]): Target["columns"] {
  const known: Table | undefined = TABLES[table as TableName];
  if (!known) throw new TypeError(`no table ${table} in schemas/tables.ts`);
  const missing = Object.keys(known.columns).filter((name) => !columns.includes(name));
  if (missing.length > 0) throw new TypeError(`${table}: no values for ${missing.join(", ")}`);
  return columns.map((name) => {
    const type = known.columns[name];
    if (type === undefined) throw new TypeError(`${table}: no column ${name}`);
    return { name, type, write: columnWriterOf(type) };
  });
}

function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value.slice(0, 80)) : String(value);
}
