// Another process at the log, to be killed: it appends, follows a topic, backs up or restores, and says each thing it did as a line of JSON.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { backUp } from "../../infra/backup/back-up.ts";
import { restoreBackup } from "../../infra/backup/restore.ts";
import { openKafkaLog } from "../../infra/log/kafka.ts";
import { openKafkaRestore } from "../../infra/log/kafka-restore.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { openLmdbRestore } from "../../infra/log/lmdb-restore.ts";
import type { CanRestore } from "../../infra/log/restoring.ts";
import { type EventLog, TOPICS } from "../../schemas/ports.ts";

/** How a child opens the log. */
export type LogAt =
  | { readonly kind: "lmdb"; readonly folder: string; readonly leaseMs?: number }
  | { readonly kind: "kafka"; readonly brokers: string; readonly prefix: string; readonly sessionMs?: number };
export type Work =
  | { readonly do: "append"; readonly count: number }
  | { readonly do: "follow"; readonly group: string; readonly cursors: string }
  /** Backs up into each folder at its time, milliseconds since 1970: as near to it as can be. */
  | { readonly do: "back up"; readonly rounds: readonly { readonly at: number; readonly folder: string }[] }
  /** Restores a backup, and waits after each batch, so that it can be killed between two. */
  | { readonly do: "restore"; readonly folder: string; readonly waitMs: number };
/** What a child says. */
export type Said =
  | { readonly appended: readonly { partition: number; offset: number; time: number }[]; readonly value: string }
  | { readonly assigned: readonly number[] }
  | { readonly revoked: readonly number[] }
  | { readonly partition: number; readonly offsets: readonly number[] }
  | { readonly folder: string; readonly backedUp: number }
  | { readonly folder: string; readonly failed: string }
  | { readonly restored: number };

export const openLogAt = (at: LogAt): Promise<EventLog> =>
  at.kind === "lmdb" ? openLmdbLog(at) : openKafkaLog({ ...at, clientId: `child-${process.pid}` });

/** The same place, to restore a backup into it. */
export const openRestoreAt = async (at: LogAt): Promise<CanRestore> =>
  at.kind === "lmdb" ? openLmdbRestore(at) : openKafkaRestore({ ...at, clientId: `child-${process.pid}` });

const say = (said: Said) => process.stdout.write(`${JSON.stringify(said)}\n`);

async function append(log: EventLog, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const value = `from a child, ${n}`;
    say({ appended: await log.append(TOPICS.facts, [{ key: `s${n % 7}`, value: Buffer.from(value) }]), value });
  }
}

/** The cursors' folder stands for the warehouse: what several processes agree on. */
async function follow(log: EventLog, group: string, cursors: string): Promise<void> {
  const fileOf = (partition: number) => join(cursors, String(partition));
  const { done } = await log.subscribe(TOPICS.facts, group, {
    async onAssign(partitions) {
      say({ assigned: partitions });
      const known = partitions.filter((partition) => existsSync(fileOf(partition)));
      return new Map(known.map((partition) => [partition, Number(readFileSync(fileOf(partition), "utf8"))]));
    },
    async onBatch(partition, records) {
      const offsets = records.map(({ offset }) => offset);
      say({ partition, offsets });
      const draft = `${fileOf(partition)}.${process.pid}`;
      writeFileSync(draft, String(Number(offsets.at(-1)) + 1));
      renameSync(draft, fileOf(partition));
    },
    async onRevoke(partitions) {
      say({ revoked: partitions });
    },
  });
  await done;
}

async function backUpAt(log: EventLog, rounds: (Work & { do: "back up" })["rounds"]): Promise<void> {
  for (const { at, folder } of rounds) {
    await new Promise((resolve) => setTimeout(resolve, at - Date.now() - 3));
    while (Date.now() < at); // the last moments are not slept through: a timer is not that exact
    await backUp(log, folder).then(
      ({ total }) => say({ folder, backedUp: total.records }),
      (error: { code?: string }) => say({ folder, failed: error.code ?? String(error) }),
    );
  }
  await log.close();
}

async function restore(at: LogAt, folder: string, waitMs: number): Promise<void> {
  let restoring = false;
  const step = (name: string) => {
    restoring = name === "restore";
  };
  const report = (restored: number) => {
    if (!restoring) return;
    say({ restored });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, waitMs);
  };
  await restoreBackup(await openRestoreAt(at), folder, { step, report });
}

const [at, work] = process.argv.slice(2);
if (at !== undefined && work !== undefined && process.argv[1]?.endsWith("log-child.ts")) {
  const place = JSON.parse(at) as LogAt;
  const task = JSON.parse(work) as Work;
  if (task.do === "append") await append(await openLogAt(place), task.count);
  else if (task.do === "follow") await follow(await openLogAt(place), task.group, task.cursors);
  else if (task.do === "back up") await backUpAt(await openLogAt(place), task.rounds);
  else await restore(place, task.folder, task.waitMs);
}
