// From one column to a figure: its metric, how its numbers are written, and what is asked of it.
import { askDateByPlace, askPeriod } from "./ask-period.ts";
import { isByPlace } from "./attribute-dates.ts";
import type { DateRole, NumberRole, RowSet } from "./column.ts";
import { factorIn } from "./factor-words.ts";
import { type Doubted, valuesUnder, whyNoFigure } from "./figure-doubts.ts";
import { questionsOf } from "./figure-questions.ts";
import { type Label, soughtOf } from "./figure-sought.ts";
import { figureFindings, presenceFindings } from "./findings.ts";
import type { Known, PlaceRole, WordRole } from "./known.ts";
import { type ChosenMetric, countsThings, metricFor, type Sought } from "./metric-words.ts";
import type { Surroundings } from "./pick.ts";
import type { Plan, PlanContext, Written } from "./plan-model.ts";
import { askFilter } from "./questions.ts";
import { noCounter, saysSoFar } from "./since-start.ts";
import type { Left } from "./told.ts";

export interface Wanted extends Surroundings {
  readonly set: RowSet;
  readonly number: Known<NumberRole>;
  readonly hasFactor: boolean;
  readonly dims?: Readonly<Record<string, Written>>;
  readonly label?: Label;
}

/** The figure of one column, or of one label of it; what speaks against it is told instead. */
export function figureOf({ set, number, date, place, around, hasFactor, dims = {}, label }: Wanted): Plan | Left {
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
export function presenceOf(
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
