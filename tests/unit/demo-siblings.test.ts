// Figures of one answer that speak of the same thing agree: parts with their whole, counts with what they count.
import { beforeAll, describe, expect, it } from "vitest";
import { todayAt, weeklyPulls } from "../../cli/demo/calendar.ts";
import { simulate } from "../../cli/demo/startups.ts";
import { loadTerritories } from "../../infra/territories.ts";
import { endpointOf, readAnswer } from "../../ingestors/endpoints/index.ts";
import { metricOf } from "../../schemas/catalogue.ts";
import type { Row } from "../../schemas/statement.ts";
import type { Territories } from "../../schemas/territory.ts";

const ORIGIN = "http://127.0.0.1:1";
const SEEDS = [7, 2024];
const WEEKS = [0, 27, 51];

let cog: Territories;
beforeAll(async () => {
  cog = await loadTerritories();
});

interface Answer {
  readonly where: string;
  readonly rows: readonly Row[];
}
/** What each source states in some weeks of the year, whatever fails then; those by commune have no siblings. */
function answersOf(seed: number): Answer[] {
  return simulate({ seed, territories: cog }).flatMap(({ endpoints, declare, since = "" }) => {
    const { startup, sources } = declare(ORIGIN);
    return sources
      .filter(({ kind }) => kind !== "anct" && kind !== "push")
      .flatMap(({ kind, settings }) => {
        const endpoint = endpointOf(kind)!;
        const { pathname, searchParams } = new URL(String(settings.url));
        const { answers, type = "application/json" } = endpoints.find(({ path }) => path === pathname)!;
        const days = WEEKS.map((week) => weeklyPulls()[week]!).filter((at) => todayAt(at).day >= since);
        return days.map((moment) => {
          const answer = answers(todayAt(moment), searchParams);
          const bytes = Buffer.from(typeof answer === "string" ? answer : JSON.stringify(answer));
          const reader = { kind, version: endpoint.version, settings: endpoint.settings.parse(settings) as never };
          const pages = [{ url: ORIGIN, contentType: type, bytes }];
          return { where: `${startup} ${todayAt(moment).day}`, rows: readAnswer(reader, { pages, moment }).rows };
        });
      });
  });
}
const sum = (rows: readonly Row[]) => rows.reduce((all, { value }) => all + Number(value), 0);
const cellOf = ({ metric, period, dims }: Row) => `${metric} ${period?.grain} ${period?.first} ${dims}`;
const placeOf = ({ metric, level, code, dims }: Row) => `${metric} ${level} ${code} ${dims}`;
function grouped(rows: readonly Row[], keyOf: (row: Row) => string): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return [...groups.values()];
}
type Pair = readonly [where: string, whole: number, parts: number];

/** The country against its régions and départements, régions against their départements. */
function territories({ where, rows }: Answer): Pair[] {
  const additive = rows.filter(({ metric }) => metricOf(metric)?.sums.territory === "sum");
  return grouped(additive, cellOf).flatMap((cell) => {
    const at = (level: string) => cell.filter((row) => row.level === level);
    const pairs: Pair[] = [];
    for (const parts of [at("departement"), at("region")])
      if (at("france").length > 0 && parts.length > 0) pairs.push([where, sum(at("france")), sum(parts)]);
    if (at("departement").length > 0)
      for (const region of at("region")) {
        const inside = at("departement").filter(
          ({ code = "" }) => cog.place("departement", code)?.region === region.code,
        );
        pairs.push([`${where} ${region.code}`, Number(region.value), sum(inside)]);
      }
    return pairs;
  });
}

/** A period against the shorter ones of one grain that fill it: weeks and days, years and quarters, quarters and months. */
function periods({ where, rows }: Answer): Pair[] {
  const flows = rows.filter(({ metric, period }) => metricOf(metric)?.sums.time === "sum" && period);
  const DAYS = 86_400_000;
  const length = ({ period }: Row) => (Date.parse(period!.last) - Date.parse(period!.first)) / DAYS + 1;
  return grouped(flows, placeOf).flatMap((cells) =>
    cells.flatMap((whole) => {
      const inside = cells.filter(
        (one) => one !== whole && one.period!.first >= whole.period!.first && one.period!.last <= whole.period!.last,
      );
      return grouped(inside, (one) => one.period!.grain).flatMap((parts): Pair[] => {
        const filled = parts.reduce((days, one) => days + length(one), 0) === length(whole);
        return filled ? [[`${where} ${whole.period!.grain}`, Number(whole.value), sum(parts)]] : [];
      });
    }),
  );
}

/** Appointments since the opening, against all months since then. */
function counters({ where, rows }: Answer): Pair[] {
  const counter = rows.find(({ metric }) => metric === "rdv_cumules");
  const months = rows.filter(({ metric }) => metric === "rdv_pris");
  return counter && months.length > 0 ? [[where, Number(counter.value), sum(months)]] : [];
}

describe.each(SEEDS)("the simulated figures, with seed %i", (seed) => {
  let answers: Answer[];
  beforeAll(() => {
    answers = answersOf(seed);
  });
  it.each([
    ["départements and régions add up to the country, and départements to their région", territories, 150],
    ["days add up to their week, months to their quarter and year", periods, 45],
    ["months add up to the counter since the opening", counters, 3],
  ] as const)("agree: %s", (_, pairsOf, atLeast) => {
    const pairs = answers.flatMap(pairsOf);
    expect(pairs.length).toBeGreaterThanOrEqual(atLeast);
    expect(pairs.filter(([, whole, parts]) => whole !== parts)).toEqual([]);
  });
  it("never count more missed appointments than booked ones, nor more people than visits", () => {
    const wholes: Readonly<Record<string, string>> = {
      rdv_manques: "rdv_pris",
      utilisateurs_actifs_semaine: "visites",
    };
    let compared = 0;
    for (const { where, rows } of answers) {
      const keyOf = (row: Row, metric: string) => `${placeOf({ ...row, metric })} ${cellOf({ ...row, metric })}`;
      const values = new Map(rows.map((row) => [keyOf(row, row.metric), Number(row.value)]));
      for (const row of rows) {
        const whole = wholes[row.metric] && values.get(keyOf(row, wholes[row.metric]!));
        if (typeof whole !== "number") continue;
        compared += 1;
        if (Number(row.value) > whole) throw new Error(`${where}: ${cellOf(row)}`);
      }
    }
    expect(compared).toBeGreaterThan(10_000);
  });
  it("count no year's people below its busiest month, nor above its months together; the mean sent by hand is theirs", () => {
    const { rows } = answers.find(({ where }) => where.startsWith("aides-territoires 2024-12"))!;
    const months = rows.filter(({ period }) => period?.grain === "month" && period.first.startsWith("2023"));
    const year = rows.find(({ period }) => period?.grain === "year" && period.first.startsWith("2023"))!;
    expect(months.length).toBe(12);
    expect(Number(year.value)).toBeGreaterThan(Math.max(...months.map(({ value }) => Number(value))));
    expect(Number(year.value)).toBeLessThan(sum(months));
    const { sends = [] } = simulate({ seed, territories: cog }).find(
      ({ declare }) => declare(ORIGIN).startup === "aides-territoires",
    )!;
    const mean = sends[0]!.push.figures.find(({ metric }) => metric === "utilisateurs_actifs_mois_moyenne")!;
    expect(mean.value).toBe(Math.round(sum(months) / 12));
  });
});
