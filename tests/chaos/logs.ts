// The two logs that lives are led with: a folder of each life, or a broker that several share.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBroker } from "../../infra/kafka/broker.ts";
import { openKafkaLog } from "../../infra/log/kafka.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { javaCanRunKafka, kafkaForTests } from "../support/kafka.ts";
import { dataOf } from "./program.ts";
import type { LogUnderChaos } from "./run.ts";

export const LMDB: LogUnderChaos = {
  kind: "lmdb",
  env: () => ({}),
  open: (setting) => openLmdbLog({ folder: join(dataOf(setting), "log") }),
};

/**
 * Each start has a consumer group of its own: where to go on is in the warehouse, and a group would make each wait 10 s
 * until it believes that the killed member is dead. The scenarios `zombie` and `broker` keep theirs.
 */
export function overKafka(brokers: string): LogUnderChaos {
  return {
    kind: "kafka",
    env: (name, start) => ({
      RELEVE_LOG: `kafka://${brokers}`,
      RELEVE_GROUP: `${name.replaceAll("-", "_")}_${start}`,
    }),
    open: () => openKafkaLog({ brokers, clientId: "chaos" }),
  };
}

export interface BrokerOfChaos {
  readonly brokers: string;
  /** kill -9, and a start with the same data on the same port; left out: a broker that is not ours to kill. */
  readonly crash?: () => Promise<{ restart(): Promise<void> }>;
  stop(): Promise<void>;
}

/** A broker of our own where Java runs it, so that it can be killed; else the one that tests use, or why there is none. */
export async function brokerOfChaos(): Promise<BrokerOfChaos | { readonly skipped: string }> {
  if (process.env.KAFKA_BROKERS || !(await javaCanRunKafka())) return kafkaForTests();
  const folder = await mkdtemp(join(tmpdir(), "releve-chaos-kafka-"));
  let broker = await startBroker({ folder, keep: true });
  const port = Number(broker.brokers.split(":")[1]);
  return {
    brokers: broker.brokers,
    async crash() {
      await broker.kill();
      return {
        async restart() {
          broker = await startBroker({ folder, port, keep: true });
        },
      };
    },
    async stop() {
      await broker.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
