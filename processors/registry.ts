// Reads the registry's topic into its tables.
import { type Subscription, TOPICS } from "../schemas/ports.ts";
import { registryRow } from "./registry-rows.ts";
import { runTopic, type TopicOptions, type TopicPorts } from "./topic.ts";

/** Starts reading the registry. Resolves when the group is joined; `done` rejects when reading cannot go on. */
export function runRegistryProcessor(ports: TopicPorts, options: TopicOptions): Promise<Subscription> {
  return runTopic(ports, { topic: TOPICS.registry, rowOf: registryRow }, options);
}
