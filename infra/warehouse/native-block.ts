// Rows as blocks of ClickHouse's Native format: column by column, so that the engine has nothing left to parse.
import type { Rows } from "../../schemas/ports.ts";
import { TABLES, type Table, type TableName } from "../../schemas/tables.ts";
import { GrowingBytes, type WriteColumn } from "./growing-bytes.ts";
import { columnWriterOf } from "./native-columns.ts";

/** Some rows, as the engine takes them. */
export interface Block {
  readonly rows: number;
  readonly bytes: Buffer;
}

/** Rows of a block: the engine makes one part of it, some 15 MB before it packs them. */
const BLOCK_ROWS = 200_000;
/** Bytes of a value, about: where a block's bytes begin to grow from. */
const VALUE_BYTES = 6;

/**
 * The rows in blocks, each an insert of its own. The same rows give the same blocks.
 * @param columns  all of the table's columns, in the order of the rows' values
 * @throws {TypeError} when a value does not fit its column: a bug of ours, nothing was sent.
 */
export function encodeBlocks(table: string, columns: readonly string[], rows: Rows): Block[] {
  const target: Target = { table, columns: typedColumns(table, columns) };
  const values = "byColumn" in rows ? sameLength(target, rows.byColumn) : turned(target, rows);
  const total = values[0]?.length ?? 0;
  const blocks: Block[] = [];
  for (let from = 0; from < total; from += BLOCK_ROWS) {
    const some = total <= BLOCK_ROWS ? values : values.map((column) => column.slice(from, from + BLOCK_ROWS));
    blocks.push({ rows: some[0]?.length ?? 0, bytes: encodeBlock(target, some, from) });
  }
  return blocks;
}

interface Target {
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly write: WriteColumn }[];
}
/** One array a column. */
type Values = readonly (readonly unknown[])[];

function sameLength({ table, columns }: Target, values: Values): Values {
  const lengths = new Set(values.map((column) => column.length));
  if (values.length !== columns.length || lengths.size > 1)
    throw new TypeError(
      `${table}: ${values.length} columns of ${[...lengths].join(", ")} values for ${columns.length}`,
    );
  return values;
}

/** Rows as columns, row after row: a row's values stand together in memory. */
function turned({ table, columns }: Target, rows: readonly (readonly unknown[])[]): Values {
  const values = columns.map(() => new Array<unknown>(rows.length));
  rows.forEach((row, at) => {
    if (row.length !== columns.length)
      throw new TypeError(`${table}, row ${at}: ${row.length} values for ${columns.length} columns`);
    for (const [column, list] of values.entries()) list[at] = row[column];
  });
  return values;
}

function encodeBlock({ table, columns }: Target, values: Values, from: number): Buffer {
  const rows = values[0]?.length ?? 0;
  const out = new GrowingBytes(rows * columns.length * VALUE_BYTES + 4096);
  out.varint(columns.length);
  out.varint(rows);
  for (const [at, { name, type, write }] of columns.entries()) {
    const column = values[at] ?? [];
    out.text(name);
    out.text(type);
    write(out, column, (row) => {
      throw new TypeError(`${table}.${name}, row ${from + row}: cannot hold ${shown(column[row])}`);
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
