// What every EventLog keeps to. One suite for all of them: log-lmdb.test.ts, log-kafka.test.ts.
import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MAX_RECORD_BYTES, partitionOf } from "../../infra/log/topics.ts";
import { type Appended, type EventLog, type LogRecord, PARTITIONS, TOPICS } from "../../schemas/ports.ts";
import { type LogAt, openLogAt } from "../support/log-child.ts";
import { type Child, type LogUnderTest, startChild, until } from "../support/log-process.ts";
import { keepsTheFollowingContract } from "./log-following.ts";

const { facts } = TOPICS;
const entry = (key: string, value: string) => ({ key, value: Buffer.from(value) });
const ms = (from: number) => `${(performance.now() - from).toFixed(1)} ms`;

async function all(records: AsyncIterable<LogRecord>): Promise<LogRecord[]> {
  const found: LogRecord[] = [];
  for await (const record of records) found.push(record);
  return found;
}

/** @param place  an empty log of its own for each test: where it is, for this process and for others */
export function keepsTheLogContract(place: () => Promise<LogAt>): void {
  let at: LogAt;
  let log: EventLog;
  const children: Child[] = [];
  const child: LogUnderTest["child"] = (work) => {
    const started = startChild(at, work);
    children.push(started);
    return started;
  };
  beforeEach(async () => {
    at = await place();
    log = await openLogAt(at);
  });
  afterEach(async () => {
    await Promise.all(children.splice(0).map((started) => started.kill()));
    await log.close();
  });

  describe("appending", () => {
    it("gives dense offsets from 0 in each partition, and keeps the order of a key", async () => {
      const batches = Array.from({ length: 10 }, (_, batch) =>
        Array.from({ length: 40 }, (_, n) => entry(`startup-${n}`, `${batch}`)),
      );
      const places = (await Promise.all(batches.map((batch) => log.append(facts, batch)))).flat();
      expect(places).toHaveLength(400);
      for (let partition = 0; partition < PARTITIONS; partition += 1) {
        const records = await all(log.read(facts, partition, 0));
        expect(records.map(({ offset }) => offset)).toEqual(records.map((_, n) => n));
        for (const key of new Set(records.map((record) => record.key))) {
          const values = records.filter((record) => record.key === key).map(({ value }) => value.toString());
          expect(values).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
        }
      }
    });
    it("returns for each entry, in the order given, the very place and time it is read back with", async () => {
      const entries = Array.from({ length: 50 }, (_, n) => entry(`startup-${n}`, `value ${n}`));
      const places = await log.append(facts, entries);
      for (const [n, { partition, offset, time }] of places.entries()) {
        const [record] = await all(log.read(facts, partition, offset));
        expect(record).toMatchObject({ partition, offset, time, key: `startup-${n}` });
        expect(record?.value.toString()).toBe(`value ${n}`);
      }
    });
    it("puts a key where Kafka's default puts it, whichever log it is", async () => {
      const known = { "a-dock": 5, "data.gouv.fr": 11, auxAJ: 6, é: 3 }; // as Kafka's Java client says
      const keys = Object.keys(known);
      const places = await log.append(
        facts,
        keys.map((key) => entry(key, "")),
      );
      expect(places.map(({ partition }) => partition)).toEqual(Object.values(known));
    });
    it("stamps a record with the time of its arrival", async () => {
      const before = Date.now() - 5;
      const [place] = await log.append(facts, [entry("a-dock", "{}")]);
      expect(place?.time).toBeGreaterThanOrEqual(before);
      expect(place?.time).toBeLessThanOrEqual(Date.now() + 5);
    });
    it("takes a record of 12 MiB, and refuses one that not every log could take", async () => {
      const value = randomBytes(12 * 1024 * 1024);
      const from = performance.now();
      const [place] = await log.append(facts, [{ key: "a-dock", value }]);
      console.log(`${log.kind}: 12 MiB appended in ${ms(from)}`);
      const [record] = await all(log.read(facts, place!.partition, place!.offset));
      expect(record?.value.equals(value)).toBe(true);
      const larger = [{ key: "a-dock", value: Buffer.alloc(MAX_RECORD_BYTES + 1) }];
      await expect(log.append(facts, larger)).rejects.toMatchObject({ code: "RELEVE_ANSWER_SIZE" });
    });
    it("is durable when it resolves: what a process appended before it was killed is there", async () => {
      const killed = child({ do: "append", count: 100_000 });
      await until("the child appended 200 records", () => killed.said.length >= 200);
      await killed.kill();
      const fresh = await openLogAt(at);
      const said = killed.said.flatMap((line) => ("appended" in line ? [line] : []));
      for (let partition = 0; partition < PARTITIONS; partition += 1) {
        const mine = said.filter(({ appended }) => appended[0]?.partition === partition);
        const records = await all(fresh.read(facts, partition, 0));
        expect(records.map(({ offset }) => offset)).toEqual(records.map((_, n) => n));
        for (const { appended, value } of mine) expect(records[appended[0]!.offset]?.value.toString()).toBe(value);
      }
      await fresh.close();
    });
    it("takes records of two processes at once without losing or doubling an offset", async () => {
      const other = child({ do: "append", count: 150 });
      await until("the other process appends", () => other.said.length > 0);
      const mine: Appended[] = [];
      for (let n = 0; n < 150; n += 1) mine.push(...(await log.append(facts, [entry(`s${n % 7}`, "mine")])));
      await until("the other process is done", () => other.said.length === 150);
      const theirs = other.said.flatMap((line) => ("appended" in line ? line.appended : []));
      const places = [...mine, ...theirs].map(({ partition, offset }) => `${partition}/${offset}`);
      expect(new Set(places).size).toBe(300);
      expect((await log.ends(facts)).reduce((sum, end) => sum + end, 0)).toBe(300);
    });
    it("says that the log is unavailable once it is closed", async () => {
      await log.close();
      await expect(log.append(facts, [entry("a-dock", "")])).rejects.toMatchObject({ code: "RELEVE_LOG_UNAVAILABLE" });
    });
  });

  describe("reading", () => {
    it("knows the end of every partition", async () => {
      expect(await log.ends(facts)).toEqual(Array(PARTITIONS).fill(0));
      const places = await log.append(
        facts,
        Array.from({ length: 30 }, (_, n) => entry(`k${n % 3}`, "")),
      );
      const ends = Array<number>(PARTITIONS).fill(0);
      for (const { partition, offset } of places) ends[partition] = Math.max(ends[partition]!, offset + 1);
      expect(await log.ends(facts)).toEqual(ends);
      expect(await log.ends(TOPICS.registry)).toEqual(Array(PARTITIONS).fill(0));
    });
    it("goes from an offset to the end as it was when reading began", async () => {
      await log.append(
        facts,
        Array.from({ length: 10 }, (_, n) => entry("a-dock", `${n}`)),
      );
      const seen: string[] = [];
      for await (const { value } of log.read(facts, partitionOf("a-dock"), 7)) {
        seen.push(value.toString());
        await log.append(facts, [entry("a-dock", "later")]);
      }
      expect(seen).toEqual(["7", "8", "9"]);
      expect(await all(log.read(facts, partitionOf("a-dock"), 13))).toEqual([]);
    });
    it("finds one old fact among many, quickly, for several readers at once", async () => {
      const key = "a-dock";
      const partition = partitionOf(key);
      const from = performance.now();
      for (let n = 0; n < 5_000; n += 1_000)
        await log.append(
          facts,
          Array.from({ length: 1_000 }, (_, i) => entry(key, `${n + i} ${"x".repeat(1_000)}`)),
        );
      console.log(`${log.kind}: 5,000 records of 1 kB appended in ${ms(from)}`);
      const one = async (offset: number) => {
        for await (const record of log.read(facts, partition, offset)) return record.value.toString().split(" ")[0];
        return undefined;
      };
      await one(0);
      const took: number[] = [];
      for (let n = 0; n < 20; n += 1) {
        const started = performance.now();
        expect(await one((n * 997) % 5_000)).toBe(`${(n * 997) % 5_000}`);
        took.push(performance.now() - started);
      }
      took.sort((a, b) => a - b);
      console.log(
        `${log.kind}: one old fact in ${took[10]?.toFixed(1)} ms (median), ${took[19]?.toFixed(1)} ms (most)`,
      );
      expect(await Promise.all([4_999, 0, 2_500].map(one))).toEqual(["4999", "0", "2500"]);
      const scan = performance.now();
      expect(await all(log.read(facts, partition, 0))).toHaveLength(5_000);
      console.log(`${log.kind}: 5,000 records of 1 kB read in ${ms(scan)}`);
      expect(took[10]).toBeLessThan(500);
    });
  });

  describe("following", () => {
    keepsTheFollowingContract({
      get log() {
        return log;
      },
      child,
    });
  });
}
