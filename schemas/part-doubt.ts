// A value of an answer that says nothing: where it stands, what stands there, and whose figure it is. Kept as it was found
// (table `findings`), and worded where it is shown.
import { z } from "zod";
import type { PartCode } from "./errors.ts";
import { Grain } from "./period.ts";
import { Level } from "./territory.ts";

/** `unknown`: its reader cannot tell where the value stood. */
const KINDS = ["value", "nothing", "list", "object", "unknown"] as const;
const stands = {
  pointer: z
    .string()
    .describe("JSON Pointer, or record and column; `row 3`: counted among the rows that were read, from 1"),
  kind: z.enum(KINDS).describe("what stands there; unknown: the reader cannot tell"),
  text: z.string().describe("of a value its beginning as JSON, of a list its length, else empty"),
};
const Stands = z.strictObject(stands);
export type Stands = z.infer<typeof Stands>;

/** One value, or two that contradict each other. */
export const Unread = z.strictObject({
  ...stands,
  place: z.strictObject({
    level: Level,
    code: z.string().nullable().describe("as it was reported, shortened; null: none could be read"),
    period: z
      .strictObject({ grain: Grain, first: z.iso.date() })
      .nullable()
      .optional()
      .describe("null: no date could be read; left out: a state has none"),
    dims: z.string().describe("its other dimensions, shortened"),
  }),
  other: Stands.optional().describe("another value for the same place"),
});
export type Unread = z.infer<typeof Unread>;
const UnreadList = z.array(Unread);

/** So many are told of one metric of one answer; all are counted. */
export const UNREAD_TOLD = 5;
const TEXT_LIMIT = 40;
/** Enough of a long text to see that it is an address. */
const LOOKED_AT = 400;
const POINTER_LIMIT = 200;

/** What stands at a place. Never more than one line. */
export function standing(pointer: string, value: unknown): Stands {
  const at = pointer.length > POINTER_LIMIT ? `${pointer.slice(0, POINTER_LIMIT - 1)}…` : pointer;
  if (value === undefined) return { pointer: at, kind: "nothing", text: "" };
  if (Array.isArray(value)) return { pointer: at, kind: "list", text: String(value.length) };
  if (typeof value === "object" && value !== null) return { pointer: at, kind: "object", text: "" };
  if (typeof value !== "string") return { pointer: at, kind: "value", text: String(value) };
  // Kept bytes have no e-mail addresses any more; what is only looked at, before it is kept, has.
  const text = value.slice(0, LOOKED_AT).replace(/[^\s"]+(?:@|%40)[^\s"]+/gi, "redacted");
  const short = text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT - 1)}…` : text;
  return { pointer: at, kind: "value", text: JSON.stringify(short) };
}

/** The first ones, as a finding keeps them. */
export const written = (first: readonly Unread[]): string => JSON.stringify(first);

/** Whether a finding keeps values, not a sentence. */
export const isList = (detail: string): boolean => detail.startsWith("[");

/** The first ones of a finding; none where it keeps a sentence: `rows.without-cell`, and values of a warehouse that was filled before they were kept so. */
export function unreadIn(detail: string): readonly Unread[] {
  return isList(detail) ? UnreadList.parse(JSON.parse(detail)) : [];
}

/** What to do about a value that could not be read. */
export function hintOf({ kind, text }: Pick<Stands, "kind" | "text">): string {
  if (kind === "unknown") return "compare the answer with the mapping: numbers, and where the value stands";
  if (kind === "nothing") return "ask the startup why no value stands there; null says that there is no figure";
  if (text === "true" || text === "false")
    return "a boolean is no figure: does the mapping's value point at the right key?";
  if (kind !== "value") return "the mapping's value points at a group, not at a number: go on to the number in it";
  if (!text.startsWith('"'))
    return "a number beyond 15 digits, or 6 after the point, is sent as text, or rounded by its sender";
  if (/^"\s*"$/.test(text))
    return "ask the startup for null where there is no figure; of a CSV file, name the empty text in nulls";
  if (/\d/.test(text))
    return "check how numbers are written (numbers: plain, fr or en in the mapping), then pull again; percentages count nothing";
  return "this text is no number: ask the startup for null where there is no figure; of a CSV file, name the text in nulls";
}

const HINTS: Readonly<Record<Exclude<PartCode, "value.unreadable">, string>> = {
  "cell.twice":
    'keep one of both rows: ask the startup which is right, filter the other away with "where", or add them up with "combine"',
  "rows.without-cell": "check period and territory of the mapping: level, format of dates, form of codes",
};
/** What to do about a part of an answer that says nothing. @param first  of its values */
export function hintOfPart(code: PartCode, [first]: readonly Unread[]): string {
  return code === "value.unreadable" ? hintOf(first ?? { kind: "unknown", text: "" }) : HINTS[code];
}
