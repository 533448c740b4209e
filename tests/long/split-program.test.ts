// Production's shape: a real Kafka, a warehouse of its own, two processors in one group; one is killed in the middle.
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openKafkaLog } from "../../infra/log/kafka.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { readCursors } from "../../processors/run.ts";
import type { FactEvent } from "../../schemas/events.ts";
import { type EventLog, TOPICS } from "../../schemas/ports.ts";
import { type Folder, folder } from "../support/directory.ts";
import { entryOf } from "../support/facts.ts";
import { kafkaForTests } from "../support/kafka.ts";
import { until } from "../support/log-process.ts";
import { mixedFacts } from "../support/mixed-facts.ts";
import { type Lasting, lasting, releve } from "../support/program.ts";
import { tell } from "../support/tell.ts";
import { frontPlace, type WarehousePlace } from "../support/warehouse.ts";

const DAYS = 60;
const kafka = await kafkaForTests();
const files: Folder = folder();
const started: Lasting[] = [];
let front: WarehousePlace | undefined;
afterAll(async () => {
  for (const one of started) await one.end("SIGKILL");
  await front?.stop();
  if ("stop" in kafka) await kafka.stop();
  files.remove();
});

async function append(log: EventLog, facts: readonly FactEvent[]): Promise<void> {
  for (let at = 0; at < facts.length; at += 200) await log.append(TOPICS.facts, facts.slice(at, at + 200).map(entryOf));
}
/** What a processor said it did, as JSON lines. */
function said(one: Lasting, msg: string): { partition?: number; partitions?: number[]; to?: number }[] {
  return one.lines.filter((line) => line.includes(`"msg":"${msg}"`)).map((line) => JSON.parse(line));
}
const held = (one: Lasting) => said(one, "partitions assigned").at(-1)?.partitions ?? [];

async function hashOf(
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ cells: number; sha256: string }> {
  const ran = await releve(["figures", "--hash", "--json", ...args], { env });
  expect(ran, ran.err).toMatchObject({ exit: 0 });
  return JSON.parse(ran.out);
}

describe.skipIf("skipped" in kafka)("two processors that share a Kafka and a warehouse", () => {
  it("one killed with -9 in the middle: the figures are those of the embedded run", { timeout: 180_000 }, async () => {
    const facts = mixedFacts(DAYS);
    const brokers = "brokers" in kafka ? kafka.brokers : "";
    front = await frontPlace();
    const env = {
      RELEVE_LOG: `kafka://${brokers}`,
      RELEVE_WAREHOUSE: front.at,
      RELEVE_DATA: join(files.path, "split"),
    };
    const log = await openKafkaLog({ brokers });
    expect(Math.max(...(await log.ends(TOPICS.facts))), "the Kafka of this test must be empty").toBe(0);

    const first = lasting(["process"], { env });
    started.push(first);
    await first.line(/Reading the log/);
    const second = lasting(["process"], { env });
    started.push(second);
    await until("both hold partitions", () => held(first).length === 6 && held(second).length === 6, 60_000);

    await append(log, facts.slice(0, facts.length / 2));
    await until("the first has committed", () => said(first, "batch committed").length > 0, 60_000);
    await append(log, facts.slice(facts.length / 2));
    await first.end("SIGKILL");
    const warehouse = await front.open();
    const ends = await log.ends(TOPICS.facts);
    const outstanding = async (of: readonly number[]) => {
      const cursors = await readCursors(warehouse);
      return of.reduce((sum, partition) => sum + (ends[partition] ?? 0) - ((cursors.get(partition)?.to ?? -1) + 1), 0);
    };
    const [committed, left] = [said(first, "batch committed").length, await outstanding(held(first))];
    expect(committed).toBeGreaterThan(0);
    expect(left).toBeGreaterThan(0);

    const all = ends.map((_, partition) => partition);
    await until("the second has done the rest", async () => (await outstanding(all)) === 0, 90_000);
    await Promise.all([warehouse.close(), log.close()]);
    const split = await hashOf([], env);
    expect(await second.end("SIGTERM")).toBe(0);

    const data = join(files.path, "embedded");
    const local = await openLmdbLog({ folder: join(data, "log") });
    await append(local, facts);
    await local.close();
    expect(await releve(["process", "--until-caught-up", "--data", data])).toMatchObject({ exit: 0 });
    const embedded = await hashOf(["--data", data], {});
    tell(
      `split: ${facts.length} facts, ${embedded.cells} cells; killed after ${committed} commits, ${left} facts outstanding`,
    );
    expect(split).toEqual(embedded);
    expect(embedded.cells).toBeGreaterThan(3_000);
  });
});
