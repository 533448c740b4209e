// Where a text ceases to be JSON. The engine's own message does not always say.

/** Line and column, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const SPACE = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these inside a text
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** The first place at which a text is not JSON, or `undefined` when it is JSON throughout. */
export function jsonFault(text: string): Position | undefined {
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.test(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const take = (sign: string): boolean => {
    skip(SPACE);
    if (!text.startsWith(sign, at)) return false;
    at += sign.length;
    return true;
  };
  const string = (): boolean => {
    skip(SPACE);
    return skip(STRING);
  };
  const list = (close: string, item: () => boolean): boolean => {
    if (take(close)) return true;
    do {
      if (!item()) return false;
    } while (take(","));
    return take(close);
  };
  const value = (): boolean => {
    if (take("{")) return list("}", () => string() && take(":") && value());
    if (take("[")) return list("]", value);
    return string() || skip(SCALAR);
  };
  const whole = value();
  skip(SPACE);
  if (whole && at === text.length) return undefined;
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
