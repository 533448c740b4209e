// The end of the simulated year, in its last two pulls: the whole year is lived through by tests/demo.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadTerritories } from "../../infra/territories.ts";
import { appointments, coverage, type Demo, endDemos, lived } from "../support/demo.ts";
import { releve } from "../support/program.ts";

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
  it("without one commune: coverage falls by 1, and the population by its inhabitants", async () => {
    const territories = await loadTerritories();
    const code = demo.communes.find((one) => one.startsWith("29")) ?? "";
    const ran = await releve(["demo", "--weeks", "2", "--without", code, "--no-serve", "--json"]);
    expect(ran).toMatchObject({ exit: 0 });
    const services = JSON.parse(ran.out).services as Demo["overview"]["services"];
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
