// Proofs by the commands that write and read them: `trace --proof` over the real log, processor and embedded warehouse,
// then `verify` where nothing of the house is left.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MEALS, openProofHouse, type ProofHouse, STARTUP, STATE } from "../support/proof-house.ts";
import { type Line, linesOf, written } from "../support/proof-lines.ts";

let house: ProofHouse;
const period = ["--period", "month:2026-02-01"];
async function prove(name: string, ...asked: readonly string[]) {
  const { exit, out } = await house.run("trace", STARTUP, ...asked, "--proof", name);
  expect([exit, out]).toEqual([0, expect.stringContaining(`${name}: `)]);
}
beforeAll(async () => {
  house = await openProofHouse();
  await prove("own.jsonl", MEALS, ...period);
  await prove("own-then.jsonl", MEALS, ...period, "--as-of", "2026-03-03");
  await prove("state.jsonl", STATE);
  await prove("ratio.jsonl", "part_rdv_manques");
  await house.close(); // the embedded engine has one folder at a time
});
afterAll(async () => {
  await house?.close();
  house?.remove();
});
const lines = (name = "state.jsonl") => linesOf(house.empty, name);
/** What `verify` says of these lines, with the counts and the hash of the end made anew. */
async function verified(changed: readonly Line[], name = "changed.jsonl") {
  written(house.empty, name, changed);
  return house.run("verify", name);
}

describe("a proof of a startup's own metric", () => {
  it("carries the fact of the log that defines it, with its place", () => {
    const [head, ...facts] = lines("own.jsonl");
    expect(head).toMatchObject({
      format: 2,
      parts: [{ key: STARTUP }, { topic: "releve.registry.v1", key: MEALS, facts: 1 }],
    });
    expect(JSON.parse(facts.at(-1)?.text ?? "")).toMatchObject({ type: "metric.defined", metric: MEALS });
  });
  it("is verified in an empty folder, as known now and as known on a day", async () => {
    for (const [name, value] of [
      ["own.jsonl", "41"],
      ["own-then.jsonl", "40"],
    ] as const) {
      const { exit, out } = await house.run("verify", name);
      expect([out, exit]).toEqual([expect.stringMatching(new RegExp(`claimed {2}${value}\\ncounted {2}${value},`)), 0]);
    }
  });
  it("of format 1 has no definition: what to do is said", async () => {
    const { exit, out } = await verified(first(lines("own.jsonl")));
    expect([exit, out]).toEqual([
      1,
      expect.stringMatching(/RELEVE_PROOF .*no fact that defines own_flow[\s\S]*do .*again/),
    ]);
  });
});

describe("a proof of format 1", () => {
  it("is verified as it was", async () => {
    const { exit, out } = await verified(first(lines()));
    expect([out, exit]).toEqual([expect.stringMatching(/claimed {2}499\ncounted {2}499,[\s\S]*It is so\.\n$/), 0]);
  });
});

/** As release 0.1 wrote it: the facts alone, and the whole log's instant. */
function first([head, ...facts]: readonly Line[]): Line[] {
  const { parts: _, ...about } = head as Line;
  const own = facts
    .filter(({ topic }) => topic === "releve.facts.v1")
    .map(({ chain: __, recorded: ___, ...fact }) => fact);
  return [{ ...about, format: 1, claim: { ...about.claim, known: "2026-03-06T12:00:00.000Z" } }, ...own];
}
