// What is wrong with a directory file, told so that whoever wrote it can mend it: where, found, expected, what to do.

import type { z } from "zod";
import { ReleveError } from "../schemas/errors.ts";
import { pointerOf } from "../schemas/json-pointer.ts";

export interface Fault {
  readonly file: string;
  /** JSON Pointer inside the file, or `line 3, column 7` of a file that is not JSON. */
  readonly at: string;
  readonly found: string;
  readonly expected: string;
  readonly hint: string;
}
type Issue = z.core.$ZodIssue;
const FOUND_CHARS = 120;

/** The faults that a schema finds in a value, which stands at `base` in its file. */
export function faultsOf(error: z.ZodError, value: unknown, file: string, base = ""): Fault[] {
  return error.issues.flatMap((issue) => {
    const keys = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return keys.map((path) => ({
      file,
      at: base + pointerOf(path) || "/",
      found: shown(path.reduce(inside, value), path),
      ...wanted(issue),
    }));
  });
}

/** The same in a line each: where, what was found, and what is expected. */
export function linesOf(error: z.ZodError, value: unknown, base = ""): string[] {
  return faultsOf(error, value, "", base).map(
    ({ at, found, expected }) => `${at}: found ${found}, expected ${expected}`,
  );
}

/** One error that lists every fault, file by file. */
export function directoryError(faults: readonly Fault[]): ReleveError {
  const lines = faults.map(
    ({ file, at, found, expected, hint }) =>
      `  ${file}\n    at        ${at}\n    found     ${found}\n    expected  ${expected}\n    do        ${hint}`,
  );
  const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
  return new ReleveError(
    "RELEVE_DIRECTORY",
    `${count} in the directory\n${lines.join("\n")}`,
    "correct the files and start again; docs/endpoints tells what each kind needs",
  );
}

function wanted(issue: Issue): { expected: string; hint: string } {
  switch (issue.code) {
    case "custom": {
      const { expected = issue.message, hint = "correct this value" } = (issue.params ?? {}) as Partial<Fault>;
      return { expected, hint };
    }
    case "unrecognized_keys":
      return { expected: "no such key here", hint: "correct its spelling, or remove it" };
    case "invalid_type":
      return { expected: TYPES[issue.expected] ?? issue.expected, hint: "correct this value" };
    case "invalid_value":
      return { expected: `one of ${issue.values.map(String).join(", ")}`, hint: "choose one of them" };
    case "invalid_key":
      return { expected: issue.issues[0]?.message ?? "another key", hint: "rename this key" };
    default:
      return { expected: issue.message.replace(/^Invalid (input|string): /, ""), hint: "correct this value" };
  }
}

/** What the validator calls them → what people do. */
const TYPES: Readonly<Record<string, string>> = {
  ...{ int: "a whole number", number: "a number", string: "a text", boolean: "true or false" },
  ...{ object: "an object", record: "an object", array: "a list", null: "null" },
};

function inside(value: unknown, key: PropertyKey): unknown {
  return value !== null && typeof value === "object" ? (value as Record<PropertyKey, unknown>)[key] : undefined;
}

/** What was found, without what may be secret or somebody's address: header values, texts with an @, and queries and users of URLs. */
export function shown(value: unknown, path: readonly PropertyKey[] = []): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") {
    if (path.includes("headers")) return `a text of ${value.length} characters`;
    if (URL.canParse(value)) {
      const url = new URL(value);
      if (url.host !== "") return `"${url.protocol}//${url.host}${url.pathname}${url.search && "?…"}"`;
    }
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return "an object";
  const text = JSON.stringify(value) ?? String(value);
  return text.includes("@") ? `a text of ${text.length - 2} characters, with an @` : text.slice(0, FOUND_CHARS);
}
