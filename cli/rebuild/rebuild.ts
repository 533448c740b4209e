// A rebuild: a new generation is filled from the log, compared with the live one, and goes live.
import type { OpenedWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { type OtherGeneration, type Purpose, rebuildUnderWay } from "../../infra/warehouse/generation-states.ts";
import type { Generations } from "../../infra/warehouse/generations.ts";
import { ReleveError } from "../../schemas/errors.ts";
import { failpoint } from "../../schemas/failpoint.ts";
import type { EventLog, Generation } from "../../schemas/ports.ts";
import type { Reader } from "../../schemas/reader.ts";
import type { Io } from "../io.ts";
import { type Changes, compare } from "./compare.ts";
import { caughtUp, type Filling, type RebuildHouse } from "./fill.ts";
import { dropLeftovers, goesOn } from "./leftovers.ts";
import { reachedBy, total } from "./reached.ts";
import { readAnew } from "./read-anew.ts";
import { slowly } from "./slowly.ts";

export interface RebuildOptions {
  /** `comparison`: look only, then drop it. */
  readonly purpose: Purpose;
  /** Readers of today's sources, in place of those that came with the bytes; only to be compared. */
  readonly readers?: ReadonlyMap<string, Reader> | undefined;
  /** Goes live although something differs. */
  readonly yes?: boolean;
  /** How long the generation before stays. */
  readonly keepDays: number;
  /** This process feeds the live generation and answers requests too: work half of the time, in less memory. */
  readonly beside?: boolean;
}
export interface Rebuilt {
  readonly generation: number;
  readonly database: string;
  readonly outcome: "live" | "waits" | "dropped";
  /** Facts of all topics that were read by this call, and in how long. */
  readonly facts: number;
  readonly elapsedMs: number;
  /** `null`: the tables of the live one are another release's, and were not compared. */
  readonly changes: Changes | null;
}

/** Beside requests: rows that wait, and cells in memory. */
const MODEST = { rowLimit: 50_000, cellsInMemory: 1_000_000 } as const;
/** One at a time in a process; other processes of a server are seen in the table of generations. */
let isRebuilding = false;

/**
 * @throws {ReleveError} RELEVE_USAGE when another rebuild is under way
 * @throws {Interrupted} when the caller went away: what was filled stays, and the next rebuild goes on with it
 */
export async function rebuild(house: RebuildHouse, io: Io, options: RebuildOptions): Promise<Rebuilt> {
  if (isRebuilding)
    throw new ReleveError("RELEVE_USAGE", "this process rebuilds already", "let it end, or end it with Ctrl-C");
  isRebuilding = true;
  try {
    await dropLeftovers(house.generations, io, true);
    const generation = await chosen(house, io, options.purpose);
    return await filled(house, io, generation, options);
  } finally {
    isRebuilding = false;
  }
}

/** A half one goes on where it stopped, unless its tables are those of another release. */
async function chosen({ generations }: RebuildHouse, io: Io, purpose: Purpose): Promise<Generation<OpenedWarehouse>> {
  const { number: live } = await generations.live();
  const others = await generations.others();
  const busy = others.find(isRebuilt);
  if (busy) throw rebuildUnderWay(busy);
  const half = purpose === "rebuild" ? others.find((one) => goesOn(one, live)) : undefined;
  if (half) {
    try {
      const found = await generations.fill(half.number, purpose);
      io.err(`Going on with generation ${half.number}.\n`);
      return found;
    } catch (error) {
      if (!(error instanceof ReleveError) || error.code !== "RELEVE_MIGRATION") throw error;
      await generations.drop(half.number);
      io.err(`Generation ${half.number} was dropped: another release made its tables.\n`);
    }
  }
  return begunAlone(generations, purpose);
}

/** A new one. Of two processes that begin a rebuild at the same moment, the one with the lower number goes on. */
async function begunAlone(generations: Generations, purpose: Purpose): Promise<Generation<OpenedWarehouse>> {
  const begun = await generations.begin(purpose);
  try {
    const earlier = (await generations.others()).find((one) => isRebuilt(one) && one.number < begun.number);
    if (earlier) throw rebuildUnderWay(earlier);
    return begun;
  } catch (error) {
    await generations.drop(begun.number);
    throw error;
  }
}

/** Somebody fills it, to go live: dry runs are in nobody's way. */
const isRebuilt = ({ purpose, isFilled }: OtherGeneration) => purpose === "rebuild" && isFilled;

async function filled(
  house: RebuildHouse,
  io: Io,
  generation: Generation<OpenedWarehouse>,
  options: RebuildOptions,
): Promise<Rebuilt> {
  const { generations } = house;
  const { number } = generation;
  const { purpose, beside } = options;
  try {
    failpoint("rebuild.filling");
    const running = await house.processInto(generation, { log: logOf(house.log, options), ...(beside && MODEST) });
    try {
      return await toItsEnd(house, io, { generation, running }, options);
    } finally {
      await running.stop();
    }
  } finally {
    if (purpose === "comparison") await generations.drop(number);
    else await generations.leave(number);
  }
}

async function toItsEnd(
  house: RebuildHouse,
  io: Io,
  filling: Filling,
  { purpose, yes, keepDays }: RebuildOptions,
): Promise<Rebuilt> {
  const { number, warehouse } = filling.generation;
  const live = await house.live();
  const began = performance.now();
  const before = total(await reachedBy(warehouse));
  const facts = total(await caughtUp(house, io, filling)) - before;
  const elapsedMs = Math.round(performance.now() - began);
  const changes = house.isLiveReadable ? await compare(live, warehouse, house.territories) : null;
  const told = { generation: number, database: warehouse.database, facts, elapsedMs, changes };
  if (purpose === "comparison") return { ...told, outcome: "dropped" };
  if (!yes && changes?.tables.length !== 0) return { ...told, outcome: "waits" };
  await caughtUp(house, io, filling);
  failpoint("rebuild.flipping");
  await house.generations.goLive(number, keepDays);
  failpoint("rebuild.flipped");
  // Facts that came into the old one since: readers go over when the new one has them too (dashboards/models/on-live.ts).
  await caughtUp(house, io, filling);
  return { ...told, outcome: "live" };
}

function logOf(log: EventLog, { readers, beside }: RebuildOptions): EventLog {
  const read = readers ? readAnew(log, readers) : log;
  return beside ? slowly(read, 0.5) : read;
}
