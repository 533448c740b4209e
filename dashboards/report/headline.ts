// The report's first sentence: at most two clauses, the most notable first, from facts of the week or first known in it.
import { toMicro } from "../../schemas/decimal.ts";
import { formatFor, LANGS, type Lang } from "../format.ts";
import { difference } from "../queries/totals.ts";
import type { Moved, Movement, Report, Revision } from "../shapes/report.ts";
import type { ReportWords } from "../words/fr-report.ts";
import { REPORT_WORDS } from "../words/report.ts";

const CLAUSES = 2;
/** A revision is news from the tenth part of the figure on. */
const GREAT = 10n;
/** In this order after what moved and what fell silent. */
const MOVES = ["transfer", "stop", "entry", "back", "gone", "launch"] as const;

export interface Notable extends Pick<Report, "movements" | "moved" | "revisions"> {
  /** Services whose source was well at the report before, and is cut, or held, now. */
  readonly cut: readonly string[];
  readonly held: readonly string[];
}

/** The sentence in each language; `notable` is false when nothing is worth a clause. */
export function headlineOf(notable: Notable): Pick<Report, "sentence" | "notable"> {
  const say = (lang: Lang) => clausesOf(notable, lang).slice(0, CLAUSES).join(REPORT_WORDS[lang].sentence.join);
  const [fr, en] = LANGS.map(say) as [string, string];
  if (fr !== "") return { sentence: { fr, en }, notable: true };
  return { sentence: { fr: REPORT_WORDS.fr.sentence.nothing, en: REPORT_WORDS.en.sentence.nothing }, notable: false };
}

function clausesOf({ movements, moved, revisions, cut, held }: Notable, lang: Lang): string[] {
  const words = REPORT_WORDS[lang];
  const { sentence } = words;
  const names = (kind: Movement["kind"]) =>
    movements.filter((one) => one.kind === kind).map(({ startup }) => startup.name);
  const clause = (of: readonly string[], text: (names: readonly string[]) => string) =>
    of.length > 0 ? [text(of)] : [];
  const phases = movements.filter(({ kind }) => kind === "phase");
  return [
    ...clause(names("national"), sentence.national),
    ...moved.slice(0, 1).map((one) => movedClause(one, words, lang)),
    ...clause(cut, sentence.cut),
    ...MOVES.flatMap((kind) => clause(names(kind), sentence[kind])),
    ...clause(
      phases.map(({ startup }) => startup.name),
      (of) => sentence.phase(of, words.phase(phases[0]?.to ?? "")),
    ),
    ...clause(held, sentence.held),
    ...clause([...new Set(revisions.filter(isGreat).map(({ startup }) => startup.name))], sentence.revised),
  ];
}

/** A tenth or more: sources complete their last weeks all the time, which is no news. What ceased is no correction. */
function isGreat({ old, new: now }: Revision): boolean {
  if (old === null || now === null) return false;
  const [before, size] = [toMicro(old), toMicro(difference(now, old))];
  return (size < 0n ? -size : size) * GREAT >= (before < 0n ? -before : before);
}

function movedClause({ name, metric, change, value, grain }: Moved, words: ReportWords, lang: Lang): string {
  const format = formatFor(lang);
  const counted = (text: string) => words.counted(text, metric.unit[lang]);
  if (metric.kind === "flow" || metric.kind === "distinct")
    return words.sentence.flow(name, counted(format.number(value)), format.signed(change));
  const size = counted(format.number(change.replace("-", "")));
  return change.startsWith("-") ? words.sentence.loss(name, size, grain) : words.sentence.gain(name, size, grain);
}
