// A log that is opened when it is first needed: what only reads the warehouse goes on while the brokers are away.
import type { EventLog } from "../../schemas/ports.ts";

/** @param open  called once, at the first use; again at the next use after it failed */
export function lazyLog(kind: EventLog["kind"], open: () => Promise<EventLog>): EventLog {
  let opened: Promise<EventLog> | undefined;
  const log = (): Promise<EventLog> => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  return {
    kind,
    append: async (topic, entries) => (await log()).append(topic, entries),
    async *read(topic, partition, from) {
      yield* (await log()).read(topic, partition, from);
    },
    ends: async (topic) => (await log()).ends(topic),
    subscribe: async (topic, group, subscriber) => (await log()).subscribe(topic, group, subscriber),
    async close() {
      await (await opened?.catch(() => undefined))?.close();
    },
  };
}
