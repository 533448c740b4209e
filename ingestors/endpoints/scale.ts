// Figures in thousands or millions, as the units they count: exact, and never more precise than what was said.
import { canonicalDecimal, fromMicro, toMicro } from "../../schemas/decimal.ts";
import { AnswerError } from "../../schemas/errors.ts";

/** A power of ten as decimal text: `1000`, `0.001`. */
export const FACTOR = /^(?:10{1,9}|0\.0{0,5}1)$/;

/**
 * Multiplies canonical decimals by a power of ten. Above 1 that is right only when the values have as many digits after
 * the point: 57 million people are not 57,000,000, they are any number that rounds to it.
 * @param said  the values of the answer as sent: together they show to how many digits they are told
 * @returns     from a figure to its product; `undefined` when that has more than 6 digits after the point
 * @throws {AnswerError} answer.shape: the factor would invent digits.
 */
export function scaled(factor: string, said: readonly unknown[]) {
  const power = factor.startsWith("0.") ? 2 - factor.length : factor.length - 1;
  const told = said.reduce<number>((most, value) => Math.max(most, digitsAfterPoint(value)), 0);
  if (power > told && said.some(isCount)) {
    const detail = `found values told to ${told} digits after the point, expected ${power} at least: times ${factor} would invent the others`;
    const hint = "ask the startup for the figures themselves, or declare a metric whose unit is the one that it uses";
    throw new AnswerError("answer.shape", detail, { hint });
  }
  const size = 10n ** BigInt(Math.abs(power));
  return (figure: string): string | undefined => {
    const micro = toMicro(figure);
    if (power > 0) return canonicalDecimal(fromMicro(micro * size));
    return micro % size === 0n ? fromMicro(micro / size) : undefined;
  };
}

function digitsAfterPoint(value: unknown): number {
  const text = typeof value === "number" || typeof value === "string" ? String(value) : "";
  return /[.,](\d+)\D*$/.exec(text)?.[1]?.length ?? 0;
}

/** Anything but "no figure" and 0, which is 0 in any unit. */
function isCount(value: unknown): boolean {
  return (typeof value === "number" || typeof value === "string") && Number(value) !== 0;
}
