// A rebuild over the real log, the real processors and the embedded warehouse.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { House } from "../../cli/compose.ts";
import { onLive } from "../../cli/following.ts";
import { Interrupted } from "../../cli/rebuild/fill.ts";
import { dropLeftovers } from "../../cli/rebuild/leftovers.ts";
import { endsOf, reachedBy, total } from "../../cli/rebuild/reached.ts";
import { readAnew, readersOf } from "../../cli/rebuild/read-anew.ts";
import { type RebuildOptions, type Rebuilt, rebuild } from "../../cli/rebuild/rebuild.ts";
import { openModelsOnLive } from "../../dashboards/models/on-live.ts";
import { type EventLog, type Subscription, TOPICS } from "../../schemas/ports.ts";
import type { Declaration } from "../../schemas/source.ts";
import { Declaration as DeclarationSchema } from "../../schemas/source.ts";
import { caller } from "../support/caller.ts";
import { entryOf } from "../support/facts.ts";
import { contents, feed, marked, markedFacts, openRebuildHouse, read, shownDuring } from "../support/rebuild-house.ts";

const MARKED = ["marque-1", "marque-2", "marque-3"];
const today = (pointer: "/old" | "/new"): Declaration[] =>
  MARKED.map((startup) => DeclarationSchema.parse(marked(startup, pointer)));

let folder: string;
let house: House;
let running: Subscription;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "releve-rebuild-"));
  house = await openRebuildHouse(folder);
  await feed(house, 12);
  for (const [at, startup] of MARKED.entries())
    await house.log.append(TOPICS.facts, markedFacts(startup, { old: 100 + at, new: 200 + at }).map(entryOf));
  running = await house.process();
  await read(house);
});
afterAll(async () => {
  await running.stop();
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

/** The caller goes away when the first facts were read; the log gives no more until that was seen. */
function leftAfterFirstBatch(log: EventLog, io: { leave(): void }): EventLog {
  return {
    ...log,
    subscribe: (topic, group, subscriber) =>
      log.subscribe(topic, group, {
        onAssign: (partitions) => subscriber.onAssign(partitions),
        onRevoke: (partitions) => subscriber.onRevoke(partitions),
        async onBatch(partition, records, beat) {
          await subscriber.onBatch(partition, records, beat);
          if (topic !== TOPICS.facts) return;
          io.leave();
          await new Promise((resolve) => setTimeout(resolve, 300));
        },
      }),
  };
}

const rebuilt = (options: Partial<RebuildOptions> = {}, io = caller()): Promise<Rebuilt> =>
  rebuild(house, io, { purpose: "rebuild", keepDays: 7, beside: true, ...options });
const databases = async () =>
  (
    await (
      await house.live()
    ).rows<[string]>("SELECT name FROM system.databases WHERE name LIKE 'releve%' ORDER BY name")
  ).map(([name]) => name);

describe("a rebuild", () => {
  it("gives the same tables, and again the same, and each goes live", async () => {
    const first = await contents(await house.live());
    for (const number of [1, 2]) {
      expect(await rebuilt()).toMatchObject({
        generation: number,
        database: `releve_g${number}`,
        outcome: "live",
        changes: { tables: [], figures: { count: 0, first: [] } },
      });
      expect((await house.live()).database).toBe(`releve_g${number}`);
      expect(await contents(await house.live())).toEqual(first);
    }
    const empty = Object.entries(first).flatMap(([table, text]) => (text.startsWith("0 rows") ? [table] : []));
    expect(empty).toEqual([]);
  });
  it("that was interrupted halfway is found, and gone on with", async () => {
    const before = await contents(await house.live());
    const leaving = caller();
    const half = { ...house, log: leftAfterFirstBatch(house.log, leaving) };
    await expect(rebuild(half, leaving, { purpose: "rebuild", keepDays: 7 })).rejects.toThrow(Interrupted);
    expect(await house.generations.others()).toContainEqual(expect.objectContaining({ number: 3, state: "half" }));
    const reached = total(await reachedBy((await house.live()).on("releve_g3")));
    expect(reached).toBeGreaterThan(0);
    expect(reached).toBeLessThan(total(await endsOf(house.log)));
    const io = caller();
    await dropLeftovers(house.generations, io, true);
    expect(io.said.join("")).toMatch(/Generation 3 \(releve_g3\) is not live/);
    const going = caller();
    expect(await rebuilt({}, going)).toMatchObject({ generation: 3, outcome: "live", changes: { tables: [] } });
    expect(going.said.join("")).toMatch(/Going on with generation 3/);
    expect(await contents(await house.live())).toEqual(before);
  });
  it("drops an old generation when its days are over, and keeps it until then", async () => {
    await dropLeftovers(house.generations, caller(), true);
    expect(await databases()).toEqual(["releve", "releve_g1", "releve_g2", "releve_g3"]);
    await house.generations.drop(1);
    await house.generations.drop(0);
    expect(await databases()).toEqual(["releve", "releve_g2", "releve_g3"]);
    expect((await house.live()).database).toBe("releve_g3");
    await expect(house.generations.drop(3)).rejects.toThrow(/live/);
  });
});

describe("the what-if", () => {
  it("shows exactly the figures that another reading changes, and leaves everything as it was", async () => {
    const before = await contents(await house.live());
    const readers = readersOf(today("/new").slice(0, 2));
    const { outcome, changes } = await rebuilt({ purpose: "comparison", readers });
    expect(outcome).toBe("dropped");
    const place = {
      metric: "cartes_publiees",
      version: 1,
      level: "france",
      code: "FR",
      dims: "",
      grain: "state",
      first: "",
    };
    expect(changes?.figures).toEqual({
      count: 2,
      first: [
        { startup: "marque-1", ...place, before: "100", after: "200" },
        { startup: "marque-2", ...place, before: "101", after: "201" },
      ],
    });
    expect(changes?.tables).toEqual([{ table: "observations", rows: 2 }]);
    expect(await contents(await house.live())).toEqual(before);
    expect(await databases()).toEqual(["releve", "releve_g2", "releve_g3"]);
  });
  it("shows nothing when today's directory and code read as before", async () => {
    const { changes } = await rebuilt({ purpose: "comparison", readers: readersOf(today("/old")) });
    expect(changes).toMatchObject({ tables: [], figures: { count: 0 } });
  });
});

describe("a live generation that knows less than the one before", () => {
  it("is not shown until it knows as much; and then the one before never again", async () => {
    const old = await house.generations.live();
    const empty = await house.generations.begin("comparison");
    let live = old;
    const generations = { live: async () => live, isKept: async () => true };
    const models = openModelsOnLive({ generations, territories: house.territories, clock: house.clock, demo: false });
    const ask = async () => (await models.figures({ limit: 5000, offset: 0 })).rows;
    const before = await ask();
    live = empty;
    let isAnswered = false;
    const asked = ask().finally(() => {
      isAnswered = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isAnswered).toBe(false);
    const filling = await house.processInto(empty);
    expect(await asked).toEqual(before);
    await filling.stop();
    await house.generations.drop(empty.number);
    live = old;
    await expect(ask()).rejects.toThrow(/releve_g/); // it stays with the new one, which is no more
  });
});

describe("a rebuild from which something differs", () => {
  it("waits until it is let go live; replies are wholly of the old or of the new one, and never old after new", async () => {
    const readers = readersOf(today("/new"));
    expect(await rebuilt({ readers })).toMatchObject({ outcome: "waits", changes: { figures: { count: 3 } } });
    // The last batch is done again by who comes after, and must be read as it was: here each generation has its reading.
    await running.stop();
    const old = (await house.generations.live()).number;
    const read = (number: number) => (number > old ? { log: readAnew(house.log, readers) } : {});
    running = await onLive(house.generations, (one) => house.processInto(one, read(one.number)), 100);
    const shown = await shownDuring(house, MARKED, async () => {
      const { generation } = await rebuilt({ readers, yes: true });
      expect((await house.generations.live()).number).toBe(generation);
    });
    expect(shown).toEqual(["100,101,102", "200,201,202"]);
  });
});
