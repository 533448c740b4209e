// Who will read a source's answers, and how: kept with the bytes, so that they can be read for ever.
import { metricOf } from "../schemas/catalogue.ts";
import type { Reader } from "../schemas/reader.ts";
import type { Source } from "../schemas/source.ts";
import { endpointOf } from "./endpoints/index.ts";

/**
 * The reader of a source as declared today: the newest of its kind. Defaults are written out, whatever they become later.
 * @throws {TypeError} for a kind that the directory should not have let through, and for a push, which has no reader.
 */
export function readerOf({ kind, settings }: Pick<Source, "kind" | "settings">) {
  const endpoint = endpointOf(kind);
  if (!endpoint) throw new TypeError(`the directory let an unknown kind through: ${kind}`);
  const used = endpoint.settings.parse(settings) as Source["settings"];
  const versions = endpoint.metrics(used).map((metric) => [metric, metricOf(metric)?.version ?? 1]);
  const reader: Reader = {
    kind,
    version: endpoint.version,
    settings: used,
    definitions: Object.fromEntries(versions),
  };
  return { endpoint, settings: used, reader };
}
