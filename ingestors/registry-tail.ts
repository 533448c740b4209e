// What the registry's topic says of one kind of thing, kept up with: read whole once, then from where the last look ended.
import { type CanRead, type LogRecord, PARTITIONS, TOPICS } from "../schemas/ports.ts";

/** What was looked at in the log is good for so long. */
const FRESH_MS = 1000;

export interface Tail {
  /**
   * Looks when the last look is older than a second.
   * @param now  also what was appended since the last look
   * @throws {ReleveError} RELEVE_LOG_UNAVAILABLE
   */
  fresh(now?: boolean): Promise<void>;
}

/** @param keep  is handed each record once, those of one startup in the log's order */
export function openTail(log: CanRead, keep: (record: LogRecord) => void): Tail {
  const cursors = new Array<number>(PARTITIONS).fill(0);
  let looked = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;

  const look = async (): Promise<void> => {
    const began = performance.now();
    for (const [partition, end] of (await log.ends(TOPICS.registry)).entries()) {
      if (end <= (cursors[partition] ?? 0)) continue;
      for await (const record of log.read(TOPICS.registry, partition, cursors[partition] ?? 0)) {
        keep(record);
        cursors[partition] = record.offset + 1;
      }
    }
    looked = began;
  };
  return {
    async fresh(now = false) {
      if (!now && performance.now() - looked < FRESH_MS) return;
      await looking?.catch(() => undefined); // one that began before may not have seen the latest
      if (!now && performance.now() - looked < FRESH_MS) return;
      looking ??= look().finally(() => {
        looking = undefined;
      });
      await looking;
    },
  };
}
