import { describe, expect, it } from "vitest";
import { foldBatch } from "../../processors/batch.ts";
import { Output } from "../../processors/output.ts";
import { type LogRecord, PARTITIONS } from "../../schemas/ports.ts";
import { columnsOf } from "../../schemas/tables.ts";

const ID = "0193e3a0-0000-7000-8000-000000000001";
const record = (offset: number): LogRecord => {
  const fact = { type: "endpoint.failed", id: ID, at: "2026-03-01T05:00:00.000Z", startup: "a", source: "s" };
  const value = Buffer.from(JSON.stringify({ ...fact, code: "RELEVE_ENDPOINT", detail: "", elapsedMs: 1 }));
  return { partition: 1, offset, key: "a", value, time: 5 };
};
/** What an earlier batch wrote about the fact, not yet in the warehouse. */
function written(offset: number): Output {
  const out = new Output();
  out.tables.raw_events.push(["a", "s", 1, offset, 5, "endpoint.failed", ID, 0, offset, offset]);
  return out;
}

/** Folds the fact at offset 10, while the warehouse knows nothing yet, and tells whether it was a duplicate. */
async function isDuplicate(unwritten: readonly Output[]): Promise<boolean> {
  const warehouse = { query: async () => [], rows: async () => [] };
  const log = { read: async function* () {}, ends: async () => Array<number>(PARTITIONS).fill(11) };
  const read = () => ({ rows: [] });
  const settled = async () => undefined;
  const context = { warehouse, log, read, cache: new Map(), settled, unwritten: () => unwritten };
  const { out } = await foldBatch(context, 1, [record(10)], { recordedMax: 0, rowLimit: 100 });
  return out.tables.raw_events[0]?.[columnsOf("raw_events").indexOf("duplicate")] === 1;
}

describe("a fact delivered twice", () => {
  it("is told though the batch that took it first is still on its way into the warehouse", async () => {
    expect(await isDuplicate([])).toBe(false);
    expect(await isDuplicate([written(9)])).toBe(true);
  });

  it("is no duplicate of itself, when its batch is folded again after the partition was lost and came back", async () => {
    expect(await isDuplicate([written(10)])).toBe(false);
    expect(await isDuplicate([written(11)])).toBe(false);
  });
});
