import { describe, expect, it } from "vitest";
import { createDatabase, createTable } from "../../infra/warehouse/ddl.ts";
import { checksumOf } from "../../infra/warehouse/migrate.ts";
import { encodeRows, encoderOf } from "../../infra/warehouse/rows.ts";
import { columnsOf, TABLES, type Table, type TableName } from "../../schemas/tables.ts";
import { rowOf } from "../support/rows.ts";

const TABLE: Table = {
  about: "what it's for",
  columns: { startup: "LowCardinality(String)", off: "UInt64", value: "Nullable(Decimal(38, 6))" },
  key: ["startup", "off"],
  indexes: ["INDEX by_off off TYPE minmax GRANULARITY 1"],
};

describe("a table's SQL", () => {
  it("for one server", () => {
    expect(createTable("figures", TABLE, "single").split("\n")).toEqual([
      "CREATE TABLE IF NOT EXISTS `figures` (",
      "  `startup` LowCardinality(String),",
      "  `off` UInt64 CODEC(ZSTD(1)),",
      "  `value` Nullable(Decimal(38, 6)) CODEC(ZSTD(1)),",
      "  INDEX by_off off TYPE minmax GRANULARITY 1",
      ")",
      "ENGINE = ReplacingMergeTree",
      "ORDER BY (`startup`, `off`)",
      "SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1",
      "COMMENT 'what it\\'s for'",
    ]);
  });

  it("for a cluster names the database, every replica and a path of its own", () => {
    const sql = createTable("figures", TABLE, { cluster: "main", database: "releve" });
    expect(sql).toContain("CREATE TABLE IF NOT EXISTS `releve`.`figures` ON CLUSTER `main` (");
    expect(sql).toContain("ReplicatedReplacingMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')");
    expect(sql).toContain("replicated_deduplication_window_seconds = 604800");
    expect(createDatabase("releve", { cluster: "main", database: "releve" })).toBe(
      "CREATE DATABASE IF NOT EXISTS `releve` ON CLUSTER `main`",
    );
  });

  it("refuses names that would end the SQL", () => {
    expect(() => createTable("a`; DROP", TABLE, "single")).toThrow("not a name for SQL");
  });
});

describe("schemas/tables.ts", () => {
  it.each(Object.entries(TABLES as Record<string, Table>))(
    "%s can be written, and has no null in its key",
    (_, table) => {
      for (const type of Object.values(table.columns)) expect(() => encoderOf(type)).not.toThrow();
      expect(table.key.map((column) => table.columns[column] ?? "Nullable")).not.toContainEqual(
        expect.stringContaining("Nullable"),
      );
    },
  );
});

describe("a migration's checksum", () => {
  const migration = (table: Table) => ({ id: "1", statements: () => [createTable("figures", table, "single")] });

  it("changes with a column, not with a sentence about the table", () => {
    const sum = checksumOf(migration(TABLE));
    expect(checksumOf(migration({ ...TABLE, about: "reworded" }))).toBe(sum);
    expect(checksumOf(migration({ ...TABLE, columns: { ...TABLE.columns, more: "UInt8" } }))).not.toBe(sum);
  });
});

describe("rows as bytes", () => {
  const encoded = (table: TableName, ...rows: unknown[][]) => encodeRows(table, columnsOf(table), rows);

  it("write instants in UTC, figures and words exactly", () => {
    const row = rowOf("observations", { moment: 1_772_323_200_007, value: "0.1", geo: `"\t\n` });
    const line = JSON.parse(encoded("observations", row).join(""));
    expect(line[columnsOf("observations").indexOf("moment")]).toBe("2026-03-01 00:00:00.007");
    expect(line[columnsOf("observations").indexOf("value")]).toBe("0.1");
    expect(line[columnsOf("observations").indexOf("geo")]).toBe(`"\t\n`);
  });

  it("write half a surrogate pair as U+FFFD, which UTF-8 can hold", () => {
    expect(encoded("rejects", rowOf("rejects", { detail: "a\ud800b" })).join("")).toContain("a\ufffdb");
  });

  it("are cut in the same places whenever they come, and nothing is lost", () => {
    const rows = Array.from({ length: 6000 }, (_, off) => rowOf("rejects", { off, detail: "é".repeat(1000) }));
    const chunks = encodeRows("rejects", columnsOf("rejects"), rows);
    expect(chunks.length).toBeGreaterThan(1);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(9 * 1024 * 1024);
    expect(chunks.join("").split("\n").length - 1).toBe(rows.length);
    expect(encodeRows("rejects", columnsOf("rejects"), rows).map((chunk) => chunk.length)).toEqual(
      chunks.map((chunk) => chunk.length),
    );
  });
});
