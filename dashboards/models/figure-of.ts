// A figure with all that belongs to it: source, freshness, what waits, what is too old, who disagrees, why it is absent.
import { markOf } from "../../schemas/catalogue-model.ts";
import { dayOf } from "../../schemas/period.ts";
import type { Declaration } from "../../schemas/source.ts";
import type { Level } from "../../schemas/territory.ts";
import { type Figure, type FigureTable, type Hold, metricRef, type SourceRef } from "../figure.ts";
import { type Figure as Decided, Decider } from "../queries/decide.ts";
import { type Lack, type Total, totalOf } from "../queries/totals.ts";
import { levelOf, type Union, unionOf } from "../queries/unions.ts";
import { figuresOf, type Subject, sourceRef, worstOf } from "./subject.ts";

/** What differs from one kind of metric to the next. */
export interface Shape {
  readonly total: Total;
  /** The cells that make the figure. */
  readonly cells: readonly Decided[];
  /** Of a ratio, where `cells` are its denominator's: what is doubted or corrected in them is so in the ratio. */
  readonly numerators?: readonly Decided[];
  /** What it would be by a source that says otherwise; left out: what that source says of it by itself. */
  readonly otherwise?: (source: string) => string | null;
  readonly day: string;
  readonly table: FigureTable;
  readonly period?: Figure["period"];
  readonly share?: Figure["share"];
  readonly population?: Figure["population"];
  readonly change?: Figure["change"];
}

export function figureOf(subject: Subject, shape: Shape): Figure {
  const { metric, declaration, setting } = subject;
  const { total, period = null, share = null, population = null, change = null } = shape;
  const giving = subject.stating.filter((source) => shape.cells.some((one) => one.sources.includes(source)));
  const sources = giving.length > 0 ? giving : subject.stating;
  const source = declaration.sources.find((one) => one.source === sources[0]);
  const expired = total.value === null ? lastValue(subject) : null;
  return {
    metric: metricRef(metric),
    mark: markOf(metric),
    value: total.value,
    absence: total.lack === null ? null : absenceOf(subject, total.lack, expired !== null),
    day: shape.day,
    period,
    share,
    population,
    change,
    source: source && !isDecided(shape) ? sourceRef(setting, source) : null,
    freshness: worstOf(
      setting,
      declaration.startup,
      sources.flatMap((one) => subject.freshness.get(one) ?? []),
    ),
    held: heldOf(subject),
    expired,
    conflict: conflictsOf(subject, shape),
    ...correctedBy(shape),
    ...unconfirmedOf(shape),
    table: subject.parts
      ? { by: "source", rule: "sum", rows: refs(subject, subject.stating, (id) => ownValue(subject, shape, id)) }
      : shape.table,
  };
}

/** Cells that the last answer did not confirm: they stand as they were, and must not look as if it had said them. */
function unconfirmedOf({ cells, numerators = [] }: Shape): Pick<Figure, "unconfirmed"> {
  let [count, answered, confirmed] = [0, -Infinity, Infinity];
  for (const one of [...cells, ...numerators]) {
    if (one.passedOver === undefined) continue;
    count += 1;
    answered = Math.max(answered, one.passedOver);
    confirmed = Math.min(confirmed, one.confirmed);
  }
  const instant = (at: number) => new Date(at).toISOString();
  return count === 0 ? {} : { unconfirmed: { count, answered: instant(answered), confirmed: instant(confirmed) } };
}

/** The day on which cells were last confirmed; the asked day when there are none. */
export function confirmedDay({ setting }: Subject, cells: readonly Decided[]): string {
  let last = -Infinity;
  for (const { confirmed } of cells) last = Math.max(last, confirmed);
  return last === -Infinity ? setting.day : dayOf(last);
}

const REASONS: Readonly<Record<string, Hold>> = { empty: "empty", removal: "loss", bounds: "bounds" };
export const holdReason = (reason: string): Hold => REASONS[reason] ?? "bounds";

function heldOf({ stating, answers }: Subject): Figure["held"] {
  for (const source of stating) {
    const held = answers.get(source)?.held;
    if (held) return { moment: new Date(held.moment).toISOString(), reason: holdReason(held.reason), value: null };
  }
  return null;
}

function absenceOf(subject: Subject, lack: Lack, expired: boolean): Figure["absence"] {
  const { stating, answers, parts } = subject;
  if (lack === "said") return "said";
  if (lack === "detail") return "detail";
  if (expired) return "expired";
  if (!stating.some((source) => (answers.get(source)?.counted ?? 0) > 0))
    return stating.some((source) => answers.get(source)?.held) ? "held" : "never";
  return parts ? "parts" : "absent";
}

/** The total under another declaration: of one source alone, or with words that never expire. */
function totalUnder(
  subject: Subject,
  declaration: Declaration,
  period: { readonly grain: string; readonly first: string; readonly last: string } | null,
): { total: Total; cells: Decided[] } {
  const { metric, setting, sources } = subject;
  const cells = figuresOf(new Decider(setting.day, declaration, sources), metric).filter(
    ({ cell }) => !period || (cell.grain === period.grain && cell.first >= period.first && cell.last <= period.last),
  );
  if (metric.kind !== "membership") return { total: totalOf(metric, cells), cells };
  return { total: memberTotal(unionOf(memberLevel(subject), cells, setting), cells), cells };
}

/** The level that a membership is counted at. */
export function memberLevel({ metric, stated }: Subject): Level {
  return levelOf(metric, stated?.levels ?? new Set()) ?? "commune";
}
/** The size of a set; no member at all is no figure, which is not 0. */
export function memberTotal({ value }: Union, cells: readonly Decided[]): Total {
  if (cells.some((one) => one.value !== null)) return { value, lack: null };
  return { value: null, lack: cells.length > 0 ? "said" : "none" };
}

/** The last value of a state that was not confirmed for too long, and the day it was last confirmed. */
function lastValue(subject: Subject): Figure["expired"] {
  const { declaration, decided } = subject;
  if (decided.length > 0) return null;
  const lasting = declaration.sources.map((source) => ({ ...source, expiresAfterDays: 1_000_000 }));
  const { total, cells } = totalUnder(subject, { ...declaration, sources: lasting }, null);
  return total.value === null || cells[0]?.cell.grain !== "state"
    ? null
    : { value: total.value, day: confirmedDay(subject, cells) };
}

/** What a source says under its own name. */
function ownValue(subject: Subject, { period = null, cells }: Shape, source: string): string | null {
  const { declaration } = subject;
  const sources = declaration.sources.filter((one) => one.source === source);
  const stated = period && { ...period, grain: cells[0]?.cell.grain ?? period.grain }; // a week may be made of days
  return totalUnder(subject, { ...declaration, sources, order: {}, parts: {} }, stated).total.value;
}

function refs(
  subject: Subject,
  sources: readonly string[],
  saidBy: (source: string) => string | null,
): { source: SourceRef; value: string | null }[] {
  return sources.flatMap((id) => {
    const source = subject.declaration.sources.find((one) => one.source === id);
    return source ? [{ source: sourceRef(subject.setting, source), value: saidBy(id) }] : [];
  });
}

/** Whether people decided all of it: then no source says it, whatever they all state. */
const isDecided = ({ cells, numerators = [] }: Shape) =>
  cells.length > 0 && [...cells, ...numerators].every(({ correction }) => correction !== undefined);

function correctedBy({ cells, numerators = [] }: Shape): Pick<Figure, "corrected"> {
  const found = new Map(
    [...numerators, ...cells].flatMap(({ correction }) => (correction ? [[correction.proposal, correction]] : [])),
  );
  if (found.size === 0) return {};
  const corrected = [...found.values()].map(({ since, ...why }) => ({ ...why, since: new Date(since).toISOString() }));
  return { corrected };
}

function conflictsOf(subject: Subject, shape: Shape): Figure["conflict"] {
  const { cells, numerators = [], otherwise = (id: string) => ownValue(subject, shape, id) } = shape;
  const named = new Set(
    [cells, numerators].flatMap((part) => part.flatMap(({ conflict }) => (conflict ? [conflict.source] : []))),
  );
  return refs(subject, [...named], otherwise);
}
