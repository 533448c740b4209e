// What a rebuild changed: rows, table by table, and figures, of what both generations read of the log.
import { type ChangedFigure, changedFigures, figuresIn } from "../../dashboards/models/changed-figures.ts";
import { openFrame } from "../../dashboards/queries/frame.ts";
import type { OpenedWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { differences, type TableDifference } from "../../infra/warehouse/difference.ts";
import { REGISTRY_SOURCE } from "../../processors/registry-rows.ts";
import { REPORTS_SOURCE } from "../../processors/reports.ts";
import { TOPICS } from "../../schemas/ports.ts";
import type { Territories } from "../../schemas/territory.ts";
import { common, type Reached, reachedBy } from "./reached.ts";

export interface Changes {
  /** Tables that differ: none when nothing changed. */
  readonly tables: readonly Pick<TableDifference, "table" | "rows">[];
  /** Figures of the last day that differ, and the first of them. */
  readonly figures: { readonly count: number; readonly first: readonly ChangedFigure[] };
}

/** Comparing may take longer than any page. */
const BOUNDS = { seconds: 600, bytes: 4 * 1024 ** 3 };
const SHOWN = 20;

/** @throws {ReleveError} RELEVE_WAREHOUSE_UNAVAILABLE */
export async function compare(
  before: OpenedWarehouse,
  after: OpenedWarehouse,
  territories: Territories,
): Promise<Changes> {
  const reached = common(await reachedBy(before), await reachedBy(after));
  const [old, fresh] = [before, after].map((one) => one.on(one.database, BOUNDS)) as [OpenedWarehouse, OpenedWarehouse];
  const rejectsOf = { [REGISTRY_SOURCE]: TOPICS.registry, [REPORTS_SOURCE]: TOPICS.reports };
  const reach = { ...reached, [TOPICS.edge]: [], [TOPICS.state]: [] };
  const all = await differences({ before: old, after: fresh, reach, rejectsOf });
  const tables = all.filter(({ rows }) => rows !== 0);
  const startups = [...new Set(tables.flatMap(({ groups }) => groups))].sort();
  const figures = await figuresOf({ old, fresh }, { territories, reached, startups });
  return { tables: tables.map(({ table, rows }) => ({ table, rows })), figures };
}

interface Asked {
  readonly territories: Territories;
  readonly reached: Reached;
  /** Only their figures can differ: figures are made of the rows. */
  readonly startups: readonly string[];
}

async function figuresOf(
  { old, fresh }: { readonly old: OpenedWarehouse; readonly fresh: OpenedWarehouse },
  { territories, reached, startups }: Asked,
): Promise<Changes["figures"]> {
  if (startups.length === 0) return { count: 0, first: [] };
  const frame = { ...(await openFrame(old)), ends: reached[TOPICS.facts] };
  const registry = { ...(await openFrame(old, undefined, TOPICS.registry)), ends: reached[TOPICS.registry] };
  const same = { territories, frame, registry };
  const [was, is] = [await figuresIn(old, same), await figuresIn(fresh, same)];
  let count = 0;
  const first: ChangedFigure[] = [];
  for (const startup of startups) {
    const changed = await changedFigures(was, is, startup);
    count += changed.length;
    first.push(...changed.slice(0, SHOWN - first.length));
  }
  return { count, first };
}
