// Others' programs and our events: kcat reads our topics, and the CloudEvents SDK takes our facts and is taken at our door.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { CloudEvent, HTTP, Kafka as KafkaBinding, type Message } from "cloudevents";
import kafkajs from "kafkajs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openKafkaLog } from "../../infra/log/kafka.ts";
import { DeclarationReceived } from "../../schemas/events.ts";
import { EVENT_TYPE } from "../../schemas/push-request.ts";
import { kafkaForTests } from "../support/kafka.ts";
import { type DoorPlace, openDoorPlace, send } from "../support/push-door.ts";

const run = promisify(execFile);
const kafka = await kafkaForTests();
const brokers = "brokers" in kafka ? kafka.brokers : "";
const hasKcat = await run("kcat", ["-V"]).then(
  () => true,
  () => false,
);
if (!hasKcat && process.env.CI === "true") throw new Error("Under CI kcat must read our topics: apt-get install kcat");
if (!hasKcat) console.warn("SKIPPED: no kcat (apt-get install kcat)");
afterAll(async () => {
  if ("stop" in kafka) await kafka.stop();
});

const VISITS = { metric: "visites", value: 1204, period: "2026-10" };

describe("the CloudEvents SDK", () => {
  let place: DoorPlace;
  let url: string;
  let token: string;
  beforeAll(async () => {
    place = await openDoorPlace();
    url = await place.serve();
    token = (await place.issue()).text;
  });
  afterAll(() => place.close());
  const event = (id: string, data: unknown) =>
    new CloudEvent({ id, source: "https://a-dock.example/cron", type: EVENT_TYPE, time: "2026-11-02T08:00:00Z", data });
  const deliver = ({ headers, body }: Message) =>
    send(url, token, body as string, { headers: headers as Record<string, string> });
  const figuresOf = async ({ body }: Awaited<ReturnType<typeof deliver>>) => {
    const facts = await place.facts();
    return body.facts.map(({ id }: { id: string }) => {
      const fact = facts.find((one) => one.id === id);
      return [fact?.asAt, fact?.figures.map(({ value }) => value)];
    });
  };

  it("makes requests that are taken: structured, binary, and a batch", async () => {
    for (const message of [HTTP.structured(event("s", VISITS)), HTTP.binary(event("b", [VISITS]))]) {
      const sent = await deliver(message);
      expect([sent.status, await figuresOf(sent)]).toEqual([201, [["2026-11-02T08:00:00.000Z", ["1204"]]]]);
      expect((await deliver(message)).status).toBe(200);
    }
    const batch = [event("n-1", VISITS), event("n-2", { ...VISITS, value: 7, period: "2026-09" })];
    const sent = await send(url, token, batch, { headers: { "content-type": "application/cloudevents-batch+json" } });
    expect([sent.status, (await figuresOf(sent)).map(([, values]: [string, string[]]) => values)]).toEqual([
      201,
      [["1204"], ["7"]],
    ]);
  });
  it("counts an event once whatever the mode in which it comes", async () => {
    const same = event("once", VISITS);
    expect((await deliver(HTTP.structured(same))).status).toBe(201);
    expect((await deliver(HTTP.binary(same))).status).toBe(200);
  });
});

describe.skipIf("skipped" in kafka)("our topics", () => {
  const prefix = `events-${randomUUID().slice(0, 8)}.`;
  const topic = `${prefix}releve.facts.v1`;
  let id: string;
  beforeAll(async () => {
    const log = await openKafkaLog({ brokers, prefix });
    const place = await openDoorPlace({ log });
    const sent = await send(await place.serve(), (await place.issue()).text, VISITS);
    id = sent.body.facts[0].id;
    await place.close();
    await log.close();
  });

  it("hold CloudEvents in binary mode: the SDK's Kafka binding takes each fact as it comes", async () => {
    const client = new kafkajs.Kafka({ brokers: brokers.split(","), logLevel: kafkajs.logLevel.NOTHING });
    const consumer = client.consumer({ groupId: randomUUID() });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    const [key, headers, value] = await new Promise<[string, Record<string, string>, string]>((resolve) => {
      void consumer.run({
        eachMessage: async ({ message }) => {
          const texts = Object.entries(message.headers ?? {}).map(([name, text]) => [name, String(text)]);
          resolve([String(message.key), Object.fromEntries(texts), String(message.value)]);
        },
      });
    });
    await consumer.disconnect();
    const message = { key, value, headers, body: value };
    expect(KafkaBinding.isEvent(message)).toBe(true);
    const event = KafkaBinding.toEvent(message) as CloudEvent<DeclarationReceived>;
    expect(event.validate()).toBe(true);
    expect(event).toMatchObject({ id, type: "declaration.received", source: "/releve/a-dock", specversion: "1.0" });
    expect(event.time).toBe(DeclarationReceived.parse(event.data).at);
    expect(event.data?.figures.map((figure) => figure.value)).toEqual(["1204"]);
  });

  it.skipIf(!hasKcat)("are read by kcat: key, headers, and a fact a line", async () => {
    const format = "%k|%h|%s\\n";
    const { stdout } = await run("kcat", [
      "-b",
      brokers,
      "-C",
      "-t",
      topic,
      "-o",
      "beginning",
      "-e",
      "-q",
      "-f",
      format,
    ]);
    const lines = stdout.trim().split("\n");
    expect(lines).toHaveLength(1);
    const [, key, headers, value = ""] = /^([^|]*)\|([^|]*)\|(.*)$/.exec(lines[0] ?? "") ?? [];
    expect([key, headers]).toEqual(["a-dock", expect.stringContaining("ce_type=declaration.received,")]);
    expect(DeclarationReceived.parse(JSON.parse(value)).id).toBe(id);
  });
});
