// A network over sixteen weeks with a registry: one service jumps, one corrects a week, one tells late, one falls
// silent, and one of which nothing is expected yet never spoke.
import type { House as Roof } from "../../cli/compose.ts";
import { publishReport } from "../../cli/reports.ts";
import { importRegistry } from "../../ingestors/registry.ts";
import { runRegistryProcessor } from "../../processors/registry.ts";
import { runReportsProcessor } from "../../processors/reports.ts";
import { readCursors } from "../../processors/run.ts";
import { newEventId } from "../../schemas/ids.ts";
import { addDays } from "../../schemas/period.ts";
import { TOPICS, type Topic } from "../../schemas/ports.ts";
import { type Week, weekFrom } from "../../schemas/week.ts";
import { answered, declared, failed, pushed, type Stated } from "./facts.ts";
import { type House, openHouse } from "./house.ts";
import { communes } from "./network.ts";
import { startupsJson } from "./registry.ts";

const quiet = () => undefined;
/** Pulls are on Mondays at 06:00 in Paris, before the report. */
const PULLS = Array.from({ length: 16 }, (_, at) => addDays("2024-08-26", 7 * at));
const at = (monday: string) => `${monday}T${monday < "2024-10-27" ? "04" : "05"}:00:00.000Z`;

export interface ReportHouse extends House {
  /** The log's time of what is appended next, and of the house's clock. */
  setClock(instant: string): void;
  readonly clock: () => number;
  /** Waits until a topic's tables have all that the log has. */
  read(topic: Topic): Promise<void>;
}

/** @param folder  left out: a new temporary one · @param start  the log's time until a fact says otherwise */
export async function openReportHouse({
  folder,
  start = "2024-08-20T08:00:00Z",
}: {
  readonly folder?: string;
  readonly start?: string;
} = {}): Promise<ReportHouse> {
  let now = Date.parse(start);
  const clock = () => now;
  const house = await openHouse({ clock, now: clock, ...(folder !== undefined && { folder }) });
  const ports = { log: house.log, warehouse: house.warehouse, signal: quiet };
  const readers = {
    [TOPICS.registry]: await runRegistryProcessor(ports, { group: "registry" }),
    [TOPICS.reports]: await runReportsProcessor(ports, { group: "reports" }),
  };
  return {
    ...house,
    clock,
    setClock: (instant) => {
      now = Date.parse(instant);
    },
    append: async (...facts) => {
      const places = [];
      for (const fact of facts) {
        now = Date.parse(fact.at);
        places.push(...(await house.append(fact)));
      }
      return places;
    },
    read: async (topic) => {
      const ends = await house.log.ends(topic);
      for (const until = Date.now() + 30_000; ; ) {
        const cursors = await readCursors(house.warehouse, topic);
        if (ends.every((end, part) => (cursors.get(part)?.to ?? -1) + 1 >= end)) return;
        if (Date.now() > until) throw new Error(`${topic} was not read within 30 s`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    close: async () => {
      for (const reader of Object.values(readers)) await reader.stop();
      await house.close();
    },
  };
}

/** Everything up to Monday 2024-12-09, 06:00: what the report of week 49 (2 to 8 December) may know. */
export async function feedReportHouse(house: ReportHouse): Promise<void> {
  const codes = house.territories.places("commune").map(({ code }) => code);
  const url = (id: string) => ({ url: `https://${id}.example.org/x` });
  const every = "week" as const;
  const source = (startup: string, name: string, kind = "json") =>
    declared(
      { startup, name, sources: [{ source: "s", kind, label: "Statistiques", every, settings: url(startup) }] },
      at("2024-08-19"),
    );
  await house.append(
    source("adresses", "Adresses"),
    source("rdv", "RDV"),
    source("muet", "Muet"),
    source("zones", "Zones"),
    declared(
      { startup: "tardif", name: "Tardif", sources: [{ source: "s", kind: "push", label: "Envoi" }] },
      at("2024-08-19"),
    ),
  );
  for (const [week, monday] of PULLS.entries()) {
    if (monday === "2024-11-25") await network(house, "2024-11-25T10:00:00Z", false);
    const jump = monday >= "2024-12-02" ? 30 : 0;
    const by = (startup: string) => ({ startup, source: "s", at: at(monday) });
    await house.append(
      answered(by("adresses"), communes(codes.slice(0, 300 + 2 * week + jump))),
      answered(by("rdv"), weeksOf(monday)),
      monday < "2024-11-11"
        ? answered(by("muet"), [{ metric: "cartes_publiees", value: 5 }])
        : failed(by("muet"), { status: 503 }),
    );
    if (monday === "2024-12-02") await network(house, "2024-12-03T10:00:00Z", true);
  }
  await house.caughtUp();
  await house.read(TOPICS.registry);
}

/** Six weeks up to a Monday; the pull of 9 December corrects the week of 18 November. */
function weeksOf(monday: string): Stated[] {
  return Array.from({ length: 6 }, (_, back) => {
    const first = addDays(monday, -7 * (back + 1));
    const corrected = first === "2024-11-18" && monday === "2024-12-09";
    const value = corrected ? 990 : 1000 + (Math.round(Date.parse(first) / 604_800_000) % 3);
    return { metric: "rdv_pris", grain: "week" as const, first, value };
  });
}

/** The registry, then the same with what happened in week 49; and a figure that is told late. */
async function network(house: ReportHouse, instant: string, later: boolean): Promise<void> {
  const figure = (asAt: string, when: string, value: number) =>
    pushed({ startup: "tardif", source: "s", at: when, asAt }, [{ metric: "jeux_de_donnees", value }]);
  const committee = (date: string) => ({ name: "committee", date, comment: "Poursuite" });
  house.setClock(instant);
  const national = { name: "national_impact", date: "2024-10-01", comment: "" };
  const startups = [
    {
      id: "adresses",
      name: "Adresses",
      phases: ["acceleration 2023-01-01"],
      events: [national],
      attributes: { sponsors: ["/organisations/agence"] },
    },
    { id: "ailleurs", name: "Ailleurs", phases: ["acceleration 2023-01-01"], events: [national] },
    { id: "vieux", name: "Vieux", phases: ["consolidation 2020-01-01", ...(later ? ["transfere 2024-12-02"] : [])] },
    {
      id: "rdv",
      name: "RDV",
      phases: ["construction 2023-01-01", ...(later ? ["acceleration 2024-12-04"] : [])],
      events: later ? [committee("2024-12-05"), committee("2024-12-18")] : [],
    },
    ...(later ? [{ id: "zones", name: "Zones", phases: ["investigation 2024-11-29"] }] : []),
  ];
  const ports = { log: house.log, clock: house.clock, signal: quiet, newId: () => newEventId(house.clock()) };
  await importRegistry(ports, { name: "startups.json", text: startupsJson(startups) });
  await house.append(later ? figure("2024-11-20", "2024-12-05", 50) : figure("2024-11-10", "2024-11-25", 40));
}

/** Publishes the report of week 49 on its Monday, and waits until it can be read. */
export async function published(house: ReportHouse): Promise<void> {
  house.setClock("2024-12-09T06:00:05.000Z"); // Monday 07:00 in Paris
  const roof = { ...house, live: async () => house.warehouse, simulated: true, signal: quiet } as unknown as Roof;
  await publishReport(roof, weekFrom("2024-W49") as Week);
  await house.read(TOPICS.reports);
}
