// A rebuild in a process of its own beside the one that serves and processes: they share a warehouse server and the log.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { House } from "../../cli/compose.ts";
import { onLive } from "../../cli/following.ts";
import { readAnew, readersOf } from "../../cli/rebuild/read-anew.ts";
import { rebuild } from "../../cli/rebuild/rebuild.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { Declaration } from "../../schemas/source.ts";
import { caller } from "../support/caller.ts";
import { entryOf } from "../support/facts.ts";
import { marked, markedFacts, openRebuildHouse, read, shownDuring } from "../support/rebuild-house.ts";
import { frontPlace, type WarehousePlace } from "../support/warehouse.ts";

const MARKED = ["marque-1", "marque-2", "marque-3"];
let folder: string;
let place: WarehousePlace;
let serving: House;
let rebuilding: House;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "releve-rebuild-"));
  place = await frontPlace();
  serving = await openRebuildHouse(folder, { RELEVE_WAREHOUSE: place.at });
  rebuilding = await openRebuildHouse(folder, { RELEVE_WAREHOUSE: place.at });
});
afterAll(async () => {
  await rebuilding.close();
  await serving.close();
  await place.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("a rebuild beside others on a server", () => {
  it("is gone over to by those who process and those who read: never a mixture, never old after new", async () => {
    for (const [at, startup] of MARKED.entries())
      await serving.log.append(TOPICS.facts, markedFacts(startup, { old: 100 + at, new: 200 + at }).map(entryOf));
    const readers = readersOf(MARKED.map((startup) => Declaration.parse(marked(startup, "/new"))));
    // The last batch is done again by who comes after, and must be read as it was: here each generation has its reading.
    const logOf = (number: number) => (number > 0 ? { log: readAnew(serving.log, readers) } : {});
    const start = (one: Parameters<House["processInto"]>[0]) => serving.processInto(one, logOf(one.number));
    const running = await onLive(serving.generations, start, 500);
    await read(serving);
    const shown = await shownDuring(serving, MARKED, async () => {
      const options = { purpose: "rebuild", readers, yes: true, keepDays: 7 } as const;
      expect(await rebuild(rebuilding, caller(), options)).toMatchObject({ generation: 1, outcome: "live" });
    });
    expect(shown).toEqual(["100,101,102", "200,201,202"]);
    expect((await serving.live()).database).toBe("releve_g1");
    await read(serving); // the process that served the old generation feeds the new one
    await running.stop();
  });
});
