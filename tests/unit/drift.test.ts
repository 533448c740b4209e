import { describe, expect, it } from "vitest";
import { differencesOf } from "../../processors/drift.ts";

const page = (body: unknown) => [{ bytes: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)) }];
const told = (before: unknown, now: unknown) =>
  differencesOf(page(before), page(now)).map(({ pointer, kind, before: was, now: is }) =>
    [pointer, kind, was && `${was.type} ${was.example}`, is && `${is.type} ${is.example}`].join(" | "),
  );
const month = (m: string, visits: unknown) => ({ m, visits });
const GOOD = { open: { "Jeux publiés": "57 911" }, months: [month("2026-09", 1204), month("2026-10", 1388)] };

describe("the difference of an answer's shape", () => {
  it("is none between two answers that only say other figures, or more of them", () => {
    const more = { open: { "Jeux publiés": "57 932" }, months: [...GOOD.months, month("2026-11", 900)] };
    expect(told(GOOD, more)).toEqual([]);
    expect(told(GOOD, { ...GOOD, generated: "2026-11-01" })).toEqual([]);
  });
  it("tells a field that is gone, and what came in its place", () => {
    const renamed = { ...GOOD, months: [{ m: "2026-09", visites: 1204 }] };
    expect(told(GOOD, renamed)).toEqual([
      "/months/*/visits | gone | number 1204 | ",
      "/months/*/visites | added |  | number 1204",
    ]);
  });
  it("tells the outermost of what is gone, once", () => {
    expect(told(GOOD, { open: GOOD.open })).toEqual(["/months | gone | list null | "]);
  });
  it("tells a type that changed, by its place", () => {
    const texts = { ...GOOD, months: [month("2026-09", "1 204"), month("2026-10", "1 388")] };
    expect(told(GOOD, texts)).toEqual(["/months/*/visits | type | number 1204 | text 1 204"]);
    expect(told(GOOD, [GOOD])).toEqual([" | type | object null | list null"]);
  });
  it("tells figures a thousand times as great, written as numbers or as texts", () => {
    expect(told(GOOD, { ...GOOD, open: { "Jeux publiés": "57 911 000" } })).toEqual([
      "/open/Jeux publiés | size | text 57 911 | text 57 911 000",
    ]);
    const greater = { ...GOOD, months: GOOD.months.map(({ m, visits }) => month(m, Number(visits) * 1000)) };
    expect(told(GOOD, greater)).toEqual(["/months/*/visits | size | number 1204 | number 1204000"]);
  });
  it("tells a web page where data were, with its title, and nothing else", () => {
    expect(told(GOOD, "<!doctype html><title>Maintenance</title><p>À bientôt")).toEqual([
      " | type | json null | page Maintenance",
    ]);
  });
  it("takes names that are days or codes for data: a new day is no new field", () => {
    expect(told({ "2026-10-01": 4, "2026-10-02": 5 }, { "2026-10-03": 4 })).toEqual([]);
    expect(told({ "2026-10-01": 4 }, { "2026-10-03": "4" })).toEqual(["/* | type | number 4 | text 4"]);
  });
  it("knows the columns of a table", () => {
    expect(told("mois;visites\n2026-09;1204", "mois;pages vues\n2026-09;1204")).toEqual([
      "/*/visites | gone | text 1204 | ",
      "/*/pages vues | added |  | text 1204",
    ]);
  });
  it("shows no text that could speak of a person", () => {
    const names = (name: unknown) => ({ agents: [{ name }] });
    expect(told(names("Jeanne Martin"), names(null))).toEqual(["/agents/*/name | type | text null | null null"]);
  });
  it("is told of whatever came: empty, cut, nested without end", () => {
    for (const body of ["", "{", "\u0000", "[".repeat(5000), "[".repeat(300) + "]".repeat(300), "a,b", '"x"'])
      for (const [before, now] of [
        [GOOD, body],
        [body, GOOD],
      ])
        expect(() => told(before, now)).not.toThrow();
  });
});
