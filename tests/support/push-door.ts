// A door for pushes over a real log and real HTTP, without a warehouse: what is taken is looked for in the log.
import { CLOSED } from "../../dashboards/closed-door.ts";
import type { Models } from "../../dashboards/model.ts";
import { createApp } from "../../dashboards/routes.tsx";
import { startServer } from "../../infra/http/server.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { partitionOf } from "../../infra/log/topics.ts";
import { openMemory } from "../../ingestors/memory.ts";
import { openPushDoor } from "../../ingestors/push/door.ts";
import type { PushLimits } from "../../ingestors/push/limits.ts";
import { type Issued, type Issuing, issueToken } from "../../ingestors/tokens/issue.ts";
import { openTokens } from "../../ingestors/tokens/known.ts";
import { DeclarationReceived } from "../../schemas/events.ts";
import { newEventId } from "../../schemas/ids.ts";
import { type EventLog, PARTITIONS, TOPICS, type Topic } from "../../schemas/ports.ts";
import type { SignalFields, SignalName } from "../../schemas/signals.ts";
import { Declaration } from "../../schemas/source.ts";
import { temporaryFolder } from "./warehouse.ts";

export const LIMITS: PushLimits = {
  bytes: 1_000_000,
  unpackedBytes: 4_000_000,
  ratio: 100,
  rows: 1_000,
  requestsPerMinute: 10_000,
};
export const DIRECTORY = [
  Declaration.parse({
    startup: "a-dock",
    name: "À quai",
    sources: [
      { source: "sent", kind: "push", settings: { indicateurs: { "Nombre de trajets réalisés": "trajets" } } },
      {
        source: "stats",
        kind: "json",
        settings: { url: "https://a.example/", figures: [{ metric: "cartes_publiees", value: "/cartes" }] },
      },
    ],
  }),
  Declaration.parse({
    startup: "c-dock",
    name: "C",
    sources: [
      { source: "declared", kind: "push" },
      { source: "saisie", kind: "push", every: "month" },
    ],
  }),
  Declaration.parse({
    startup: "d-dock",
    name: "D",
    sources: [
      {
        source: "site",
        kind: "json",
        settings: { url: "https://d.example/", figures: [{ metric: "cartes_publiees", value: "/n" }] },
      },
    ],
  }),
  Declaration.parse({
    startup: "b-dock",
    name: "B",
    sources: [
      { source: "one", kind: "push" },
      { source: "two", kind: "push" },
    ],
  }),
];

export interface DoorPlace {
  readonly log: EventLog;
  readonly lines: readonly { readonly name: SignalName; readonly fields: SignalFields | undefined }[];
  readonly issuing: Issuing;
  issue(startup?: string): Promise<Issued>;
  /** One more process over the same log. @returns its address */
  serve(options?: { readonly limits?: Partial<PushLimits>; readonly log?: EventLog }): Promise<string>;
  facts(): Promise<DeclarationReceived[]>;
  /** Everything in the log, as text. */
  everything(): Promise<string>;
  close(): Promise<void>;
}

/** @param options  `log` left out: LMDB in a temporary folder */
export async function openDoorPlace(
  options: { readonly log?: EventLog; readonly clock?: () => number } = {},
): Promise<DoorPlace> {
  const { clock = Date.now } = options;
  const place = temporaryFolder();
  const log = options.log ?? (await openLmdbLog({ folder: place.folder, clock }));
  const lines: { name: SignalName; fields: SignalFields | undefined }[] = [];
  const signal = (name: SignalName, fields?: SignalFields) => void lines.push({ name, fields });
  const issuing: Issuing = { log, tokens: openTokens(log), clock, newId: newEventId, signal };
  const stops: (() => Promise<void>)[] = [];

  async function* records(topic: Topic) {
    for (let partition = 0; partition < PARTITIONS; partition++) yield* log.read(topic, partition, 0);
  }
  return {
    log,
    lines,
    issuing,
    issue: (startup = "a-dock") => issueToken(issuing, { right: "push", startup, holder: `Team ${startup}` }),
    async serve({ limits = {}, log: own = log } = {}) {
      let memory: ReturnType<typeof openMemory> | undefined;
      const door = openPushDoor({
        log: own,
        memory: () => {
          memory ??= openMemory(own);
          return memory;
        },
        partitionOf,
        clock,
        newId: newEventId,
        tokens: openTokens(own),
        directory: async () => DIRECTORY,
        limits: { ...LIMITS, ...limits },
        signal,
      });
      const refuse = () => Promise.reject(new Error("this test decides nothing"));
      const app = createApp({
        models: {} as Models,
        signal,
        door: { ...door, propose: refuse, step: refuse, acknowledge: refuse, join: CLOSED.join },
      });
      const server = await startServer({ fetch: app.fetch, port: 0, host: "127.0.0.1" });
      stops.push(() => server.stop());
      return server.url;
    },
    async facts() {
      const found: DeclarationReceived[] = [];
      for await (const { value } of records(TOPICS.facts))
        found.push(DeclarationReceived.parse(JSON.parse(value.toString())));
      return found;
    },
    async everything() {
      let text = "";
      for (const topic of Object.values(TOPICS)) for await (const { value } of records(topic)) text += value.toString();
      return text;
    },
    async close() {
      for (const stop of stops) await stop();
      if (!options.log) await log.close();
      place.remove();
    },
  };
}

/** A request as senders make it. */
export interface Sent {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a reply as it came, looked into by tests
  readonly body: any;
}
export async function send(
  url: string,
  token: string,
  body: unknown,
  { headers = {}, query = "" }: { readonly headers?: Record<string, string>; readonly query?: string } = {},
): Promise<Sent> {
  const reply = await fetch(`${url}/api/v1/declarations${query}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
    body: typeof body === "string" || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
  });
  return { status: reply.status, headers: reply.headers, body: await reply.json() };
}
