// Query parameters for a chdb connection, bound by the engine: the text of each is read by its declared type.
import type { Param } from "../../schemas/ports.ts";

/**
 * SET statements that bind parameters for the SQL after them. chdb's own binding (`query_params`) runs such queries one
 * at a time in the whole process, so that a slow one blocks every other; SET binds within one connection.
 * @param texts  name → text as in ClickHouse's HTTP parameters (`param_<name>`)
 */
export function bindingOf(texts: Readonly<Record<string, string>>): string {
  return Object.entries(texts)
    .map(([name, text]) => `SET param_${name} = '${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}';\n`)
    .join("");
}

/** The first `{name:Type}` of the SQL without a value: a SET outlives its query, so it would see an older one. */
export function unboundIn(sql: string, names: readonly string[]): string | undefined {
  for (const [, name = ""] of sql.matchAll(/\{\s*([A-Za-z_]\w*)\s*:\s*[A-Z]/g)) if (!names.includes(name)) return name;
  return undefined;
}

/** A parameter's text: escaped as in TSV at the top, quoted inside a list. */
export function textOf(value: Param): string {
  if (typeof value === "string") return escaped(value);
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "number") return String(value);
  const items: readonly (string | number)[] = value;
  return `[${items.map((item) => (typeof item === "string" ? `'${escaped(item)}'` : String(item))).join(",")}]`;
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "'": "\\'", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function escaped(text: string): string {
  return text.replace(/[\\'\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}
