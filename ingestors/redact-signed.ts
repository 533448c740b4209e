// Signed tokens (JWT): a header, a payload and a signature in base64url, parted by dots. Found in linear time.

/** How JSON objects begin in base64. */
const OBJECT = "eyJ";
/** Shorter parts are of no token. */
const LEAST = 8;
const RUN = /[\w-]*/y;

/** The text with each signed token replaced by a mark; the same text when there is none. */
export function withoutSigned(text: string, mark: string): string {
  const parts: string[] = [];
  let kept = 0;
  for (let at = text.indexOf(`.${OBJECT}`); at !== -1; at = text.indexOf(`.${OBJECT}`, at + 1)) {
    if (at < kept) continue;
    let start = at;
    while (start > kept && /[\w-]/.test(text[start - 1] ?? "")) start--;
    if (at - start < LEAST || !text.startsWith(OBJECT, start)) continue;
    const payload = runEnd(text, at + 1);
    if (text[payload] !== ".") continue;
    const end = runEnd(text, payload + 1);
    if (end - payload <= LEAST) continue;
    parts.push(text.slice(kept, start), mark);
    kept = end;
  }
  return parts.length === 0 ? text : parts.join("") + text.slice(kept);
}

function runEnd(text: string, from: number): number {
  RUN.lastIndex = from;
  return from + (RUN.exec(text)?.[0].length ?? 0);
}
