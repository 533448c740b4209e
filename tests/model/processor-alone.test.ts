// Random histories, each alone in its batches: cut at random, with partitions lost in between.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LAST_ANSWERS } from "../../processors/partition-fold.ts";
import { tell } from "../support/tell.ts";
import type { Placed } from "./append.ts";
import { check, ownPoints } from "./check.ts";
import type { Point } from "./compare.ts";
import { mixedHistories } from "./mixed.ts";
import { drawFrom, openStage, SEED, type Stage, sentence } from "./stage.ts";

/** `npm run histories` draws 200, or as many as HISTORIES_ALONE says. */
const ALONE = Number(process.env.HISTORIES_ALONE ?? 20);
/** Few rows: a batch is committed in parts. */
const rowLimit = (draw: () => number) => 1 + Math.floor(draw() * 60);

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

describe("random histories equal the naive model", () => {
  it.skipIf(ALONE === 0)(
    "as startups alone, with batches cut at random and partitions lost in between",
    {
      timeout: 300_000 + ALONE * 5000,
    },
    async () => {
      const drawn = mixedHistories(ALONE, SEED + 1);
      const draw = drawFrom(SEED + 1);
      const seen = { facts: 0, answers: 0, batches: 0, losses: 0, wrong: [] as string[] };
      const all = new Map<Placed, Point[]>();
      for (const [index, facts] of drawn.entries()) {
        const placed = await stage.append([{ startup: `alone-${index}`, facts }]);
        const partitions = placed.map(({ partition }) => partition);
        const cuts = await stage.process(
          { most: 2 + Math.floor(draw() * 12), losses: 0.3, draw, partitions },
          rowLimit(draw),
        );
        for (const one of placed) all.set(one, ownPoints(one, 3, index));
        seen.batches += cuts.batches;
        seen.losses += cuts.losses;
      }
      const { wrong, answers, facts } = await check(stage.warehouse, [...all.keys()], all);
      Object.assign(seen, { facts, answers, wrong });
      tell(`answers read by their difference: ${LAST_ANSWERS.uses}`);
      tell(`histories alone: ${sentence(drawn.length, seen)}`);
      expect(seen.wrong.slice(0, 3).join("\n\n")).toBe("");
      expect(LAST_ANSWERS.uses).toBeGreaterThan(drawn.length / 4);
      expect(seen.losses).toBeGreaterThan(0);
    },
  );
});
