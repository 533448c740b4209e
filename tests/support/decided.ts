// One log, processed into several databases of one embedded warehouse, each with other cuts: for the tests of decisions.
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCorrections, UNCORRECTED } from "../../dashboards/queries/corrections.ts";
import { Decider, type Figure } from "../../dashboards/queries/decide.ts";
import { declarationsInForce } from "../../dashboards/queries/declarations.ts";
import { NOW, openFrame } from "../../dashboards/queries/frame.ts";
import { loadLines } from "../../dashboards/queries/lines.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { type OpenedWarehouse, openWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { migrate } from "../../infra/warehouse/migrate.ts";
import { runProcessor } from "../../processors/run.ts";
import type { FactEvent } from "../../schemas/events.ts";
import { type CanQuery, TOPICS } from "../../schemas/ports.ts";
import { columnsOf, TABLES, type TableName } from "../../schemas/tables.ts";
import { type Cuts, cutting } from "../model/cuts.ts";
import { drawFrom } from "../model/stage.ts";
import { readTest } from "../model/test-kind.ts";
import { entryOf } from "./facts.ts";

/** Opens a log in a folder of its own; `close` removes it. */
export async function openDecided() {
  let now = 0;
  const folder = await mkdtemp(join(tmpdir(), "releve-decided-"));
  const log = await openLmdbLog({ folder: join(folder, "log"), clock: () => now });
  const opened: OpenedWarehouse[] = [];
  return {
    /**
     * Appends facts at their own times, and returns the offset of the first. Startups whose times lie apart must not
     * share a partition: its recorded time never goes back.
     */
    async say(...facts: readonly FactEvent[]): Promise<number> {
      let first: number | undefined;
      for (const fact of facts) {
        now = Date.parse(fact.at);
        const [at] = await log.append(TOPICS.facts, [entryOf(fact)]);
        first ??= at?.offset;
      }
      return first ?? 0;
    },
    /** The log, processed into a new database. */
    async process(database: string, cuts: Pick<Cuts, "most" | "losses">): Promise<OpenedWarehouse> {
      const warehouse = await openWarehouse({ folder: join(folder, "warehouse") }, { database });
      opened.push(warehouse);
      await migrate(warehouse);
      const { subscribing, deliver } = cutting(log, TOPICS.facts);
      const ports = { log: subscribing, warehouse, read: readTest, signal: () => undefined };
      const running = await runProcessor(ports, { group: database });
      await deliver({ ...cuts, draw: drawFrom(7) });
      await running.stop();
      return warehouse;
    },
    async close() {
      await log.close();
      for (const warehouse of opened) await warehouse.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The rows of a table that the facts make, whatever the batches were. */
export async function rowsOf(warehouse: CanQuery, table: TableName): Promise<string> {
  const columns = columnsOf(table).filter((name) => !name.startsWith("batch_"));
  const rows = await warehouse.rows(`SELECT ${columns.join(", ")} FROM ${table} FINAL ORDER BY ALL`);
  return createHash("sha256").update(JSON.stringify(rows)).digest("hex");
}
export const COMPARED = (Object.keys(TABLES) as TableName[]).filter((table) => table !== "cursors");

export interface Asked {
  readonly day: string;
  /** Instant, or day (its end); left out: all that is known. */
  readonly asOf?: string;
}
/** The figures of a startup on a day by place and period: `75056 2024-01-01`; by code alone for a state. */
export async function figuresOn(
  warehouse: CanQuery,
  startup: string,
  { day, asOf }: Asked,
): Promise<Record<string, Figure>> {
  const known = asOf === undefined ? NOW : Date.parse(asOf.length === 10 ? `${asOf}T23:59:59.999Z` : asOf);
  const frame = await openFrame(warehouse, known);
  const [lines, declarations, corrections] = await Promise.all([
    loadLines(warehouse, frame, { startups: [startup] }),
    declarationsInForce(warehouse, frame),
    loadCorrections(warehouse, frame, [startup]),
  ]);
  const declaration = declarations.get(startup);
  if (!declaration) return {};
  const sources = lines.get(startup) ?? new Map();
  const decider = new Decider(day, declaration, sources, corrections.get(startup) ?? UNCORRECTED);
  return Object.fromEntries(
    decider.figures().map((figure) => {
      const { code, grain, first } = figure.cell;
      return [grain === "state" ? code : `${code} ${first}`, figure];
    }),
  );
}
