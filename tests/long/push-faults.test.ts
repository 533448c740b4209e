// Two real `serve` over one Kafka, and senders whose connections are cut, whose broker is killed, whose token is revoked.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openKafkaLog } from "../../infra/log/kafka.ts";
import { DeclarationReceived } from "../../schemas/events.ts";
import { PARTITIONS, TOPICS } from "../../schemas/ports.ts";
import { brokerOfChaos } from "../chaos/logs.ts";
import { type CuttingProxy, cuttingProxy } from "../support/cutting-proxy.ts";
import { pushStartup } from "../support/directory.ts";
import { type Lasting, releve, served } from "../support/program.ts";
import { type Sent, send } from "../support/push-door.ts";
import { tell } from "../support/tell.ts";
import { temporaryFolder } from "../support/warehouse.ts";

const kafka = await brokerOfChaos();
const STARTUP = "push-faults";
const place = temporaryFolder();
const env = {
  RELEVE_DIRECTORY: place.folder,
  RELEVE_PUSH_PER_MINUTE: "10000",
  RELEVE_LOG: "brokers" in kafka ? `kafka://${kafka.brokers}` : "",
};
const servers: (Lasting & { url: string })[] = [];
let proxy: CuttingProxy;
let token: string;

const command = (...args: string[]) => releve([...args, "--data", join(place.folder, "commands")], { env });
const visits = (value: number, month: string) => ({ metric: "visites", value, period: month });
const keyed = (key: string) => ({ headers: { "idempotency-key": key, connection: "close" } });
beforeAll(async () => {
  if ("skipped" in kafka) return;
  writeFileSync(join(place.folder, `${STARTUP}.json`), JSON.stringify(pushStartup(STARTUP)));
  // Each with a warehouse and a group of its own: two replicas that both read everything.
  for (const number of [1, 2])
    servers.push(
      await served(["--data", join(place.folder, `${number}`)], { env: { ...env, RELEVE_GROUP: `replica_${number}` } }),
    );
  proxy = await cuttingProxy(servers[0]?.url ?? "");
  const made = await command("token", "create", STARTUP, "--holder", "Team");
  expect(made, made.err).toMatchObject({ exit: 0 });
  token = made.out.trim();
});
afterAll(async () => {
  await proxy?.close();
  for (const server of servers) await server.end("SIGTERM");
  if ("stop" in kafka) await kafka.stop();
  place.remove();
});

/** The facts of a key's value in the log, each id as often as it stands there. */
async function recorded(month: string): Promise<DeclarationReceived[]> {
  const log = await openKafkaLog({ brokers: "brokers" in kafka ? kafka.brokers : "", clientId: "push-faults" });
  const found: DeclarationReceived[] = [];
  for (let partition = 0; partition < PARTITIONS; partition += 1)
    for await (const { value } of log.read(TOPICS.facts, partition, 0)) {
      const fact = DeclarationReceived.safeParse(JSON.parse(value.toString())).data;
      if (fact?.figures.some(({ period }) => period?.first.startsWith(month))) found.push(fact);
    }
  await log.close();
  return found;
}
/** What each replica's API says, once both say it. */
async function shown(month: string, value: string): Promise<void> {
  const query = `startup=${STARTUP}&metric=visites&grain=month&from=${month}-01&to=${month}-31`;
  for (const { url } of servers)
    await expect
      .poll(
        async () => {
          const { rows } = (await (await fetch(`${url}/api/v1/figures?${query}`)).json()) as {
            rows: { value: string }[];
          };
          return rows?.map((row) => row.value);
        },
        { timeout: 30_000 },
      )
      .toEqual([value]);
}

describe.skipIf("skipped" in kafka)("two replicas over one Kafka", () => {
  it("count a push once whose connection was cut, with the answer on its way or the request just sent", async () => {
    for (const [how, month] of [
      ["before the answer", "2025-01"],
      ["after the request", "2025-03"],
    ] as const) {
      proxy.cutNext(how);
      const before = proxy.cuts;
      const first = send(proxy.url, token, visits(7, month), keyed(`cut-${month}`));
      await expect(first).rejects.toThrow("fetch failed");
      expect(proxy.cuts, "the fault must have fired").toBe(before + 1);
      if (how === "before the answer") expect(await recorded(month)).toHaveLength(1); // it was recorded, and nobody heard
      const replies: Sent[] = [];
      for (const url of [servers[1]?.url ?? "", proxy.url])
        replies.push(await send(url, token, visits(7, month), keyed(`cut-${month}`)));
      expect(replies.map(({ status }) => status)).toEqual([
        how === "before the answer" ? 200 : expect.any(Number),
        200,
      ]);
      expect(replies[0]?.body).toEqual(replies[1]?.body);
      expect(new Set((await recorded(month)).map(({ id }) => id)).size).toBe(1);
      await shown(month, "7");
    }
  });

  it("refuse with 503 and Retry-After while the broker is down, claim and lose nothing, and count the retry once", async (context) => {
    if (!("crash" in kafka) || !kafka.crash) return context.skip("the broker is not ours to kill");
    const { restart } = await kafka.crash();
    const away = await Promise.all(servers.map(({ url }) => send(url, token, visits(8, "2025-05"), keyed("away"))));
    for (const { status, headers, body } of away)
      expect([status, Number(headers.get("retry-after")) > 0, body.facts]).toEqual([503, true, undefined]);
    await restart();
    expect(await recorded("2025-05"), "nothing that was refused was recorded").toEqual([]);
    for (const server of servers) {
      const until = Date.now() + 60_000;
      let sent = await send(server.url, token, visits(8, "2025-05"), keyed("away"));
      for (
        ;
        sent.status === 503 && Date.now() < until;
        sent = await send(server.url, token, visits(8, "2025-05"), keyed("away"))
      )
        await new Promise((wake) => setTimeout(wake, 500));
      expect([200, 201], JSON.stringify(sent.body)).toContain(sent.status);
    }
    expect(new Set((await recorded("2025-05")).map(({ id }) => id)).size).toBe(1);
    await shown("2025-05", "8");
    await shown("2025-01", "7");
  });

  it("take a revoked token no longer than 5 s, each of them", async () => {
    const { tokens } = JSON.parse((await command("token", "list", "--json")).out) as { tokens: { id: string }[] };
    for (const { url } of servers) expect((await send(url, token, visits(1, "2025-07"))).status).toBe(201);
    expect(await command("token", "revoke", tokens[0]?.id ?? "")).toMatchObject({ exit: 0 });
    const began = Date.now();
    for (const { url } of servers)
      while ((await send(url, token, visits(1, "2025-07"))).status !== 401)
        expect(Date.now() - began).toBeLessThan(5_000);
    tell(`a revoked token failed in both replicas after ${Date.now() - began} ms`);
  });
});
