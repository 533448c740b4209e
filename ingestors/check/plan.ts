// From the fields of a row set to figures: which number, on which date, of which place; asked where values cannot tell.

import type { OpenQuestion } from "../../schemas/check.ts";
import type { Level, Territories } from "../../schemas/territory.ts";
import { askDateByPlace, askPeriod } from "./ask-period.ts";
import { isByPlace, periodsOf } from "./attribute-dates.ts";
import type { At, ByName, Condition, DateRole, NumberRole, RowSet } from "./column.ts";
import { headedBy } from "./column-heads.ts";
import { factorIn } from "./factor-words.ts";
import { roleOf } from "./field.ts";
import { type Doubted, valuesUnder, whyNoFigure } from "./figure-doubts.ts";
import { questionsOf } from "./figure-questions.ts";
import { type Label, soughtOf } from "./figure-sought.ts";
import { figureFindings, presenceFindings } from "./findings.ts";
import { isNumber, isPlace, isWord, type Known, type PlaceRole, type WordRole } from "./known.ts";
import { labelsLeft } from "./labels-left.ts";
import { isFigure, refusedOf, whyNot } from "./left-out.ts";
import { type ChosenMetric, countsThings, metricFor, type Sought } from "./metric-words.ts";
import { withMonthKeys } from "./month-keys.ts";
import { hasNoPeriod, headingsTold, underPeriods } from "./no-period.ts";
import { bestDate, bestPlace, dimsFor, type Surroundings } from "./pick.ts";
import { withNames } from "./place-names.ts";
import { askFilter } from "./questions.ts";
import { noCounter, saysSoFar } from "./since-start.ts";
import { labelsOf } from "./snapshot.ts";
import { withSpans } from "./spans.ts";
import type { Found, Left } from "./told.ts";
import { askTotal, onlyTotal, partsLeft, placesLeft, totalIn } from "./totals.ts";
import { withYearMonth } from "./year-month.ts";

export type Written = { readonly at: At } | { readonly value: string };
/** One figure as any kind may write it; `chosen` is undefined while no word of the catalogue was found. */
export interface Plan {
  readonly rows: string;
  readonly name: string;
  readonly sought: Sought;
  readonly chosen: ChosenMetric | undefined;
  /** `present`: being in the list is the figure. */
  readonly value: At | "present";
  readonly numbers: NumberRole["numbers"];
  /** By which the kind multiplies the values, where it can. */
  readonly factor?: string;
  readonly period?: {
    readonly at: At | readonly At[];
    readonly format: DateRole["format"];
    readonly grain: DateRole["grain"];
  };
  /** Of a total so far: the date of which the latest is read. */
  readonly latest?: { readonly at: At; readonly format: DateRole["format"] };
  readonly territory: { readonly levels: readonly Level[]; readonly at?: At; readonly naming?: ByName };
  readonly dims: Readonly<Record<string, Written>>;
  readonly where: readonly Condition[];
  readonly findings: readonly Found[];
  readonly questions: readonly OpenQuestion[];
}
export interface Planned {
  readonly plans: readonly Plan[];
  readonly refused: readonly Left[];
}
export interface PlanContext {
  readonly territories: Territories;
  /** Words of the address and of a description. */
  readonly around: readonly string[];
  /** Words of the address that may say how long a period is. */
  readonly grains: readonly string[];
  /** The kind's figures have a factor: numbers in thousands can be read. */
  readonly hasFactor?: boolean;
}
/** The figures of one row set, each with what was seen. */
export function planRows(set: RowSet, context: PlanContext): Planned {
  const grains = [...set.about.toReversed(), ...context.grains];
  const roles = set.fields.map((field) => ({ field, role: roleOf(field, context.territories, grains) }));
  const known = withNames(withSpans(withYearMonth(withMonthKeys(roles))));
  const table = set.rows !== "" || set.count > 1;
  const dates = periodsOf(known);
  const date = table ? bestDate(dates.periods) : undefined;
  const place = bestPlace(known.filter(isPlace));
  const counts = known.filter(isNumber).filter(({ field }) => isFigure(field));
  const headed = underPeriods(counts);
  const { heads, told: placesTold } = headedBy(counts, context.territories);
  const isHead = (one: (typeof counts)[number]) => headed.includes(one) || heads.includes(one);
  const numbers = counts.filter((one) => !isHead(one) && whyNot(one.field, set) === undefined);
  const words = known.filter(isWord).filter(({ field }) => field.from !== "above" || date?.field.from === "own");
  const refused = [
    ...refusedOf(known, set.rows),
    ...counts.flatMap(({ field }) => whyNot(field, set) ?? []),
    ...(table ? dates.left : []),
    ...headingsTold(headed),
    ...placesTold,
  ];
  if (!place && known.some(({ role }) => role.is === "names" || role.is === "unplaced")) return { plans: [], refused }; // of places, never of France
  if (hasNoPeriod(known, dates, date, table) || (table && headed.length > 0)) return { plans: [], refused };
  if (numbers.length === 0) {
    if (!place || !table || heads.length > 0 || known.some(({ role }) => role.is === "share" || role.is === "unclear"))
      return { plans: [], refused };
    return { plans: [presence(set, context, place, words)], refused };
  }
  const around = [...set.about, ...context.around];
  const told = { date, place, around };
  const { labels, left, flows, ...when } = table
    ? labelsOf(set, words, numbers, told)
    : { labels: undefined, left: [], flows: [], date: undefined };
  const dims = table && !labels ? dimsFor(set, words, date, place) : {};
  const total = totalIn(
    set,
    Object.values(dims).map(({ at }) => at),
    [date?.field, place?.field],
  );
  if (total?.isWhole) {
    const whole = planRows(onlyTotal(set, total), context);
    return { plans: whole.plans, refused: [...whole.refused, partsLeft(total)] };
  }
  const wanted = { set, ...told, hasFactor: context.hasFactor ?? false };
  const made = numbers.flatMap((number) =>
    labels
      ? labels.labels.map((label) => figure({ ...wanted, ...when, number, label: { ...labels, label } }))
      : [figure({ ...wanted, number, dims })],
  );
  const [first, ...others] = made.filter((one): one is Plan => "value" in one);
  const asked = total && first ? { ...first, questions: [...first.questions, askTotal(total)] } : first;
  return {
    plans: asked ? [asked, ...others] : [],
    refused: [
      ...refused,
      ...made.filter((one): one is Left => "why" in one),
      ...left,
      ...(labels ? labelsLeft(set, { at: labels.at, labels: [...labels.labels, ...flows] }, when.date) : []),
      ...(place ? placesLeft(place) : []),
    ],
  };
}

interface Wanted extends Surroundings {
  readonly set: RowSet;
  readonly number: Known<NumberRole>;
  readonly hasFactor: boolean;
  readonly dims?: Readonly<Record<string, Written>>;
  readonly label?: Label;
}

/** What speaks against it is told instead. */
function figure({ set, number, date, place, around, hasFactor, dims = {}, label }: Wanted): Plan | Left {
  const { field, role } = number;
  const isFlag = place !== undefined && role.values.every((value) => value === "0" || value === "1");
  const { name, sought } = soughtOf(set, field, label, { date, place, around, isFlag });
  const chosen = metricFor(sought);
  const read = readingOf(role, chosen, sought);
  const under = label && valuesUnder(set, { field, role: read }, label);
  const factor = hasFactor ? factorIn(name) : undefined;
  const doubted: Doubted = { name, sought, chosen, values: under?.values ?? read.values, factor };
  const isSoFar = saysSoFar(sought.name);
  const why = under?.unit ?? whyNoFigure(doubted) ?? (isSoFar && date?.role.parts ? noCounter(name) : undefined);
  if (why) return { what: `${set.rows}${label ? `${label.at} = ${label.label}` : field.at}`, why };
  return {
    rows: set.rows,
    name,
    sought,
    chosen,
    value: field.at,
    numbers: read.numbers,
    ...(factor !== undefined && { factor }),
    ...(date && datedAt(date, isSoFar)),
    territory: placedAt(place),
    dims,
    where: [...(set.only ?? []), ...(label ? [{ at: label.at, equals: label.label }] : [])],
    findings: figureFindings({ number: { field, role: read }, date, place, dims: Object.keys(dims), label }),
    questions: [
      ...questionsOf(doubted, { role, read, date }),
      ...(date && !isSoFar ? askPeriod(date.role) : []),
      ...(date && place && isByPlace(date, place) ? [askDateByPlace(date.field.name)] : []),
    ],
  };
}

function datedAt({ field, role }: Known<DateRole>, isSoFar: boolean): Pick<Plan, "period" | "latest"> {
  const { format, grain, parts } = role;
  return isSoFar ? { latest: { at: field.at, format } } : { period: { at: parts ?? field.at, format, grain } };
}

function placedAt(place: Surroundings["place"]): Plan["territory"] {
  const { levels = ["france"], naming } = place?.role ?? {};
  return { levels, ...(place && { at: place.field.at }), ...(naming && { naming }) };
}

/** What counts whole things has no decimals: a sign that could be of either is one between thousands. */
function readingOf(role: NumberRole, chosen: ChosenMetric | undefined, sought: Sought): NumberRole {
  return role.thousands && countsThings(chosen, sought) ? { ...role, ...role.thousands } : role;
}

/** Rows of places without any number: that a place is in the list is the figure. */
function presence(
  set: RowSet,
  { around }: PlanContext,
  place: Known<PlaceRole>,
  words: readonly Known<WordRole>[],
): Plan {
  const sought: Sought = {
    name: place.field.name,
    around: [...set.about, ...around],
    levels: place.role.levels,
    isFlag: true,
    isPresence: true,
  };
  const { where, questions } = askFilter(
    words.map(({ field, role }) => ({ at: field.at, name: field.name, values: role.distinct })),
  );
  return {
    rows: set.rows,
    name: place.field.name,
    sought,
    chosen: metricFor(sought),
    value: "present",
    numbers: "plain",
    territory: placedAt(place),
    dims: {},
    where,
    findings: presenceFindings(set.count, place),
    questions,
  };
}
