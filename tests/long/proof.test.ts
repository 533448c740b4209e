// Proofs by the commands that write and read them: `trace --proof` over the real log, processor and embedded warehouse,
// then `verify` where nothing of the house is left.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FORGED } from "../support/forged-proofs.ts";
import { MEALS, NEIGHBOUR, openProofHouse, type ProofHouse, STARTUP, STATE } from "../support/proof-house.ts";
import { type Line, linesOf, written } from "../support/proof-lines.ts";

let house: ProofHouse;
const period = ["--period", "month:2026-02-01"];
async function prove(name: string, ...asked: readonly string[]) {
  const { exit, out } = await house.run("trace", ...asked, "--proof", name);
  expect([exit, out]).toEqual([0, expect.stringContaining(`${name}: `)]);
}
beforeAll(async () => {
  house = await openProofHouse();
  await prove("own.jsonl", STARTUP, MEALS, ...period);
  await prove("own-then.jsonl", STARTUP, MEALS, ...period, "--as-of", "2026-03-03");
  await prove("state.jsonl", STARTUP, STATE);
  await prove("ratio.jsonl", STARTUP, "part_rdv_manques");
  await prove("beside.jsonl", NEIGHBOUR, "rdv_pris", ...period);
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
  it("of a ratio carries what defines its two parts, and a figure that there is not is not counted either", async () => {
    const keys = lines("ratio.jsonl")[0]?.parts.map(({ key }: Line) => key);
    expect(keys).toEqual([STARTUP, "part_rdv_manques", "rdv_manques", "rdv_pris"]);
    const { exit, out } = await house.run("verify", "ratio.jsonl");
    expect([out, exit]).toEqual([expect.stringMatching(/claimed {2}no figure\ncounted {2}no figure,/), 0]);
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

describe("a proof that was changed, with counts and hash of its end made anew", () => {
  const REFUSED = /It is NOT so\.\n$|^RELEVE_PROOF /;
  it.each(FORGED)("is refused for $name", async ({ forge, told }) => {
    const { exit, out } = await verified(forge(lines()));
    expect(out).toMatch(told);
    expect([exit, out]).toEqual([1, expect.stringMatching(REFUSED)]);
  });
  it.each(FORGED.filter(({ isToldInFirst }) => isToldInFirst))(
    "is refused in format 1 for $name",
    async ({ forge, told }) => {
      const { exit, out } = await verified(forge(first(lines())));
      expect(out).toMatch(told);
      expect([exit, out]).toEqual([1, expect.stringMatching(REFUSED)]);
    },
  );
  it("says of each fault where it is, what is expected and found, and what to do; in JSON too", async () => {
    written(
      house.empty,
      "hour.jsonl",
      lines().map((one, at) => (at === 6 ? { ...one, time: one.time + 1000 } : one)),
    );
    const { out } = await house.run("verify", "hour.jsonl", "--json");
    const { same, counted, wrong } = JSON.parse(out);
    expect([same, counted]).toEqual([false, undefined]);
    expect(wrong).toEqual([
      {
        line: 7,
        place: expect.stringMatching(/^releve\.facts\.v1 \d+:\d+$/),
        what: expect.stringContaining("not what was written here"),
        expected: expect.stringMatching(/^chain [0-9a-f]{64}$/),
        found: expect.stringMatching(/^[0-9a-f]{64}$/),
        hint: expect.stringContaining("the log or a backup"),
      },
    ]);
  });
  it("is not so for another value, which is counted", async () => {
    const { exit, out } = await verified(claiming(lines(), { value: "500" }));
    expect([out, exit]).toEqual([expect.stringMatching(/claimed {2}500\ncounted {2}499,[\s\S]*It is NOT so\.\n$/), 1]);
  });
});

describe("a proof that nobody changed", () => {
  it("may hold what the log holds and is no fact: it is marked, and counts for nothing", async () => {
    expect(lines("beside.jsonl").filter(({ unread }) => unread)).toMatchObject([{ text: "not JSON" }]);
    const { exit, out } = await house.run("verify", "beside.jsonl");
    expect([out, exit]).toEqual([expect.stringMatching(/counted {2}8, from 5 facts/), 0]);
  });
  it("may have a fact delivered twice: it counts once", async () => {
    const own = first(lines());
    const last = own.at(-1) as Line;
    const { exit, out } = await verified([...own, { ...last, offset: last.offset + 3 }]);
    expect([out, exit]).toEqual([expect.stringContaining("It is so."), 0]);
  });
  it("says what it cannot tell, and how to be certain", async () => {
    const { exit, out } = await house.run("verify", "state.jsonl");
    expect(out).toMatch(
      /limit .*rewrites the facts, the head and the hash together[\s\S]*compare its sha256[\s\S]*backup/,
    );
    expect(exit).toBe(0);
  });
});

const claiming = ([head, ...facts]: readonly Line[], said: Line): Line[] => [
  { ...head, claim: { ...head?.claim, ...said } },
  ...facts,
];
/** As it was written before: the facts alone, and the whole log's instant. */
function first([head, ...facts]: readonly Line[]): Line[] {
  const { parts: _, ...about } = head as Line;
  const own = facts
    .filter(({ topic }) => topic === "releve.facts.v1")
    .map(({ chain: __, recorded: ___, ...fact }) => fact);
  return [{ ...about, format: 1, claim: { ...about.claim, known: "2026-03-06T18:00:00.000Z" } }, ...own];
}
