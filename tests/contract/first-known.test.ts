// From which day on it can be told what was known: the day of the first fact, though the warehouse read a later one first.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openModels } from "../../dashboards/models/models.ts";
import { loadTerritories } from "../../infra/territories.ts";
import type { OpenedWarehouse } from "../../infra/warehouse/clickhouse.ts";
import type { Param } from "../../schemas/ports.ts";
import type { RequestRefused } from "../../schemas/request-refused.ts";
import { columnsOf } from "../../schemas/tables.ts";
import { embeddedPlace, freshWarehouse } from "../support/warehouse.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const place = embeddedPlace();
const territories = await loadTerritories();
let warehouse: OpenedWarehouse;
beforeAll(async () => {
  warehouse = await freshWarehouse(place);
});
afterAll(async () => {
  await warehouse?.close();
  await place.stop();
});

/** A fact of a partition is read into the warehouse. */
const reads = (partition: number, at: string) =>
  warehouse.insert("raw_events", columnsOf("raw_events"), [
    ["s", "a", partition, 0, Date.parse(at), "endpoint.answered", `id-${partition}`, 0, 0, 0],
  ]);

describe("the first day of which it can be told what was known", () => {
  let settled = 0;
  const asked: string[] = [];
  const models = () => {
    const counted = {
      ...warehouse,
      rows(sql: string, params?: Readonly<Record<string, Param>>) {
        asked.push(sql);
        return warehouse.rows(sql, params);
      },
    } as OpenedWarehouse;
    return openModels({
      warehouse: counted,
      territories,
      clock: () => NOW,
      demo: false,
      settledUntil: async () => settled,
    });
  };
  const known = async (opened: ReturnType<typeof models>, day: string) => {
    const asking = opened.at(Date.parse(`${day}T12:00:00Z`)).metrics({});
    return await asking.then(
      () => "known",
      (error: RequestRefused) => error.code,
    );
  };
  const looks = () =>
    asked.splice(0).filter((sql) => sql.includes("metric_definitions") && sql.includes("min(recorded_at)")).length;

  it("is earlier once an earlier fact is read, whoever asked while the warehouse caught up", async () => {
    const opened = models();
    expect(await known(opened, "2024-02-01")).toBe("RELEVE_UNKNOWN_DAY");
    await reads(3, "2025-06-01T00:00:00Z");
    expect(await known(opened, "2025-07-01")).toBe("known");
    expect(await known(opened, "2024-02-01")).toBe("RELEVE_UNKNOWN_DAY");
    await reads(0, "2024-01-01T00:00:00Z");
    expect(await known(opened, "2024-02-01")).toBe("known");
  });
  it("is not asked for again once nothing earlier can come", async () => {
    const opened = models();
    looks();
    for (const day of ["2024-02-01", "2024-02-02"]) await known(opened, day);
    expect(looks()).toBe(2);
    settled = NOW;
    for (const day of ["2024-02-03", "2024-02-04", "2024-02-05"]) await known(opened, day);
    expect(looks()).toBe(1);
  });
});
