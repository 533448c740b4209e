// One legal sum: along time, over territories, or across services. An illegal one is refused with the question to ask.
import { type Axis, isState, type Metric } from "../../schemas/catalogue-model.ts";
import { ReleveError } from "../../schemas/errors.ts";
import type { Grain } from "../../schemas/period.ts";
import type { Figure as Decided } from "../queries/decide.ts";
import { closedPeriods, grainsOf, type PeriodTotal, spanOf, within } from "../queries/periods.ts";
import { closedPairs, grainOfPairs, quotientOf } from "../queries/ratios.ts";
import { addsOverTerritory, ruleOf, sumOf, totalOf } from "../queries/totals.ts";
import { type Union, unionOf } from "../queries/unions.ts";
import type { FiguresModel, FiguresQuery } from "../shapes/figures.ts";
import { statingSubjects } from "./coverage.ts";
import { memberLevel } from "./figure-of.ts";
import { ratioOf } from "./ratio-panel.ts";
import type { Startup, Subject } from "./subject.ts";

type Sum = FiguresModel["sums"][number];
type Asked = FiguresQuery & { readonly sum: Axis };

/**
 * One sum per startup (and period, for sums over territories), or one across services.
 * @throws {ReleveError} RELEVE_SUM_ILLEGAL, also when no metric is named.
 */
export function sumsOf(startups: readonly Startup[], metric: Metric | undefined, query: Asked): Sum[] {
  if (!metric)
    throw new ReleveError("RELEVE_SUM_ILLEGAL", "a sum needs one metric", "name it: metric=rdv_pris, for example");
  const rule = ruleOf(metric, query.sum);
  if (rule === "ratio") return startups.flatMap((startup) => ratioSum(startup, metric, query));
  if (metric.kind === "membership") return memberSums(startups, metric, query, rule === "union" ? "union" : "last");
  const subjects = statingSubjects(startups, metric.key);
  if (query.sum === "services") return acrossServices(subjects, metric, query);
  return subjects.flatMap((subject) =>
    isState(metric.kind) ? stateSum(subject, query, rule === "last" ? "last" : "sum") : periodSums(subject, query),
  );
}

/** The cells of the territory and level that are asked for. */
function among({ decided }: Subject, { level, territory }: Asked): Decided[] {
  return decided.filter(
    ({ cell }) => (level === undefined || cell.level === level) && (territory === undefined || cell.code === territory),
  );
}

function sum(metric: Metric, startup: string | null, rule: Sum["rule"], rest: Partial<Sum>): Sum {
  return {
    metric: metric.key,
    startup,
    rule,
    first: null,
    last: null,
    value: null,
    share: null,
    population: null,
    ...rest,
  };
}

function memberSums(startups: readonly Startup[], metric: Metric, query: Asked, rule: "union" | "last"): Sum[] {
  const subjects = statingSubjects(startups, metric.key);
  const of = (startup: string | null, all: readonly Subject[]): Sum[] => {
    const [first] = all;
    if (!first) return [];
    const level = query.level ?? memberLevel(first);
    const cells = all.flatMap((subject) => among(subject, query));
    return [
      sum(metric, startup, rule, {
        last: first.setting.day,
        ...unionParts(unionOf(level, cells, first.setting)),
      }),
    ];
  };
  return query.sum === "services"
    ? of(null, subjects)
    : subjects.flatMap((subject) => of(subject.declaration.startup, [subject]));
}
const unionParts = ({ value, share, population }: Union) => ({ value, share, population });

function stateSum(subject: Subject, query: Asked, rule: "sum" | "last"): Sum {
  const { metric, declaration, setting } = subject;
  const { value } = totalOf(metric, among(subject, query));
  return sum(metric, declaration.startup, rule, { last: setting.day, value });
}

/** The closed periods that are asked for, of one grain. */
function periods(subject: Subject, query: Asked): PeriodTotal[] {
  const { metric, setting } = subject;
  const cells = among(subject, query);
  const grain = query.grain ?? grainsOf(cells.filter(({ cell }) => cell.last <= setting.day))[0];
  if (grain === undefined) return [];
  const all = closedPeriods(cells, { grain, day: setting.day, adds: addsOverTerritory(metric) });
  return within(all, { first: query.from ?? "", last: query.to ?? "9999" });
}

function periodSums(subject: Subject, query: Asked): Sum[] {
  const { metric, declaration } = subject;
  const found = periods(subject, query);
  const each = ({ first, last, total }: PeriodTotal) =>
    sum(metric, declaration.startup, "sum", { first, last, value: total.value });
  if (query.sum === "territory") return found.map(each);
  const span = spanOf(found);
  return span
    ? [sum(metric, declaration.startup, "sum", { ...span, value: sumOf(found.map(({ total }) => total.value)) })]
    : [];
}

/** Period by period, of the services that state it; of one grain. */
function acrossServices(subjects: readonly Subject[], metric: Metric, query: Asked): Sum[] {
  const grain = query.grain ?? grainsOf(subjects.flatMap((subject) => among(subject, query)))[0];
  if (grain === undefined) return [];
  const byFirst = new Map<string, PeriodTotal[]>();
  for (const subject of subjects)
    for (const period of periods(subject, { ...query, grain }))
      byFirst.set(period.first, [...(byFirst.get(period.first) ?? []), period]);
  return [...byFirst.values()]
    .sort(([a], [b]) => ((a?.first ?? "") < (b?.first ?? "") ? -1 : 1))
    .flatMap((all) => {
      const span = spanOf(all);
      return span ? [sum(metric, null, "sum", { ...span, value: sumOf(all.map(({ total }) => total.value)) })] : [];
    });
}

/** Σnum/Σden over the periods and territories that are asked for. */
function ratioSum(startup: Startup, metric: Metric, query: Asked): Sum[] {
  const found = ratioOf(startup, metric.key);
  if (!found) return [];
  const { level, territory, from, to } = query;
  const pairs = found.pairs.filter(
    ({ cell }) => (level === undefined || cell.level === level) && (territory === undefined || cell.code === territory),
  );
  const grain: Grain | undefined = query.grain ?? grainOfPairs(pairs);
  if (grain === undefined) return [];
  const closed = within(closedPairs(pairs, grain, startup.setting.day), { first: from ?? "", last: to ?? "9999" });
  const total = quotientOf(metric, closed);
  if (!total) return [];
  const { first, last, value, numerator, denominator } = total;
  return [
    sum(metric, startup.declaration.startup, "ratio", {
      first,
      last,
      value,
      share: { part: numerator, whole: denominator },
    }),
  ];
}
