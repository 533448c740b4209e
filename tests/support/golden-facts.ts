// The golden log of this release: a few facts of every type, in real endpoint kinds, of invented services. Written to a
// file once, at the release; later releases must read that file as this one did.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { partitionOf } from "../../infra/log/topics.ts";
import { readerOf } from "../../ingestors/reader.ts";
import { canonicalJson, sha256 } from "../../schemas/canonical.ts";
import { CATALOGUE } from "../../schemas/catalogue.ts";
import { EDGE_KEY } from "../../schemas/edge.ts";
import { EVENTS } from "../../schemas/events.ts";
import { newEventId } from "../../schemas/ids.ts";
import { addDays } from "../../schemas/period.ts";
import { TOPICS, type Topic } from "../../schemas/ports.ts";
import { NETWORK_EVENTS, type NetworkFact, registryKey } from "../../schemas/registry.ts";
import { declared, failed, pageOf, pushed, unchanged } from "./facts.ts";

/** One record of a golden log; they stand in the order in which they were appended. */
export interface GoldenRecord {
  readonly topic: Topic;
  readonly key: string;
  /** The log's own time. */
  readonly time: string;
  readonly fact: { readonly type: string };
}
/** One case of tests/fixtures/endpoints for each kind. */
const CASES = { ademe: "months", anct: "communes", csv: "long-table", json: "pages" } as const;
const FIRST = "2026-10-05";
const day = (at: number) => `${addDays(FIRST, at)}T05:00:00.000Z`;

export function goldenLog(): GoldenRecord[] {
  const all = [
    ...figures(),
    ...decisions(),
    ...network(),
    ...reference(),
    ...reports(),
    ...refused(),
    ...tokens(),
    ...acknowledged(),
    ...joins(),
  ];
  const next = new Map<string, number>();
  const answers = new Map<string, number>();
  return all
    .sort((a, b) => Date.parse(a.time) - Date.parse(b.time))
    .map((record) => {
      const place = `${record.topic} ${partitionOf(record.key)}`;
      const offset = next.get(place) ?? 0;
      next.set(place, offset + 1);
      const { type } = record.fact;
      if (type === "endpoint.answered") answers.set(record.key, offset);
      const found = type === "endpoint.unchanged" ? { answer: answers.get(record.key) } : {};
      // a golden log holds no fact that its own release refuses
      return { ...record, fact: EVENTS[type as keyof typeof EVENTS].parse({ ...record.fact, ...found }) };
    });
}
const ofFacts = (time: string, fact: { type: string; startup: string }): GoldenRecord => ({
  topic: TOPICS.facts,
  key: fact.startup,
  time,
  fact,
});
const stamp = (at: string) => ({ id: newEventId(Date.parse(at)), at });

/** Each kind answers, is asked again, and fails; one team pushes and corrects itself. */
function figures(): GoldenRecord[] {
  const pulled = Object.entries(CASES).flatMap(([kind, name]) => {
    const startup = `golden-${kind}`;
    const { settings } = JSON.parse(fixture(kind, name, "case.json").toString());
    const files = readdirSync(join(ENDPOINTS, kind, name)).sort();
    const pages = files.filter((file) => file.startsWith("page-"));
    const by = (at: number) => ({ startup, source: "s", at: day(at) });
    const answer = {
      type: "endpoint.answered",
      ...stamp(day(1)),
      startup,
      source: "s",
      reader: readerOf({ kind, settings }).reader,
      receivedAt: day(1),
      elapsedMs: 120,
      pages: pages.map((page) => pageOf(fixture(kind, name, page))),
    };
    const declaration = declared({ startup, name: startup, sources: [{ source: "s", kind, settings }] }, day(0));
    return [
      ofFacts(day(0), declaration),
      ofFacts(day(1), answer),
      ofFacts(day(2), unchanged(by(2), 0)), // where the answer is, is known when all are in order
      ofFacts(day(3), failed(by(3), { status: 503 })),
    ];
  });
  const push = { startup: "golden-push", source: "sent" };
  const sent = (at: number, value: number) =>
    ofFacts(day(at), pushed({ ...push, at: day(at), asAt: day(1) }, [{ metric: "jeux_de_donnees", value }]));
  const sources = [{ source: "sent", kind: "push" }];
  return [
    ...pulled,
    ofFacts(day(0), declared({ startup: push.startup, name: "Golden push", sources }, day(0))),
    sent(2, 40),
    sent(4, 42),
  ];
}
const ENDPOINTS = join(import.meta.dirname, "../fixtures/endpoints");
const fixture = (kind: string, name: string, file: string): Buffer => readFileSync(join(ENDPOINTS, kind, name, file));

/** A remark that is proposed, approved and undone, and one that is declined: they change no figure. */
function decisions(): GoldenRecord[] {
  const startup = "golden-json";
  const decision = { what: "figure.annotated", first: FIRST, text: { fr: "Un arrêt de service", en: "An outage" } };
  const of = (at: number, type: string, more: object) =>
    ofFacts(day(at), { type, ...stamp(day(at)), startup, ...more } as { type: string; startup: string });
  const [one, other] = [newEventId(Date.parse(day(4))), newEventId(Date.parse(day(5)))];
  const said = { decision, reason: "Une panne du 5 octobre", author: "Claude B" };
  const approver = "Dominique C";
  return [
    of(4, "decision.proposed", { ...said, id: one }),
    of(4, "decision.approved", { ...said, proposal: one, approver }),
    of(5, "decision.proposed", { ...said, id: other }),
    of(5, "decision.declined", { proposal: other, reason: "Déjà dit", approver }),
    of(6, "decision.undone", { proposal: one, reason: "La date est fausse", author: "Claude B", approver }),
  ];
}

type Said = NetworkFact extends infer Fact ? (Fact extends NetworkFact ? Omit<Fact, "id" | "at"> : never) : never;
/** One startup lives through all that the registry can say. */
function network(): GoldenRecord[] {
  const startup = "golden-json";
  const phase = { phase: "acceleration", start: "2026-01-01", end: "" as const, place: 0 };
  const event = { event: "committee", date: "2026-10-01", comment: "Poursuite" };
  const incubator = { incubator: "atelier", title: "Atelier", visible: true };
  const all: readonly Said[] = [
    { type: "incubator.registered", ...incubator, origin: "registre" },
    { type: "incubator.changed", ...incubator, title: "L’Atelier" },
    { type: "startup.registered", startup, name: "Golden", origin: "registre" },
    { type: "startup.renamed", startup, name: "Golden JSON", before: "Golden" },
    { type: "startup.described", startup, description: { pitch: "Un service inventé", incubator: "atelier" } },
    {
      type: "stats_page.changed",
      startup,
      url: "https://golden.example/stats",
      given: "/stats",
      derived: true,
      before: "",
    },
    { type: "phase.entered", startup, ...phase },
    { type: "phase.corrected", startup, ...phase, end: "2026-12-31" },
    { type: "phase.entered", startup, ...phase, phase: "consolidation", start: "2026-09-01" },
    { type: "phase.withdrawn", startup, phase: "consolidation", start: "2026-09-01" },
    { type: "network_event.recorded", startup, ...event },
    { type: "network_event.withdrawn", startup, ...event },
    { type: "startup.disappeared", startup },
    { type: "startup.reappeared", startup },
    { type: "alias.declared", startup, alias: "golden-old" },
  ];
  return all.map((said, at) => {
    const time = new Date(Date.parse(day(1)) + at * 1000).toISOString();
    const fact = NETWORK_EVENTS[said.type].parse({ ...said, ...stamp(time) }) as NetworkFact;
    return { topic: TOPICS.registry, key: registryKey(fact), time, fact };
  });
}

const ofTopic = (
  topic: Topic,
  key: string,
  time: string,
  fact: { readonly type: string; readonly [name: string]: unknown },
): GoldenRecord => ({
  topic,
  key,
  time,
  fact: { ...stamp(time), ...fact },
});

function reference(): GoldenRecord[] {
  const definition = CATALOGUE.find(({ key }) => key === "jeux_de_donnees");
  const sums = { sha256: sha256(canonicalJson(definition)) };
  const defined = { type: "metric.defined", metric: "jeux_de_donnees", version: 1, ...sums, definition };
  const loaded = { type: "territories.loaded", vintage: "2026", ...sums, communes: 34_875, population: 68_000_000 };
  return [
    ofTopic(TOPICS.registry, "jeux_de_donnees", day(0), defined),
    ofTopic(TOPICS.registry, "territories", day(0), loaded),
  ];
}

function reports(): GoldenRecord[] {
  const week = "2026-W41";
  const model = canonicalJson({ week });
  const published = { type: "report.published", week, knownAt: day(7), sha256: sha256(model), model };
  const by = { recipient: sha256("a reader"), lang: "fr", template: 1, messageId: "<golden@releve.example>" };
  return [
    ofTopic(TOPICS.reports, week, day(7), published),
    ofTopic(TOPICS.reports, week, day(7), { type: "report.sent", week, ...by }),
  ];
}

function refused(): GoldenRecord[] {
  const body = Buffer.from('{"startup": ');
  const why = { code: "RELEVE_FILE", detail: "push.json is not JSON: Unexpected end of JSON input" };
  const kept = { bytes: body.length, sha256: sha256(body.toString()), body: gzipSync(body).toString("base64") };
  return [ofTopic(TOPICS.edge, EDGE_KEY, day(7), { type: "push.refused", ...why, ...kept })];
}

/** Somebody took note of a doubt. */
function acknowledged(): GoldenRecord[] {
  const doubt = { code: "figure.fell", metric: "jeux_de_donnees", seen: "40", against: "57911", count: 1 };
  const known = { reason: "Un déménagement", by: "Claude B", until: "expected" };
  const fact = { type: "doubt.acknowledged", startup: "golden-json", doubt: { ...doubt, evidence: "40 57911" } };
  return [ofFacts(day(7), { ...stamp(day(7)), ...fact, ...known })];
}

/** One request that was accepted and ended, and one that was declined. */
function joins(): GoldenRecord[] {
  const startup = "golden-csv";
  const request = newEventId(Date.parse(day(7)), Buffer.alloc(10, 3));
  const other = newEventId(Date.parse(day(7)), Buffer.alloc(10, 4));
  const source = { source: "saisie", kind: "push", every: "month", expiresAfterDays: 90, settings: {} };
  const asked = { type: "source.requested", startup, name: "Golden csv", holder: "Ada's team" };
  const said = { startup, author: "Grace", reason: "asked for by mistake" };
  const all = [
    { ...asked, want: "hand", follow: sha256("golden-follow"), id: request },
    { ...asked, want: "push", follow: sha256("golden-follow-2"), id: other },
    { type: "source.accepted", startup, request, name: "Golden csv", source, author: "Grace" },
    { type: "source.declined", ...said, request: other },
    { type: "source.ended", ...said, request },
  ];
  return all.map((fact) => ofTopic(TOPICS.registry, startup, day(7), fact));
}

/** A token that was issued and revoked, and an undoing that one person asked for. */
function tokens(): GoldenRecord[] {
  const startup = "golden-json";
  const issued = { id: newEventId(Date.parse(day(7)), Buffer.alloc(10, 1)), type: "token.issued" };
  const held = { right: "push", startup, holder: "Ada", sha256: sha256("releve_golden") };
  const asked = {
    proposal: newEventId(Date.parse(day(7)), Buffer.alloc(10, 2)),
    reason: "it was right",
    author: "Ada",
  };
  return [
    ofTopic(TOPICS.registry, startup, day(7), { ...held, ...issued }),
    ofTopic(TOPICS.registry, startup, day(7), { type: "token.revoked", startup, token: issued.id }),
    ofTopic(TOPICS.registry, startup, day(7), { type: "undo.asked", startup, ...asked }),
  ];
}
