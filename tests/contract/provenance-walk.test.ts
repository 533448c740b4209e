// From any figure back to the bytes, over the real log, processor and embedded warehouse: what people decided, what a
// ratio or a total is made of, and where every link "where this figure comes from" leads.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../dashboards/routes.tsx";
import { type House, openHouse } from "../support/house.ts";
import { figures, panel } from "../support/network.ts";
import { feedProvenance, MONTHS } from "../support/provenance-house.ts";

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
  it("is said to be a correction, not to come from its source: page and API", async () => {
    const { figure } = await panel(house, "series", "epsilon", "cartes_publiees");
    expect(figure).toMatchObject({ value: "51", source: null, corrected: [{ proposal: proposals.epsilon }] });
    const page = await html("/en/startups/epsilon");
    expect(page).toContain('Source: <a href="/en/decisions?startup=epsilon">correction, see the decisions</a>');
    expect(page).not.toContain("Source: Source stats");
    const { rows } = await figures(house, { startup: "epsilon" });
    expect(rows).toMatchObject([{ value: "51", source: "", correction: { proposal: proposals.epsilon } }]);
    const { cells } = await house.models.lineage({ startup: "epsilon", metric: "cartes_publiees" });
    expect(cells?.rows).toMatchObject([{ source: "", correction: proposals.epsilon }]);
  });
  it("marks the ratio that it is a part of, above or below the line", async () => {
    const ratio = await panel(house, "ratio", "zeta", "part_bio");
    expect(ratio.figure).toMatchObject({
      source: { id: "stats" },
      corrected: [{ proposal: proposals.zeta, reason: "the import of that day was wrong" }],
    });
    const one = await panel(house, "ratio", "gamma", "part_bio");
    expect(one.figure).not.toHaveProperty("corrected");
    const { rows } = await figures(house, { startup: "zeta", metric: "part_bio" });
    expect(rows.map(({ first, correction }) => [first, correction?.proposal])).toEqual(
      MONTHS.map((first, month) => [first, month === 1 ? proposals.zeta : undefined]),
    );
    expect(await read("/en/startups/zeta")).toMatch(/Share of organic food.*Figure corrected, decided on 21 Nov/);
  });
});
