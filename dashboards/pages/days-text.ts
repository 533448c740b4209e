// The days on which something is so, in words that say whether they have an end.
import type { View } from "./view.ts";

/** `first` null: from the first day on; `last` null: it is still so. Both null: "", every day. */
export function daysText({ format, words }: View, first: string | null, last: string | null): string {
  const { revisions } = words;
  if (first === null) return last === null ? "" : revisions.upTo(format.date(last));
  if (last === null) return revisions.from(format.date(first));
  return first === last ? revisions.on(format.date(first)) : revisions.between(format.date(first), format.date(last));
}
