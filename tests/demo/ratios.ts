// A ratio beside the two flows that it is made of, and the sums that the API makes itself beside the page's.
import type { Panel } from "../../dashboards/shapes/panel.ts";
import { metricOf } from "../../schemas/catalogue.ts";
import { fromMicro, toMicro } from "../../schemas/decimal.ts";
import type { Agreement } from "./agreement.ts";
import { added, periodsOf, within } from "./cells.ts";
import { addsUp, keyOf, type PanelOf } from "./panels.ts";
import type { Site } from "./site.ts";

export interface Asked {
  readonly agreement: Agreement;
  readonly site: Site;
  readonly startup: string;
  readonly day: string;
}
const whereOf = ({ startup, day }: Asked, key: string) => `${startup} ${key} on ${day}`;

/** Numerators over denominators, cut after six digits; a percentage where the catalogue says so. */
function quotient(part: string, whole: string, key: string): string | null {
  const under = toMicro(whole);
  const scale = metricOf(key)?.ratio?.scale === "percent" ? 100n : 1n;
  return under === 0n ? null : fromMicro((toMicro(part) * scale * 1_000_000n) / under);
}

/** Each of its windows has the sums of its two parts' own periods. */
export async function ratioAgrees(panel: PanelOf<"ratio">, asked: Asked): Promise<void> {
  const { agreement, site, startup, day } = asked;
  const { figure, numerator, denominator, now, before, yearly } = panel;
  const key = keyOf(panel);
  const where = whereOf(asked, key);
  const { table, share, value } = figure;
  if (table.by !== "period") throw new TypeError(`${where}: a ratio without its periods`);
  const [above, below] = await Promise.all(
    [numerator, denominator].map(async (metric) => periodsOf(await site.cells(startup, metric.key, day), table.grain)),
  );
  for (const point of [now, ...(before ? [before] : []), ...yearly]) {
    const at = `${where} ${point.first}..${point.last}`;
    const sum = (periods = above ?? []) => added(within(periods, point).map((period) => period.value)) ?? "0";
    agreement.same("a ratio's parts are its flows' periods", at, point.numerator, sum(above));
    agreement.same("a ratio's parts are its flows' periods", at, point.denominator, sum(below));
    agreement.same("a ratio is the quotient of its parts", at, point.value, quotient(sum(above), sum(below), key));
  }
  agreement.same("a ratio's figure is its last 12 months", where, value, now.value);
  agreement.same("a ratio's figure is its last 12 months", where, share?.part, now.numerator);
  agreement.same("a ratio's figure is its last 12 months", where, share?.whole, now.denominator);
  const parts = (name: "numerator" | "denominator") => added(table.rows.map((row) => row[name] ?? null));
  agreement.same("a ratio's periods make its parts", where, share?.part, parts("numerator"));
  agreement.same("a ratio's periods make its parts", where, share?.whole, parts("denominator"));
}

/** What the API adds up along time, territories and, of sets, by union. */
export async function sumsAgree(panel: Panel, asked: Asked): Promise<void> {
  const { agreement, site, startup, day } = asked;
  const key = keyOf(panel);
  const where = whereOf(asked, key);
  const query = `startup=${startup}&metric=${key}&day=${day}`;
  if (panel.kind === "flow") {
    const grain = `grain=${panel.grain}`;
    const [time] = await site.sums(`${query}&${grain}&sum=time`);
    agreement.same("the API's sum along time is the running total", where, panel.since?.value, time?.value);
    if (!addsUp(key)) return;
    const points = new Map(panel.points.map((point) => [point.first, point.value]));
    for (const { first, value } of await site.sums(`${query}&${grain}&sum=territory`))
      if (points.has(first ?? ""))
        agreement.same(
          "the API's sum of territories is the period",
          `${where} ${first}`,
          points.get(first ?? ""),
          value,
        );
  }
  if (panel.kind === "ratio") {
    const { first, last, value, numerator, denominator } = panel.now;
    const [sum] = await site.sums(`${query}&sum=time&from=${first}&to=${last}`);
    agreement.same("the API's ratio is the page's", where, value, sum?.value);
    agreement.same("the API's ratio is the page's", where, numerator, sum?.share?.part);
    agreement.same("the API's ratio is the page's", where, denominator, sum?.share?.whole);
  }
  if (panel.kind === "membership" || (panel.kind === "series" && panel.grain === "state" && addsUp(key))) {
    const { value, share, population } = panel.figure;
    const [sum] = await site.sums(`${query}&sum=territory`);
    agreement.same("the API's sum of territories is the figure", where, value ?? "0", sum?.value ?? "0");
    if (panel.kind !== "membership") return;
    agreement.same("the API's union has the page's shares", where, share?.part, sum?.share?.part);
    agreement.same("the API's union has the page's shares", where, population?.part, sum?.population?.part);
  }
}
