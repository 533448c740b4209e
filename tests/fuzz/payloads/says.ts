// What bytes say, worked out a second time and in the plainest way: the oracle. Nothing of the readers is used here.

export type Format = "plain" | "fr" | "en";
const GAPS = [" ", "\u00a0", "\u2009", "\u202f"];
const isDigits = (text: string) => text !== "" && [...text].every((sign) => sign >= "0" && sign <= "9");

/** A text as a figure, written in a format; `undefined`: it is none that can be read in one way only. */
export function textSays(raw: string, format: Format): string | undefined {
  const text = format === "plain" ? raw.trim() : bare(raw.trim());
  if (format === "fr" && isTwoThings(raw.trim())) return undefined;
  const sign = text.startsWith("-") ? "-" : "";
  const parts = text.slice(sign.length).split(format === "fr" ? "," : ".");
  const [head = "", tail] = parts;
  if (parts.length > 2 || (tail !== undefined && !isDigits(tail))) return undefined;
  const groups = format === "plain" ? [head] : split(head, format === "fr" ? GAPS : [","]);
  if (!groups.every(isDigits)) return undefined;
  const [first = "", ...others] = groups;
  if (others.length > 0 && (first.length > 3 || others.some((group) => group.length !== 3))) return undefined;
  return decimal(sign, groups.join(""), tail ?? "");
}

/** Without a typographic minus. */
function bare(text: string): string {
  return text.startsWith("\u2212") ? `-${text.slice(1)}` : text;
}

/** 1,204 is a little more than one to a French writer, and more than a thousand to an English one. */
function isTwoThings(text: string): boolean {
  const [head = "", tail = "", ...others] = text.replace("-", "").split(",");
  return (
    others.length === 0 &&
    isDigits(head) &&
    head.length <= 3 &&
    !head.startsWith("0") &&
    isDigits(tail) &&
    tail.length === 3
  );
}

function split(text: string, signs: readonly string[]): string[] {
  return signs.reduce((parts, sign) => parts.flatMap((part) => part.split(sign)), [text]);
}

/** Canonical; at most 32 digits before and 6 after the point. */
function decimal(sign: string, head: string, tail: string): string | undefined {
  let [whole, fraction] = [head, tail];
  while (whole.length > 1 && whole.startsWith("0")) whole = whole.slice(1);
  while (fraction.endsWith("0")) fraction = fraction.slice(0, -1);
  if (whole.length > 32 || fraction.length > 6) return undefined;
  const size = fraction === "" ? whole : `${whole}.${fraction}`;
  return size === "0" ? "0" : sign + size;
}

/** A JSON number, as it is written: exactly, or not at all beyond 15 significant digits. */
export function numberSays(literal: string): string | undefined {
  const [mantissa = "", exponent = "0"] = literal.toLowerCase().split("e");
  const sign = mantissa.startsWith("-") ? "-" : "";
  const [head = "", tail = ""] = mantissa.slice(sign.length).split(".");
  let digits = head + tail;
  let point = head.length + Number(exponent);
  while (digits.startsWith("0")) {
    digits = digits.slice(1);
    point -= 1;
  }
  while (digits.endsWith("0")) digits = digits.slice(0, -1);
  if (digits === "") return "0";
  if (digits.length > 15 || point > 15 || digits.length - point > 6) return undefined;
  if (point <= 0) return decimal(sign, "0", "0".repeat(-point) + digits);
  const padded = digits.padEnd(point, "0");
  return decimal(sign, padded.slice(0, point), padded.slice(point));
}

/** A value of a JSON document, as it stands there, as a figure. */
export function jsonSays(raw: string, format: Format): string | null | undefined {
  if (raw === "null") return null;
  if (raw.startsWith('"')) return textSays(JSON.parse(raw) as string, format);
  return /^[-\d]/.test(raw) ? numberSays(raw) : undefined;
}
