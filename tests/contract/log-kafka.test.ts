// The production log keeps the contract on a real broker, and what is its own: times, topics' settings.
import { randomUUID } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import kafkajs from "kafkajs";
import { afterAll, describe, expect, it } from "vitest";
import { backUp } from "../../infra/backup/back-up.ts";
import { openKafkaLog } from "../../infra/log/kafka.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { partitionOf } from "../../infra/log/topics.ts";
import { PARTITIONS, TOPICS } from "../../schemas/ports.ts";
import { contentsAt, contentsOf, count, newFolder, restoreAt } from "../support/backups.ts";
import { restoreDying } from "../support/dying-restore.ts";
import { kafkaForTests } from "../support/kafka.ts";
import { fill, keepsBackups } from "./backup.ts";
import { keepsTheLogContract } from "./log.ts";

const kafka = await kafkaForTests();
const brokers = "brokers" in kafka ? kafka.brokers : "";
afterAll(async () => {
  if ("stop" in kafka) await kafka.stop();
});
const prefix = () => `test-${randomUUID().slice(0, 8)}.`;
const entry = (value: string) => ({ key: "a-dock", value: Buffer.from(value) });

describe("the partition of a key", () => {
  it("is what kafkajs' default partitioner says", () => {
    const partition = kafkajs.Partitioners.DefaultPartitioner();
    const partitionMetadata = Array.from({ length: PARTITIONS }, (_, partitionId) => ({
      partitionId,
      leader: 1,
      partitionErrorCode: 0,
      replicas: [],
      isr: [],
    }));
    for (let n = 0; n < 3_000; n += 1) {
      const key = `${"été-ß".repeat(n % 5)}${n}`;
      const expected = partition({ topic: "any", partitionMetadata, message: { key, value: null } });
      expect(partitionOf(key), key).toBe(expected);
    }
  });
});

describe.skipIf("skipped" in kafka)("the Kafka log", () => {
  keepsTheLogContract(async () => ({ kind: "kafka", brokers, prefix: prefix(), sessionMs: 6_000 }));

  it("takes its time from a clock when its topics are made for that", async () => {
    const times = [1_800_000_000_000, 1_900_000_000_000];
    const clock = () => times.shift() ?? 0;
    const log = await openKafkaLog({ brokers, prefix: prefix(), timestamps: "create", clock });
    const [first] = await log.append(TOPICS.facts, [entry("1")]);
    const [second] = await log.append(TOPICS.facts, [entry("2")]);
    expect([first?.time, second?.time]).toEqual([1_800_000_000_000, 1_900_000_000_000]);
    for await (const { time } of log.read(TOPICS.facts, partitionOf("a-dock"), 1)) expect(time).toBe(second?.time);
    await log.close();
  });

  it("refuses topics that would lose records, and names each setting", async () => {
    const wrong = prefix();
    const admin = new kafkajs.Kafka({ brokers: brokers.split(","), logLevel: kafkajs.logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.createTopics({
      topics: [{ topic: `${wrong}${TOPICS.facts}`, numPartitions: 3 }],
      waitForLeaders: true,
    });
    await admin.disconnect();
    const opening = openKafkaLog({ brokers, prefix: wrong });
    await expect(opening).rejects.toMatchObject({ code: "RELEVE_CONFIG" });
    await expect(opening).rejects.toThrow(/3 partitions, should be 12.*retention\.ms is .*, should be -1/);
  });

  it("says within seconds that no broker answers", async () => {
    const from = Date.now();
    const opening = openKafkaLog({ brokers: "127.0.0.1:1" });
    await expect(opening).rejects.toMatchObject({
      code: "RELEVE_LOG_UNAVAILABLE",
      hint: expect.stringContaining("127.0.0.1:1"),
    });
    expect(Date.now() - from).toBeLessThan(12_000);
  });
});

describe.skipIf("skipped" in kafka)("a backup of the Kafka log", () => {
  const place = async () => ({ kind: "kafka" as const, brokers, prefix: prefix(), sessionMs: 6_000 });
  keepsBackups(place);

  it("goes into a folder, and a folder's goes into Kafka, with the same offsets and times", async () => {
    const folder = await mkdtemp(join(tmpdir(), "releve-log-"));
    const times = [1_700_000_000_000, 1_600_000_000_000, 4_000_000_000_000]; // the past, never going back; the future
    const local = await openLmdbLog({ folder, clock: () => times.shift() ?? 4_000_000_000_001 });
    await fill(local);
    const [first, second] = [await newFolder("backup"), await newFolder("backup")];
    await backUp(local, first);
    const original = await contentsOf(local);
    await local.close();

    const [inKafka, inFolder] = [await place(), { kind: "lmdb" as const, folder: await newFolder("log") }];
    await (await openKafkaLog(inKafka)).close(); // its topics are there, and empty
    await restoreAt(inKafka, first);
    expect(await contentsAt(inKafka)).toEqual(original);
    const log = await openKafkaLog(inKafka);
    const [placed] = await log.append(TOPICS.facts, [entry("now")]);
    expect(Math.abs((placed?.time ?? 0) - Date.now())).toBeLessThan(60_000); // the broker's time again
    await backUp(log, second);
    await restoreAt(inFolder, second);
    expect(await contentsAt(inFolder)).toEqual(await contentsOf(log));
    await log.close();
  });

  it("killed between its last change of settings and the end of its mark is refused to others, and ends when run again", async () => {
    const local = await openLmdbLog({ folder: await newFolder("log"), clock: () => 1_700_000_000_000 });
    await fill(local);
    const folder = await newFolder("backup");
    await backUp(local, folder);
    const original = await contentsOf(local);
    await local.close();
    const at = await place();
    expect(await restoreDying(at, folder, "restore.unmarking")).toBe(true);
    await expect(openKafkaLog(at)).rejects.toMatchObject({ code: "RELEVE_RESTORE_UNFINISHED" });
    const records = count(original);
    expect(await restoreAt(at, folder)).toMatchObject({ records, alreadyThere: records });
    expect(await contentsAt(at)).toEqual(original);
    const log = await openKafkaLog(at); // its everyday settings, checked
    const [placed] = await log.append(TOPICS.facts, [entry("now")]);
    expect(Math.abs((placed?.time ?? 0) - Date.now())).toBeLessThan(60_000);
    await log.close();
    console.log(`kafka: a restore that died before its mark was gone ended well, ${records} records as they were`);
  });

  it("is refused where records were deleted, and says which", async () => {
    const at = await place();
    const log = await openKafkaLog(at);
    for (let n = 0; n < 5; n += 1) await log.append(TOPICS.facts, [entry(`${n}`)]);
    const admin = new kafkajs.Kafka({ brokers: brokers.split(","), logLevel: kafkajs.logLevel.NOTHING }).admin();
    await admin.connect();
    const topic = `${at.prefix}${TOPICS.facts}`;
    await admin.fetchTopicOffsets(topic); // kafkajs deletes only in topics that it has heard of
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: partitionOf("a-dock"), offset: "3" }] });
    await admin.disconnect();
    await expect(backUp(log, await newFolder("backup"))).rejects.toMatchObject({
      code: "RELEVE_LOG_GAPS",
      message: expect.stringContaining("no records from offset 0 to 2; the next is 3"),
    });
    await log.close();
  });
});
