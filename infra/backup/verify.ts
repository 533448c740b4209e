// Whether a backup is what its manifest says: every file's hash, every record's place.
import type { Topic } from "../../schemas/ports.ts";
import type { Manifest } from "./manifest.ts";
import { manifestOf } from "./manifest-file.ts";
import { checkFile, readSegment } from "./segment.ts";
import { recordsIn, type Totals, totalsOf } from "./totals.ts";

export interface Verified extends Totals {
  readonly backup: string;
  /** When the last backup into this folder ended. */
  readonly at: string;
  readonly log: Manifest["log"];
  readonly topics: readonly { readonly topic: Topic; readonly records: number }[];
}
export interface Watching {
  /** Told now and then. */
  readonly report?: (done: number, total: number, note: string) => void;
  readonly gone?: AbortSignal;
}

/**
 * Reads a whole backup.
 * @throws {ReleveError} RELEVE_BACKUP that names the first file that is missing, cut or changed, or whose records are
 *   not dense or not those of the manifest.
 */
export async function verifyBackup(folder: string, watching: Watching = {}): Promise<Verified> {
  return verifyFiles(folder, await manifestOf(folder), watching);
}

/** The same for a manifest that was read before. */
export async function verifyFiles(folder: string, manifest: Manifest, { report, gone }: Watching): Promise<Verified> {
  const total = totalsOf(manifest);
  let done = 0;
  for (const { segments } of manifest.topics)
    for (const segment of segments) {
      await checkFile(folder, segment);
      for await (const _ of readSegment(folder, segment)) {
        done += 1;
        if (done % 1_000 !== 0 || done === total.records) continue;
        gone?.throwIfAborted();
        report?.(done, total.records, segment.file);
      }
    }
  report?.(done, total.records, "");
  const topics = manifest.topics.map(({ topic, segments }) => ({ topic, records: recordsIn(segments) }));
  const { id: backup, at, log } = manifest;
  return { backup, at, log, ...total, topics };
}
