// A service's figures for exactly one territory: published for it, or a legal sum of what lies wholly inside.
import { isState, type Metric } from "../../schemas/catalogue-model.ts";
import { fromMicro, toMicro } from "../../schemas/decimal.ts";
import type { Grain } from "../../schemas/period.ts";
import type { Level } from "../../schemas/territory.ts";
import { metricRef } from "../figure.ts";
import { closedPeriods, grainsOf, type Span, spanOf, twelveMonths, within } from "../queries/periods.ts";
import { closedPairs, grainOfPairs, pairsOf, quotientOf } from "../queries/ratios.ts";
import { addsOverTerritory, atOneBreakdown, quotient, sumOf, totalOf } from "../queries/totals.ts";
import { inhabitants, isFrench } from "../queries/unions.ts";
import type { FigureHere } from "../shapes/territory.ts";
import { type Area, holds } from "./area.ts";
import { confirmedDay, memberLevel } from "./figure-of.ts";
import type { Placed, PlacedMetric, ServiceFootprint } from "./footprint.ts";

type Rest = Pick<FigureHere, "value" | "rule" | "places" | "level" | "last"> & Partial<FigureHere>;
const here = ({ subject }: PlacedMetric, rest: Rest): FigureHere => ({
  metric: metricRef(subject.metric),
  grain: "state",
  first: null,
  share: null,
  rate: null,
  ...rest,
});

/** Of a metric, the figures of the territory itself; else those inside it. */
interface Chosen {
  readonly placed: readonly Placed[];
  readonly stated: boolean;
  readonly level: Level;
}
function chosenOf({ subject, placed }: PlacedMetric, area: Area): Chosen | undefined {
  const { territories } = subject.setting;
  const own = placed.filter(({ place }) => place.level === area.level && place.code === area.place.code);
  if (own.length > 0) return { placed: own, stated: true, level: area.level };
  const inside = placed.filter(({ place }) => holds(area, place, territories));
  const cells = new Set(atOneBreakdown(inside.map(({ figure }) => figure)));
  const chosen = inside.filter(({ figure }) => cells.has(figure));
  const level = chosen[0]?.place.level;
  return level && { placed: chosen, stated: false, level };
}

/** The figures that may be said of a territory: what cannot be added up is left out unless it is published for it. */
export function figuresHere({ metrics }: ServiceFootprint, area: Area): FigureHere[] {
  return metrics
    .flatMap((metric) => {
      const chosen = chosenOf(metric, area);
      return (chosen && figureHere(metric, chosen, area)) ?? [];
    })
    .concat(ratiosHere(metrics, area));
}

function figureHere(metric: PlacedMetric, chosen: Chosen, area: Area): FigureHere | undefined {
  const { kind } = metric.subject.metric;
  if (kind === "membership") return membersHere(metric, chosen);
  if (!chosen.stated && !addsOverTerritory(metric.subject.metric)) return undefined;
  if (isState(kind)) return stateHere(metric, chosen);
  return kind === "flow" ? flowHere(metric, chosen, area) : lastPeriodHere(metric, chosen);
}

const placesOf = ({ placed }: Chosen) => new Set(placed.map(({ place }) => place.code)).size;
const ruleOf = (chosen: Chosen) =>
  ({
    rule: chosen.stated ? "stated" : "sum",
    places: chosen.stated ? null : placesOf(chosen),
    level: chosen.level,
  }) as const;

/** Other sets than the covered communes: how many places of today are in it. */
function membersHere(metric: PlacedMetric, chosen: Chosen): FigureHere | undefined {
  const { subject } = metric;
  if (memberLevel(subject) !== chosen.level) return undefined;
  const members = chosen.placed.filter(({ figure }) => figure.value !== null);
  const count = new Set(members.map(({ place }) => place.code)).size;
  if (count === 0) return undefined;
  return here(metric, {
    value: String(count),
    rule: chosen.stated ? "stated" : "union",
    places: chosen.stated ? null : count,
    level: chosen.level,
    last: confirmedDay(
      subject,
      members.map(({ figure }) => figure),
    ),
  });
}

function stateHere(metric: PlacedMetric, chosen: Chosen): FigureHere {
  const cells = chosen.placed.map(({ figure }) => figure);
  const { value } = totalOf(metric.subject.metric, cells);
  return here(metric, { ...ruleOf(chosen), value, last: confirmedDay(metric.subject, cells) });
}

/** The 12 months up to the service's last closed period at a level, the same for all its territories. */
function yearOf({ subject, placed }: PlacedMetric, level: Level): { grain: Grain; span: Span } | undefined {
  const closed = placed.flatMap(({ figure, place }) =>
    place.level === level && figure.cell.last <= subject.setting.day ? [figure] : [],
  );
  const [grain] = grainsOf(closed);
  if (!grain) return undefined;
  let last = "";
  for (const { cell } of closed) if (cell.grain === grain && cell.last > last) last = cell.last;
  return { grain, span: twelveMonths(last) };
}

function totalIn(metric: Metric, placed: readonly Placed[], grain: Grain, span: Span) {
  const cells = placed.map(({ figure }) => figure);
  const periods = within(closedPeriods(cells, { grain, day: span.last, adds: addsOverTerritory(metric) }), span);
  return { value: sumOf(periods.map(({ total }) => total.value)), span: spanOf(periods) };
}

function flowHere(metric: PlacedMetric, chosen: Chosen, area: Area): FigureHere | undefined {
  const year = yearOf(metric, chosen.level);
  if (!year) return undefined;
  const { value, span } = totalIn(metric.subject.metric, chosen.placed, year.grain, year.span);
  if (!span) return undefined;
  return here(metric, {
    ...ruleOf(chosen),
    value,
    grain: year.grain,
    ...span,
    rate: value === null ? null : rateOf(metric, chosen, area, value),
  });
}

/** For 1,000 inhabitants, beside all the territories of that level where the service is used. */
function rateOf(metric: PlacedMetric, { level }: Chosen, { place }: Area, value: string): FigureHere["rate"] {
  const year = yearOf(metric, level);
  const { population } = place;
  if (!year || !population || level === "france" || level === "commune") return null;
  const everywhere = metric.placed.filter((one) => one.place.level === level && isFrench(one.place));
  const users = new Map(
    everywhere
      .filter(
        ({ figure: { cell, value: own } }) => within([cell], year.span).length > 0 && own !== null && toMicro(own) > 0n,
      )
      .map((one) => [one.place.code, one.place]),
  );
  const total = totalIn(metric.subject.metric, everywhere, year.grain, year.span).value;
  const people = inhabitants([...users.values()]);
  if (total === null || people === 0) return null;
  const [own, reference] = [perThousand(value, population), perThousand(total, people)];
  return own === null || reference === null ? null : { value: own, reference, places: users.size };
}
/** Thousands are exact in millionths. */
function perThousand(value: string, people: number): string | null {
  return quotient(value, fromMicro(toMicro(String(people)) / 1000n), "one");
}

/** Different people: the last closed period, never added up. */
function lastPeriodHere(metric: PlacedMetric, chosen: Chosen): FigureHere | undefined {
  const { subject } = metric;
  const cells = chosen.placed.map(({ figure }) => figure);
  const [grain] = grainsOf(cells.filter(({ cell }) => cell.last <= subject.setting.day));
  const last = grain && closedPeriods(cells, { grain, day: subject.setting.day, adds: false }).at(-1);
  return (
    last && here(metric, { ...ruleOf(chosen), value: last.total.value, grain, first: last.first, last: last.last })
  );
}

/** Ratios of which both parts are known here, over their last closed 12 months. */
function ratiosHere(metrics: readonly PlacedMetric[], area: Area): FigureHere[] {
  const [any] = metrics;
  if (!any) return [];
  const { territories, day } = any.subject.setting;
  return ratiosOf(metrics).flatMap(({ ratio, numerator, denominator }) => {
    const inside = ({ placed }: PlacedMetric) =>
      placed.flatMap(({ figure, place }) => (holds(area, place, territories) ? [figure] : []));
    const pairs = pairsOf(inside(numerator), inside(denominator));
    const grain = grainOfPairs(pairs);
    const closed = grain ? closedPairs(pairs, grain, day) : [];
    const last = closed.at(-1);
    const found = last && quotientOf(ratio, within(closed, twelveMonths(last.last)));
    if (!found) return [];
    const places = new Set(closed.map(({ cell }) => cell.code)).size;
    const level = closed[0]?.cell.level ?? area.level;
    const stated = level === area.level;
    return here(
      { ...numerator, subject: { ...numerator.subject, metric: ratio } },
      {
        value: found.value,
        rule: stated ? "stated" : "ratio",
        places: stated ? null : places,
        level,
        grain: grain ?? "state",
        first: found.first,
        last: found.last,
        share: { part: found.numerator, whole: found.denominator },
      },
    );
  });
}

function ratiosOf(metrics: readonly PlacedMetric[]) {
  const find = (key: string) => metrics.find(({ subject }) => subject.metric.key === key);
  const inForce = metrics[0]?.subject.setting.catalogue.metricsInForce() ?? [];
  return inForce.flatMap((ratio) => {
    const numerator = ratio.ratio && find(ratio.ratio.numerator);
    const denominator = ratio.ratio && find(ratio.ratio.denominator);
    return numerator && denominator ? [{ ratio, numerator, denominator }] : [];
  });
}
