// Rows as a block of ClickHouse's Native format: column by column, ready for the engine, which has nothing left to parse.
// Values are checked against their column's type, as in infra/warehouse/rows.ts: ClickHouse would store something else silently.

import { encoderOf } from "../../infra/warehouse/rows.ts";
import { canonicalDecimal, SCALE, toMicro } from "../../schemas/decimal.ts";

type Rows = readonly (readonly unknown[])[];
/** Writes one column's values; throws {TypeError} at the first that its type cannot hold. */
type WriteColumn = (out: Bytes, rows: Rows, at: number) => void;
const DAY_MS = 86_400_000;

/**
 * One block with all the rows.
 * @param columns  name and ClickHouse type of each column, in the order of the rows' values
 * @throws {TypeError} when a value does not fit its column: a bug of ours.
 */
export function encodeBlock(columns: readonly (readonly [name: string, type: string])[], rows: Rows): Buffer {
  const out = new Bytes(rows.length * columns.length * 6 + 4096);
  out.varint(columns.length);
  out.varint(rows.length);
  for (const [at, [name, type]] of columns.entries()) {
    out.text(name);
    out.text(type);
    writerOf(type)(out, rows, at);
  }
  return out.done();
}

function writerOf(type: string): WriteColumn {
  const nullable = /^Nullable\((.*)\)$/.exec(type);
  if (nullable?.[1] === `Decimal(38, ${SCALE})`) return writeDecimals;
  const names = /^Enum8\((.*)\)$/.exec(type);
  if (names?.[1]) return repeating(Uint8Array, enumOf(names[1]));
  const check = encoderOf(type);
  const sure = (value: unknown) => {
    if (check(value) === undefined) throw new TypeError(`${type} cannot hold ${JSON.stringify(value)}`);
    return value as number;
  };
  switch (type) {
    case "String":
      return writeTexts;
    case "LowCardinality(String)":
      return writeWords;
    case "UInt8":
      return repeating(Uint8Array, sure);
    case "UInt16":
      return repeating(Uint16Array, sure);
    case "UInt32":
      return repeating(Uint32Array, sure);
    case "UInt64":
      return repeating(BigUint64Array, (value) => BigInt(sure(value)));
    case "Date32":
      return repeating(Int32Array, (value) => Date.parse(`${sure(value)}T00:00:00Z`) / DAY_MS);
    case "DateTime64(3, 'UTC')":
      return repeating(BigInt64Array, (value) => BigInt(sure(value)));
    default:
      throw new TypeError(`rows of type ${type} have no writer: add one in tests/bench/native-block.ts`);
  }
}

interface Numbers<N> extends ArrayBufferView<ArrayBuffer> {
  fill(value: N, from: number, to: number): unknown;
}

/** Values of a fixed width. Neighbours are mostly equal: each run is checked and converted once. */
function repeating<N>(Values: new (length: number) => Numbers<N>, convert: (value: unknown) => N): WriteColumn {
  return (out, rows, at) => {
    const values = new Values(rows.length);
    for (let from = 0, to = 0; from < rows.length; from = to) {
      const value = rows[from]?.[at];
      for (to = from + 1; to < rows.length && rows[to]?.[at] === value; ) to += 1;
      values.fill(convert(value), from, to);
    }
    out.add(new Uint8Array(values.buffer));
  };
}

function enumOf(names: string): (value: unknown) => number {
  const numbers = new Map([...names.matchAll(/'([^']*)' = (\d+)/g)].map((match) => [match[1], Number(match[2])]));
  return (value) => {
    const number = numbers.get(value as string);
    if (number === undefined) throw new TypeError(`an Enum8 of ${names} cannot hold ${JSON.stringify(value)}`);
    return number;
  };
}

const writeTexts: WriteColumn = (out, rows, at) => {
  for (const row of rows) out.text(asText(row[at]));
};

/** A dictionary, and each row's place in it (SharedDictionariesWithAdditionalKeys, all keys additional). */
const writeWords: WriteColumn = (out, rows, at) => {
  const places = new Map<string, number>();
  const indexes = new Uint32Array(rows.length);
  let last: unknown;
  let place = 0;
  for (let i = 0; i < rows.length; i += 1) {
    const value = rows[i]?.[at];
    if (value !== last || last === undefined) {
      last = value;
      const known = places.get(asText(value));
      place = known ?? places.size;
      if (known === undefined) places.set(asText(value), place);
    }
    indexes[i] = place;
  }
  if (rows.length === 0) return;
  const width = places.size <= 2 ** 8 ? 0 : places.size <= 2 ** 16 ? 1 : 2;
  out.uint64(1);
  out.uint64(0x600 + width);
  out.uint64(places.size);
  for (const word of places.keys()) out.text(word);
  out.uint64(rows.length);
  const narrowed =
    [() => Uint8Array.from(indexes), () => Uint16Array.from(indexes), () => indexes][width]?.() ?? indexes;
  out.add(new Uint8Array(narrowed.buffer));
};

/** Millionths as 128-bit integers, after a flag per row: 1 for null. */
const writeDecimals: WriteColumn = (out, rows, at) => {
  const nulls = new Uint8Array(rows.length);
  const words = new Uint32Array(4 * rows.length);
  for (let i = 0; i < rows.length; i += 1) {
    const text = rows[i]?.[at];
    if (text === null) nulls[i] = 1;
    else putMicro(words, 4 * i, text);
  }
  out.add(nulls);
  out.add(new Uint8Array(words.buffer));
};

/** Short ones, which nearly all are, without big integers. */
function putMicro(words: Uint32Array, at: number, text: unknown): void {
  if (typeof text !== "string" || canonicalDecimal(text) !== text)
    throw new TypeError(`a Decimal(38, ${SCALE}) cannot hold ${JSON.stringify(text)}`);
  if (text.length <= 9 && !text.startsWith("-")) {
    const micro = Math.round(Number(text) * 1e6);
    words[at] = micro % 2 ** 32;
    words[at + 1] = Math.floor(micro / 2 ** 32);
    return;
  }
  let micro = BigInt.asUintN(128, toMicro(text));
  for (let word = 0; word < 4; word += 1, micro >>= 32n) words[at + word] = Number(micro & 0xffff_ffffn);
}

function asText(value: unknown): string {
  if (typeof value !== "string") throw new TypeError(`a String cannot hold ${value}`);
  return value;
}

/** Bytes that grow. Half a surrogate pair becomes U+FFFD, as every UTF-8 writer does. */
class Bytes {
  #bytes: Buffer;
  #end = 0;

  constructor(size: number) {
    this.#bytes = Buffer.allocUnsafe(size);
  }
  done(): Buffer {
    return this.#bytes.subarray(0, this.#end);
  }
  #room(more: number): void {
    if (this.#end + more <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(2 * (this.#end + more));
    this.#bytes.copy(grown, 0, 0, this.#end);
    this.#bytes = grown;
  }
  add(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }
  varint(value: number): void {
    this.#room(5);
    let rest = value;
    for (; rest >= 0x80; rest >>>= 7) this.#bytes[this.#end++] = (rest & 0x7f) | 0x80;
    this.#bytes[this.#end++] = rest;
  }
  uint64(value: number): void {
    this.#room(8);
    this.#end = this.#bytes.writeBigUInt64LE(BigInt(value), this.#end);
  }
  text(text: string): void {
    const { length } = text;
    this.#room(5 + 3 * length);
    if (length < 0x80 && this.#ascii(text)) return;
    this.varint(Buffer.byteLength(text));
    this.#end += this.#bytes.write(text, this.#end);
  }
  /** Short words are mostly ASCII: written without a call into the engine. */
  #ascii(text: string): boolean {
    const at = this.#end + 1;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) return false;
      this.#bytes[at + i] = code;
    }
    this.#bytes[this.#end] = text.length;
    this.#end = at + text.length;
    return true;
  }
}
