// The network's pages over the real log, both processors and the embedded warehouse: a registry beside figures.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OverviewModel, StartupsModel } from "../../dashboards/shapes/overview.ts";
import { IncubatorsModel, PortfolioModel } from "../../dashboards/shapes/portfolio.ts";
import { StartupModel } from "../../dashboards/shapes/startup.ts";
import { addServices, importRegistry } from "../../ingestors/registry.ts";
import { runRegistryProcessor } from "../../processors/registry.ts";
import { readCursors } from "../../processors/run.ts";
import { newEventId } from "../../schemas/ids.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { answered, declared } from "../support/facts.ts";
import { type House, openHouse } from "../support/house.ts";
import { communes, feedNetwork } from "../support/network.ts";
import { startupsJson } from "../support/registry.ts";

const committee = (date: string) => ({ name: "committee", date, comment: "" });
/** On 2024-11-18, the day of the last fact: what feedNetwork feeds, and startups that nobody asks for figures. */
const REGISTRY = startupsJson([
  {
    id: "adresses",
    name: "Adresses",
    incubator: "anct",
    incubators: ["anct", "dinum"],
    phases: ["investigation 2021-03-01", "construction 2021-09-01", "acceleration 2023-01-10", "transfere 2025-02-01"],
    events: [
      committee("2024-02-01"),
      { name: "national_impact", date: "2024-01-05", comment: "" },
      committee("2024-12-02"),
    ],
    attributes: {
      stats_url: "https://adresses.example.org/stats",
      sponsors: ["/organisations/agence"],
      link: " https://adresses.example.org ",
    },
  },
  { id: "urba", name: "Urba", incubator: "anct", phases: ["construction 2024-11-04"] },
  { id: "deux", name: "Deux sources", incubator: "dinum", phases: ["consolidation 2022-01-01"] },
  {
    id: "muet",
    name: "Muet",
    incubator: "dinum",
    phases: ["construction 2023-06-01"],
    events: [committee("2023-06-01")],
  },
  { id: "seul", name: "Seul", incubator: "dinum", phases: ["acceleration 2023-06-01"] },
  { id: "doute", name: "Doute", incubator: "anct", phases: ["investigation 2024-10-01"] },
  { id: "passe", name: "Passé", incubator: "anct", phases: ["construction 2020-01-01", "abandon 2024-10-30"] },
  { id: "ancien", name: "Ancien", incubator: "anct", phases: ["construction 2018-01-01", "transfere 2020-01-01"] },
]);

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await feedNetwork(house);
  await feedIdle();
  const now = Date.parse("2024-11-18T12:00:00Z");
  const ports = { log: house.log, clock: () => now, signal: () => undefined, newId: () => newEventId(now) };
  await importRegistry(ports, { name: "startups.json", text: REGISTRY });
  const local = { startup: "salle", name: "Salle", owner: "Isère", aliases: ["salle-en-ligne"] };
  const phases = [{ phase: "construction", start: "2024-11-10" }];
  await addServices(ports, { name: "salle.json", text: JSON.stringify({ ...local, phases }) });
  await registryRead();
});
afterAll(() => house.close());

/** Two of which no figure is expected on the day: one under investigation that was to send, one handed over that fell silent. */
async function feedIdle(): Promise<void> {
  await house.append(
    declared({ startup: "doute", name: "Doute", sources: [{ source: "s", kind: "push" }] }, "2024-10-01"),
    declared(
      { startup: "ancien", name: "Ancien", sources: [{ source: "s", kind: "json", every: "week" }] },
      "2024-08-30",
    ),
    answered({ startup: "ancien", source: "s", at: "2024-10-07" }, communes(["01001"])),
  );
  await house.caughtUp();
}

/** Reads the registry's topic until the warehouse has all of it. */
async function registryRead(): Promise<void> {
  const { log, warehouse } = house;
  const ends = await log.ends(TOPICS.registry);
  const running = await runRegistryProcessor({ log, warehouse, signal: () => undefined }, { group: "network" });
  try {
    for (const until = Date.now() + 30_000; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
      const cursors = await readCursors(warehouse, TOPICS.registry);
      if (ends.every((end, part) => (cursors.get(part)?.to ?? -1) + 1 >= end)) return;
      if (Date.now() > until) throw new Error("the registry was not read within 30 s");
    }
  } finally {
    await running.stop();
  }
}

describe("the network's own figures", () => {
  it("count active services by phase on the day, and who came and went in 4 weeks", async () => {
    const { network } = await house.models.overview({});
    expect(network).toMatchObject({
      active: 7,
      change: { since: "2024-10-21", entered: 2, left: 1 },
      impact: { verified: 0, declared: 0 },
    });
    expect(network?.phases.map(({ count }) => count)).toEqual([1, 3, 2, 1, 0]);
  });
  it("judge who published 4 weeks before as it was then, and name who gained and who lost", async () => {
    const { network } = await house.models.overview({});
    // Then "deux" had never answered, and "urba" had, but had not begun.
    expect(network?.publishing).toBe(2);
    expect(network?.publishingChange).toEqual({
      since: "2024-10-21",
      before: 1,
      lost: [],
      gained: [{ id: "urba", name: "Urba" }],
    });
    const later = await house.models.overview({ day: "2024-11-18" });
    expect(later.network?.publishingChange).toEqual(network?.publishingChange);
  });
  it("agree with the chain, which follows services outside the registry without counting them", async () => {
    const { network, chain } = await house.models.overview({});
    expect(chain).toEqual({ followed: 10, active: 7, withStatsPage: 1, connected: 5, onTime: 2 });
    expect([chain.active, chain.onTime]).toEqual([network?.active, network?.publishing]);
  });
  it("share communes out by département: every one of them, each with all its communes", async () => {
    const { coverage } = await house.models.overview({});
    const rows = coverage?.departements ?? [];
    expect(rows).toHaveLength(101);
    expect(rows.find(({ code }) => code === "01")).toMatchObject({ value: "5", name: "Ain" });
    expect(rows.find(({ code }) => code === "29")).toMatchObject({ value: "0" });
    const whole = rows.reduce((sum, { of }) => sum + Number(of), 0);
    const part = rows.reduce((sum, { value }) => sum + Number(value), 0);
    expect({ part: String(part), whole: String(whole) }).toEqual(coverage?.share);
  });
});

describe("lists of services", () => {
  const ids = async (query: object) => (await house.models.startups(query)).list.services.map(({ id }) => id);
  it("have all of the registry and of the directory, with the state that each phase asks for", async () => {
    const { list } = await house.models.startups({});
    expect(list).toMatchObject({ total: 10, count: 10, page: 1, pages: 1 });
    const states = Object.fromEntries(list.services.map(({ id, freshness }) => [id, freshness.state]));
    expect(states).toMatchObject({
      seul: "unconnected",
      doute: "idle",
      passe: "idle",
      ancien: "idle",
      salle: "unconnected",
    });
    expect(states).toMatchObject({ adresses: "ok", muet: "never", deux: "late" });
  });
  it("are ordered, filtered and searched by the address", async () => {
    expect((await ids({ tri: "nom" })).slice(0, 3)).toEqual(["adresses", "ancien", "deux"]);
    expect((await ids({ tri: "phase" })).at(0)).toBe("doute");
    expect((await ids({})).at(0)).toBe("adresses");
    expect(await ids({ incubateur: "dinum", tri: "nom" })).toEqual(["adresses", "deux", "muet", "seul"]);
    expect(await ids({ phase: "construction", tri: "nom" })).toEqual(["muet", "salle", "urba"]);
    expect(await ids({ origine: "déclaré", tri: "nom" })).toEqual(["rdv", "salle"]);
    expect(await ids({ q: "PASSE" })).toEqual(["passe"]);
  });
  it("refuse an incubator or a page that there is not, and say what there is", async () => {
    await expect(house.models.startups({ incubateur: "nope" })).rejects.toMatchObject({ hint: "allowed: anct, dinum" });
    await expect(house.models.overview({ page: 2 })).rejects.toMatchObject({ code: "RELEVE_UNKNOWN_CHOICE" });
  });
});

describe("a source at a phase that asks for no figure", () => {
  it("is not expected on any page, and keeps the day of its last data", async () => {
    const { models } = house;
    const idle = { state: "idle", last: "2024-10-07T12:00:00.000Z", every: null };
    const page = await models.startup("ancien", {});
    const services = [...(await models.overview({})).services, ...(await models.startups({})).list.services];
    const there = await models.territory("commune", "01001", { tri: "nom", page: 1, lignes: "50" });
    const metric = await models.metric("communes_couvertes", {});
    const { table } = await models.quality({});
    expect([
      page?.freshness,
      ...(page?.sources.map(({ freshness }) => freshness) ?? []),
      ...services.flatMap(({ id, freshness }) => (id === "ancien" ? [freshness] : [])),
      ...(there?.services.used.flatMap(({ service, freshness }) => (service.id === "ancien" ? [freshness] : [])) ?? []),
      ...metric.services.flatMap(({ service, figure }) => (service.id === "ancien" ? [figure.freshness] : [])),
      ...table.rows.flatMap(({ startup, freshness }) => (startup.id === "ancien" ? [freshness] : [])),
    ]).toEqual([idle, idle, idle, idle, idle, idle, idle]);
  });
  it("asks nobody to act, has no strip, and is not counted among those that are expected", async () => {
    const { table, sources, incidents } = await house.models.quality({ etat: "idle" });
    expect(table.rows).toMatchObject([
      { startup: { id: "ancien" }, strip: null, actor: "nobody" },
      { startup: { id: "doute" }, strip: null, actor: "nobody" },
    ]);
    expect(sources).toMatchObject({ connected: 8, expected: 5 }); // "deux" also sends by hand
    expect(incidents.map(({ startup }) => startup.id)).not.toContain("ancien");
    expect((await house.models.qualitySource("doute", "s", {}))?.health).toMatchObject({
      freshness: { state: "idle" },
    });
  });
});

describe("one startup", () => {
  it("says what the registry says: phases by their starts, committees, links without spaces, sponsors by id", async () => {
    const model = await house.models.startup("adresses", {});
    expect(model?.life).toMatchObject({ phase: "acceleration", since: "2023-01-10", incubator: { id: "anct" } });
    expect(model?.record).toMatchObject({
      national: true,
      lastCommittee: "2024-02-01",
      nextCommittee: "2024-12-02",
      sponsors: ["agence"],
      links: { site: "https://adresses.example.org", repository: null },
      incubators: [{ id: "anct" }, { id: "dinum" }],
    });
    expect(model?.record?.phases).toMatchObject([
      { phase: "investigation", end: "2021-08-31", days: 184 },
      { phase: "construction" },
      { phase: "acceleration", end: "2025-01-31", days: 678 },
      { phase: "transfere", end: null, days: null },
    ]);
  });
  it("answers the matrix from its own figures, and leaves the rest missing", async () => {
    const model = await house.models.startup("rdv", {});
    const answers = model?.matrix.map(({ indicator, figure }) => [indicator, figure?.metric.key ?? null]);
    expect(answers).toEqual([
      ["ease", null],
      ["active_users", null],
      ["transactions", "rdv_pris"],
      ["penetration", null],
      ["satisfaction", null],
      ["impact", "part_rdv_manques"],
      ["cost", null],
    ]);
    expect([model?.life, model?.record]).toEqual([null, null]);
  });
  it("has its page though nobody asks it for figures, and under its former id is moved", async () => {
    expect(await house.models.startup("passe", {})).toMatchObject({
      freshness: { state: "idle" },
      life: { phase: "abandon", active: false },
      sources: [],
    });
    await expect(house.models.startup("salle-en-ligne", {})).rejects.toMatchObject({ path: "/startups/salle" });
    expect(await house.models.startup("nope", {})).toBeUndefined();
  });
});

describe("incubators", () => {
  it("name the services that do not publish, and count a shared one once", async () => {
    const { incubators, network } = await house.models.incubators({ tri: "publication" });
    expect(network).toEqual({ active: 7, onTime: 2 });
    expect(incubators.map(({ id, active, onTime, shared }) => [id, active, onTime, shared])).toEqual([
      ["dinum", 3, 0, 1],
      ["anct", 3, 2, 0],
    ]);
    expect(incubators.map(({ id, title, published }) => published && title !== id)).toEqual([true, true]);
    expect(incubators[0]?.silent.map(({ id }) => id)).toEqual(["deux", "muet", "seul"]);
    expect(incubators[1]?.silent).toEqual([]);
  });
  it("have a portfolio by phase, with committees, who left, and the shared apart", async () => {
    const model = await house.models.incubator("anct", {});
    expect(model?.groups.map(({ phase, rows }) => [phase, rows.map(({ service }) => service.id)])).toEqual([
      ["investigation", ["doute"]],
      ["construction", ["urba"]],
      ["acceleration", ["adresses"]],
    ]);
    expect(model?.figures).toMatchObject({ active: 3, onTime: 2, national: 1, connected: 3, entered: 2, left: 1 });
    expect(model?.committees).toMatchObject({
      soon: [{ id: "adresses", date: "2024-12-02" }],
      none: [], // both others began within the year
    });
    expect(model?.gone).toMatchObject([
      { service: { id: "passe" }, phase: "abandon", date: "2024-10-30", figure: null },
    ]);
    const other = await house.models.incubator("dinum", {});
    expect(other?.committees.none.map(({ id }) => id)).toEqual(["deux", "muet", "seul"]);
    expect(other?.shared).toMatchObject([{ service: { id: "adresses" }, counted: { id: "anct" } }]);
    expect(await house.models.incubator("nope", {})).toBeUndefined();
  });
  it("can be narrowed to national impact, without changing their figures", async () => {
    const model = await house.models.incubator("anct", { impact: "national" });
    expect(model?.groups.flatMap(({ rows }) => rows.map(({ service }) => service.id))).toEqual(["adresses"]);
    expect(model?.figures.active).toBe(3);
  });
});

describe("a sponsor", () => {
  it("has the portfolio of what it pays for", async () => {
    const model = await house.models.sponsor("agence", {});
    expect(model?.groups).toMatchObject([{ phase: "acceleration", rows: [{ service: { id: "adresses" } }] }]);
    expect(await house.models.sponsor("nope", {})).toBeUndefined();
  });
});

describe("every model of the network", () => {
  it("has the shape it says", async () => {
    OverviewModel.parse(await house.models.overview({}));
    StartupsModel.parse(await house.models.startups({}));
    IncubatorsModel.parse(await house.models.incubators({}));
    for (const id of ["anct", "dinum"]) PortfolioModel.parse(await house.models.incubator(id, {}));
    PortfolioModel.parse(await house.models.sponsor("agence", {}));
    for (const id of ["adresses", "seul", "salle"]) StartupModel.parse(await house.models.startup(id, {}));
  });
});
