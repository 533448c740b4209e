import { describe, expect, it } from "vitest";
import { insertFromFile, isBlockInsert } from "../../infra/warehouse/block-files.ts";
import { encodeBlocks } from "../../infra/warehouse/native-block.ts";
import { columnsOf, type TableName } from "../../schemas/tables.ts";
import { rowOf } from "../support/rows.ts";

const blocksOf = (table: TableName, rows: readonly unknown[][]) =>
  encodeBlocks(table, columnsOf(table), rows).map(({ bytes }) => bytes);
const encoded = (table: TableName, ...rows: unknown[][]) => blocksOf(table, rows);
/** Millionths of the only row's value: its 16 bytes are the block's last. */
function millionths(value: string): bigint {
  const [block] = encoded("observations", rowOf("observations", { value }));
  const end = block?.length ?? 0;
  const [low, high] = [block?.readBigUInt64LE(end - 16) ?? 0n, block?.readBigInt64LE(end - 8) ?? 0n];
  return (high << 64n) + low;
}

describe("rows as a Native block", () => {
  it("hold figures exactly, as millionths", () => {
    const figures: Record<string, bigint> = {
      "0": 0n,
      "0.1": 100_000n,
      "12.5": 12_500_000n,
      "0.000001": 1n,
      "9999999999": 9_999_999_999_000_000n,
      "10203.04": 10_203_040_000n,
      "-0.1": -100_000n,
      "9007199254740993": 9_007_199_254_740_993_000_000n,
      "-99999999999999999999999999999999.999999": -(10n ** 38n - 1n),
    };
    for (const [text, micro] of Object.entries(figures)) expect(millionths(text), text).toBe(micro);
  });

  it.each(["", "-", ".5", "5.", "05", "00", "1.0", "1.50", "-0", "+1", "1e3", " 1", "1,5", "1.2.3", "0.1234567", "١"])(
    "refuse %j, which is no canonical decimal",
    (value) => {
      expect(() => encoded("observations", rowOf("observations", { value }))).toThrow(
        `observations.value, row 0: cannot hold ${JSON.stringify(value)}`,
      );
    },
  );

  it("hold half a surrogate pair as U+FFFD, which UTF-8 can", () => {
    expect(encoded("rejects", rowOf("rejects", { detail: "a\ud800b" })).join("")).toContain("a\ufffdb");
  });

  it("are cut in the same places whenever they come, and nothing is lost", () => {
    const rows = Array.from({ length: 200_001 }, (_, off) => rowOf("cursors", { batch_to: off }));
    const blocks = blocksOf("cursors", rows);
    expect(blocks).toHaveLength(2);
    expect(blocksOf("cursors", rows).every((block, at) => block.equals(blocks[at] as Buffer))).toBe(true);
    expect(encoded("cursors", rows.at(-1) as unknown[])).toEqual(blocks.slice(1));
  });

  it("name the row of a later block by its place among all", () => {
    const rows = Array.from({ length: 200_002 }, () => rowOf("cursors"));
    rows.push(rowOf("cursors", { batch_to: -1 }));
    expect(() => blocksOf("cursors", rows)).toThrow("cursors.batch_to, row 200002: cannot hold -1");
  });

  it("are nothing when there are none", () => {
    expect(encoded("cursors")).toEqual([]);
  });
});

describe("an INSERT of a block", () => {
  it("is told from other statements, and read from a file instead", () => {
    const sql = "INSERT INTO releve.`rejects` (startup, off) SETTINGS async_insert = 0 FORMAT Native";
    expect(isBlockInsert(sql)).toBe(true);
    expect(insertFromFile(sql, "/tmp/it's\\here")).toBe(
      "INSERT INTO releve.`rejects` (startup, off) FROM INFILE '/tmp/it\\'s\\\\here' SETTINGS async_insert = 0 FORMAT Native",
    );
    expect(isBlockInsert("insert into rejects format native\n")).toBe(true);
    for (const other of ["INSERT INTO rejects FORMAT CSV", "SELECT 1 FORMAT Native", "INSERT INTO a SELECT 1"])
      expect(isBlockInsert(other), other).toBe(false);
  });
});
