// A value that is out of proportion to the one before it, against the rule worked out exactly.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differenceOf } from "../../processors/difference.ts";
import { type Shape, type Stated, type Statement, shapeOf } from "../../processors/place.ts";
import { fromMicro, toMicro } from "../../schemas/decimal.ts";
import { STATE_DAY } from "../../schemas/statement.ts";

const plain = shapeOf("visites", 1, "france", "month", "");
/** Its greatest factor is the one asked for. */
const shapeWith = (factor: bigint): Shape => ({ ...plain, limits: { min: undefined, max: undefined, factor } });

function isHeld(shape: Shape, before: string, now: string): boolean {
  const cell = (value: string): Stated => ({ shape, code: "FR", first: STATE_DAY, last: STATE_DAY, value });
  const statement: Statement = {
    ...{ moment: 0, off: 0, scopes: [], removesNothing: true, unread: [], empty: false, isPlain: true },
    cells: new Map([["a", cell(now)]]),
    doubtful: new Map(),
    homeless: new Map(),
  };
  return differenceOf(statement, new Map([["a", cell(before)]])).beyond !== undefined;
}
function isBeyond(factor: bigint, before: string, now: string): boolean {
  const [one, other] = [before, now].map(toMicro).map((micro) => (micro < 0n ? -micro : micro)) as [bigint, bigint];
  if (one === 0n || other === 0n) return false;
  return one * 1_000_000n > factor * other || other * 1_000_000n > factor * one;
}

describe("a value beyond its factor", () => {
  it("is held exactly when it is, however the two are written", () => {
    const micro = fc.oneof(
      fc.bigInt({ min: -20_000_000n, max: 20_000_000n }),
      fc.bigInt({ min: 1n, max: 10n ** 18n }),
      fc.integer({ min: 0, max: 15 }).map((power) => 10n ** BigInt(power)),
    );
    const factor = fc.constantFrom(1_500_000n, 9_999_999n, 10_000_000n, 10_000_001n, 100_000_000n, 500_000_000n);
    let held = 0;
    fc.assert(
      fc.property(micro, micro, factor, (one, other, times) => {
        const [before, now] = [fromMicro(one), fromMicro(other)];
        const beyond = isBeyond(times, before, now);
        held += beyond ? 1 : 0;
        expect(isHeld(shapeWith(times), before, now)).toBe(beyond);
      }),
      { numRuns: 3000 },
    );
    expect(held).toBeGreaterThan(300);
  });
  it("is not held at the factor itself", () => {
    expect(isHeld(shapeWith(10_000_000n), "1", "10")).toBe(false);
    expect(isHeld(shapeWith(10_000_000n), "1", "10.000001")).toBe(true);
    expect(isHeld(shapeWith(10_000_000n), "10", "99.999999")).toBe(false);
  });
});
