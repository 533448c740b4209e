// A log that is filled from a backup. No part of the everyday port: nobody else may choose offsets and times.
import { ReleveError } from "../../schemas/errors.ts";
import type { CanRead, EventLog, LogRecord, Topic } from "../../schemas/ports.ts";

/** From `begin` to `finish` the log is marked: whoever opens it otherwise is refused, also after a crash in between. */
export interface CanRestore extends CanRead {
  readonly kind: EventLog["kind"];
  /**
   * Marks the log as one into which this backup is restored; the same backup may begin again.
   * @throws {ReleveError} RELEVE_LOG_NOT_EMPTY when records of another origin are in it; RELEVE_RESTORE_UNFINISHED when
   *   it is marked for another backup.
   */
  begin(backup: string): Promise<void>;
  /**
   * Records of one topic, each with the offset that is next in its partition; durable once `finish` resolves.
   * @throws {ReleveError} RELEVE_LOG_NOT_EMPTY when another offset is next: somebody else writes.
   */
  write(topic: Topic, records: readonly LogRecord[]): Promise<void>;
  /** Gives the log its everyday settings, and takes the mark away. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

/** A restore into the log was begun and did not end. */
export function unfinished(where: string, backup: string): ReleveError {
  return new ReleveError(
    "RELEVE_RESTORE_UNFINISHED",
    `${where} holds a part of the backup ${backup}: a restore runs, or was cut off`,
    "wait until it ends, or run `releve restore <folder>` with that backup again: it goes on where it stopped",
  );
}

/** What is in a log that should be empty. */
export function notEmpty(where: string, ends: ReadonlyMap<Topic, readonly number[]>): ReleveError | undefined {
  const found = [...ends].flatMap(([topic, of]) => {
    const records = of.reduce((sum, end) => sum + end, 0);
    return records > 0 ? [`${topic} ${records}`] : [];
  });
  if (found.length === 0) return undefined;
  return new ReleveError(
    "RELEVE_LOG_NOT_EMPTY",
    `${where} is not empty: it has records (${found.join(", ")})`,
    "restore into an empty log: another data folder (--data <folder>), or a cluster without Relevé's topics",
  );
}

/** Another offset was next than the backup's. */
export function misplaced(topic: Topic, { partition, offset }: LogRecord, next: number): ReleveError {
  return new ReleveError(
    "RELEVE_LOG_NOT_EMPTY",
    `${topic}, partition ${partition}: offset ${offset} is to be restored, and the log is at ${next}: somebody else writes into it`,
    "stop every other program that uses this log, empty it, then restore again",
  );
}
