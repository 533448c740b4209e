// Random pairs of a figure and a day: the page that a person reads, the API, the CSV, the cells and the frozen report.
import type { Panel } from "../../dashboards/shapes/panel.ts";
import type { StartupModel } from "../../dashboards/shapes/startup.ts";
import { addDays } from "../../schemas/period.ts";
import type { Agreement, Said } from "./agreement.ts";
import { added, type Cell, lastSunday, periodsOf, within } from "./cells.ts";
import { communesOf } from "./official.ts";
import { partsIn, sameShown } from "./pages.ts";
import type { Pair } from "./pair.ts";
import { keyOf, type PanelOf, stateOf } from "./panels.ts";
import type { Reports } from "./reports.ts";
import { cardsOf, numberIn, section } from "./shown.ts";
import type { CsvRow, Site } from "./site.ts";

/** How many pairs reached each form. */
export interface Reached {
  page: number;
  csv: number;
  cells: number;
  sum: number;
  report: number;
  /** Of them all, those without a figure, which every form must say. */
  absent: number;
}

/** xorshift32: the same seed draws the same pairs. @returns a whole number from 0 up to `below` */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

/**
 * Services weigh alike, then their metrics. A quarter of the days are of the whole span, where much is not known yet, a
 * quarter Sundays of the published reports, half of the last year.
 */
export function drawPairs(
  count: number,
  seed: number,
  {
    services,
    days,
    sundays,
  }: { services: readonly StartupModel[]; days: readonly string[]; sundays: readonly string[] },
): Pair[] {
  const random = randomFrom(seed);
  const one = <T>(all: readonly T[]): T => all[random(all.length)] as T;
  const withPanels = services.filter(({ panels }) => panels.length > 0);
  return Array.from({ length: count }, () => {
    const { startup, panels } = one(withPanels);
    const metric = keyOf(one(panels));
    const draw = random(4);
    return { startup: startup.id, metric, day: one(draw === 0 ? sundays : draw === 1 ? days : days.slice(-365)) };
  });
}

export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Asks for one figure on one day in every form, and holds them against the API's. */
export async function pairAgrees(
  site: Site,
  { startup, metric, day }: Pair,
  { agreement, reached, reports }: { agreement: Agreement; reached: Reached; reports: Reports },
): Promise<void> {
  const where = `${startup} ${metric} on ${day}`;
  const page = await site.text(`/startups/${startup}?day=${day}`);
  const { panels, head } = await site.startup(startup, day);
  const panel = panels.find((one) => keyOf(one) === metric);
  const card = cardsOf(page).get(metric);
  const value = panel?.figure.value ?? null;
  if (value === null) reached.absent += 1;

  reached.page += 1;
  agreement.same("pair: the page has the API's panel", where, panel ? "panel" : "none", card ? "panel" : "none");
  const shown = card?.value ? numberIn(card.value) : null;
  agreement.same(
    "pair: the page says the API's number",
    where,
    value,
    panel ? sameShown(panel.figure.metric, shown, value) : shown,
  );
  const { share } = panel?.figure ?? {};
  if (panel?.kind === "ratio" && share && card)
    agreement.same(
      "pair: the page says the ratio's parts",
      where,
      `${share.part},${share.whole}`,
      partsIn(card.of).join(),
    );

  reached.csv += 1;
  const csv = await site.csv(csvLink(page, metric) ?? `/startups/${startup}.csv?panel=m-${metric}&day=${day}`);
  const row =
    panel?.kind === "ratio"
      ? csv?.find((one) => one.last_day === panel.now.last && one.first_day === panel.now.first)
      : csv?.at(-1);
  const last = row?.last_day ?? day;
  // a state's rows are of Sundays: the last one is the API's figure of that day
  const isThen = isState(panel) && last !== day;
  if (isThen) agreement.same("pair: a state's CSV ends on the last Sunday", where, last, lastSunday(day));
  const said = isThen ? await figureOn(site, { startup, metric, day: last }, head.first) : value;
  agreement.same("pair: the CSV says the API's number", where, said, inCsv(panel, csv) ?? (row?.value || null));

  reached.cells += 1;
  const cells = await site.cells(startup, metric, day);
  if (!panel) agreement.same("pair: no cell of a figure without a panel", where, 0, cells.length);
  else if (panel.kind === "ratio") await ratioPair(site, panel, { startup, day }, { agreement, where });
  else agreement.same("pair: the cells make the API's number", where, value, fromCells(panel, cells));

  const sum = await sumOf(site, panel, { startup, metric, day });
  if (sum !== undefined) {
    reached.sum += 1;
    agreement.same("pair: the API's own sum is its number", where, value, sum);
  }
  reached.report += reports.lineAgrees({ startup, metric, day }, panel, agreement);
}

const isState = (panel: Panel | undefined) =>
  panel?.kind === "membership" || (panel?.kind === "series" && panel.grain === "state");

/** The API's number of a day; of one that no page has, none. */
async function figureOn(site: Site, { startup, metric, day }: Pair, first: string): Promise<Said> {
  if (day < first) return null;
  const { panels } = await site.startup(startup, day);
  return panels.find((one) => keyOf(one) === metric)?.figure.value ?? null;
}

/** Of a daily flow, whose figure is its last whole week; `undefined`: of anything else. */
function inCsv(panel: Panel | undefined, csv: readonly CsvRow[] | undefined): Said | undefined {
  const period = panel?.kind === "flow" && panel.grain === "day" ? panel.figure.period : null;
  if (!period || !csv) return undefined;
  const own = csv.filter(
    ({ first_day: first = "", last_day: last = "" }) => first >= period.first && last <= period.last,
  );
  return added(own.map(({ value }) => value || null));
}

/** As a reader finds it: in the panel's fold. */
function csvLink(page: string, metric: string): string | undefined {
  const [, link] = /href="([^"]+\.csv\?[^"]+)"/.exec(section(page, `m-${metric}`) ?? "") ?? [];
  return link?.replaceAll("&amp;", "&");
}

function fromCells(panel: Exclude<Panel, PanelOf<"ratio">>, cells: readonly Cell[]): Said {
  const members = cells.filter(({ value }) => value !== null);
  switch (panel.kind) {
    case "membership": {
      const codes = members.filter(({ level }) => level === "commune").map(({ code }) => code);
      const places = codes.length > 0 ? communesOf(codes) : [...new Set(members.map(({ code }) => code))];
      return members.length === 0 ? null : String(places.length);
    }
    case "flow":
      return panel.figure.period
        ? added(within(periodsOf(cells, panel.grain), panel.figure.period).map(({ value }) => value))
        : null;
    case "series": {
      if (panel.grain === "state") return stateOf(keyOf(panel), cells);
      const last = periodsOf(cells, panel.grain).at(-1);
      return stateOf(
        keyOf(panel),
        cells.filter(({ grain, first }) => grain === panel.grain && first === last?.first),
      );
    }
  }
}

async function ratioPair(
  site: Site,
  { numerator, denominator, now, figure }: PanelOf<"ratio">,
  { startup, day }: Omit<Pair, "metric">,
  { agreement, where }: { agreement: Agreement; where: string },
): Promise<void> {
  const grain = figure.table.by === "period" ? figure.table.grain : "month";
  for (const [part, said] of [
    [numerator.key, now.numerator],
    [denominator.key, now.denominator],
  ] as const) {
    const periods = within(periodsOf(await site.cells(startup, part, day), grain), now);
    agreement.same("pair: the cells make the ratio's parts", where, said, added(periods.map(({ value }) => value)));
  }
}

/** The API's legal sum that is the figure; `undefined`: the catalogue has none. */
async function sumOf(site: Site, panel: Panel | undefined, { startup, metric, day }: Pair): Promise<Said | undefined> {
  const query = `startup=${startup}&metric=${metric}&day=${day}`;
  switch (panel?.kind) {
    case "membership":
      return panel.figure.value === null ? undefined : ((await site.sums(`${query}&sum=territory`))[0]?.value ?? null);
    case "flow": {
      const { period } = panel.figure;
      const span = `from=${period?.first}&to=${period?.last}&grain=${panel.grain}`;
      return (await site.sums(`${query}&${span}&sum=time`))[0]?.value ?? null;
    }
    case "ratio": {
      const { first, last } = panel.now;
      return (await site.sums(`${query}&from=${first}&to=${last}&sum=time`))[0]?.value ?? null;
    }
    default:
      return undefined;
  }
}
