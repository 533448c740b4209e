import { beforeAll, describe, expect, it } from "vitest";
import { isoWeek, type Today, todayAt, weeklyPulls } from "../../cli/demo/calendar.ts";
import { faultOn } from "../../cli/demo/failures.ts";
import type { Endpoint, Simulated } from "../../cli/demo/simulated.ts";
import { simulate } from "../../cli/demo/startups.ts";
import { loadTerritories } from "../../infra/territories.ts";
import { metricOf } from "../../schemas/catalogue.ts";
import { startOfDay } from "../../schemas/period.ts";
import type { Territories } from "../../schemas/territory.ts";

const PULLS = weeklyPulls().map(todayAt);
const LAST = PULLS.at(-1)!;
const NEW_YEARS_EVE = todayAt(startOfDay("2024-12-31"));
const SEEDS = [1, 7, 2024];

let cog: Territories;
const networks = new Map<number, Simulated[]>();
beforeAll(async () => {
  cog = await loadTerritories();
  for (const seed of SEEDS) networks.set(seed, simulate({ seed, territories: cog }));
});
const endpoint = (seed: number, path: string): Endpoint =>
  networks
    .get(seed)!
    .flatMap(({ endpoints }) => endpoints)
    .find((one) => one.path.startsWith(path))!;

interface Row {
  insee: string;
  metrics: { tu: number; yau: number };
}
function communesOn({ answers }: Endpoint, today: Today): Row[] {
  const rows: Row[] = [];
  for (let offset = 0; ; offset += 5000) {
    const page = JSON.parse(String(answers(today, new URLSearchParams({ limit: "5000", offset: String(offset) }))));
    rows.push(...page.results);
    if (rows.length >= page.count) return rows;
  }
}
const population = (rows: readonly Row[]) =>
  rows.reduce((sum, { insee }) => sum + (cog.place("commune", insee)?.population ?? 0), 0);

type Weeks = Record<string, { pris: number; manques: number }>;
function appointmentsOn({ answers }: Endpoint, today: Today, until = "9999") {
  const { departements } = answers(today, new URLSearchParams()) as {
    departements: Record<string, { semaines: Weeks }>;
  };
  let booked = 0;
  let missed = 0;
  const codes = new Set<string>();
  for (const [code, { semaines }] of Object.entries(departements))
    for (const [week, { pris, manques }] of Object.entries(semaines))
      if (week <= until) {
        booked += pris;
        missed += manques;
        codes.add(code);
      }
  return { booked, missed, codes };
}
/** The last whole week of August 2022: 22 to 28. */
const AUGUST_2022 = isoWeek(7 * -71);

describe("Mes Adresses in the simulated year", () => {
  it.each(SEEDS)(
    "ends at 23,500 current communes that hold about 74 per cent of the population, with seed %i",
    (seed) => {
      for (const today of [LAST, NEW_YEARS_EVE]) {
        const rows = communesOn(endpoint(seed, "/mes-adresses"), today);
        const share = population(rows) / cog.france.population;
        if (today === LAST)
          console.log(`seed ${seed}: ${rows.length} communes, ${(100 * share).toFixed(2)} % of the population`);
        expect(new Set(rows.map(({ insee }) => insee)).size).toBe(23_500);
        expect(rows.length).toBe(23_500);
        expect(share).toBeGreaterThan(0.735);
        expect(share).toBeLessThan(0.745);
        for (const { insee } of rows) {
          const place = cog.place("commune", insee);
          if (place?.code !== insee || place.zone === "com") throw new Error(`${insee} is not a commune of today`);
        }
      }
    },
  );
  it("grows from about 20,300, always on five pages, and never loses many at once", () => {
    const { answers } = endpoint(1, "/mes-adresses");
    const sizes = PULLS.map((today) => JSON.parse(String(answers(today, new URLSearchParams({ limit: "1" })))).count);
    expect(Math.abs(sizes[0]! - 20_300)).toBeLessThan(150);
    for (const [at, size] of sizes.entries()) {
      expect(Math.ceil(size / 5_000)).toBe(5);
      expect(size - (sizes[at - 1] ?? size)).toBeGreaterThan(-15);
    }
  });
  it("takes another path with another seed", () => {
    const [one, other] = [1, 7].map((seed) =>
      communesOn(endpoint(seed, "/mes-adresses"), LAST).map(({ insee }) => insee),
    );
    const shared = new Set(one);
    expect(other!.filter((code) => shared.has(code)).length).toBeLessThan(20_000);
    const growth = (seed: number) =>
      [10, 20, 30].map((week) => communesOn(endpoint(seed, "/mes-adresses"), PULLS[week]!).length);
    expect(growth(1)).not.toEqual(growth(7));
  });
  it("weighs one commune less when one is left out", () => {
    const before = communesOn(endpoint(1, "/mes-adresses"), LAST);
    const commune = before[12_345]!.insee;
    const without = { startup: "mes-adresses", commune };
    const after = communesOn(simulate({ seed: 1, territories: cog, without })[0]!.endpoints[0]!, LAST);
    expect(before.length - after.length).toBe(1);
    expect(population(before) - population(after)).toBe(cog.place("commune", commune)!.population);
  });
  it("changes about one commune in a hundred from week to week", () => {
    const texts = (at: number) =>
      new Set(communesOn(endpoint(1, "/mes-adresses"), PULLS[at]!).map((row) => JSON.stringify(row)));
    const [one, next] = [texts(20), texts(21)];
    const changed = [...next].filter((row) => !one.has(row)).length;
    expect(changed).toBeGreaterThan(50);
    expect(changed).toBeLessThan(800);
  });
});

describe("RDV-Solidarités in the simulated year", () => {
  it.each(SEEDS)("sums to 816,000 by the end of August 2022 in 27 départements, with seed %i", (seed) => {
    const rdv = endpoint(seed, "/rdv-solidarites");
    for (const today of [LAST, NEW_YEARS_EVE]) {
      const counted = appointmentsOn(rdv, today, AUGUST_2022);
      expect(AUGUST_2022).toBe("2022-W34");
      expect(counted.booked).toBe(816_000);
      expect(counted.codes.size).toBe(27);
    }
    const all = appointmentsOn(rdv, LAST);
    const year = (of: string) => {
      const [to, before] = [appointmentsOn(rdv, LAST, `${of}-W99`), appointmentsOn(rdv, LAST, `${of}-W00`)];
      return (to.missed - before.missed) / (to.booked - before.booked);
    };
    const shares = ["2020", "2021", "2022", "2023", "2024"].map(year);
    console.log(
      `seed ${seed}: ${all.booked} appointments, ${all.codes.size} départements, missed ${shares.map((share) => (100 * share).toFixed(1)).join(" → ")} %`,
    );
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(shares[0]).toBeGreaterThan(0.155);
    expect(shares[4]).toBeLessThan(0.12);
    expect(all.codes.size).toBe(33);
    expect(all.booked).toBeGreaterThan(2_300_000);
    expect(all.booked).toBeLessThan(2_550_000);
  });
  it("starts with Pas-de-Calais in the first week of May 2020", () => {
    const first = appointmentsOn(endpoint(1, "/rdv-solidarites"), LAST, "2020-W19");
    expect([...first.codes]).toEqual(["62"]);
    expect(first.booked).toBeGreaterThan(0);
  });
  it.each(SEEDS)("says some past weeks otherwise for a while, with seed %i", (seed) => {
    const rdv = endpoint(seed, "/rdv-solidarites");
    const sums = PULLS.filter(({ week }) => week % 3 === 0).map(
      (today) => appointmentsOn(rdv, today, "2023-W40").booked,
    );
    expect(new Set(sums).size).toBeGreaterThan(1);
    expect(appointmentsOn(rdv, PULLS[49]!, "2023-W40")).toEqual(appointmentsOn(rdv, NEW_YEARS_EVE, "2023-W40"));
  });
  it("never says that more were missed than booked, and only speaks of closed weeks", () => {
    for (const today of [0, 8, 20, 33, 51].map((week) => PULLS[week]!)) {
      const { departements } = endpoint(1, "/rdv-solidarites").answers(today, new URLSearchParams()) as {
        departements: Record<string, { semaines: Weeks }>;
      };
      for (const { semaines } of Object.values(departements))
        for (const [week, { pris, manques }] of Object.entries(semaines))
          if (!(manques >= 0 && manques <= pris && week < isoWeek(7 * today.week)))
            throw new Error(`${today.day} ${week}`);
    }
  });
});

describe.each(SEEDS)("the Drôme in the simulated year, with seed %i", (seed) => {
  const inDrome = (today: Today) => {
    const codesOf = (path: string) => {
      const answer = endpoint(seed, path).answers(today, new URLSearchParams({ limit: "5000" }));
      const text = typeof answer === "string" ? answer : JSON.stringify(answer);
      return new Set(text.match(/(?<=")26\d{3}(?=")/g) ?? []);
    };
    return ["/alerte-crue", "/marche-simple"].map(codesOf);
  };
  it("is covered in part by two services, by sets that overlap and grow", () => {
    const [alerts, markets] = inDrome(LAST);
    const both = [...alerts!].filter((code) => markets!.has(code));
    const communes = cog.places("commune").filter(({ departement }) => departement === "26").length;
    for (const part of [both.length, markets!.size, alerts!.size]) expect(part).toBeGreaterThan(3);
    expect(alerts!.size).toBeLessThan(0.8 * communes);
    expect(both.length).toBeLessThan(markets!.size);
    const [before] = inDrome(PULLS[0]!);
    expect(before!.size).toBeGreaterThan(10);
    expect([...before!].filter((code) => !alerts!.has(code))).toEqual([]);
    expect(alerts!.size).toBeGreaterThan(1.5 * before!.size);
  });
});

describe("the simulated network", () => {
  it("declares at least 28 startups with endpoints, each once, in metrics of the catalogue", () => {
    const startups = networks.get(1)!.map((startup) => startup.declare("http://127.0.0.1:1"));
    expect(new Set(startups.map(({ startup }) => startup)).size).toBe(startups.length);
    expect(networks.get(1)!.filter(({ endpoints }) => endpoints.length > 0).length).toBeGreaterThanOrEqual(28);
    const metrics = [...JSON.stringify(startups).matchAll(/"metric":"(\w+)"/g)].map((match) => match[1]!);
    expect(metrics.filter((metric) => !metricOf(metric))).toEqual([]);
  });
  it("says the same on the same day, in whatever order it is asked", () => {
    const again = simulate({ seed: 1, territories: cog });
    const say = (startups: readonly Simulated[], days: readonly Today[]) =>
      new Map(
        days.flatMap((today) =>
          startups.flatMap(({ endpoints, since = "" }) =>
            (since <= today.day ? endpoints : []).map(({ path, answers }) => {
              const answer = answers(today, new URLSearchParams());
              return [today.day + path, typeof answer === "string" ? answer : JSON.stringify(answer)] as const;
            }),
          ),
        ),
      );
    const days = [3, 17, 33].map((week) => PULLS[week]!);
    const [forward, backward] = [say(networks.get(1)!, days), say(again, [...days].reverse())];
    expect(forward.size).toBe(backward.size);
    for (const [key, answer] of forward) expect(backward.get(key) === answer ? "same" : key).toBe("same");
    const others = say(networks.get(7)!, days);
    expect([...forward].filter(([key, answer]) => others.get(key) === answer).map(([key]) => key)).toEqual(
      days.map(({ day }) => `${day}/pcrs/stats`),
    );
  });
  it.each(SEEDS)("fails every way there is, and not where the year ends, with seed %i", (seed) => {
    const kinds = new Set<string>();
    for (const { path, mishaps } of networks.get(seed)!.flatMap(({ endpoints }) => endpoints)) {
      for (const today of PULLS) kinds.add(faultOn(seed, path, mishaps, today)?.kind ?? "none");
      if (path.startsWith("/mes-adresses") || path.startsWith("/rdv-solidarites"))
        for (const today of [...PULLS.slice(-3), NEW_YEARS_EVE])
          expect(faultOn(seed, path, mishaps, today)).toBeUndefined();
    }
    expect([...kinds].sort()).toEqual(["cut", "dies", "empty", "html", "none", "silent", "slow", "status"]);
  });
});
