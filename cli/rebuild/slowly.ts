// The log for a reader that must leave room for others: after each batch it rests.
import { setTimeout as sleep } from "node:timers/promises";
import type { EventLog } from "../../schemas/ports.ts";

/** Between two signs of life while resting. */
const STEP_MS = 500;

/**
 * The same log; whoever subscribes works for a share of the time and rests for the others.
 * @param share  from 0 (never) to 1 (no rest)
 */
export function slowly(log: EventLog, share: number): EventLog {
  return {
    ...log,
    subscribe: (topic, group, subscriber) =>
      log.subscribe(topic, group, {
        onAssign: (partitions) => subscriber.onAssign(partitions),
        onRevoke: (partitions) => subscriber.onRevoke(partitions),
        async onBatch(partition, records, beat) {
          const began = performance.now();
          await subscriber.onBatch(partition, records, beat);
          const rest = (performance.now() - began) * (1 / share - 1);
          for (let left = rest; left > 0; left -= STEP_MS) {
            await sleep(Math.min(left, STEP_MS));
            await beat();
          }
        },
      }),
  };
}
