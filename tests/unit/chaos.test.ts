// The harness of `npm run chaos` must be able to fail: what is planted in a right answer is told, and nothing else.
import { describe, expect, it } from "vitest";
import type { Actual, Change, Fact, Recorded } from "../chaos/actual.ts";
import { differences, type Happened, isClean } from "../chaos/compare.ts";
import { type Content, type Kind, nextContent, UNIVERSE } from "../chaos/contents.ts";
import type { Serving } from "../chaos/endpoints.ts";
import type { Sent } from "../chaos/ledger.ts";
import { livesOf, pointOf } from "../chaos/plan.ts";
import { ACTS, pointsOf } from "../chaos/points.ts";
import { randomOf } from "../chaos/random.ts";
import { percentile } from "../chaos/tally.ts";

const SOURCE = "a-dock/csv";
const said = (kind: Kind, cells: Record<string, string | null> = {}): Content => ({
  kind,
  cells: new Map(Object.entries(cells)),
  body: `${kind} ${JSON.stringify(cells)}`,
});
const served = (at: number, content: Content): Serving => ({ source: SOURCE, content, at, session: 1 });
const answer = (off: number, { at, content }: Serving): Recorded => ({
  part: 3,
  off,
  startup: "a-dock",
  fact: {
    type: "endpoint.answered",
    id: `id-${off}`,
    startup: "a-dock",
    source: "csv",
    receivedAt: at + 5,
    pages: [{ body: content.body }],
  } satisfies Fact,
});
const change = (cell: string, off: number, value: string | null | undefined): Change => ({
  name: SOURCE,
  cell,
  part: 3,
  moment: off,
  said: off,
  off,
  value,
});

/** Two answers, a failure and a rejected page, all of them told rightly. */
function rightly(): { happened: Happened; actual: { -readonly [K in keyof Actual]: Actual[K][number][] } } {
  const servings = [
    served(100, said("whole", { "01": "5", "02": null })),
    served(200, said("whole", { "01": "6" })),
    served(300, said("html")),
  ];
  const records = servings.map((serving, at) => answer(at, serving));
  const rows = [
    ...[0, 1, 2].map((off) => `raw_events ${SOURCE} ${off} first`),
    ...[0, 1].map((off) => `statements ${SOURCE} ${off} ${off} counted`),
    `rejects ${SOURCE} 2`,
  ];
  const changes = [change("01", 0, "5"), change("01", 1, "6"), change("02", 0, null), change("02", 1, undefined)];
  const happened = { servings, acknowledged: new Set(servings), sent: [], redelivered: new Set<string>() };
  return { happened, actual: { records, rows, changes } };
}

describe("the comparison of chaos", () => {
  it("says nothing of what is right", () => {
    const { happened, actual } = rightly();
    expect(differences(happened, actual)).toEqual({ lost: [], doubled: [], wrong: [] });
  });
  it("tells a row that is lost", () => {
    const { happened, actual } = rightly();
    actual.rows.splice(3, 1);
    expect(differences(happened, actual)).toEqual({
      lost: [`no row statements ${SOURCE} 0 0 counted`],
      doubled: [],
      wrong: [],
    });
  });
  it("tells an acknowledged answer that the log does not have", () => {
    const { happened, actual } = rightly();
    actual.records.pop();
    actual.rows.splice(2, 1);
    actual.rows.pop();
    expect(differences(happened, actual).lost).toEqual([expect.stringContaining("is not in the log")]);
    expect(isClean(differences({ ...happened, acknowledged: new Set() }, actual))).toBe(true);
  });
  it("tells a row that is there twice", () => {
    const { happened, actual } = rightly();
    actual.rows.push(`statements ${SOURCE} 1 1 counted`);
    expect(differences(happened, actual)).toEqual({
      lost: [],
      doubled: [`row statements ${SOURCE} 1 1 counted is not accounted for`],
      wrong: [],
    });
  });
  it("tells one reply that the log has twice, under two ids", () => {
    const { happened, actual } = rightly();
    actual.records.push(answer(3, happened.servings[2] as Serving));
    actual.rows.push(`raw_events ${SOURCE} 3 first`, `rejects ${SOURCE} 3`);
    expect(differences(happened, actual).doubled).toEqual([expect.stringContaining("a second fact of one reply")]);
  });
  it("tells a change that changes nothing", () => {
    const { happened, actual } = rightly();
    actual.changes.splice(2, 0, change("01", 2, "6"));
    expect(differences(happened, actual)).toMatchObject({ lost: [], doubled: [expect.stringContaining("again")] });
  });
  it("tells a cell that is wrong, now and as it was known before", () => {
    const { happened, actual } = rightly();
    actual.changes[0] = change("01", 0, "50");
    actual.changes[3] = change("02", 1, "0");
    expect(differences(happened, actual).wrong).toEqual([
      `${SOURCE} 01, known at offset 0: 50, should be 5`,
      `${SOURCE} 02, known at offset 1: 0, should be absent`,
      `${SOURCE} 02, known at offset 2: 0, should be absent`,
    ]);
  });
  it("tells null from 0 and from absence", () => {
    for (const value of ["0", undefined]) {
      const { happened, actual } = rightly();
      actual.changes[2] = change("02", 0, value);
      expect(differences(happened, actual).wrong).toEqual([expect.stringContaining("should be null")]);
    }
  });
  it("lets a push come twice under its id, and counts it once", () => {
    const sent: Sent = { id: "p", source: "a-dock/sent", asAt: 1, cells: new Map([["m", "7"]]), acknowledged: true };
    const fact = { type: "declaration.received", id: "p", startup: "a-dock", source: "sent" } as const;
    const records = [0, 1].map((off) => ({ part: 3, off, startup: "a-dock", fact }));
    const rows = [
      "raw_events a-dock/sent 0 first",
      "raw_events a-dock/sent 1 duplicate",
      "statements a-dock/sent 0 0 counted",
    ];
    const changes = [{ ...change("m", 0, "7"), name: "a-dock/sent" }];
    const happened = { servings: [], acknowledged: new Set<Serving>(), sent: [sent], redelivered: new Set<string>() };
    expect(isClean(differences(happened, { records, rows, changes }))).toBe(true);
    const twice = { records, rows: [...rows, "statements a-dock/sent 1 1 counted"], changes };
    expect(differences(happened, twice).doubled).toHaveLength(1);
  });
});

describe("what the simulated endpoints say", () => {
  it("never loses more than one cell of twelve, nor states one beyond a factor of ten", () => {
    const random = randomOf("contents");
    for (const form of ["json", "anct", "csv"] as const) {
      let last: Content["cells"] = new Map();
      for (let round = 0; round < 100; round += 1) {
        const { cells } = nextContent(random, form, "whole", last);
        expect(cells.size).toBeGreaterThanOrEqual(UNIVERSE[form].length - 1);
        for (const value of cells.values()) if (value !== null) expect(value).toMatch(/^[1-9]\d\d$/);
        last = cells;
      }
    }
  });
});

describe("the plan of chaos", () => {
  const wanted = { seed: 7, short: false, logs: ["lmdb", "kafka"], point: undefined, runs: 3 } as const;
  it("dies at every point of each log as often as wanted, and is the same for the same seed", () => {
    const lives = livesOf(wanted);
    for (const log of wanted.logs)
      for (const point of pointsOf(log)) {
        const deaths = lives.filter((life) => life.log === log).flatMap(({ points }) => points);
        // twice as often on the one log that has it
        const own = ACTS[point].log === log;
        expect(deaths.filter((one) => one === point)).toHaveLength(own ? 6 : 3);
      }
    expect(livesOf(wanted)).toEqual(lives);
    expect(livesOf({ ...wanted, seed: 8 })).not.toEqual(lives);
  });
  it("refuses a point that is none", () => {
    expect(() => pointOf("pull.imagined")).toThrow("--point pull.imagined: one of pull.fetched");
  });
  it("tells the 95th percentile by nearest rank", () => {
    expect(percentile([5, 1, 4, 2, 3], 95)).toBe(5);
    expect(
      percentile(
        Array.from({ length: 100 }, (_, at) => at + 1),
        95,
      ),
    ).toBe(95);
  });
});
