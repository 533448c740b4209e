// Brings the warehouse's tables to this release: our own small migrator, since none takes a client from outside.
import { createHash } from "node:crypto";
import { ReleveError } from "../../schemas/errors.ts";
import type { Signal } from "../../schemas/signals.ts";
import type { OpenedWarehouse } from "./clickhouse.ts";
import { createDatabase, createTable, type Form } from "./ddl.ts";
import { MIGRATIONS, MIGRATIONS_TABLE, type Migration } from "./migrations.ts";

export interface MigrateOptions {
  /** Default `single`: embedded, or one server; or the ClickHouse cluster whose replicas hold the tables. */
  readonly form?: "single" | { readonly cluster: string } | undefined;
  readonly signal?: Signal | undefined;
  /** Default: all of this release. */
  readonly migrations?: readonly Migration[] | undefined;
}
export interface Migrated {
  readonly applied: string[];
  readonly already: string[];
}

/**
 * Creates the database and applies, in order, the migrations that it has not seen. A second run applies nothing; a run
 * that was killed goes on where it was, since a step is remembered after its last statement and repeats harmlessly.
 * @throws {ReleveError} RELEVE_MIGRATION, before anything is changed, when the warehouse was made by a newer release or
 *   by other statements than this release knows; RELEVE_WAREHOUSE_UNAVAILABLE.
 */
export async function migrate(warehouse: OpenedWarehouse, options: MigrateOptions = {}): Promise<Migrated> {
  const { signal, migrations = MIGRATIONS } = options;
  const form: Form = typeof options.form === "object" ? { ...options.form, database: warehouse.database } : "single";
  await warehouse.command(createDatabase(warehouse.database, form));
  await warehouse.command(createTable("migrations", MIGRATIONS_TABLE, form));
  const known = await warehouse.query<Applied>("SELECT id, checksum FROM migrations FINAL ORDER BY id");
  checkHistory(known, migrations, warehouse.database);

  const applied: string[] = [];
  for (const migration of migrations.filter(({ id }) => !known.some((row) => row.id === id))) {
    const began = performance.now();
    for (const statement of migration.statements(form)) await warehouse.command(statement);
    await warehouse.command(
      `INSERT INTO migrations (id, checksum, applied_at) SELECT '${migration.id}', '${checksumOf(migration)}', now64(3, 'UTC')`,
    );
    applied.push(migration.id);
    signal?.("warehouse migrated", { event: migration.id, elapsedMs: Math.round(performance.now() - began) });
  }
  return { applied, already: known.map(({ id }) => id) };
}

/**
 * SHA-256 of a migration's statements in their single form, without comments: the sentences about tables may be
 * reworded and a cluster renamed, the tables may not change.
 */
export function checksumOf({ statements }: Migration): string {
  const text = statements("single")
    .map((statement) => statement.replace(/^COMMENT .*$/m, ""))
    .join(";\n");
  return createHash("sha256").update(text).digest("hex");
}

/** Whether this release would find its tables as it left them, without changing anything: for `releve doctor`. */
export async function pendingMigrations(warehouse: OpenedWarehouse, migrations = MIGRATIONS): Promise<string[]> {
  const [found] = await warehouse.query<{ n: number }>(
    "SELECT count() AS n FROM system.tables WHERE database = {database:String} AND name = 'migrations'",
    { database: warehouse.database },
  );
  if (!found?.n) return migrations.map(({ id }) => id);
  const known = await warehouse.query<Applied>("SELECT id, checksum FROM migrations FINAL ORDER BY id");
  checkHistory(known, migrations, warehouse.database);
  return migrations.map(({ id }) => id).filter((id) => !known.some((row) => row.id === id));
}

interface Applied {
  readonly id: string;
  readonly checksum: string;
}

function checkHistory(known: readonly Applied[], migrations: readonly Migration[], database: string): void {
  for (const { id, checksum } of known) {
    const migration = migrations.find((one) => one.id === id);
    if (!migration) {
      throw new ReleveError(
        "RELEVE_MIGRATION",
        `database ${database} has migration ${id}, which this release does not know`,
        "a newer release made it: run that release, or let this one fill its own from the log: releve rebuild --yes",
      );
    }
    if (checksumOf(migration) !== checksum) {
      throw new ReleveError(
        "RELEVE_MIGRATION",
        `database ${database} was made by other statements for migration ${id} than this release has`,
        "the log keeps everything: releve rebuild --yes fills a new database from it; in development, delete the warehouse's folder",
      );
    }
  }
}
