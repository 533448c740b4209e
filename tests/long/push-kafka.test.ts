// Two processes that take pushes over one Kafka: a key counts once, a revoked token fails in both, a broker that is away is 503.
import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { openKafkaLog } from "../../infra/log/kafka.ts";
import { revokeToken } from "../../ingestors/tokens/issue.ts";
import { kafkaForTests } from "../support/kafka.ts";
import { openDoorPlace, send } from "../support/push-door.ts";
import { tell } from "../support/tell.ts";

const kafka = await kafkaForTests();
let isStopped = false;
const stop = async () => {
  if ("stop" in kafka && !isStopped) await kafka.stop();
  isStopped = true;
};
afterAll(stop);
const visits = (value: number) => ({ metric: "visites", value, period: "2026-10" });
const keyed = (key: string) => ({ headers: { "idempotency-key": key } });

describe.skipIf("skipped" in kafka)("pushes over Kafka", () => {
  it("count once in any process, fail with a revoked token within 5 s, and wait for a broker that is away", async () => {
    const options = { brokers: "brokers" in kafka ? kafka.brokers : "", prefix: `push-${randomUUID().slice(0, 8)}.` };
    const logs = [await openKafkaLog(options), await openKafkaLog(options)] as const;
    const place = await openDoorPlace({ log: logs[0] });
    const urls = [await place.serve(), await place.serve({ log: logs[1] })] as const;
    const { id, text } = await place.issue();
    const kept = (await place.issue()).text;

    const at = (url: string, value: number, key: string) => send(url, text, visits(value), keyed(key));
    const same = await Promise.all(urls.map((url) => at(url, 1, "same")));
    expect(same.map(({ status }) => status <= 201)).toEqual([true, true]);
    expect(same[0]?.body).toEqual(same[1]?.body);
    const other = await Promise.all(urls.map((url, one) => at(url, one, "other")));
    const told = other.filter(({ status }) => status <= 201);
    expect(told).toHaveLength(1);
    expect(other.map(({ status }) => status)).toContain(409);
    expect((await at(urls[1], 1, "same")).status).toBe(200);
    const counted = new Map((await place.facts()).toReversed().map((fact) => [fact.id, fact]));
    expect(counted.size).toBe(2);

    await revokeToken(place.issuing, id);
    const began = Date.now();
    for (const [one, url] of urls.entries())
      while ((await at(url, 9, `late-${one}`)).status !== 401) expect(Date.now() - began).toBeLessThan(5_000);
    tell(`over Kafka a revoked token failed in both processes after ${Date.now() - began} ms`);

    if (process.env.KAFKA_BROKERS) return; // not ours to stop
    await stop();
    const away = await send(urls[1], kept, visits(3), keyed("away"));
    expect([away.status, Number(away.headers.get("retry-after")) > 0]).toEqual([503, true]);
    await place.close();
    for (const log of logs) await log.close();
  });
});
