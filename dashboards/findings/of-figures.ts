// Doubts about the figures of one metric of a startup: against its past, its parts, its people, its other sources. Pure.
import { fromMicro, toMicro } from "../../schemas/decimal.ts";
import type { Cell } from "../../schemas/statement.ts";
import type { Subject } from "../models/subject.ts";
import type { Figure } from "../queries/decide.ts";
import { onceEach } from "../queries/once-each.ts";
import { addsOverTerritory, breakdownOf } from "../queries/totals.ts";
import { type Found, found } from "./finding.ts";

/** Periods that are looked at, the last ones: older differences are history. */
const PERIODS = 12;

/** Where another source that has the same figure says otherwise. */
export function conflicts({ metric, decided }: Subject): Found[] {
  const bySource = new Map<string, Figure[]>();
  for (const figure of recent(decided)) {
    const other = figure.conflict?.source;
    if (other !== undefined) bySource.set(other, [...(bySource.get(other) ?? []), figure]);
  }
  return [...bySource].flatMap(([source, figures]) => {
    const last = figures.at(-1);
    if (!last) return [];
    const since = Math.min(...figures.map((figure) => Math.max(figure.known, figure.conflict?.known ?? figure.known)));
    const against = last.conflict?.value ?? null;
    return [
      found("source.conflict", since, {
        source,
        metric: metric.key,
        ...placeOf(last.cell),
        seen: last.value,
        against,
        count: figures.length,
      }),
    ];
  });
}

/** More people, in one place and at one time, than live there. */
export function aboveAllPeople({ metric, decided, setting: { territories } }: Subject): Found[] {
  if (metric.subject !== "personne") return [];
  const above = recent(decided).flatMap((figure) => {
    const { level, code } = figure.cell;
    const people = territories.place(level, code)?.population;
    if (figure.value === null || people === undefined || people === 0) return [];
    return toMicro(figure.value) > toMicro(String(people)) ? [{ figure, people }] : [];
  });
  const last = above.at(-1);
  if (!last) return [];
  const { figure, people } = last;
  return [
    found("population.exceeded", earliestOf(above.map((one) => one.figure)), {
      metric: metric.key,
      ...placeOf(figure.cell),
      seen: figure.value,
      against: String(people),
      count: above.length,
    }),
  ];
}

/** A country's figure that is not the sum of its parts, where all of them are said: one doubt a level. */
export function detailDiffers({ metric, decided }: Subject): Found[] {
  if (!addsOverTerritory(metric)) return [];
  const wholes = new Map<string, Figure>();
  const parts = new Map<string, { level: Cell["level"]; when: string; sum: bigint; known: boolean; since: number }>();
  for (const figure of recent(decided)) {
    const { cell, value } = figure;
    if (breakdownOf(cell).dims !== "") continue;
    const when = `${cell.grain} ${cell.first}`;
    if (cell.level === "france") {
      if (value !== null) wholes.set(when, figure);
      continue;
    }
    const key = `${cell.level} ${when}`;
    const part = parts.get(key) ?? { level: cell.level, when, sum: 0n, known: true, since: 0 };
    parts.set(key, {
      ...part,
      sum: part.sum + (value === null ? 0n : toMicro(value)),
      known: part.known && value !== null,
      since: Math.max(part.since, figure.known),
    });
  }
  const differing = [...parts.values()].flatMap(({ level, when, sum, known, since }) => {
    const whole = wholes.get(when);
    if (!whole || whole.value === null || !known || toMicro(whole.value) === sum) return [];
    return [{ level, sum, whole, since: Math.max(since, whole.known), isAbove: sum > toMicro(whole.value) }];
  });
  const byLevel = grouped(differing, ({ level }) => level);
  return [...byLevel.values()].flatMap((all) => {
    const last = all.at(-1);
    if (!last) return [];
    const { whole, sum, level, isAbove } = last;
    const code = isAbove ? "part.above-whole" : "detail.differs";
    const { period } = placeOf(whole.cell);
    const territory = { level, code: "" };
    return [
      found(code, Math.min(...all.map(({ since }) => since)), {
        metric: metric.key,
        territory,
        period,
        seen: fromMicro(sum),
        against: whole.value,
        count: all.length,
      }),
    ];
  });
}

/** A numerator that is greater than its denominator, where the ratio is a percentage of a whole. */
export function aboveTheWhole(numerator: Subject, denominator: Subject, key: string): Found[] {
  const wholes = new Map(denominator.decided.map((whole) => [whereAndWhen(whole.cell), whole]));
  const above = recent(numerator.decided).flatMap((figure) => {
    const whole = wholes.get(whereAndWhen(figure.cell));
    if (!whole || whole.value === null || figure.value === null) return [];
    const since = Math.max(figure.known, whole.known);
    return toMicro(figure.value) > toMicro(whole.value) ? [{ figure, whole: whole.value, since }] : [];
  });
  const last = above.at(-1);
  if (!last) return [];
  const { figure, whole } = last;
  return [
    found("part.above-whole", Math.min(...above.map(({ since }) => since)), {
      metric: key,
      ...placeOf(figure.cell),
      seen: figure.value,
      against: whole,
      count: above.length,
    }),
  ];
}

const whereAndWhen = ({ level, code, dims, grain, first }: Cell) => [level, code, dims, grain, first].join("|");
function grouped<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const own = groups.get(keyOf(one));
    if (own) own.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
/** When the first of some values could be known: milliseconds since 1970. */
const earliestOf = (figures: readonly Figure[]) => Math.min(...figures.map(({ known }) => known));

/** States, and the last periods of each grain; in order of their periods. */
export const recent = onceEach((decided: readonly Figure[]): readonly Figure[] => {
  const sorted = [...decided].sort((a, b) => (a.cell.first < b.cell.first ? -1 : a.cell.first > b.cell.first ? 1 : 0));
  const kept = new Map<string, ReadonlySet<string>>();
  for (const [grain, own] of grouped(sorted, ({ cell }) => cell.grain))
    kept.set(grain, new Set([...new Set(own.map(({ cell }) => cell.first))].slice(-PERIODS)));
  return sorted.filter(({ cell }) => kept.get(cell.grain)?.has(cell.first));
});

/** Where a doubt about a figure is. */
export function placeOf({ level, code, grain, first, last }: Cell): Pick<Found, "territory" | "period"> {
  return { territory: { level, code }, period: grain === "state" ? null : { grain, first, last } };
}
