// Builders for the hand-worked examples: facts with what does not matter left out, and a log of them with its questions.
import type { FigureCorrected } from "../../schemas/decisions.ts";
import { periodFrom } from "../../schemas/period.ts";
import { Declaration } from "../../schemas/source.ts";
import type { ReadScope, Row } from "../../schemas/statement.ts";
import { DEFINITIONS } from "./contents.ts";
import { figures, known, lastKnown } from "./naive.ts";
import type { Approved, Decision, Fact, Mapping, Pulled, Pushed, ReadingAdopted } from "./naive-facts.ts";
import type { Counts } from "./naive-holds.ts";
import { statements } from "./naive-verdicts.ts";

export const at = (text: string) => Date.parse(text.length === 10 ? `${text}T09:00:00Z` : text);
export const MEMBERS: ReadScope = { metrics: [{ metric: "communes_couvertes", levels: ["commune"], dims: [] }] };
export const FLOW: ReadScope = { metrics: [{ metric: "rdv_pris", levels: ["commune"], dims: [] }] };
export const GAUGE: ReadScope = { metrics: [{ metric: "adresses_certifiees", levels: ["commune"], dims: [] }] };

export type Value = Row["value"];
export const member = (code: string | undefined, value: Value = "1"): Row => row("communes_couvertes", code, value);
export const gauge = (code: string | undefined, value: Value): Row => row("adresses_certifiees", code, value);
export const flow = (code: string, first: string, value: Value, grain: "day" | "week" | "month" = "day"): Row => ({
  ...row("rdv_pris", code, value),
  period: periodFrom(grain, first),
});
export function row(metric: string, code: string | undefined, value: Value): Row {
  return { metric, level: "commune", code, dims: "", period: undefined, value };
}
/** Rows said again, to stay within five per cent of unreadable values. */
export const many = (one: Row): Row[] => Array.from({ length: 19 }, () => one);
export const members = (...codes: string[]): Row[] => codes.map((code) => member(code));

export type Said<F> = Partial<F> & { on?: string };
export function pulled(
  scope: ReadScope | undefined,
  rows: Row[],
  { on = "2024-03-01", ...more }: Said<Pulled> = {},
): Pulled {
  const mapping: Mapping = scope ? { scope } : {};
  const common = { off: -1, id: "", startup: "a-dock", source: "api", recordedAt: more.moment ?? at(on) };
  return { type: "pulled", ...common, moment: at(on), mapping, definitions: DEFINITIONS, rows, pages: 1, ...more };
}
export function pushed(figures: Row[], { on = "2024-03-01", ...more }: Said<Pushed> = {}): Pushed {
  const common = { off: -1, id: "", startup: "a-dock", source: "api", recordedAt: at(on) };
  return { type: "pushed", ...common, definitions: DEFINITIONS, figures, ...more };
}
export function unchanged(answer: number, on: string): Fact {
  const common = { off: -1, id: "", startup: "a-dock", source: "api", recordedAt: at(on) };
  return { type: "unchanged", ...common, moment: at(on), answer };
}
export function declared(on: string, sources: Record<string, number>, more: object = {}): Fact {
  const declaration = Declaration.parse({
    startup: "a-dock",
    name: "À quai",
    sources: Object.entries(sources).map(([source, expiresAfterDays]) => ({ source, kind: "test", expiresAfterDays })),
    ...more,
  });
  return { type: "declared", off: -1, id: "", startup: "a-dock", recordedAt: at(on), declaration };
}
const decided = (on: string) => ({ off: -1, id: "", startup: "a-dock", recordedAt: at(on) });
const PEOPLE_OF_TESTS = { author: "Ada", approver: "Basile" };
export function proposed(proposal: string, decision: Decision, on: string): Fact {
  return { type: "proposed", ...decided(on), id: proposal, author: "Ada", decision };
}
export function approved(proposal: string, decision: Decision, on: string, more: Partial<Approved> = {}): Approved {
  return { type: "approved", ...decided(on), ...PEOPLE_OF_TESTS, proposal, decision, ...more };
}
export function declined(proposal: string, on: string): Fact {
  return { type: "declined", ...decided(on), proposal, approver: "Basile" };
}
export function undone(proposal: string, on: string, author = "Ada"): Fact {
  return { type: "undone", ...decided(on), proposal, ...PEOPLE_OF_TESTS, author };
}
export const withdrawal = (...facts: number[]): Decision => ({ what: "answers.withdrawn", source: "api", facts });
export const release = (fact: number): Decision => ({ what: "hold.released", source: "api", fact });
export const adoption = (mapping: Mapping, more: Partial<ReadingAdopted> = {}): Decision => ({
  ...{ what: "reading.adopted", source: "api", mapping, definitions: DEFINITIONS },
  ...more,
});
/** Of the gauge of 01001, for all days. */
export const correction = (value: string | null, more: Partial<FigureCorrected> = {}): Decision => ({
  ...{ what: "figure.corrected", metric: "adresses_certifiees", definition: 1, dims: {}, value },
  ...{ territory: { level: "commune", code: "01001" } },
  ...more,
});

/** A log of these facts, offsets from 0; facts without an id have their own. */
export function given(...facts: Fact[]) {
  const log = facts.map((fact, off) => ({ ...fact, off, id: fact.id || `fact-${off}` }));
  const short = (key: string) =>
    key.split("|").filter((part) => /^(\d[\dAB]\d{3}|\d{4}-.*|day|week|month)$/.test(part));
  const shorten = <V>(cells: ReadonlyMap<string, V> | undefined) =>
    Object.fromEntries(
      [...(cells ?? [])].map(([key, value]) => [
        [...new Set(short(key))].filter((part) => part !== "1970-01-01").join(" "),
        value,
      ]),
    );
  const verdicts = () => [...statements(log, "a-dock").values()];
  return {
    /** Cells of a source that stand, by code (and grain, first, last). */
    cells: (day = "2024-03-20", asOf?: string, source = "api") =>
      shorten(known(log, "a-dock", { day, ...(asOf && { asOf: at(asOf) }) }).get(source)),
    last: (day: string) => shorten(lastKnown(log, "a-dock", { day }).get("api")),
    figures: (day: string, asOf?: string) => shorten(figures(log, "a-dock", { day, ...(asOf && { asOf: at(asOf) }) })),
    statuses: () => verdicts().map(({ status }) => status),
    codes: () => verdicts().map((verdict) => ("code" in verdict ? verdict.code : verdict.status)),
    reasons: () => verdicts().map((verdict) => ("reasons" in verdict ? verdict.reasons : [])),
    counts: (off: number): Counts | undefined => {
      const verdict = verdicts()[off];
      return verdict && "counts" in verdict ? verdict.counts : undefined;
    },
  };
}
