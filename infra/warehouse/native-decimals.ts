// Figures in the Native format: a flag per row, 1 for null, then millionths as 128-bit integers.
import { canonicalDecimal, SCALE, toMicro } from "../../schemas/decimal.ts";
import type { GrowingBytes, Refuse } from "./growing-bytes.ts";

const WORD = 2 ** 32;
const [ZERO, NINE, POINT] = [48, 57, 46];
/** Longer ones may not fit a double in millionths. */
const SHORT = 10;
const POWERS = [1e6, 1e5, 1e4, 1e3, 1e2, 10, 1] as const;

/** Nullable(Decimal(38, 6)) from canonical decimals and nulls. */
export function writeDecimals(out: GrowingBytes, values: readonly unknown[], refuse: Refuse): void {
  const nulls = new Uint8Array(values.length);
  const words = new Uint32Array(4 * values.length);
  for (let at = 0; at < values.length; at += 1) {
    const text = values[at];
    if (text === null) {
      nulls[at] = 1;
      continue;
    }
    const short = typeof text === "string" ? shortMicro(text) : Number.NaN;
    if (!Number.isNaN(short)) putNumber(words, 4 * at, short);
    else if (typeof text === "string" && canonicalDecimal(text) === text) putBig(words, 4 * at, toMicro(text));
    else refuse(at);
  }
  out.add(nulls);
  out.add(new Uint8Array(words.buffer));
}

/** Millionths of a short canonical decimal without a sign, which nearly all are; NaN: not one, or not looked at. */
function shortMicro(text: string): number {
  const { length } = text;
  if (length === 0 || length > SHORT) return Number.NaN;
  let digits = 0;
  let point = -1;
  for (let i = 0; i < length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= ZERO && code <= NINE) digits = digits * 10 + code - ZERO;
    else if (code === POINT && point < 0 && i > 0) point = i;
    else return Number.NaN;
  }
  const wholeDigits = point < 0 ? length : point;
  if (text.charCodeAt(0) === ZERO && wholeDigits > 1) return Number.NaN;
  if (point < 0) return digits * 1e6;
  const fraction = length - 1 - point;
  if (fraction < 1 || fraction > SCALE || text.charCodeAt(length - 1) === ZERO) return Number.NaN;
  return digits * (POWERS[fraction] ?? Number.NaN);
}

function putNumber(words: Uint32Array, at: number, micro: number): void {
  words[at] = micro % WORD;
  words[at + 1] = Math.floor(micro / WORD);
}

/** Negative ones in two's complement. */
function putBig(words: Uint32Array, at: number, micro: bigint): void {
  let rest = BigInt.asUintN(128, micro);
  for (let word = 0; word < 4; word += 1, rest >>= 32n) words[at + word] = Number(rest & 0xffff_ffffn);
}
