// A mended mapping adopted over HTTP, by two people; and whether a metric is defined otherwise now than it was then.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type DoubtHouse, openDoubtHouse } from "../support/doubt-house.ts";

const body = { open: { "Jeux publiés": "57 911", moissonnés: "60 000" }, months: [{ m: "2026-01", visits: 1204 }] };
const answers = new Map<string, Answer>([["one", { body }]]);
let place: DoubtHouse;
let ada: string;
let grace: string;
const figure = async () => {
  const asked = { startup: "one", metric: "jeux_de_donnees", limit: 10, offset: 0 };
  return (await place.models.figures(asked)).rows[0]?.value;
};
const mended = {
  kind: "json",
  version: 2,
  settings: {
    url: "https://one.example/",
    figures: [{ metric: "jeux_de_donnees", value: "/open/moissonnés", numbers: "fr" }],
  },
  definitions: { jeux_de_donnees: 1 },
};
const proposal = (reader?: unknown, source = "stats") => ({
  ...{ startup: "one", reason: "harvested ones count too" },
  decision: { what: "reading.adopted", source, ...(reader === undefined ? {} : { reader }) },
});

beforeAll(async () => {
  place = await openDoubtHouse(["one"], answers, "2026-03-01T05:00:00Z");
  await place.pull("2026-03-01T05:00:00Z");
  [ada, grace] = [await place.token("decide", "Ada"), await place.token("decide", "Grace")];
}, 60_000);
afterAll(() => place?.close());

describe("a reading that is adopted over HTTP", () => {
  it("tells which figures would change, and is in force once a second person approves it", async () => {
    const dry = await place.post("/api/v1/decisions?dry-run=true", ada, proposal(mended));
    expect(dry).toMatchObject({ status: 200, body: { state: "dry run" } });
    expect(dry.body.changes.first).toContainEqual(
      expect.objectContaining({ metric: "jeux_de_donnees", before: "57911", after: "60000" }),
    );
    const { status, body: told } = await place.post("/api/v1/decisions", ada, proposal(mended));
    expect([status, told.state, await figure()]).toEqual([201, "proposed", "57911"]);
    await place.read();
    const taken = await place.post(`/api/v1/decisions/${told.proposal}/approve`, grace, {});
    expect(taken).toMatchObject({ body: { state: "in force" } });
    await place.read();
    expect(await figure()).toBe("60000");
  });
  it("is that of the directory's file where none is given", async () => {
    expect(await place.post("/api/v1/decisions", ada, proposal())).toMatchObject({ status: 201 });
  });
  it("is refused with every fault: a source that is not asked, a kind or settings that there are not", async () => {
    const refused = async (asked: unknown) => await place.post("/api/v1/decisions", ada, asked);
    expect(await refused(proposal(undefined, "sent"))).toMatchObject({
      status: 422,
      body: { code: "RELEVE_DECISION" },
    });
    expect((await refused(proposal({ ...mended, kind: "magic" }))).body.detail).toContain("/reader/kind");
    expect((await refused(proposal({ ...mended, settings: { url: 3 } }))).body.detail).toContain("/reader/settings/");
  });
});

describe("the definition of a metric, then and now", () => {
  const get = async (path: string) => await fetch(`${place.url}/api/v1/indicateurs/${path}`);
  it("is the same as long as nobody defines it anew", async () => {
    const reply = await get("jeux-de-donnees/definition?as_of=2026-03-01");
    expect(reply.headers.get("cache-control")).toBe("no-cache");
    expect(await reply.json()).toMatchObject({ metric: "jeux_de_donnees", changed: false, sentence: null });
    expect((await get("nothing/definition")).status).toBe(404);
  });
});
