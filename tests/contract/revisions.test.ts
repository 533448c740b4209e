// Figures that became others after they were first known, over the real log, processor and embedded warehouse.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EVERY } from "../../dashboards/shapes/list.ts";
import type { Revision } from "../../dashboards/shapes/revisions.ts";
import type { FactEvent } from "../../schemas/events.ts";
import { answered, declared, pushed } from "../support/facts.ts";
import { type House, openHouse } from "../support/house.ts";
import { communes } from "../support/network.ts";

let house: House;
/** Offsets of the facts that revise, by name. */
const places: Record<string, number> = {};
beforeAll(async () => {
  house = await openHouse();
  const codes = house.territories.places("commune").map(({ code }) => code);
  const declare = (startup: string, sources: readonly string[] = ["s"], order: readonly string[] = []) =>
    declared(
      {
        startup,
        name: startup,
        sources: sources.map((source) => ({ source, kind: source === "s" ? "json" : "push", every: "week" as const })),
        ...(order.length > 0 && { order: { jeux_de_donnees: [...order] } }),
      },
      order[0] === "s" ? "2024-12-15" : "2024-09-01",
    );
  const weeks = (at: string, ...values: readonly (readonly [first: string, value: number | null])[]) =>
    answered(
      { startup: "rdv", source: "s", at },
      values.map(([first, value]) => ({ metric: "rdv_pris", grain: "week" as const, first, value })),
    );
  const hand = (at: string, asAt: string, value: number | null) =>
    pushed({ startup: "main", source: "p", at, asAt }, [{ metric: "jeux_de_donnees", value }]);
  const at = (day: string) => ({ startup: "adresses", source: "s", at: day });
  const add = async (name: string, fact: FactEvent) => {
    places[name] = (await house.append(fact)).at(-1)?.offset ?? -1;
  };
  await house.append(
    declare("rdv"),
    declare("main", ["p"]),
    declare("adresses"),
    declare("deux", ["p", "s"], ["p", "s"]),
  );
  await house.append(weeks("2024-11-06", ["2024-10-28", 10], ["2024-11-04", 3]));
  // The week of 4 November is over now: it is first known. That of 28 October is told otherwise.
  await add("restated", weeks("2024-11-13", ["2024-10-28", 12], ["2024-11-04", 7]));
  await house.append(weeks("2024-11-20", ["2024-10-28", 12], ["2024-11-04", 7], ["2024-11-11", 5]));
  await house.append(hand("2024-11-01", "2024-11-01", 40));
  await add("late", hand("2024-11-20", "2024-11-10", 41));
  await add("again", hand("2024-11-25", "2024-11-10", 42));
  await house.append(hand("2024-11-26", "2024-10-01", 1)); // Nothing was known of that day
  await house.append(answered(at("2024-11-04"), communes(codes.slice(0, 100))));
  await house.append(answered(at("2024-11-11"), communes(codes.slice(0, 20))));
  await add("released", answered(at("2024-11-18"), communes(codes.slice(0, 20))));
  for (const [source, value] of [
    ["p", 5],
    ["s", 6],
  ] as const)
    await house.append(
      source === "p"
        ? pushed({ startup: "deux", source, at: "2024-12-01" }, [{ metric: "jeux_de_donnees", value }])
        : answered({ startup: "deux", source, at: "2024-12-01" }, [{ metric: "jeux_de_donnees", value }]),
    );
  await add("declared", declare("deux", ["p", "s"], ["s", "p"]));
  await house.caughtUp();
});
afterAll(() => house.close());

const all = async (query: Parameters<House["models"]["revisions"]>[0] = {}) =>
  (await house.models.revisions(query)).revisions;
const short = ({ startup, metric, cause, fact, count, cells: [cell] }: Revision) => [
  ...[startup.id, metric.key, cause, fact.offset, count, cell?.first, cell?.old, cell?.new],
];

describe("a revision", () => {
  it("has an old and a new figure, when it became known, why, and by which fact; the latest first", async () => {
    expect((await all()).map(short)).toEqual([
      ["deux", "jeux_de_donnees", "declared", places.declared, 1, "2024-12-15", "5", "6"],
      ["main", "jeux_de_donnees", "restated", places.again, 1, "2024-11-10", "41", "42"],
      ["main", "jeux_de_donnees", "late", places.late, 1, "2024-11-10", "40", "41"],
      ["adresses", "communes_couvertes", "released", places.released, 80, "2024-11-11", "1", null],
      ["rdv", "rdv_pris", "restated", places.restated, 1, "2024-10-28", "10", "12"],
    ]);
    const [first] = await all({ startup: "rdv" });
    expect(first).toMatchObject({
      source: "s",
      known: "2024-11-13T12:00:00.000Z",
      changed: 1,
      ceased: 0,
      decision: null,
    });
  });
  it("is never what is told for the first time, however late, nor a period that was still running", async () => {
    const told = (await all()).flatMap(({ cells }) => cells.map(({ first }) => first));
    expect(told).not.toContain("2024-11-04");
    expect(told).not.toContain("2024-10-01");
  });
  it("of many figures is one, with how many ceased, and every one of them when all are asked for", async () => {
    const [some] = await all({ startup: "adresses" });
    expect(some).toMatchObject({ count: 80, changed: 0, ceased: 80 });
    expect(some?.cells).toHaveLength(10);
    expect((await all({ startup: "adresses", page: EVERY }))[0]?.cells).toHaveLength(80);
  });
  it("can be chosen by startup, metric, cause and when it became known", async () => {
    const ids = async (query: Parameters<typeof all>[0]) => (await all(query)).map(({ fact }) => fact.offset);
    expect(await ids({ metric: "rdv_pris" })).toEqual([places.restated]);
    expect(await ids({ cause: "late" })).toEqual([places.late]);
    expect(await ids({ since: "2024-11-25", until: "2024-11-25" })).toEqual([places.again]);
    expect(await ids({ startup: "main", cause: "released" })).toEqual([]);
    await expect(all({ startup: "nobody" })).rejects.toMatchObject({ code: "RELEVE_UNKNOWN_STARTUP" });
    await expect(all({ page: 2 })).rejects.toMatchObject({ code: "RELEVE_UNKNOWN_CHOICE" });
  });
  it("is not known before its fact", async () => {
    const then = house.models.at(Date.parse("2024-11-20T12:00:00.000Z"));
    const known = (await then.revisions({})).revisions.map(({ cause }) => cause).sort();
    expect(known).toEqual(["late", "released", "restated"]);
  });
});
