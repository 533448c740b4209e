// The rules of the quality page: what a strip draws, who must act, and when the ledger adds up.
import { describe, expect, it } from "vitest";
import type { QualityAsked } from "../../dashboards/model.ts";
import { qualityModel } from "../../dashboards/models/quality.ts";
import { qualityTables } from "../../dashboards/quality-tables.ts";
import { type Counts, ledgerOf } from "../../dashboards/queries/ledger.ts";
import { countStrip, type DayMarks, stripOf } from "../../dashboards/queries/strip.ts";
import { EVERY } from "../../dashboards/shapes/list.ts";
import type { SourceHealth } from "../../dashboards/shapes/quality.ts";
import { whoActs } from "../../dashboards/who-acts.ts";
import { DICTIONARY } from "../../dashboards/words/dictionary.ts";
import { REJECTS } from "../../schemas/errors.ts";
import { head } from "../support/figures.ts";
import { quality } from "../support/quality-model.ts";

const NOW = "2026-03-31"; // a Tuesday
const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);
const counted = (day: string): DayMarks => ({ day, counted: 1, held: 0, first: noon(day), last: noon(day) });
const held = (day: string): DayMarks => ({ ...counted(day), counted: 0, held: 1, first: 0, last: 0 });
const strip = (every: "day" | "week" | "month", days: readonly DayMarks[], since = "2025-01-01") =>
  stripOf({ every, days, now: noon(NOW), since: noon(since) });

describe("a strip", () => {
  it("has 28 days, 4 weeks or 6 months, the running one last", () => {
    expect(strip("day", []).length).toBe(28);
    expect(strip("week", [])).toBe("mmm.");
    expect(strip("month", [])).toBe("mmmmm.");
  });
  it("expects nothing of a running period, but counts what already came in it", () => {
    expect(strip("week", [counted(NOW)])).toBe("mmmo");
  });
  it("expects nothing before the source was declared, nor in the period in which it was", () => {
    expect(strip("day", [counted("2026-03-30")], "2026-03-28")).toBe(`${".".repeat(25)}mo.`);
    expect(strip("month", [], "2026-01-20")).toBe("....m.");
  });
  it("shows a held answer only where none counts", () => {
    expect(strip("week", [held("2026-03-24"), held("2026-03-10"), counted("2026-03-11")])).toBe("omh.");
  });
  it("calls late what came more than 1.5 cadences after the one of the cell before", () => {
    expect(strip("week", [counted("2026-03-09"), counted("2026-03-22"), counted("2026-03-27")])).toBe("olo.");
  });
  it("does not call late what follows a missing one: the missing cell says it", () => {
    expect(strip("day", [counted("2026-03-27"), counted("2026-03-29")]).slice(-5)).toBe("omom.");
  });
  it("says the same in words, in both languages", () => {
    const words = (every: "day" | "week" | "month", letters: string) =>
      (["fr", "en"] as const).map((lang) => DICTIONARY[lang].quality.strip(every, countStrip(letters)));
    expect(words("day", `${"o".repeat(25)}hhh`)).toEqual(["25 jours sur 28, 3 retenus", "25 of 28 days, 3 held"]);
    expect(words("week", "oooo")).toEqual(["4 semaines sur 4", "4 of 4 weeks"]);
    expect(words("week", "olo.")).toEqual(["3 semaines sur 3, dont 1 en retard", "3 of 3 weeks, 1 of them late"]);
    expect(words("month", "......")).toEqual(["pas encore attendu", "not yet expected"]);
  });
});

describe("who must act", () => {
  const act = (state: Parameters<typeof whoActs>[0]["state"], code: string | null = null, push = false) =>
    whoActs({ state, code, push });
  it("is nobody when nothing is wrong, whatever went wrong once", () => {
    for (const state of ["ok", "hand", "idle"] as const) expect(act(state, "answer.html")).toBe("nobody");
  });
  it("is the network when an answer is held", () => {
    expect(act("held", "RELEVE_ENDPOINT_REFUSED")).toBe("network");
  });
  it("follows from what went wrong: the team's site, the network's file, the operator's machine", () => {
    expect(act("cut", "RELEVE_ENDPOINT_UNREACHABLE")).toBe("team");
    expect(act("late", "answer.html")).toBe("team");
    expect(act("cut", "answer.shape")).toBe("network");
    expect(act("cut", "reading.kind")).toBe("operator");
    expect(act("never", "RELEVE_BUG")).toBe("operator");
  });
  it("is known for every reason to reject an answer", () => {
    for (const code of Object.keys(REJECTS)) expect(["team", "network", "operator"]).toContain(act("cut", code));
  });
  it("is the operator when nothing was asked, and the team when it should have sent", () => {
    expect(act("cut")).toBe("operator");
    expect(act("never", null, true)).toBe("team");
  });
});

describe("the ledger", () => {
  const counts: Counts = {
    committed: 22,
    facts: new Map([
      ["endpoint.answered", { all: 9, duplicates: 1 }],
      ["endpoint.unchanged", { all: 3, duplicates: 0 }],
      ["declaration.received", { all: 2, duplicates: 0 }],
      ["endpoint.failed", { all: 3, duplicates: 0 }],
      ["source.declared", { all: 2, duplicates: 0 }],
      ["decision.proposed", { all: 1, duplicates: 0 }],
      ["decision.approved", { all: 1, duplicates: 0 }],
      ["", { all: 1, duplicates: 0 }],
    ]),
    statements: {
      pulled: { counted: 6, held: 1, withdrawn: 1, rejected: 1 },
      pushed: { counted: 2, held: 0, withdrawn: 0, rejected: 0 },
    },
    rejects: { pulled: 2, pushed: 0 },
    failures: 3,
    cells: { stated: 100, new: 10, changed: 5, same: 84, doubtful: 1 },
    changes: { stated: 15, written: 15 },
  };
  const wrong = (change: Partial<Counts>) =>
    ledgerOf({ ...counts, ...change }).flatMap(({ id, adds }) => (adds ? [] : [id]));

  it("adds up when everything that came in is somewhere once", () => {
    expect(wrong({})).toEqual([]);
    expect(ledgerOf(counts).map(({ id, total }) => `${id} ${total}`)).toEqual([
      "facts 22",
      "answers 14",
      "pulls 15",
      "cells 100",
      "changes 15",
    ]);
  });
  it("shows where something is lost or counted twice", () => {
    expect(wrong({ committed: 21 })).toEqual(["facts"]);
    expect(wrong({ failures: 2 })).toEqual(["pulls"]);
    expect(wrong({ rejects: { pulled: 2, pushed: 1 } })).toEqual(["answers"]);
    expect(wrong({ rejects: { pulled: 1, pushed: 0 } })).toEqual(["answers", "pulls"]);
    expect(wrong({ cells: { ...counts.cells, same: 85 } })).toEqual(["cells"]);
    expect(wrong({ changes: { stated: 15, written: 14 } })).toEqual(["changes"]);
  });
});

describe("the table of sources", () => {
  const all = Array.from({ length: 120 }, (_, at): SourceHealth => {
    const [row] = quality(head).table.rows as [SourceHealth];
    const state = at % 2 === 0 ? "ok" : "idle";
    return { ...row, startup: { id: `s${at}`, name: `S${at}` }, freshness: { ...row.freshness, state } };
  });
  const { table: _, ...base } = quality(head);
  const table = (asked: QualityAsked) => qualityModel({ ...base, all }, asked).table;
  it("is in pages of 50, the last one for any page beyond", () => {
    expect(table({ page: 9 })).toMatchObject({ count: 120, page: 3, pages: 3 });
    expect(table({ page: 3 }).rows).toHaveLength(20);
  });
  it("has every row of its state where it is asked for them all, as a CSV is", () => {
    expect(table({ page: EVERY }).rows).toHaveLength(120);
    expect(table({ page: EVERY, etat: "idle" })).toMatchObject({ state: "idle", count: 60, page: 1, pages: 1 });
    expect(qualityTables({ ...base, table: table({ page: EVERY }) })[0]?.rows).toHaveLength(120);
  });
});
