import { describe, expect, it } from "vitest";
import { countPhases } from "../../dashboards/queries/registry.ts";
import { aliasesOf, incubatorsOn, startupsOn, userTypeOf } from "../../dashboards/queries/registry-lists.ts";
import { changesOf, lossOf } from "../../ingestors/registry/changes.ts";
import { DeclaredServices, declaredRegistry } from "../../ingestors/registry/declared.ts";
import { detailsAddress, withDetails } from "../../ingestors/registry/details.ts";
import { isIncubatorsJson, readIncubatorsJson } from "../../ingestors/registry/incubators-json.ts";
import { isStartupsJson, readStartupsJson } from "../../ingestors/registry/startups-json.ts";
import { placed, type StatedRegistry } from "../../ingestors/registry/stated.ts";
import { addressOf, idOf } from "../../ingestors/registry/text.ts";
import type { Reply } from "../../schemas/endpoint.ts";
import { newEventId } from "../../schemas/ids.ts";
import { NetworkFact } from "../../schemas/registry.ts";
import { emptyRegistry, foldRegistry, phaseOn, type Registry } from "../../schemas/registry-state.ts";
import { startupsJson } from "../support/registry.ts";

type Listed = Parameters<typeof startupsJson>[0];
const read = (startups: Listed, shape?: Parameters<typeof startupsJson>[1]) =>
  readStartupsJson(JSON.parse(startupsJson(startups, shape)));
const one = (listed: Omit<Listed[number], "id">) => read([{ id: "a-dock", ...listed }]).startups?.[0];

/** A log of imports, without a log: what each one would append. */
function imports() {
  const registry = emptyRegistry();
  return {
    registry,
    take(stated: StatedRegistry, at = "2026-03-02T10:00:00.000Z") {
      const changes = changesOf(registry, stated);
      for (const change of changes) {
        const fact = NetworkFact.parse({ ...change, id: newEventId(Date.parse(at)), at });
        foldRegistry(registry, fact, Date.parse(at));
      }
      return changes;
    },
  };
}
const types = (changes: readonly { type: string }[]) => changes.map(({ type }) => type);

describe("startups.json", () => {
  it("takes nothing, null, numbers and stray spaces as the texts they stand for", () => {
    const attributes = {
      name: " Quai 9 ",
      pitch: null,
      link: " https://a-dock.example ",
      analyse_risques: true,
      stats_url: undefined,
    };
    const found = one({ attributes });
    expect(found?.name).toBe("Quai 9");
    expect(found?.description).toMatchObject({
      pitch: "",
      link: "https://a-dock.example",
      riskAnalysis: "true",
      budgetUrl: "",
    });
    expect(found?.statsPage).toEqual({ url: "", given: "", derived: false });
  });
  it("tells a stats page that was made up from one that was published, and a bare /stats from an address", () => {
    const page = (link: string, stats_url: string) => one({ attributes: { link, stats_url } })?.statsPage;
    expect(page("https://a.example/", "https://a.example//stats")).toEqual({
      url: "https://a.example//stats",
      given: "https://a.example//stats",
      derived: true,
    });
    expect(page("", "/stats")).toEqual({ url: "", given: "/stats", derived: true });
    expect(page("https://a.example", "http://51.0.0.1:3000")).toMatchObject({
      url: "http://51.0.0.1:3000",
      derived: false,
    });
  });
  it("of v2.6 reads the same incubators, for its prefix is a slip, and says nothing of the co-incubators", () => {
    const startups = [{ id: "a-dock", incubator: "port.Nord", incubators: ["port.Nord", "quai"] }];
    const [old, now] = [read(startups, { version: "v2.6" }), read(startups, { version: "v2.7" })];
    expect(old.incubators).toEqual(now.incubators);
    expect(old.startups?.[0]?.description).not.toHaveProperty("incubators");
    expect(now.startups?.[0]?.description).toMatchObject({ incubator: "port.Nord", incubators: ["port.Nord", "quai"] });
  });
  it("gives a hidden incubator to a startup that names one which is not shown", () => {
    const { incubators } = read([{ id: "a-dock", incubator: "cale" }], { shown: ["quai"] });
    expect(incubators?.map(({ id, visible }) => [id, visible])).toEqual([
      ["quai", true],
      ["cale", false],
    ]);
  });
  it("keeps ids as they are: dots, underscores, upper case, accents", () => {
    const ids = ["auxAJ", "data.gouv.fr", "tutorat_fp", "e-inspé"];
    expect(read(ids.map((id) => ({ id }))).startups?.map(({ id }) => id)).toEqual(ids);
  });
  it("tells an entry that cannot be read, by its place and its id, and reads the others", () => {
    const { startups, faults } = read([{ id: "a-dock", phases: ["construction 2024-02-30"] }, { id: "b-dock" }]);
    expect(startups?.map(({ id }) => id)).toEqual(["b-dock"]);
    expect(faults).toMatchObject([{ id: "a-dock", at: "/data/0/attributes/phases/0/start" }]);
  });
  it("believes neither of two entries with one id", () => {
    const { startups, faults } = read([{ id: "a-dock" }, { id: "b-dock" }, { id: "a-dock", name: "other" }]);
    expect(startups?.map(({ id }) => id)).toEqual(["b-dock"]);
    expect(faults).toMatchObject([{ id: "a-dock" }]);
  });
});

describe("incubators.json", () => {
  const json = {
    quai: {
      startups: [{ id: "a-dock" }],
      title: "Le Quai ",
      owner: "/organisations/port",
      website: null,
      github: "",
      address: "1, quai du Port",
    },
    "cale.seche": { startups: [] },
    phare: { title: "Le Phare", owner: "" },
  };
  it("shows those with a title and hides the others; null is nothing", () => {
    expect(readIncubatorsJson(json).incubators).toEqual([
      {
        id: "quai",
        visible: true,
        title: "Le Quai",
        owner: "port",
        website: "",
        github: "",
        address: "1, quai du Port",
      },
      { id: "cale.seche", visible: false },
      { id: "phare", visible: true, title: "Le Phare", owner: "", website: "", github: "", address: "" },
    ]);
  });
  it("and startups.json are told apart, and from anything else", () => {
    const startups = JSON.parse(startupsJson([{ id: "a-dock" }]));
    expect([isIncubatorsJson(json), isStartupsJson(json)]).toEqual([true, false]);
    expect([isIncubatorsJson(startups), isStartupsJson(startups)]).toEqual([false, true]);
    for (const other of [[], {}, null, "text", { a: 1 }])
      expect([isIncubatorsJson(other), isStartupsJson(other)]).toEqual([false, false]);
  });
});

describe("addresses and ids", () => {
  it("have their entities undone, and nothing but the web is an address", () => {
    expect(addressOf("https:&#x2F;&#x2F;a.example&#x2F;b?c=1&amp;d=2")).toBe("https://a.example/b?c=1&d=2");
    expect(["javascript:alert(1)", "/stats", " ", "a.example"].map(addressOf)).toEqual(["", "", "", ""]);
  });
  it("are not paths", () => {
    expect(["/startups/lapins", "/startups/lapins/", "lapins", "/incubateurs/anct"].map(idOf)).toEqual([
      "lapins",
      "lapins",
      "lapins",
      "anct",
    ]);
  });
});

describe("an import", () => {
  const first: [Listed[number], Listed[number]] = [
    { id: "a-dock", phases: ["investigation 2023-01-01 2023-04-01", "construction 2023-05-01"] },
    { id: "b-dock", name: "Quai B", events: [{ name: "committee", date: "2024-02-02", comment: "" }] },
  ];
  it("appends all at first, and nothing the second time", () => {
    const { take } = imports();
    expect(types(take(read(first)))).toEqual([
      ...["incubator.registered", "startup.registered", "startup.described", "phase.entered", "phase.entered"],
      ...["startup.registered", "startup.described", "phase.entered", "network_event.recorded"],
    ]);
    expect(take(read(first))).toEqual([]);
    expect(take(read(first, { version: "v2.6" }))).toEqual([]);
    expect(take(read(first))).toEqual([]);
  });
  it("appends each change as the fact it is", () => {
    const { take } = imports();
    take(read(first));
    const [a, b] = first;
    const changed = (listed: Listed) => take(read(listed)).map(({ type, ...rest }) => ({ type, ...rest }));
    expect(changed([{ ...a, name: "Le Dock" }, b])).toEqual([
      { type: "startup.renamed", startup: "a-dock", name: "Le Dock", before: "a-dock" },
    ]);
    const named = { ...a, name: "Le Dock" };
    const paged = { ...named, attributes: { stats_url: "https://a.example/stats" } };
    expect(changed([paged, b])).toEqual([
      {
        type: "stats_page.changed",
        startup: "a-dock",
        url: "https://a.example/stats",
        given: "https://a.example/stats",
        derived: false,
        before: "",
      },
    ]);
    const moved = { ...paged, phases: ["investigation 2023-01-01 2023-04-30", "construction 2023-06-01"] };
    expect(changed([moved, b])).toEqual([
      { type: "phase.withdrawn", startup: "a-dock", phase: "construction", start: "2023-05-01" },
      {
        type: "phase.corrected",
        startup: "a-dock",
        phase: "investigation",
        start: "2023-01-01",
        end: "2023-04-30",
        place: 0,
      },
      { type: "phase.entered", startup: "a-dock", phase: "construction", start: "2023-06-01", end: "", place: 0 },
    ]);
    expect(changed([moved, { ...b, events: [] }])).toEqual([
      { type: "network_event.withdrawn", startup: "b-dock", event: "committee", date: "2024-02-02", comment: "" },
    ]);
    expect(types(take(read([moved, { ...b, events: [], attributes: { sponsors: ["port"] } }])))).toEqual([
      "startup.described",
    ]);
  });
  it("does not take the order of phases with different starts for a change", () => {
    const { take } = imports();
    take(read([{ id: "a-dock", phases: ["construction 2023-05-01", "investigation 2023-01-01"] }]));
    expect(take(read([{ id: "a-dock", phases: ["investigation 2023-01-01", "construction 2023-05-01"] }]))).toEqual([]);
  });
  it("tells who left and who came back, and hides an incubator that is shown no more", () => {
    const { take, registry } = imports();
    const ten = Array.from({ length: 20 }, (_, at) => ({ id: `dock-${at}`, incubator: at === 0 ? "cale" : "quai" }));
    take(read(ten));
    const without = read(ten.slice(1));
    expect(lossOf(registry, without)).toEqual({ known: 20, lost: ["dock-0"], held: false });
    expect(take(without)).toMatchObject([
      { type: "incubator.changed", incubator: "cale", title: "Atelier cale", visible: false },
      { type: "startup.disappeared", startup: "dock-0" },
    ]);
    expect(take(without)).toEqual([]);
    expect(types(take(read(ten)))).toEqual(["incubator.changed", "startup.reappeared"]);
  });
  it("is held beyond one startup in ten, unreadable ones included", () => {
    const { take, registry } = imports();
    const ten = Array.from({ length: 10 }, (_, at) => ({ id: `dock-${at}` }));
    take(read(ten));
    expect(lossOf(registry, read(ten.slice(1))).held).toBe(false);
    expect(lossOf(registry, read(ten.slice(2))).held).toBe(true);
    expect(lossOf(registry, read(ten.map((dock) => ({ ...dock, phases: ["?"] })))).held).toBe(true);
    expect(lossOf(registry, readIncubatorsJson({ quai: { startups: [] } })).held).toBe(false);
  });
  it("leaves what stood of an entry that cannot be read", () => {
    const { take } = imports();
    const ten = Array.from({ length: 10 }, (_, at) => ({ id: `dock-${at}` }));
    take(read(ten));
    expect(take(read([{ id: "dock-0", phases: ["construction soon"] }, ...ten.slice(1)]))).toEqual([]);
  });
});

describe("a service outside the registry", () => {
  const file = {
    startup: "salle",
    name: "Salle",
    incubator: { id: "val", title: "Atelier du Val" },
    phases: [{ phase: "construction", start: "2025-01-01" }],
  };
  const declared = (more: object = {}) => declaredRegistry(DeclaredServices.parse({ ...file, ...more }));
  it("is registered with its local incubator, once, and is neither lost nor hidden by an import", () => {
    const { take, registry } = imports();
    expect(types(take(declared()))).toEqual([
      "incubator.registered",
      "startup.registered",
      "startup.described",
      "phase.entered",
    ]);
    expect(take(declared())).toEqual([]);
    take(read([{ id: "a-dock" }]));
    expect(take(read([{ id: "a-dock" }]))).toEqual([]);
    expect(countPhases(registry, { day: "2026-01-01" })).toMatchObject({
      startups: 2,
      origins: { registre: 1, déclaré: 1 },
      visibleIncubators: 1,
    });
  });
  it("becomes the registry's when the registry takes it", () => {
    const { take, registry } = imports();
    take(declared());
    expect(types(take(read([{ id: "salle" }])))).toContain("startup.registered");
    expect(registry.startups.get("salle")?.origin).toBe("registre");
  });
  it("needs a name and a phase, and no key that is unknown", () => {
    for (const wrong of [{ name: "" }, { phases: [] }, { colour: "blue" }, { link: "javascript:1" }]) {
      expect(DeclaredServices.safeParse({ ...file, ...wrong }).success).toBe(false);
    }
  });
});

describe("the phase on a day", () => {
  const phases = placed([
    { phase: "abandon", start: "2022-11-30", end: "" },
    { phase: "transfere", start: "2022-11-30", end: "" },
    { phase: "investigation", start: "2020-01-01", end: "2020-06-01" },
    { phase: "construction", start: "2020-09-01", end: "" },
  ]);
  const on = (day: string, rule?: "dates" | "site") => phaseOn(phases, day, rule)?.phase;
  it("is the last one begun, whatever its end says, and the first listed of a tie", () => {
    expect(
      ["2019-12-31", "2020-01-01", "2020-07-01", "2020-09-01", "2022-11-29", "2022-11-30"].map((day) => on(day)),
    ).toEqual([...[undefined, "investigation", "investigation", "construction", "construction", "abandon"]]);
  });
  it("is the latest start by the site's rule, begun or not", () => {
    expect(on("2020-01-01", "site")).toBe("abandon");
  });
});

describe("lists from the registry", () => {
  const registry: Registry = (() => {
    const { take, registry: made } = imports();
    const startups = [
      { id: "a-dock", incubator: "quai", incubators: ["cale", "quai"], phases: ["acceleration 2024-01-01"] },
      { id: "b-dock", name: "Écluse", incubator: "quai", phases: ["abandon 2024-01-01"] },
      { id: "c-dock", incubator: "cale", phases: ["construction 2027-01-01"] },
    ];
    const stated = read(startups, { shown: ["quai", "cale"] });
    const more = stated.startups?.map((startup) => ({
      ...startup,
      aliases: startup.id === "a-dock" ? ["old-dock", "b-dock"] : [],
    }));
    take({ ...stated, ...(more && { startups: more }) });
    return made;
  })();
  const day = "2026-01-01";
  it("count a startup of two incubators once", () => {
    const found = incubatorsOn(registry, { day });
    expect(found.map(({ id, startups, active, shared }) => [id, startups, active, shared])).toEqual([
      ["cale", 1, 0, 1],
      ["quai", 2, 1, 0],
    ]);
    expect(countPhases(registry, { day })).toMatchObject({
      startups: 3,
      active: 1,
      notStarted: 1,
      visibleIncubators: 2,
    });
  });
  it("have startups by name, with their phase and all their incubators", () => {
    const found = startupsOn(registry, { day });
    expect(found.map(({ id, phase, since }) => [id, phase, since])).toEqual([
      ["a-dock", "acceleration", "2024-01-01"],
      ["c-dock", undefined, undefined],
      ["b-dock", "abandon", "2024-01-01"],
    ]);
    expect(found[0]?.incubators).toEqual(["quai", "cale"]);
  });
  it("lead from a former id to its startup, unless another has that id now", () => {
    expect([...aliasesOf(registry)]).toEqual([["old-dock", "a-dock"]]);
  });
  it("spell user types as the enumeration does, and leave free words", () => {
    expect(["Etat", "État", "etat", "entreprises", "Agents des ports"].map(userTypeOf)).toEqual([
      "etat",
      "etat",
      "etat",
      "entreprise",
      "Agents des ports",
    ]);
  });
});

describe("the startups' own files (v3)", () => {
  const { startups = [] } = read([{ id: "a-dock" }, { id: "e-inspé" }]);
  const reply = (status: number, body = ""): Reply => ({ status, headers: {}, bytes: Buffer.from(body), url: "" });
  it("are beside the document of the API, and nowhere else", () => {
    expect(detailsAddress("https://r.example/api/v2.7/startups.json")).toBe("https://r.example/api/v3/startups/");
    expect(detailsAddress("https://r.example/startups.json")).toBeUndefined();
  });
  it("add user types and former ids", async () => {
    const asked: string[] = [];
    const found = await withDetails(startups, "https://r.example/api/v3/startups/", async ({ url }) => {
      asked.push(url);
      return reply(200, JSON.stringify({ usertypes: ["État", null], redirect_from: ["/startups/old-dock", "/"] }));
    });
    expect(asked).toEqual([
      "https://r.example/api/v3/startups/a-dock.json",
      "https://r.example/api/v3/startups/e-insp%C3%A9.json",
    ]);
    expect(found[0]).toMatchObject({ aliases: ["old-dock"], description: { userTypes: ["État"] } });
  });
  it("are not known when they are out of reach, which is no failure", async () => {
    expect(await withDetails(startups, "https://r.example/", async () => reply(404))).toEqual(startups);
    expect(await withDetails(startups, "https://r.example/", async () => reply(200, "<html>"))).toEqual(startups);
  });
});
