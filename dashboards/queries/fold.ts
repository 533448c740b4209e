// Names as people type them: without case, accents or marks, "st" for "saint". Pure.

const WORDS: Readonly<Record<string, string>> = { st: "saint", ste: "sainte", sts: "saints", stes: "saintes" };

/** The words of a text: `Saint-Denis-d'Oléron` and `st denis d oleron` give the same. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae");
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => WORDS[word] ?? word);
}

/** The words as one text, a space before each: `" saint denis"`, so that `" den"` finds the start of a word. */
export const folded = (text: string) =>
  wordsOf(text)
    .map((word) => ` ${word}`)
    .join("");
