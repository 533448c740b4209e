// From lines to figures: which source has a cell on a day, what it says, and how fresh it is.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { STATES, type State } from "../../dashboards/figure.ts";
import type { Correction, Corrections } from "../../dashboards/queries/corrections.ts";
import { Decider } from "../../dashboards/queries/decide.ts";
import { atPhase, freshnessOf, isFigureExpected, isOnTime, worst } from "../../dashboards/queries/freshness.ts";
import { type Confirming, groupOf, type SourceLines, type Step } from "../../dashboards/queries/lines.ts";
import { eachFigure } from "../../dashboards/queries/series.ts";
import { statedBy } from "../../dashboards/queries/stated.ts";
import { addDays, startOfDay } from "../../schemas/period.ts";
import { PHASES } from "../../schemas/registry-state.ts";
import { Declaration, Source } from "../../schemas/source.ts";
import { type Cell, cellKey, STATE_DAY } from "../../schemas/statement.ts";

const METRIC = "jeux_de_donnees";
const at = (day: string) => Date.parse(`${day}T12:00:00Z`);
const cellOf = (code: string): Cell => ({
  metric: METRIC,
  definition: 1,
  level: "departement",
  code,
  dims: "",
  grain: "state",
  first: STATE_DAY,
  last: STATE_DAY,
});
type Spoken = Readonly<Record<string, readonly (readonly [day: string, value: string | null | undefined])[]>>;
interface Says {
  /** By territory: the days on which its value changed. */
  readonly steps?: Spoken;
  /** Days of statements that are complete about all territories. */
  readonly confirmed?: readonly string[];
  readonly removesNothing?: readonly string[];
  /** Territory → days on which it was left as it was. */
  readonly doubtful?: Readonly<Record<string, readonly string[]>>;
}
function linesOf({ steps = {}, confirmed = [], removesNothing = [], doubtful = {} }: Says): SourceLines {
  const group: Confirming[] = confirmed.map((day) => ({
    moment: at(day),
    said: at(day),
    removesNothing: removesNothing.includes(day),
    code: "",
    first: STATE_DAY,
    last: STATE_DAY,
  }));
  const lines = Object.entries(steps).map(([code, days]) => {
    const cell = cellOf(code);
    const own: Step[] = days.map(([day, value]) => ({ moment: at(day), said: at(day), value }));
    return [cellKey(cell), { cell, steps: own, passedOver: new Set((doubtful[code] ?? []).map(at)), group }] as const;
  });
  return { lines: new Map(lines), groups: new Map([[groupOf(cellOf("01"), ""), group]]) };
}
const declaration = (sources: readonly string[], rest: object = {}) =>
  Declaration.parse({
    startup: "s",
    name: "S",
    sources: sources.map((source) => ({ source, kind: "json", expiresAfterDays: 30 })),
    order: { [METRIC]: sources },
    ...rest,
  });
const decided = (day: string, says: Readonly<Record<string, Says>>, rest: object = {}) => {
  const sources = new Map(Object.entries(says).map(([name, one]) => [name, linesOf(one)]));
  const cell = cellOf("01");
  return new Decider(day, declaration([...sources.keys()], rest), sources).figure(cellKey(cell), cell);
};

type Corrected = readonly [
  code: string,
  days: { from?: string | undefined; to?: string | undefined },
  value: string | null,
];
/** In the order of their approvals. */
function correctionsOf(some: readonly Corrected[]): Corrections {
  const found = new Map<string, Correction[]>();
  for (const [code, { from, to }, value] of some) {
    const cell = cellOf(code);
    const approved = { proposal: `${found.size}`, reason: "it was wrong", since: at("2024-03-01") };
    const own = found.get(cellKey(cell)) ?? [];
    found.set(cellKey(cell), [...own, { cell, from, to, value, ...approved }]);
  }
  return found;
}

describe("a corrected figure", () => {
  const on = (day: string, ...some: Corrected[]) => {
    const sources = new Map([["a", linesOf({ steps: { "01": [["2024-01-01", "5"]] }, confirmed: ["2024-01-01"] })]]);
    return new Decider(day, declaration(["a"]), sources, correctionsOf(some)).figure(
      cellKey(cellOf("01")),
      cellOf("01"),
    );
  };
  it("holds on its first day and its last, and the sources' word before and after", () => {
    const days = ["01-04", "01-05", "01-06", "01-07"].map((day) => `2024-${day}`);
    const correction: Corrected = ["01", { from: "2024-01-05", to: "2024-01-06" }, "7"];
    expect(days.map((day) => on(day, correction)?.value)).toEqual(["5", "7", "7", "5"]);
  });
  it("never expires, and is the last that was approved of those that hold", () => {
    expect(on("2024-12-31", ["01", {}, "7"], ["01", {}, null], ["01", { to: "2024-01-31" }, "8"])).toMatchObject({
      value: null,
      sources: [],
      correction: { reason: "it was wrong" },
    });
  });
  it("makes its metric a stated one, from its first day on; of another version it does not", () => {
    const lines = linesOf({ steps: { "01": [["2024-01-10", "5"]] } });
    const early = correctionsOf([["13", { from: "2024-01-02" }, "7"]]);
    expect(statedBy([], METRIC, early)).toMatchObject({ version: 1, since: startOfDay("2024-01-02") });
    expect(statedBy([lines], METRIC, early)).toMatchObject({ version: 1, since: startOfDay("2024-01-02") });
    const [key, all] = [...early][0] ?? ["", []];
    const other = new Map([[key, all.map((one) => ({ ...one, cell: { ...one.cell, definition: 2 } }))]]);
    expect(statedBy([lines], METRIC, other)).toMatchObject({ version: 1, since: at("2024-01-10") });
    expect(statedBy([lines], "visites", early)).toBeUndefined();
  });
});

describe("the figure of a cell", () => {
  const a: Says = { steps: { "01": [["2024-01-01", "5"]] }, confirmed: ["2024-01-01", "2024-01-20"] };

  it("is the value of the last statement before the day's end, dated by its last confirmation", () => {
    expect(decided("2024-01-25", { a })).toMatchObject({
      value: "5",
      sources: ["a"],
      since: at("2024-01-01"),
      confirmed: at("2024-01-20"),
    });
    expect(decided("2023-12-31", { a })).toBeUndefined();
  });
  it("began when it was first said, however often it was said again; another value, or an absence, ends it", () => {
    const said = (...days: [day: string, value: string | undefined][]) =>
      decided("2024-01-25", { a: { steps: { "01": days } } });
    const again = said(["2024-01-01", "4"], ["2024-01-05", "5"], ["2024-01-06", "5"], ["2024-01-20", "5"]);
    expect(again).toMatchObject({ since: at("2024-01-05"), known: at("2024-01-05"), confirmed: at("2024-01-20") });
    expect(said(["2024-01-05", "5"], ["2024-01-06", "4"], ["2024-01-20", "5"])?.since).toBe(at("2024-01-20"));
    expect(said(["2024-01-05", "5"], ["2024-01-06", undefined], ["2024-01-20", "5"])?.since).toBe(at("2024-01-20"));
  });
  it("could be known since the first of those that said it was recorded, be its moment late or not", () => {
    const cell = cellOf("01");
    const steps = [
      { moment: at("2024-01-05"), said: 9, value: "5", late: at("2024-01-22") },
      { moment: at("2024-01-10"), said: 3, value: "5" },
    ];
    const line = { cell, steps, passedOver: new Set<number>(), group: [] };
    const lines = { lines: new Map([[cellKey(cell), line]]), groups: new Map() };
    const figure = new Decider("2024-01-25", declaration(["a"]), new Map([["a", lines]])).figure(cellKey(cell), cell);
    expect(figure).toMatchObject({ since: at("2024-01-05"), known: at("2024-01-10") });
  });
  it("is none once it was not confirmed for too long", () => {
    expect(decided("2024-02-18", { a })?.value).toBe("5");
    expect(decided("2024-02-19", { a })).toBeUndefined();
  });
  it("keeps the former value through statements that left it in doubt, which confirm nothing", () => {
    const doubtful = { ...a, doubtful: { "01": ["2024-01-20"] } };
    expect(decided("2024-01-25", { a: doubtful })).toMatchObject({ value: "5", confirmed: at("2024-01-01") });
  });
  it("is null when the source says that there is no figure", () => {
    expect(decided("2024-01-25", { a: { ...a, steps: { "01": [["2024-01-20", null]] } } })).toMatchObject({
      value: null,
    });
  });
});

describe("several sources", () => {
  const five: Says = { steps: { "01": [["2024-01-01", "5"]] }, confirmed: ["2024-01-01"] };
  const six: Says = { steps: { "01": [["2024-01-10", "6"]] }, confirmed: ["2024-01-10"] };
  const gone: Says = {
    steps: {
      "01": [
        ["2024-01-01", "5"],
        ["2024-01-10", undefined],
      ],
    },
    confirmed: ["2024-01-01", "2024-01-10"],
  };
  const silent: Says = {
    steps: { "69": [["2024-01-10", "1"]] },
    confirmed: ["2024-01-10"],
    removesNothing: ["2024-01-10"],
  };

  it("the first that has the cell decides; another word is a conflict", () => {
    expect(decided("2024-01-20", { a: five, b: six })).toMatchObject({
      value: "5",
      sources: ["a"],
      conflict: { source: "b", value: "6" },
    });
  });
  it("give way when the first has expired", () => {
    expect(decided("2024-02-05", { a: five, b: six })).toMatchObject({ value: "6", sources: ["b"] });
    expect(decided("2024-02-05", { a: five, b: six })).not.toHaveProperty("conflict");
  });
  it("an absence decides too, and a source that removes nothing says nothing of what it does not state", () => {
    expect(decided("2024-01-20", { a: gone, b: six })).toBeUndefined();
    expect(decided("2024-01-20", { a: silent, b: six })).toMatchObject({ value: "6" });
    expect(decided("2024-01-20", { a: five, b: gone })).toMatchObject({
      value: "5",
      conflict: { source: "b", value: undefined },
    });
  });
  it("as parts are summed, and one missing part leaves no figure", () => {
    const parts = { order: {}, parts: { [METRIC]: ["a", "b"] } };
    expect(decided("2024-01-20", { a: five, b: six }, parts)).toMatchObject({ value: "11", sources: ["a", "b"] });
    expect(decided("2024-01-20", { a: five, b: gone }, parts)).toBeUndefined();
  });
});

describe("many days at once", () => {
  const day = fc.integer({ min: 0, max: 80 }).map((days) => addDays("2024-01-01", days));
  const sorted = fc.uniqueArray(day, { maxLength: 6 }).map((days) => [...days].sort());
  const value = fc.constantFrom("1", "2", null, undefined);
  const says = fc.record({
    steps: fc.dictionary(
      fc.constantFrom("01", "02", "69"),
      sorted.chain((days) => fc.tuple(...days.map((one) => value.map((said) => [one, said] as const)))),
    ),
    confirmed: sorted,
    removesNothing: sorted,
    doubtful: fc.dictionary(fc.constantFrom("01", "69"), sorted),
  });

  const span = fc.record({ from: fc.option(day, { nil: undefined }), to: fc.option(day, { nil: undefined }) });
  const correction = fc.tuple(fc.constantFrom("01", "13"), span, fc.constantFrom("7", null));
  const corrected = fc.array(correction, { maxLength: 3 });

  it("say what a decider says day by day", () => {
    const days = Array.from({ length: 14 }, (_, week) => addDays("2024-01-02", 7 * week));
    fc.assert(
      fc.property(fc.array(says, { minLength: 1, maxLength: 2 }), fc.boolean(), corrected, (all, parts, some) => {
        const names = all.map((_, index) => `s${index}`);
        const sources = new Map(all.map((one, index) => [`s${index}`, linesOf(one as Says)]));
        const declared = declaration(names, parts ? { order: {}, parts: { [METRIC]: names } } : {});
        const found: string[] = [];
        const corrections = correctionsOf(some);
        eachFigure(
          { declaration: declared, sources, corrections },
          { metric: METRIC, version: 1, days },
          (cell, index, said) => found.push(`${days[index]} ${cell.code} ${said}`),
        );
        const expected = days.flatMap((one) =>
          new Decider(one, declared, sources, corrections)
            .figures(new Set([METRIC]))
            .map((figure) => `${one} ${figure.cell.code} ${figure.value}`),
        );
        expect(found.sort()).toEqual(expected.sort());
      }),
      { numRuns: 300 },
    );
  });
});

describe("a source's state", () => {
  const source = (rest: object = {}) => Source.parse({ source: "a", kind: "json", every: "week", ...rest });
  const answers = (day: string, held?: string) => ({
    statements: 1,
    unchanged: 0,
    counted: day === "" ? 0 : 1,
    lastCounted: day === "" ? 0 : at(day),
    lastSaid: at(day === "" ? "2024-01-01" : day),
    held: held === undefined ? undefined : { moment: at(held), reason: "empty" },
  });
  const state = (
    day: string | undefined,
    { held, failed = 0, ...rest }: { held?: string; failed?: number; kind?: string; every?: string } = {},
  ) =>
    freshnessOf(
      source(rest),
      { answers: day === undefined ? undefined : answers(day, held), pulls: { pulls: 3, failed } },
      at("2024-02-01"),
    ).state;

  it("is exactly one", () => {
    expect(state("2024-01-29")).toBe("ok");
    expect(state("2024-01-21")).toBe("late");
    expect(state("2024-01-10")).toBe("cut");
    expect(state("2024-01-29", { failed: 3 })).toBe("cut");
    expect(state("2024-01-29", { held: "2024-01-30" })).toBe("held");
    expect(state("", { held: "2024-01-30" })).toBe("held");
    expect(state(undefined)).toBe("never");
    expect(state("2023-01-01", { kind: "push", every: "day" })).toBe("hand");
    expect(state(undefined, { kind: "push" })).toBe("never");
  });
  it("of what a team declares each month is late once that month's figure is missing, and is then as any other's", () => {
    const monthly = (day: string, more = {}) => state(day, { kind: "push", every: "month", ...more });
    expect(monthly("2024-01-02")).toBe("hand");
    expect(monthly("2023-12-17")).toBe("hand");
    expect(monthly("2023-12-16")).toBe("late");
    expect(monthly("2023-10-30")).toBe("cut");
    expect(monthly("2023-12-16", { held: "2024-01-30" })).toBe("held");
    expect(monthly("2024-01-02", { held: "2024-01-30" })).toBe("held"); // a person must look at it, whoever declared it
  });
  it("is not that of a fault where the startup's phase asks for no figure; what comes all the same keeps its state", () => {
    const of = (state: State) => ({ state, last: "2024-01-01T12:00:00.000Z", every: "week" }) as const;
    const idle = { ...of("idle"), every: null };
    for (const state of ["late", "cut", "never"] as const) expect(atPhase(of(state), false)).toEqual(idle);
    for (const state of ["ok", "hand", "held"] as const) expect(atPhase(of(state), false)).toEqual(of(state));
    for (const state of STATES) expect(atPhase(of(state), true)).toEqual(of(state));
  });
  it("asks for figures from construction on, until the startup is handed over or stopped", () => {
    const asked = PHASES.filter((phase) => isFigureExpected({ phase }));
    expect(asked).toEqual(["construction", "acceleration", "consolidation", "opere"]);
    expect(isFigureExpected({ phase: undefined })).toBe(false); // none has begun on the day
    expect(isFigureExpected(undefined)).toBe(true); // not in the registry: its file alone says that it publishes
  });
  it("is on time only when something comes", () => {
    const on = STATES.filter((name) => isOnTime({ state: name, last: null, every: null }));
    expect(on).toEqual(["ok", "hand"]);
  });
  it("of a startup is the worst of its sources", () => {
    const one = (name: "ok" | "late" | "hand" | "idle") => ({ state: name, last: null, every: null });
    expect(worst([one("idle"), one("ok")])?.state).toBe("ok");
    expect(worst([one("ok"), one("late"), one("hand")])?.state).toBe("late");
    expect(worst([])).toBeUndefined();
  });
});
