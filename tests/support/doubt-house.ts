// A whole house as commands open it, over real endpoints on this machine that can change what they say: pulls, pages, the
// API with tokens, commands, and a clock that is moved by hand.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CARRIED, loaded } from "../../cli/carried.ts";
import { runCommand } from "../../cli/command.ts";
import { openHouse } from "../../cli/compose.ts";
import { openDoor } from "../../cli/door.ts";
import { createApp } from "../../dashboards/routes.tsx";
import { readConfig } from "../../infra/config.ts";
import { openHttpClient } from "../../infra/http/client.ts";
import { startServer } from "../../infra/http/server.ts";
import { pullAll } from "../../ingestors/pull.ts";
import { issueToken } from "../../ingestors/tokens/issue.ts";
import { openTokens } from "../../ingestors/tokens/known.ts";
import { newEventId } from "../../schemas/ids.ts";
import { Declaration } from "../../schemas/source.ts";
import type { Right } from "../../schemas/tokens.ts";
import { caller } from "./caller.ts";
import { loopback } from "./loopback.ts";
import { read } from "./rebuild-house.ts";

export type Answer = { readonly type?: string; readonly body: unknown };
const HTTP = { timeoutMs: 5_000, maxBytes: 1e6, maxUnpackedBytes: 1e6, allowLoopback: true, contact: "" };

/** @param startups  each says `visites` and `jeux_de_donnees` at /<id>, as `answers` has it */
export async function openDoubtHouse(startups: readonly string[], answers: Map<string, Answer>, first: string) {
  const folder = await mkdtemp(join(tmpdir(), "releve-doubts-"));
  let now = Date.parse(first);
  const clock = () => now;
  const endpoint = await loopback((request, response) => {
    const { type = "application/json", body } = answers.get((request.url ?? "").slice(1)) ?? { body: {} };
    response.writeHead(200, { "content-type": type });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  const config = readConfig({ RELEVE_DATA: folder, RELEVE_ALLOW_LOOPBACK: "1" });
  const house = await openHouse(config, { clock });
  const running = await house.process();
  const figures = [
    { metric: "jeux_de_donnees", value: "/open/Jeux publiés", numbers: "fr" },
    {
      metric: "visites",
      rows: "/months/*",
      value: "/visits",
      period: { pointer: "/m", grain: "month", format: "iso-month" },
    },
  ];
  const declarations = startups.map((startup) =>
    Declaration.parse({
      ...{ startup, name: `Service ${startup}` },
      sources: [
        { source: "stats", kind: "json", every: "day", settings: { url: `${endpoint.url}/${startup}`, figures } },
        { source: "sent", kind: "push" },
      ],
    }),
  );
  const models = house.models();
  const door = openDoor({
    ...{ io: caller(), house, models },
    directory: { now: async () => declarations, again: async () => declarations },
  });
  const app = createApp({ models, door, signal: house.signal });
  const server = await startServer({ fetch: app.fetch, port: 0, host: "127.0.0.1" });
  const { log, signal } = house;
  return {
    house,
    models,
    url: server.url,
    moveTo: (instant: string) => {
      now = Date.parse(instant);
    },
    /** Asks every endpoint at an instant, and waits until the warehouse has it. */
    async pull(instant: string, asked: readonly Declaration[] = declarations) {
      now = Date.parse(instant);
      await pullAll({ declarations: asked, log, http: openHttpClient(HTTP), clock, signal, newId: newEventId });
      await read(house);
    },
    read: () => read(house),
    html: async (path: string) => (await fetch(`${server.url}${path}`)).text(),
    /** A command as another terminal gives it to `serve`. */
    async run(...argv: string[]) {
      const io = caller();
      const call = { io, inServe: true, house: async () => house, log: async () => log, config: () => config };
      const exit = await runCommand(argv, { ...call, configOf: () => config }, await loaded(CARRIED));
      return { exit, said: io.said.join("") };
    },
    async token(right: Right, holder: string, startup?: string) {
      const issuing = { log, tokens: openTokens(log), clock, newId: newEventId, signal };
      return (await issueToken(issuing, { right, holder, startup })).text;
    },
    async post(path: string, token: string | undefined, body: unknown) {
      const reply = await fetch(`${server.url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify(body),
      });
      // biome-ignore lint/suspicious/noExplicitAny: a reply as it came, looked into by tests
      return { status: reply.status, body: (await reply.json()) as any };
    },
    async close() {
      await server.stop();
      await running.stop();
      await house.close();
      await endpoint.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type DoubtHouse = Awaited<ReturnType<typeof openDoubtHouse>>;
