// Columns of ClickHouse's Native format, one writer a type. ClickHouse stores 0 for null, missing, NaN or out of range
// in a number column, silently: so every value is checked against its column's type here, before anything is sent.

import type { WriteColumn } from "./growing-bytes.ts";
import { writeDecimals } from "./native-decimals.ts";
import { writeTexts, writeWords } from "./native-texts.ts";

const DAY_MS = 86_400_000;
const MAX_UINT64 = 2n ** 64n - 1n;
/** What DateTime64(3) and Date32 hold: years 1900 to 2299. Beyond, ClickHouse clamps silently. */
const FIRST_INSTANT = Date.UTC(1900, 0, 1);
const LAST_INSTANT = Date.UTC(2300, 0, 1) - 1;

/** How values of a ClickHouse type are checked and written. Throws on a type that no table has yet. */
export function columnWriterOf(type: string): WriteColumn {
  const names = /^Enum8\((.*)\)$/.exec(type);
  if (names?.[1]) return repeating(Uint8Array, enumOf(names[1]));
  switch (type) {
    case "String":
      return writeTexts;
    case "LowCardinality(String)":
      return writeWords;
    case "UInt8":
      return repeating(Uint8Array, wholeUpTo(2 ** 8 - 1));
    case "UInt16":
      return repeating(Uint16Array, wholeUpTo(2 ** 16 - 1));
    case "UInt32":
      return repeating(Uint32Array, wholeUpTo(2 ** 32 - 1));
    case "UInt64":
      return repeating(BigUint64Array, uint64Of);
    case "Date32":
      return repeating(Int32Array, dayOf);
    case "DateTime64(3, 'UTC')":
      return repeating(BigInt64Array, instantOf);
    case "Nullable(Decimal(38, 6))":
      return writeDecimals;
    default:
      throw new TypeError(`rows of type ${type} have no writer: add one in infra/warehouse/native-columns.ts`);
  }
}

interface Numbers<N> extends ArrayBufferView<ArrayBuffer> {
  fill(value: N, from: number, to: number): unknown;
}
/** A value as the number that is stored, or `undefined` when its column cannot hold it. */
type Convert<N> = (value: unknown) => N | undefined;

/** Values of a fixed width. Neighbours are mostly equal: each run is checked and converted once. */
function repeating<N>(Stored: new (length: number) => Numbers<N>, convert: Convert<N>): WriteColumn {
  return (out, values, refuse) => {
    const { length } = values;
    const stored = new Stored(length);
    for (let from = 0, to = 0; from < length; from = to) {
      const value = values[from];
      for (to = from + 1; to < length && values[to] === value; ) to += 1;
      const number = convert(value);
      if (number === undefined) refuse(from);
      else stored.fill(number, from, to);
    }
    out.add(new Uint8Array(stored.buffer));
  };
}

const wholeUpTo =
  (max: number): Convert<number> =>
  (value) =>
    typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= max ? value : undefined;

function uint64Of(value: unknown): bigint | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) && value >= 0 ? BigInt(value) : undefined;
  if (typeof value === "string" && !/^\d{1,20}$/.test(value)) return undefined;
  if (typeof value !== "string" && typeof value !== "bigint") return undefined;
  const whole = BigInt(value);
  return whole >= 0n && whole <= MAX_UINT64 ? whole : undefined;
}

/** Days since 1970. */
function dayOf(value: unknown): number | undefined {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  const at = Date.parse(`${value}T00:00:00Z`);
  const exists = at >= FIRST_INSTANT && at <= LAST_INSTANT && new Date(at).toISOString().startsWith(value);
  return exists ? at / DAY_MS : undefined;
}

function instantOf(value: unknown): bigint | undefined {
  if (typeof value !== "number" || !Number.isInteger(value)) return undefined;
  return value >= FIRST_INSTANT && value <= LAST_INSTANT ? BigInt(value) : undefined;
}

function enumOf(names: string): Convert<number> {
  const numbers = new Map<unknown, number>(
    [...names.matchAll(/'([^']*)' = (\d+)/g)].map((match) => [match[1], Number(match[2])]),
  );
  return (value) => numbers.get(value);
}
