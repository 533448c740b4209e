// A startup as the simulated registry lists it: its card in short text, and what of it is listed on a day.
import { dayAfter, daysTo } from "../calendar.ts";
import { draw, wholeBetween } from "../random.ts";

/** Lists are text, parted by commas (events by semicolons): `construction 2021-10-04, acceleration 2023-02-06`. */
export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly pitch: string;
  readonly incubator: string;
  /** Who carries it; left out: its incubator. The directory says it, the registry does not. */
  readonly owner?: string;
  /** A second incubator that carries it too. */
  readonly with?: string;
  readonly phases: string;
  /** `committee 2023-11-20; national_impact 2024-09-16 Comment`. */
  readonly events?: string;
  readonly sponsors?: string;
  readonly thematics?: string;
  readonly users?: string;
  /** Path of its page of figures below its address; left out: none. */
  readonly stats?: string;
  /** Former ids. */
  readonly aliases?: string;
  /** Day of 2024 from which the registry lists it, one on which it is merged; left out: it always did. */
  readonly from?: string;
  /** What the registry said otherwise before a day of 2024: another name, another page of figures ("" for none). */
  readonly before?: { readonly day: string; readonly name?: string; readonly stats?: string };
}

export interface ListedPhase {
  readonly name: string;
  readonly start: string;
  readonly end: string;
}
export interface ListedEvent {
  readonly name: string;
  readonly date: string;
  readonly comment: string;
}

/** Teams tell the registry some days after a phase began, at most these; a phase of next year is announced ahead. */
const LATE_DAYS = 15;
const ANNOUNCED_DAYS = 120;
/** What teams tell is merged every other Monday. */
const MERGED_DAYS = 14;
/** For about this share of phases the registry also says when they ended. */
const ENDED = 0.2;

/** Whether the registry lists it on a day (YYYY-MM-DD). */
export const isListedOn = ({ from }: Listed, day: string): boolean => from === undefined || from <= day;

/** Its phases as the registry lists them on a day. */
export function phasesOn(seed: number, { id, phases }: Listed, day: string): ListedPhase[] {
  const all = listOf(phases).map((text) => {
    const [name = "", start = ""] = text.split(" ");
    return { name, start };
  });
  const first = all.map(({ start }) => start).sort()[0];
  const listed = all.filter(({ name, start }) => start === first || toldOn(seed, [id, name], start) <= day);
  return listed.map(({ name, start }) => {
    const next =
      listed
        .map((other) => other.start)
        .sort()
        .find((other) => other > start) ?? "9999";
    const ended = next <= day && draw(seed, id, "ended", start) < ENDED;
    return { name, start, end: ended ? next : "" };
  });
}

/** The day on which the registry learns of what begins on another; of what is long ago it always knew. */
function toldOn(seed: number, words: readonly string[], start: string): string {
  if (start < "2024") return start;
  const ahead = start >= "2025" ? -ANNOUNCED_DAYS : wholeBetween(0, LATE_DAYS, seed, "told", ...words, start);
  return dayAfter(MERGED_DAYS * Math.ceil((daysTo(start) + ahead) / MERGED_DAYS));
}

/** What happened to it, as far as the registry tells on a day. */
export function eventsOn(seed: number, { id, events = "" }: Listed, day: string): ListedEvent[] {
  return listOf(events, ";").flatMap((text) => {
    const [name = "", date = "", ...comment] = text.split(" ");
    return toldOn(seed, [id, name], date) <= day ? [{ name, date, comment: comment.join(" ") }] : [];
  });
}

/** The name and the page's path of a day. */
export function wordsOn({ name, stats = "", before }: Listed, day: string): { name: string; stats: string } {
  return before && day < before.day ? { name, stats, ...before } : { name, stats };
}

/** The items of a list that was written as text. */
export function listOf(text = "", mark = ","): string[] {
  return text
    .split(mark)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
