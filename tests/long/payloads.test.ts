// `npm run payload-fuzz` in short, and the proof that it can fail: readers that lie, or that throw, are told.
import { describe, expect, it } from "vitest";
import { readAnswer } from "../../ingestors/endpoints/index.ts";
import type { ReadAnswer } from "../../schemas/endpoint.ts";
import { LISTED } from "../fuzz/payloads/listed.ts";
import { runPayloads } from "../fuzz/payloads/run.ts";
import { answerOf } from "../fuzz/payloads/stage.ts";

async function run(read: ReadAnswer, cases: number) {
  const lines: string[] = [];
  const { line, isGood } = await runPayloads({ cases, seed: 5, tell: (said) => void lines.push(said), read });
  return { line, isGood, lines: lines.join("\n") };
}
/** Reads as the real one does, but for what `value` makes of what could not be read. */
const lying = (value: string | null): ReadAnswer =>
  Object.assign((...asked: Parameters<ReadAnswer>) => {
    const reading = readAnswer(...asked);
    return { ...reading, rows: reading.rows.map((row) => (row.value === undefined ? { ...row, value } : row)) };
  }, {});

describe("malformed payloads", () => {
  it("are 200, all distinct", () => {
    const by = { startup: "a", source: "a", id: "01a12955-0480-74f5-a186-7527907c9010", at: "2026-11-22T08:00:00Z" };
    const texts = LISTED.map((payload) => JSON.stringify(payload.fact?.(by) ?? answerOf(payload, by)));
    expect(LISTED).toHaveLength(200);
    expect(new Set(texts).size).toBe(200);
  });

  it("and a few hundred generated ones are each accounted for, and say nothing that they do not say", async () => {
    const { line, isGood, lines } = await run(readAnswer, 400);
    expect(isGood, lines).toBe(true);
    expect(line).toMatch(
      /^payloads: 200 \+ 400: 0 crashes, 0 silently accepted, 0 invented zeros, \d+ rejected with a reason/,
    );
  });
});

describe("the search for what is wrong", () => {
  it('tells a reader that turns "n/a" into 0, with its smallest case', async () => {
    const { line, isGood, lines } = await run(lying("0"), 0);
    expect(isGood).toBe(false);
    expect(Number(/(\d+) invented zeros/.exec(line)?.[1])).toBeGreaterThan(50);
    expect(lines).toContain("WRONG (zero), the smallest");
  });
  it('tells a reader that turns "n/a" into "no figure"', async () => {
    const { line, isGood } = await run(lying(null), 0);
    expect(isGood).toBe(false);
    expect(Number(/(\d+) silently accepted/.exec(line)?.[1])).toBeGreaterThan(50);
  });
  it("tells a reader that throws, instead of waiting for it", async () => {
    const throws: ReadAnswer = Object.assign((...asked: Parameters<ReadAnswer>) => {
      if (asked[1].pages[0]?.bytes.length === 0) throw new TypeError("a bug of ours");
      return readAnswer(...asked);
    }, {});
    const { line, isGood, lines } = await run(throws, 0);
    expect(isGood).toBe(false);
    expect(line).toMatch(/: [1-9]\d* crashes/);
    expect(lines).toContain("an empty body");
  });
});
