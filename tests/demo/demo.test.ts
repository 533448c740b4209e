// The whole simulated year, twice: one seed, then another that comes to the same figures by another path. Each year's
// pages are read while they are served: every figure against its siblings, and random pairs against every form.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StartupModel } from "../../dashboards/shapes/startup.ts";
import { appointments, coverage, type Demo, endDemos, type Living, living, panelOf, stateOf } from "../support/demo.ts";
import { tell } from "../support/tell.ts";
import { Agreement } from "./agreement.ts";
import { pagesLink } from "./links.ts";
import { incubatorsAgree, listsAgree, metricsAgree, overviewAgrees } from "./network.ts";
import { daysBetween, drawPairs, pairAgrees, type Reached } from "./pairs.ts";
import { territoriesAgree } from "./places.ts";
import { reportsOf } from "./reports.ts";
import { servicesAgree } from "./services.ts";
import { Site } from "./site.ts";

const weekly = ({ adresses }: Pick<Demo, "adresses">) =>
  panelOf(adresses, "membership", "communes_couvertes").weekly.map(({ value }) => Number(value));

/** Of the pairs; `PAIRS_SEED` draws others. */
const SEED = Number(process.env.PAIRS_SEED ?? 2024);
const PAIRS = 200;
/** As README says: an address within two minutes, whatever else the machine does. */
const PROMISED_MS = 120_000;
const DEPARTEMENTS = ["01", "2A", "35", "75", "93", "974"];
/** Rules that only some figures come under: a demo that has none of them would say nothing of them. */
const LOOKED_FOR = [
  "4 weeks are the sum of their weeks",
  "4 weeks are against what was first announced of them",
  "the last week of a state is its Sunday's figure",
  "report: a first announcement is what the report before said",
];
const LINKING = [
  ...["/", "/startups", "/startups/mes-adresses", "/startups/rdv-solidarites", "/startups/umap", "/incubateurs"],
  ...["/indicateurs", "/indicateurs/communes-couvertes", "/indicateurs/rdv-pris", "/territoires", "/qualite"],
  ...["/territoires/france", "/territoires/departement/35", "/territoires/commune/35238"],
];

describe("the demo's year 2024", () => {
  let demo: Living;
  let site: Site;
  let one: Omit<Demo, "exit">;
  beforeAll(async () => {
    demo = await living();
    site = new Site(demo.url);
    one = await demo.read();
  }, 480_000);
  afterAll(endDemos);

  it("says the same number on every page, for every figure and its siblings", async () => {
    const agreement = new Agreement();
    const { day } = one.overview.head;
    const services = await servicesAgree(site, day, agreement);
    const overview = await overviewAgrees(site, day, services, agreement);
    await listsAgree(site, day, overview, agreement);
    await incubatorsAgree(site, day, overview, agreement);
    await metricsAgree(site, day, services, agreement);
    await territoriesAgree(site, day, services, { overview, agreement, departements: DEPARTEMENTS });
    const reports = await reportsOf(site);
    await reports.networkAgrees(site, agreement);
    await pagesLink(site, reports.sundays[0] ?? "", LINKING, agreement);
    tell(`demo: ${agreement.total} siblings of ${services.size} services compared by ${agreement.rules} rules`);
    expect(agreement.differences).toEqual([]);
    expect(agreement.rules).toBeGreaterThan(85);
    for (const rule of LOOKED_FOR) expect(agreement.of(rule), rule).toBeGreaterThan(0);
    expect(agreement.total).toBeGreaterThan(9_000);
  });

  it(`says the same number as page, API, CSV, cells and report, for ${PAIRS} random pairs of a figure and a day`, async () => {
    const agreement = new Agreement();
    const { first, last } = one.overview.head;
    const ids = await site.startups(last);
    const services: StartupModel[] = await Promise.all(ids.map((id) => site.startup(id, last)));
    const reports = await reportsOf(site);
    const reached: Reached = { page: 0, csv: 0, cells: 0, sum: 0, report: 0, absent: 0 };
    const pairs = drawPairs(PAIRS, SEED, { services, days: daysBetween(first, last), sundays: reports.sundays });
    // four at a time: the server has two cores
    for (let at = 0; at < pairs.length; at += 4)
      await Promise.all(pairs.slice(at, at + 4).map((pair) => pairAgrees(site, pair, { agreement, reached, reports })));
    const forms = Object.entries(reached).map(([form, count]) => `${form} ${count}`);
    const found = agreement.differences.length;
    tell(
      `demo: seed ${SEED}: ${PAIRS} pairs, ${found} differences (${agreement.total} comparisons; ${forms.join(", ")})`,
    );
    expect(agreement.differences).toEqual([]);
    const { absent, ...every } = reached;
    for (const count of Object.values(every)) expect(count).toBeGreaterThan(0);
    expect(absent).toBeLessThan(PAIRS / 2);
  });

  it("ends at the same figures by two paths", async () => {
    const ended = { ...one, exit: await demo.end() };
    const again = await living("--seed", "7");
    const other = { ...(await again.read()), exit: await again.end() };
    for (const demo of [ended, other]) {
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
      expect(demo.startedMs).toBeLessThan(PROMISED_MS);
      expect(demo.exit).toBe(0);
      const states = demo.overview.services.map(({ freshness }) => freshness.state);
      for (const state of ["ok", "hand", "held", "late", "cut", "never", "idle"]) expect(states).toContain(state);
      // Under investigation, nothing sent yet; given up in September, its address gone since: neither is late or cut.
      for (const id of ["eau-partagee", "carnet-de-chantier"]) expect(stateOf(demo, id)).toBe("idle");
      const weeks = weekly(demo);
      expect(weeks.length).toBeGreaterThan(45);
      expect(weeks[0]).toBeLessThan(21_000);
      expect(weeks.at(-1)).toBeGreaterThan(23_300); // the last Sunday; the figure of the Monday after it is 23 500
    }
    expect(weekly(other)).not.toEqual(weekly(ended));
    expect(new Set(ended.communes).size).toBe(23_500);
    expect([...ended.communes].sort()).not.toEqual([...other.communes].sort());
  });
});
