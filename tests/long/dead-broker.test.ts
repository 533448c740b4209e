// A broker that is killed while a log is read and appended to, and comes back on its folder.
import { once } from "node:events";
import { mkdtemp, readFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { freePort, startBroker } from "../../infra/kafka/broker.ts";
import { openKafkaLog } from "../../infra/log/kafka.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { javaCanRunKafka } from "../support/kafka.ts";
import { until } from "../support/log-process.ts";
import { recorder } from "../support/log-recorder.ts";

const entry = (value: string) => ({ key: "a-dock", value: Buffer.from(value) });

describe.skipIf(!(await javaCanRunKafka()))("a broker whose port was free a moment ago", () => {
  it("takes another one when somebody else has it by then", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port: taken } = other.address() as AddressInfo;
    const listen = await freePort();
    const given = [listen, taken]; // the controller's is taken
    const folder = await mkdtemp(join(tmpdir(), "releve-kafka-"));
    const broker = await startBroker({ folder, ports: async () => given.shift() ?? freePort() });
    expect(given).toEqual([]);
    expect(await readFile(join(folder, "broker.log"), "utf8")).toContain(`:${taken}: Address already in use`);
    expect(broker.brokers).not.toBe(`127.0.0.1:${listen}`);
    const log = await openKafkaLog({ brokers: broker.brokers });
    await log.append(TOPICS.facts, [entry("one")]);
    expect((await log.ends(TOPICS.facts)).reduce((sum, end) => sum + end, 0)).toBe(1);
    await log.close();
    await broker.stop();
    other.close();
  });
});

describe.skipIf(!(await javaCanRunKafka()))("a broker that is killed and comes back", () => {
  it("is told to who appends within seconds; followers go on, and nothing is lost", async () => {
    const folder = await mkdtemp(join(tmpdir(), "releve-kafka-"));
    const first = await startBroker({ folder, keep: true });
    const port = Number(first.brokers.split(":")[1]);
    const log = await openKafkaLog({ brokers: first.brokers });
    const seen = recorder();
    const subscription = await log.subscribe(TOPICS.facts, "processors", seen.subscriber);
    await log.append(TOPICS.facts, [entry("before")]);
    await until("it was seen", () => seen.records.length === 1);
    await first.kill();
    const from = Date.now();
    await expect(log.append(TOPICS.facts, [entry("lost")])).rejects.toMatchObject({ code: "RELEVE_LOG_UNAVAILABLE" });
    console.log(`kafka: told of a dead broker within ${Date.now() - from} ms`);
    expect(Date.now() - from).toBeLessThan(12_000);
    const second = await startBroker({ folder, port });
    await log.append(TOPICS.facts, [entry("after")]);
    await until("it went on", () => seen.records.some(({ value }) => value.toString() === "after"), 60_000);
    expect(seen.records[0]?.value.toString()).toBe("before");
    await subscription.stop();
    await log.close();
    await second.stop();
  });
});
