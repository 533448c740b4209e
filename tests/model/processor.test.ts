// Random histories: the real log, the real processor and the real engine equal the naive model everywhere.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { type OpenedWarehouse, openWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { migrate } from "../../infra/warehouse/migrate.ts";
import { runProcessor } from "../../processors/run.ts";
import { type EventLog, TOPICS } from "../../schemas/ports.ts";
import { tell } from "../support/tell.ts";
import { append, type Placed } from "./append.ts";
import { check, ownPoints, sharedPoints } from "./check.ts";
import type { Point } from "./compare.ts";
import { type Cuts, cutting } from "./cuts.ts";
import { histories } from "./histories.ts";
import { readTest } from "./test-kind.ts";

const SEED = Number(process.env.HISTORIES_SEED ?? 20240301);
const SHARED = Number(process.env.HISTORIES ?? 2000);
const ALONE = Number(process.env.HISTORIES_ALONE ?? 200);
/** Histories that share batches at once. */
const GROUP = 500;
/** Moments of knowledge at which such a group is asked. */
const MOMENTS = 5;

let folder: string;
let warehouse: OpenedWarehouse;
let log: EventLog;
let now = 0;
const setClock = (at: number) => {
  now = at;
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "releve-histories-"));
  warehouse = await openWarehouse({ folder: join(folder, "warehouse") });
  await migrate(warehouse);
  log = await openLmdbLog({ folder: join(folder, "log"), clock: () => now });
});
afterAll(async () => {
  await log?.close();
  await warehouse?.close();
  await rm(folder, { recursive: true, force: true });
});

async function processed(cuts: Cuts, rowLimit: number) {
  const { subscribing, deliver } = cutting(log, TOPICS.facts);
  const ports = { log: subscribing, warehouse, read: readTest, signal: () => undefined };
  const running = await runProcessor(ports, { group: "histories", rowLimit });
  const seen = await deliver(cuts);
  await running.stop();
  return seen;
}
/** Few rows: a batch is committed in parts. */
const rowLimit = (draw: () => number) => 1 + Math.floor(draw() * 60);
function drawFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("random histories equal the naive model", () => {
  it("as startups alone, with batches cut at random and partitions lost in between", { timeout: 900_000 }, async () => {
    const drawn = fc.sample(histories, { numRuns: ALONE, seed: SEED + 1 });
    const draw = drawFrom(SEED + 1);
    const seen = { facts: 0, answers: 0, batches: 0, losses: 0, wrong: [] as string[] };
    const all = new Map<Placed, Point[]>();
    for (const [index, facts] of drawn.entries()) {
      const placed = await append(log, setClock, [{ startup: `alone-${index}`, facts }]);
      const partitions = placed.map(({ partition }) => partition);
      const cuts = await processed(
        { most: 2 + Math.floor(draw() * 12), losses: 0.3, draw, partitions },
        rowLimit(draw),
      );
      for (const one of placed) all.set(one, ownPoints(one, 3, index));
      seen.batches += cuts.batches;
      seen.losses += cuts.losses;
    }
    const { wrong, answers, statements } = await check(warehouse, [...all.keys()], all);
    Object.assign(seen, { facts: statements, answers, wrong });
    tell(`histories alone: ${sentence(drawn.length, seen)}`);
    expect(seen.wrong.slice(0, 3).join("\n\n")).toBe("");
    expect(seen.losses).toBeGreaterThan(0);
  });

  it("as startups that share batches", { timeout: 900_000 }, async () => {
    const drawn = fc.sample(histories, { numRuns: SHARED, seed: SEED });
    const draw = drawFrom(SEED);
    const seen = { facts: 0, answers: 0, batches: 0, losses: 0, wrong: [] as string[] };
    for (let at = 0; at < drawn.length; at += GROUP) {
      const named = drawn.slice(at, at + GROUP).map((facts, index) => ({ startup: `shared-${at + index}`, facts }));
      const placed = await append(log, setClock, named);
      const cuts = await processed({ most: 900, losses: 0.1, draw }, 2000);
      const times = placed.flatMap(({ facts }) => facts.map(({ recordedAt }) => recordedAt)).sort((a, b) => a - b);
      const moments = Array.from(
        { length: MOMENTS },
        (_, turn) => times[Math.floor(((turn + 1) * (times.length - 1)) / MOMENTS)] ?? 0,
      );
      const points = new Map(placed.map((one) => [one, sharedPoints(one, moments, draw)]));
      const { wrong, answers, statements } = await check(warehouse, placed, points);
      seen.facts += statements;
      seen.answers += answers;
      seen.batches += cuts.batches;
      seen.losses += cuts.losses;
      seen.wrong.push(...wrong);
    }
    tell(`histories that share batches: ${sentence(drawn.length, seen)}`);
    expect(seen.wrong.slice(0, 3).join("\n\n")).toBe("");
    expect(seen.answers).toBeGreaterThan(drawn.length * 10);
  });
});

function sentence(
  histories: number,
  seen: { facts: number; answers: number; batches: number; losses: number; wrong: readonly string[] },
): string {
  const { facts, answers, batches, losses, wrong } = seen;
  return `${histories} histories, ${facts} facts, ${batches} batches, partitions lost ${losses} times, ${answers} answers compared, ${wrong.length} differences`;
}
