// Text columns of the Native format: each text with its length, or a dictionary of words and each row's place in it.
import type { GrowingBytes, Refuse } from "./growing-bytes.ts";

export function writeTexts(out: GrowingBytes, values: readonly unknown[], refuse: Refuse): void {
  for (let at = 0; at < values.length; at += 1) {
    const text = values[at];
    if (typeof text !== "string") refuse(at);
    else out.text(text);
  }
}

/** LowCardinality's own numbers: version 1; all words in this block's own dictionary, places so many bytes wide. */
const VERSION = 1;
const OWN_WORDS = 0x600;
const WIDTHS = [
  { words: 2 ** 8, Places: Uint8Array },
  { words: 2 ** 16, Places: Uint16Array },
  { words: 2 ** 32, Places: Uint32Array },
] as const;

export function writeWords(out: GrowingBytes, values: readonly unknown[], refuse: Refuse): void {
  if (values.length === 0) return;
  const { words, places } = dictionaryOf(values, refuse);
  const width = WIDTHS.findIndex((one) => words.length <= one.words);
  out.uint64(VERSION);
  out.uint64(OWN_WORDS + width);
  out.uint64(words.length);
  for (const word of words) out.text(word);
  out.uint64(values.length);
  const { Places } = WIDTHS[width] ?? WIDTHS[2];
  const narrowed = Places === Uint32Array ? places : new Places(places);
  out.add(new Uint8Array(narrowed.buffer));
}

function dictionaryOf(
  values: readonly unknown[],
  refuse: Refuse,
): { words: string[]; places: Uint32Array<ArrayBuffer> } {
  const known = new Map<string, number>();
  const words: string[] = [];
  const places = new Uint32Array(values.length);
  let last: unknown;
  let place = 0;
  for (let at = 0; at < values.length; at += 1) {
    const word = values[at];
    if (word !== last || at === 0) {
      if (typeof word !== "string") return refuse(at);
      last = word;
      place = known.get(word) ?? words.length;
      if (place === words.length) {
        known.set(word, place);
        words.push(word);
      }
    }
    places[at] = place;
  }
  return { words, places };
}
