// What a backup of any log keeps to. One suite for both: backup.test.ts, log-kafka.test.ts.
import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { backUp } from "../../infra/backup/back-up.ts";
import { verifyBackup } from "../../infra/backup/verify.ts";
import { type EventLog, TOPICS } from "../../schemas/ports.ts";
import { backedUpIn, contentsAt, contentsOf, count, newFolder, restoreAt } from "../support/backups.ts";
import { type LogAt, openLogAt, openRestoreAt } from "../support/log-child.ts";
import { startChild, until } from "../support/log-process.ts";

const MIB = 1024 * 1024;
const { facts, registry, reports } = TOPICS;

/** Records of one byte, of none and of several MiB, in three topics. */
export async function fill(log: EventLog): Promise<void> {
  const sizes = [1, 0, 200, 3 * MIB, 64 * 1024, 7, MIB];
  const entries = sizes.map((size, n) => ({ key: `startup-é${n % 5}`, value: randomBytes(size) }));
  const small = Array.from({ length: 2_500 }, (_, n) => ({ key: `s${n % 30}`, value: Buffer.from(`{"n":${n}}\n`) }));
  await log.append(facts, entries);
  await log.append(facts, small);
  await log.append(registry, entries.slice(0, 3));
  await log.append(reports, entries.slice(2, 3));
}

/** @param place  an empty log of its own at each call */
export function keepsBackups(place: () => Promise<LogAt>): void {
  it("restores the same records at the same offsets with the same times, and the log goes on from there", async () => {
    const log = await openLogAt(await place());
    await fill(log);
    const folder = await newFolder("backup");
    const first = await backUp(log, folder, { segmentBytes: MIB });
    expect(first.added.segments).toBeGreaterThan(4);
    await log.append(facts, [{ key: "later", value: Buffer.from("later") }]);
    expect((await backUp(log, folder)).added).toMatchObject({ records: 1, segments: 1 });
    expect((await backUp(log, folder)).added).toEqual({ records: 0, bytes: 0, segments: 0 });
    const original = await contentsOf(log);
    await log.close();
    expect(await verifyBackup(folder)).toMatchObject({ records: count(original), log: log.kind });

    const at = await place();
    expect(await restoreAt(at, folder)).toMatchObject({ records: count(original), alreadyThere: 0 });
    expect(await contentsAt(at)).toEqual(original);
    const restored = await openLogAt(at);
    const before = Date.now() - 5;
    const [placed] = await restored.append(facts, [{ key: "later", value: Buffer.from("after") }]);
    expect(placed?.time).toBeGreaterThanOrEqual(before);
    expect(placed?.offset).toBe(original[`${facts}/${placed?.partition}`]?.length);
    await restored.close();
    await expect(restoreAt(at, folder)).rejects.toMatchObject({
      code: "RELEVE_LOG_NOT_EMPTY",
      message: expect.stringContaining(`${facts} ${count(original) - 4 + 1}`),
    });
  });

  it("is a prefix of the log while another process appends", async () => {
    const at = await place();
    const log = await openLogAt(at);
    const writer = startChild(at, { do: "append", count: 100_000 });
    await until("the other process appends", () => writer.said.length > 50);
    const before = count(await contentsOf(log));
    const folder = await newFolder("backup");
    await backUp(log, folder);
    const meanwhile = count(await contentsOf(log));
    await until("it appended more", () => writer.said.length > meanwhile + 5);
    await writer.kill();
    const [all, kept] = [await contentsOf(log), await backedUpIn(folder)];
    expect(count(kept)).toBeGreaterThanOrEqual(before);
    expect(count(kept)).toBeLessThan(count(all));
    for (const [partition, records] of Object.entries(kept))
      expect(records).toEqual(all[partition]?.slice(0, records.length));
    await backUp(log, folder);
    expect(await backedUpIn(folder)).toEqual(all);
    await log.close();
  });

  it("restored by half (kill -9) is refused to everybody, and the same command goes on", async () => {
    const source = await openLogAt(await place());
    const entry = (n: number) => ({ key: `s${n % 30}`, value: Buffer.from(`value ${n} ${"x".repeat(50)}`) });
    await source.append(
      facts,
      Array.from({ length: 4_000 }, (_, n) => entry(n)),
    );
    const [folder, other] = [await newFolder("backup"), await newFolder("backup")];
    await backUp(source, folder, { segmentBytes: MIB / 8 });
    await backUp(source, other);
    const original = await contentsOf(source);
    await source.close();

    const at = await place();
    const killed = startChild(at, { do: "restore", folder, waitMs: 300 });
    await until("it restored some", () => killed.said.length > 1);
    await killed.kill();
    const half = await openRestoreAt(at);
    await expect(openLogAt(at)).rejects.toMatchObject({ code: "RELEVE_RESTORE_UNFINISHED" });
    await half.close();
    await expect(restoreAt(at, other)).rejects.toMatchObject({ code: "RELEVE_RESTORE_UNFINISHED" });

    const again = await restoreAt(at, folder);
    expect(again.records).toBe(4_000);
    expect(again.alreadyThere).toBeGreaterThan(0);
    expect(again.alreadyThere).toBeLessThan(4_000);
    expect(await contentsAt(at)).toEqual(original);
  });
}
