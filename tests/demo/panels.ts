// A panel beside its siblings: the API's cells, its own table, its weeks and periods, and the figure of 4 weeks before.
import type { Point, TerritoryRow } from "../../dashboards/figure.ts";
import type { Panel } from "../../dashboards/shapes/panel.ts";
import { metricOf } from "../../schemas/catalogue.ts";
import { addDays } from "../../schemas/period.ts";
import type { Agreement, Said } from "./agreement.ts";
import { added, type Cell, groupsOf, lastSunday, minus, oneBreakdown, periodsOf, within } from "./cells.ts";
import { COMMUNES, communesOf, FRENCH, peopleOf } from "./official.ts";

export type PanelOf<Kind extends Panel["kind"]> = Extract<Panel, { kind: Kind }>;
/** What a panel is compared with. */
export interface Beside {
  readonly agreement: Agreement;
  /** Service, metric and day, for whoever reads a difference. */
  readonly where: string;
  /** That was asked for. */
  readonly day: string;
  readonly cells: readonly Cell[];
  /** The same panel on the day that its change is against: 4 weeks before; `undefined`: there was none. */
  readonly before: Panel | undefined;
  /** The same panel of a state on the last Sunday; `undefined`: there was none. */
  readonly sunday: Panel | undefined;
  /** The same panel where no comparison was asked for, of a flow that is compared as first announced: it is as known now. */
  readonly known: Panel | undefined;
}
const saidOf = ({ value }: { readonly value: Said }) => value;
export const keyOf = ({ figure }: Panel) => figure.metric.key;
export const addsUp = (key: string) => metricOf(key)?.sums.territory === "sum";

export function panelAgrees(panel: Panel, beside: Beside): void {
  const { agreement, where } = beside;
  const { change, table, value } = panel.figure;
  if (table.by === "territory" && table.rule === "sum")
    agreement.same("a table's rows make the figure", where, value, added(table.rows.map(saidOf)));
  if (change?.kind === "difference" && value !== null) {
    agreement.same("a change is counted from 28 days before", where, change.since, addDays(beside.day, -28));
    const then = beside.before?.figure.value ?? null;
    agreement.same("a change is the difference of two days", where, change.value, then && minus(value, then));
  }
  if (panel.kind === "membership") membershipAgrees(panel, beside);
  if (panel.kind === "series") seriesAgrees(panel, beside);
  if (panel.kind === "flow") flowAgrees(panel, beside);
}

function membershipAgrees({ figure, weekly }: PanelOf<"membership">, beside: Beside): void {
  const { agreement, where, cells } = beside;
  const { value, share, population, table } = figure;
  const rows = table.by === "territory" ? table.rows : [];
  weeklyAgrees({ value, points: weekly }, beside);
  agreement.same("a set's table has all of it", where, value, added(rows.map(saidOf)) ?? "0");
  const members = cells.filter((cell) => cell.value !== null);
  if (!members.some(({ level }) => level === "commune")) {
    agreement.same("a set's size is its cells'", where, value, new Set(members.map(({ code }) => code)).size);
    return;
  }
  const communes = communesOf(members.filter(({ level }) => level === "commune").map(({ code }) => code));
  const french = communes.filter((one) => one.french);
  agreement.same("a set is the union of its communes", where, value, communes.length);
  agreement.same("a share is of the official list", where, share?.part, french.length);
  agreement.same("a share is of the official list", where, share?.whole, FRENCH.length);
  agreement.same("inhabitants are the official list's", where, population?.part, peopleOf(french));
  agreement.same("inhabitants are the official list's", where, population?.whole, peopleOf(FRENCH));
  const here = groupsOf(communes, ({ departement }) => departement);
  const all = groupsOf(COMMUNES, ({ departement }) => departement);
  for (const row of rows.filter((one) => one.value !== null))
    departementAgrees(row, here.get(row.code) ?? [], all.get(row.code) ?? [], { agreement, where });
}

/** A state's weeks end on Sundays, the last one before the day: the last of them is that Sunday's figure. */
function weeklyAgrees(
  { value, points }: { readonly value: Said; readonly points: readonly Point[] },
  { agreement, where, day, sunday }: Beside,
): void {
  const last = points.at(-1);
  const ends = sunday ? lastSunday(day) : day; // the day itself where nothing was known on a Sunday
  agreement.same("a weekly series ends on the last Sunday", where, last?.last, ends);
  const then = last?.last === day ? value : sunday?.figure.value;
  agreement.same("the last week of a state is its Sunday's figure", where, then, last?.value);
}

function departementAgrees(
  { code, value, of, population }: TerritoryRow,
  communes: ReturnType<typeof communesOf>,
  all: ReturnType<typeof communesOf>,
  { agreement, where }: Pick<Beside, "agreement" | "where">,
): void {
  const place = `${where} in ${code}`;
  agreement.same("a département's communes are its cells", place, value, communes.length);
  if (!communes.every(({ french }) => french)) return;
  agreement.same("a département's whole is the official list's", place, of, all.length);
  agreement.same("a département's people are the official list's", place, population?.part, peopleOf(communes));
  agreement.same("a département's people are the official list's", place, population?.whole, peopleOf(all));
}

/** A single figure, or a sum where sums are legal; several that may not be added up are none. */
export function stateOf(key: string, cells: readonly Cell[]): Said {
  const own = oneBreakdown(cells);
  return own.length <= 1 || addsUp(key) ? added(own.map(saidOf)) : null;
}

function seriesAgrees(panel: PanelOf<"series">, beside: Beside): void {
  const { agreement, where, cells } = beside;
  const { figure, grain, points } = panel;
  if (grain === "state") {
    weeklyAgrees({ value: figure.value, points }, beside);
    agreement.same("a state is its cells", where, figure.value, stateOf(keyOf(panel), cells));
    return;
  }
  agreement.same("the last point of a series is the figure", where, figure.value, points.at(-1)?.value ?? null);
  const own = oneBreakdown(cells.filter((cell) => cell.grain === grain));
  const each = groupsOf(own, ({ first }) => first ?? "");
  for (const { first, value } of points) {
    const here = each.get(first) ?? [];
    const single = here.length === 1 ? (here[0]?.value ?? null) : null;
    agreement.same("people of a period are its own cell, never added", `${where} ${first}`, value, single);
  }
}

const FOUR_WEEKS: Readonly<Record<string, number>> = { day: 28, week: 4, sunday_week: 4 };

function flowAgrees(panel: PanelOf<"flow">, beside: Beside): void {
  const { agreement, where, cells } = beside;
  const { figure, grain, points, since, by } = panel;
  const periods = periodsOf(cells, grain);
  const on = new Map(periods.map(({ first, value }) => [first, value]));
  for (const { first, value } of points)
    agreement.same("a period is the sum of its cells", `${where} ${first}`, value, on.get(first) ?? null);
  const own = figure.period && within(periods, figure.period);
  agreement.same(
    "the last period, of days the last whole week, is the figure",
    where,
    figure.value,
    own && added(own.map(saidOf)),
  );
  agreement.same(
    "the last period, of days the last whole week, is the figure",
    where,
    own?.length,
    grain === "day" ? 7 : 1,
  );
  agreement.same("a running total is the sum of its periods", where, since?.value ?? null, added(periods.map(saidOf)));
  agreement.same("a running total has its periods' days", where, since?.first, periods[0]?.first);
  agreement.same("a running total has its periods' days", where, since?.last, periods.at(-1)?.last);
  fourWeeksAgree(panel, beside);
  if (by?.table.by === "territory") {
    const year = added(within(periods, by).map(saidOf));
    agreement.same("12 months by territory are their periods", where, added(by.table.rows.map(saidOf)), year);
  }
  milestonesAgree(panel, beside);
}

/**
 * 4 weeks against the 4 before: the sums of their weeks, or, of a source that revises them, what was first announced: then
 * what they are against is what 4 weeks were told as on the day that ended them.
 */
function fourWeeksAgree({ figure, grain, points }: PanelOf<"flow">, beside: Beside): void {
  const { agreement, where, before, known } = beside;
  const { change } = figure;
  if (change?.kind !== "flow") return;
  const count = FOUR_WEEKS[grain] ?? 0;
  const [now, then] = [points.slice(-count), points.slice(-2 * count, -count)];
  const spans = [now, then].map((own) => `${own[0]?.first} ${own.at(-1)?.last}`).join();
  const said = [change, change.against].map((span) => `${span?.first} ${span?.last}`).join();
  agreement.same("4 weeks are the last ones, against the 4 before", where, said, spans);
  const plain = change.compared === undefined ? change : known?.figure.change;
  if (plain?.kind === "flow")
    agreement.same("4 weeks are the sum of their weeks", where, plain.now, added(now.map(saidOf)));
  if (change.compared === undefined) {
    agreement.same("4 weeks are the sum of their weeks", where, change.before, added(then.map(saidOf)));
    return;
  }
  agreement.same("4 weeks are compared as first announced", where, change.compared, "announced");
  const told = before?.figure.change;
  if (told?.kind === "flow")
    agreement.same("4 weeks are against what was first announced of them", where, change.before, told.now);
}

/** A total once quoted, of the metric's own grain. */
function milestonesAgree({ milestones, grains }: PanelOf<"flow">, { agreement, where, cells }: Beside): void {
  const own = oneBreakdown(cells.filter((cell) => cell.grain === grains[0]));
  for (const { until, value, territories } of milestones) {
    const closed = own.filter(({ last }) => (last ?? "") <= until);
    const codes = new Set(closed.filter((cell) => Number(cell.value ?? 0) > 0).map(({ code }) => code));
    agreement.same("a quoted total is the sum until then", where, value, added(closed.map(saidOf)));
    agreement.same("a quoted total names its territories", where, territories?.count, codes.size);
  }
}

const FINER: Readonly<Record<string, readonly string[]>> = {
  week: ["day"],
  month: ["day"],
  quarter: ["month"],
  year: ["quarter", "month"],
};

/** Of one metric: days make weeks, months make quarters and years; territories make the country. */
export function cellsAgree(
  key: string,
  { agreement, where, cells }: Pick<Beside, "agreement" | "where" | "cells">,
): void {
  if (metricOf(key)?.kind !== "flow") return;
  const grains = [...new Set(cells.map(({ grain }) => grain))];
  for (const grain of grains)
    for (const finer of (FINER[grain] ?? []).filter((one) => grains.some((stated) => stated === one))) {
      const parts = periodsOf(cells, finer);
      const whole = (parts[0]?.first ?? "9") as string;
      for (const period of periodsOf(cells, grain).filter(({ first }) => first >= whole))
        agreement.same(
          `a ${grain} is the sum of its ${finer}s`,
          `${where} ${period.first}`,
          period.value,
          added(within(parts, period).map(saidOf)),
        );
    }
  const levels = new Set(cells.map(({ level }) => level));
  if (!levels.has("france") || levels.size === 1) return;
  const inside = cells.filter(({ level }) => level !== "france");
  for (const grain of grains) {
    const parts = new Map(periodsOf(inside, grain).map(({ first, value }) => [first, value]));
    for (const { first, value } of periodsOf(cells, grain))
      if (parts.has(first))
        agreement.same("the country is the sum of its territories", `${where} ${first}`, value, parts.get(first));
  }
}
