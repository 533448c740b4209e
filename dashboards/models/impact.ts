// The figures of a day in the national schema of impact: of one service, or of all that publish.
import { isState } from "../../schemas/catalogue-model.ts";
import { IMPACT_COLUMNS } from "../../schemas/impact-schema.ts";
import type { DataTable } from "../data-table.ts";
import { type ImpactCell, impactTable } from "../impact-table.ts";
import { metricsInOrder } from "./panels.ts";
import { type Startup, subjectOf } from "./subject.ts";

export interface Impact {
  readonly table: DataTable;
  /** Figures of places that the schema has no word for. */
  readonly leftOut: number;
}

/**
 * States on the day, and every period that was over by then. A ratio has no line: its numerator and denominator have.
 * @param startups  in the order of their lines
 */
export function impactOf(startups: readonly Startup[]): Impact {
  const all = startups.map((startup) => {
    const { declaration, setting } = startup;
    return impactTable({ owner: declaration.owner, name: declaration.name, day: setting.day }, cellsOf(startup));
  });
  const rows = all.flatMap(({ table }) => table.rows);
  const leftOut = all.reduce((sum, one) => sum + one.leftOut, 0);
  return { table: { panel: "impact", columns: IMPACT_COLUMNS, rows }, leftOut };
}

function cellsOf(startup: Startup): ImpactCell[] {
  const { declaration, setting } = startup;
  const sources = new Map(declaration.sources.map((source) => [source.source, source]));
  return [...new Set(metricsInOrder(startup))].flatMap((key) => {
    const subject = setting.catalogue.metricOf(key)?.ratio ? undefined : subjectOf(startup, key);
    if (!subject) return [];
    const { metric } = subject;
    return subject.decided.flatMap(({ cell, value, sources: [said] }): ImpactCell[] => {
      if (value === null || (!isState(metric.kind) && cell.last > setting.day)) return [];
      const source = said === undefined ? undefined : sources.get(said);
      return [{ metric, cell, value, ...(source && { source }) }];
    });
  });
}
