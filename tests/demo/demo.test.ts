// The whole simulated year, twice: one seed, then another that comes to the same figures by another path.
import { afterAll, describe, expect, it } from "vitest";
import { appointments, coverage, type Demo, endDemos, lived, panelOf, stateOf } from "../support/demo.ts";
import { tell } from "../support/tell.ts";

const weekly = ({ adresses }: Demo) =>
  panelOf(adresses, "membership", "communes_couvertes").weekly.map(({ value }) => Number(value));

describe("the demo's year 2024", () => {
  afterAll(endDemos);

  it("ends at the same figures by two paths", async () => {
    const [one, other] = [await lived(), await lived("--seed", "7")];
    for (const demo of [one, other]) {
      const { communes, people, all } = coverage(demo);
      const { milestone, now, before } = appointments(demo);
      tell(
        `demo: address after ${demo.startedMs} ms; ${communes} communes, ${((100 * people) / all).toFixed(2)} % of the population; ${milestone?.value} appointments in ${milestone?.territories?.count} départements; missed ${before} % then ${now} %`,
      );
      expect(communes).toBe(23_500);
      expect((100 * people) / all).toBeGreaterThan(73.5);
      expect((100 * people) / all).toBeLessThan(74.5);
      expect(milestone).toMatchObject({ value: "816000", territories: { count: 27 } });
      expect(now).toBeLessThan(before);
      expect(demo.startedMs).toBeLessThan(90_000);
      expect(demo.exit).toBe(0);
      const states = demo.overview.services.map(({ freshness }) => freshness.state);
      for (const state of ["ok", "hand", "held", "late", "cut", "never", "idle"]) expect(states).toContain(state);
      // Under investigation, nothing sent yet; given up in September, its address gone since: neither is late or cut.
      for (const id of ["eau-partagee", "carnet-de-chantier"]) expect(stateOf(demo, id)).toBe("idle");
      const weeks = weekly(demo);
      expect(weeks.length).toBeGreaterThan(45);
      expect(weeks[0]).toBeLessThan(21_000);
      expect(weeks.at(-1)).toBe(23_500);
    }
    expect(weekly(other)).not.toEqual(weekly(one));
    expect(new Set(one.communes).size).toBe(23_500);
    expect([...one.communes].sort()).not.toEqual([...other.communes].sort());
  });
});
