// Histories of sources that mostly say the same again, with a few other values: what is read as a difference. Histories
// in which people decide much. And the mixture that the processor is tried with.
import fc from "fast-check";
import { build, histories, type Plan, plan } from "./histories.ts";
import type { Fact } from "./naive-facts.ts";

type Step = Plan["steps"][number];

/** As random histories, but three steps of four are a pull like the one before. */
const steady: fc.Arbitrary<Fact[]> = plan.map((one) => {
  const { sources } = one;
  const steps = one.steps.map((step, at): Step => (at % 4 === 3 ? step : likeBefore(step)));
  return build({ ...one, steps, sources: sources.slice(0, 2).map((source) => ({ ...source, pushes: false })) });
});

function likeBefore(step: Step): Step {
  const again = step.again === "no" ? "but for some values" : step.again;
  const content = { ...step.content, shape: "whole", odd: step.pick % 5 === 0 ? step.content.odd : [] };
  const act = step.act === "unchanged" ? "unchanged" : "pull";
  return { ...step, act, again, content, moment: -1500, pages: 1, elsewhere: false };
}

/** As random histories, but people decide something after two steps of three. */
export const muchDecided: fc.Arbitrary<Fact[]> = plan.map((one) => build({ ...one, decisions: 16 }));

/** So many random histories, one of five of them steady, one of twenty much decided about. */
export function mixedHistories(count: number, seed: number): Fact[][] {
  const [some, few] = [Math.round(count / 5), Math.round(count / 20)];
  return [
    ...fc.sample(histories, { numRuns: count - some - few, seed }),
    ...fc.sample(steady, { numRuns: some, seed }),
    ...fc.sample(muchDecided, { numRuns: few, seed }),
  ];
}
