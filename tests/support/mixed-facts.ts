// A few thousand facts of forty startups, in the real endpoint kinds: growing, restating, failing, held and agreed.
// The same call gives the same facts; each has its moment, so that nothing depends on when it was recorded.
import { partitionOf } from "../../infra/log/topics.ts";
import type { FactEvent } from "../../schemas/events.ts";
import { newEventId } from "../../schemas/ids.ts";
import { addDays } from "../../schemas/period.ts";
import type { Reader } from "../../schemas/reader.ts";
import { Declaration } from "../../schemas/source.ts";
import { declared, failed, pageOf, pushed, unchanged } from "./facts.ts";

export const STARTUPS = 40;
const FIRST_DAY = "2026-03-02";
type Answering = {
  readonly kind: string;
  readonly settings: Reader["settings"];
  readonly body: (day: number) => string;
};

/** A set of communes, a flow with a rolling window, and two states: what a startup's number chooses. */
const KINDS: readonly ((n: number) => Answering)[] = [
  (n) => ({
    kind: "anct",
    settings: {
      url: "https://a.example/x",
      limit: 1000,
      metrics: { tu: { metric: "communes_couvertes", levels: ["commune"] } },
    },
    body: (day) => anct(day % 17 === 9 ? 0 : 120 + day - (day % 13 > 10 ? 50 : 0), n),
  }),
  (n) => ({
    kind: "json",
    settings: {
      url: "https://b.example/x",
      figures: [
        {
          metric: "reservations",
          rows: "/days/*",
          value: "/total",
          period: { pointer: "/date", grain: "day", format: "iso-date", running: "keep" },
        },
      ],
    },
    body: (day) =>
      JSON.stringify({
        days: Array.from({ length: 30 }, (_, back) => day - back).map((at) => ({
          date: addDays(FIRST_DAY, at),
          total: (n * 31 + at * 7 + (day % 5 === 0 ? 1 : 0) + 400) % 97,
        })),
      }),
  }),
  (n) => ({
    kind: "json",
    settings: {
      url: "https://c.example/x",
      figures: [
        { metric: "cartes_publiees", value: "/maps" },
        { metric: "jeux_de_donnees", value: "/sets" },
      ],
    },
    body: (day) =>
      day % 19 === 3 ? "<html>" : JSON.stringify({ maps: 100 + day * n, sets: day % 7 === 2 ? null : 40 + (day % 3) }),
  }),
];

/** All facts in the order in which they are recorded; `days` for each startup, after its declaration. */
export function mixedFacts(days: number): FactEvent[] {
  const facts: FactEvent[] = [];
  const next = new Map<number, number>();
  /** Where the last answer of a startup will be: offsets are dense. */
  const answers = new Map<string, number>();
  const add = (fact: FactEvent) => {
    const partition = partitionOf(fact.startup);
    const offset = next.get(partition) ?? 0;
    next.set(partition, offset + 1);
    if (fact.type === "endpoint.answered") answers.set(fact.startup, offset);
    facts.push(fact);
  };
  const named = Array.from({ length: STARTUPS }, (_, n) => ({
    n,
    startup: `service-${n}`,
    answering: KINDS[n % 4]?.(n),
  }));
  for (const { startup, answering } of named) add(declarationOf(startup, answering));
  for (let day = 0; day < days; day++)
    for (const { n, startup, answering } of named) {
      const at = `${addDays(FIRST_DAY, day)}T0${n % 9}:30:00.000Z`;
      const by = { startup, source: "s", at };
      if (!answering) for (const fact of pushes(by, n, day)) add(fact);
      else if (day % 11 === 7) add(failed(by));
      else if (day % 6 === 5) add(unchanged(by, answers.get(startup) ?? 0));
      else add(answer(by, answering, day));
    }
  return facts;
}

function declarationOf(startup: string, answering: Answering | undefined): FactEvent {
  const { kind = "push", settings = {} } = answering ?? {};
  const sources = [{ source: "s", kind, settings }];
  return declared(Declaration.parse({ startup, name: startup, sources }), addDays(FIRST_DAY, -1));
}

/** Pushes speak of days out of order; one in ten is delivered twice. */
function pushes(by: { startup: string; source: string; at: string }, n: number, day: number): FactEvent[] {
  const asAt = addDays(FIRST_DAY, Math.max(0, day - ((day * 7) % 5)));
  const push = pushed({ ...by, asAt }, [
    { metric: "cartes_publiees", value: 10 + ((day * n) % 23) },
    { metric: "rdv_pris", grain: "day", first: asAt, value: day % 4 === 0 ? null : day },
  ]);
  return day % 10 === 0 ? [push, push] : [push];
}

function answer(
  by: { startup: string; source: string; at: string },
  { kind, settings, body }: Answering,
  day: number,
): FactEvent {
  const metrics = JSON.stringify(settings).match(/(?<="metric":")[a-z_0-9]+/g) ?? [];
  return {
    type: "endpoint.answered",
    id: newEventId(Date.parse(by.at)),
    ...by,
    reader: { kind, version: 1, settings, definitions: Object.fromEntries(metrics.map((metric) => [metric, 1])) },
    receivedAt: by.at,
    elapsedMs: 5,
    pages: [pageOf(body(day))],
  };
}

function anct(count: number, n: number): string {
  const code = (at: number) => String(10_000 + n * 500 + at * 3).padStart(5, "0");
  const results = Array.from({ length: count }, (_, at) => ({ insee: code(at), metrics: { tu: 1 } }));
  return JSON.stringify({ count, results });
}
