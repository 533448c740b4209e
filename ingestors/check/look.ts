// A first look at bytes that nobody has described: JSON, a table, a page for people, or the reason why it is none of these.
import type { Said } from "../../schemas/check.ts";
import { AnswerError } from "../../schemas/errors.ts";
import { parseBody } from "../endpoints/body.ts";
import type { DELIMITERS, ENCODINGS } from "../endpoints/csv-settings.ts";
import { readTable } from "../endpoints/csv-table.ts";
import { headOnly, looksLike, preambleTold } from "./looks-like.ts";
import { faultSeen } from "./reader-fault.ts";

/** What came, and from where. */
export interface Sample {
  readonly bytes: Buffer;
  /** The address that people gave, or will pull. */
  readonly url: string;
  readonly contentType: string;
  /** The proposal's own question, where these bytes answer it. */
  readonly asked?: string;
}
export type Encoding = (typeof ENCODINGS)[number];
/** A CSV file as cells; the first line is still among them. */
export interface Cells {
  readonly lines: readonly (readonly string[])[];
  readonly delimiter: (typeof DELIMITERS)[number];
  readonly encoding: Encoding;
  readonly quote: '"' | "none";
}
export type Look =
  | { readonly form: "json"; readonly document: unknown }
  | { readonly form: "csv"; readonly cells: Cells }
  | { readonly form: "html"; readonly text: string }
  /** One JSON document a line: no kind reads these. */
  | { readonly form: "lines"; readonly count: number }
  /** `isTable`: it has columns, and they cannot be taken as they stand. */
  | { readonly form: "none"; readonly why: Said; readonly isTable?: true };

/** Never throws: what cannot be understood is a value. */
export function lookAt(sample: Sample): Look {
  try {
    return { form: "json", document: parseBody(sample) };
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error;
    if (error.code === "answer.html") return { form: "html", text: sample.bytes.toString("utf8") };
    const text = sample.bytes.toString("utf8").trim();
    const lines = text.split("\n");
    if (lines.length > 1 && lines.every((line) => /^\s*\{.*\}\s*$/.test(line))) {
      return { form: "lines", count: lines.length };
    }
    if (text === "" || /^[[{]/.test(text)) return { form: "none", why: faultSeen(error) };
    const table = tableOf(sample);
    if (table) return table;
    const empty = headOnly(text);
    return empty
      ? { form: "none", why: empty, isTable: true }
      : { form: "none", why: looksLike(text) ?? faultSeen(error) };
  }
}

/** Whether a document has nothing but empty lists: what would stand there cannot be seen. */
export function isEmpty(look: Look): boolean {
  return look.form === "json" && hasEmptyList(look.document);
}
function hasEmptyList(document: unknown): boolean {
  if (document === null || typeof document !== "object") return false;
  const inner = (Array.isArray(document) ? document : Object.values(document)).filter(
    (one) => one !== null && typeof one === "object",
  );
  return inner.length === 0 ? Object.keys(document).length === 0 : inner.every(hasEmptyList);
}

/** The delimiter that makes the most columns, in most lines alike; quotes that do not close are part of the text. */
function tableOf(sample: Sample): Look | undefined {
  for (const encoding of ["utf-8", "windows-1252"] as const) {
    for (const quote of ['"', "none"] as const) {
      const tried = ([";", ",", "\t"] as const).flatMap((delimiter) => {
        const lines = linesOf(sample, { delimiter, encoding, quote });
        const before = preambleTold(lines);
        const width = before ? lines.reduce((most, line) => Math.max(most, line.length), 0) : (lines[0]?.length ?? 0);
        const parted = lines.filter((line) => line.length > 1).length;
        const alike = lines.filter((line) => line.length === width).length;
        return width > 1 && parted >= lines.length * 0.8 ? [{ lines, delimiter, encoding, quote, alike, before }] : [];
      });
      const [best] = tried.sort((a, b) => b.alike - a.alike || (b.lines[0]?.length ?? 0) - (a.lines[0]?.length ?? 0));
      if (best?.before) return { form: "none", why: best.before, isTable: true };
      if (best && best.lines.length > 1) return { form: "csv", cells: best };
    }
  }
  return undefined;
}

function linesOf(sample: Sample, writing: Pick<Cells, "delimiter" | "encoding" | "quote">): Cells["lines"] {
  try {
    return readTable(sample, { ...writing, header: false, edition: 1 }, []).lines;
  } catch (error) {
    if (error instanceof AnswerError) return [];
    throw error;
  }
}
