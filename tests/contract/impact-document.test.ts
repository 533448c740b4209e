// From ten lines of JSON at /.well-known/impact.json to figures: pull, log, processor, warehouse.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHttpClient } from "../../infra/http/client.ts";
import { readAnswer } from "../../ingestors/endpoints/index.ts";
import { pullAll } from "../../ingestors/pull.ts";
import { newEventId } from "../../schemas/ids.ts";
import { Declaration } from "../../schemas/source.ts";
import { type House, openHouse } from "../support/house.ts";
import { type Loopback, loopback, sendJson } from "../support/loopback.ts";
import { figures } from "../support/network.ts";

const http = openHttpClient({
  timeoutMs: 5_000,
  maxBytes: 1e6,
  maxUnpackedBytes: 1e6,
  allowLoopback: true,
  contact: "",
});
let house: House;
let server: Loopback;
let now = 0;
let document: unknown;
beforeAll(async () => {
  house = await openHouse({ clock: () => now, read: readAnswer });
  server = await loopback((request, response) => {
    if (request.url === "/.well-known/impact.json") sendJson(response, document);
    else response.writeHead(404).end();
  });
});
afterAll(async () => {
  await server?.close();
  await house?.close();
});

/** A pull at noon of a day. */
async function pulled(day: string, says: unknown) {
  document = says;
  now = Date.parse(`${day}T12:00:00Z`);
  const sources = [{ source: "site", kind: "releve", settings: { url: server.url } }];
  const declarations = [Declaration.parse({ startup: "a-dock", name: "À quai", sources })];
  const [clock, signal] = [() => now, () => undefined];
  const { results } = await pullAll({ declarations, log: house.log, http, clock, signal, newId: newEventId });
  await house.caughtUp();
  const { rows } = await figures(house, { startup: "a-dock" });
  const told = rows.map(({ metric, code, first, value }) => [metric, code, first, value].filter(Boolean).join(" "));
  return [results[0]?.outcome, ...told];
}
const tours = { level: "commune", code: "37261" };
const visits = { metric: "visites", value: 98000, period: "2026-10" };
const maps = { metric: "cartes_publiees", value: "40321" };
const covered = { metric: "communes_couvertes", value: 1, territory: tours };

describe("a service that states its figures itself", () => {
  it("is asked by its site's address alone, and its figures stand", async () => {
    expect(await pulled("2026-11-20", { version: 1, figures: [maps, visits, covered] })).toEqual([
      "answered",
      "cartes_publiees FR 40321",
      "communes_couvertes 37261 1",
      "visites FR 2026-10-01 98000",
    ]);
  });
  it("corrects what it names, and removes nothing that it no longer names", async () => {
    const figures = [{ ...visits, value: 98100 }];
    expect(await pulled("2026-11-21", { version: 1, figures })).toEqual([
      "answered",
      "cartes_publiees FR 40321",
      "communes_couvertes 37261 1",
      "visites FR 2026-10-01 98100",
    ]);
  });
  it("states a set by its places: a number for the country is refused, and facts of before are read as they were", () => {
    const document = { version: 1, figures: [{ metric: "communes_couvertes", value: 420 }] };
    const page = { url: server.url, contentType: "", bytes: Buffer.from(JSON.stringify(document)) };
    const read = (version: number) =>
      readAnswer({ kind: "releve", version, settings: { url: server.url } }, { pages: [page], moment: now });
    expect(() => read(2)).toThrow(
      expect.objectContaining({ code: "answer.shape", hint: expect.stringContaining("nombre_communes") }),
    );
    expect(read(1).rows).toMatchObject([{ metric: "communes_couvertes", level: "france", value: "420" }]);
  });
  it("changes nothing by a document that cannot be", async () => {
    const wrong = { version: 1, figures: [{ metric: "visite", value: 1, period: "2026-10" }] };
    expect(await pulled("2026-11-22", wrong)).toContain("visites FR 2026-10-01 98100");
  });
});
