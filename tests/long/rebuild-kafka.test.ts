// A rebuild over a real Kafka: the broker's own times, consumer groups of each generation, partitions that are handed out.
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { House } from "../../cli/compose.ts";
import { endsOf, total } from "../../cli/rebuild/reached.ts";
import { type RebuildOptions, type Rebuilt, rebuild } from "../../cli/rebuild/rebuild.ts";
import { type Subscription, TOPICS } from "../../schemas/ports.ts";
import { caller } from "../support/caller.ts";
import { entryOf } from "../support/facts.ts";
import { kafkaForTests } from "../support/kafka.ts";
import { contents, feed, markedFacts, openRebuildHouse, read, shownDuring } from "../support/rebuild-house.ts";
import { tell } from "../support/tell.ts";

const kafka = await kafkaForTests();
const MARKED = ["marque-1", "marque-2", "marque-3"];
let folder: string;
let house: House;
let running: Subscription;

const rebuilt = (options: Partial<RebuildOptions> = {}): Promise<Rebuilt> =>
  rebuild(house, caller(), { purpose: "rebuild", keepDays: 7, ...options });
const mark = async (value: number) => {
  for (const startup of MARKED)
    await house.log.append(TOPICS.facts, markedFacts(startup, { old: value, new: value }).map(entryOf));
};

describe.skipIf("skipped" in kafka)("a rebuild over Kafka", () => {
  beforeAll(async () => {
    if (!("brokers" in kafka)) return;
    folder = await mkdtemp(join(tmpdir(), "releve-rebuild-"));
    const group = `r${randomUUID().slice(0, 8)}`;
    house = await openRebuildHouse(folder, { RELEVE_LOG: `kafka://${kafka.brokers}`, RELEVE_GROUP: group });
    await feed(house, 12);
    await mark(1);
    running = await house.process();
    await read(house);
  });
  afterAll(async () => {
    await running?.stop();
    await house?.close();
    if ("stop" in kafka) await kafka.stop();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  it("gives the same tables, and goes live while facts come and pages are asked", async () => {
    const before = await contents(await house.live());
    expect(Object.entries(before).filter(([, text]) => text.startsWith("0 rows"))).toEqual([]);
    const all = total(await endsOf(house.log));
    const shown = await shownDuring(house, MARKED, async () => {
      const { outcome, changes, facts, elapsedMs } = await rebuilt();
      expect({ outcome, tables: changes?.tables }).toEqual({ outcome: "live", tables: [] });
      expect(facts).toBeGreaterThanOrEqual(all);
      tell(`a rebuild over Kafka: ${facts} facts in ${elapsedMs} ms, nothing differs`);
    });
    expect(shown).toEqual(["1,1,1"]);
  });
  it("is fed on, by the processors of before, and rebuilt again gives what was fed", async () => {
    const { number, warehouse } = await house.generations.live();
    await mark(2);
    await read(house);
    const { rows } = await house
      .models()
      .figures({ startup: "marque-1", metric: "cartes_publiees", limit: 10, offset: 0 });
    expect(rows.map(({ value }) => value)).toEqual(["2"]);
    const fed = await contents(warehouse);
    expect(await rebuilt()).toMatchObject({ generation: number + 1, outcome: "live", changes: { tables: [] } });
    expect(await contents(await house.live())).toEqual(fed);
  });
});
