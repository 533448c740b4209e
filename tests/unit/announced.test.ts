import { describe, expect, it } from "vitest";
import { type ChoiceQuery, choiceOf } from "../../dashboards/choice.ts";
import { announcedPeriods, flowChange } from "../../dashboards/models/compared.ts";
import type { Subject } from "../../dashboards/models/subject.ts";
import { announcedOf } from "../../dashboards/queries/announced.ts";
import type { Figure } from "../../dashboards/queries/decide.ts";
import type { CellLine, Confirming } from "../../dashboards/queries/lines.ts";
import type { PeriodTotal } from "../../dashboards/queries/periods.ts";
import { reportMetric } from "../../dashboards/report/series.ts";
import { judge } from "../../dashboards/report/usual.ts";
import { metricOf } from "../../schemas/catalogue.ts";
import { addDays, endOfDay } from "../../schemas/period.ts";
import { ref } from "../support/figures.ts";

/** When an answer came, and what it said of each week, by its place in the row of weeks; `null`: it does not have it. */
interface Answer {
  readonly day: string;
  readonly values: readonly (number | null)[];
}
const FIRST = "2024-09-30";
const monday = (week: number) => addDays(FIRST, 7 * week);

/** Lines and periods of one national figure by week, as answers at six in the morning left them. */
function given(answers: readonly Answer[], weeks: number) {
  const moment = (day: string) => endOfDay(addDays(day, -1)) + 6 * 3_600_000;
  const group = answers.map(
    ({ day, values }, said): Confirming => ({
      ...{ moment: moment(day), said, removesNothing: false, code: "" },
      ...{ first: FIRST, last: addDays(monday(values.length), -1) },
    }),
  );
  const lines = new Map<string, CellLine>();
  const periods = Array.from({ length: weeks }, (_, week): PeriodTotal<Figure> => {
    const [first, last] = [monday(week), addDays(monday(week), 6)];
    const cell = {
      metric: "rdv_pris",
      definition: 1,
      level: "france",
      code: "FR",
      grain: "week",
      first,
      last,
    } as const;
    let value: string | undefined;
    const steps = answers.flatMap(({ day, values }, said) => {
      const now = values[week] == null ? undefined : String(values[week]);
      if (now === value) return [];
      value = now;
      return [{ moment: moment(day), said, value }];
    });
    const own = { ...cell, dims: "" };
    lines.set(first, { cell: own, steps, passedOver: new Set(), group });
    const figure = { key: first, cell: own, value: value ?? null, sources: ["s"], since: 0, known: 0, confirmed: 0 };
    return { first, last, total: { value: value ?? "0", lack: null }, cells: [figure] };
  });
  return { periods, sources: new Map([["s", { lines, groups: new Map() }]]) };
}
/** Each Monday an answer with all weeks up to it: the last one a tenth short, as of late entries. */
const completing = (finals: readonly number[], missed: readonly number[] = []): Answer[] =>
  finals.flatMap((_, week) => {
    const values = finals.slice(0, week + 1).map((value, at) => (at === week ? 0.9 * value : value));
    return missed.includes(week) ? [] : [{ day: monday(week + 1), values }];
  });
const subjectOf = (sources: ReturnType<typeof given>["sources"], choice: ChoiceQuery = {}) =>
  ({
    metric: metricOf("rdv_pris"),
    setting: { choice: choiceOf(choice) },
    declaration: { sources: [{ source: "s", kind: "json", every: "week" }] },
    stating: ["s"],
    sources,
  }) as unknown as Subject;
const judged = (answers: readonly Answer[], weeks: number) => {
  const { periods, sources } = given(answers, weeks);
  const compared = announcedPeriods(subjectOf(sources), "week", periods);
  const points = periods.map(({ first, last, total }) => ({ first, last, value: total.value }));
  const metric = reportMetric(ref("rdv_pris"));
  return judge({ metric, grain: "week", points, cut: false, ...(compared && { announced: compared.points }) });
};

describe("a period as first announced", () => {
  it("is the value of the first answer after its end, whatever came later", () => {
    const { periods, sources } = given(completing([100, 100, 100]), 3);
    const [first] = periods.map((period) => announcedOf([period], sources, true));
    expect(first).toMatchObject({ announced: "90", now: "100", after: 1 });
  });
  it("is what an answer of its own time said, when one after its end says the same", () => {
    const { periods, sources } = given(
      [
        { day: "2024-10-02", values: [40] },
        { day: "2024-10-09", values: [40, 7] },
      ],
      1,
    );
    expect(announcedOf(periods, sources, true)).toMatchObject({ announced: "40", now: "40", after: 3 });
  });
  it("is nothing while no answer came after its end", () => {
    const { periods, sources } = given([{ day: "2024-10-02", values: [40] }], 1);
    expect(announcedOf(periods, sources, true)).toMatchObject({ announced: null, now: "40", after: undefined });
  });
  it("tells several as they were when the last of them came", () => {
    const { periods, sources } = given(completing([100, 100, 100]), 3);
    expect(announcedOf(periods.slice(0, 2), sources, true)).toMatchObject({ announced: "190", now: "200", after: 1 });
  });
});

/** The same periods, one of them as a person corrected it: no source gives it any more. */
function corrected(periods: readonly PeriodTotal<Figure>[], week: number, value: string): PeriodTotal<Figure>[] {
  const correction = { proposal: "p", reason: "counted twice", since: 0 };
  return periods.map((period, at) => {
    if (at !== week) return period;
    const cells = period.cells.map((one) => ({ ...one, value, sources: [], correction }));
    return { ...period, cells, total: { value, lack: null } };
  });
}

describe("a week that was corrected", () => {
  const weeks = Array<number>(8).fill(100);
  const revised = completing(weeks);
  const kept = weeks.map((_, week) => ({ day: monday(week + 1), values: weeks.slice(0, week + 1) }));

  it("is what the correction says, however it was announced, and was announced when its source did", () => {
    const { periods, sources } = given(revised, 8);
    const told = announcedOf(corrected(periods, 3, "104").slice(3, 4), sources, true);
    expect(told).toMatchObject({ announced: "104", now: "104", after: 1 });
  });
  it("makes no source one that revises, and its span no smaller", () => {
    const { periods, sources } = given(kept, 8);
    const mended = corrected(periods, 7, "104");
    expect(announcedPeriods(subjectOf(sources), "week", mended)).toBeUndefined();
    expect(flowChange(subjectOf(sources), "week", mended, false)).toMatchObject({ now: "404", before: "400" });
  });
  it("stays comparable beside weeks that their source completes", () => {
    const { periods, sources } = given(revised, 8);
    const change = flowChange(subjectOf(sources), "week", corrected(periods, 7, "104"), true);
    expect(change).toMatchObject({ now: "404", before: "390", compared: "announced" });
  });
});

describe("a change of a source that completes its weeks", () => {
  const level = Array<number>(10).fill(1000);

  it("is no fall where as much was announced as the week before", () => {
    expect(judged(completing(level), 10)).toMatchObject({
      change: "0",
      against: { by: "announced", before: "900", now: "900" },
      verdict: "usual",
    });
  });
  it("is counted from what the report before said", () => {
    const finals = [...level, 600];
    expect(judged(completing(finals), 11)).toMatchObject({
      change: "-360",
      against: { by: "announced", before: "900", now: "540" },
      verdict: "below",
      told: true,
    });
  });
  it("is not told again the week after, though the week before was revised upwards since", () => {
    expect(judged(completing([...level, 600]), 11)).toMatchObject({ told: true, verdict: "below" });
    expect(judged(completing([...level, 600, 300]), 12)).toMatchObject({ told: false, verdict: "below" });
    expect(judged(completing([...level, 600, 1000]), 12)).toMatchObject({ told: true, reversal: true });
  });
  it("is not said against a week that was first known a week later", () => {
    expect(judged(completing(level, [8]), 10)).toMatchObject({ change: null, verdict: "unlike", told: false });
  });
  it("is of the figures as known, where the source never revised one", () => {
    const answers = level.map((_, week) => ({ day: monday(week + 1), values: level.slice(0, week + 1) }));
    expect(judged(answers, 10)).toMatchObject({ change: "0", against: { by: "known", before: "1000", now: "1000" } });
  });
  it("over 4 weeks, reads both as they were announced", () => {
    const { periods, sources } = given(completing(level), 10);
    expect(flowChange(subjectOf(sources), "week", periods, true)).toMatchObject({
      now: "3900",
      before: "3900",
      compared: "announced",
    });
    expect(flowChange(subjectOf(sources), "week", periods, false)).toMatchObject({ now: "3900", before: "4000" });
  });
});

describe("a change over a span that a reader chose, of a source that completes its weeks", () => {
  const level = Array<number>(60).fill(1000);
  const AN = { comparaison: "an" } as const;
  /** Nothing came before a week was over; then one answer has all the weeks up to it, all of them complete but the last. */
  const late = (first: number) => completing(level).slice(first);
  const changeOf = (answers: readonly Answer[], choice: ChoiceQuery, revises = true) => {
    const { periods, sources } = given(answers, 60);
    return flowChange(subjectOf(sources, choice), "week", periods, revises);
  };

  it("goes from first announcement to first announcement, a year earlier too", () => {
    expect(changeOf(completing(level), AN)).toMatchObject({ now: "3900", before: "3900", compared: "announced" });
    const thirteen = changeOf(completing(level), { periode: "13s" });
    expect(thirteen).toMatchObject({ now: "12900", before: "12900", compared: "announced" });
  });
  it("is against nothing, and as known now, where no comparison was asked for", () => {
    const change = changeOf(completing(level), { comparaison: "aucune" });
    expect(change).toMatchObject({ now: "3900", before: null, against: null });
    expect(change).not.toHaveProperty("compared");
  });
  it("is of both as many days after their end, where one was announced later", () => {
    const week = level.length - 52 - 1;
    const missed = completing(level, [week]);
    const past = { periode: `${monday(week - 3)}..${addDays(monday(week + 1), -1)}` };
    expect(changeOf(missed, past)).toMatchObject({ now: "4000", before: "4000", compared: "aged" });
  });
  it("says so where a fresh span stands against one that was first known long after its end", () => {
    expect(changeOf(late(30), AN)).toMatchObject({ now: "3900", before: "4000", compared: "unlike" });
  });
  it("is none against the 4 weeks before, where these were first known later: the report says no other", () => {
    expect(changeOf(late(59), {})).toBeNull();
    expect(changeOf(late(59), { periode: "4s" })).toBeNull();
  });
  it("is judged by its own spans too, where the last periods were never revised", () => {
    expect(changeOf(completing(level), AN, false)).toMatchObject({ compared: "announced" });
    const answers = level.map((_, week) => ({ day: monday(week + 1), values: level.slice(0, week + 1) }));
    expect(changeOf(answers, AN, false)).toEqual(expect.not.objectContaining({ compared: expect.anything() }));
  });
});
