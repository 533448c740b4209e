// The bench's figures can be repeated only when what it reads can be.
import { describe, expect, it } from "vitest";
import { type Generated, generate } from "../bench/generate.ts";
import { Reference } from "../bench/reference.ts";

const LOAD = { startups: 4, statements: 50, cells: 20, changing: 0.1, seed: 5 };
const told = (load: typeof LOAD) => [...generate(load)];
const bytesOf = (answers: readonly Generated[]) =>
  answers.map(({ value, message, times }) => [value.toString(), message.toString(), times]);

describe("the bench's generator", () => {
  it("says the same for the same seed, and something else for another", () => {
    const answers = bytesOf(told(LOAD));
    expect(bytesOf(told(LOAD))).toEqual(answers);
    expect(bytesOf(told({ ...LOAD, seed: 6 }))).not.toEqual(answers);
  });

  it("repeats some facts and spoils some answers", () => {
    const answers = told({ ...LOAD, statements: 500 });
    const share = (odd: (answer: Generated) => boolean) => answers.filter(odd).length / answers.length;
    expect(share(({ times }) => times === 2)).toBeCloseTo(0.01, 2);
    expect(share(({ stated }) => stated === undefined)).toBeCloseTo(0.01, 2);
  });

  it("names places with tabs, lines and letters of several alphabets", () => {
    const keys = told(LOAD).flatMap(({ stated }) => (stated ?? []).map(([key]) => key));
    for (const odd of ["\\t", "\\n", "日本", "🏛"]) expect(keys.some((key) => key.includes(odd))).toBe(true);
  });

  it("changes about the share of cells that was asked for", () => {
    const reference = new Reference();
    for (const answer of told({ ...LOAD, statements: 200 })) reference.see(answer);
    expect(reference.changes.rows / reference.snapshots.rows).toBeCloseTo(0.1, 1);
    expect(reference.changes.hash).not.toBe(reference.snapshots.hash);
  });
});
