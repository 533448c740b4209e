// How an answer changed its shape, place by place, for who does not write code: before, and now.
import type { ShapeDifference, Stood } from "../../schemas/drift.ts";
import type { View } from "./view.ts";

export function Differences({ view, all }: { view: View; all: readonly ShapeDifference[] }) {
  const { doubts: words } = view.words;
  if (all.length === 0) return null;
  return (
    <ul class="lines">
      {all.map(({ pointer, kind, before, now }) => (
        <li>
          {pointer === "" ? words.wholeAnswer : <code>{pointer}</code>}
          {view.lang === "fr" ? " : " : ": "}
          {words.difference[kind](stoodOf(view, before), stoodOf(view, now))}
        </li>
      ))}
    </ul>
  );
}

/** `the number 57,911`, `a text “57 911”`; nothing: it is not there. */
function stoodOf({ words: { doubts }, format, lang }: View, stood: Stood | null): string {
  if (stood === null) return doubts.absent;
  const { type, example } = stood;
  const name = doubts.shapes[type];
  if (example === null) return name;
  if (type === "number")
    return `${name} ${/^-?\d{1,15}(\.\d{1,6})?$/.test(example) ? format.number(example) : example}`;
  return lang === "fr" ? `${name} « ${example} »` : `${name} “${example}”`;
}
