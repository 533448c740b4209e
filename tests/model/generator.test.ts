import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { STARTUP } from "./building.ts";
import { differences, expectedCells, expectedStates, pointsOf } from "./compare.ts";
import { toEvents } from "./facts.ts";
import { FEATURES, featuresOf } from "./features.ts";
import { histories } from "./histories.ts";
import type { Fact } from "./naive-facts.ts";
import { isDecided, recordedTimes, statements } from "./naive-verdicts.ts";
import { smallest } from "./smallest.ts";
import { readTest } from "./test-kind.ts";
import { pagesRead } from "./unpack.ts";

describe("random histories", () => {
  it("show every feature, often enough to be tried", () => {
    const counts = new Map<string, number>(FEATURES.map((feature) => [feature, 0]));
    for (const facts of fc.sample(histories, { numRuns: 150, seed: 20261122 }))
      for (const feature of featuresOf(facts, STARTUP)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    console.log([...counts].map(([feature, count]) => `${String(count).padStart(4)} ${feature}`).join("\n"));
    expect([...counts].filter(([, count]) => count === 0)).toEqual([]);
  });
  it("hold no decision in about half of them, and few facts of decisions in all", () => {
    const drawn = fc.sample(histories, { numRuns: 400, seed: 20261122 });
    const without = drawn.filter((facts) => !facts.some(isDecided)).length;
    const facts = drawn.flat();
    const share = facts.filter(isDecided).length / facts.length;
    console.log(`${without} of ${drawn.length} without a decision; ${(share * 100).toFixed(1)} % of all facts`);
    expect(without / drawn.length).toBeGreaterThan(0.4);
    expect(without / drawn.length).toBeLessThan(0.65);
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.15);
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
    fc.assert(fc.property(histories, check), { numRuns: 60, seed: 20261122 });
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
    fc.assert(fc.property(histories, check), { numRuns: 40, seed: 20261122 });
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
