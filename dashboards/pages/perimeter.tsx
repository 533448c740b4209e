// The perimeter's effect in words, apart from a change: what another official list does to the same members.
import type { Perimeter } from "../figure.ts";
import type { View } from "./view.ts";

/** "effet du périmètre : −60 communes (fusions au 1er janvier 2025)". */
export function perimeterText(
  { words, format }: Pick<View, "words" | "format">,
  effect: Perimeter,
  unit: string,
): string {
  const { value, from, to } = effect;
  const { vintages } = words;
  const isNext = Number(to) === Number(from) + 1;
  const why = isNext ? (value.startsWith("-") ? vintages.merged : vintages.split)(to) : vintages.between(from, to);
  return vintages.effect(format.signed(value), unit, why);
}

/** Nothing where there is no effect. */
export function PerimeterWords(props: { view: View; effect: Perimeter | undefined; unit: string }) {
  const { view, effect, unit } = props;
  return effect ? <small> · {perimeterText(view, effect, unit)}</small> : null;
}
