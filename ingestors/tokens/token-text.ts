// A token as its bearer writes it: `releve_`, 160 random bits in base 62, and a checksum that tells a slip of the hand.
import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const PREFIX = "releve_";
const RANDOM_BYTES = 20;
/** 160 bits take 27 digits in base 62, 32 bits take 6. */
const [BITS_LENGTH, SUM_LENGTH] = [27, 6];
const FORM = new RegExp(`^${PREFIX}[0-9A-Za-z]{${BITS_LENGTH + SUM_LENGTH}}$`);

/** A new token. It is to be shown once, and kept by nobody but its bearer. @param random  20 bytes, for tests */
export function newTokenText(random: Uint8Array = randomBytes(RANDOM_BYTES)): string {
  const start = PREFIX + base62(BigInt(`0x${Buffer.from(random).toString("hex")}`), BITS_LENGTH);
  return start + sumOf(start);
}

/** Whether a text has the form of a token and its checksum: no more, it may be nobody's. */
export function isTokenText(text: string): boolean {
  return FORM.test(text) && text.endsWith(sumOf(text.slice(0, -SUM_LENGTH)));
}

const sumOf = (start: string) => base62(BigInt(crc32(start)), SUM_LENGTH);

function base62(value: bigint, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest /= 62n) text = ALPHABET.charAt(Number(rest % 62n)) + text;
  return text;
}
