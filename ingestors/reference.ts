// What is code or reference data becomes a fact when its hash is new: the metrics' definitions, the list of territories.
import { z } from "zod";
import { canonicalJson, sha256 } from "../schemas/canonical.ts";
import type { Metric } from "../schemas/catalogue-model.ts";
import type { RegistryEvent } from "../schemas/events.ts";
import { factIn } from "../schemas/fact-in.ts";
import { newEventId } from "../schemas/ids.ts";
import { type CanAppend, type CanRead, PARTITIONS, TOPICS } from "../schemas/ports.ts";
import type { Territories } from "../schemas/territory.ts";

export interface Reference {
  readonly log: CanAppend & CanRead;
  readonly territories: Territories;
  readonly catalogue: readonly Metric[];
  readonly clock: () => number;
  /** Replaced by simulations that must be repeatable. */
  readonly newId?: (at: number) => string;
}
const Known = z.discriminatedUnion("type", [
  z.object({ type: z.literal("metric.defined"), metric: z.string(), version: z.int(), sha256: z.string() }),
  z.object({ type: z.literal("territories.loaded"), sha256: z.string() }),
]);
/** The key of `territories.loaded`; a metric's key is its own. */
const TERRITORIES = "territories";

/**
 * Appends `metric.defined` for each definition, and `territories.loaded`, whose hash is not the last one recorded.
 * @returns how many facts were appended: 0 when nothing is new.
 */
export async function recordReference({
  log,
  territories,
  catalogue,
  clock,
  newId = newEventId,
}: Reference): Promise<number> {
  const known = await lastHashes(log);
  const at = clock();
  const stamp = () => ({ id: newId(at), at: new Date(at).toISOString() });
  const facts: { key: string; fact: RegistryEvent }[] = [];
  for (const definition of catalogue) {
    const { key: metric, version } = definition;
    const hash = sha256(canonicalJson(definition));
    if (known.get(`${metric}@${version}`) === hash) continue;
    const fact = { type: "metric.defined", ...stamp(), metric, version, sha256: hash } as const;
    facts.push({ key: metric, fact: { ...fact, definition: z.json().parse(definition) } });
  }
  if (known.get(TERRITORIES) !== territories.sha256) {
    const { vintage, sha256: hash, france } = territories;
    const { communes, population } = france;
    const fact = { type: "territories.loaded", ...stamp(), vintage, sha256: hash, communes, population } as const;
    facts.push({ key: TERRITORIES, fact });
  }
  const entries = facts.map(({ key, fact }) => ({ key, value: Buffer.from(JSON.stringify(fact)) }));
  if (entries.length > 0) await log.append(TOPICS.registry, entries);
  return entries.length;
}

async function lastHashes(log: CanRead): Promise<Map<string, string>> {
  const last = new Map<string, string>();
  for (let partition = 0; partition < PARTITIONS; partition++) {
    for await (const { value } of log.read(TOPICS.registry, partition, 0)) {
      const fact = factIn(value, Known);
      if (fact?.type === "metric.defined") last.set(`${fact.metric}@${fact.version}`, fact.sha256);
      if (fact?.type === "territories.loaded") last.set(TERRITORIES, fact.sha256);
    }
  }
  return last;
}
