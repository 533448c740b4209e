// The end of the simulated year, in its last two pulls: the whole year is lived through by tests/demo.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declaredOn } from "../../cli/demo/registry/declared.ts";
import { startupsJson } from "../../cli/demo/registry/documents.ts";
import type { PhaseCounts } from "../../dashboards/queries/registry.ts";
import { loadTerritories } from "../../infra/territories.ts";
import { PHASES } from "../../schemas/registry-state.ts";
import { appointments, coverage, type Demo, endDemos, lived, stateOf } from "../support/demo.ts";
import { releve } from "../support/program.ts";
import { phaseByHand } from "../support/registry.ts";

/** How many startups are in each phase, by the registry's documents and the files beside it. */
function phasesByHand(day: string): Record<string, number> {
  const listed = startupsJson(2024, day).data.map(({ attributes }) => attributes.phases);
  const beside = declaredOn(day).map(({ phases }) => phases.map(({ phase, start }) => ({ name: phase, start })));
  const counts: Record<string, number> = Object.fromEntries(PHASES.map((phase) => [phase, 0]));
  for (const phases of [...listed, ...beside]) {
    const phase = phaseByHand(phases, day) ?? "";
    counts[phase] = (counts[phase] ?? 0) + 1;
  }
  return counts;
}

describe("the demo's last two weeks", () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await lived("--weeks", "2");
  });
  afterAll(endDemos);

  it("end with Mes Adresses at 23,500 communes and about 74 % of the population", () => {
    const { communes, people, all } = coverage(demo);
    expect(communes).toBe(23_500);
    expect((100 * people) / all).toBeGreaterThan(73.5);
    expect((100 * people) / all).toBeLessThan(74.5);
  });
  it("show RDV-Solidarités' quoted total, recomputed from the cells, beside a falling share of missed ones", () => {
    const { milestone, now, before } = appointments(demo);
    expect(milestone).toMatchObject({
      value: "816000",
      until: "2022-08-31",
      territories: { level: "departement", count: 27 },
    });
    expect(now).toBeLessThan(before);
    expect(demo.page).toMatch(/816[\s\u00a0\u202f]000/);
    expect(demo.page).toContain("Données simulées");
    expect(demo.exit).toBe(0);
  });
  it("expect nothing of a service under investigation that was to send, nor of one given up whose address is gone", () => {
    expect(stateOf(demo, "eau-partagee")).toBe("idle");
    expect(stateOf(demo, "carnet-de-chantier")).toBe("idle");
    expect(stateOf(demo, "phare-littoral")).toBe("never"); // in construction
  });
  it("list every service as CSV, whatever page is shown", () => {
    const { count, csv } = demo.listed;
    const ids = csv
      .trimEnd()
      .split("\r\n")
      .slice(1)
      .map((line) => line.split(",")[0]);
    expect(count).toBeGreaterThan(40); // three pages
    expect(new Set(ids).size).toBe(count);
  });
  it("without one commune: coverage falls by 1, and the population by its inhabitants", async () => {
    const territories = await loadTerritories();
    const code = demo.communes.find((one) => one.startsWith("29")) ?? "";
    const ran = await releve(["demo", "--weeks", "2", "--without", code, "--no-serve", "--json"], {
      timeoutMs: 200_000,
    });
    expect(ran).toMatchObject({ exit: 0 });
    const { services, registry } = JSON.parse(ran.out) as Demo["overview"] & { registry: PhaseCounts };
    expect(registry).toMatchObject({ day: "2024-12-23", startups: 60, origins: { registre: 57, déclaré: 3 } });
    expect(registry.phases).toEqual(phasesByHand("2024-12-23"));
    const [figure] = services.find(({ id }) => id === "mes-adresses")?.figures ?? [];
    const whole = coverage(demo);
    const inhabitants = territories.place("commune", code)?.population ?? 0;
    expect(inhabitants).toBeGreaterThan(0);
    expect(figure).toMatchObject({
      value: String(whole.communes - 1),
      population: { part: String(whole.people - inhabitants), whole: String(whole.all) },
    });
  });
});
