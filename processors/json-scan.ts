// Where values begin and end in the bytes of a JSON document, found without building them. It only looks at quotes and
// brackets: whoever relies on an end that it gives has the bytes up to there parsed.

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Position after the list or object that begins at `at`; `undefined`: none begins there, or it does not end. */
export function endOfGroup(bytes: Buffer, at: number): number | undefined {
  if (!opens(bytes[at])) return undefined;
  let depth = 0;
  for (let i = at; i < bytes.length; i += 1) {
    const byte = bytes[i];
    if (byte === QUOTE) i = endOfText(bytes, i) - 1;
    else if (opens(byte)) depth += 1;
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return undefined;
}

/** Position of the first byte inside the list that stands under these keys of nested objects; `undefined`: there is none. */
export function listUnder(bytes: Buffer, keys: readonly string[]): number | undefined {
  let at: number | undefined = afterSpace(bytes, bytes[0] === 0xef ? 3 : 0); // a byte-order mark
  for (const key of keys) {
    at = bytes[at] === OPEN_OBJECT ? valueUnder(bytes, at + 1, key) : undefined;
    if (at === undefined) return undefined;
  }
  return bytes[at] === OPEN_LIST ? at + 1 : undefined;
}

/** Position of the list's next element, or of its end; `at` is inside the list, between elements. */
export function nextElement(bytes: Buffer, at: number): { readonly at: number; readonly isEnd: boolean } {
  let next = afterSpace(bytes, at);
  if (bytes[next] === COMMA) next = afterSpace(bytes, next + 1);
  return { at: next, isEnd: bytes[next] === CLOSE_LIST };
}

/**
 * Whether none of the keys comes again, in its object, behind its value. A key that comes twice means its last value.
 * @param at  behind the innermost value
 */
export function areLast(bytes: Buffer, at: number, keys: readonly string[]): boolean {
  let next = at;
  for (const key of [...keys].reverse()) {
    next = afterSpace(bytes, next);
    if (bytes[next] === COMMA && valueUnder(bytes, next + 1, key) !== undefined) return false;
    while (bytes[next] === COMMA) next = afterSpace(bytes, afterMember(bytes, next + 1));
    next += 1; // the object's end
  }
  return true;
}

/** Position of the value of the first member with this key, from a member on. */
function valueUnder(bytes: Buffer, from: number, key: string): number | undefined {
  for (let at = afterSpace(bytes, from); bytes[at] === QUOTE; at = afterSpace(bytes, at + 1)) {
    const end = endOfText(bytes, at);
    const isIt = JSON.parse(bytes.toString("utf8", at, end)) === key;
    if (isIt) return startOfValue(bytes, end);
    at = afterSpace(bytes, endOfValue(bytes, startOfValue(bytes, end)));
    if (bytes[at] !== COMMA) return undefined;
  }
  return undefined;
}

function afterMember(bytes: Buffer, from: number): number {
  return endOfValue(bytes, startOfValue(bytes, endOfText(bytes, afterSpace(bytes, from))));
}
function startOfValue(bytes: Buffer, endOfKey: number): number {
  const colon = afterSpace(bytes, endOfKey);
  return afterSpace(bytes, bytes[colon] === COLON ? colon + 1 : colon);
}

function endOfValue(bytes: Buffer, at: number): number {
  const first = bytes[at];
  if (first === QUOTE) return endOfText(bytes, at);
  if (opens(first)) return endOfGroup(bytes, at) ?? bytes.length;
  let end = at;
  while (end < bytes.length && !endsScalar(bytes[end])) end += 1;
  return end;
}

function endOfText(bytes: Buffer, at: number): number {
  let end = at + 1;
  while (end < bytes.length && bytes[end] !== QUOTE) end += bytes[end] === BACKSLASH ? 2 : 1;
  return end + 1;
}

function opens(byte: number | undefined): boolean {
  return byte === OPEN_OBJECT || byte === OPEN_LIST;
}
function endsScalar(byte: number | undefined): boolean {
  return byte === COMMA || byte === CLOSE_LIST || byte === CLOSE_OBJECT || isSpace(byte);
}
function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
function afterSpace(bytes: Buffer, at: number): number {
  let next = at;
  while (isSpace(bytes[next])) next += 1;
  return next;
}
