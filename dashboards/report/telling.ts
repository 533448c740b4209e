// What every part of a report's story is handed, and what it is made of.
import { type Format, formatFor, type Lang } from "../format.ts";
import { DICTIONARY } from "../words/dictionary.ts";
import type { Dictionary } from "../words/fr.ts";
import type { ReportWords } from "../words/fr-report.ts";
import { REPORT_WORDS } from "../words/report.ts";

/** One sentence: `lead` in bold, then what changed, then the rest. */
export interface Line {
  readonly lead: string;
  /** The service that the lead names; its page. `null`: it names none. */
  readonly startup: string | null;
  readonly strong: string;
  readonly tone: "good" | "bad" | "";
  readonly text: string;
}
export interface Lines {
  readonly title: string;
  readonly lines: readonly Line[];
  /** Under the lines. */
  readonly notes: readonly string[];
}
export interface Telling {
  readonly lang: Lang;
  readonly format: Format;
  readonly words: ReportWords;
  readonly common: Dictionary;
}

export function telling(lang: Lang): Telling {
  return { lang, format: formatFor(lang), words: REPORT_WORDS[lang], common: DICTIONARY[lang] };
}
