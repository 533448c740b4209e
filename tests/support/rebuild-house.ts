// A house as commands open it, over a history with every kind of fact in all topics, to be rebuilt.
import { gzipSync } from "node:zlib";
import { type House, openHouse } from "../../cli/compose.ts";
import { endsOf, isAsFar, reachedBy } from "../../cli/rebuild/reached.ts";
import { readConfig } from "../../infra/config.ts";
import type { OpenedWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { recordReference } from "../../ingestors/reference.ts";
import { addServices, importRegistry } from "../../ingestors/registry.ts";
import { canonicalJson, sha256 } from "../../schemas/canonical.ts";
import { CATALOGUE } from "../../schemas/catalogue.ts";
import { DoubtAcknowledged } from "../../schemas/doubts.ts";
import type { EndpointAnswered, FactEvent } from "../../schemas/events.ts";
import { newEventId } from "../../schemas/ids.ts";
import { addDays } from "../../schemas/period.ts";
import { type Appended, TOPICS } from "../../schemas/ports.ts";
import type { Reader } from "../../schemas/reader.ts";
import type { ReportEvent } from "../../schemas/reports.ts";
import { TABLES, type TableName } from "../../schemas/tables.ts";
import { approved, newProposal, undone } from "./decisions.ts";
import { declared, entryOf, pageOf } from "./facts.ts";
import { mixedFacts } from "./mixed-facts.ts";
import { startupsJson } from "./registry.ts";

/** After every moment of the history. */
export const NOW = Date.parse("2026-09-01T10:00:00Z");
const at = new Date(NOW).toISOString();

export async function openRebuildHouse(folder: string, env: Readonly<Record<string, string>> = {}): Promise<House> {
  return openHouse(readConfig({ RELEVE_DATA: folder, ...env }), { clock: () => NOW });
}

/** Forty startups over some days, the registry twice, a report, and what cannot be read in each topic. */
export async function feed({ log, clock, signal, territories }: House, days: number): Promise<void> {
  const mixed = mixedFacts(days);
  const facts = mixed.map(entryOf);
  const places: Appended[] = [];
  for (let from = 0; from < facts.length; from += 200)
    places.push(...(await log.append(TOPICS.facts, facts.slice(from, from + 200))));
  await log.append(TOPICS.facts, decided(mixed, places).map(entryOf));
  const ports = { log, clock, signal, newId: () => newEventId(clock()) };
  await recordReference({ log, clock, territories, catalogue: CATALOGUE.slice(0, 5) });
  const events = [{ name: "committee", date: "2026-02-01", comment: "" }];
  const startups = [{ id: "service-1", phases: ["acceleration 2026-01-01"], events }, { id: "ailleurs" }];
  await importRegistry(ports, { name: "startups.json", text: startupsJson(startups) });
  const later = [{ id: "service-1", name: "Service un", phases: ["consolidation 2026-02-01"] }, { id: "ailleurs" }];
  await importRegistry(ports, { name: "startups.json", text: startupsJson(later) });
  const phases = [{ phase: "construction", start: "2026-01-01" }];
  const beside = { startup: "a-cote", name: "À côté", aliases: ["autrefois"], phases };
  await addServices(ports, { name: "service.json", text: JSON.stringify(beside) });
  await log.append(TOPICS.facts, doubtful().map(entryOf));
  await log.append(
    TOPICS.reports,
    REPORTS.map((fact) => ({ key: fact.week, value: json(fact) })),
  );
  await log.append(TOPICS.facts, [{ key: "service-1", value: json(ACKNOWLEDGED) }]);
  for (const topic of [TOPICS.facts, TOPICS.registry, TOPICS.reports])
    await log.append(topic, [{ key: "service-1", value: Buffer.from("not JSON") }]);
}
/** Somebody took note of a doubt. */
const ACKNOWLEDGED = DoubtAcknowledged.parse({
  ...{ type: "doubt.acknowledged", id: newEventId(NOW), at, startup: "service-1" },
  doubt: { code: "figure.fell", metric: "rdv_pris", seen: "1", against: "9", count: 1, evidence: "1 9" },
  ...{ reason: "a holiday", by: "Ada", until: "expected" },
});
/** An answer is withdrawn, another one too and then not: rows of a recount are made again as they were. */
function decided(facts: readonly FactEvent[], places: readonly Appended[]): FactEvent[] {
  return facts.flatMap((fact, at): FactEvent[] => {
    const place = places[at];
    if (fact.type !== "endpoint.answered" || !place || at % 7 > 1) return [];
    const of = { startup: fact.startup, at: fact.at, proposal: newProposal() };
    const made = approved(of, { what: "answers.withdrawn", source: fact.source, facts: [place.offset] });
    return at % 7 === 0 ? [made] : [made, undone(of)];
  });
}
const json = (value: unknown) => Buffer.from(JSON.stringify(value));

const REPORT = canonicalJson({ week: "2026-W20" });
const REPORTS: ReportEvent[] = [
  {
    type: "report.published",
    id: newEventId(NOW),
    at,
    week: "2026-W20",
    knownAt: "2026-05-18T05:00:00.000Z",
    sha256: sha256(REPORT),
    model: REPORT,
  },
  {
    type: "report.sent",
    id: newEventId(NOW),
    at,
    week: "2026-W20",
    recipient: sha256("a reader"),
    lang: "fr",
    template: 1,
    messageId: "<one@releve.example>",
  },
];

interface Service {
  readonly startup: string;
  readonly figures: Reader["settings"][];
}
const declarationOf = ({ startup, figures }: Service) => ({
  startup,
  name: startup,
  sources: [{ source: "s", kind: "json", settings: { url: "https://m.example/x", figures } }],
});
function answerOf({ startup, figures }: Service, body: unknown, when = at): EndpointAnswered {
  const metrics = figures.map(({ metric }) => String(metric));
  const settings = { url: "https://m.example/x", figures };
  const definitions = Object.fromEntries(metrics.map((metric) => [metric, 1]));
  return {
    type: "endpoint.answered",
    id: newEventId(Date.parse(when)),
    at: when,
    startup,
    source: "s",
    reader: { kind: "json", version: 2, settings, definitions },
    receivedAt: when,
    elapsedMs: 5,
    pages: [pageOf(JSON.stringify(body))],
  };
}

/** Thirty days of which one cannot be read the second time, and a counter that falls. */
function doubtful(): FactEvent[] {
  const period = { pointer: "/date", grain: "day", format: "iso-date", running: "keep" };
  const figures = [
    { metric: "reservations", rows: "/days/*", value: "/total", period },
    { metric: "rdv_cumules", value: "/ever" },
  ];
  const service = { startup: "douteux", figures };
  const dates = Array.from({ length: 30 }, (_, on) => addDays("2026-07-01", on));
  const body = (unreadable: string, ever: number) => ({
    days: dates.map((date) => ({ date, total: date === unreadable ? "?" : 7 })),
    ever,
  });
  return [
    declared(declarationOf(service), at),
    answerOf(service, body("", 900), "2026-08-01T05:00:00.000Z"),
    answerOf(service, body("2026-07-04", 890), "2026-08-02T05:00:00.000Z"),
  ];
}

/** A service with two numbers in its answer: which of them is the figure is a matter of how it is read. */
const twofold = (startup: string, pointer: "/old" | "/new") => ({
  startup,
  figures: [{ metric: "cartes_publiees", value: pointer }],
});
export const marked = (startup: string, pointer: "/old" | "/new") => declarationOf(twofold(startup, pointer));
export function markedFacts(startup: string, values: { readonly old: number; readonly new: number }): FactEvent[] {
  return [declared(marked(startup, "/old"), at), answerOf(twofold(startup, "/old"), values)];
}

/** Waits until the live generation has all that the log has. */
export async function read(house: House): Promise<void> {
  for (const until = Date.now() + 60_000; ; ) {
    if (isAsFar(await reachedBy(await house.live()), await endsOf(house.log))) return;
    if (Date.now() > until) throw new Error("the log was not read within 60 s");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Between two questions, and between two facts: pages are asked more often than facts come. */
const [ASKS_MS, FACTS_MS] = [30, 400] as const;

/**
 * Asks for the figures of some services all the time while work goes on and facts of others keep coming.
 * @returns what was replied, in order, without what was the same as before
 */
export async function shownDuring(
  house: House,
  startups: readonly string[],
  work: () => Promise<void>,
): Promise<string[]> {
  const models = house.models();
  const shown: string[] = [];
  let over = false;
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const ask = async () => {
    const { rows } = await models.figures({ metric: "cartes_publiees", limit: 5000, offset: 0 });
    const own = rows.filter(({ startup }) => startups.includes(startup)).map(({ value }) => value);
    if (own.join() !== shown.at(-1)) shown.push(own.join());
  };
  const asking = async () => {
    for (; !over; await pause(ASKS_MS)) await ask();
  };
  const feeding = async () => {
    for (let at = 0; !over; at += 1, await pause(FACTS_MS))
      await house.log.append(TOPICS.facts, markedFacts(`autre-${at % 20}`, { old: at, new: at }).map(entryOf));
  };
  const worked = async () => {
    try {
      await work();
    } finally {
      over = true;
    }
  };
  await ask();
  await Promise.all([asking(), feeding(), worked()]);
  await ask();
  return shown;
}

/** Where batches were cut differs from one reading to the next, and is no word of the log. */
const CUTS = ["batch_from", "batch_to"];
/** All rows of all tables, every column, sorted: one text. Of `cursors`, how far each partition was read. */
export async function contents(warehouse: OpenedWarehouse): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of Object.keys(TABLES) as TableName[]) {
    const columns = Object.keys(TABLES[table].columns).filter((column) => !CUTS.includes(column));
    const sql =
      table === "cursors"
        ? "SELECT topic, part, toString(max(batch_to)), toString(max(recorded_max)) FROM cursors GROUP BY topic, part ORDER BY ALL"
        : `SELECT ${columns.map((column) => `toString(${column})`).join(", ")} FROM ${table} FINAL ORDER BY ALL`;
    const rows = await warehouse.rows<string[]>(sql);
    found[table] = `${rows.length} rows, ${sha256(gzipSync(JSON.stringify(rows)).toString("base64"))}`;
  }
  return found;
}
