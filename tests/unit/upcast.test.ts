import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EVENTS } from "../../schemas/events.ts";
import { type Upcasts, upcast } from "../../schemas/upcast.ts";
import { GOLDEN, goldenOf } from "../support/golden.ts";

describe("a fact of an older release", () => {
  const steps: Upcasts = {
    "dock.opened": [
      ({ place, ...rest }) => (place === undefined ? rest : { ...rest, commune: place }),
      ({ boats = 0, ...rest }) => ({ ...rest, boats }),
    ],
  };
  it("gets today's shape, step by step, and only once", () => {
    const today = { type: "dock.opened", commune: "29019", boats: 0 };
    expect(upcast({ type: "dock.opened", place: "29019" }, steps)).toEqual(today);
    expect(upcast(today, steps)).toEqual(today);
  });
  it("is as it is when its type never changed, and what is no fact too", () => {
    for (const json of [{ type: "dock.closed", place: "29019" }, { type: "toString" }, {}, [], "text", 3, null])
      expect(upcast(json, steps)).toBe(json);
  });
});

describe("the golden logs", async () => {
  const versions = readdirSync(GOLDEN);
  const logs = await Promise.all(versions.map((version) => goldenOf(version)));
  const facts = logs.flatMap(({ records }) => records.map(({ fact }) => fact));
  it("hold every type of event: else add it to tests/support/golden-facts.ts, and write the log of the release that has it", () => {
    const types = new Set(facts.map(({ type }) => type));
    expect(Object.keys(EVENTS).filter((type) => !types.has(type))).toEqual([]);
  });
  it("are facts that today's schemas take", () => {
    const refused = facts.filter((fact) => {
      const schema = EVENTS[fact.type as keyof typeof EVENTS];
      return !schema?.safeParse(upcast(fact)).success;
    });
    expect(refused.map(({ type }) => type)).toEqual([]);
  });
});
