import { beforeAll, describe, expect, it } from "vitest";
import { todayAt, weeklyPulls } from "../../cli/demo/calendar.ts";
import { declaredOn } from "../../cli/demo/registry/declared.ts";
import { incubatorsJson, registryEndpoints, startupsJson } from "../../cli/demo/registry/documents.ts";
import { simulate } from "../../cli/demo/startups.ts";
import { loadTerritories } from "../../infra/territories.ts";
import { DeclaredServices } from "../../ingestors/registry/declared.ts";
import { readIncubatorsJson } from "../../ingestors/registry/incubators-json.ts";
import { readStartupsJson } from "../../ingestors/registry/startups-json.ts";
import type { Declaration } from "../../schemas/source.ts";
import { phaseByHand, realRegistry } from "../support/registry.ts";

const DAYS = weeklyPulls().map((at) => todayAt(at).day);
const [FIRST, LAST] = [DAYS[0]!, DAYS.at(-1)!];
const SEEDS = [1, 2024];
const ACTIVE = ["investigation", "construction", "acceleration", "consolidation", "opere"];

let declarations: Declaration[];
beforeAll(async () => {
  const territories = await loadTerritories();
  declarations = simulate({ seed: 1, territories }).map(({ declare }) => declare("http://127.0.0.1:1"));
});
const plain = (document: unknown) => JSON.parse(JSON.stringify(document));

describe("the simulated registry's documents", () => {
  it("have the keys of the real ones, and no other", () => {
    const real = { startups: realRegistry("startups.json"), incubators: realRegistry("incubators.json") };
    if (!real.startups || !real.incubators)
      return console.log("the real registry is not at hand: its keys are not compared");
    const keys = (entries: readonly object[]) => new Set(entries.flatMap((one) => Object.keys(one)));
    const [theirs, ours] = [JSON.parse(real.startups), plain(startupsJson(1, LAST))];
    const shapes = (document: typeof ours) => ({
      document: keys([document]),
      entry: keys(document.data),
      attributes: keys(document.data.map(({ attributes }: { attributes: object }) => attributes)),
      relationships: keys(document.data.map(({ relationships }: { relationships: object }) => relationships)),
      included: keys(document.included.map(({ attributes }: { attributes: object }) => attributes)),
    });
    const known = shapes(theirs);
    for (const [part, found] of Object.entries(shapes(ours)))
      expect([part, [...found].filter((key) => !known[part as keyof typeof known].has(key))]).toEqual([part, []]);
    const cards = (text: unknown) => Object.values(text as Record<string, { startups: object[] }>);
    const knownCard = keys(cards(JSON.parse(real.incubators)));
    expect([...keys(cards(incubatorsJson(1, LAST)))].filter((key) => !knownCard.has(key))).toEqual([]);
  });
  it("write every scalar as a text, nothing as an empty one, and always the same eleven keys", () => {
    for (const { attributes } of plain(startupsJson(1, LAST)).data) {
      for (const value of Object.values(attributes))
        expect(typeof value === "string" || Array.isArray(value)).toBe(true);
      expect(Object.keys(attributes)).toEqual(
        expect.arrayContaining(
          "name pitch stats_url contact content_url_encoded_markdown events phases sponsors thematiques technos".split(
            " ",
          ),
        ),
      );
      for (const phase of attributes.phases) expect(Object.keys(phase)).toEqual(["name", "start", "end"]);
    }
  });
  it.each(SEEDS)("are read without a fault in every week, and never lose a startup, with seed %i", (seed) => {
    let known = new Set<string>();
    for (const day of DAYS) {
      const { startups = [], faults } = readStartupsJson(plain(startupsJson(seed, day)));
      expect([...faults, ...readIncubatorsJson(plain(incubatorsJson(seed, day))).faults]).toEqual([]);
      const ids = new Set(startups.map(({ id }) => id));
      expect([...known].filter((id) => !ids.has(id))).toEqual([]);
      for (const { id, phases } of startups) if (phases.length === 0) throw new Error(`${id} has no phase on ${day}`);
      known = ids;
    }
  });
  it("are the same for the same seed and day; another seed learns of the same things on other days", () => {
    expect(plain(startupsJson(1, "2024-06-17"))).toEqual(plain(startupsJson(1, "2024-06-17")));
    const course = (seed: number) =>
      DAYS.map((day) => JSON.stringify(startupsJson(seed, day).data.map((one) => one.attributes.phases)));
    expect(course(1)).not.toEqual(course(7));
    const phasesAtEnd = (seed: number) =>
      startupsJson(seed, "2025-02-01").data.map(({ attributes }) =>
        attributes.phases.map(({ name, start }) => `${name} ${start}`),
      );
    expect(phasesAtEnd(1)).toEqual(phasesAtEnd(7));
  });
  it("know a startup's own file from the week in which it is listed", () => {
    const endpoint = registryEndpoints(1).find(({ path }) => path === "/api/v3/startups/marche-simple.json")!;
    const on = (day: string) => endpoint.answers({ day, days: 0, week: 0 }, new URLSearchParams());
    expect(on("2024-02-05")).toBeUndefined();
    expect(on("2024-02-12")).toMatchObject({ usertypes: ["particulier", "collectivite-territoriale"] });
  });
});

describe.each(SEEDS)("the simulated network's registry, with seed %i", (seed) => {
  const entries = (day: string) => startupsJson(seed, day).data;
  const current = (day: string) =>
    new Map(entries(day).map((one) => [one.id, phaseByHand(one.attributes.phases, day)]));
  it("has at least 50 startups in 10 incubators, and more at the end than at the start", () => {
    expect(entries(LAST).length).toBeGreaterThanOrEqual(50);
    expect(entries(LAST).length).toBeGreaterThan(entries(FIRST).length);
    const incubators = new Set(entries(LAST).map(({ relationships }) => relationships.incubator.data.id));
    expect(incubators.size).toBeGreaterThanOrEqual(10);
    expect(entries(LAST).filter(({ relationships }) => relationships.incubators.data.length > 1).length).toBe(1);
  });
  it("sees startups enter each phase in the course of 2024, and announces one for later", () => {
    const [before, after] = [current(FIRST), current(LAST)];
    const entered = [...after].flatMap(([id, phase]) => (before.get(id) === phase ? [] : [phase]));
    for (const phase of ["investigation", "construction", "acceleration", "consolidation", "transfere", "abandon"])
      expect(entered).toContain(phase);
    const future = entries(LAST).filter(({ attributes }) => attributes.phases.some(({ start }) => start > LAST));
    expect(future.map(({ id }) => id)).toEqual(["aides-territoires"]);
  });
  it("has events of every kind, of which some come in 2024", () => {
    const kinds = (day: string) => entries(day).flatMap(({ attributes }) => attributes.events.map(({ name }) => name));
    for (const kind of ["committee", "product_launch", "national_impact", "fast", "end"])
      expect(kinds(LAST)).toContain(kind);
    expect(kinds(LAST).length).toBeGreaterThan(kinds(FIRST).length + 10);
  });
  it("has a page of figures for about 57 % of the active startups, and for none of one incubator", () => {
    const phases = current(LAST);
    const active = entries(LAST).filter(({ id }) => ACTIVE.includes(phases.get(id) ?? ""));
    const share = active.filter(({ attributes }) => attributes.stats_url !== "").length / active.length;
    expect(share).toBeGreaterThan(0.54);
    expect(share).toBeLessThan(0.6);
    const silent = entries(LAST).filter(({ relationships }) => relationships.incubator.data.id === "culture.lab");
    expect(silent.length).toBeGreaterThanOrEqual(4);
    expect(silent.filter(({ attributes }) => attributes.stats_url !== "")).toEqual([]);
    const withSources = new Set(declarations.map(({ startup }) => startup));
    expect(silent.filter(({ id }) => withSources.has(id))).toEqual([]);
  });
  it("knows every startup with sources, by the same name, or it is declared beside it", () => {
    const names = new Map(entries(LAST).map(({ id, attributes }) => [id, attributes.name]));
    const beside = new Map(DeclaredServices.parse(declaredOn(LAST)).map(({ startup, name }) => [startup, name]));
    expect(beside.size).toBe(3);
    expect([...beside.keys()].filter((id) => names.has(id))).toEqual([]);
    for (const { startup, name } of declarations)
      expect([startup, names.get(startup) ?? beside.get(startup)]).toEqual([startup, name]);
    expect(declarations.length).toBeGreaterThanOrEqual(32);
  });
});
