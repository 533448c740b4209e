// Builders of facts: what a test does not say does not matter to it. Answers are of the test kind (tests/model).
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import {
  DeclarationReceived,
  EndpointAnswered,
  EndpointFailed,
  EndpointUnchanged,
  type FactEvent,
  type Page,
  SourceDeclared,
} from "../../schemas/events.ts";
import { newEventId } from "../../schemas/ids.ts";
import type { Grain } from "../../schemas/period.ts";
import { Declaration } from "../../schemas/source.ts";
import type { Level } from "../../schemas/territory.ts";
import { TEST_KIND, TEST_VERSION } from "../model/test-kind.ts";

/** One figure of an answer or a push. Left out: level `france`, no dimensions, no period (a state). */
export interface Stated {
  readonly metric: string;
  readonly level?: Level;
  readonly code?: string;
  readonly dims?: Readonly<Record<string, string>>;
  readonly grain?: Grain;
  /** First day of the period. */
  readonly first?: string;
  readonly value: string | number | null;
}
/** A day is its noon UTC; an instant is itself. */
type At = string;
const instantOf = (at: At) => (at.length === 10 ? `${at}T12:00:00.000Z` : at);
const sha256 = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");
const common = (at: At) => ({ id: newEventId(Date.parse(instantOf(at))), at: instantOf(at) });

type DeclarationInput = (typeof Declaration)["_zod"]["input"];

/** The startup's declaration came into force. */
export function declared(declaration: DeclarationInput, at: At): SourceDeclared {
  const whole = Declaration.parse(declaration);
  const { startup } = whole;
  const hash = sha256(JSON.stringify(whole));
  return SourceDeclared.parse({
    type: "source.declared",
    ...common(at),
    startup,
    sha256: hash,
    declaration: whole,
  });
}

interface AnsweredBy {
  readonly startup: string;
  readonly source: string;
  readonly at: At;
  /** Only these metrics' levels are in the scope; left out: as the figures are. */
  readonly scope?: readonly { metric: string; levels: readonly Level[]; dims?: readonly string[] }[];
}

/** An endpoint gave a complete answer with these figures: it is complete about their metrics and levels. */
export function answered(by: AnsweredBy, figures: readonly Stated[]): EndpointAnswered {
  const { startup, source, at } = by;
  const metrics = (by.scope ?? scopeOf(figures)).map((one) => ({ dims: [], ...one }));
  const definitions = Object.fromEntries(metrics.map(({ metric }) => [metric, 1]));
  return EndpointAnswered.parse({
    type: "endpoint.answered",
    ...common(at),
    startup,
    source,
    reader: { kind: TEST_KIND, version: TEST_VERSION, settings: { scope: { metrics } }, definitions },
    receivedAt: instantOf(at),
    elapsedMs: 120,
    pages: [pageOf(JSON.stringify({ figures: figures.map((one) => ({ level: "france", code: "FR", ...one })) }))],
  });
}

/** Levels and dimensions of each metric that the figures state. */
function scopeOf(figures: readonly Stated[]): { metric: string; levels: Level[]; dims: string[] }[] {
  const scopes = new Map<string, { metric: string; levels: Level[]; dims: string[] }>();
  for (const { metric, level = "france", dims = {} } of figures) {
    const names = Object.keys(dims).sort();
    const key = `${metric} ${names.join(",")}`;
    const scope = scopes.get(key) ?? { metric, levels: [], dims: names };
    if (!scope.levels.includes(level)) scope.levels.push(level);
    scopes.set(key, scope);
  }
  return [...scopes.values()];
}

/** A page of an answer with any text or bytes as its body. */
export function pageOf(text: string | Buffer): Page {
  const bytes = Buffer.isBuffer(text) ? text : Buffer.from(text);
  return {
    url: "https://example.org/figures",
    status: 200,
    headers: { "content-type": "application/json" },
    sha256: sha256(bytes),
    bytes: bytes.length,
    body: gzipSync(bytes).toString("base64"),
  };
}

/** The endpoint gave again the bytes that the fact at offset `answer` of the startup's partition holds. */
export function unchanged(
  by: { readonly startup: string; readonly source: string; readonly at: At },
  answer: number,
): EndpointUnchanged {
  const { startup, source, at } = by;
  const reply = { receivedAt: instantOf(at), elapsedMs: 40, answer, status: 304 };
  return EndpointUnchanged.parse({ type: "endpoint.unchanged", ...common(at), startup, source, ...reply });
}

/** A pull that gave no complete answer. */
export function failed(
  by: { readonly startup: string; readonly source: string; readonly at: At },
  fault: { readonly code?: string; readonly detail?: string; readonly status?: number; readonly page?: number } = {},
): EndpointFailed {
  const { startup, source, at } = by;
  return EndpointFailed.parse({
    type: "endpoint.failed",
    ...common(at),
    startup,
    source,
    code: "RELEVE_ENDPOINT_UNREACHABLE",
    detail: "no answer within 30 s",
    elapsedMs: 30_000,
    ...fault,
  });
}

/** A startup sent figures itself, without a scope: it states its cells and removes nothing. */
export function pushed(
  by: { readonly startup: string; readonly source: string; readonly at: At; readonly asAt?: string },
  figures: readonly Stated[],
): DeclarationReceived {
  const { startup, source, at, asAt } = by;
  return DeclarationReceived.parse({
    type: "declaration.received",
    ...common(at),
    startup,
    source,
    ...(asAt !== undefined && { asAt: instantOf(asAt) }),
    definitions: Object.fromEntries(figures.map(({ metric }) => [metric, 1])),
    figures: figures.map(({ level = "france", code = "FR", grain, first, ...figure }) => ({
      ...figure,
      territory: { level, code },
      ...(grain && first !== undefined && { period: { grain, first } }),
    })),
  });
}

/** Any fact as the log's entry. */
export function entryOf(fact: FactEvent): { key: string; value: Buffer } {
  return { key: fact.startup, value: Buffer.from(JSON.stringify(fact)) };
}
