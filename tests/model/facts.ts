// Abstract facts as real events of the log, with real bytes: what the processor is given.
import { createHash } from "node:crypto";
import { DecisionEvent } from "../../schemas/decisions.ts";
import { FactEvent, type Page, type PushedFigure, type PushedScope } from "../../schemas/events.ts";
import { newEventId } from "../../schemas/ids.ts";
import type { ReadScope, Row } from "../../schemas/statement.ts";
import { pageOf } from "../support/facts.ts";
import type { Decided, Decision, Fact, Pulled, Pushed } from "./naive-facts.ts";
import { isDecided } from "./naive-verdicts.ts";
import { TEST_KIND, TEST_VERSION } from "./test-kind.ts";

/** An event, where it must come in its partition, and the log's own time of it (milliseconds since 1970). */
export interface Recorded {
  readonly off: number;
  readonly time: number;
  readonly event: FactEvent | DecisionEvent;
}

/**
 * The events of a history, in order, each valid by schemas/events.ts.
 * @param startup  takes the place of the facts' own, so that many histories fit into one log
 * @param base     offset in the partition at which the history begins
 */
export function toEvents(
  facts: readonly Fact[],
  { startup, base = 0 }: { startup: string; base?: number },
): Recorded[] {
  return [...facts]
    .sort((a, b) => a.off - b.off)
    .map((fact) => ({
      off: base + fact.off,
      time: fact.recordedAt,
      event: isDecided(fact)
        ? DecisionEvent.parse(decidedEvent(fact, startup, base))
        : FactEvent.parse(eventOf(fact, startup, base)),
    }));
}

function commonOf(fact: Fact, startup: string) {
  return { id: idOf(startup, fact.id), at: instant(fact.recordedAt - 1000), startup };
}
function eventOf(fact: Exclude<Fact, Decided>, startup: string, base: number): unknown {
  const common = commonOf(fact, startup);
  if (fact.type === "declared") {
    const declaration = { ...fact.declaration, startup };
    return { type: "source.declared", ...common, sha256: sha256(JSON.stringify(declaration)), declaration };
  }
  const ofSource = { ...common, source: fact.source, elapsedMs: 120 };
  switch (fact.type) {
    case "pulled":
      return {
        type: "endpoint.answered",
        ...ofSource,
        reader: readerOf(fact),
        receivedAt: instant(fact.moment),
        pages: pagesOf(fact),
      };
    case "unchanged": {
      const named = { answer: base + fact.answer, status: 304 };
      return { type: "endpoint.unchanged", ...ofSource, receivedAt: instant(fact.moment), ...named };
    }
    case "failed":
      return { type: "endpoint.failed", ...ofSource, code: "RELEVE_ENDPOINT_UNREACHABLE", detail: "no answer" };
    case "pushed":
      return pushOf(fact, { ...common, source: fact.source });
  }
}
function decidedEvent(fact: Decided, startup: string, base: number): unknown {
  const common = { ...commonOf(fact, startup), reason: "as a test wants it" };
  const author = "author" in fact && { author: fact.author };
  const decision = "decision" in fact && { decision: decisionOf(fact.decision, base) };
  if (fact.type === "proposed") return { type: "decision.proposed", ...common, ...author, ...decision };
  const { proposal, approver } = fact;
  const of = { ...common, proposal: idOf(startup, proposal), approver };
  return { type: `decision.${fact.type}`, ...of, ...author, ...decision };
}
function decisionOf(decision: Decision, base: number): unknown {
  if (decision.what === "answers.withdrawn") return { ...decision, facts: decision.facts.map((off) => base + off) };
  if (decision.what === "hold.released") return { ...decision, fact: base + decision.fact };
  if (decision.what !== "reading.adopted") return decision;
  const { what, source, since, until } = decision;
  return {
    ...{ what, source, reader: readerOf(decision) },
    ...(since !== undefined && { since: instant(since) }),
    ...(until !== undefined && { until: instant(until) }),
  };
}
const instant = (at: number) => new Date(at).toISOString();
const sha256 = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");
/** The same id of the same startup is the same UUIDv7. */
function idOf(startup: string, id: string): string {
  const random = createHash("sha256").update(`${startup} ${id}`).digest().subarray(0, 10);
  return newEventId(Date.UTC(2024, 0, 1), random);
}

function readerOf({ broken, mapping, definitions }: Pick<Pulled, "broken" | "mapping" | "definitions">) {
  const kind = broken === "reading.kind" ? "no-such-kind" : TEST_KIND;
  const settings = broken === "reading.settings" ? { nonsense: 1 } : JSON.parse(JSON.stringify(mapping));
  return { kind, version: TEST_VERSION, settings, definitions };
}
function pagesOf({ broken, rows, pages }: Pulled): Page[] {
  if (broken === "answer.json") return [pageOf('{"figures":[')];
  if (broken === "answer.shape") return [pageOf('{"figures":7}')];
  const figures = rows.map(figureOf);
  const half = pages === 2 ? Math.ceil(figures.length / 2) : figures.length;
  const parts = pages === 2 ? [figures.slice(0, half), figures.slice(half)] : [figures];
  return parts.map((part) => pageOf(JSON.stringify({ figures: part })));
}
function figureOf({ metric, level, code, dims, period, value }: Row) {
  return {
    metric,
    level,
    ...(code !== undefined && { code }),
    ...(dims !== "" && { dims: JSON.parse(dims) as Record<string, string> }),
    ...(period && { grain: period.grain, first: period.first }),
    value: value === undefined ? "n/c" : value,
  };
}

function pushOf({ asAt, scope, definitions, figures }: Pushed, common: object) {
  return {
    type: "declaration.received",
    ...common,
    ...(asAt !== undefined && { asAt: instant(asAt) }),
    definitions,
    ...(scope && { scope: pushedScope(scope) }),
    figures: figures.map(pushedFigure),
  };
}
/** Levels and dimensions of a push are the same for all its metrics: a scope that says otherwise is a bug of ours. */
function pushedScope({ metrics, territories, windows }: ReadScope): PushedScopeInput {
  const shapes = new Set(metrics.map(({ levels, dims }) => JSON.stringify({ levels, dims })));
  const [first] = metrics;
  if (!first || shapes.size !== 1) throw new TypeError("not a scope that a push can declare");
  return {
    metrics: metrics.map(({ metric }) => metric),
    levels: [...first.levels],
    dims: [...first.dims],
    ...(territories && { territories: [...territories] }),
    periods: (windows ?? []).map((window) => ({ ...window })),
  };
}
type PushedScopeInput = (typeof PushedScope)["_zod"]["input"];
type PushedFigureInput = (typeof PushedFigure)["_zod"]["input"];
/** A number with more digits than are kept: valid JSON, and unreadable (rule 16). */
const TOO_FINE = 0.12345678;
function pushedFigure({ metric, level, code, dims, period, value }: Row, index: number): PushedFigureInput {
  const asNumber = value !== null && value !== undefined && index % 2 === 0 && /^-?\d{1,9}$/.test(value);
  return {
    metric,
    territory: { level, code: code ?? "" },
    ...(dims !== "" && { dims: JSON.parse(dims) as Record<string, string> }),
    ...(period && { period: { grain: period.grain, first: period.first } }),
    value: value === undefined ? TOO_FINE : asNumber ? Number(value) : value,
  };
}
