// From a place of an answer (an element of a JSON document, a line of a table) to a row: what all mappings have in common.
import { AnswerError } from "../../schemas/errors.ts";
import { endOfDay, type Grain, type Period } from "../../schemas/period.ts";
import { canonicalDims, type ReadScope, type Row } from "../../schemas/statement.ts";
import { FRANCE, hasForm, type Level } from "../../schemas/territory.ts";
import { type DateFormat, readPeriod } from "./dates.ts";
import type { Edition } from "./edition.ts";
import { type NumberFormat, readFigure } from "./numbers.ts";
import type { FindPlace } from "./places.ts";

/** Takes a value from a place; `undefined` when nothing stands there. */
export type TakeFrom<P> = (place: P) => unknown;

/** One figure of a mapping, ready to be taken from places. */
export interface FigureMap<P> {
  readonly metric: string;
  /** Several: the first whose codes have the form of the code that is found. */
  readonly levels: readonly [Level, ...Level[]];
  readonly code: TakeFrom<P>;
  readonly value: TakeFrom<P>;
  readonly numbers: NumberFormat;
  /** Left out for states. */
  readonly period?: {
    readonly date: TakeFrom<P>;
    readonly format: DateFormat;
    readonly grain: Grain;
    readonly running: "keep" | "leave-out";
  };
  readonly dims: readonly (readonly [name: string, take: TakeFrom<P>])[];
  /** A place for which one of these does not hold is no row of this figure. */
  readonly where: readonly ((place: P) => boolean)[];
  readonly edition: Edition;
}

/**
 * One figure as a function from a place to a row; `undefined` for a place that is left out: filtered away, or of the
 * running period. A code, date or dimension that cannot be read makes a row without an identifiable cell.
 */
export function rowReader<P>(figure: FigureMap<P>, moment: number): (place: P) => Row | undefined {
  const { metric, levels, period, dims, where, edition } = figure;
  const [level] = levels;
  return (place) => {
    if (!where.every((holds) => holds(place))) return undefined;
    const when = period && readPeriod(period.date(place), period.format, period.grain, edition);
    if (when && period?.running === "leave-out" && isRunning(when, moment)) return undefined;
    const words = dimsOf(dims, place);
    const code = words === undefined ? undefined : word(figure.code(place));
    return {
      metric,
      level: levels.length === 1 ? level : levelOf(levels, code),
      code,
      dims: words ?? "",
      period: when,
      value: readFigure(figure.value(place), figure.numbers, edition),
    };
  };
}

/** A figure as far as its dates go. */
interface Dated {
  readonly metric: string;
  readonly period?: Pick<NonNullable<FigureMap<never>["period"]>, "grain" | "format">;
  readonly edition: Edition;
}

/**
 * Days where months are expected, Sundays where weeks are, the month before the day: some of them look like the first day
 * of a period, and would be read as the whole of it. Where most dates are none, no date of the figure is what it seems.
 * @throws {AnswerError} answer.shape, from the second edition on.
 */
export function refuseStrayDates(rows: readonly Row[], { metric, period, edition }: Dated, pointer: string): void {
  if (edition < 2 || !period) return;
  const stray = rows.filter((row) => row.period === undefined).length;
  if (stray * 2 <= rows.length) return;
  const { grain, format } = period;
  throw new AnswerError(
    "answer.shape",
    `${stray} of ${rows.length} dates of ${metric} are not the first day of a ${grain}, written as ${format}`,
    { pointer, hint: "does the answer go by other periods now? correct grain and format, or filter other rows away" },
  );
}

/** The level whose codes look like this one; none does: the first, at which the code is then malformed. */
function levelOf(levels: FigureMap<unknown>["levels"], code: string | undefined): Level {
  return (code !== undefined && levels.find((level) => hasForm(level, code))) || levels[0];
}

/** Whether a period is not over yet at a moment. */
export function isRunning(period: Period, moment: number): boolean {
  return moment < endOfDay(period.last);
}

/** Canonical dimensions; `undefined` when one is missing: such a row has no identifiable cell. */
function dimsOf<P>(dims: FigureMap<P>["dims"], place: P): string | undefined {
  if (dims.length === 0) return "";
  const words: Record<string, string> = {};
  for (const [name, take] of dims) {
    const found = word(take(place));
    if (found === undefined) return undefined;
    words[name] = found;
  }
  return canonicalDims(words);
}

/** A code or a label as text, as reported; anything but text, a number or a boolean is none. */
function word(value: unknown): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** A place's code from what names it. @param departement  of a name: where its département is told, if it is */
export function named<P>(take: TakeFrom<P>, find: FindPlace, departement: TakeFrom<P> | undefined): TakeFrom<P> {
  return (place) => {
    const text = word(take(place))?.trim();
    if (text === undefined || text === "") return undefined;
    return find(text, departement && (word(departement(place))?.trim() || undefined));
  };
}

/** Takes the same value everywhere: what the settings say and the answer does not. */
export function constant(value: unknown): () => unknown {
  return () => value;
}

/** Year, month and day that stand apart are joined as an ISO date is written: 2026 and 3 give 2026-03. */
export function joinedDate<P>(takes: readonly TakeFrom<P>[]): TakeFrom<P> {
  return (place) => {
    const parts = takes.map((take) => word(take(place)));
    return parts.includes(undefined) ? undefined : parts.map((part) => part?.padStart(2, "0")).join("-");
  };
}

/** What of one figure's mapping says what the answer is complete about. */
export interface Mapped {
  readonly metric: string;
  readonly levels: readonly Level[];
  readonly dims: readonly string[];
  /** The code that is written in the settings; `undefined`: codes are taken from the answer. */
  readonly code: string | undefined;
}

/** Complete about the metrics, levels and dimensions of its mapping; about certain codes only when all are written. */
export function mappedScope(figures: readonly Mapped[]): ReadScope {
  const metrics = figures.map(({ metric, levels, dims }) => ({ metric, levels, dims: [...dims].sort() }));
  const codes = figures.map(({ code }) => code);
  return codes.includes(undefined) ? { metrics } : { metrics, territories: [...new Set(codes as string[])] };
}

/** The code that settings write: of the country, or as they say; `undefined` when the answer tells it. */
export function writtenCode(level: unknown, code: string | undefined): string | undefined {
  return level === "france" ? FRANCE : code;
}
