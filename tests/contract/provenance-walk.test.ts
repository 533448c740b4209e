// From any figure back to the bytes, over the real log, processor and embedded warehouse: what people decided, what a
// ratio or a total is made of, and where every link "where this figure comes from" leads.

import { createHash } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { printedLineage } from "../../cli/printed-lineage.ts";
import { createApp } from "../../dashboards/routes.tsx";
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
      for (const { partition, offset } of facts) yield { ...(await recordAt(partition, offset)), topic: TOPICS.facts };
    }
    await writeProof(path, { startup: "eta", claim: {} }, own());
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
