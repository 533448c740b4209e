// Figures as sources write them. A value that could be read in two ways is not read at all.
import { canonicalDecimal, decimalOfNumber } from "../../schemas/decimal.ts";
import type { Edition } from "./edition.ts";

/** How numbers in text are written: `816004.5`, `816 004,5`, `816,004.5` or `816.004,5`. JSON numbers need no format. */
export const NUMBER_FORMATS = ["plain", "fr", "en", "points"] as const;
export type NumberFormat = (typeof NUMBER_FORMATS)[number];

const GAP = "[ \\u00a0\\u2009\\u202f]";
const FR = new RegExp(`^(-?)(\\d{1,3}(?:${GAP}\\d{3})+|\\d+)(?:,(\\d+))?(?:${GAP}?%)?$`);
/** 1,204 is 1.204 as a French writer means it, and 1204 as an English one does. */
const TWO_WAYS = /^-?[1-9]\d{0,2},\d{3}$/;
const POINTS = /^(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(?: ?%)?$/;
const EN = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(?: ?%)?$/;

/**
 * A JSON value as a figure: a canonical decimal; `null` for null ("no figure, said so"); `undefined` when it cannot be
 * read: missing, a boolean, a list, an object, empty text, a number beyond 15 digits, text in another format; from the
 * second edition on a share, which counts nothing, and French text that an English writer would mean otherwise.
 */
export function readFigure(value: unknown, format: NumberFormat, edition: Edition): string | null | undefined {
  if (typeof value === "number") return decimalOfNumber(value);
  if (value === null) return null;
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (edition >= 2 && (text.endsWith("%") || (COMMA_DECIMAL[format] && TWO_WAYS.test(text)))) return undefined;
  return readText(text, format);
}

const COMMA_DECIMAL: Readonly<Record<NumberFormat, boolean>> = { plain: false, fr: true, en: false, points: true };
const FORMS = { fr: FR, en: EN, points: POINTS } as const;

function readText(text: string, format: NumberFormat): string | undefined {
  if (format === "plain") return canonicalDecimal(text);
  const match = FORMS[format].exec(text.replace(/^\u2212/, "-"));
  if (!match) return undefined;
  const whole = (match[2] ?? "").replace(/\D/g, "");
  return canonicalDecimal(`${match[1] ?? ""}${whole}${match[3] === undefined ? "" : `.${match[3]}`}`);
}
