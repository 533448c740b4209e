// Since when a doubt about a figure is there, through answers that say it again and values that go on moving. Pure.
import { addDays } from "../../schemas/period.ts";
import { figuresOf, type Subject } from "../models/subject.ts";
import { Decider } from "../queries/decide.ts";
import type { Found } from "./finding.ts";

/**
 * So many days back a state is followed. Its doubt is the network's after three working days: with a week-end and the
 * public holidays of a year's end, that is ten days at most.
 */
const DAYS_BACK = 14;

/**
 * Doubts that the checks of one metric found, each with the moment from which it was there without a break, by what is
 * known now. A period's is as old as its values; a state's value may change each day, and the doubt be the same.
 * @param check  every check of the metric, on any day
 */
export function sinceUnbroken(subject: Subject, check: (subject: Subject) => readonly Found[]): Found[] {
  const all = check(subject);
  const open = new Map(all.filter(({ period }) => period === null).map((one) => [keyOf(one), one]));
  const since = new Map([...open].map(([key, one]) => [key, one.since]));
  for (let back = 1; back <= DAYS_BACK && open.size > 0; back += 1) {
    const then = new Map(check(onDay(subject, addDays(subject.setting.day, -back))).map((one) => [keyOf(one), one]));
    for (const key of [...open.keys()]) {
      const before = then.get(key);
      if (before) since.set(key, Math.min(before.since, since.get(key) ?? before.since));
      else open.delete(key);
    }
  }
  return all.map((one) => ({ ...one, since: (one.period === null && since.get(keyOf(one))) || one.since }));
}

/** The worst of its places may be another one each day. */
const keyOf = ({ code, source, metric, territory, period }: Found) =>
  JSON.stringify([code, source, metric, territory?.level, period]);

/** The same metric on another day, by what is known now. */
export function onDay(subject: Subject, day: string): Subject {
  if (day === subject.setting.day) return subject;
  const { declaration, sources, corrections, metric, setting } = subject;
  const decided = figuresOf(new Decider(day, declaration, sources, corrections), metric);
  return { ...subject, setting: { ...setting, day }, decided };
}
