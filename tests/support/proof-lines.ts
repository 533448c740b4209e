// The lines of a proof as a forger sees them: read, changed at will, and written with an end that fits.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// biome-ignore lint/suspicious/noExplicitAny: a forger heeds no schema
export type Line = Record<string, any>;

/** Head and facts, without the end. */
export function linesOf(folder: string, name: string): Line[] {
  const lines = readFileSync(join(folder, name), "utf8").trimEnd().split("\n");
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Line);
}

/** Writes them with the count and the hash that they have now: the end tells nothing any more. */
export function written(folder: string, name: string, lines: readonly Line[]): void {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  const sha256 = createHash("sha256").update(text).digest("hex");
  writeFileSync(join(folder, name), `${text}${JSON.stringify({ end: true, facts: lines.length - 1, sha256 })}\n`);
}
