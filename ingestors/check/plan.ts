// From the fields of a row set to figures: which number, on which date, of which place; asked where values cannot tell.
import { periodsOf } from "./attribute-dates.ts";
import type { RowSet } from "./column.ts";
import { headedBy } from "./column-heads.ts";
import { roleOf } from "./field.ts";
import { figureOf, presenceOf } from "./figure-plan.ts";
import { isNumber, isPlace, isWord } from "./known.ts";
import { labelsLeft } from "./labels-left.ts";
import { isFigure, refusedOf, totalsLeft, whyNot } from "./left-out.ts";
import { withMonthKeys } from "./month-keys.ts";
import { hasNoPeriod, headingsTold, underPeriods } from "./no-period.ts";
import { bestDate, bestPlace, dimsFor } from "./pick.ts";
import { withNames } from "./place-names.ts";
import type { Plan, PlanContext, Planned } from "./plan-model.ts";
import { labelsOf } from "./snapshot.ts";
import { withSpans } from "./spans.ts";
import type { Left } from "./told.ts";
import { askTotal, onlyTotal, partsLeft, placesLeft, totalIn } from "./totals.ts";
import { withYearMonth } from "./year-month.ts";

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
    ...totalsLeft(set),
  ];
  if (!place && known.some(({ role }) => role.is === "names" || role.is === "unplaced")) return { plans: [], refused }; // of places, never of France
  if (hasNoPeriod(known, dates, date, table) || (table && headed.length > 0)) return { plans: [], refused };
  if (numbers.length === 0) {
    if (!place || !table || heads.length > 0 || known.some(({ role }) => role.is === "share" || role.is === "unclear"))
      return { plans: [], refused };
    return { plans: [presenceOf(set, context, place, words)], refused };
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
      ? labels.labels.map((label) => figureOf({ ...wanted, ...when, number, label: { ...labels, label } }))
      : [figureOf({ ...wanted, number, dims })],
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
