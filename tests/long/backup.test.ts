// Backups of the embedded log: whatever records, and each fault of a folder and its files told by name.
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backUp } from "../../infra/backup/back-up.ts";
import { BACKED_UP, type Run, textOf } from "../../infra/backup/manifest.ts";
import { manifestOf } from "../../infra/backup/manifest-file.ts";
import { writeSegment } from "../../infra/backup/segment.ts";
import { verifyBackup } from "../../infra/backup/verify.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { type LogRecord, TOPICS } from "../../schemas/ports.ts";
import { keepsBackups } from "../contract/backup.ts";
import { backedUpIn, contentsAt, contentsOf, newFolder, restoreAt } from "../support/backups.ts";

const place = async () => ({ kind: "lmdb" as const, folder: await newFolder("log"), leaseMs: 1_000 });
const log = async () => openLmdbLog({ folder: await newFolder("log") });
const entry = (value: string, key = "a-dock") => ({ key, value: Buffer.from(value) });
const fault = (code: string, ...words: string[]) =>
  expect.objectContaining({ code, message: expect.stringMatching(words.join("[\\s\\S]*")) });

describe("a backup of the LMDB log", () => {
  keepsBackups(place);

  it("holds any records of any size and time, however they are cut into runs and segments", async () => {
    const size = fc.oneof({ weight: 8, arbitrary: fc.nat(300) }, { weight: 1, arbitrary: fc.nat(5 * 1024 * 1024) });
    const record = fc.record({
      topic: fc.constantFrom(...BACKED_UP),
      key: fc.string({ unit: "grapheme", maxLength: 40 }),
      size,
      byte: fc.nat(255),
      time: fc.nat(4_000_000_000_000),
    });
    const runs = fc.array(fc.array(record, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 4 });
    const check = async (given: typeof runs extends fc.Arbitrary<infer T> ? T : never, segmentBytes: number) => {
      const times: number[] = [];
      const source = await openLmdbLog({ folder: await newFolder("log"), clock: () => times.shift() ?? 0 });
      const folder = await newFolder("backup");
      for (const records of given) {
        for (const topic of BACKED_UP) {
          const mine = records.filter((one) => one.topic === topic);
          times.push(...mine.map(({ time }) => time));
          const entries = mine.map(({ key, size, byte }) => ({ key, value: Buffer.alloc(size, byte) }));
          await source.append(topic, entries);
        }
        await backUp(source, folder, { segmentBytes });
      }
      const original = await contentsOf(source);
      await source.close();
      expect(await backedUpIn(folder)).toEqual(original);
      const at = await place();
      await restoreAt(at, folder);
      expect(await contentsAt(at)).toEqual(original);
    };
    await fc.assert(fc.asyncProperty(runs, fc.integer({ min: 1, max: 4_000_000 }), check), { numRuns: 12 });
  });

  it("says that the topic from which things are erased is left out, and how much is in it", async () => {
    const source = await log();
    await source.append(TOPICS.state, [entry("secret")]);
    await source.append(TOPICS.facts, [entry("fact")]);
    const folder = await newFolder("backup");
    expect((await backUp(source, folder)).leftOut).toEqual([{ topic: TOPICS.state, records: 1 }]);
    expect(Object.keys(await backedUpIn(folder))).toEqual([`${TOPICS.facts}/5`]);
    await source.close();
  });
});

/** A backup of 300 records, and the path of its only segment. */
async function given(): Promise<{ folder: string; segment: string; source: Awaited<ReturnType<typeof log>> }> {
  const source = await log();
  await source.append(
    TOPICS.facts,
    Array.from({ length: 300 }, (_, n) => entry(`value ${n * n}`, `s${n % 9}`)),
  );
  const folder = await newFolder("backup");
  await backUp(source, folder);
  const [segment = ""] = await segmentsIn(folder);
  return { folder, segment: join(folder, TOPICS.facts, segment), source };
}
/** The files of the facts, by their places: each has the name of its run too. */
const segmentsIn = async (folder: string) => (await readdir(join(folder, TOPICS.facts))).sort();
const ONE = [expect.stringMatching(/^000001-[0-9a-f]{8}\.gz$/)];
/** A manifest that says something else, under its own hash. */
const edited = async (folder: string, edit: (run: Run) => unknown) => {
  const manifest = await manifestOf(folder);
  const [run] = manifest.topics.flatMap(({ segments }) => segments.flatMap(({ runs }) => runs));
  if (!run) throw new Error("nothing to edit");
  edit(run);
  await writeFile(join(folder, "manifest.json"), textOf(manifest));
};
/** Told by `verify`, and by `restore` before it writes anything. */
async function told(folder: string, expected: unknown) {
  await expect(verifyBackup(folder)).rejects.toEqual(expected);
  const at = await place();
  await expect(restoreAt(at, folder)).rejects.toEqual(expected);
  expect(await contentsAt(at)).toEqual({});
}

describe("a damaged backup is told with its file", () => {
  it("when one byte of a segment is another, wherever it is", async () => {
    const { folder, segment } = await given();
    const bytes = await readFile(segment);
    for (const at of [0, 12, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 0x10;
      await writeFile(segment, flipped);
      await told(folder, fault("RELEVE_BACKUP", "000001-\\w+\\.gz", "bytes changed"));
    }
    await writeFile(segment, bytes);
    expect(await verifyBackup(folder)).toMatchObject({ records: 300 });
  });
  it("when a segment is cut, or missing", async () => {
    const { folder, segment } = await given();
    const { length } = await readFile(segment);
    await truncate(segment, length - 7);
    await told(folder, fault("RELEVE_BACKUP", "000001-\\w+\\.gz", `has ${length - 7} bytes, and had ${length}`));
    await rm(segment);
    await told(folder, fault("RELEVE_BACKUP", "000001-\\w+\\.gz", "not there"));
  });
  it("when the manifest is missing, cut, of a newer release, or not the segments' own", async () => {
    const { folder } = await given();
    const path = join(folder, "manifest.json");
    const text = await readFile(path, "utf8");
    await writeFile(path, text.slice(0, 300));
    await told(folder, fault("RELEVE_BACKUP", "manifest\\.json: it cannot be understood"));
    await writeFile(path, text);
    await writeFile(path, text.replace('"version": 2', '"version": 3'));
    await told(folder, fault("RELEVE_BACKUP", "version 3; this release reads 1 to 2"));
    await writeFile(path, text);
    await edited(folder, (run) => Object.assign(run, { firstTime: 5 }));
    await told(folder, fault("RELEVE_BACKUP", "000001-\\w+\\.gz", "not those that the manifest names"));
    await writeFile(path, text);
    await edited(folder, (run) => Object.assign(run, { first: 1 }));
    await told(folder, fault("RELEVE_BACKUP", "from offset 1 .* where 0 is next"));
    await rm(path);
    await told(folder, fault("RELEVE_BACKUP", "is not a backup: it has no manifest\\.json"));
  });
  it("when the manifest was changed by hand: a time, a hash, a topic that is no longer in it; but not when it is laid out anew", async () => {
    const { folder } = await given();
    const path = join(folder, "manifest.json");
    const text = await readFile(path, "utf8");
    const manifest = JSON.parse(text) as { at: string; topics: object[]; sha256?: string };
    for (const changed of [
      { ...manifest, at: "2020-01-01T00:00:00.000Z" },
      { ...manifest, topics: manifest.topics.map((one) => ({ ...one, segments: [] })) },
      { ...manifest, topics: manifest.topics.slice(1) },
      { ...manifest, sha256: "0".repeat(64) },
    ]) {
      await writeFile(path, JSON.stringify(changed));
      await told(folder, fault("RELEVE_BACKUP", "manifest\\.json: it was changed after it was written"));
    }
    const { sha256: _, ...older } = { ...manifest, version: 1, topics: manifest.topics.slice(1) };
    await writeFile(path, JSON.stringify(older));
    await told(folder, fault("RELEVE_BACKUP", "does not have releve\\.registry\\.v1 once"));
    await writeFile(path, JSON.stringify(manifest));
    expect(await verifyBackup(folder)).toMatchObject({ records: 300 });
  });
});

describe("a folder that cannot be backed up into", () => {
  it("holds other things, or a backup that lost its manifest", async () => {
    const { folder, source } = await given();
    await rm(join(folder, "manifest.json"));
    await expect(backUp(source, folder)).rejects.toEqual(fault("RELEVE_BACKUP_FOLDER", "has no manifest\\.json"));
    expect(await segmentsIn(folder)).toEqual(ONE);
  });
  it("is a file, or where nothing can be made", async () => {
    const { segment, source } = await given();
    await expect(backUp(source, segment)).rejects.toEqual(fault("RELEVE_BACKUP_FOLDER", "000001-\\w+\\.gz"));
    await expect(backUp(source, join(segment, "x"))).rejects.toEqual(fault("RELEVE_BACKUP_FOLDER", "is a file"));
  });
  it("is written by another process, but not by one that was killed", async () => {
    const { folder, source } = await given();
    const { hostname } = await import("node:os");
    const writer = (pid: number) => writeFile(join(folder, "writing.json"), JSON.stringify({ pid, host: hostname() }));
    await writer(process.ppid);
    await expect(backUp(source, folder)).rejects.toEqual(fault("RELEVE_BACKUP_FOLDER", `process ${process.ppid}`));
    await writer(2 ** 22 + 1); // above the largest process id
    expect(await backUp(source, folder)).toMatchObject({ added: { records: 0 } });
    const both = await Promise.allSettled([backUp(source, folder), backUp(source, folder)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
  it.skipIf(!existsSync("/dev/full"))("is full", async () => {
    const path = join(await newFolder("backup"), "000001.gz");
    await symlink("/dev/full", path);
    async function* records(): AsyncGenerator<LogRecord> {
      yield { partition: 0, offset: 0, time: 1, key: "a", value: Buffer.alloc(1024 * 1024, "abc") };
    }
    await expect(writeSegment(path, records())).rejects.toEqual(fault("RELEVE_BACKUP_FOLDER", "disk is full"));
  });
});

describe("a backup that fails", () => {
  it("leaves the one before as it was, and takes no room", async () => {
    const { folder, source } = await given();
    await source.append(TOPICS.facts, [entry("more")]);
    let part = "";
    const inTheWay: typeof source = {
      ...source,
      async *read(...from) {
        const { run } = JSON.parse(await readFile(join(folder, "writing.json"), "utf8")) as { run: string };
        part = join(folder, TOPICS.facts, `000002-${run}.gz.part`);
        await mkdir(part, { recursive: true }); // nothing can be written there
        yield* source.read(...from);
      },
    };
    await expect(backUp(inTheWay, folder)).rejects.toMatchObject({ code: "RELEVE_BACKUP_FOLDER" });
    await rm(part, { recursive: true });
    expect(await segmentsIn(folder)).toEqual(ONE);
    expect(await verifyBackup(folder)).toMatchObject({ records: 300 });
    const gone = AbortSignal.abort();
    await expect(backUp(source, folder, { gone })).rejects.toThrow();
    expect(await segmentsIn(folder)).toEqual(ONE);
    expect(await backUp(source, folder)).toMatchObject({ added: { records: 1 } });
  });
  it("was cut off before its manifest: what it left is written anew, and counts for nothing", async () => {
    const { folder, source } = await given();
    const left = ["000002.gz", "000003.gz.part", "000002-0a1b2c3d.gz", "000003-0a1b2c3d.gz.part"];
    for (const name of left) await writeFile(join(folder, TOPICS.facts, name), "left over");
    await writeFile(join(folder, "manifest.json.0a1b2c3d.part"), "left over");
    expect(await verifyBackup(folder)).toMatchObject({ records: 300 });
    await source.append(TOPICS.facts, [entry("more")]);
    await backUp(source, folder);
    expect(await segmentsIn(folder)).toEqual([...ONE, expect.stringMatching(/^000002-[0-9a-f]{8}\.gz$/)]);
    expect(await segmentsIn(folder)).not.toContain("000002-0a1b2c3d.gz");
    expect(await readdir(folder)).not.toContain("manifest.json.0a1b2c3d.part");
    expect(await verifyBackup(folder)).toMatchObject({ records: 301 });
  });
  it("was of another log, or of one that has lost records since", async () => {
    const { folder } = await given();
    const shorter = await log();
    await shorter.append(TOPICS.facts, [entry("value 0", "s0")]);
    await expect(backUp(shorter, folder)).rejects.toEqual(fault("RELEVE_BACKUP", "another log, or the log lost"));
    const other = await log();
    await other.append(
      TOPICS.facts,
      Array.from({ length: 300 }, (_, n) => entry(`other ${n}`, `s${n % 9}`)),
    );
    await expect(backUp(other, folder)).rejects.toEqual(fault("RELEVE_BACKUP", "is another record in the log"));
    expect(await verifyBackup(folder)).toMatchObject({ records: 300 });
  });
  it("had nothing to back up: a log that is empty is most likely the wrong one", async () => {
    const folder = await newFolder("backup");
    await expect(backUp(await log(), folder)).rejects.toEqual(fault("RELEVE_BACKUP", "the log is empty"));
    expect(await readdir(folder)).toEqual([]);
  });
});
