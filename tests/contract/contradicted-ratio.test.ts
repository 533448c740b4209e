// A ratio one of whose parts is contradicted: the first source decides, and nobody must take it for undisputed.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../dashboards/routes.tsx";
import { declared, pushed, type Stated } from "../support/facts.ts";
import { type House, openHouse } from "../support/house.ts";
import { panel } from "../support/network.ts";

const AT = "2024-11-18T12:00:00.000Z";
const month = (metric: string, first: string, value: number | null): Stated => ({
  ...{ metric, grain: "month", first, value },
});
/** Booked and missed of two months, as the first source has them: 30 of 200. */
const FIRST = [
  month("rdv_pris", "2024-09-01", 100),
  month("rdv_pris", "2024-10-01", 100),
  month("rdv_manques", "2024-09-01", 10),
  month("rdv_manques", "2024-10-01", 20),
];
/** By startup: what the other source says, and the ratio that it would give. */
const OTHERS: Readonly<Record<string, { says: Stated[]; value: string | null; words: string }>> = {
  above: { says: [month("rdv_manques", "2024-10-01", 40)], value: "25", words: "25,0 %" },
  below: { says: [month("rdv_pris", "2024-10-01", 200)], value: "10", words: "10,0 %" },
  both: {
    says: [month("rdv_pris", "2024-10-01", 50), month("rdv_manques", "2024-10-01", 50)],
    value: "40",
    words: "40,0 %",
  },
  // The month that it has no figure of is in no ratio.
  nothing: { says: [month("rdv_manques", "2024-10-01", null)], value: "10", words: "10,0 %" },
  all: {
    says: [month("rdv_manques", "2024-09-01", null), month("rdv_manques", "2024-10-01", null)],
    value: null,
    words: "pas de donnée",
  },
};

let house: House;
beforeAll(async () => {
  house = await openHouse();
  for (const [startup, says] of [
    ...Object.entries(OTHERS).map(([id, { says }]) => [id, says] as const),
    ["agreed", []],
  ] as const) {
    const sources = [
      { source: "base", kind: "push", label: "Base" },
      { source: "export", kind: "push", label: "Export" },
    ];
    const order = { rdv_pris: ["base", "export"], rdv_manques: ["base", "export"] };
    await house.append(
      declared({ startup, name: startup, sources, order }, "2024-08-30"),
      pushed({ startup, source: "base", at: AT }, FIRST),
      pushed({ startup, source: "export", at: AT }, says.length > 0 ? says : FIRST),
    );
  }
  await house.caughtUp();
});
afterAll(() => house.close());

describe("a ratio of which another source contradicts a part", () => {
  it.each(Object.entries(OTHERS))(
    "%s: its word is shown, with the ratio that it would give",
    async (startup, { value, words }) => {
      const { figure } = await panel(house, "ratio", startup, "part_rdv_manques");
      expect(figure).toMatchObject({ value: "15", source: { id: "base" } });
      expect(figure.conflict).toMatchObject([{ source: { id: "export", label: "Export" }, value }]);
      const page = await (await createApp({ models: house.models }).request(`/startups/${startup}`)).text();
      const read = page.replace(/<[^>]*>/g, " ").replace(/[\s ]+/g, " ");
      expect(read).toContain(`Export dit autre chose d’une des deux parts (le rapport serait alors : ${words}) ;`);
    },
  );
  it("that says the same is no conflict", async () => {
    const { figure } = await panel(house, "ratio", "agreed", "part_rdv_manques");
    expect(figure).toMatchObject({ value: "15", conflict: [] });
  });
});
