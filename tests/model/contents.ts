// What an answer or a push says in a random history: a whole picture of a world, spoilt in every way that has a rule.
import fc from "fast-check";
import type { Row } from "../../schemas/statement.ts";
import { FLOW, GAUGE, MEMBERS, PEOPLE, type Slot, WEB, WORLDS, type World } from "./worlds.ts";

/** One of several values, by weight. */
export function weighted<T>(...choices: readonly (readonly [number, T])[]): fc.Arbitrary<T> {
  return fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));
}

const shapes = weighted(
  [9, "whole"],
  [4, "empty"],
  [3, "loses a third"],
  [2, "loses a fifth"],
  [2, "loses one"],
  [1, "members fail"],
  [1, "ten thousand times"],
  [1, "a thousand times"],
  [1, "tiny"],
  [1, "below the least"],
);
const oddities = weighted(
  [3, "null"],
  [2, "zero"],
  [4, "unreadable"],
  [3, "conflict"],
  [2, "null against a number"],
  [2, "twice"],
  [2, "malformed"],
  [1, "no code"],
  [2, "no period"],
  [2, "malformed at a far period"],
  [2, "outside the scope"],
  [1, "another dimension"],
  [2, "failing beside passing"],
  [1, "failing without a place"],
  [1, "many unreadable"],
);
const oddity = fc.record({ what: oddities, at: fc.nat(11) });
const none = fc.array(oddity, { maxLength: 0 });
const some = fc.array(oddity, { minLength: 1, maxLength: 3 });
export const content = fc.record({
  shape: shapes,
  /** Which values are changed against version 0. */
  version: fc.nat(3),
  slide: fc.nat(3),
  from: fc.nat(11),
  odd: fc.oneof({ weight: 3, arbitrary: none }, { weight: 2, arbitrary: some }),
});
export type Content = typeof content extends fc.Arbitrary<infer T> ? T : never;

/** The world and the rows of a content. */
export function written(number: number, start: number, said: Content): { world: World; rows: Row[] } {
  const world = WORLDS[number % WORLDS.length]!(start, said.slide);
  let rows = world.slots.flatMap((slot, index) => plainRow(slot, index, said, world.slots.length));
  for (const { what, at } of said.odd) rows = spoilt(rows, world.slots, what, at);
  return { world, rows: padded(rows, said) };
}

function plainRow(slot: Slot, index: number, { shape, version, from }: Content, length: number): Row[] {
  const chosen = index === from % length;
  if (shape === "empty") return [];
  if (shape === "loses a third" && index % 3 === from % 3) return [];
  if (shape === "loses a fifth" && index % 5 === from % 5) return [];
  if (shape === "loses one" && chosen) return [];
  if (shape === "members fail" && slot.metric === MEMBERS && index % 3 === from % 3) return [{ ...slot, value: "0" }];
  const usual = (index + 1) * 10 + (index % 4 === version ? 7 : 0);
  if (shape === "ten thousand times" && chosen) return [{ ...slot, value: String(usual * 10_000) }];
  if (shape === "a thousand times" && chosen) return [{ ...slot, value: String((index + 1) * 10_000) }];
  if (shape === "tiny" && chosen) return [{ ...slot, value: "0.000001" }];
  if (shape === "below the least" && chosen) return [{ ...slot, value: "-0.5" }];
  return [{ ...slot, value: index % 5 === 4 ? `${usual}.25` : String(usual) }];
}

function spoilt(rows: Row[], slots: readonly Slot[], what: string, at: number): Row[] {
  const slot = slots[at % slots.length]!;
  const index = at % Math.max(rows.length, 1);
  const instead = (change: Partial<Row>) => rows.map((row, i) => (i === index ? { ...row, ...change } : row));
  switch (what) {
    case "null":
      return instead({ value: null });
    case "zero":
      return instead({ value: "0" });
    case "unreadable":
      return instead({ value: undefined });
    case "conflict":
      return [...rows, { ...slot, value: "11" }];
    case "null against a number":
      return [...rows, { ...slot, value: null }];
    case "twice":
      return [...rows, ...rows.slice(index, index + 1)];
    case "malformed":
      return instead({ code: "1O01" });
    case "no code":
      return instead({ code: undefined });
    case "no period":
      return instead({ period: undefined });
    case "malformed at a far period":
      return slot.period
        ? [...rows, { ...slot, code: "2C001", period: farAway(slot.period), value: "5" }]
        : instead({ code: "2C001" });
    case "outside the scope":
      return [...rows, { ...slot, level: "region", code: "11", dims: "", value: "12" }];
    case "another dimension":
      return instead({ dims: slot.metric === GAUGE ? WEB : '{"age":"18-25"}' });
    case "failing beside passing":
      return [...rows, { ...slot, value: slot.metric === MEMBERS ? "0" : "11" }];
    case "failing without a place":
      return slot.metric === MEMBERS ? [...rows, { ...slot, code: "1O01", value: "0" }] : rows;
    default: // many unreadable
      return rows.map((row, i) => (i % 2 === 0 ? { ...row, value: undefined } : row));
  }
}
/** Ten days later for a day, else the same grain of the other half of 2024. */
function farAway(period: NonNullable<Row["period"]>): Row["period"] {
  if (period.grain === "month") return { grain: "month", first: "2024-12-01", last: "2024-12-31" };
  if (period.grain === "week") return { grain: "week", first: "2024-12-02", last: "2024-12-08" };
  return { grain: "day", first: "2024-12-02", last: "2024-12-02" };
}

/** Enough rows that a few unreadable values stay within five per cent: failing members, or rows said again. */
function padded(rows: Row[], { odd, from }: Content): Row[] {
  const unreadable = rows.filter((row) => row.value === undefined).length;
  const again = rows.find((row) => row.value !== undefined);
  if (unreadable === 0 || !again || odd.some(({ what }) => what === "many unreadable")) return rows;
  // Exactly five per cent, which is allowed; sometimes one row less, which is not.
  const missing = unreadable * 20 - rows.length - (from === 11 ? 1 : 0);
  const failing = rows.find((row) => row.metric === MEMBERS && row.value !== undefined);
  const filler: Row = failing && from % 2 === 0 ? { ...failing, value: "0" } : again;
  return [...rows, ...Array.from({ length: Math.max(missing, 0) }, () => filler)];
}

/** Definition versions of the metrics that histories state. */
export const DEFINITIONS = { [FLOW]: 1, [MEMBERS]: 1, [GAUGE]: 1, [PEOPLE]: 1 };
