// Random histories that share batches: the real log, processor and engine equal the naive model everywhere.
import { describe, expect, it } from "vitest";
import { LAST_ANSWERS } from "../../processors/partition-fold.ts";
import { tell } from "../support/tell.ts";
import type { Named, Placed } from "./append.ts";
import { check, sharedPoints } from "./check.ts";
import { mixedHistories } from "./mixed.ts";
import { drawFrom, nothingSeen, openStage, SEED, type Seen, type Stage, sentence } from "./stage.ts";

/** `npm run histories` draws 2,000; `HISTORIES=10000 npm run histories` as many as one likes. */
const SHARED = Number(process.env.HISTORIES ?? 300);
/** Histories that share batches at once. */
const GROUP = 500;
/** Moments of knowledge at which such a group is asked. */
const MOMENTS = 5;

/** Rebuilds on the way of each group. It has a stage of its own: a rebuild reads all that is there. */
const REBUILDS = 1;

/** Appends and processes them; after drawn shares of their facts everything is rebuilt, and it goes on there. */
async function processed(stage: Stage, named: readonly Named[], draw: () => number, seen: Seen): Promise<Placed[]> {
  const adding = stage.appending(named);
  const cuts = { most: 900, losses: 0.1, draw };
  const process = async () => {
    const { batches, losses } = await stage.process(cuts, 2000);
    seen.batches += batches;
    seen.losses += losses;
  };
  for (const share of Array.from({ length: REBUILDS }, () => 0.1 + 0.8 * draw()).sort()) {
    await adding.until(Math.ceil(share * adding.count));
    await process();
    const { again, resumed } = await stage.rebuild(cuts, 2000);
    seen.rebuilds += 1;
    seen.resumed += Number(resumed);
    seen.halfway += adding.halfway();
    seen.again += again;
  }
  const placed = await adding.rest();
  await process();
  return placed;
}

/** Moments of knowledge, spread over those of all their facts. */
function momentsOf(placed: readonly Placed[]): number[] {
  const times = placed.flatMap(({ facts }) => facts.map(({ recordedAt }) => recordedAt)).sort((a, b) => a - b);
  return Array.from(
    { length: MOMENTS },
    (_, turn) => times[Math.floor(((turn + 1) * (times.length - 1)) / MOMENTS)] ?? 0,
  );
}

describe("random histories equal the naive model", () => {
  it("as startups that share batches", { timeout: 300_000 + SHARED * 1000 }, async () => {
    const draw = drawFrom(SEED);
    const seen = nothingSeen();
    for (let at = 0; at < SHARED; at += GROUP) {
      const drawn = mixedHistories(Math.min(GROUP, SHARED - at), SEED + at);
      const named = drawn.map((facts, index) => ({ startup: `shared-${at + index}`, facts }));
      const stage = await openStage();
      try {
        const placed = await processed(stage, named, draw, seen);
        const points = new Map(placed.map((one) => [one, sharedPoints(one, momentsOf(placed), draw)]));
        const { wrong, answers, facts } = await check(await stage.live(), placed, points);
        seen.facts += facts;
        seen.answers += answers;
        seen.wrong.push(...wrong);
      } finally {
        await stage.close();
      }
    }
    tell(`answers read by their difference: ${LAST_ANSWERS.uses}`);
    tell(`histories that share batches: ${sentence(SHARED, seen)}`);
    expect(seen.wrong.slice(0, 3).join("\n\n")).toBe("");
    expect(LAST_ANSWERS.uses).toBeGreaterThan(SHARED / 4);
    expect(seen.answers).toBeGreaterThan(SHARED * 10);
    expect(seen.halfway).toBeGreaterThan(0);
  });
});
