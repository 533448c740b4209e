// From any figure back to the bytes, over the real log, processor and embedded warehouse: what people decided, what a
// ratio or a total is made of, and where every link "where this figure comes from" leads.

import { createHash } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { printedLineage } from "../../cli/printed-lineage.ts";
import { askedOf } from "../../dashboards/models/lineage-ratio.ts";
import { createApp } from "../../dashboards/routes.tsx";
import { LineageModel } from "../../dashboards/shapes/lineage.ts";
import { readProof, writeProof } from "../../infra/proof/file.ts";
import { TOPICS } from "../../schemas/ports.ts";
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

/** The record at a place of the log. */
async function recordAt(partition: number, offset: number) {
  for await (const record of house.log.read(TOPICS.facts, partition, offset)) return record;
  throw new Error(`no record at ${partition}:${offset}`);
}
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
    const { corrections } = await house.models.lineage({ startup: "zeta", metric: "part_bio" });
    expect(corrections).toMatchObject([{ proposal: proposals.zeta, metric: "achats_bio", decides: true }]);
    expect(await read("/en/startups/zeta")).toMatch(/Share of organic food.*Figure corrected, decided on 21 Nov/);
  });
});

describe("a figure that was sent", () => {
  const ETA = { startup: "eta", metric: "cartes_publiees" } as const;

  it("has the place, size and SHA-256 of the fact itself: those of the record in the log, and in a proof", async () => {
    const { facts } = await house.models.lineage(ETA);
    expect(facts.map(({ type }) => type)).toEqual(["declaration.received", "declaration.received"]);
    const path = join(house.folder, "eta.jsonl");
    async function* own() {
      for (const { partition, offset } of facts) {
        const record = await recordAt(partition, offset);
        yield { ...record, topic: TOPICS.facts, recorded: record.time };
      }
    }
    await writeProof(path, { startup: "eta", claim: {} }, [own]);
    const proof = await readProof(path);
    for (const { partition, offset, record, pages } of facts) {
      const { value } = await recordAt(partition, offset);
      const sha256 = createHash("sha256").update(value).digest("hex");
      expect([record, pages]).toEqual([{ bytes: value.length, sha256 }, []]);
      const written = proof.records.find((one) => one.offset === offset)?.value ?? "";
      expect(createHash("sha256").update(written).digest("hex")).toBe(sha256);
    }
    const [first] = facts;
    expect(printedLineage(await house.models.lineage(ETA))).toContain(
      `the fact itself ${first?.record?.bytes} bytes sha256:${first?.record?.sha256}`,
    );
    expect(await read("/provenance?startup=eta&metric=cartes_publiees")).toContain(
      `le fait lui-même, ${first?.record?.bytes} octets, SHA-256 ${first?.record?.sha256}`,
    );
  });
  it("is what it is since it was first said, though it was sent again", async () => {
    const { cells, figure } = await house.models.lineage(ETA);
    expect(figure?.value).toBe("50");
    expect(cells?.rows).toMatchObject([{ value: "50", since: "2024-11-19T12:00:00.000Z" }]);
    const cell = await house.models.lineage({ ...ETA, level: "france", territory: "FR" });
    expect(cell.figure).toMatchObject({ since: "2024-11-19T12:00:00.000Z", confirmed: "2024-11-20T12:00:00.000Z" });
  });
  it("that was corrected has the records of the decision too", async () => {
    const { facts } = await house.models.lineage({ startup: "epsilon", metric: "cartes_publiees" });
    const decided = facts.filter(({ type }) => type.startsWith("decision."));
    expect(decided.map(({ record }) => record?.sha256.length)).toEqual([64, 64]);
  });
});

describe("a ratio", () => {
  const GAMMA = { startup: "gamma", metric: "part_bio" } as const;
  const periods = { grain: "month", first: "2024-08-01", last: "2024-10-31" } as const;

  it("is made of its numerator and denominator, of the days that its page shows, and of each of their cells", async () => {
    const model = LineageModel.parse(await house.models.lineage(GAMMA));
    const { now } = await panel(house, "ratio", "gamma", "part_bio");
    expect(now).toMatchObject({ first: periods.first, last: periods.last, value: model.figure?.value });
    expect(model).toMatchObject({
      periods,
      figure: { value: expect.stringMatching(/^31\.99/), sources: ["stats"] },
      parts: [
        { role: "numerator", metric: { key: "achats_bio" }, value: now.numerator, cells: 3, periods },
        { role: "denominator", metric: { key: "achats_alimentaires" }, value: "1230000", cells: 3, periods },
      ],
    });
    expect(model.cells?.rows.map(({ metric, first, value }) => [metric, first, value])).toEqual([
      ["achats_bio", "2024-08-01", "120000"],
      ["achats_alimentaires", "2024-08-01", "400000"],
      ["achats_bio", "2024-09-01", "133507"],
      ["achats_alimentaires", "2024-09-01", "410000"],
      ["achats_bio", "2024-10-01", "140000"],
      ["achats_alimentaires", "2024-10-01", "420000"],
    ]);
    expect(model.facts[0]?.pages).toHaveLength(1);
  });
  it("gives each part an address of the API, where the same value is made of its own cells and facts", async () => {
    for (const startup of ["gamma", "delta", "zeta"]) {
      const { parts } = await house.models.lineage({ ...GAMMA, startup });
      for (const { address, value, cells } of parts) {
        const own = LineageModel.parse(await (await createApp({ models: house.models }).request(address)).json());
        expect([own.figure?.value, own.cells?.count, own.periods]).toEqual([value, cells, periods]);
        expect(own.facts.length).toBeGreaterThan(0);
      }
    }
  });
  it("of one month, or of one place, is made of two cells", async () => {
    const october = { grain: "month", first: "2024-10-01" } as const;
    const model = await house.models.lineage({ ...GAMMA, ...october });
    expect(model).toMatchObject({
      figure: { value: "33.333333" },
      place: { level: "france", ...october },
      parts: [{ value: "140000" }, { value: "420000" }],
    });
    const [above] = model.parts;
    const own = await (await createApp({ models: house.models }).request(above?.address ?? "")).json();
    expect(own).toMatchObject({
      figure: { value: "140000" },
      words: [{ source: "stats" }],
      rows: [{ value: "140000" }],
    });
    const place = { level: "departement", territory: "62" } as const;
    const there = await house.models.lineage({ ...GAMMA, startup: "delta", ...place, ...october });
    expect(there.parts.map(({ value }) => value)).toEqual(["140000", "420000"]);
    await expect(house.models.lineage({ ...GAMMA, startup: "delta", ...october })).rejects.toMatchObject({
      code: "RELEVE_NO_CELL",
      hint: expect.stringContaining("--territory"),
    });
  });
  it("without any figure says why, and still names its parts", async () => {
    const model = await house.models.lineage({ startup: "eta", metric: "part_bio" });
    expect(model).toMatchObject({ figure: null, absence: "never", parts: [{ value: null }, { value: null }] });
    expect(await read("/provenance?startup=eta&metric=part_bio")).toContain("Aucun chiffre (jamais reçu)");
  });
  it("is told on its page as there, with a link to each part's provenance", async () => {
    const asked = "startup=gamma&metric=part_bio&grain=month&first=2024-08-01&last=2024-10-31";
    expect(await html("/en/startups/gamma")).toContain(`/en/provenance?${asked.replaceAll("&", "&amp;")}`);
    const page = await read(`/en/provenance?${asked}`);
    expect(page).toContain("32.0% (393,507 of 1,230,000)");
    expect(await html(`/en/provenance?${asked}`)).toContain(
      "/en/provenance?startup=gamma&amp;metric=achats_bio&amp;grain=month&amp;first=2024-08-01&amp;last=2024-10-31&amp;ratio=part_bio",
    );
    expect(page).toMatch(/numerator Organic purchases 393,507 1 August 2024 to 31 October 2024/);
  });
  it("is traced with both of its parts", async () => {
    const model = await house.models.lineage(GAMMA);
    const traces = await Promise.all(
      model.parts.map((part) => house.models.lineage(askedOf("gamma", part, "part_bio"))),
    );
    expect(printedLineage(model)).toContain("part_bio (definition 1) from 6 cells, month:2024-08-01..2024-10-31");
    for (const [at, { figure, facts }] of traces.entries()) {
      expect(figure?.value).toBe(model.parts[at]?.value);
      expect(facts).toHaveLength(1);
    }
    expect(model.proof).toContain("releve trace gamma part_bio --day");
    expect(traces[0]?.proof).toContain("achats_bio --period month:2024-08-01..2024-10-31 --ratio part_bio --day");
  });
});

describe("a total of several periods", () => {
  const asked = { startup: "gamma", metric: "achats_alimentaires", grain: "month", first: "2024-08-01" } as const;

  it("leads to every cell that it is made of, and not to the last month alone", async () => {
    const { since } = await panel(house, "flow", "gamma", "achats_alimentaires");
    expect(since).toMatchObject({ value: "1230000", last: "2024-10-31" });
    expect(await html("/startups/gamma")).toContain(
      "/provenance?startup=gamma&amp;metric=achats_alimentaires&amp;grain=month&amp;first=2024-08-01&amp;last=2024-10-31",
    );
    const model = await house.models.lineage({ ...asked, last: "2024-10-31" });
    expect(model.figure?.value).toBe("1230000");
    expect(model.cells?.rows.map(({ value }) => value)).toEqual(["400000", "410000", "420000"]);
    const last = await house.models.lineage({ startup: "gamma", metric: "achats_alimentaires" });
    expect([last.figure?.value, last.cells?.count]).toEqual(["420000", 1]);
  });
  it("is refused of a state, of different people, of a cell, and backwards", async () => {
    const refused = { code: "RELEVE_NO_CELL" };
    const days = { grain: "month", first: "2024-08-01", last: "2024-10-31" } as const;
    const ask = (startup: string, metric: string, more: object = {}) =>
      house.models.lineage({ startup, metric, ...days, ...more });
    await expect(ask("eta", "cartes_publiees")).rejects.toMatchObject(refused);
    await expect(ask("gamma", "achats_bio", { level: "france", territory: "FR" })).rejects.toMatchObject(refused);
    await expect(ask("gamma", "achats_bio", { last: "2024-07-31" })).rejects.toMatchObject(refused);
    await expect(ask("gamma", "achats_bio", { ratio: "part_rdv_manques" })).rejects.toMatchObject(refused);
    await expect(ask("theta", "utilisateurs_actifs_mois")).rejects.toMatchObject(refused);
  });
});

describe("every link to the provenance of a figure", () => {
  const EVERY_PAGE = ["/", "/startups", "/revisions", "/territoires/commune/01001", "/territoires/departement/62"];
  /** Addresses of provenance that a page links to. */
  const linksOf = async (path: string) =>
    [...(await html(path)).matchAll(/href="([^"]*\/provenance\?[^"]*)"/g)].map(([, href]) =>
      (href ?? "").replaceAll("&amp;", "&"),
    );

  it("leads to a fact, or says why there is none", async () => {
    const startups = [..."gamma delta epsilon zeta eta theta iota kappa lambda".split(" ")];
    const metrics = await house.models.metrics({});
    const published = metrics.themes.flatMap(({ metrics: own }) => own).filter(({ services }) => services.length > 0);
    const pages = [
      ...EVERY_PAGE,
      ...startups.flatMap((id) => [
        `/startups/${id}`,
        `/startups/${id}?periode=4s`,
        `/startups/${id}?periode=2024-08-01..2024-09-30`,
      ]),
      ...published.map(({ metric }) => `/indicateurs/${metric.key.replaceAll("_", "-")}`),
    ];
    const links = new Set((await Promise.all(pages.map(linksOf))).flat());
    const asked = [...links].map((link) => new URLSearchParams(link.split("?")[1]).get("metric"));
    expect(new Set(asked)).toEqual(
      new Set([
        ...["part_bio", "achats_bio", "achats_alimentaires", "cartes_publiees", "communes_couvertes"],
        ...["utilisateurs_actifs_mois", "jeux_de_donnees"],
      ]),
    );
    const dead: string[] = [];
    for (const link of links) {
      const reply = await createApp({ models: house.models }).request(
        link.replace("/provenance?", "/provenance.json?"),
      );
      const { facts, absence } = LineageModel.parse(await reply.json());
      const says = absence !== null && /Aucun fait \([^)]+\)\./.test(await read(link));
      if (facts.length === 0 && !says) dead.push(link);
    }
    expect(dead).toEqual([]);
  });
  it("of what waits or is too old leads to the facts that say so", async () => {
    const old = await house.models.lineage({ startup: "kappa", metric: "cartes_publiees" });
    expect(old).toMatchObject({ figure: null, absence: "expired", facts: [{ type: "declaration.received" }] });
    const held = await house.models.lineage({ startup: "lambda", metric: "jeux_de_donnees" });
    expect(held).toMatchObject({ figure: null, absence: "held", facts: [{ state: "held" }] });
    const place = { level: "france", territory: "FR" } as const;
    expect(await house.models.lineage({ startup: "lambda", metric: "jeux_de_donnees", ...place })).toMatchObject({
      ...{ figure: null, absence: "held" },
    });
  });
});
