// Random histories that share batches: the real log, processor and engine equal the naive model everywhere.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LAST_ANSWERS } from "../../processors/partition-fold.ts";
import { tell } from "../support/tell.ts";
import { check, sharedPoints } from "./check.ts";
import { mixedHistories } from "./mixed.ts";
import { drawFrom, openStage, SEED, type Stage, sentence } from "./stage.ts";

/** `npm run histories` draws 2,000; `HISTORIES=10000 npm run histories` as many as one likes. */
const SHARED = Number(process.env.HISTORIES ?? 300);
/** Histories that share batches at once. */
const GROUP = 500;
/** Moments of knowledge at which such a group is asked. */
const MOMENTS = 5;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

describe("random histories equal the naive model", () => {
  it("as startups that share batches", { timeout: 300_000 + SHARED * 1000 }, async () => {
    const draw = drawFrom(SEED);
    const seen = { facts: 0, answers: 0, batches: 0, losses: 0, wrong: [] as string[] };
    for (let at = 0; at < SHARED; at += GROUP) {
      const drawn = mixedHistories(Math.min(GROUP, SHARED - at), SEED + at);
      const named = drawn.map((facts, index) => ({ startup: `shared-${at + index}`, facts }));
      const placed = await stage.append(named);
      const cuts = await stage.process({ most: 900, losses: 0.1, draw }, 2000);
      const times = placed.flatMap(({ facts }) => facts.map(({ recordedAt }) => recordedAt)).sort((a, b) => a - b);
      const moments = Array.from(
        { length: MOMENTS },
        (_, turn) => times[Math.floor(((turn + 1) * (times.length - 1)) / MOMENTS)] ?? 0,
      );
      const points = new Map(placed.map((one) => [one, sharedPoints(one, moments, draw)]));
      const { wrong, answers, facts } = await check(stage.warehouse, placed, points);
      seen.facts += facts;
      seen.answers += answers;
      seen.batches += cuts.batches;
      seen.losses += cuts.losses;
      seen.wrong.push(...wrong);
    }
    tell(`answers read by their difference: ${LAST_ANSWERS.uses}`);
    tell(`histories that share batches: ${sentence(SHARED, seen)}`);
    expect(seen.wrong.slice(0, 3).join("\n\n")).toBe("");
    expect(LAST_ANSWERS.uses).toBeGreaterThan(SHARED / 4);
    expect(seen.answers).toBeGreaterThan(SHARED * 10);
  });
});
