import { describe, expect, it } from "vitest";
import { createDatabase, createTable, deleteRows } from "../../infra/warehouse/ddl.ts";
import { checksumOf } from "../../infra/warehouse/migrate.ts";
import { columnWriterOf } from "../../infra/warehouse/native-columns.ts";
import { TABLES, type Table } from "../../schemas/tables.ts";

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

  it("deletes rows on every replica, and waits until they are gone", () => {
    const form = { cluster: "main", database: "releve" } as const;
    expect(deleteRows("cursors", "topic = 'x'", form)).toBe(
      "ALTER TABLE `releve`.`cursors` ON CLUSTER `main` DELETE WHERE topic = 'x' SETTINGS mutations_sync = 2",
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
      for (const type of Object.values(table.columns)) expect(() => columnWriterOf(type)).not.toThrow();
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
