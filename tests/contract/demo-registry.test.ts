// The simulated registry through the ordinary import: a real log and warehouse, real HTTP, and counts made in another way.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Network, startNetwork } from "../../cli/demo/network.ts";
import { declaredOn } from "../../cli/demo/registry/declared.ts";
import { INCUBATORS_PATH } from "../../cli/demo/registry/documents.ts";
import { countPhases, loadRegistry } from "../../dashboards/queries/registry.ts";
import { startupsOn } from "../../dashboards/queries/registry-lists.ts";
import { openHttpClient } from "../../infra/http/client.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { loadTerritories } from "../../infra/territories.ts";
import type { OpenedWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { addServices, importRegistry, type RegistryPorts } from "../../ingestors/registry.ts";
import { runRegistryProcessor } from "../../processors/registry.ts";
import { readCursors } from "../../processors/run.ts";
import { newEventId } from "../../schemas/ids.ts";
import { startOfDay } from "../../schemas/period.ts";
import { type EventLog, PARTITIONS, TOPICS } from "../../schemas/ports.ts";
import { phaseByHand } from "../support/registry.ts";
import { embeddedPlace, freshWarehouse, type WarehousePlace } from "../support/warehouse.ts";

const WEEKS = ["2024-01-01", "2024-03-11", "2024-06-03", "2024-09-23", "2024-12-23"];
const http = openHttpClient({
  timeoutMs: 10_000,
  allowLoopback: true,
  contact: "tests@example.org",
  maxBytes: 10_000_000,
  maxUnpackedBytes: 10_000_000,
});

let place: WarehousePlace;
let folder: string;
let log: EventLog;
let warehouse: OpenedWarehouse;
let network: Network;
let now = startOfDay(WEEKS[0]!);
let ports: RegistryPorts;
const textOf = async (url: string) => (await http({ url })).bytes.toString("utf8");

beforeAll(async () => {
  place = embeddedPlace();
  folder = await mkdtemp(join(tmpdir(), "releve-demo-registry-"));
  log = await openLmdbLog({ folder, clock: () => now });
  warehouse = await freshWarehouse(place);
  network = await startNetwork({ seed: 2024, clock: () => now, territories: await loadTerritories() });
  ports = { log, clock: () => now, signal: () => undefined, newId: () => newEventId(now) };
  for (const day of WEEKS) {
    now = startOfDay(day) + 6 * 3_600_000;
    await importRegistry(ports, { name: network.registry, text: await textOf(network.registry) }, { http });
    await addServices(ports, { name: "services.json", text: JSON.stringify(declaredOn(day)) });
  }
  await processed();
});
afterAll(async () => {
  await network.stop();
  await log.close();
  await warehouse.close();
  await rm(folder, { recursive: true, force: true });
  await place.stop();
});

/** Reads the topic until the warehouse has all of it. */
async function processed(): Promise<void> {
  const ends = await log.ends(TOPICS.registry);
  const running = await runRegistryProcessor({ log, warehouse, signal: () => undefined }, { group: "registry" });
  for (let done = false; !done; ) {
    const cursors = await readCursors(warehouse, TOPICS.registry);
    done = ends.every((end, part) => (cursors.get(part)?.to ?? -1) + 1 >= end);
    await Promise.race([running.done, new Promise((resolve) => setTimeout(resolve, 20))]);
  }
  await running.stop();
}
/** All facts of a startup, in the log's order. */
async function factsOf(startup: string): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for (let partition = 0; partition < PARTITIONS; partition++)
    for await (const { key, value } of log.read(TOPICS.registry, partition, 0))
      if (key === startup) found.push(JSON.parse(value.toString("utf8")));
  return found;
}

describe("the simulated registry, imported", () => {
  it.each(["2024-02-05", "2024-12-23"])("counts each phase on %s as its documents do by hand", async (day) => {
    const { data } = JSON.parse(await textOf(network.registry));
    const byHand: Record<string, number> = {};
    const count = (phases: { name: string; start: string }[]) => {
      const phase = phaseByHand(phases, day);
      if (phase !== undefined) byHand[phase] = (byHand[phase] ?? 0) + 1;
    };
    for (const { attributes } of data) count(attributes.phases);
    for (const { phases } of declaredOn("2024-12-23"))
      count(phases.map(({ phase, start }) => ({ name: phase, start })));
    const counts = countPhases(await loadRegistry(warehouse), { day });
    expect(Object.fromEntries(Object.entries(counts.phases).filter(([, found]) => found > 0))).toEqual(byHand);
    expect(counts).toMatchObject({ startups: data.length + 3, origins: { registre: data.length, déclaré: 3 } });
  });
  it("has another phase by the rule of the site for the one that is announced", async () => {
    const registry = await loadRegistry(warehouse);
    const phase = (rule: "dates" | "site") =>
      startupsOn(registry, { day: "2024-12-23", rule }).find(({ id }) => id === "aides-territoires")?.phase;
    expect([phase("dates"), phase("site")]).toEqual(["acceleration", "transfere"]);
  });
  it("keeps entries, renames, other pages and former ids in the log, with their day", async () => {
    const kinds = async (startup: string) =>
      (await factsOf(startup)).map(({ type, at }) => `${String(at).slice(0, 10)} ${type}`);
    expect(await kinds("permis-simple")).toEqual(
      expect.arrayContaining([
        "2024-01-01 startup.registered",
        "2024-03-11 startup.renamed",
        "2024-03-11 stats_page.changed",
      ]),
    );
    expect((await kinds("marche-simple"))[0]).toBe("2024-03-11 startup.registered");
    expect(await kinds("mes-adresses")).toContain("2024-09-23 phase.entered");
    expect(await kinds("la-salle-sur-demande")).toContain("2024-09-23 phase.entered");
    expect((await factsOf("rendez-vous-en-mairie")).filter(({ type }) => type === "alias.declared")).toMatchObject([
      { alias: "rdv-mairie" },
      { alias: "titres-sous-30-jours" },
    ]);
  });
  it("says nothing new when it is imported again, and reads incubators.json", async () => {
    const again = await importRegistry(
      ports,
      { name: network.registry, text: await textOf(network.registry) },
      { http },
    );
    expect(again).toMatchObject({ startups: 57, appended: 0, faults: [] });
    const address = new URL(INCUBATORS_PATH, network.registry).href;
    const incubators = await importRegistry(ports, { name: address, text: await textOf(address) });
    expect(incubators).toMatchObject({ incubators: 12, faults: [] });
    expect(countPhases(await loadRegistry(warehouse), { day: "2024-12-23" }).visibleIncubators).toBe(11);
  });
});
