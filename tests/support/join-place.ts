// A door for who joins, over a real log, the real HTTP client and real HTTP; no warehouse: what is taken is in the log.
import { type CheckLimits, openCheckDoor } from "../../cli/check-door.ts";
import { openJoinDoor } from "../../cli/join-door.ts";
import { openJoinable } from "../../cli/joinable.ts";
import { besideFiles } from "../../cli/whole-directory.ts";
import { CLOSED } from "../../dashboards/closed-door.ts";
import { createApp } from "../../dashboards/routes.tsx";
import { openContacts } from "../../infra/contacts.ts";
import { openHttpClient } from "../../infra/http/client.ts";
import { startServer } from "../../infra/http/server.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { partitionOf } from "../../infra/log/topics.ts";
import { loadTerritories } from "../../infra/territories.ts";
import { openRequests } from "../../ingestors/join/known.ts";
import { openMemory } from "../../ingestors/memory.ts";
import { openPushDoor } from "../../ingestors/push/door.ts";
import { type Issuing, issueToken } from "../../ingestors/tokens/issue.ts";
import { openTokens } from "../../ingestors/tokens/known.ts";
import { newEventId } from "../../schemas/ids.ts";
import { type EventLog, PARTITIONS, TOPICS } from "../../schemas/ports.ts";
import { Declaration } from "../../schemas/source.ts";
import { fixedModels } from "./models.ts";
import { LIMITS } from "./push-door.ts";
import { temporaryFolder } from "./warehouse.ts";

const territories = await loadTerritories();
/** One with a file, one that the registry alone has is appended by the test. */
const FILES = [
  Declaration.parse({ startup: "a-dock", name: "À quai", sources: [{ source: "envois", kind: "push" }] }),
  Declaration.parse({
    startup: "b-dock",
    name: "B",
    metrics: [
      {
        key: "own_flow_b_dock__repas_servis",
        label: { fr: "Repas servis", en: "Meals served" },
        definition: { fr: "Repas servis à quai.", en: "Meals served at the dock." },
        unit: { fr: "repas", en: "meals" },
      },
    ],
    sources: [
      {
        source: "stats",
        kind: "json",
        settings: { url: "https://b.example/", figures: [{ metric: "utilisateurs", value: "/v" }] },
      },
    ],
  }),
];

export interface JoinPlace {
  readonly log: EventLog;
  readonly folder: string;
  /** A token to decide, for all startups or one; the same for the same holder. */
  decider(holder?: string, startup?: string): Promise<string>;
  /** The directory as it counts now. */
  directory(): Promise<Declaration[]>;
  /** One more process over the same log. @returns its address */
  serve(options?: {
    readonly limits?: Partial<CheckLimits>;
    readonly mostOpen?: number;
    readonly timeoutMs?: number;
  }): Promise<string>;
  /** Everything in the log, as text. */
  everything(): Promise<string>;
  close(): Promise<void>;
}

export async function openJoinPlace(): Promise<JoinPlace> {
  const place = temporaryFolder();
  const log = await openLmdbLog({ folder: place.folder, clock: Date.now });
  const signal = () => undefined;
  const issuing: Issuing = { log, tokens: openTokens(log), clock: Date.now, newId: newEventId, signal };
  const rules = { allowLoopback: true };
  const deciders = new Map<string, string>();
  const stops: (() => Promise<void>)[] = [];
  const told = (error: unknown) => {
    throw error;
  };
  const whole = (requests = openRequests(log)) => besideFiles(FILES, requests, rules, told);
  return {
    log,
    folder: place.folder,
    async decider(holder = "Marie", startup) {
      const made = deciders.get(holder) ?? (await issueToken(issuing, { right: "decide", startup, holder })).text;
      deciders.set(holder, made);
      return made;
    },
    directory: () => whole(),
    async serve({ limits, mostOpen = 100, timeoutMs = 3_000 } = {}) {
      const own = { ...issuing, log, tokens: openTokens(log) };
      const requests = openRequests(log);
      const directory = () => whole(requests);
      const memory = openMemory(log);
      const push = openPushDoor({ ...own, memory: () => memory, partitionOf, directory, limits: LIMITS });
      const checkLimits = { perMinute: 10_000, bytes: 200_000, ...limits };
      const http = openHttpClient({
        ...{ timeoutMs, maxBytes: checkLimits.bytes, maxUnpackedBytes: checkLimits.bytes },
        ...{ allowLoopback: true, contact: "tests" },
      });
      const join = openJoinDoor({
        ...{ ...own, requests, directory, push, territories, ...rules, mostOpen, checkBytes: checkLimits.bytes },
        check: openCheckDoor({ http, territories, clock: Date.now, ...rules, signal, limits: checkLimits }),
        contacts: openContacts(place.folder),
        startups: openJoinable(log, directory, "mailto:network@releve.example"),
        settled: async () => undefined,
      });
      const app = createApp({ models: fixedModels(), signal, door: { ...CLOSED, push: push.push, join } });
      const server = await startServer({ fetch: app.fetch, port: 0, host: "127.0.0.1" });
      stops.push(() => server.stop());
      return server.url;
    },
    async everything() {
      let text = "";
      for (const topic of Object.values(TOPICS))
        for (let partition = 0; partition < PARTITIONS; partition++)
          for await (const { value } of log.read(topic, partition, 0)) text += value.toString();
      return text;
    },
    async close() {
      for (const stop of stops) await stop();
      await log.close();
      place.remove();
    },
  };
}

/** JSON to an address, and what came. */
export async function post(url: string, body?: unknown, headers: Record<string, string> = {}) {
  const reply = await fetch(url, {
    method: "POST",
    headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: a reply as it came, looked into by tests
  return { status: reply.status, headers: reply.headers, body: (await reply.json()) as any };
}
/** A form of a page, as a browser without JavaScript sends it; redirects are told, not followed. */
export async function form(url: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const reply = await fetch(url, { method: "POST", redirect: "manual", headers, body: new URLSearchParams(fields) });
  return { status: reply.status, to: reply.headers.get("location"), headers: reply.headers, text: await reply.text() };
}
