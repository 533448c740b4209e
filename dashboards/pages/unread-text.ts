// Values in doubt in the page's language: where each stands, what stands there, and whose figure it is.
import type { Stands, Unread } from "../../schemas/part-doubt.ts";
import { periodFrom } from "../../schemas/period.ts";
import type { View } from "./view.ts";

/** @param first  of `count`, in the order of the answer */
export function unreadText(view: View, first: readonly Unread[], count: number): string {
  const { values } = view.words.doubts;
  const told = first.map(({ place, other, ...own }) => {
    const beside = other ? `, ${standsText(view, other)}` : "";
    return `${standsText(view, own)}${beside} (${placeText(view, place)})`;
  });
  const more = count - first.length;
  return [...told, ...(more > 0 ? [values.more(more, view.format.number(String(more)))] : [])].join(
    view.lang === "fr" ? " ; " : "; ",
  );
}

function standsText({ words, format }: View, { pointer, kind, text }: Stands): string {
  const { values } = words.doubts;
  const said = kind === "value" ? text : kind === "list" ? values.list(format.number(text)) : values[kind];
  return `${pointer} = ${said}`;
}

function placeText({ words, format }: View, { level, code, period, dims }: Unread["place"]): string {
  const { values } = words.doubts;
  const { levels } = words.join;
  const place = level === "france" ? levels.france : `${levels[level]} ${code ?? values.noCode}`;
  const named = period ? periodFrom(period.grain, period.first) : undefined;
  const when = period === undefined ? [] : [named ? format.period(named) : values.noDate];
  return [place, ...when, ...(dims === "" ? [] : [dims])].join(", ");
}
