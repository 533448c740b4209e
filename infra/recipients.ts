// The file of the report's readers: an address a line, its language, remarks.
import { readFileSync } from "node:fs";
import { ReleveError } from "../schemas/errors.ts";

export interface Recipient {
  readonly address: string;
  readonly lang: "fr" | "en";
}
const LINE = /^([^\s@<>,;]+@[^\s@<>,;]+)(?:\s+(fr|en))?$/;

/**
 * The readers that a file names, each once.
 * @throws {ReleveError} RELEVE_CONFIG with every line that cannot be read, or when the file cannot.
 */
export function readRecipients(path: string): Recipient[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const hint = "let RELEVE_MAIL_TO name a file with one e-mail address a line";
    throw new ReleveError(
      "RELEVE_CONFIG",
      `the readers' file ${path} cannot be read: ${(error as Error).message}`,
      hint,
    );
  }
  return recipientsOf(text, path);
}

/** The same from the file's text. */
export function recipientsOf(text: string, path: string): Recipient[] {
  const found = new Map<string, Recipient>();
  const faults: number[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.replace(/#.*$/, "").trim();
    if (line === "") continue;
    const [, address, lang = "fr"] = LINE.exec(line) ?? [];
    if (address === undefined) faults.push(index + 1);
    else found.set(address.toLowerCase(), { address, lang: lang as Recipient["lang"] });
  }
  if (faults.length > 0)
    throw new ReleveError(
      "RELEVE_CONFIG",
      `${path}, line ${faults.join(", ")}: not an address, or more than one`,
      "write one address a line, then fr or en when you like: ada@example.org en",
    );
  return [...found.values()];
}
