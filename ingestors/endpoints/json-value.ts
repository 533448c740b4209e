// What a JSON value is, and how it is told in a message.

export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** The beginning of a value, as JSON; `nothing` where none stands. */
export function shorten(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 80);
}

/** A document by its keys, where it has some; else by its beginning. */
export function told(document: unknown): string {
  if (!isObject(document)) return shorten(document);
  return `an object with ${Object.keys(document).slice(0, 12).join(", ").slice(0, 300) || "nothing in it"}`;
}
