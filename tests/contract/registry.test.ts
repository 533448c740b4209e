// The registry from a document to the tables: a real LMDB log, the real embedded warehouse, real HTTP on loopback.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openFrame } from "../../dashboards/queries/frame.ts";
import { countPhases, loadRegistry } from "../../dashboards/queries/registry.ts";
import { aliasesOf, incubatorsOn, startupsOn } from "../../dashboards/queries/registry-lists.ts";
import { openHttpClient } from "../../infra/http/client.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { loadTerritories } from "../../infra/territories.ts";
import type { OpenedWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { migrate } from "../../infra/warehouse/migrate.ts";
import { MIGRATIONS } from "../../infra/warehouse/migrations.ts";
import { recordReference } from "../../ingestors/reference.ts";
import { knownRegistry } from "../../ingestors/registry/known.ts";
import { addServices, importRegistry, type RegistryPorts } from "../../ingestors/registry.ts";
import { runRegistryProcessor } from "../../processors/registry.ts";
import { readCursors } from "../../processors/run.ts";
import { CATALOGUE } from "../../schemas/catalogue.ts";
import type { Metric } from "../../schemas/catalogue-model.ts";
import { newEventId } from "../../schemas/ids.ts";
import { type EventLog, TOPICS, type Warehouse } from "../../schemas/ports.ts";
import { REGISTRY_TABLES } from "../../schemas/table-topics.ts";
import { columnsOf } from "../../schemas/tables.ts";
import { type Loopback, loopback, sendJson } from "../support/loopback.ts";
import { realRegistry, startupsJson } from "../support/registry.ts";
import { tell } from "../support/tell.ts";
import { embeddedPlace, freshWarehouse, type WarehousePlace } from "../support/warehouse.ts";

const quiet = () => undefined;
const TABLES = [...REGISTRY_TABLES, "rejects"];

let place: WarehousePlace;
let folder: string;
let log: EventLog;
let warehouse: OpenedWarehouse;
let now: number;
let ports: RegistryPorts;
beforeAll(() => {
  place = embeddedPlace();
});
afterAll(() => place.stop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "releve-registry-"));
  now = Date.parse("2026-03-02T10:00:00Z");
  log = await openLmdbLog({ folder, clock: () => now });
  warehouse = await freshWarehouse(place);
  ports = { log, clock: () => now, signal: quiet, newId: () => newEventId(now) };
});
afterEach(async () => {
  await log.close();
  await warehouse.close();
  await rm(folder, { recursive: true, force: true });
});

const documentOf = (text: string, name = "startups.json") => ({ name, text });
const imported = (...given: Parameters<typeof startupsJson>) =>
  importRegistry(ports, documentOf(startupsJson(...given)));
const docks = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `dock-${at}` }));
const defined = async (catalogue: readonly Metric[]) =>
  recordReference({ log, clock: () => now, catalogue, territories: await loadTerritories() });

/** Reads the topic into a warehouse until it has all. */
async function processed(into: Warehouse = warehouse): Promise<void> {
  const ends = await log.ends(TOPICS.registry);
  const running = await runRegistryProcessor({ log, warehouse: into, signal: quiet }, { group: "registry" });
  try {
    const until = Date.now() + 30_000;
    for (let done = false; !done; ) {
      if (Date.now() > until) throw new Error("the registry was not read within 30 s");
      const cursors = await readCursors(into, TOPICS.registry);
      done = ends.every((end, part) => (cursors.get(part)?.to ?? -1) + 1 >= end);
      await Promise.race([running.done, new Promise((resolve) => setTimeout(resolve, 20))]);
    }
  } finally {
    await running.stop();
  }
}
async function contents(of: Warehouse): Promise<string> {
  const all = await Promise.all(TABLES.map((table) => of.rows(`SELECT * FROM ${table} FINAL ORDER BY ALL`)));
  return JSON.stringify(all);
}
const registry = async (known?: number) =>
  loadRegistry(warehouse, known === undefined ? undefined : await openFrame(warehouse, known, TOPICS.registry));

describe("the registry in the log", () => {
  it("takes a document once, in whichever version it comes back", async () => {
    expect(await imported(docks(12))).toMatchObject({ startups: 12, appended: 37 });
    expect(await imported(docks(12))).toMatchObject({ startups: 12, appended: 0 });
    expect(await imported(docks(12), { version: "v2.6" })).toMatchObject({ appended: 0 });
    expect((await knownRegistry(log)).startups.size).toBe(12);
  });
  it("holds a document that lost more than one startup in ten, and appends nothing of it", async () => {
    await imported(docks(20));
    const ends = await log.ends(TOPICS.registry);
    const short = documentOf(startupsJson([...docks(17), { id: "new-dock" }]));
    await expect(importRegistry(ports, short)).rejects.toMatchObject({
      code: "RELEVE_REGISTRY_HELD",
      message: expect.stringContaining("3 of the 20"),
    });
    expect(await log.ends(TOPICS.registry)).toEqual(ends);
    expect(await importRegistry(ports, short, { acceptLoss: true })).toMatchObject({ startups: 18, appended: 6 });
  });
  it("refuses what is neither document, or is cut short", async () => {
    for (const text of ['{"data": 3}', "[]", "<html>", '{"data": [{"id": "a-']) {
      await expect(importRegistry(ports, documentOf(text))).rejects.toMatchObject({ code: "RELEVE_FILE" });
    }
  });
  it("does not let a file speak for a startup of the registry", async () => {
    await imported(docks(1));
    const service = { startup: "dock-0", name: "Dock", phases: [{ phase: "construction", start: "2025-01-01" }] };
    await expect(addServices(ports, documentOf(JSON.stringify(service)))).rejects.toMatchObject({
      code: "RELEVE_USAGE",
    });
    const own = JSON.stringify([{ ...service, startup: "salle", aliases: ["salle-en-ligne"] }]);
    expect(await addServices(ports, documentOf(own))).toMatchObject({ startups: 1, appended: 4 });
    expect(await addServices(ports, documentOf(own))).toMatchObject({ appended: 0 });
    await expect(addServices(ports, documentOf('{"startup":"x"}', "x.json"))).rejects.toThrow("x.json, at /name");
  });
});

describe("the registry in the warehouse", () => {
  it("is what the log says, startups, incubators and former ids", async () => {
    const events = [{ name: "national_impact", date: "2025-02-03", comment: 'it\'s "so"' }];
    await imported([
      { id: "a-dock", incubators: ["quai", "atelier"], phases: ["construction 2024-01-01"], events },
      { id: "e-inspé" },
    ]);
    const service = {
      startup: "salle",
      name: "Salle",
      phases: [{ phase: "construction", start: "2025-01-01" }],
      aliases: ["old"],
    };
    await addServices(ports, documentOf(JSON.stringify(service)));
    await processed();
    const found = await registry();
    const expected = await knownRegistry(log);
    expect([...found.startups.values()].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
      [...expected.startups.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    expect(new Map([...found.incubators].sort())).toEqual(new Map([...expected.incubators].sort()));
    expect([...aliasesOf(found)]).toEqual([["old", "salle"]]);
    expect(startupsOn(found, { day: "2026-03-02" }).map(({ id, origin }) => [id, origin])).toEqual([
      ["a-dock", "registre"],
      ["e-inspé", "registre"],
      ["salle", "déclaré"],
    ]);
  });

  it("is as it was known on that day, and now", async () => {
    const [first, ...others] = docks(10);
    await imported([{ ...first!, phases: ["construction 2025-01-01"] }, ...others]);
    const before = now;
    now += 7 * 86_400_000;
    await imported([{ ...first!, phases: ["construction 2025-01-01", "acceleration 2026-01-15"] }, ...others]);
    const between = now;
    now += 7 * 86_400_000;
    await imported(others);
    await processed();
    const day = "2026-03-04";
    const accelerated = async (known?: number) => countPhases(await registry(known), { day }).phases.acceleration;
    expect([await accelerated(before), await accelerated(between), await accelerated()]).toEqual([0, 1, 1]);
    const later = { day: "2026-03-20" };
    expect(countPhases(await registry(between), later).startups).toBe(10);
    expect(countPhases(await registry(), later).startups).toBe(9);
    expect(countPhases(await registry(), { day: "2026-03-15" }).startups).toBe(10);
  });

  it("has the same rows when the topic is read twice, in other pieces, or after a fall", async () => {
    const whole = await freshWarehouse(place);
    const pieces: Warehouse = {
      ...warehouse,
      kind: warehouse.kind,
      query: (sql, params) => warehouse.query(sql, params),
      rows: (sql, params) => warehouse.rows(sql, params),
      command: (sql) => warehouse.command(sql),
      close: () => warehouse.close(),
      insert: async (table, columns, rows) => {
        await warehouse.insert(table, columns, rows);
        if (falls-- > 0 && table !== "cursors") throw new Error("fell after an insert");
      },
    };
    let falls = 0;
    for (const count of [3, 8, 30]) {
      await imported(docks(count));
      await defined(CATALOGUE.slice(0, count));
      falls = 2;
      for (let tries = 0; tries < 5; tries++) {
        const fell = await processed(pieces).then(
          () => false,
          () => true,
        );
        if (!fell) break;
      }
      await processed(pieces);
      expect(falls).toBeLessThanOrEqual(0);
    }
    await processed(whole);
    expect(await contents(warehouse)).toBe(await contents(whole));
    const { startups, reference } = await registry();
    expect([startups.size, reference.definitions.length, reference.lists.length]).toEqual([30, 30, 1]);
    await whole.close();
  });

  it("counts a fact that was delivered twice once, skips what a later release may add, and keeps what it cannot read as a reject", async () => {
    await imported(docks(2));
    const twice: { key: string; value: Buffer }[] = [];
    for (let part = 0; part < 12; part++)
      for await (const { key, value } of log.read(TOPICS.registry, part, 0)) twice.push({ key, value });
    await log.append(TOPICS.registry, twice);
    const odd = [
      '{"type":"metric.retired"}',
      '{"type":"territories.loaded"}',
      '{"type":"phase.entered","startup":"dock-0"}',
      "{",
      "[]",
    ];
    await log.append(
      TOPICS.registry,
      odd.map((text) => ({ key: "dock-0", value: Buffer.from(text) })),
    );
    await processed();
    const found = await registry();
    expect(found.startups.get("dock-0")).toMatchObject({ name: "dock-0", origin: "registre" });
    expect([found.startups.size, found.startups.get("dock-0")?.phases.size]).toEqual([2, 1]);
    const rejects = await warehouse.rows("SELECT startup, source, stage, code FROM rejects FINAL ORDER BY off");
    expect(rejects).toEqual(odd.slice(1).map(() => ["dock-0", ":registry", "registry", "fact.shape"]));
  });

  it("finds its tables in a warehouse that was made before it", async () => {
    const old = await place.open({ database: `before_${process.pid}` });
    await migrate(old, { migrations: MIGRATIONS.slice(0, 1) });
    const applied = MIGRATIONS.slice(1).map(({ id }) => id);
    expect(applied[0]).toBe("0002-registry");
    expect(await migrate(old)).toEqual({ applied, already: ["0001-tables"] });
    await imported(docks(3));
    await processed(old);
    expect((await loadRegistry(old)).startups.size).toBe(3);
    await old.close();
  });

  it("has the definitions that were read before they had rows, once its tables are of this release", async () => {
    await imported(docks(3));
    await defined(CATALOGUE);
    const old = await place.open({ database: `undefined_${process.pid}` });
    await migrate(old, { migrations: MIGRATIONS.slice(0, 5) });
    const read = (await log.ends(TOPICS.registry)).flatMap((end, part) =>
      end > 0 ? [[TOPICS.registry, part, 0, end - 1, now, now]] : [],
    );
    await old.insert("cursors", columnsOf("cursors"), read);
    expect((await migrate(old)).applied[0]).toBe("0006-reference");
    await processed(old);
    const { reference, startups } = await loadRegistry(old);
    expect([reference.definitions.length, startups.size]).toEqual([CATALOGUE.length, 3]);
    await old.close();
  });
});

describe("the registry over HTTP", () => {
  let server: Loopback;
  let details = true;
  const http = openHttpClient({
    timeoutMs: 5_000,
    maxBytes: 1e7,
    maxUnpackedBytes: 1e7,
    allowLoopback: true,
    contact: "test",
  });
  beforeEach(async () => {
    server = await loopback((request, response) => {
      const [, id] = /\/v3\/startups\/(.*)\.json$/.exec(request.url ?? "") ?? [];
      if (id && details) sendJson(response, { usertypes: ["etat"], redirect_from: [`/startups/old-${id}`] });
      else response.writeHead(404).end();
    });
  });
  afterEach(() => server.close());

  it("has user types and former ids where the startups' own files answer, and loses none when they do not", async () => {
    const document = { name: `${server.url}/api/v2.7/startups.json`, text: startupsJson(docks(8)) };
    details = true;
    expect(await importRegistry(ports, document, { http })).toMatchObject({ appended: 33 });
    details = false;
    expect(await importRegistry(ports, document, { http })).toMatchObject({ appended: 0 });
    expect(server.asked.length).toBeLessThan(8 + 8);
    await processed();
    const found = await registry();
    expect(aliasesOf(found).get("old-dock-3")).toBe("dock-3");
    expect(startupsOn(found, { day: "2026-03-02" })[0]?.userTypes).toEqual(["etat"]);
  });
});

const [real, realIncubators] = [realRegistry("startups.json"), realRegistry("incubators.json")];
if (!real || !realIncubators)
  tell("SKIPPED: the real registry is not here; RELEVE_SHARED names the folder of cases/registry");
describe.skipIf(!real || !realIncubators)("the real registry", () => {
  it("of 662 startups gives the counts by both rules, from the tables", async () => {
    const startups = documentOf(real ?? "");
    const incubators = documentOf(realIncubators ?? "", "incubators.json");
    const first = await importRegistry(ports, startups);
    expect(first).toMatchObject({ startups: 662, faults: [] });
    expect(first.appended).toBeGreaterThan(3000);
    expect(await importRegistry(ports, incubators)).toMatchObject({ startups: 0, incubators: 23, faults: [] });
    for (const document of [startups, incubators])
      expect(await importRegistry(ports, document)).toMatchObject({ appended: 0 });
    await processed();
    const found = await registry();
    const day = "2026-08-20";
    const common = { "abandon-investigation": 202, abandon: 124, opere: 14 };
    expect(countPhases(found, { day })).toMatchObject({
      startups: 662,
      notStarted: 1,
      visibleIncubators: 22,
      phases: { ...common, construction: 106, acceleration: 74, investigation: 27, consolidation: 24, transfere: 90 },
    });
    expect(countPhases(found, { day, rule: "site" })).toMatchObject({
      active: 244,
      notStarted: 0,
      phases: { ...common, construction: 105, acceleration: 75, investigation: 28, consolidation: 22, transfere: 92 },
    });
    const lists = incubatorsOn(found, { day, rule: "site" });
    expect(lists.reduce((sum, one) => sum + one.startups, 0)).toBe(662);
    expect(lists.reduce((sum, { active }) => sum + active, 0)).toBe(244);
    expect(lists.find(({ id }) => id === "mtes")).toMatchObject({ startups: 93, active: 46 });
    expect(lists.find(({ id }) => id === "sgmas")).toMatchObject({ visible: false, startups: 34, active: 8 });
    expect(lists.filter(({ shared }) => shared > 0).map(({ id, shared }) => [id, shared])).toEqual([["ademe", 2]]);
    const urls = startupsOn(found, { day }).map(({ statsUrl }) => statsUrl);
    expect(urls.filter((url) => url !== "")).toHaveLength(232); // 236 published, 4 of them a bare /stats
    const events = [...found.startups.values()].flatMap((one) => [...one.events.values()]);
    expect(events.filter(({ event }) => event === "national_impact")).toHaveLength(37);
    expect(events).toHaveLength(562);
  });
});
