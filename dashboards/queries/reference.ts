// The definitions of metrics and the lists of territories that came into use, as a frame of the registry sees them.
import type { CanQuery } from "../../schemas/ports.ts";
import type { Reference, ReferencePlace } from "../../schemas/reference-state.ts";
import { VISIBLE, type visible } from "./frame.ts";

type Visible = ReturnType<typeof visible>;
const PLACE = "part, toString(off), id, toString(toUnixTimestamp64Milli(recorded_at))";
type Place = [partition: number, offset: string, id: string, recordedAt: string];
type DefinitionRow = [metric: string, version: number, sha256: string, definition: string, ...Place];
type ListRow = [vintage: string, sha256: string, ...Place];

/**
 * In the order in which they were recorded: all facts about one metric are in one partition, and keep theirs.
 * Sources: tables `metric_definitions`, `territory_lists`, written by processors/registry.ts.
 * @throws {ReleveError} RELEVE_WAREHOUSE_UNAVAILABLE
 */
export async function loadReference(warehouse: CanQuery, frame: Visible): Promise<Reference> {
  const rows = <Row extends readonly unknown[]>(columns: string, table: string) =>
    warehouse.rows<Row>(
      `SELECT ${columns}, ${PLACE} FROM ${table} FINAL WHERE ${VISIBLE} ORDER BY recorded_at, part, off LIMIT 1 BY id`,
      frame,
    );
  const [definitions, lists] = await Promise.all([
    rows<DefinitionRow>("metric, version, sha256, definition", "metric_definitions"),
    rows<ListRow>("vintage, sha256", "territory_lists"),
  ]);
  return {
    definitions: definitions.map(([metric, version, sha256, definition, ...place]) => ({
      ...{ metric, version, sha256, definition },
      at: placeOf(place),
    })),
    lists: lists.map(([vintage, sha256, ...place]) => ({ vintage, sha256, at: placeOf(place) })),
  };
}

function placeOf([partition, offset, id, recordedAt]: Place): ReferencePlace {
  return { partition, offset: Number(offset), id, recordedAt: Number(recordedAt) };
}
