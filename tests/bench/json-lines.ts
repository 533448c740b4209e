// Rows as JSONCompactEachRow: how they were written until 0011, kept as what Native blocks are measured and tested
// against. It checks every value too, with code of its own.
import { canonicalDecimal } from "../../schemas/decimal.ts";
import { TABLES, type Table, type TableName } from "../../schemas/tables.ts";

/** Bytes of one insert's body, about: the cut depends on the rows alone. */
const CHUNK = 8 * 1024 * 1024;
/** Characters that are joined before they become bytes: longer ropes of text keep the garbage collector busy. */
const PIECE = 16 * 1024;
const MAX_UINT64 = 2n ** 64n - 1n;
/** What DateTime64(3) and Date32 hold: years 1900 to 2299. Beyond, ClickHouse clamps silently. */
const FIRST_INSTANT = Date.UTC(1900, 0, 1);
const LAST_INSTANT = Date.UTC(2300, 0, 1) - 1;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const CACHE = 10_000;

/** A value as JSON, or `undefined` when its column cannot hold it. */
type Encode = (value: unknown) => string | undefined;

/**
 * The rows in JSONCompactEachRow, cut into chunks. The same rows give the same chunks.
 * @param columns  all of the table's columns, in the order of the rows' values
 * @throws {TypeError} when a value does not fit its column: a bug of ours, nothing was sent.
 */
export function encodeRows(table: string, columns: readonly string[], rows: readonly (readonly unknown[])[]): Buffer[] {
  const target: Target = { table, columns, encoders: encodersOf(table, columns) };
  const chunks: Buffer[] = [];
  let pieces: Buffer[] = [];
  let bytes = 0;
  let text = "";
  for (const [at, row] of rows.entries()) {
    text += encodeRow(target, row, at);
    if (text.length < PIECE) continue;
    const piece = Buffer.from(text);
    pieces.push(piece);
    bytes += piece.length;
    text = "";
    if (bytes < CHUNK) continue;
    chunks.push(Buffer.concat(pieces));
    pieces = [];
    bytes = 0;
  }
  if (text) pieces.push(Buffer.from(text));
  if (pieces.length > 0) chunks.push(Buffer.concat(pieces));
  return chunks;
}

interface Target {
  readonly table: string;
  readonly columns: readonly string[];
  readonly encoders: readonly Encode[];
}

function encodeRow({ table, columns, encoders }: Target, row: readonly unknown[], at: number): string {
  if (row.length !== encoders.length) {
    throw new TypeError(`${table}, row ${at}: ${row.length} values for ${encoders.length} columns`);
  }
  let line = "";
  for (let i = 0; i < encoders.length; i++) {
    const value = encoders[i]?.(row[i]);
    if (value === undefined) throw new TypeError(`${table}.${columns[i]}, row ${at}: cannot hold ${shown(row[i])}`);
    line += i === 0 ? `[${value}` : `,${value}`;
  }
  return `${line}]\n`;
}

function encodersOf(table: string, columns: readonly string[]): Encode[] {
  const known: Table | undefined = TABLES[table as TableName];
  if (!known) throw new TypeError(`no table ${table} in schemas/tables.ts`);
  const missing = Object.keys(known.columns).filter((name) => !columns.includes(name));
  if (missing.length > 0) throw new TypeError(`${table}: no values for ${missing.join(", ")}`);
  return columns.map((name) => {
    const type = known.columns[name];
    if (type === undefined) throw new TypeError(`${table}: no column ${name}`);
    return encoderOf(type);
  });
}

/** How values of a ClickHouse type are checked and written. Throws on a type that no table has yet. */
function encoderOf(type: string): Encode {
  const nullable = /^Nullable\((.*)\)$/.exec(type);
  if (nullable?.[1]) {
    const inner = encoderOf(nullable[1]);
    return (value) => (value === null ? "null" : inner(value));
  }
  const bits = /^UInt(8|16|32)$/.exec(type);
  if (bits) return wholeUpTo(2 ** Number(bits[1]) - 1);
  const names = /^Enum8\((.*)\)$/.exec(type);
  if (names?.[1]) return oneOf([...names[1].matchAll(/'([^']*)' = /g)].map((match) => match[1] ?? ""));
  switch (type) {
    case "String":
      return encodeText;
    case "LowCardinality(String)":
      return cached(encodeText);
    case "UInt64":
      return encodeUInt64;
    case "Date32":
      return cached(encodeDay);
    case "DateTime64(3, 'UTC')":
      return cached(encodeInstant);
    case "Decimal(38, 6)":
      return (value) => (typeof value === "string" && canonicalDecimal(value) === value ? `"${value}"` : undefined);
    default:
      throw new TypeError(`rows of type ${type} have no encoder: add one in tests/bench/json-lines.ts`);
  }
}

const wholeUpTo =
  (max: number): Encode =>
  (value) =>
    typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= max ? String(value) : undefined;

const oneOf =
  (names: readonly string[]): Encode =>
  (value) =>
    typeof value === "string" && names.includes(value) ? JSON.stringify(value) : undefined;

/** Half a surrogate pair is not text in UTF-8: it becomes U+FFFD, as every UTF-8 writer does. */
function encodeText(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  return JSON.stringify(LONE_SURROGATE.test(value) ? Buffer.from(value).toString() : value);
}

function encodeUInt64(value: unknown): string | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) && value >= 0 ? String(value) : undefined;
  if (typeof value === "string" && !/^\d{1,20}$/.test(value)) return undefined;
  if (typeof value !== "string" && typeof value !== "bigint") return undefined;
  const whole = BigInt(value);
  return whole >= 0n && whole <= MAX_UINT64 ? String(whole) : undefined;
}

function encodeDay(value: unknown): string | undefined {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  const at = Date.parse(`${value}T00:00:00Z`);
  const exists = at >= FIRST_INSTANT && at <= LAST_INSTANT && new Date(at).toISOString().startsWith(value);
  return exists ? `"${value}"` : undefined;
}

function encodeInstant(value: unknown): string | undefined {
  if (typeof value !== "number" || !Number.isInteger(value)) return undefined;
  if (value < FIRST_INSTANT || value > LAST_INSTANT) return undefined;
  return `"${new Date(value).toISOString().replace("T", " ").replace("Z", "")}"`;
}

/** Most rows of an insert share their words, instants and days, and neighbours most of all. */
function cached(encode: Encode): Encode {
  const seen = new Map<unknown, string | undefined>();
  let last: unknown;
  let lastText: string | undefined;
  return (value) => {
    if (value === last) return lastText;
    last = value;
    lastText = seen.get(value);
    if (lastText !== undefined) return lastText;
    if (seen.size >= CACHE) seen.clear();
    lastText = encode(value);
    seen.set(value, lastText);
    return lastText;
  };
}

function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value.slice(0, 80)) : String(value);
}
