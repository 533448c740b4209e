// A real Kafka for tests: the one named by KAFKA_BROKERS, else a container, else a broker run by Java; else a skip, aloud.
import { execFile } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startBroker } from "../../infra/kafka/broker.ts";

export interface KafkaForTests {
  readonly brokers: string;
  stop(): Promise<void>;
}
const run = promisify(execFile);
const answers = (command: string, ...args: string[]) =>
  run(command, args, { timeout: 10_000 }).then(
    () => true,
    () => false,
  );

/** Whether a broker can be run by Java here. */
export const javaCanRunKafka = async () => (await answers("java", "-version")) && (await answers("mvn", "-version"));

/** @throws {Error} instead of skipping when CI=true: a green run must have seen Kafka. */
export async function kafkaForTests(): Promise<KafkaForTests | { readonly skipped: string }> {
  const named = process.env.KAFKA_BROKERS;
  if (named) return { brokers: named, stop: async () => undefined };
  if (await answers("docker", "info")) return inContainer();
  if (await javaCanRunKafka()) return startBroker({ folder: await mkdtemp(join(tmpdir(), "releve-kafka-")) });
  const skipped = "no Kafka: set KAFKA_BROKERS, or start Docker, or install Java 17 and Maven";
  if (process.env.CI === "true") throw new Error(`Under CI the Kafka suite must run, but there is ${skipped}`);
  console.warn(`SKIPPED: ${skipped}`);
  return { skipped };
}

async function inContainer(): Promise<KafkaForTests> {
  const { KafkaContainer } = await import("@testcontainers/kafka");
  const container = await new KafkaContainer("confluentinc/cp-kafka:8.0.0")
    .withKraft()
    .withEnvironment({ KAFKA_MESSAGE_MAX_BYTES: String(17 * 1024 * 1024) })
    .start();
  return {
    brokers: `${container.getHost()}:${container.getMappedPort(9093)}`,
    stop: async () => {
      await container.stop();
    },
  };
}
