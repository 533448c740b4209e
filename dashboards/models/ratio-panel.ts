// Panels of ratios: Σ numerators over Σ denominators, for 12 months and the 12 before, or a chosen span and another, and each calendar year.

import type { Grain } from "../../schemas/period.ts";
import { type Choice, isCut } from "../choice.ts";
import { metricRef, type Point } from "../figure.ts";
import type { Figure as Decided } from "../queries/decide.ts";
import { spanOf, twelveMonths, within } from "../queries/periods.ts";
import {
  closedPairs,
  grainOfPairs,
  overTime,
  type Pair,
  pairsOf,
  type Quotient,
  quotientOf,
  type RatioSpans,
} from "../queries/ratios.ts";
import { comparedSpan, shownOf } from "../queries/spans.ts";
import type { Panel } from "../shapes/panel.ts";
import { figureOf } from "./figure-of.ts";
import { type Startup, type Subject, subjectOf } from "./subject.ts";

/** A ratio with the subjects of its two parts; `undefined` when one of them was never stated. */
export function ratioOf(startup: Startup, key: string) {
  const subject = subjectOf(startup, key);
  const { ratio } = subject?.metric ?? {};
  const numerator = ratio && subjectOf(startup, ratio.numerator);
  const denominator = ratio && subjectOf(startup, ratio.denominator);
  if (!subject || !numerator?.stated || !denominator?.stated) return undefined;
  return { metric: subject.metric, numerator, denominator, pairs: pairsOf(numerator.decided, denominator.decided) };
}

/** `undefined` when the startup has no closed period with both. */
export function ratioPanel(startup: Startup, key: string): Extract<Panel, { kind: "ratio" }> | undefined {
  const found = ratioOf(startup, key);
  const grain = found && grainOfPairs(found.pairs);
  if (!found || !grain) return undefined;
  const { metric, numerator, denominator } = found;
  const pairs = closedPairs(found.pairs, grain, startup.setting.day);
  const spans = ratioSpans(startup.setting.choice, grain, pairs);
  const times = overTime(metric, pairs, spans);
  if (!times) return undefined;
  const { now, before, yearly } = times;
  const shown = within(pairs, spans?.now ?? twelveMonths(now.last));
  const subject: Subject = { ...denominator, metric, parts: false };
  const figure = figureOf(subject, {
    total: now.value === null ? { value: null, lack: "none" } : { value: now.value, lack: null },
    cells: shown.map(({ of }) => of.denominator),
    numerators: shown.map(({ of }) => of.numerator),
    otherwise: (source) => quotientOf(metric, saidBy(source, shown))?.value ?? null,
    day: now.last,
    share: { part: now.numerator, whole: now.denominator },
    table: { by: "period", rule: "ratio", grain, rows: periodRows(shown, (own) => quotientOf(metric, own)) },
  });
  return {
    kind: "ratio",
    figure,
    numerator: metricRef(numerator.metric),
    denominator: metricRef(denominator.metric),
    now,
    before: before ?? null,
    chosen: spans?.chosen ?? false,
    yearly,
  };
}

/** `undefined`: the 12 months and the 12 before, as where no span was chosen or no period lies in it. */
function ratioSpans(
  choice: Choice,
  grain: Grain,
  pairs: readonly Pair[],
): (RatioSpans & { chosen: boolean }) | undefined {
  const periods = pairs.filter(({ first }, at) => pairs[at - 1]?.first !== first);
  const chosen = isCut(choice) && choice.length !== "12m" ? shownOf(choice, grain, periods) : [];
  const now = spanOf(chosen);
  if (now) return { now, before: comparedSpan(choice, grain, now, chosen.length), chosen: true };
  const last = pairs.at(-1);
  return last && choice.comparison === "aucune" ? { now: twelveMonths(last.last), chosen: false } : undefined;
}

/** Pairs with a source's word where it contradicts one of the two parts; without those that have none by it. */
function saidBy(source: string, pairs: readonly Pair<Decided>[]): Pair[] {
  const said = ({ value, conflict }: Decided) => (conflict?.source === source ? conflict.value : value) ?? undefined;
  return pairs.flatMap((pair) => {
    const [numerator, denominator] = [said(pair.of.numerator), said(pair.of.denominator)];
    return numerator === undefined || denominator === undefined ? [] : [{ ...pair, numerator, denominator }];
  });
}

function periodRows(pairs: readonly Pair[], quotient: (pairs: readonly Pair[]) => Quotient | undefined): Point[] {
  const byFirst = new Map<string, Pair[]>();
  for (const pair of pairs) byFirst.set(pair.first, [...(byFirst.get(pair.first) ?? []), pair]);
  return [...byFirst.values()].flatMap((own) => quotient(own) ?? []);
}
