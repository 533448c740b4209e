// Values in doubt in English words, for the log of commands and the API: pages word them in their own language.
import { isList, type Stands, type Unread, unreadIn } from "./part-doubt.ts";

/** What stands there, on one line. */
export function standsTold({ kind, text }: Pick<Stands, "kind" | "text">): string {
  return { value: text, nothing: "nothing", list: `a list of ${text}`, object: "an object", unknown: "not readable" }[
    kind
  ];
}

/** The figure's place in words: `france, month of 2024-12-01`. */
export function placeTold({ level, code, period, dims }: Unread["place"]): string {
  const place = level === "france" ? level : `${level} ${code ?? "without a code"}`;
  const when = period === undefined ? [] : [period ? `${period.grain} of ${period.first}` : "no readable date"];
  return [place, ...when, ...(dims === "" ? [] : [dims])].join(", ");
}

/** What is told of the first ones: `/24/value = "N/A" (france, month of 2024-12-01); …`. @param count  of all */
export function unreadTold(first: readonly Unread[], count: number): string {
  const told = first.map(({ place, other, ...own }) => {
    const beside = other ? `, ${other.pointer} = ${standsTold(other)}` : "";
    return `${own.pointer} = ${standsTold(own)}${beside} (${placeTold(place)})`;
  });
  return [...told, ...(count > first.length ? [`and ${count - first.length} more`] : [])].join("; ");
}

/** A part's detail in words. @param detail  as a finding keeps it */
export function partTold(detail: string, count: number): string {
  return isList(detail) ? unreadTold(unreadIn(detail), count) : detail;
}
