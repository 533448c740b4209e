// Counts a figure again from a proof alone: its facts, this program, and an empty folder that goes away.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openModels } from "../dashboards/models/models.ts";
import type { LineageModel, LineageQuery } from "../dashboards/shapes/lineage.ts";
import type { Proof } from "../infra/proof/file.ts";
import { proofLog } from "../infra/proof/log.ts";
import { loadTerritories } from "../infra/territories.ts";
import { openWarehouse } from "../infra/warehouse/clickhouse.ts";
import { migrate } from "../infra/warehouse/migrate.ts";
import { endpointOf, readingWith } from "../ingestors/endpoints/index.ts";
import { runRegistryProcessor } from "../processors/registry.ts";
import { runProcessor } from "../processors/run.ts";

/**
 * @param asOf  what was known then, milliseconds since 1970; left out: all that the proof has
 * @throws {ReleveError} as the models do; RELEVE_WAREHOUSE_UNAVAILABLE when the embedded engine is not installed.
 */
export async function recount(proof: Proof, query: LineageQuery, asOf?: number): Promise<LineageModel> {
  const folder = await mkdtemp(join(tmpdir(), "releve-verify-"));
  try {
    const warehouse = await openWarehouse({ folder });
    try {
      await migrate(warehouse);
      const territories = await loadTerritories();
      const read = readingWith(territories);
      const ports = { log: proofLog(proof.records), warehouse, read, signal: () => undefined };
      // The definitions first: a startup's own metric has no other.
      for (const run of [runRegistryProcessor, runProcessor]) {
        const running = await run(ports, { group: "verify" });
        await running.done;
        await running.stop();
      }
      const readerVersion = (kind: string) => endpointOf(kind)?.version;
      const demo = asOf === undefined;
      const models = openModels({ warehouse, territories, clock: Date.now, demo, readerVersion });
      return await (asOf === undefined ? models : models.at(asOf)).lineage(query);
    } finally {
      await warehouse.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
