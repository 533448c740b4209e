// The cells that make a startup's own figure, as its page shows it: of the day, of a last period, or of several periods.
import type { Metric } from "../../schemas/catalogue-model.ts";
import type { Figure as Decided } from "../queries/decide.ts";
import { within } from "../queries/periods.ts";
import { atOneBreakdown, sumOf } from "../queries/totals.ts";
import type { LineageModel, LineageQuery } from "../shapes/lineage.ts";
import type { Panel } from "../shapes/panel.ts";
import { memberLevel } from "./figure-of.ts";
import { neverAdded } from "./lineage-cell.ts";
import { type Periods, ROLES, type Role, ratioMade } from "./lineage-ratio.ts";
import { panelOf } from "./panels.ts";
import { periodsOf } from "./period-panels.ts";
import { type Startup, type Subject, subjectOf } from "./subject.ts";

export interface Made {
  /** At the version in use. */
  readonly metric: Metric;
  /** `null`: none, `absence` says why. */
  readonly value: string | null;
  readonly absence: LineageModel["absence"];
  /** `null`: of the day. */
  readonly periods: Periods | null;
  readonly cells: readonly Decided[];
  /** Of a ratio. */
  readonly parts?: { readonly values: Readonly<Record<Role, string | null>>; readonly count: number };
}
type Asked = Pick<LineageQuery, "grain" | "ratio">;

/** @param periods  left out: the day, or the last closed period, as the startup's page says it */
export function madeOf(startup: Startup, metric: Metric, asked: Asked, periods: Periods | undefined): Made {
  const role = ROLES.find((one) => startup.setting.catalogue.metricOf(asked.ratio ?? "")?.ratio?.[one] === metric.key);
  if (asked.ratio !== undefined && role) return partMade(startup, metric, { ratio: asked.ratio, role }, periods);
  if (metric.ratio) return ratioFigure(startup, metric, periods);
  const subject = subjectOf(startup, metric.key);
  const panel = panelOf(startup, metric.key, asked.grain);
  if (!subject || !panel) {
    const absence = subject?.stated ? "open" : "never";
    return { metric: subject?.metric ?? metric, value: null, absence, periods: null, cells: [] };
  }
  if (periods) return overPeriods(subject, periods);
  return { metric: subject.metric, ...toldOf(panel), ...shownCells(subject, panel) };
}

const toldOf = ({ figure: { value, absence } }: Panel) => ({ value, absence });

/** The cells of a panel's headline: those of its breakdown, and of its own grain. */
function shownCells(subject: Subject, { kind, figure, ...panel }: Panel): Pick<Made, "periods" | "cells"> {
  const { decided } = subject;
  if (kind === "membership") {
    const level = memberLevel(subject);
    return { periods: null, cells: decided.filter(({ cell }) => cell.level === level) };
  }
  const grain = "grain" in panel ? panel.grain : "state";
  if (grain === "state" || !figure.period) return { periods: null, cells: atOneBreakdown(decided) };
  const { first, last } = figure.period;
  const cells = within(periodsOf(subject, grain), { first, last }).flatMap((period) => period.cells);
  return { periods: { grain, first, last }, cells };
}

/** What closed periods add up to, as pages tell totals: a period without a figure adds nothing. */
function overPeriods(subject: Subject, { grain, first, last }: Periods): Made {
  const { metric } = subject;
  const closed = within(periodsOf(subject, grain), { first, last });
  if (metric.kind !== "flow" && closed.length > 1) throw neverAdded(metric);
  const value = sumOf(closed.map(({ total }) => total.value));
  const [only] = closed;
  const lack = only?.total.lack === "none" ? "open" : only?.total.lack;
  const absence = value === null ? (lack ?? "open") : null;
  return { metric, value, absence, periods: { grain, first, last }, cells: closed.flatMap(({ cells }) => cells) };
}

function ratioFigure(startup: Startup, metric: Metric, asked: Periods | undefined): Made {
  const made = ratioMade(startup, metric.key, asked);
  const own = subjectOf(startup, metric.key)?.metric ?? metric;
  if (!made) {
    const parts = { values: { numerator: null, denominator: null }, count: 0 };
    const stated = ROLES.filter((role) => metric.ratio && subjectOf(startup, metric.ratio[role])?.stated);
    const absence = stated.length === 0 ? "never" : stated.length === 1 ? "parts" : "open";
    return { metric: own, value: null, absence, periods: asked ?? null, cells: [], parts };
  }
  const { now, pairs, periods } = made;
  const { value, numerator, denominator } = now;
  return {
    ...{ metric: own, value, absence: value === null ? "whole" : null, periods },
    // Each place and period with its two cells beside each other.
    cells: pairs.flatMap(({ of }) => [of.numerator, of.denominator]),
    parts: { values: { numerator, denominator }, count: pairs.length },
  };
}

/** A part as a ratio has it: only of the places and periods that have both parts. */
function partMade(
  startup: Startup,
  metric: Metric,
  { ratio, role }: { readonly ratio: string; readonly role: Role },
  asked: Periods | undefined,
): Made {
  const made = ratioMade(startup, ratio, asked);
  const own = subjectOf(startup, metric.key)?.metric ?? metric;
  if (!made) return { metric: own, value: null, absence: "parts", periods: asked ?? null, cells: [] };
  const { now, pairs, periods } = made;
  return { metric: own, value: now[role], absence: null, periods, cells: pairs.map(({ of }) => of[role]) };
}
