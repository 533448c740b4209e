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

describe("what a claim says of when it was known", () => {
  it("is told by the facts, whatever the claim says", async () => {
    const then = await house.run("verify", "own-then.jsonl");
    expect(then.out).toContain(
      "at the end of 2026-03-03 in Paris: the last fact by then was recorded 2026-03-03T12:00:00.000Z",
    );
    const now = await house.run("verify", "state.jsonl");
    expect(now.out).toContain("as known at its last fact, recorded 2026-03-06T12:00:00.000Z");
  });
  it.each([
    ["an earlier instant, of another figure", "2026-03-02T12:00:00.000Z"],
    ["a later one", "2026-11-26T17:07:00.000Z"],
    ["none", null],
  ])("is not so when it says %s", async (_, known) => {
    const { exit, out } = await verified(claiming(lines("own.jsonl"), { known }));
    expect(out).toMatch(/! line 1: the claim says another instant.*claim\.known[\s\S]*It is NOT so\.\n$/);
    expect(out).toContain(`expected  2026-03-06T12:00:00.000Z\n    found     ${known ?? "no instant"}\n    do `);
    expect([exit, out.split("\n")[0]]).toEqual([1, expect.not.stringContaining(known ?? "null")]);
  });
  it("is not so in format 1 either, before the last fact or after what was asked", async () => {
    const old = (known: string, name = "state.jsonl") => verified(claiming(first(lines(name)), { known }));
    expect(await old("2026-03-05T12:00:00.000Z")).toMatchObject({
      exit: 1,
      out: expect.stringContaining("at the earliest"),
    });
    const asked = claiming(first(lines()), { as_of: "2026-03-03", value: "500", day: "2026-03-03" });
    const late = await verified(claiming(asked, { known: "2026-03-04T12:00:00.000Z" }));
    expect(late).toMatchObject({ exit: 1, out: expect.stringContaining("at the latest") });
    const right = await verified(claiming(asked, { known: "2026-03-03T12:00:00.000Z" }));
    expect([right.out, right.exit]).toEqual([expect.stringContaining("It is so."), 0]);
  });
});

const claiming = ([head, ...facts]: readonly Line[], said: Line): Line[] => [
  { ...head, claim: { ...head?.claim, ...said } },
  ...facts,
];
/** As release 0.1 wrote it: the facts alone, and the whole log's instant. */
function first([head, ...facts]: readonly Line[]): Line[] {
  const { parts: _, ...about } = head as Line;
  const own = facts
    .filter(({ topic }) => topic === "releve.facts.v1")
    .map(({ chain: __, recorded: ___, ...fact }) => fact);
  return [{ ...about, format: 1, claim: { ...about.claim, known: "2026-03-06T12:00:00.000Z" } }, ...own];
}
