// What a random decision says. It looks at what became of the facts so far, so that it is mostly about something.
import type { FigureCorrected } from "../../schemas/decisions.ts";
import { addDays, dayOf } from "../../schemas/period.ts";
import { type Cell, cellKey } from "../../schemas/statement.ts";
import { type Building, STARTUP } from "./building.ts";
import { DEFINITIONS } from "./contents.ts";
import type { Contents } from "./decision-plan.ts";
import { figures } from "./naive.ts";
import type { Decision, Fact, Mapping, ReadingAdopted } from "./naive-facts.ts";
import { bytesOf, type Speaking } from "./naive-statement.ts";
import { isSpeaking, statements, type Verdict } from "./naive-verdicts.ts";
import { FLOW, GAUGE, MEMBERS, WORLDS } from "./worlds.ts";

/** `undefined`: there is nothing to decide about. */
export function decisionOf(building: Building, plan: Contents): Decision | undefined {
  if (plan.what === "correct") return correction(building, plan);
  if (plan.what === "annotate")
    return { what: "figure.annotated", first: dayOf(building.clock), text: { fr: "Panne de la source" } };
  if (plan.what === "adopt") return adoption(building, plan);
  const found = targetsOf(building, plan);
  const [fact] = found?.facts ?? [];
  if (!found || fact === undefined) return undefined;
  const { source, facts } = found;
  if (plan.what === "release") return { what: "hold.released", source, fact };
  return { what: "answers.withdrawn", source, facts: [...facts] };
}

/** One of some, in turn. */
function one<T>(some: readonly T[], pick: number): T | undefined {
  return some[pick % Math.max(some.length, 1)];
}
interface Judged {
  readonly fact: Speaking;
  readonly verdict: Verdict | undefined;
}
function judgedOf(facts: readonly Fact[]): Judged[] {
  const verdicts = statements([...facts], STARTUP);
  return facts.filter(isSpeaking).map((fact) => ({ fact, verdict: verdicts.get(fact.off) }));
}

/** Facts to withdraw, or to release the first of, and the source that the decision names. */
function targetsOf({ facts }: Building, { what, target, pick }: Contents) {
  const all = judgedOf(facts);
  const is = (...states: string[]) => all.filter(({ verdict }) => states.includes(verdict?.status ?? ""));
  const source = one(all, pick)?.fact.source ?? "source-a";
  const own = all.filter(({ fact }) => fact.source === source);
  const named = (some: Judged | undefined) => some && { source: some.fact.source, facts: [some.fact.off] };
  const held = is("held");
  if (what === "release" && held.length > 0 && pick % 4 !== 0) return named(one(held, pick));
  switch (target) {
    case "the last":
      return named(own.at(-1));
    case "one that counts":
      return named(one(is("counted", "freed"), pick));
    case "what waits":
      return named(one(held, pick));
    case "all since one":
      return { source, facts: own.slice(pick % Math.max(own.length, 1)).map(({ fact }) => fact.off) };
    case "what was rejected":
      return named(one(is("rejected", "duplicate"), pick));
    case "answers that are named":
      return named(one(all.filter(isNamed), pick));
    case "another source's":
      return { source: one(["source-a", "source-b", "source-c"], pick)!, facts: [pick % (facts.length + 1)] };
    case "itself":
      return { source, facts: [facts.length] };
    case "what is still to come":
      return { source, facts: [...own.slice(0, 1).map(({ fact }) => fact.off), facts.length + 1 + (pick % 3)] };
    default: // anything
      return { source, facts: [pick % (facts.length + 1), (pick * 3) % (facts.length + 1)] };
  }
}
function isNamed({ fact }: Judged, _: number, all: readonly Judged[]): boolean {
  return all.some((other) => other.fact.type === "unchanged" && other.fact.answer === fact.off);
}

/** Another reading of a source's pulls: mostly of a source of which something could not be read, if that is mended. */
function adoption({ facts, start }: Building, { reading, since, until, pick }: Contents) {
  const pulls = judgedOf(facts).filter(({ fact }) => fact.type !== "pushed");
  const rejected = pulls.filter(({ verdict }) => verdict?.status === "rejected");
  const mends = reading === "text is null" || reading === "as it came";
  const chosen = one(mends && rejected.length > 0 ? rejected : pulls, pick);
  if (!chosen) return undefined;
  const { source } = chosen.fact;
  const bytes = bytesOf(chosen.fact, facts);
  const came: Mapping = bytes?.type === "pulled" ? bytes.mapping : {};
  const moments = pulls.flatMap(({ fact }) => (fact.source === source && fact.type !== "pushed" ? [fact.moment] : []));
  const [first, last] = [one(moments, pick), one(moments, pick + 1)];
  return {
    ...{ what: "reading.adopted" as const, source, definitions: DEFINITIONS },
    ...readingOf(reading, came, WORLDS[pick % WORLDS.length]!(start, 0).mapping),
    ...(since !== "none" && first !== undefined && { since: first + since }),
    ...(until !== "none" && last !== undefined && { until: last + until }),
  };
}
function readingOf(
  reading: Contents["reading"],
  came: Mapping,
  other: Mapping,
): Pick<ReadingAdopted, "mapping" | "broken"> & Partial<ReadingAdopted> {
  const { scope, ...noScope } = came;
  switch (reading) {
    case "tens":
      return { mapping: { ...came, tens: true } };
    case "text is null":
      return { mapping: { ...came, textIsNull: true } };
    case "sums":
      return { mapping: { ...came, combine: "sum" } };
    case "no scope":
      return { mapping: noScope };
    case "a predicate":
      return { mapping: { ...came, atLeast: "25" } };
    case "another world":
      return { mapping: other };
    case "closed only":
      return { mapping: { ...came, closedOnly: true } };
    case "no such kind":
      return { mapping: came, broken: "reading.kind" };
    case "bad settings":
      return { mapping: came, broken: "reading.settings" };
    case "no such version": {
      const none = Object.fromEntries(Object.keys(DEFINITIONS).map((metric) => [metric, 9]));
      return { mapping: came, ...(scope && { definitions: none }) };
    }
    default: // as it came
      return { mapping: came };
  }
}

/** Mostly of a cell that was stated, often of the one that was corrected before. */
function correction({ facts, clock }: Building, { place, from, to, value, pick }: Contents): FigureCorrected {
  const before = facts.flatMap((fact) =>
    fact.type === "approved" && fact.decision.what === "figure.corrected" ? [fact.decision] : [],
  );
  const cells = judgedOf(facts).flatMap(({ verdict }) => (verdict && "said" in verdict ? cellsIn(verdict.said) : []));
  const odd = place === "in conflict, or a sum" ? cells.filter(isOdd(facts, dayOf(clock))) : [];
  const cell = one(odd.length > 0 ? odd : cells, pick * 7);
  const stated = cell ? placed(cell) : NEVER;
  const day = (days: number | "open") => (days === "open" ? undefined : addDays(dayOf(clock), days));
  const [first, last] = [day(from), day(to)];
  const days = { ...(first !== undefined && { from: first }), ...(last !== undefined && { to: last }) };
  const again = place === "as before" ? one(before, pick) : undefined;
  const { metric, definition, territory, dims, period } = again ?? stated;
  const same = { metric, definition, territory, dims, ...(period && { period }) };
  return { what: "figure.corrected", ...same, ...wrongIn(place), ...days, value };
}
function cellsIn(said: { readonly cells: ReadonlyMap<string, { readonly cell: Cell }> }): Cell[] {
  return [...said.cells.values()].map(({ cell }) => cell);
}
/** Cells whose figure is in conflict, or a sum of parts. */
function isOdd(facts: readonly Fact[], day: string): (cell: Cell) => boolean {
  const all = figures([...facts], STARTUP, { day });
  return (cell) => {
    const figure = all.get(cellKey(cell));
    return figure !== undefined && (figure.conflict || figure.source.includes("+"));
  };
}
type Place = Pick<FigureCorrected, "metric" | "definition" | "territory" | "dims" | "period">;
function placed({ metric, definition, level, code, dims, grain, first }: Cell): Place {
  return {
    ...{ metric, definition, territory: { level, code } },
    dims: dims === "" ? {} : (JSON.parse(dims) as Record<string, string>),
    ...(grain !== "state" && { period: { grain, first } }),
  };
}
const NEVER: Place = {
  ...{ metric: GAUGE, definition: 1, territory: { level: "region", code: "84" } },
  dims: { age: "18-25", canal: "guichet" },
};
function wrongIn(place: Contents["place"]): Partial<Place> {
  if (place === "never stated") return { ...NEVER, period: undefined };
  if (place === "malformed") return { territory: { level: "commune", code: "1O01" } };
  if (place === "no such period") return { metric: FLOW, period: { grain: "month", first: "2024-01-02" } };
  if (place === "state with a period") return { metric: MEMBERS, period: { grain: "month", first: "2024-01-01" } };
  return place === "no such metric" ? { metric: "no_such_metric" } : {};
}
