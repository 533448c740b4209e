// Hands the records of a real log to a processor in batches cut at random, and takes the partitions away now and then.
import { type CanRead, type CanSubscribe, type LogRecord, PARTITIONS, type Subscriber } from "../../schemas/ports.ts";

const ALL = Array.from({ length: PARTITIONS }, (_, partition) => partition);

export interface Cuts {
  /** At most this many records in a batch. */
  readonly most: number;
  /** How often, of 1, the partitions are lost between two batches. */
  readonly losses: number;
  readonly draw: () => number;
  /** Partitions to read; left out: all. */
  readonly partitions?: readonly number[];
}

/** A log to subscribe to. `deliver` hands over all that it holds, and counts the batches and losses. */
export function cutting(log: CanRead, topicRead: Parameters<CanRead["read"]>[0]) {
  let subscriber: Subscriber | undefined;
  const subscribing: CanSubscribe & CanRead = {
    read: (...where) => log.read(...where),
    ends: (topic) => log.ends(topic),
    subscribe: async (_topic, _group, given) => {
      subscriber = given;
      return { stop: async () => given.onRevoke(ALL), done: new Promise(() => undefined) };
    },
  };
  const deliver = async ({ partitions = ALL, ...cuts }: Cuts): Promise<{ batches: number; losses: number }> => {
    const seen = { batches: 0, losses: 0 };
    if (!subscriber) throw new Error("nobody subscribed");
    const reader = subscriber;
    let resume = await reader.onAssign(ALL);
    const next = async (partition: number, from: number): Promise<number | undefined> => {
      const records = await take(log, topicRead, partition, from, 1 + Math.floor(cuts.draw() * cuts.most));
      if (records.length === 0) return undefined;
      await reader.onBatch(partition, records, async () => undefined);
      seen.batches += 1;
      return (records.at(-1)?.offset ?? from) + 1;
    };
    for (const partition of partitions) {
      let from: number | undefined = resume.get(partition) ?? 0;
      while (from !== undefined) {
        from = await next(partition, from);
        if (from === undefined || cuts.draw() >= cuts.losses) continue;
        await reader.onRevoke(ALL);
        resume = await reader.onAssign(ALL);
        seen.losses += 1;
        // The last batch comes again from its stored bound, with another end.
        from = resume.get(partition) ?? 0;
        from = (await next(partition, from)) ?? from;
      }
    }
    await reader.onRevoke(ALL);
    return seen;
  };
  return { subscribing, deliver };
}

async function take(
  log: CanRead,
  topic: Parameters<CanRead["read"]>[0],
  partition: number,
  from: number,
  most: number,
) {
  const records: LogRecord[] = [];
  for await (const record of log.read(topic, partition, from)) {
    records.push(record);
    if (records.length >= most) break;
  }
  return records;
}
