// Random histories, each alone in its batches: cut at random, with partitions lost in between.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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

/** Histories with a rebuild in their middle, at most: it reads all histories before it too. */
const REBUILT = 3;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

/** Which histories have a rebuild in their middle: drawn among the first twenty. */
function drawnTurns(count: number, draw: () => number): Set<number> {
  const first = Math.min(20, count);
  return new Set(Array.from({ length: count > first ? REBUILT : 1 }, () => Math.floor(draw() * first)));
}

/** Appends one history and processes it; with a rebuild, after a drawn part of its facts. */
async function processed(
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
      const all = new Map<Placed, Point[]>();
      const rebuilt = drawnTurns(drawn.length, draw);
      for (const [index, facts] of drawn.entries()) {
        const one = await processed({ startup: `alone-${index}`, facts }, rebuilt.has(index), { draw, seen });
        all.set(one, ownPoints(one, 3, index));
      }
      const { wrong, answers, facts } = await check(await stage.live(), [...all.keys()], all);
      Object.assign(seen, { facts, answers, wrong });
      tell(`answers read by their difference: ${LAST_ANSWERS.uses}`);
      tell(`histories alone: ${sentence(drawn.length, seen)}`);
      expect(seen.wrong.slice(0, 3).join("\n\n")).toBe("");
      expect(LAST_ANSWERS.uses).toBeGreaterThan(drawn.length / 4);
      expect(seen.losses).toBeGreaterThan(0);
      expect(seen.halfway).toBe(rebuilt.size);
      expect(seen.rebuilds).toBeGreaterThan(0);
    },
  );
});
