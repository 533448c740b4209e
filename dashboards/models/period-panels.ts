// Panels of period metrics: totals of closed periods, and different people in each.
import type { Grain } from "../../schemas/period.ts";
import { isChosen } from "../choice.ts";
import type { FigureTable, Point } from "../figure.ts";
import type { Figure as Decided } from "../queries/decide.ts";
import {
  closedPeriods,
  grainsOf,
  isoWeeks,
  type PeriodTotal,
  spanOf,
  twelveMonths,
  within,
  withoutHoles,
} from "../queries/periods.ts";
import { shownOf } from "../queries/spans.ts";
import { addsOverTerritory, sumOf } from "../queries/totals.ts";
import type { Milestone, Panel } from "../shapes/panel.ts";
import { announcedPeriods, flowChange } from "./compared.ts";
import { figureOf, type Shape } from "./figure-of.ts";
import type { Subject } from "./subject.ts";
import { valueRows } from "./territory-rows.ts";

type PanelOf<Kind extends Panel["kind"]> = Extract<Panel, { kind: Kind }>;
type Periods = readonly PeriodTotal<Decided>[];
/** Five years of weeks: older periods are in the JSON of figures, and where a span is chosen. */
export const POINTS = 270;
/** Five years of days: at most so many points of a chosen span, the latest ones. */
const CHOSEN_POINTS = 1830;

/** The grain asked for when the metric has it, else the one shown by default; `undefined`: no closed period at all. */
export function shownGrain(
  { decided, setting }: Subject,
  asked: Grain | undefined,
): { grain: Grain; grains: Grain[] } | undefined {
  const grains = grainsOf(decided.filter(({ cell }) => cell.last <= setting.day));
  const grain = asked && grains.includes(asked) ? asked : grains[0];
  return grain && { grain, grains };
}

/** Of one grain, in order. */
export function periodsOf({ metric, decided, setting }: Subject, grain: Grain): PeriodTotal<Decided>[] {
  return closedPeriods(decided, { grain, day: setting.day, adds: addsOverTerritory(metric) });
}

/** The figure of the last closed period. */
function lastPeriod(subject: Subject, grain: Grain, periods: Periods): Shape {
  const { metric, setting } = subject;
  const last = periods.at(-1);
  const adds = addsOverTerritory(metric);
  const cells = last?.cells ?? [];
  return {
    total: last?.total ?? { value: null, lack: "none" },
    cells,
    day: last?.last ?? setting.day,
    period: last ? { grain, first: last.first, last: last.last } : null,
    table: { by: "territory", rule: adds ? "sum" : "each", rows: valueRows(cells, adds, setting) },
  };
}

/** The figure of the last closed period; of days, that of the last whole week, once there is one. */
function headline(subject: Subject, grain: Grain, periods: Periods): Shape {
  const last = lastPeriod(subject, grain, periods);
  const week = grain === "day" ? isoWeeks(periods).at(-1) : undefined;
  const span = week && spanOf(week);
  if (!week || !span) return last;
  const missing = week.find(({ total }) => total.value === null);
  const cells = week.flatMap((day) => day.cells);
  return {
    total: missing ? missing.total : { value: sumPeriods(week) ?? "0", lack: null },
    cells,
    day: span.last,
    period: { grain: "week", ...span },
    table: { by: "territory", rule: "sum", rows: valueRows(cells, true, subject.setting) },
  };
}

/** `undefined` when no period was ever closed. */
export function flowPanel(subject: Subject, asked: Grain | undefined): PanelOf<"flow"> | undefined {
  const chosen = shownGrain(subject, asked);
  if (!chosen) return undefined;
  const { grain, grains } = chosen;
  const periods = periodsOf(subject, grain);
  const own = grains[0] === grain ? periods : periodsOf(subject, grains[0] ?? grain);
  const announced = announcedPeriods(subject, grain, periods);
  const change = flowChange(subject, grain, periods, announced !== undefined);
  const figure = figureOf(subject, { ...headline(subject, grain, periods), change });
  return {
    kind: "flow",
    figure,
    grain,
    grains,
    points: pointsOf(subject, grain, periods),
    ...(announced && { compared: announced }),
    since: runningTotal(periods),
    by: byTerritory(subject, grain, periods),
    milestones: milestonesOf(subject, own),
  };
}

/** The periods of the chosen span, those without a figure among them. */
function pointsOf({ setting }: Subject, grain: Grain, periods: Periods): Point[] {
  const { choice } = setting;
  const limit = isChosen(choice) ? CHOSEN_POINTS : POINTS;
  return shownOf(choice, grain, withoutHoles(grain, periods, Infinity)).slice(-limit);
}

const sumPeriods = (periods: Periods) => sumOf(periods.map(({ total }) => total.value));

function runningTotal(periods: Periods): PanelOf<"flow">["since"] {
  const span = spanOf(periods);
  const value = sumPeriods(periods);
  return span && value !== null ? { ...span, value } : null;
}

/** Of the chosen span, else of 12 months. */
function byTerritory({ setting }: Subject, grain: Grain, periods: Periods): PanelOf<"flow">["by"] {
  const { choice } = setting;
  const last = periods.at(-1);
  const shown = isChosen(choice) ? shownOf(choice, grain, periods) : last && within(periods, twelveMonths(last.last));
  const span = shown && spanOf(shown);
  if (!shown || !span) return null;
  const cells = shown.flatMap((period) => period.cells);
  if (cells.every(({ cell }) => cell.level === "france")) return null;
  const table: FigureTable = { by: "territory", rule: "sum", rows: valueRows(cells, true, setting) };
  return { ...span, table };
}

/** Running totals at the dates that the startup quoted, of the metric's own grain, from the cells. */
function milestonesOf({ declaration, metric, setting }: Subject, periods: Periods): Milestone[] {
  const [first] = periods;
  if (!first) return [];
  return declaration.milestones
    .filter((milestone) => milestone.metric === metric.key)
    .map(({ label, until }) => {
      const closed = until <= setting.day ? periods.filter(({ last }) => last <= until) : [];
      return { label, since: first.first, until, value: sumPeriods(closed), territories: territoriesOf(closed) };
    });
}

/** How many territories have more than nothing. */
function territoriesOf(periods: Periods): Milestone["territories"] {
  const codes = new Set<string>();
  const level = periods[0]?.cells[0]?.cell.level;
  if (level === undefined || level === "france") return null;
  for (const { cells } of periods)
    for (const { cell, value } of cells)
      if (value !== null && value !== "0" && !value.startsWith("-")) codes.add(cell.code);
  return { level, count: codes.size };
}

/** Different people: period by period, never added up. `undefined` when no period was ever closed. */
export function distinctPanel(subject: Subject, asked: Grain | undefined): PanelOf<"series"> | undefined {
  const chosen = shownGrain(subject, asked);
  if (!chosen) return undefined;
  const periods = periodsOf(subject, chosen.grain);
  const points = pointsOf(subject, chosen.grain, periods);
  const announced = chosen.grain === "day" ? undefined : announcedPeriods(subject, chosen.grain, periods);
  return {
    kind: "series",
    figure: figureOf(subject, lastPeriod(subject, chosen.grain, periods)),
    grain: chosen.grain,
    points,
    begins: periods[0]?.first ?? null,
    ...(announced && { compared: announced }),
  };
}
