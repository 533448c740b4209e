// What a decision would change, asked for by several at once, and beside a rebuild: each is told of its own decision.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { House } from "../../cli/compose.ts";
import { rebuild } from "../../cli/rebuild/rebuild.ts";
import { whatIf } from "../../cli/what-if.ts";
import { type Subscription, TOPICS } from "../../schemas/ports.ts";
import { caller } from "../support/caller.ts";
import { approved, newProposal } from "../support/decisions.ts";
import { entryOf } from "../support/facts.ts";
import { feed, markedFacts, openRebuildHouse, read } from "../support/rebuild-house.ts";
import { frontPlace } from "../support/warehouse.ts";

const STARTUP = "marque-1";
/** The figures that a correction would change, as `before → after`. */
async function corrected(house: House, value: string): Promise<string[]> {
  const of = { startup: STARTUP, at: "2026-09-01T09:00:00.000Z", proposal: newProposal() };
  const place = { metric: "cartes_publiees", definition: 1, territory: { level: "france", code: "FR" }, dims: {} };
  const { first } = await whatIf(house, STARTUP, [
    approved(of, { what: "figure.corrected", ...place, value } as never),
  ]);
  return first.map(({ before, after }) => `${before} → ${after}`);
}
const rebuilt = (house: House) => rebuild(house, caller(), { purpose: "rebuild", keepDays: 7, yes: true });

/** Two who ask: at the same house, or as two processes on a server do. */
interface Two {
  readonly one: House;
  readonly other: House;
  close(): Promise<void>;
}
async function inOneProcess(): Promise<Two> {
  const folder = await mkdtemp(join(tmpdir(), "releve-what-if-"));
  const house = await openRebuildHouse(folder);
  const close = async () => {
    await house.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { one: house, other: house, close };
}
async function onServer(): Promise<Two> {
  const folder = await mkdtemp(join(tmpdir(), "releve-what-if-"));
  const place = await frontPlace();
  const open = () => openRebuildHouse(folder, { RELEVE_WAREHOUSE: place.at });
  const [one, other] = [await open(), await open()];
  const close = async () => {
    for (const house of [other, one]) await house.close();
    await place.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { one, other, close };
}

describe.each([
  ["in one process", inOneProcess],
  ["on a server", onServer],
])("a dry run %s", (_, opened) => {
  let both: Two;
  let running: Subscription;
  beforeAll(async () => {
    both = await opened();
    await feed(both.one, 4);
    await both.one.log.append(TOPICS.facts, markedFacts(STARTUP, { old: 100, new: 200 }).map(entryOf));
    running = await both.one.process();
    await read(both.one);
  });
  afterAll(async () => {
    await running?.stop();
    await both?.close();
  });

  it("tells of its own decision, whoever asks for another at the same moment", async () => {
    const { one, other } = both;
    const asked = ["555", "777", "888"];
    const told = await Promise.all(asked.map((value, at) => corrected(at % 2 ? other : one, value)));
    expect(told).toEqual(asked.map((value) => [`100 → ${value}`]));
  });
  it("and a rebuild are in nobody's way, whichever begins first", async () => {
    const { one, other } = both;
    const dry = corrected(one, "555");
    await new Promise((later) => setTimeout(later, 60));
    const [first, live] = await Promise.all([dry, rebuilt(other)]);
    expect([first, live.outcome]).toEqual([["100 → 555"], "live"]);
    const [next, second] = await Promise.all([rebuilt(other), corrected(one, "777")]);
    expect([next.outcome, second]).toEqual(["live", ["100 → 777"]]);
    const left = await one.generations.others();
    expect(left.filter(({ state }) => state === "half")).toEqual([]);
  });
});
