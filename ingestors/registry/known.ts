// What the log already says of the registry, folded from it and kept nowhere else.
import { passedOver } from "../../schemas/fact-in.ts";
import { type CanRead, type LogRecord, PARTITIONS, TOPICS } from "../../schemas/ports.ts";
import { NETWORK_EVENTS, NetworkFact } from "../../schemas/registry.ts";
import { emptyRegistry, foldRegistry, type Registry } from "../../schemas/registry-state.ts";
import { upcast } from "../../schemas/upcast.ts";

/**
 * Reads the whole topic once: some thousands of small facts.
 * @throws {ReleveError} RELEVE_LOG_UNAVAILABLE when the log does not answer.
 */
export async function knownRegistry(log: CanRead): Promise<Registry> {
  const registry = emptyRegistry();
  for (let partition = 0; partition < PARTITIONS; partition++) {
    for await (const record of log.read(TOPICS.registry, partition, 0)) {
      const fact = networkFact(record);
      if (fact) foldRegistry(registry, fact, record.time);
    }
  }
  return registry;
}

/** A fact about the network; the topic holds definitions too, and whatever else was written there. */
const networkFact = ({ value }: LogRecord): NetworkFact | undefined =>
  passedOver(() => {
    const json: unknown = JSON.parse(value.toString("utf8"));
    const type = (json as { type?: unknown } | null)?.type;
    return typeof type === "string" && type in NETWORK_EVENTS ? NetworkFact.safeParse(upcast(json)).data : undefined;
  });
