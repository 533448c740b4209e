// Facts of every released version are read for ever: each golden log gives the answers that it gave at its release.
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { answersTo, GOLDEN, goldenOf } from "../support/golden.ts";

describe("the golden log of a release", () => {
  for (const version of readdirSync(GOLDEN)) {
    it(`${version} gives the answers of its day, as of each of its days`, async () => {
      const { records, expected } = await goldenOf(version);
      expect(await answersTo(records)).toBe(expected);
    });
  }
});
