// What a JSON value is, and how it is told in a message.

export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** The beginning of a value, as JSON; `nothing` where none stands. */
export function shorten(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 80);
}

/** A whole document by what it is: its keys, how long it is, or its beginning. */
export function told(document: unknown): string {
  if (isObject(document))
    return `object with ${Object.keys(document).slice(0, 12).join(", ").slice(0, 300) || "nothing in it"}`;
  if (Array.isArray(document)) return `a list of ${document.length}`;
  return document === null || document === undefined ? shorten(document) : `${typeof document} ${shorten(document)}`;
}
