// Questions asked at the same time, of different moments and of different startups: each gets its own answer, whole.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openModels } from "../../dashboards/models/models.ts";
import { lastFactsOf } from "../../dashboards/queries/declarations.ts";
import { openFrame } from "../../dashboards/queries/frame.ts";
import { LineStore } from "../../dashboards/queries/line-store.ts";
import { createApp } from "../../dashboards/routes.tsx";
import { answered, declared } from "../support/facts.ts";
import { type House, openHouse } from "../support/house.ts";

const NAMES = Array.from({ length: 12 }, (_, at) => `s${String(at).padStart(2, "0")}`);
const SAID = [
  ["2024-03-02", "100"],
  ["2024-03-10", "200"],
  ["2024-03-20", "300"],
] as const;
const SETTLED = Date.parse("2024-03-19T00:00:00Z");
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("questions at the same time", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
    for (const startup of NAMES) {
      const sources = [{ source: "a", kind: "test", settings: {} }];
      await house.append(declared({ startup, name: startup, sources }, "2024-03-01"));
    }
    for (const [day, value] of SAID)
      for (const startup of NAMES)
        await house.append(answered({ startup, source: "a", at: day }, [{ metric: "jeux_de_donnees", value }]));
    await house.caughtUp();
  });
  afterAll(() => house.close());

  it("of two moments of the past: each gets the figures of its own, for they are kept for ever", async () => {
    const { warehouse, territories } = house;
    for (let round = 0; round < 16; round += 1) {
      const settledUntil = async () => SETTLED;
      const models = openModels({ warehouse, territories, clock: Date.now, demo: true, settledUntil });
      const app = createApp({ models });
      const values = async (day: string) => {
        const reply = await app.request(`/api/v1/figures?metric=jeux_de_donnees&as_of=${day}`);
        expect(reply.headers.get("cache-control")).toContain("immutable");
        const { rows } = (await reply.json()) as { readonly rows: readonly { readonly value: string }[] };
        return rows.map(({ value }) => value);
      };
      const later = pause(round % 8).then(() => values("2024-03-15"));
      expect(await values("2024-03-05")).toEqual(NAMES.map(() => "100"));
      expect(await later).toEqual(NAMES.map(() => "200"));
    }
  });

  it("of more than is kept in memory: nobody is left out", async () => {
    const frame = await openFrame(house.warehouse);
    const last = await lastFactsOf(house.warehouse, frame);
    for (let round = 0; round < 12; round += 1) {
      const store = new LineStore(house.warehouse, 6);
      const all = store.of(frame, NAMES, last);
      await pause(round % 5);
      const few = store.of(frame, NAMES.slice(-2), last);
      expect([...(await all).keys()]).toEqual(NAMES);
      expect((await few).size).toBe(2);
    }
  });
});
