// Every invented answer of every kind, looked at by `releve check` without help: which kind it finds, and what it reads.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { checkBytes } from "../../cli/check.ts";
import { loadTerritories } from "../../infra/territories.ts";
import type { Sample } from "../../ingestors/check/look.ts";
import { propose } from "../../ingestors/check/propose.ts";
import { readProposal } from "../../ingestors/check/reading.ts";
import { RECOGNISERS } from "../../ingestors/check/recognisers.ts";
import { endpointOf, KINDS } from "../../ingestors/endpoints/index.ts";
import type { CheckReply } from "../../schemas/check.ts";
import type { Settings } from "../../schemas/source.ts";
import type { Territories } from "../../schemas/territory.ts";

const FIXTURES = "tests/fixtures/endpoints";
const MOMENT = Date.parse("2026-11-22T08:00:00Z");
/** Told apart by nothing but their settings: identifiers of three kinds in one column are the convention's CSV form. */
const OTHERWISE: Readonly<Record<string, string>> = { "csv/organisations": "anct" };
let territories: Territories;
beforeAll(async () => {
  territories = await loadTerritories();
});

function sampleOf(kind: string, name: string): Sample {
  const folder = join(FIXTURES, kind, name);
  const { settings } = JSON.parse(readFileSync(join(folder, "case.json"), "utf8")) as { settings: Settings };
  const page = readdirSync(folder).find((file) => file.startsWith("page-1")) ?? "";
  const endpoint = endpointOf(kind);
  const url = endpoint?.ask(endpoint.settings.parse(settings)).url ?? "";
  return { bytes: readFileSync(join(folder, page)), url, contentType: "" };
}

/** What is proposed for a fixture's first page, and how many cells that reads of it. */
function looked(kind: string, name: string) {
  const sample = sampleOf(kind, name);
  const proposal = propose(sample, { territories, startup: "a-dock" });
  const [source] = proposal.declaration?.sources ?? [];
  const read = source && readProposal(source, { pages: [sample], moment: MOMENT });
  const rows = read && "reading" in read ? read.reading.rows : [];
  return {
    kind: source?.kind,
    cells: rows.filter(({ value, code }) => value !== undefined && code !== undefined).length,
  };
}

/** Words that English sentences of a check have, and French ones have not: names of keys may have any others. */
const ENGLISH = /\b(the|is|are|of|and|rows|values|found|expected|choose|which|with)\b/;
function expectBothLanguages({ found, refused }: CheckReply): void {
  const told = [
    ...found.map(({ evidence, evidenceFr }) => [evidence, evidenceFr]),
    ...refused.map(({ why, whyFr }) => [why, whyFr]),
  ];
  expect(told).not.toEqual([]);
  for (const [en, fr = ""] of told) {
    expect(fr).not.toBe("");
    expect(fr).not.toBe(en);
    expect(fr.replace(/« .*? »/gs, "")).not.toMatch(ENGLISH);
  }
}

describe("an invented answer", () => {
  it("is looked at by every kind that there is", () => {
    expect(RECOGNISERS.map(({ kind }) => kind).sort()).toEqual([...KINDS].sort());
  });
  for (const kind of KINDS) {
    for (const name of readdirSync(join(FIXTURES, kind))) {
      it(`of ${kind}, ${name}`, () => {
        const { kind: found, cells } = looked(kind, name);
        expect(found).toBe(OTHERWISE[`${kind}/${name}`] ?? kind);
        expect(cells).toBeGreaterThan(0);
      });
      it(`of ${kind}, ${name}, is told in French as well as in English`, () => {
        const ports = { territories, clock: () => MOMENT, secrets: () => undefined, allowLoopback: true };
        const sample = sampleOf(kind, name);
        for (const bytes of [
          sample.bytes,
          Buffer.concat([sample.bytes, Buffer.from("]")]),
          Buffer.from("<!DOCTYPE html>"),
        ])
          expectBothLanguages(checkBytes({ ...sample, bytes }, ports));
      });
    }
  }
});
