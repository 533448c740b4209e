// What Relevé promises of an answer's meaning, in figures, over the real log, processor, embedded warehouse and pages.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../dashboards/routes.tsx";
import { openHttpClient } from "../../infra/http/client.ts";
import { readAnswer } from "../../ingestors/endpoints/index.ts";
import { pullAll } from "../../ingestors/pull.ts";
import type { FactEvent } from "../../schemas/events.ts";
import { newEventId } from "../../schemas/ids.ts";
import { addDays, type Grain } from "../../schemas/period.ts";
import { Declaration } from "../../schemas/source.ts";
import { readTest, TEST_KIND } from "../model/test-kind.ts";
import { communesPage, communesStartup } from "../support/directory.ts";
import { answered, declared, pageOf, pushed, type Stated, unchanged } from "../support/facts.ts";
import { type House, openHouse } from "../support/house.ts";
import { loopback } from "../support/loopback.ts";
import { figures } from "../support/network.ts";

let house: House;
let now = 0;
let codes: string[];
const html = async (path: string) => (await createApp({ models: house.models }).request(path)).text();
const model = (id: string) => house.models.startup(id, {});
/** Values by period or day, of the cells that a query gives. */
const values = async (query: Record<string, unknown>) => (await figures(house, query)).rows.map(({ value }) => value);
/** Appends facts, the log's time being theirs. @returns the offset of the last. */
async function given(...facts: readonly FactEvent[]): Promise<number> {
  let offset = 0;
  for (const fact of facts) {
    now = Date.parse(fact.at);
    offset = (await house.append(fact))[0]?.offset ?? 0;
  }
  return offset;
}
async function count(table: string, where: string): Promise<number> {
  const [row] = await house.warehouse.query<{ n: number }>(`SELECT count() AS n FROM ${table} WHERE ${where}`);
  return Number(row?.n);
}
const startup = (id: string, at: string) =>
  declared({ startup: id, name: id, sources: [{ source: "s", kind: TEST_KIND }] }, at);
const users = (code: string, value: number): Stated => ({ metric: "utilisateurs", level: "commune", code, value });
const maps = (value: number | null): Stated => ({ metric: "cartes_publiees", value });

beforeAll(async () => {
  const read: typeof readTest = (reader, answer) => (reader.kind === TEST_KIND ? readTest : readAnswer)(reader, answer);
  house = await openHouse({ clock: () => now, read });
  codes = house.territories.places("commune").map(({ code }) => code);
});
afterAll(() => house?.close());

describe("ten identical daily pulls of 23,500 communes", () => {
  const by = (day: number) => ({ startup: "grand", source: "s", at: addDays("2026-03-01", day) });
  const communes = (changed: number) => codes.slice(0, 23_500).map((code, at) => users(code, at < changed ? 11 : 10));

  it("leave 23,500 observation rows and ten confirmations", async () => {
    const first = await given(startup("grand", "2026-02-28"), answered(by(0), communes(0)));
    for (let day = 1; day < 9; day++) await given(unchanged(by(day), first));
    await given(answered(by(9), communes(0)));
    await house.caughtUp();
    expect(await count("observations", "startup = 'grand'")).toBe(23_500);
    expect(await count("statements", "startup = 'grand' AND status = 'counted' AND cells = 23500")).toBe(10);
    expect(await count("statements", "startup = 'grand' AND new = 23500 AND same = 0")).toBe(1);
    expect(await count("statements", "startup = 'grand' AND same = 23500 AND new + changed + absent = 0")).toBe(9);
    expect((await model("grand"))?.sources[0]).toMatchObject({ answers: 10, unchanged: 8, failures: 0 });
  });

  it("then one with 1 % changed adds 235", async () => {
    await given(answered(by(10), communes(235)));
    await house.caughtUp();
    expect(await count("observations", "startup = 'grand'")).toBe(23_735);
    expect(await count("statements", "startup = 'grand' AND changed = 235 AND same = 23265")).toBe(1);
  });
});

describe("a late statement about an older day", () => {
  it("changes that day only: D1=5, D3=5, then D2=7", async () => {
    const of = (asAt: string, at: string, value: number) =>
      pushed({ startup: "tardif", source: "s", at, asAt }, [maps(value)]);
    await given(
      startup("tardif", "2026-03-01"),
      of("2026-03-01", "2026-03-02", 5),
      of("2026-03-03", "2026-03-04", 5),
      of("2026-03-02", "2026-03-05", 7),
    );
    await house.caughtUp();
    const on = (day: string) => values({ startup: "tardif", day });
    expect([await on("2026-03-01"), await on("2026-03-02"), await on("2026-03-03")]).toEqual([["5"], ["7"], ["5"]]);
    expect(await on("2026-03-20")).toEqual(["5"]);
  });
});

describe("a rolling window", () => {
  it("of 13 months retracts nothing in two years", async () => {
    const month = (at: number) => new Date(Date.UTC(2023, at, 1)).toISOString().slice(0, 10);
    await given(startup("fenetre", "2023-01-01"));
    for (let last = 12; last < 36; last++) {
      const rows = Array.from({ length: 13 }, (_, at) => last - 12 + at).map(
        (at): Stated => ({ metric: "demarches_terminees", grain: "month", first: month(at), value: 100 + at }),
      );
      await given(answered({ startup: "fenetre", source: "s", at: addDays(month(last + 1), 1) }, rows));
    }
    await house.caughtUp();
    expect(await count("observations", "startup = 'fenetre' AND op = 'absent'")).toBe(0);
    expect(await count("observations", "startup = 'fenetre'")).toBe(36);
    expect(await values({ startup: "fenetre", grain: "month" })).toEqual(
      Array.from({ length: 36 }, (_, at) => String(100 + at)),
    );
  });
});

describe("an answer that looks like an accident", () => {
  const by = (id: string, at: string) => ({ startup: id, source: "s", at });
  const scope = [{ metric: "utilisateurs", levels: ["commune"] as const }];
  it("with no figure at all is held, and no figure changes", async () => {
    const ten = codes.slice(0, 10).map((code) => users(code, 1));
    await given(startup("vide", "2026-03-01"), answered(by("vide", "2026-03-02"), ten));
    await given(answered({ ...by("vide", "2026-03-03"), scope }, []));
    await house.caughtUp();
    expect((await figures(house, { startup: "vide" })).count).toBe(10);
    const page = await model("vide");
    expect(page).toMatchObject({ freshness: { state: "held" } });
    expect(page?.sources[0]?.held).toMatchObject([{ reason: "empty", cells: 0 }]);
    expect(await html("/startups/vide")).toContain("retenu (à vérifier)");
  });
  it("that loses more than 20 % is held; one that loses 20 % counts", async () => {
    const some = (most: number) => codes.slice(0, most).map((code) => users(code, 1));
    await given(startup("perte", "2026-03-01"), answered(by("perte", "2026-03-02"), some(100)));
    await given(answered(by("perte", "2026-03-03"), some(79)));
    await house.caughtUp();
    expect((await figures(house, { startup: "perte" })).count).toBe(100);
    expect((await model("perte"))?.freshness.state).toBe("held");
    expect((await model("perte"))?.sources[0]?.held).toMatchObject([{ reason: "loss", cells: 79, absent: 21 }]);
    await given(answered(by("perte", "2026-03-04"), some(80)));
    await house.caughtUp();
    expect((await figures(house, { startup: "perte" })).count).toBe(80);
  });
});

describe("a day, an ISO week and a month that start together", () => {
  it("stay three figures", async () => {
    const of = (grain: Grain, value: number): Stated => ({ metric: "rdv_pris", grain, first: "2025-09-01", value });
    await given(startup("debut", "2025-09-01"));
    await given(
      answered({ startup: "debut", source: "s", at: "2025-10-02" }, [of("day", 3), of("week", 20), of("month", 80)]),
    );
    await house.caughtUp();
    for (const [grain, value] of [
      ["day", "3"],
      ["week", "20"],
      ["month", "80"],
    ] as const)
      expect(await values({ startup: "debut", grain })).toEqual([value]);
    expect(await count("observations", "startup = 'debut'")).toBe(3);
  });
});

describe("a paged endpoint that dies on page 3 of 5", () => {
  it("changes no figure, and the startup's page says so", async () => {
    let dies = false;
    const server = await loopback((request, response) => {
      const { searchParams } = new URL(request.url ?? "/", "http://localhost");
      if (dies && searchParams.get("offset") === "200") response.destroy();
      else response.end(communesPage(codes.slice(0, dies ? 450 : 500), searchParams));
    });
    const declarations = [Declaration.parse(communesStartup("pages", server.url))];
    const http = openHttpClient({
      timeoutMs: 5_000,
      maxBytes: 1e6,
      maxUnpackedBytes: 1e6,
      allowLoopback: true,
      contact: "",
    });
    const pull = async (at: string) => {
      now = Date.parse(at);
      const [clock, signal] = [() => now, () => undefined];
      const report = await pullAll({ declarations, log: house.log, http, clock, signal, newId: newEventId });
      await house.caughtUp();
      return report.results[0]?.outcome;
    };
    expect(await pull("2026-03-20T12:00:00Z")).toBe("answered");
    expect(server.asked).toHaveLength(5);
    const before = await values({ startup: "pages" });
    dies = true;
    expect(await pull("2026-03-21T12:00:00Z")).toBe("failed");
    expect(await values({ startup: "pages" })).toEqual(before);
    expect(before).toHaveLength(500);
    const source = (await model("pages"))?.sources[0];
    expect(source).toMatchObject({ answers: 1, failures: 1, lastFailure: { page: 3 } });
    expect(await html("/startups/pages")).toMatch(/lecture du 21 mars 2026.* a échoué à la page 3 : aucun chiffre/);
    await server.close();
  });
});

describe("what has no meaning", () => {
  it("is refused: a sum of different people, with the legal question", async () => {
    const of = (first: string, value: number): Stated => ({
      metric: "utilisateurs_actifs_mois",
      grain: "month",
      first,
      value,
    });
    await given(startup("gens", "2026-03-01"));
    await given(
      answered({ startup: "gens", source: "s", at: "2026-03-02" }, [of("2026-01-01", 10), of("2026-02-01", 12)]),
    );
    await house.caughtUp();
    const refused = await figures(house, { startup: "gens", metric: "utilisateurs_actifs_mois", sum: "time" }).catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({
      code: "RELEVE_SUM_ILLEGAL",
      hint: "demandez la dernière période, ou chaque période côte à côte",
    });
    const app = createApp({ models: house.models });
    const reply = await app.request("/api/v1/figures?startup=gens&metric=utilisateurs_actifs_mois&sum=time");
    expect(reply.status).toBe(422);
  });
  it("is not made up: null is no figure, and not 0", async () => {
    await given(startup("nul", "2026-03-01"), pushed({ startup: "nul", source: "s", at: "2026-03-02" }, [maps(5)]));
    await given(pushed({ startup: "nul", source: "s", at: "2026-03-03" }, [maps(null)]));
    await given(startup("zero", "2026-03-01"), pushed({ startup: "zero", source: "s", at: "2026-03-03" }, [maps(0)]));
    await house.caughtUp();
    expect([await values({ startup: "nul" }), await values({ startup: "zero" })]).toEqual([[null], ["0"]]);
    expect((await model("nul"))?.panels[0]?.figure.value).toBeNull();
    expect((await model("zero"))?.panels[0]?.figure.value).toBe("0");
  });
});

describe("the ledger adds up", () => {
  it("answers = statements + rejects + held + duplicates; cells stated = new + changed + same + unreadable", async () => {
    const by = { startup: "registre", source: "s" };
    const twice = answered({ ...by, at: "2026-03-02" }, [maps(5)]);
    const page = { ...answered({ ...by, at: "2026-03-04" }, [maps(5)]), pages: [pageOf("<html>")] };
    await given(startup("registre", "2026-03-01"), twice, { ...twice, at: "2026-03-03T12:00:00.000Z" }, page);
    await given(
      answered(
        { ...by, at: "2026-03-05" },
        [...Array(30)].map((_, at) => users(codes[at] ?? "", at + 1)),
      ),
    );
    const unreadable = codes.slice(0, 30).map((code, at) => users(code, at ? at + 1 : Number.MAX_VALUE));
    await given(answered({ ...by, at: "2026-03-06" }, unreadable));
    await house.caughtUp();
    const answers = "type IN ('endpoint.answered', 'endpoint.unchanged', 'declaration.received')";
    const one = "startup = 'registre'";
    const state = (status: string, where: string) =>
      house.warehouse
        .query<{ n: number }>(
          `SELECT count() AS n FROM (SELECT argMax(status, off) AS state FROM statements WHERE ${where}
           GROUP BY startup, source, said) WHERE state = '${status}'`,
        )
        .then(([row]) => Number(row?.n));
    for (const where of [one, "1"]) {
      const duplicates = await count("raw_events", `${where} AND duplicate = 1 AND ${answers}`);
      const [counted, held] = [await state("counted", where), await state("held", where)];
      const rejects = await count("rejects", where);
      expect(await count("raw_events", `${where} AND ${answers}`)).toBe(counted + held + rejects + duplicates);
      if (where === one)
        expect({ counted, held, rejects, duplicates }).toEqual({ counted: 3, held: 0, rejects: 1, duplicates: 1 });
    }
    expect(await count("statements", "status = 'counted' AND cells != new + changed + same + unreadable")).toBe(0);
    expect(await count("statements", `${one} AND unreadable = 1 AND cells = 30 AND same = 29`)).toBe(1);
    expect(await count("statements", "status = 'counted'")).toBeGreaterThan(45);
  });
});
