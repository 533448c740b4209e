// Random histories, each alone in its batches: cut at random, with partitions lost in between.
import { describe, expect, it } from "vitest";
import { partitionOf } from "../../infra/log/topics.ts";
import { LAST_ANSWERS } from "../../processors/partition-fold.ts";
import { tell } from "../support/tell.ts";
import type { Named, Placed } from "./append.ts";
import { check, ownPoints } from "./check.ts";
import type { Point } from "./compare.ts";
import { mixedHistories } from "./mixed.ts";
import { drawFrom, nothingSeen, openStage, SEED, type Seen, type Stage, sentence } from "./stage.ts";

/** `npm run histories` draws 200, or as many as HISTORIES_ALONE says. */
const ALONE = Number(process.env.HISTORIES_ALONE ?? 20);
/** Few rows: a batch is committed in parts. */
const rowLimit = (draw: () => number) => 1 + Math.floor(draw() * 60);

/** Histories of one stage, one of which has a rebuild in its middle: a rebuild reads all that is there. */
const TOGETHER = 20;

/** Appends one history and processes it; with a rebuild, after a drawn part of its facts. */
async function processed(
  stage: Stage,
  named: Named,
  isRebuilt: boolean,
  { draw, seen }: { readonly draw: () => number; readonly seen: Seen },
): Promise<Placed> {
  const adding = stage.appending([named]);
  const process = async () => {
    const cuts = { most: 2 + Math.floor(draw() * 12), losses: 0.3, draw, partitions: [partitionOf(named.startup)] };
    const { batches, losses } = await stage.process(cuts, rowLimit(draw));
    seen.batches += batches;
    seen.losses += losses;
  };
  if (isRebuilt) {
    await adding.until(1 + Math.floor(draw() * (adding.count - 1)));
    await process();
    const { again, resumed } = await stage.rebuild({ most: 20, losses: 0.1, draw }, 2000);
    seen.rebuilds += 1;
    seen.resumed += Number(resumed);
    seen.halfway += adding.halfway();
    seen.again += again;
  }
  const [placed] = await adding.rest();
  if (!placed) throw new Error("a history was not appended");
  await process();
  return placed;
}

/** Lives through histories one after the other, with a rebuild in the middle of one, and compares them all. */
async function compared(
  stage: Stage,
  histories: ReturnType<typeof mixedHistories>,
  { at, draw, seen }: { readonly at: number; readonly draw: () => number; readonly seen: Seen },
): Promise<void> {
  const rebuilt = Math.floor(draw() * histories.length);
  const points = new Map<Placed, Point[]>();
  for (const [turn, facts] of histories.entries()) {
    const named = { startup: `alone-${at + turn}`, facts };
    const placed = await processed(stage, named, turn === rebuilt, { draw, seen });
    points.set(placed, ownPoints(placed, 3, at + turn));
  }
  const checked = await check(await stage.live(), [...points.keys()], points);
  seen.facts += checked.facts;
  seen.answers += checked.answers;
  seen.wrong.push(...checked.wrong);
}

describe("random histories equal the naive model", () => {
  it.skipIf(ALONE === 0)(
    "as startups alone, with batches cut at random and partitions lost in between",
    {
      timeout: 300_000 + ALONE * 5000,
    },
    async () => {
      const drawn = mixedHistories(ALONE, SEED + 1);
      const draw = drawFrom(SEED + 1);
      const seen = nothingSeen();
      for (let at = 0; at < drawn.length; at += TOGETHER) {
        const stage = await openStage();
        try {
          await compared(stage, drawn.slice(at, at + TOGETHER), { at, draw, seen });
        } finally {
          await stage.close();
        }
      }
      tell(`answers read by their difference: ${LAST_ANSWERS.uses}`);
      tell(`histories alone: ${sentence(drawn.length, seen)}`);
      expect(seen.wrong.slice(0, 3).join("\n\n")).toBe("");
      expect(LAST_ANSWERS.uses).toBeGreaterThan(drawn.length / 4);
      expect(seen.losses).toBeGreaterThan(0);
      expect(seen.rebuilds).toBe(Math.ceil(drawn.length / TOGETHER));
      expect(seen.halfway).toBe(seen.rebuilds);
    },
  );
});
