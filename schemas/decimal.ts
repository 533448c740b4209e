// Exact decimals. A figure travels as a decimal string and is computed as a whole number of millionths: never a float.
import { z } from "zod";

/** Digits after the point that the warehouse keeps: `Decimal(38,6)`. More are refused, never rounded. */
export const SCALE = 6;
const MICRO = 10n ** BigInt(SCALE);
const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/;
/** Digits before the point that `Decimal(38,6)` holds. */
const WHOLE_DIGITS = 32;
/** A JSON number is a double: beyond 15 significant digits it may not be what was written. */
const SAFE_DIGITS = 15;

/** A canonical decimal: no exponent, no leading or trailing zero, at most 32 digits before and 6 after the point. */
export const DecimalString = z
  .string()
  .regex(
    /^(0|-?(?:[1-9]\d{0,31}(?:\.\d{0,5}[1-9])?|0\.\d{0,5}[1-9]))$/,
    'a decimal as text, such as "1204" or "-3.5": a point, at most 6 digits after it, no zeros to spare, no blanks, no exponent',
  );

/**
 * The canonical form of a plain decimal text, or `undefined` when it is not one, or holds more than `Decimal(38,6)`.
 * `"012.50"` gives `"12.5"`; `"1e3"`, `"1 204"`, `""` and `"0.1234567"` give `undefined`.
 */
export function canonicalDecimal(text: string): string | undefined {
  const match = PLAIN.exec(text);
  if (!match) return undefined;
  const whole = (match[2] ?? "").replace(/^0+(?=\d)/, "");
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  if (whole.length > WHOLE_DIGITS || fraction.length > SCALE) return undefined;
  const magnitude = fraction ? `${whole}.${fraction}` : whole;
  return magnitude === "0" ? "0" : `${match[1]}${magnitude}`;
}

/** The canonical form of a JSON number, or `undefined` when a double cannot be trusted to be what was written. */
export function decimalOfNumber(value: number): string | undefined {
  if (Number.isSafeInteger(value)) return Math.abs(value) < 1e15 ? String(value + 0) : undefined;
  if (!Number.isFinite(value)) return undefined;
  const text = hundredthsOf(value) ?? String(value);
  // Short and without an exponent: as canonical as it is; only its digits after the point are counted.
  if (text.length <= SAFE_DIGITS && !text.includes("e"))
    return text.length - 1 - text.indexOf(".") <= SCALE ? text : undefined;
  return text.replace(/[-.]|e.*/g, "").replace(/^0+/, "").length > SAFE_DIGITS ? undefined : canonicalDecimal(text);
}

/**
 * What `String` gives, in a third of its time, for a positive number of hundredths that is no whole one; else
 * `undefined`. Two decimals of up to 15 digits never are the same double: the one found is the one that was written.
 */
function hundredthsOf(value: number): string | undefined {
  const hundredths = Math.round(value * 100);
  if (hundredths / 100 !== value || value < 1 || hundredths > 1e12) return undefined;
  const whole = Math.floor(hundredths / 100);
  const rest = hundredths - whole * 100;
  if (rest % 10 === 0) return `${whole}.${rest / 10}`;
  return rest < 10 ? `${whole}.0${rest}` : `${whole}.${rest}`;
}

/** A canonical decimal as a whole number of millionths. Throws on anything else: a bug of ours. */
export function toMicro(text: string): bigint {
  const match = PLAIN.exec(text);
  if (!match) throw new TypeError(`not a canonical decimal: ${text}`);
  const micro = BigInt(match[2] ?? "0") * MICRO + BigInt((match[3] ?? "").padEnd(SCALE, "0").slice(0, SCALE));
  return match[1] === "-" ? -micro : micro;
}

/** A whole number of millionths as a canonical decimal. */
export function fromMicro(micro: bigint): string {
  const sign = micro < 0n ? "-" : "";
  const size = micro < 0n ? -micro : micro;
  const fraction = (size % MICRO).toString().padStart(SCALE, "0").replace(/0+$/, "");
  return `${sign}${size / MICRO}${fraction ? `.${fraction}` : ""}`;
}
