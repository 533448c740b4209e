// Figures that leave in the national schema of impact, over real HTTP, and come in again by the kind that reads it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { IMPACT_COLUMNS } from "../../schemas/impact-schema.ts";
import { Declaration } from "../../schemas/source.ts";
import { type Answer, type DoubtHouse, openDoubtHouse } from "../support/doubt-house.ts";

const months = [
  { m: "2026-01", visits: 1204 },
  { m: "2026-02", visits: 1388.5 },
];
const answers = new Map<string, Answer>([
  ["one", { body: { open: { "Jeux publiés": "57 911" }, months } }],
  ["two", { body: { open: { "Jeux publiés": "12" }, months: [{ m: "2026-02", visits: 0 }] } }],
]);
const exported = (startup: string) => `${place.url}/api/v1/startups/${startup}/schema-impact.csv`;
/** Every figure of a startup, by metric, place and period. */
async function figures(startup: string) {
  const { rows } = await place.models.figures({ startup, limit: 1000, offset: 0 });
  return rows.map((one) => [one.metric, one.level, one.code, one.grain, one.first, one.value].join(" ")).sort();
}
const lines = (text: string) => text.trim().split("\r\n");

let place: DoubtHouse;
beforeAll(async () => {
  place = await openDoubtHouse(["one", "two"], answers, "2026-03-01T05:00:00Z");
  await place.pull("2026-03-01T05:00:00Z");
}, 60_000);
afterAll(() => place?.close());

describe("the export in the national schema of impact", () => {
  it("has the 17 columns, and a line for each figure of the service", async () => {
    const reply = await fetch(exported("one"));
    expect(reply.headers.get("content-type")).toContain("text/csv");
    const [head, ...rows] = lines(await reply.text());
    expect(head?.split(",")).toEqual(IMPACT_COLUMNS);
    expect(rows).toHaveLength(3);
    expect(rows.find((row) => row.includes("2026-02-28"))).toMatch(/Service one,Visites,1388\.5,unité,false,/);
  });
  it("of all services is that of each, one after the other", async () => {
    const all = lines(await (await fetch(`${place.url}/api/v1/schema-impact.csv`)).text());
    const each = await Promise.all(["one", "two"].map(async (id) => lines(await (await fetch(exported(id))).text())));
    expect(all).toEqual([all[0], ...each.flatMap(([, ...rows]) => rows)]);
    expect(all).toHaveLength(6);
  });
  it("gives the same figures when it is imported", async () => {
    const read = [
      { metric: "visites", indicateur: "Visites" },
      { metric: "jeux_de_donnees", indicateur: "Jeux de données" },
    ];
    const copy = Declaration.parse({
      ...{ startup: "copy", name: "Copy" },
      sources: [{ source: "impact", kind: "schema-impact", settings: { url: exported("one"), figures: read } }],
    });
    const before = await figures("one");
    await place.pull("2026-03-02T05:00:00Z", [copy]);
    expect(before).toHaveLength(3);
    expect(await figures("copy")).toEqual(before);
  });
  it("is of a past day and as known then, and refuses what there is not", async () => {
    answers.set("one", { body: { open: { "Jeux publiés": "58 000" }, months } });
    await place.pull("2026-03-03T05:00:00Z");
    const now = await (await fetch(exported("one"))).text();
    const then = await (await fetch(`${exported("one")}?as_of=2026-03-01`)).text();
    expect([now.includes(",58000,"), then.includes(",57911,"), then.includes("58000")]).toEqual([true, true, false]);
    expect((await fetch(exported("nobody"))).status).toBe(404);
    expect((await fetch(`${exported("one")}?day=1999-01-01`)).status).toBe(422);
    expect((await fetch(`${exported("one")}?jour=1`)).status).toBe(400);
    expect(await place.html("/startups/one")).toContain('href="/api/v1/startups/one/schema-impact.csv"');
  });
});
