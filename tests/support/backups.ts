// What tests ask of a backup and of a log: all of its records, and a log made from it.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manifestOf } from "../../infra/backup/manifest-file.ts";
import { type RestoreWatching, restoreBackup } from "../../infra/backup/restore.ts";
import { readSegment } from "../../infra/backup/segment.ts";
import { type CanRead, type LogRecord, PARTITIONS, TOPICS } from "../../schemas/ports.ts";
import { type LogAt, openLogAt, openRestoreAt } from "./log-child.ts";

export const newFolder = (what: string) => mkdtemp(join(tmpdir(), `releve-${what}-`));

/** Every record by topic and partition: place, time, key and value as text. */
export type Contents = Readonly<Record<string, readonly string[]>>;
const shown = ({ offset, time, key, value }: LogRecord) => `${offset} ${time} ${key} ${value.toString("base64")}`;

export async function contentsOf(log: CanRead): Promise<Contents> {
  const found: Record<string, string[]> = {};
  for (const topic of Object.values(TOPICS)) {
    const ends = await log.ends(topic);
    for (let partition = 0; partition < PARTITIONS; partition += 1) {
      if (ends[partition] === 0) continue;
      const records: string[] = [];
      for await (const record of log.read(topic, partition, 0)) records.push(shown(record));
      found[`${topic}/${partition}`] = records;
    }
  }
  return found;
}

export async function backedUpIn(folder: string): Promise<Contents> {
  const found: Record<string, string[]> = {};
  for (const { topic, segments } of (await manifestOf(folder)).topics)
    for (const segment of segments)
      for await (const record of readSegment(folder, segment)) {
        const place = `${topic}/${record.partition}`;
        found[place] ??= [];
        found[place]?.push(shown(record));
      }
  return found;
}

export const count = (contents: Contents) => Object.values(contents).reduce((sum, { length }) => sum + length, 0);

/** Restores a backup into a place. */
export async function restoreAt(at: LogAt, folder: string, watching: RestoreWatching = {}) {
  const log = await openRestoreAt(at);
  try {
    return await restoreBackup(log, folder, watching);
  } finally {
    await log.close();
  }
}

/** All that is in the log of a place, as its everyday port gives it. */
export async function contentsAt(at: LogAt): Promise<Contents> {
  const log = await openLogAt(at);
  try {
    return await contentsOf(log);
  } finally {
    await log.close();
  }
}
