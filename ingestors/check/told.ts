// What kinds tell of an answer, in both languages; and the same as a reply writes it, each language in a field of its own.
import type { Finding, Refused, Said } from "../../schemas/check.ts";

/** Keys, columns and settings are the same in both languages: they are plain text. */
type Named = string | Said;
/** One thing that was found. */
export interface Found extends Pick<Finding, "about" | "confidence"> {
  readonly found: Named;
  readonly evidence: Said;
}
/** What is there and is not read. */
export interface Left {
  readonly what: Named;
  readonly why: Said;
}

export function tellFound({ about, found, confidence, evidence }: Found): Finding {
  const read = both(found);
  return { about, found: read.en, foundFr: read.fr, confidence, evidence: evidence.en, evidenceFr: evidence.fr };
}

export function tellLeft({ what, why }: Left): Refused {
  const left = both(what);
  return { what: left.en, whatFr: left.fr, why: why.en, whyFr: why.fr };
}

export const WHOLE_ANSWER: Said = { fr: "toute la réponse", en: "the whole answer" };

function both(named: Named): Said {
  return typeof named === "string" ? { fr: named, en: named } : named;
}
