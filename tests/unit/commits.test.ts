import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { Commits, type Folded } from "../../processors/commits.ts";
import { Output } from "../../processors/output.ts";
import { shapeOf } from "../../processors/place.ts";
import { ReleveError } from "../../schemas/errors.ts";
import type { Rows } from "../../schemas/ports.ts";
import { columnsOf } from "../../schemas/tables.ts";

/** A batch of one fact that wrote so many observations. */
function batch(partition: number, offset: number, rows = 1): Folded {
  const out = new Output();
  const by = { startup: "a", source: "s", part: partition, off: offset, recordedAt: 5 };
  const shape = shapeOf("visites", 1, "france", "month", "");
  for (let at = 0; at < rows; at += 1)
    out.observation(
      by,
      { shape, code: `${at}`, first: "2026-03-01", last: "2026-03-31" },
      { moment: 4, off: offset },
      "1",
    );
  out.tables.raw_events.push(["a", "s", partition, offset, 5, "t", `id-${offset}`, 0, offset, offset]);
  return { out, partition, from: offset, to: offset, maxBefore: 0, max: 5, started: 0 };
}
const count = (rows: Rows) => ("byColumn" in rows ? (rows.byColumn[0]?.length ?? 0) : rows.length);

/** A warehouse whose inserts end when they are let go; `refusals` errors come first. */
function slowWarehouse(refusals: Error[] = []) {
  const inserts: string[] = [];
  const held: (() => void)[] = [];
  const warehouse = {
    async insert(table: string, columns: readonly string[], rows: Rows) {
      expect(columns).toEqual(columnsOf(table as "cursors"));
      const refusal = refusals.shift();
      if (refusal) throw refusal;
      inserts.push(`${table} ${count(rows)}`);
      await new Promise<void>((go) => held.push(go));
    },
  };
  const letGo = async () => {
    for (const go of held.splice(0)) go();
    for (let i = 0; i < 5; i += 1) await turn();
  };
  return { warehouse, inserts, letGo };
}
const committing = (warehouse: ReturnType<typeof slowWarehouse>["warehouse"], rowLimit = 100) => {
  const done: string[] = [];
  const onCommit = (partition: number, offset: number) => void done.push(`${partition}@${offset}`);
  const commits = new Commits({ warehouse, signal: () => undefined }, { rowLimit, retries: 1, onCommit });
  return { commits, done };
};

describe("batches on their way into the warehouse", () => {
  it("write their cursor when all their rows are there, and not before", async () => {
    const { warehouse, inserts, letGo } = slowWarehouse();
    const { commits, done } = committing(warehouse);
    await commits.add(batch(1, 0));
    expect(inserts).toEqual(["observations 1", "raw_events 1"]);
    await letGo();
    expect(inserts.slice(2)).toEqual(["cursors 1"]);
    expect(done).toEqual([]);
    await letGo();
    expect(done).toEqual(["1@0"]);
  });

  it("go together when they waited, one insert a table, in their order", async () => {
    const { warehouse, inserts, letGo } = slowWarehouse();
    const { commits, done } = committing(warehouse);
    for (const one of [batch(1, 0), batch(1, 1), batch(2, 0), batch(1, 2)]) await commits.add(one);
    await letGo();
    await letGo();
    expect(inserts.slice(3)).toEqual(["observations 3", "raw_events 3"]);
    await letGo();
    expect(inserts.at(-1)).toBe("cursors 3");
    await letGo();
    expect(done).toEqual(["1@0", "1@1", "2@0", "1@2"]);
  });

  it("make folding wait when too many rows do", async () => {
    const { warehouse, letGo } = slowWarehouse();
    const { commits } = committing(warehouse, 10);
    await commits.add(batch(1, 0, 10));
    let added = false;
    const adding = commits.add(batch(1, 1, 10)).then(() => {
      added = true;
    });
    await turn();
    expect(added).toBe(false);
    await letGo();
    await letGo();
    await adding;
    expect(added).toBe(true);
  });

  it("are waited for by their own partition only", async () => {
    const { warehouse, letGo } = slowWarehouse();
    const { commits } = committing(warehouse);
    await commits.add(batch(1, 0));
    await commits.settled(2);
    expect(commits.unwritten(1)).toHaveLength(1);
    expect(commits.unwritten(2)).toEqual([]);
    const settled = commits.settled(1);
    await letGo();
    await letGo();
    await settled;
    expect(commits.unwritten(1)).toEqual([]);
  });

  it("go again, the same rows, when the warehouse was not there", async () => {
    const { warehouse, inserts, letGo } = slowWarehouse([
      new ReleveError("RELEVE_WAREHOUSE_UNAVAILABLE", "away", "wait"),
    ]);
    const { commits, done } = committing(warehouse);
    await commits.add(batch(1, 0));
    await expect.poll(() => inserts).toEqual(["raw_events 1", "observations 1"]);
    await letGo();
    await letGo();
    expect(done).toEqual(["1@0"]);
  });

  it("that cannot be written end all: no cursor, and nothing after them", async () => {
    const { warehouse, inserts, letGo } = slowWarehouse([new TypeError("a bug")]);
    const { commits, done } = committing(warehouse);
    await commits.add(batch(1, 0));
    await commits.add(batch(2, 0));
    await letGo();
    await expect(commits.failed).rejects.toThrow("a bug");
    await expect(commits.settled(2)).rejects.toThrow("a bug");
    await expect(commits.add(batch(2, 1))).rejects.toThrow("a bug");
    expect(inserts).toEqual(["raw_events 1"]);
    expect(done).toEqual([]);
  });
});
