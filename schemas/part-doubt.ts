// A value of an answer that says nothing: where it stands, what stands there, and what to do. Written once, read by people.
import type { PartCode } from "./errors.ts";

/** One value, or two that contradict each other. */
export interface Unread {
  /** JSON Pointer, or record and column; `row 3` where the reader cannot tell: counted among the rows that it read, from 1. */
  readonly pointer: string;
  /** As `quoted` writes it. */
  readonly text: string;
  /** The figure's place, in words. */
  readonly cell: string;
  /** Another value for the same place. */
  readonly other?: { readonly pointer: string; readonly text: string };
}
/** So many are told of one metric of one answer; all are counted. */
export const UNREAD_TOLD = 5;
const TEXT_LIMIT = 40;
/** Enough of a long text to see that it is an address. */
const LOOKED_AT = 400;
const POINTER_LIMIT = 200;

/** The beginning of a value as JSON; what is no text, number, boolean or null, by its kind. Never more than one line. */
export function quoted(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string") return String(value);
  // Kept bytes have no e-mail addresses any more; what is only looked at, before it is kept, has.
  const text = value.slice(0, LOOKED_AT).replace(/[^\s"]+(?:@|%40)[^\s"]+/gi, "redacted");
  return JSON.stringify(text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT - 1)}…` : text);
}

/** What is told of the first ones: `/24/value = "N/A" (france, month of 2024-12-01); …`. @param count  of all */
export function detailOf(first: readonly Unread[], count: number): string {
  const told = first.map(({ pointer, text, cell, other }) => {
    const beside = other ? `, ${short(other.pointer)} = ${other.text}` : "";
    return `${short(pointer)} = ${text}${beside} (${cell})`;
  });
  return [...told, ...(count > first.length ? [`and ${count - first.length} more`] : [])].join("; ");
}
const short = (pointer: string) =>
  pointer.length > POINTER_LIMIT ? `${pointer.slice(0, POINTER_LIMIT - 1)}…` : pointer;

/** Where the first one of a detail stands, and its text; both "" when it tells none. */
export function firstOf(detail: string): { readonly pointer: string; readonly text: string } {
  const found = /^(.*?) = ("(?:[^"\\]|\\.)*"|[^,(]*[^,( ])/s.exec(detail);
  return { pointer: found?.[1] ?? "", text: found?.[2] ?? "" };
}

/** What to do about a value that could not be read. @param text  as `quoted` writes it */
export function hintOfText(text: string): string {
  if (text === "nothing") return "ask the startup why no value stands there; null says that there is no figure";
  if (text === "true" || text === "false")
    return "a boolean is no figure: does the mapping's value point at the right key?";
  if (/^(?:a list|an object)/.test(text))
    return "the mapping's value points at a group, not at a number: go on to the number in it";
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
/** What to do about a part of an answer that says nothing. */
export function hintOfPart(code: PartCode, detail: string): string {
  return code === "value.unreadable" ? hintOfText(firstOf(detail).text) : HINTS[code];
}
