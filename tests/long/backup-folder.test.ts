// The folder of a backup has one writer, whichever process or host it is of, and nobody removes what another wrote.
import { rename, rm, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { backUp } from "../../infra/backup/back-up.ts";
import { manifestOf } from "../../infra/backup/manifest-file.ts";
import { verifyBackup } from "../../infra/backup/verify.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { type EventLog, TOPICS } from "../../schemas/ports.ts";
import { backedUpIn, contentsAt, contentsOf, newFolder, restoreAt } from "../support/backups.ts";
import { startChild } from "../support/log-process.ts";

const HOUR_MS = 3_600_000;
const opened: EventLog[] = [];
afterAll(async () => {
  for (const log of opened) await log.close();
});

/** A log of 300 records, where it is, and an empty folder. */
async function given() {
  const at = { kind: "lmdb" as const, folder: await newFolder("log") };
  const log = await openLmdbLog(at);
  opened.push(log);
  await add(log, 300);
  return { at, log, folder: await newFolder("backup") };
}
const add = (log: EventLog, count: number) =>
  log.append(
    TOPICS.facts,
    Array.from({ length: count }, (_, n) => ({ key: `s${n % 9}`, value: Buffer.from(`${n} ${Math.random()}`) })),
  );
const busy = expect.objectContaining({
  code: "RELEVE_BACKUP_FOLDER",
  message: expect.stringMatching("another backup"),
});

interface Writer {
  readonly pid: number;
  readonly host: string;
  readonly processes?: string;
  readonly run?: string;
}
/** A lock, last heard of so long ago. */
async function lockedBy(folder: string, writer: Writer, silentMs = 0): Promise<void> {
  const path = join(folder, "writing.json");
  await rm(path, { force: true });
  await writeFile(path, JSON.stringify(writer));
  const heard = new Date(Date.now() - silentMs);
  await utimes(path, heard, heard);
}
const elsewhere = { pid: process.pid, host: "elsewhere", run: "00000000" };

describe("two backups into one folder", () => {
  it("of two processes at one moment: the one that says it is done has all that it says, the other is refused", async () => {
    const { at, log } = await given();
    await add(log, 3_000);
    const start = Date.now() + 4_000;
    const folders = await Promise.all(Array.from({ length: 30 }, () => newFolder("backup")));
    const rounds = folders.map((folder, n) => ({ at: start + n * 200, folder }));
    const children = [1, 2].map(() => startChild(at, { do: "back up", rounds }));
    for (const { ended } of children) expect(await ended).toBeNull();
    const said = children.flatMap((child) => child.said);
    for (const folder of folders) {
      const { records } = await verifyBackup(folder);
      const own = said.filter((line) => "folder" in line && line.folder === folder);
      expect(own).toHaveLength(2);
      expect(own).toContainEqual({ folder, backedUp: records });
      for (const line of own)
        expect([
          { folder, backedUp: records },
          { folder, failed: "RELEVE_BACKUP_FOLDER" },
        ]).toContainEqual(line);
    }
  });

  it("of two hosts: the second is refused while the first is heard of, and named; a silent one is taken over", async () => {
    const { log, folder } = await given();
    await lockedBy(folder, elsewhere);
    await expect(backUp(log, folder)).rejects.toEqual(busy);
    await expect(backUp(log, folder)).rejects.toThrow(`process ${process.pid} of elsewhere`);
    await lockedBy(folder, { ...elsewhere, host: hostname(), processes: "of another container" });
    await expect(backUp(log, folder)).rejects.toEqual(busy);
    await lockedBy(folder, elsewhere, HOUR_MS);
    expect(await backUp(log, folder)).toMatchObject({ added: { records: 300 } });
    expect(await verifyBackup(folder)).toMatchObject({ records: 300 });
  });

  it("of one host: a dead process is taken over at once, also one of a release that named no runs, or one with our id", async () => {
    const { log, folder } = await given();
    const dead = 2 ** 22 + 1; // above the largest process id
    const host = hostname();
    for (const writer of [
      { pid: dead, host, run: "00000000" },
      { pid: dead, host },
      { pid: process.pid, host },
    ]) {
      await lockedBy(folder, writer);
      await add(log, 1);
      expect(await backUp(log, folder)).toMatchObject({ added: { records: expect.any(Number), segments: 1 } });
    }
    await lockedBy(folder, { pid: process.ppid, host });
    await expect(backUp(log, folder)).rejects.toEqual(busy);
  });

  it("one of which stood still for so long that it was taken over: it adds nothing, and takes nothing away", async () => {
    const { log, folder } = await given();
    let second: Awaited<ReturnType<typeof backUp>> | undefined;
    const still: EventLog = {
      ...log,
      async *read(topic, partition, from) {
        for await (const record of log.read(topic, partition, from)) {
          yield record;
          if (second) continue;
          await lockedBy(folder, elsewhere, HOUR_MS); // as another host sees it
          second = await backUp(log, folder);
        }
      },
    };
    await expect(backUp(still, folder)).rejects.toMatchObject({
      code: "RELEVE_BACKUP_FOLDER",
      message: expect.stringContaining("added nothing"),
    });
    expect(second).toMatchObject({ total: { records: 300 } });
    expect(await backedUpIn(folder)).toEqual(await contentsOf(log));
    expect(await verifyBackup(folder)).toMatchObject({ records: 300 });
  });
});

describe("a backup of a release that named segments by their number alone, and whose manifest had no hash", () => {
  it("is verified, goes on, and is restored", async () => {
    const { log, folder } = await given();
    await backUp(log, folder);
    const manifest = await manifestOf(folder);
    for (const segment of manifest.topics.flatMap(({ segments }) => segments)) {
      const file = segment.file.replace(/-[0-9a-f]{8}/, "");
      await rename(join(folder, segment.file), join(folder, file));
      segment.file = file;
    }
    await writeFile(join(folder, "manifest.json"), JSON.stringify({ ...manifest, version: 1 }));
    expect(await verifyBackup(folder)).toMatchObject({ records: 300 });
    await add(log, 20);
    expect(await backUp(log, folder)).toMatchObject({ added: { records: 20 } });
    const restored = { kind: "lmdb" as const, folder: await newFolder("log") };
    await restoreAt(restored, folder);
    expect(await contentsAt(restored)).toEqual(await contentsOf(log));
  });
});
