// Following a log to its end and no further: for what is read once, as a proof or a question.
import { type CanRead, type CanSubscribe, type LogRecord, PARTITIONS } from "../../schemas/ports.ts";
import { BATCH } from "./deliver.ts";

/** `done` resolves when the last record that the log holds was taken, and rejects with whoever would not take one. */
export function followingOnce(log: CanRead): CanSubscribe["subscribe"] {
  return async (topic, _group, subscriber) => {
    const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);
    const resume = await subscriber.onAssign(partitions);
    const all = async () => {
      for (const partition of partitions)
        for await (const batch of batches(log.read(topic, partition, resume.get(partition) ?? 0)))
          await subscriber.onBatch(partition, batch, async () => undefined);
    };
    const done = all();
    done.catch(() => undefined); // told by `done` to whoever waits for it
    return { done, stop: async () => void (await done.catch(() => undefined)) };
  };
}

async function* batches(records: AsyncIterable<LogRecord>): AsyncIterable<readonly LogRecord[]> {
  let batch: LogRecord[] = [];
  let bytes = 0;
  for await (const record of records) {
    if (batch.length > 0 && (batch.length === BATCH.records || bytes + record.value.length > BATCH.bytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(record);
    bytes += record.value.length;
  }
  if (batch.length > 0) yield batch;
}
