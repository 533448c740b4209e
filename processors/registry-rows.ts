// Facts of the network's registry into rows. Pure, and each fact alone: a batch done again writes the same rows.
import { z } from "zod";
import { canonicalJson } from "../schemas/canonical.ts";
import { AnswerError } from "../schemas/errors.ts";
import { MetricDefined, RegistryEvent, TerritoriesLoaded } from "../schemas/events.ts";
import type { LogRecord } from "../schemas/ports.ts";
import { NETWORK_EVENTS, NetworkFact } from "../schemas/registry.ts";
import type { REGISTRY_TABLES } from "../schemas/table-topics.ts";
import { factOf } from "./fact.ts";

export interface RegistryRow {
  readonly table: (typeof REGISTRY_TABLES)[number] | "rejects";
  readonly row: readonly unknown[];
}

/** No source can have this name: rejects of this topic stand apart from those of the facts. */
export const REGISTRY_SOURCE = ":registry";

const KNOWN = { ...NETWORK_EVENTS, "metric.defined": MetricDefined, "territories.loaded": TerritoriesLoaded } as const;
const RegistryFact = z.discriminatedUnion("type", [NetworkFact, RegistryEvent]);
type RegistryFact = z.infer<typeof RegistryFact>;

/**
 * The row of one record, or none: of a type that this release does not know.
 * @param recordedAt  the running maximum of the log's times in the partition
 */
export function registryRow(record: LogRecord, part: number, recordedAt: number): RegistryRow | undefined {
  try {
    const said = factOf(record.value, KNOWN, RegistryFact);
    return said && rowOf(said, [part, record.offset, recordedAt, said.id]);
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error;
    const { code, pointer, message, hint } = error;
    const by = [record.key, REGISTRY_SOURCE, part, record.offset, recordedAt, record.offset];
    return { table: "rejects", row: [...by, "registry", code, pointer, message, hint] };
  }
}

type At = readonly [part: number, off: number, recordedAt: number, id: string];

function rowOf(said: RegistryFact, at: At): RegistryRow {
  switch (said.type) {
    case "phase.entered":
    case "phase.corrected": {
      const op = said.type.slice("phase.".length);
      const row = [said.startup, ...at, op, said.phase, said.start, said.end, said.place];
      return { table: "registry_phases", row };
    }
    case "phase.withdrawn":
      return { table: "registry_phases", row: [said.startup, ...at, "withdrawn", said.phase, said.start, "", 0] };
    case "network_event.recorded":
    case "network_event.withdrawn": {
      const op = said.type.slice("network_event.".length);
      return { table: "registry_events", row: [said.startup, ...at, op, said.event, said.date, said.comment] };
    }
    case "alias.declared":
      return { table: "registry_aliases", row: [said.alias, said.startup, ...at] };
    case "incubator.registered":
    case "incubator.changed": {
      const origin = "origin" in said ? said.origin : "";
      const row = [said.incubator, ...at, said.type, said.title, said.visible ? 1 : 0, origin, JSON.stringify(said)];
      return { table: "incubators", row };
    }
    case "metric.defined": {
      const row = [said.metric, ...at, said.version, said.sha256, canonicalJson(said.definition)];
      return { table: "metric_definitions", row };
    }
    case "territories.loaded": {
      const row = [said.vintage, ...at, said.sha256, said.communes, said.population];
      return { table: "territory_lists", row };
    }
    default: {
      const name = "name" in said ? said.name : "";
      const origin = "origin" in said ? said.origin : "";
      const incubator = "description" in said ? (said.description.incubator ?? "") : "";
      const url = "url" in said ? said.url : "";
      const row = [said.startup, ...at, said.type, name, origin, incubator, url, JSON.stringify(said)];
      return { table: "registry_startups", row };
    }
  }
}
