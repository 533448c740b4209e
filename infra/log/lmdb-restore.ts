// Filling an LMDB log from a backup: records are put where they were.
import { folderHint, openOrExplain, recordsFrom } from "./lmdb.ts";
import { type CanRestore, notEmpty, unfinished } from "./restoring.ts";
import { ALL_TOPICS } from "./topics.ts";
import { unavailable } from "./unavailable.ts";

/** @throws {ReleveError} RELEVE_LOG_UNAVAILABLE when the folder cannot be used. */
export async function openLmdbRestore({ folder }: { readonly folder: string }): Promise<CanRestore> {
  const store = openOrExplain(folder);
  const where = `The log in ${folder}`;
  const explained = async (work: Promise<void>) => {
    try {
      await work;
    } catch (error) {
      throw unavailable(`${where} cannot be restored`, folderHint(folder), error);
    }
  };
  return {
    kind: "lmdb",
    read: (topic, partition, from) => recordsFrom(store, topic, partition, from),
    ends: async (topic) => store.ends(topic),
    begin: (backup) =>
      explained(
        store.mark(backup, () => {
          const marked = store.restoring();
          if (marked === backup) return;
          if (marked !== undefined) throw unfinished(where, marked);
          const found = notEmpty(where, new Map(ALL_TOPICS.map((topic) => [topic, store.ends(topic)])));
          if (found) throw found;
        }),
      ),
    write: (topic, records) => explained(store.place(topic, records)),
    finish: () => explained(store.mark(undefined, () => undefined)),
    close: () => store.root.close(),
  };
}
