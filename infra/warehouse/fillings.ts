// The generations that this process fills: every few seconds the others are told that somebody is at it.
import type { OpenedWarehouse } from "./clickhouse.ts";
import { createNewDatabase, type Form } from "./ddl.ts";
import { isThereAlready } from "./faults.ts";
import type { Purpose } from "./generation-states.ts";

export interface Fillings {
  has(number: number): boolean;
  /** From now on, until it is left. */
  keep(number: number, purpose: Purpose): void;
  /** Harmless when repeated. */
  leave(number: number): void;
}

/** Six times within the time after which who fills a generation is no more. */
const BEAT_MS = 5_000;

/** @param say  writes the row that somebody fills a generation */
export function openFillings(say: (number: number, purpose: Purpose) => Promise<void>): Fillings {
  const beats = new Map<number, NodeJS.Timeout>();
  const leave = (number: number) => {
    clearInterval(beats.get(number));
    beats.delete(number);
  };
  return {
    has: (number) => beats.has(number),
    keep(number, purpose) {
      leave(number);
      // A sign of life that cannot be written is the processors' business: they meet the same warehouse.
      const beat = () => void say(number, purpose).catch(() => undefined);
      beats.set(number, setInterval(beat, BEAT_MS).unref());
    },
    leave,
  };
}

/**
 * Whether a database is made by this call. Of all who ask for it at the same moment, here and in other processes, the
 * engine lets one make it, which no row of a table could decide. Who dies right after leaves an empty database.
 */
export async function isMade(base: OpenedWarehouse, database: string, form: Form): Promise<boolean> {
  try {
    await base.command(createNewDatabase(database, form));
    return true;
  } catch (error) {
    if (isThereAlready(error)) return false;
    throw error;
  }
}
