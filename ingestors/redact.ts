// Personal data stops here: e-mail addresses are taken out of the bytes before they are hashed or kept.

const WORD = 0;
const isLocal = table("!#$%&'*+-./=?^_`~\\", true);
const isDomain = table(".-", true);
const isDigit = table("", false);
/** "@" as it is written in text, in a URL (once and twice), in escaped JSON and in HTML. */
const SIGNS = ["@", "%40", "%2540", "\\u0040", "&#64;", "&#064;", "&#x40;", "&#X40;", "&commat;"];
const MARK = Buffer.from("redacted");
/** RFC 5321: 64 before the sign, 255 after it; escapes of a letter take six bytes. */
const LOCAL_LIMIT = 64 * 6;
const DOMAIN_LIMIT = 255;

/**
 * The bytes without e-mail addresses, each replaced by the word `redacted`, and how many there were.
 * Works on bytes in linear time, whatever their encoding; the same bytes are given back when there are none.
 */
export function redactEmails(bytes: Buffer): { readonly bytes: Buffer; readonly redacted: number } {
  const parts: Buffer[] = [];
  let kept = 0;
  let redacted = 0;
  for (const [at, length] of signs(bytes)) {
    if (at < kept) continue;
    let start = at;
    while (start > kept && at - start < LOCAL_LIMIT && isLocal[bytes[start - 1] ?? WORD]) start--;
    let end = at + length;
    while (end < bytes.length && end - at < DOMAIN_LIMIT && isDomain[bytes[end] ?? WORD]) end++;
    if (start === at || !/^[^.].*\.[A-Za-z\x80-\xff]{2,}[.-]*$/.test(bytes.toString("latin1", at + length, end)))
      continue;
    parts.push(bytes.subarray(kept, start), MARK);
    kept = end;
    redacted++;
  }
  return redacted === 0 ? { bytes, redacted } : { bytes: Buffer.concat([...parts, bytes.subarray(kept)]), redacted };
}

const TOKEN_START = "releve_";
const TOKEN_LEAST = 20;

/** The bytes without what looks like a token of Relevé, each replaced by the word `redacted`. */
export function redactTokens(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  let kept = 0;
  for (let at = bytes.indexOf(TOKEN_START); at !== -1; at = bytes.indexOf(TOKEN_START, at + 1)) {
    let end = at + TOKEN_START.length;
    while (end < bytes.length && isDigit[bytes[end] ?? WORD]) end++;
    if (end - at < TOKEN_LEAST) continue;
    parts.push(bytes.subarray(kept, at), MARK);
    kept = end;
  }
  return parts.length === 0 ? bytes : Buffer.concat([...parts, bytes.subarray(kept)]);
}

/** Where each sign stands, in order, with its length. */
function signs(bytes: Buffer): (readonly [at: number, length: number])[] {
  const found: (readonly [number, number])[] = [];
  for (const sign of SIGNS) {
    for (let at = bytes.indexOf(sign); at !== -1; at = bytes.indexOf(sign, at + sign.length)) {
      found.push([at, sign.length]);
    }
  }
  return found.sort(([a], [b]) => a - b);
}

/** Letters, digits, bytes beyond ASCII and some more. */
function table(more: string, beyond: boolean): boolean[] {
  return Array.from({ length: 256 }, (_, byte) =>
    byte >= 0x80 ? beyond : /[A-Za-z0-9]/.test(String.fromCharCode(byte)) || more.includes(String.fromCharCode(byte)),
  );
}
