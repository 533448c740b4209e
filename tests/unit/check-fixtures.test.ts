// Every invented answer of every kind, looked at by `releve check` without help: which kind it finds, and what it reads.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadTerritories } from "../../infra/territories.ts";
import { propose } from "../../ingestors/check/propose.ts";
import { readProposal } from "../../ingestors/check/reading.ts";
import { RECOGNISERS } from "../../ingestors/check/recognisers.ts";
import { endpointOf, KINDS } from "../../ingestors/endpoints/index.ts";
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

/** What is proposed for a fixture's first page, and how many cells that reads of it. */
function looked(kind: string, name: string) {
  const folder = join(FIXTURES, kind, name);
  const { settings } = JSON.parse(readFileSync(join(folder, "case.json"), "utf8")) as { settings: Settings };
  const page = readdirSync(folder).find((file) => file.startsWith("page-1")) ?? "";
  const endpoint = endpointOf(kind);
  const url = endpoint?.ask(endpoint.settings.parse(settings)).url ?? "";
  const sample = { bytes: readFileSync(join(folder, page)), url, contentType: "" };
  const proposal = propose(sample, { territories, startup: "a-dock" });
  const [source] = proposal.declaration?.sources ?? [];
  const read = source && readProposal(source, { pages: [sample], moment: MOMENT });
  const rows = read && "reading" in read ? read.reading.rows : [];
  return {
    kind: source?.kind,
    cells: rows.filter(({ value, code }) => value !== undefined && code !== undefined).length,
  };
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
    }
  }
});
