// The models of the catalogue's pages: who publishes a metric, side by side, and what may be put together.
import { AXES, type Metric, markOf } from "../../schemas/catalogue-model.ts";
import { isOwn } from "../../schemas/own-metrics.ts";
import { dayOf } from "../../schemas/period.ts";
import { isChosen } from "../choice.ts";
import { metricRef, type Point } from "../figure.ts";
import { dailyMembers } from "../queries/daily.ts";
import { addMonths, grainsOf } from "../queries/periods.ts";
import { shownOf } from "../queries/spans.ts";
import { unionOf, unionOfAll } from "../queries/unions.ts";
import { FiguresQuery } from "../shapes/figures.ts";
import {
  type MetricEntry,
  type MetricModel,
  type MetricService,
  type MetricsModel,
  type MetricTheme,
  THEMES,
} from "../shapes/metric.ts";
import type { Panel } from "../shapes/panel.ts";
import { statingSubjects } from "./coverage.ts";
import { memberLevel } from "./figure-of.ts";
import { panelOf } from "./panels.ts";
import { ratioOf } from "./ratio-panel.ts";
import { startupRef } from "./services.ts";
import type { Setting } from "./setting.ts";
import { seriesDays } from "./state-panels.ts";
import { type Startup, type Subject, startupsOf } from "./subject.ts";
import { sumsOf } from "./sums.ts";

const allOf = (setting: Setting) => startupsOf(setting, [...setting.declarations.keys()]);

export async function metricsModel(setting: Setting): Promise<MetricsModel> {
  const startups = await allOf(setting);
  const entries = setting.catalogue
    .metricsInForce()
    .filter(({ key }) => !isOwn(key)) // of one startup: on its page
    .map((metric) => ({ theme: themeOf(metric), entry: entryOf(metric, startups) }));
  return {
    head: setting.head,
    themes: THEMES.map((theme) => ({
      theme,
      metrics: entries.filter((one) => one.theme === theme).map(({ entry }) => entry),
    })),
  };
}

/** What it speaks of. */
export function themeOf(metric: Metric): MetricTheme {
  if (metric.kind === "membership") return "places";
  if (markOf(metric) === "impact") return "effects";
  if (metric.subject === "personne") return "people";
  return metric.kind === "flow" || metric.kind === "counter" ? "activity" : "contents";
}

function entryOf(metric: Metric, startups: readonly Startup[]): MetricEntry {
  const rules = AXES.map((axis) => {
    const rule = metric.sums[axis];
    return [axis, typeof rule === "string" ? rule : "refused"] as const;
  });
  return {
    metric: metricRef(metric),
    mark: markOf(metric),
    sums: Object.fromEntries(rules) as MetricEntry["sums"],
    services: startups.filter((startup) => states(startup, metric)).map(startupRef),
  };
}

function states(startup: Startup, { key, kind }: Metric): boolean {
  return kind === "ratio" ? ratioOf(startup, key) !== undefined : statingSubjects([startup], key).length > 0;
}

export async function metricModel(setting: Setting, metric: Metric): Promise<MetricModel> {
  const startups = await allOf(setting);
  const { catalogue } = setting;
  const part = (key: string | undefined) => (key === undefined ? undefined : catalogue.metricOf(key));
  const numerator = part(metric.ratio?.numerator);
  const denominator = part(metric.ratio?.denominator);
  const usedBy = catalogue
    .metricsInForce()
    .filter(({ ratio }) => ratio && (ratio.numerator === metric.key || ratio.denominator === metric.key));
  return {
    head: setting.head,
    entry: entryOf(metric, startups),
    theme: themeOf(metric),
    subject: metric.subject,
    window: metric.window ?? null,
    versions: definitionsOf(setting, metric.key),
    parts: numerator && denominator ? { numerator: metricRef(numerator), denominator: metricRef(denominator) } : null,
    usedBy: usedBy.map(metricRef),
    network: networkOf(setting, metric, startups),
    services: startups.flatMap((startup) => serviceOf(startup, metric.key) ?? []).sort(greatest),
  };
}

/** Every text that a metric's versions had, the one in force first; none when the catalogue does not have it. */
export function definitionsOf({ catalogue }: Pick<Setting, "catalogue">, key: string): MetricModel["versions"] {
  return catalogue.historyOf(key).map(({ metric: { version, label, definition }, sha256, at }, place) => ({
    version,
    label,
    definition,
    since: at === undefined ? null : new Date(at.recordedAt).toISOString(),
    sha256,
    current: place === 0,
  }));
}

const greatest = ({ figure: a }: MetricService, { figure: b }: MetricService) =>
  Number(b.value ?? -1) - Number(a.value ?? -1);

function serviceOf(startup: Startup, key: string): MetricService | undefined {
  const panel = panelOf(startup, key, undefined);
  if (!panel) return undefined;
  const { metric: _metric, table: _table, ...figure } = panel.figure;
  return { service: startupRef(startup), figure, ...seriesOf(panel, startup.setting) };
}

/** Twelve months where no span was chosen; the panel has the chosen one. */
function recent<P extends Point>({ day, choice }: Setting, points: readonly P[]): P[] {
  if (isChosen(choice)) return [...points];
  const since = addMonths(day, -12);
  return points.filter(({ last }) => last > since);
}

function seriesOf(panel: Panel, setting: Setting): Pick<MetricService, "grain" | "points"> {
  switch (panel.kind) {
    case "membership":
      return { grain: "state", points: recent(setting, panel.weekly) };
    case "ratio": {
      const { table } = panel.figure;
      return table.by === "period"
        ? { grain: table.grain, points: table.rows }
        : { grain: "year", points: panel.yearly };
    }
    default:
      return { grain: panel.grain, points: recent(setting, panel.points) };
  }
}

/** Over services: a union of sets, or a sum where they count the same thing. */
function networkOf(setting: Setting, metric: Metric, startups: readonly Startup[]): MetricModel["network"] {
  if (typeof metric.sums.services !== "string") return null;
  const subjects = statingSubjects(startups, metric.key);
  if (subjects.length === 0) return null;
  return metric.kind === "membership" ? unionOver(setting, subjects) : sumOver(setting, metric, startups);
}

function unionOver(setting: Setting, subjects: readonly Subject[]): MetricModel["network"] {
  const { day, choice, territories } = setting;
  const [one] = subjects;
  if (!one) return null;
  const level = memberLevel(one);
  const unions = subjects.map(({ decided }) => unionOf(level, decided, setting));
  const union = unionOfAll(level, unions, territories);
  const { weekly, since } = seriesDays(
    { day, choice },
    dayOf(Math.min(...subjects.map(({ stated }) => stated?.since ?? Infinity))),
  );
  const counts = new Array<number>(weekly.length).fill(0);
  const anywhere = new Map<string, Uint8Array>();
  for (const subject of subjects) {
    const query = { metric: subject.metric.key, version: subject.metric.version, days: weekly };
    for (const [code, present] of dailyMembers(level, subject, query, territories)) {
      const own = anywhere.get(code) ?? new Uint8Array(weekly.length);
      anywhere.set(code, own);
      for (let at = 0; at < weekly.length; at += 1) own[at] = (own[at] ?? 0) | (present[at] ?? 0);
    }
  }
  for (const own of anywhere.values())
    for (let at = 0; at < counts.length; at += 1) counts[at] = (counts[at] ?? 0) + (own[at] ?? 0);
  return {
    rule: "union",
    value: union.value,
    day,
    share: union.share,
    population: union.population,
    grain: "state",
    begins: since,
    points: weekly.map((on, at) => ({ first: on, last: on, value: String(counts[at] ?? 0) })),
    services: subjects.map(startupRef),
    left: [],
  };
}

/** Of one grain: the one that the services state first. */
function sumOver(setting: Setting, metric: Metric, startups: readonly Startup[]): MetricModel["network"] {
  const subjects = statingSubjects(startups, metric.key);
  const [grain] = grainsOf(subjects.flatMap(({ decided }) => decided));
  if (!grain) return null;
  const counts = ({ decided }: Subject) => decided.some(({ cell }) => cell.grain === grain);
  const query = { ...FiguresQuery.parse({}), metric: metric.key, sum: "services", grain } as const;
  const all = sumsOf(startups, metric, query).flatMap(({ first, last, value }) =>
    first !== null && last !== null ? [{ first, last, value }] : [],
  );
  const points = recent(setting, shownOf(setting.choice, grain, all));
  const last = all.at(-1);
  return last
    ? {
        rule: "sum",
        value: last.value,
        day: last.last,
        share: null,
        population: null,
        grain,
        begins: all[0]?.first ?? null,
        points,
        services: subjects.filter(counts).map(startupRef),
        left: subjects.filter((subject) => !counts(subject)).map(startupRef),
      }
    : null;
}
