// How the registry writes: every scalar a text, null and nothing as "", stray spaces, and addresses with entities.
import { z } from "zod";

/** Text of a scalar: "" for null and for nothing, without the spaces around it. */
export const Scalar = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .optional()
  .transform((value) => (value === null || value === undefined ? "" : String(value).trim()));

/** A list of texts, or one alone; empty ones and repetitions are left out. */
export const Scalars = z
  .union([z.array(Scalar), Scalar])
  .transform((value) => [...new Set(typeof value === "string" ? [value] : value)].filter((text) => text !== ""));

/** YYYY-MM-DD, from a day or from an instant; years that the warehouse can hold. */
export const Day = Scalar.transform((text) => text.replace(/T.*$/, "")).pipe(
  z.iso.date().refine((day) => day >= "1900-01-01" && day < "2300-01-01", "a day from 1900 on"),
);
/** Advice only: what is no day is none. */
export const AdvisoryDay = Scalar.transform((text) => Day.safeParse(text).data ?? "");

const ENTITIES: Readonly<Record<string, string>> = {
  "&#x2F;": "/",
  "&#x3D;": "=",
  "&#x27;": "'",
  "&#39;": "'",
  "&quot;": '"',
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
};

/** An address that can be opened on the web, its HTML entities undone; "" for anything else. */
export function addressOf(text: string): string {
  const plain = text.replace(/&(?:#x2F|#x3D|#x27|#39|quot|lt|gt|amp);/gi, (found) => {
    const name = found.startsWith("&#x") ? `&#x${found.slice(3).toUpperCase()}` : found.toLowerCase();
    return ENTITIES[name] ?? found;
  });
  return URL.canParse(plain) && /^https?:$/.test(new URL(plain).protocol) ? plain : "";
}

/** `anct` of `/incubateurs/anct`, `lapins` of `/startups/lapins/`: ids are not paths. */
export function idOf(text: string): string {
  return text.replace(/^\/?(?:incubateurs|startups)\//, "").replace(/(?:\.html)?\/?$/, "");
}
