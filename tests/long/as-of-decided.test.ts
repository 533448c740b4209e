// What was known on an earlier day, while everything that can happen happens after it: facts, decisions of every kind and
// their undoing, a rebuild that goes live, a restart. The replies of then stay the same to the byte.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RebuildHouse } from "../../cli/rebuild/fill.ts";
import { rebuild } from "../../cli/rebuild/rebuild.ts";
import { settledUntilOf } from "../../cli/settled.ts";
import { openModelsOnLive } from "../../dashboards/models/on-live.ts";
import { createApp } from "../../dashboards/routes.tsx";
import { type Generations, openGenerations } from "../../infra/warehouse/generations.ts";
import { runRegistryProcessor } from "../../processors/registry.ts";
import { runReportsProcessor } from "../../processors/reports.ts";
import { runProcessor } from "../../processors/run.ts";
import type { EndpointAnswered, FactEvent } from "../../schemas/events.ts";
import { addDays } from "../../schemas/period.ts";
import { readTest } from "../model/test-kind.ts";
import { caller } from "../support/caller.ts";
import { approved, newProposal, undone } from "../support/decisions.ts";
import { answered, declared, pushed, type Stated } from "../support/facts.ts";
import { type App, asOf, knownOn, type Reply, replies } from "../support/replies.ts";
import { feedReportHouse, openReportHouse, published, type ReportHouse } from "../support/report-house.ts";
import { tell } from "../support/tell.ts";

const quiet = () => undefined;
const THEN = "2024-12-09";
const EARLIER = "2024-12-03T12:00:00Z";
const MODELS = [
  "overview",
  "startups/rdv",
  "startups/tardif",
  "indicateurs/rdv-pris",
  "territoires/departement/01",
  "territoires/commune/01004",
  "qualite",
  "qualite/rdv/s",
  "revisions",
  "decisions",
  "rapports",
  "lineage?startup=rdv&metric=rdv_pris&level=france&territory=FR&grain=week&first=2024-11-18",
  "figures?startup=rdv",
  "figures?startup=tardif",
];
const PAGES = [
  "/startups/rdv",
  "/indicateurs/rdv-pris",
  "/territoires/departement/01",
  "/qualite/rdv/s",
  "/revisions",
  "/provenance?startup=rdv&metric=rdv_pris&level=france&territory=FR&grain=week&first=2024-11-18",
];
const ASKED = [
  ...MODELS.map((path) => asOf(path, THEN)),
  ...PAGES.flatMap((path) => [knownOn(path, THEN), knownOn(path.replace(/(\?|$)/, ".json$1"), THEN)]),
];
/** Asked too after the rebuild and the restart. */
const ALL = [...ASKED, ...MODELS.map((path) => asOf(path, EARLIER))];

let folder: string;
let house: ReportHouse;
let generations: Generations;
let before: Map<string, Reply>;
/** The answer of `rdv` of 9 December, and the offsets of what is decided about. */
let spoken: EndpointAnswered;
const places = { corrected: -1, held: -1 };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "releve-as-of-"));
  house = await openReportHouse({ folder });
  await feedReportHouse(house);
  const at = "2024-12-09T05:30:00.000Z";
  spoken = answered({ startup: "rdv", source: "s", at }, weeks({ "2024-11-18": 991 }));
  const certified = (when: string, value: number) =>
    pushed({ startup: "tardif", source: "s", at: when }, [
      { metric: "adresses_certifiees", level: "commune", code: "01004", value },
    ]);
  const said = await house.append(
    spoken,
    certified("2024-12-09T05:31:00.000Z", 5),
    certified("2024-12-09T05:32:00.000Z", 50_000), // too much at once: it waits
  );
  places.corrected = said[0]?.offset ?? -1;
  places.held = said[2]?.offset ?? -1;
  await published(house);
  await house.caughtUp();
  house.setClock("2024-12-11T12:00:00.000Z");
  generations = await openGenerations(house.warehouse);
  before = await replies(app(), ALL);
}, 120_000);
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

/** The six weeks before 9 December, some of them told otherwise. */
function weeks(otherwise: Readonly<Record<string, number>>): Stated[] {
  return Array.from({ length: 6 }, (_, back) => {
    const first = addDays("2024-12-02", -7 * back);
    return { metric: "rdv_pris", grain: "week", first, value: otherwise[first] ?? 1002 };
  });
}
/** The app as `serve` opens it, with nothing remembered of earlier replies. */
function app(): App {
  const { log, territories, clock } = house;
  const live = async () => (await generations.live()).warehouse;
  const settledUntil = settledUntilOf({ log, live, clock, signal: quiet });
  return createApp({ models: openModelsOnLive({ generations, territories, clock, demo: false, settledUntil }) });
}
/** The figures of the two services as known now. */
async function now(): Promise<string> {
  const found = await replies(app(), [
    "/api/v1/figures?startup=rdv&grain=week&from=2024-10-28",
    "/api/v1/figures?startup=tardif",
  ]);
  return [...found.values()].map(({ text }) => JSON.stringify(JSON.parse(text).rows)).join("\n");
}
/** Something happens that changes today's figures, and nothing that was known then. */
async function changes(...facts: readonly FactEvent[]): Promise<void> {
  const figures = await now();
  await house.append(...facts);
  await house.caughtUp();
  expect(await now()).not.toBe(figures);
  await sameAsThen();
}
async function sameAsThen(addresses: readonly string[] = ASKED): Promise<void> {
  for (const [address, reply] of await replies(app(), addresses))
    expect([address, reply]).toEqual([address, before.get(address)]);
}

const at = (day: number) => `2025-01-${String(day).padStart(2, "0")}T05:00:00.000Z`;
const decided = (startup: string, day: number, proposal = newProposal()) => ({ startup, at: at(day), proposal });

describe("what was known on 9 December", () => {
  it("is answered, and for ever", () => {
    // A page is asked for again, in HTML: a release draws it anew. Its JSON, its CSV and the API are not.
    const isData = (address: string) => /^\/api\/|\.(?:json|csv)(?:\?|$)/.test(address);
    const forEver = (address: string) => (isData(address) ? "public, max-age=31536000, immutable" : "no-cache");
    for (const [address, { status, cache }] of before)
      expect([address, status, cache]).toEqual([address, 200, forEver(address)]);
    tell(
      `replies of then: ${before.size}, ${[...before.values()].reduce((sum, { text }) => sum + text.length, 0)} characters`,
    );
  });
  it("stays after more facts, and another declaration", async () => {
    const source = {
      source: "s",
      kind: "json",
      every: "month",
      expiresAfterDays: 400,
      settings: { url: "https://x.example.org/" },
    } as const;
    await changes(
      declared({ startup: "rdv", name: "RDV, autrement", sources: [source] }, at(1)),
      answered({ startup: "rdv", source: "s", at: at(2) }, weeks({ "2024-11-18": 1234, "2024-12-02": 1007 })),
    );
  });
  it("stays after an answer of then is withdrawn, and when that is undone", async () => {
    const of = decided("rdv", 3);
    // What was said of it since goes too: else the later answer hides what the withdrawn one said.
    await changes(
      approved(of, { what: "answers.withdrawn", source: "s", facts: [places.corrected, await last("rdv")] }),
    );
    await changes(undone({ ...of, at: at(4) }));
  });
  it("stays after a push that was held then is released, and when that is undone", async () => {
    const of = decided("tardif", 5);
    await changes(approved(of, { what: "hold.released", source: "s", fact: places.held }));
    await changes(undone({ ...of, at: at(6) }));
  });
  it("stays after a figure of then is corrected, and when that is undone", async () => {
    const of = decided("rdv", 7);
    const figure = {
      metric: "rdv_pris",
      definition: 1,
      territory: { level: "france" as const, code: "FR" },
      value: "1",
    };
    await changes(
      approved(of, { what: "figure.corrected", ...figure, period: { grain: "week", first: "2024-12-02" } }),
    );
    await changes(undone({ ...of, at: at(8) }));
  });
  it("stays after the bytes of then are read by a mended mapping", async () => {
    const reader = { ...spoken.reader, settings: { ...(spoken.reader.settings as object), tens: true } };
    await changes(approved(decided("rdv", 9), { what: "reading.adopted", source: "s", reader }));
  });
  it("stays after a rebuild went live, with facts that came after it, and after a restart", async () => {
    const figures = await now();
    const { outcome, changes: differing } = await rebuild(rebuildHouse(), caller(), {
      purpose: "rebuild",
      keepDays: 0,
    });
    expect({ outcome, differing }).toMatchObject({ outcome: "live", differing: { tables: [] } });
    expect((await generations.live()).number).toBe(1);
    expect(await now()).toBe(figures);
    await sameAsThen(ALL);
    await generations.drop(0); // whatever is answered now is the new generation's

    const { processInto } = rebuildHouse();
    const running = await processInto(await generations.live());
    await house.append(answered({ startup: "rdv", source: "s", at: at(20) }, weeks({ "2024-12-02": 1008 })));
    for (const until = Date.now() + 30_000; (await now()) === figures; )
      if (Date.now() > until) throw new Error("the new generation was not fed");
    await sameAsThen();
    await running.stop();
    const last = await now();

    await house.close();
    house = await openReportHouse({ folder, start: "2025-02-01T08:00:00Z" });
    generations = await openGenerations(house.warehouse);
    expect([(await generations.live()).number, await now()]).toEqual([1, last]);
    await sameAsThen(ALL);
  }, 120_000);
});

/** Offset of the last fact of a service. */
async function last(startup: string): Promise<number> {
  const [[off = 0] = []] = await house.warehouse.rows<[number]>(
    "SELECT toUInt32(max(off)) FROM raw_events WHERE startup = {startup:String}",
    { startup },
  );
  return off;
}

/** The house as a rebuild needs it: the ordinary processors on any generation. */
function rebuildHouse(): RebuildHouse {
  const { log, territories } = house;
  return {
    ...{ log, territories, generations, isLiveReadable: true },
    live: async () => (await generations.live()).warehouse,
    async processInto({ warehouse, number }) {
      const ports = { log, warehouse, read: readTest, signal: quiet };
      const all = [
        await runProcessor(ports, { group: `house.g${number}` }),
        await runRegistryProcessor(ports, { group: `registry.g${number}` }),
        await runReportsProcessor(ports, { group: `reports.g${number}` }),
      ];
      return {
        done: Promise.race(all.map(({ done }) => done)),
        stop: async () => {
          for (const one of all) await one.stop();
        },
      };
    },
  };
}
