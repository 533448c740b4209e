// Pushes as JSON: one row, rows, a document around rows; and one row a line.
import type { z } from "zod";
import { JsonRefused, parseJsonText } from "../../schemas/json-text.ts";
import { Document } from "../../schemas/push-request.ts";
import { type AskedRow, below, formFault, notUnderstood, shownShort, type Unit } from "./form.ts";

const UTF8 = new TextDecoder("utf-8", { fatal: true });

/** @throws {RequestRefused} RELEVE_USAGE when the bytes are not UTF-8. */
export function textOf(bytes: Buffer): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw notUnderstood([formFault("", "bytes", "UTF-8")]);
  }
}

/** @throws {RequestRefused} RELEVE_USAGE when the text is not JSON, or JSON that can be read in two ways. */
export function jsonIn(text: string, pointer = ""): unknown {
  try {
    return parseJsonText(text);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof JsonRefused)) throw error;
    throw notUnderstood([formFault(pointer, error.message, "JSON (RFC 8259)")]);
  }
}

/** Rows as they stand in a JSON value, which stands at `pointer`. @param first  number of the first row */
export function unitOf(json: unknown, pointer: string, first: number): Unit {
  if (Array.isArray(json)) return { key: undefined, pointer, rows: rowsIn(json, pointer, first), ignored: 0 };
  const isDocument = typeof json === "object" && json !== null && "figures" in json;
  if (!isDocument) return { key: undefined, pointer, rows: rowsIn([json], pointer, first, true), ignored: 0 };
  const parsed = Document.safeParse(json);
  if (!parsed.success) throw notUnderstood(faultsIn(parsed.error, json, pointer));
  const { id: key, figures, ...around } = parsed.data;
  return {
    ...around,
    key,
    keyAt: below(pointer, "id"),
    pointer,
    rows: rowsIn(figures, below(pointer, "figures"), first),
    ignored: 0,
  };
}

/** One JSON row a line; empty lines are passed over. A line that is not JSON is a row that is not taken. */
export function linesUnit(text: string): Unit {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const rows = lines.map((line, at): AskedRow => ({ row: at + 1, pointer: below("", at), ...lineValue(line) }));
  return { key: undefined, pointer: "", rows, ignored: 0 };
}

function lineValue(line: string): Pick<AskedRow, "value" | "unread"> {
  try {
    return { value: parseJsonText(line) };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof JsonRefused)
      return { value: undefined, unread: error.message };
    throw error;
  }
}

function rowsIn(values: readonly unknown[], pointer: string, first: number, alone = false): AskedRow[] {
  return values.map((value, at) => ({ row: first + at, pointer: alone ? pointer : below(pointer, at), value }));
}

/** What is wrong around rows: each place, with what a schema expects there. */
export function faultsIn(error: z.ZodError, json: unknown, pointer: string) {
  return error.issues.flatMap((issue) => {
    const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return paths.map((path) => {
      const found = path.reduce<unknown>(
        (value, key) =>
          typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
        json,
      );
      const at = below(pointer, ...path.map((key) => (typeof key === "symbol" ? String(key) : key)));
      if (issue.code === "unrecognized_keys")
        return {
          ...formFault(at, shownShort(found), Object.keys(Document.shape).join(", ")),
          code: "field.unknown" as const,
        };
      return formFault(at, shownShort(found), expectedAt(path));
    });
  });
}

/** The schema's own form of what stands somewhere, in words that need no language. */
function expectedAt([name, ...rest]: readonly PropertyKey[]): string {
  const known: Record<string, string> = {
    id: "1-200 × [!-~]",
    startup: "slug",
    source: "[a-z0-9-]",
    asAt: "2026-11-20T10:00:00Z",
    figures: "[…]",
  };
  if (typeof name !== "string") return "{…}";
  if (name === "scope")
    return rest.length === 0 ? '{"metrics": […], "levels": […]}' : `scope.${rest.map(String).join(".")}: docs/push.md`;
  return known[name] ?? "docs/push.md";
}
