// How a change is told: over which span, and against what. What was chosen decides the words, so they never name another span.
import type { Choice } from "../choice.ts";
import type { Change } from "../figure.ts";
import type { View } from "./view.ts";

type Flow = Extract<Change, { kind: "flow" }>;
/** Of the span itself; four weeks where none was chosen, or all. */
type Told = "4s" | "13s" | "12m" | "between";
function toldOf({ length, between }: Choice): Told {
  return between ? "between" : length === "13s" || length === "12m" ? length : "4s";
}

/** Of which time a total of periods is. */
export function overFlow({ words, format, choice }: View): string {
  const told = toldOf(choice);
  if (told === "4s") return words.figure.since;
  if (told !== "between") return words.periods.over[told];
  return choice.between
    ? words.periods.between(format.date(choice.between.first), format.date(choice.between.last))
    : "";
}

/** Over which time a state changed: "en 4 semaines". */
export function overWords(view: View): string {
  return view.choice.comparison === "an" ? view.words.periods.over.year : overFlow(view);
}

/** The same as the head of a column that has states and flows. @param usual  the head for 4 weeks */
export function changeHead({ words, choice }: View, usual: string): string {
  const { heads } = words.periods;
  if (choice.comparison === "aucune") return heads.none;
  const told = toldOf(choice);
  if (choice.comparison === "an") return heads.between;
  return told === "4s" ? usual : heads[told];
}

/** Before a flow's total: the span that it is of. */
export function flowHead(view: View): string {
  const text = overFlow(view);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Whether the head of a column, or the words before a figure, cannot name the span: then each figure does. */
export const namesItsSpan = ({ choice }: View) => choice.comparison !== "precedente";

/** "14 200, contre 13 900 les 4 précédentes", or that there is nothing to compare with. @param named  with its span */
export function flowWords(view: View, { now, before, against }: Flow, named: boolean): string {
  const total = `${view.format.number(now)}${named ? ` ${overFlow(view)}` : ""}`;
  if (against === null) return total;
  return `${total}, ${before === null ? missingWords(view) : againstWords(view, before)}`;
}

/** "contre 13 900 les 4 précédentes". */
export function againstWords({ words, format, choice }: View, before: string): string {
  const { against } = words.periods;
  const text = format.number(before);
  if (choice.comparison === "an") return against.year(text);
  const told = toldOf(choice);
  return told === "4s" ? words.moved.against(text) : against[told](text);
}

/** What is said where there is nothing to compare with, or no comparison was asked for. */
export function missingWords({ words, choice }: View): string {
  const { missing, none } = words.periods;
  if (choice.comparison === "aucune") return none;
  if (choice.comparison === "an") return missing.an;
  return toldOf(choice) === "4s" ? words.figure.noChange : missing.precedente;
}

export function stableWords(view: View): string {
  const usual = view.choice.comparison === "precedente" && toldOf(view.choice) === "4s";
  return usual ? view.words.figure.stable : view.words.periods.stable(overWords(view));
}

/** Where nothing moved. @param usual  the sentence for 4 weeks */
export function nothingMoved(view: View, usual: string): string {
  const { words, choice } = view;
  if (choice.comparison === "aucune") return words.periods.notCompared;
  return choice.comparison === "precedente" && toldOf(choice) === "4s"
    ? usual
    : words.periods.nothingMoved(overWords(view));
}

/** How both spans of a flow are valued, where its source revises them; `undefined`: as known. @param short  in a cell */
export function comparedAs({ words }: View, { compared }: Flow, short = false): string | undefined {
  if (compared === "announced") return short ? words.figure.announced : words.moved.announced;
  return compared && words.periods.compared[compared];
}
