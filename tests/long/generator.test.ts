import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf } from "../../schemas/period.ts";
import { STARTUP } from "../model/building.ts";
import { differences, expectedAnswers, expectedCells, expectedStates, pointsOf } from "../model/compare.ts";
import { DECISION_FEATURES, decisionFeaturesOf } from "../model/decision-features.ts";
import { toEvents } from "../model/facts.ts";
import { FEATURES, featuresOf } from "../model/features.ts";
import { histories } from "../model/histories.ts";
import { mixedHistories, muchDecided } from "../model/mixed.ts";
import type { Fact } from "../model/naive-facts.ts";
import { isDecided, recordedTimes, statements } from "../model/naive-verdicts.ts";
import { smallest } from "../model/smallest.ts";
import { readTest } from "../model/test-kind.ts";
import { pagesRead } from "../model/unpack.ts";

/** Each feature is in one history at least. */
function shows<F extends string>(all: readonly F[], drawn: Fact[][], of: (facts: Fact[], startup: string) => Set<F>) {
  const counts = new Map<string, number>(all.map((feature) => [feature, 0]));
  for (const facts of drawn)
    for (const feature of of(facts, STARTUP)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  console.log([...counts].map(([feature, count]) => `${String(count).padStart(4)} ${feature}`).join("\n"));
  expect([...counts].filter(([, count]) => count === 0)).toEqual([]);
}

const all = fc.oneof(histories, muchDecided);

describe("random histories", () => {
  it("show every feature, often enough to be tried", () => {
    shows(FEATURES, fc.sample(histories, { numRuns: 150, seed: 20261122 }), featuresOf);
  });
  it("show every feature of decisions, where people decide much", () => {
    shows(DECISION_FEATURES, fc.sample(muchDecided, { numRuns: 100, seed: 20261122 }), decisionFeaturesOf);
  });
  it("hold no decision in half of them, and few facts about decisions", () => {
    const drawn = mixedHistories(200, 20261122);
    const without = drawn.filter((facts) => !facts.some(isDecided)).length / drawn.length;
    const facts = drawn.flat();
    const share = facts.filter(isDecided).length / facts.length;
    console.log(
      `${Math.round(without * 100)} % without a decision; decisions are ${Math.round(share * 100)} % of facts`,
    );
    expect(Math.abs(without - 0.5)).toBeLessThan(0.15);
    expect(Math.abs(share - 0.1)).toBeLessThan(0.05);
  });
  it("become events whose bytes read back as the very same rows", () => {
    const check = (facts: Fact[]) => {
      for (const { off, time, event } of toEvents(facts, { startup: "b-dock", base: 3 })) {
        const fact = facts[off - 3]!;
        expect(time).toBe(fact.recordedAt);
        if (fact.type !== "pulled" || fact.broken || event.type !== "endpoint.answered") continue;
        const reading = readTest(event.reader, pagesRead(event, Date.UTC(2099, 0, 1)));
        expect([reading.rows, reading.scope]).toEqual([fact.rows, fact.mapping.scope]);
      }
    };
    fc.assert(fc.property(all, check), { numRuns: 60, seed: 20261122 });
  });
  it("give the same answer to an earlier asOf as the facts that were recorded by then", () => {
    const check = (facts: Fact[]) => {
      const times = recordedTimes(facts);
      for (const point of pointsOf(facts).slice(-6)) {
        const prefix = facts.filter(({ off }) => times.get(off)! <= point.asOf);
        const [whole, then] = [facts, prefix].map((log) => expectedCells(log, STARTUP, [point]));
        expect(differences(whole!, then!, facts)).toBe("");
      }
    };
    fc.assert(fc.property(all, check), { numRuns: 60, seed: 20261122 });
  });
  it("mean at their end what they meant before a decision that is undone at once", () => {
    const check = (facts: Fact[]) => {
      const off = facts.length;
      const last = { recordedAt: Math.max(...recordedTimes(facts).values()), startup: STARTUP, approver: "Basile" };
      const point = { day: dayOf(last.recordedAt), asOf: last.recordedAt };
      const said = facts.map((fact) => fact.off);
      const of = { author: "Ada", proposal: "the last" };
      const withdrawn = { what: "answers.withdrawn", source: "source-a", facts: said } as const;
      const approved: Fact = { type: "approved", off, id: "a", ...last, ...of, decision: withdrawn };
      const undone: Fact = { type: "undone", off: off + 1, id: "u", ...last, ...of };
      const [before, during, after] = [facts, [...facts, approved], [...facts, approved, undone]].map((log) =>
        expectedAnswers(log, STARTUP, [point]),
      );
      expect([after!.cells, after!.figures]).toEqual([before!.cells, before!.figures]);
      expect([...during!.cells.keys()].filter((place) => place.includes("· source-a ·"))).toEqual([]);
    };
    fc.assert(fc.property(all, check), { numRuns: 60, seed: 20261122 });
  });
  it("show a difference in readable form", () => {
    const [facts] = fc.sample(histories, { numRuns: 1, seed: 5 });
    const expected = expectedStates(facts!, STARTUP, pointsOf(facts!).slice(0, 1));
    const [place = ""] = expected.keys();
    const actual = new Map(expected).set(place, "counted twice");
    expect(differences(expected, expected, facts!)).toBe("");
    expect(differences(expected, actual, facts!)).toMatch(
      /^1 of \d+ answers differ; the first:\nas of .* fact 0\n {4}naive/,
    );
  });
  it("can be made smaller until only what a failure needs is left", async () => {
    const frees = (facts: readonly Fact[]) =>
      [...statements(facts, STARTUP).values()].some((one) => one.status === "freed" && !one.said.empty);
    const facts = fc.sample(histories, { numRuns: 100, seed: 7 }).find(frees);
    const small = await smallest(facts ?? [], frees);
    expect(frees(small)).toBe(true);
    expect(small.filter(({ type }) => type !== "failed").length).toBeLessThanOrEqual(4);
  });
});
