// Connections to Kafka: a client that gives up soon, one that rides out a restart, and how a broken connection is replaced.
import kafkajs, { type Kafka, type logCreator } from "kafkajs";
import type { Signal } from "../../schemas/signals.ts";

export interface KafkaClients {
  /** For callers who wait: gives up after a few seconds. */
  readonly quick: Kafka;
  /** For subscriptions: rides out a broker's restart. */
  readonly patient: Kafka;
}

/** A consumer must be given it too: it does not take its client's. */
export const PATIENT_RETRY = { retries: 20, maxRetryTime: 5_000 } as const;

export function clientOf(options: { brokers: string; clientId: string; signal: Signal | undefined }): KafkaClients {
  const common = {
    clientId: options.clientId,
    brokers: options.brokers.split(",").map((broker) => broker.trim()),
    connectionTimeout: 3_000,
    logLevel: kafkajs.logLevel.INFO,
    logCreator: toSignal(options.signal),
  };
  return {
    quick: new kafkajs.Kafka({
      ...common,
      requestTimeout: 8_000,
      retry: { retries: 4, initialRetryTime: 100, maxRetryTime: 1_000 },
    }),
    patient: new kafkajs.Kafka({ ...common, retry: PATIENT_RETRY }),
  };
}

/** Every line of kafkajs, rebalances included, is one debug line of ours: an outcome that matters is reported by us. */
function toSignal(signal: Signal | undefined): logCreator {
  return () => (entry) => {
    if (/^(Pausing|Resuming) fetching/.test(entry.log.message)) return; // one of each per read
    const { message, error } = entry.log as { message: string; error?: unknown };
    const detail = error === undefined ? message : `${message}: ${String(error)}`;
    signal?.("log client", { kind: entry.namespace, detail: detail.slice(0, 300) });
  };
}

interface Connectable {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
}
export interface Reconnecting<Client> {
  /** Runs on a connected client; a failure drops the connection, and the next call makes a new one. */
  use<T>(work: (client: Client) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function reconnecting<Client extends Connectable>(create: () => Client): Reconnecting<Client> {
  let current: Promise<Client> | undefined;
  const connect = async () => {
    const client = create();
    await client.connect().catch(async (error: unknown) => {
      await client.disconnect().catch(() => undefined);
      throw error;
    });
    return client;
  };
  const drop = async (connected: Promise<Client>) => {
    if (current === connected) current = undefined;
    const client = await connected.catch(() => undefined);
    await client?.disconnect().catch(() => undefined);
  };
  return {
    async use(work) {
      current ??= connect();
      const mine = current;
      try {
        return await work(await mine);
      } catch (error) {
        void drop(mine);
        throw error;
      }
    },
    async close() {
      if (current !== undefined) await drop(current);
    },
  };
}
