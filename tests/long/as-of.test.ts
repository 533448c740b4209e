// What was known on an earlier day: nothing later shows, and once it is settled it is the same for ever.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settledUntilOf } from "../../cli/settled.ts";
import { openModels } from "../../dashboards/models/models.ts";
import { createApp } from "../../dashboards/routes.tsx";
import { importRegistry } from "../../ingestors/registry.ts";
import { newEventId } from "../../schemas/ids.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { answered, declared, failed, pushed } from "../support/facts.ts";
import { communes } from "../support/network.ts";
import { startupsJson } from "../support/registry.ts";
import { type App, ask, asOf, type Reply } from "../support/replies.ts";
import { feedReportHouse, openReportHouse, published, type ReportHouse } from "../support/report-house.ts";

const quiet = () => undefined;
/** Before the registry was read, between two readings of it, and after the report of week 49. */
const INSTANTS = ["2024-10-20", "2024-12-03T12:00:00Z", "2024-12-09"] as const;
const ADDRESSES = [
  "overview",
  "startups/adresses",
  "startups/muet",
  "incubateurs",
  "indicateurs/rdv-pris",
  "rapports",
  "qualite",
  "qualite/muet/s",
  "revisions",
  "lineage?startup=rdv&metric=rdv_pris&level=france&territory=FR&grain=week&first=2024-11-18",
  "lineage?startup=adresses&metric=communes_couvertes",
  "lineage?startup=rdv&metric=part_rdv_manques",
  "figures?startup=rdv",
  "figures?metric=communes_couvertes&sum=services",
];

/** Asked in between, and of a demo, in which the last fact is now. */
const FEW = ["overview", "qualite"];

let folder: string;
let house: ReportHouse;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "releve-as-of-"));
  house = await openReportHouse({ folder });
  await feedReportHouse(house);
  await published(house);
  house.setClock("2024-12-10T12:00:00.000Z");
}, 120_000);
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

/** The app as `serve` opens it over the house: the clock moves with the log. */
function appOf({ log, warehouse, territories, clock }: ReportHouse, demo = false) {
  const settledUntil = settledUntilOf({ log, live: async () => warehouse, clock, signal: quiet });
  return createApp({ models: openModels({ warehouse, territories, clock, demo, settledUntil }) });
}
async function everything(app: App, addresses: readonly string[] = ADDRESSES): Promise<Map<string, Reply>> {
  const found = new Map<string, Reply>();
  for (const instant of INSTANTS)
    for (const path of addresses) found.set(`${path} as of ${instant}`, await ask(app, asOf(path, instant)));
  return found;
}

describe("what was known on an earlier day", () => {
  it("leaves out the facts, the registry and the reports that came later", async () => {
    const app = appOf(house);
    const model = async (path: string, instant: string) => JSON.parse((await ask(app, asOf(path, instant))).text);
    const early = await model("startups/adresses", "2024-10-20");
    expect(early.head).toMatchObject({ last: "2024-10-14", known: "2024-10-14T04:00:00.000Z" });
    expect(early.life).toBeNull();
    expect((await model("startups/adresses", "2024-12-05")).life).toMatchObject({ phase: "acceleration" });
    expect((await model("rapports", "2024-12-08")).reports).toEqual([]);
    expect((await model("rapports", "2024-12-09")).reports).toHaveLength(1);
    const week = "figures?startup=rdv&grain=week&from=2024-11-18&to=2024-11-24";
    expect((await model(week, "2024-12-08")).rows[0].value).not.toBe("990");
    expect((await model(week, "2024-12-09")).rows[0].value).toBe("990");
  });
  it("judges how fresh a source is at that instant", async () => {
    const app = appOf(house);
    const state = async (instant: string) =>
      JSON.parse((await ask(app, asOf("qualite/muet/s", instant))).text).health.freshness.state;
    expect([await state("2024-11-04"), await state("2024-12-09")]).toEqual(["ok", "cut"]);
  });
  it("is refused before anything was known, with the first day, and for the future", async () => {
    const app = appOf(house);
    for (const path of ["/api/v1/overview?as_of=2024-08-18", "/index.json?connu-le=2024-08-18"]) {
      const { status, text } = await ask(app, path);
      expect([path, status, JSON.parse(text)]).toMatchObject([
        path,
        422,
        { code: "RELEVE_UNKNOWN_DAY", hint: "ask for a day from 2024-08-19 to 2024-12-10" },
      ]);
    }
    expect((await ask(app, "/?connu-le=2024-12-11")).status).toBe(422);
    expect((await ask(app, "/?connu-le=2024-12-10")).status).toBe(200);
    expect((await ask(app, "/api/v1/overview?as_of=2024-12-10T12:00:01Z")).status).toBe(422);
    expect((await ask(app, "/api/v1/overview?as_of=yesterday")).status).toBe(400);
  });
});

describe("a page's form, which sends the day it shows", () => {
  it("gets the last day known then, where the API refuses a day that was still to come", async () => {
    const app = appOf(house);
    const page = await ask(app, "/index.json?day=2024-12-09&connu-le=2024-10-20");
    expect(JSON.parse(page.text).head).toMatchObject({ day: "2024-10-14", last: "2024-10-14" });
    expect((await ask(app, "/api/v1/overview?day=2024-12-09&as_of=2024-10-20")).status).toBe(422);
  });
});

describe("a settled reply", () => {
  it("says that it is for ever, and one of the last five minutes does not", async () => {
    const app = appOf(house);
    expect((await ask(app, asOf("overview", "2024-12-09"))).cache).toBe("public, max-age=31536000, immutable");
    expect((await ask(app, "/index.json?connu-le=2024-12-09")).cache).toBe("public, max-age=31536000, immutable");
    expect((await ask(app, "/?connu-le=2024-12-09")).cache).toBe("no-cache");
    expect((await ask(app, asOf("overview", "2024-12-10T11:54:59Z"))).cache).toContain("immutable");
    expect((await ask(app, asOf("overview", "2024-12-10T11:56:00Z"))).cache).toBe("no-cache");
    expect((await ask(app, "/api/v1/overview")).cache).toBe("no-cache");
  });
  it("is the same to the byte after later facts, another registry, and a restart", async () => {
    const before = { live: await everything(appOf(house)), demo: await everything(appOf(house, true), FEW) };
    for (const [asked, { status, cache }] of before.live)
      if (status === 200) expect([asked, cache]).toEqual([asked, "public, max-age=31536000, immutable"]);
    expect([...before.live.values()].filter(({ status }) => status === 200).length).toBeGreaterThan(28);

    await later(house);
    const app = appOf(house);
    for (const [asked, reply] of await everything(app, FEW))
      expect([asked, reply]).toEqual([asked, before.live.get(asked)]);
    expect(JSON.parse((await ask(app, "/api/v1/startups/rdv")).text).head.known).toBe("2025-01-20T12:00:00.000Z");

    await house.close();
    house = await openReportHouse({ folder, start: "2025-02-01T08:00:00Z" });
    for (const [asked, reply] of await everything(appOf(house)))
      expect([asked, reply]).toEqual([asked, before.live.get(asked)]);
    for (const [asked, reply] of await everything(appOf(house, true), FEW))
      expect([asked, reply]).toEqual([asked, before.demo.get(asked)]);
  }, 120_000);
});

/** All that may come later: values restated, told late, null, held, other declarations, new services, another registry. */
async function later(to: ReportHouse): Promise<void> {
  const codes = to.territories.places("commune").map(({ code }) => code);
  const at = "2025-01-06T05:00:00.000Z";
  const by = (startup: string) => ({ startup, source: "s", at });
  const weeks = ["2024-10-07", "2024-11-18", "2024-12-02"];
  await to.append(
    answered(
      by("rdv"),
      weeks.map((first) => ({ metric: "rdv_pris", grain: "week" as const, first, value: 1234 })),
    ),
    answered(by("adresses"), communes(codes.slice(5, 345))),
    answered(by("muet"), [{ metric: "cartes_publiees", value: 7 }]),
    failed(by("zones"), { status: 500 }),
    pushed({ startup: "tardif", source: "s", at, asAt: "2024-10-01" }, [{ metric: "jeux_de_donnees", value: 9 }]),
    pushed({ startup: "tardif", source: "s", at, asAt: "2024-11-20" }, [{ metric: "jeux_de_donnees", value: null }]),
    declared(
      { startup: "neuf", name: "Neuf", sources: [{ source: "s", kind: "push", label: "Envoi" }] },
      "2025-01-07T05:00:00.000Z",
    ),
    declared(
      {
        startup: "rdv",
        name: "RDV, autrement",
        sources: [
          {
            source: "s",
            kind: "json",
            every: "month",
            expiresAfterDays: 5,
            settings: { url: "https://x.example.org/" },
          },
          { source: "t", kind: "push", label: "Autre" },
        ],
        order: { rdv_pris: ["t", "s"] },
      },
      "2025-01-08T05:00:00.000Z",
    ),
  );
  to.setClock("2025-01-09T05:00:00.000Z");
  const ports = { log: to.log, clock: to.clock, signal: quiet, newId: () => newEventId(to.clock()) };
  const startups = [
    { id: "adresses", name: "Adresses nationales", phases: ["acceleration 2023-01-01", "transfere 2024-09-01"] },
    { id: "ailleurs", name: "Ailleurs", phases: ["acceleration 2023-02-01"] },
    { id: "vieux", name: "Vieux", phases: ["consolidation 2020-01-01"] },
    { id: "rdv", name: "RDV", phases: ["construction 2022-01-01"] },
    { id: "zones", name: "Zones", phases: ["investigation 2024-11-29"] },
  ];
  await importRegistry(ports, { name: "startups.json", text: startupsJson(startups) });
  await to.append(answered({ startup: "rdv", source: "s", at: "2025-01-20" }, [{ metric: "rdv_pris", value: 1 }]));
  await to.caughtUp();
  await to.read(TOPICS.registry);
}
