// JSON Pointers (RFC 6901): how a place in a JSON document is written.

/** One key as it stands in a pointer. */
export const escapedKey = (key: PropertyKey): string => String(key).replaceAll("~", "~0").replaceAll("/", "~1");

/** Keys from the root on, as a pointer; "" for the root itself. */
export const pointerOf = (keys: readonly PropertyKey[]): string => keys.map((key) => `/${escapedKey(key)}`).join("");
