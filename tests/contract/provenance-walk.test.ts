// From any figure back to the bytes, over the real log, processor and embedded warehouse: what people decided, what a
// ratio or a total is made of, and where every link "where this figure comes from" leads.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../dashboards/routes.tsx";
import { type House, openHouse } from "../support/house.ts";
import { panel } from "../support/network.ts";
import { feedProvenance } from "../support/provenance-house.ts";

let house: House;
let proposals: Awaited<ReturnType<typeof feedProvenance>>;
beforeAll(async () => {
  house = await openHouse();
  proposals = await feedProvenance(house);
});
afterAll(() => house.close());

const html = async (path: string) => (await createApp({ models: house.models }).request(path)).text();
/** Tags away: what is read. */
const read = async (path: string) => (await html(path)).replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

describe("a figure that people decided", () => {
  it("marks the ratio that it is a part of, above or below the line", async () => {
    const ratio = await panel(house, "ratio", "zeta", "part_bio");
    expect(ratio.figure).toMatchObject({
      source: { id: "stats" },
      corrected: [{ proposal: proposals.zeta, reason: "the import of that day was wrong" }],
    });
    const one = await panel(house, "ratio", "gamma", "part_bio");
    expect(one.figure).not.toHaveProperty("corrected");
    expect(await read("/en/startups/zeta")).toMatch(/Share of organic food.*Figure corrected, decided on 21 Nov/);
  });
});
