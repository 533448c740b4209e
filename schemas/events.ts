// The facts of the log. Past tense, strict, additive change only: a change of meaning is a new name.
import { z } from "zod";
import { DecimalString } from "./decimal.ts";
import {
  DECISION_EVENTS,
  DecisionApproved,
  DecisionDeclined,
  DecisionProposed,
  DecisionUndone,
  UNDO_EVENTS,
} from "./decisions.ts";
import { DOUBT_EVENTS, DoubtAcknowledged } from "./doubts.ts";
import { EDGE_EVENTS } from "./edge.ts";
import { EXCHANGE_FAULTS } from "./errors.ts";
import { EventId, Instant, MetricKey, Sha256, SourceId, StartupId } from "./ids.ts";
import { JOIN_EVENTS } from "./join.ts";
import { Grain } from "./period.ts";
import { RequestMark } from "./push-verdict.ts";
import { Reader } from "./reader.ts";
import { NETWORK_EVENTS } from "./registry.ts";
import { REPORT_EVENTS } from "./reports.ts";
import { Declaration } from "./source.ts";
import { Level } from "./territory.ts";
import { TOKEN_EVENTS } from "./tokens.ts";

const fact = <Type extends string>(type: Type) => ({
  type: z.literal(type),
  id: EventId.describe("UUIDv7; the same id twice is one fact delivered twice"),
  at: Instant.describe("when the writer made the fact; what counts is the log's own time"),
});
const ofSource = { startup: StartupId, source: SourceId };

/** Checked where it is unpacked: the alphabet by its length, the bytes by gzip's own sum. A pattern costs more than that. */
const PackedBytes = z
  .string()
  .meta({ format: "base64", contentEncoding: "base64", description: "the bytes, gzip, base64" });

export const Page = z.strictObject({
  url: z.string().describe("as asked, without secrets"),
  status: z.int(),
  headers: z.record(z.string(), z.string()).describe("kept: content-type, etag, last-modified, date"),
  sha256: Sha256.describe("of the bytes as received, unpacked"),
  bytes: z.int().nonnegative().describe("size of the bytes as received, unpacked"),
  body: PackedBytes,
});
export type Page = z.infer<typeof Page>;

/** One endpoint gave a complete answer: all its pages, unread. What they mean is a processor's business. */
export const EndpointAnswered = z.strictObject({
  ...fact("endpoint.answered"),
  ...ofSource,
  reader: Reader,
  receivedAt: Instant.describe("when the last byte of the last page came: the statement's moment"),
  elapsedMs: z.int().nonnegative(),
  pages: z.array(Page).min(1),
  backfill: z
    .strictObject({ from: z.iso.date(), to: z.iso.date() })
    .optional()
    .describe(
      "the past span that was asked for by `releve pull --backfill`; it is known since `receivedAt`, as any answer",
    ),
});
/** The endpoint gave the same bytes again (or 304): they are read again at this moment. */
export const EndpointUnchanged = z.strictObject({
  ...fact("endpoint.unchanged"),
  ...ofSource,
  receivedAt: Instant,
  elapsedMs: z.int().nonnegative(),
  answer: z
    .int()
    .nonnegative()
    .describe("offset, in the same partition, of the endpoint.answered that holds the bytes"),
  status: z.int().describe("200, or 304"),
});
/** A pull that gave no complete answer. It says nothing about any figure. */
export const EndpointFailed = z.strictObject({
  ...fact("endpoint.failed"),
  ...ofSource,
  code: z.string().describe("RELEVE_* error code"),
  detail: z.string().max(2000).describe("what happened and where, without secrets"),
  status: z.int().optional().describe("HTTP status, when there was one"),
  page: z.int().positive().optional().describe("which page failed, from 1"),
  fault: z
    .enum(EXCHANGE_FAULTS)
    .optional()
    .describe("at which step the exchange failed; left out: the endpoint answered"),
  retryAfterMs: z.int().nonnegative().optional().describe("how long the endpoint asked to be left alone"),
  elapsedMs: z.int().nonnegative(),
});

/** One figure of a push: exactly one territory level; `value: null` says "no figure", which is not 0. */
export const PushedFigure = z.strictObject({
  metric: MetricKey,
  value: z.union([DecimalString, z.number(), z.null()]),
  territory: z.strictObject({ level: Level, code: z.string() }),
  period: z.strictObject({ grain: Grain, first: z.iso.date() }).optional().describe("for period metrics only"),
  dims: z.record(z.string(), z.string()).default({}),
});
/** What a push says it is complete about. Left out: it states only its cells and removes nothing. */
export const PushedScope = z.strictObject({
  metrics: z.array(MetricKey).min(1),
  levels: z.array(Level).min(1),
  territories: z.array(z.string()).optional().describe("codes; left out: all of the levels"),
  periods: z.array(z.strictObject({ grain: Grain, first: z.iso.date(), last: z.iso.date() })).default([]),
  dims: z.array(z.string()).default([]).describe("names of the dimensions, none by default"),
});
/** A startup sent figures itself. */
export const DeclarationReceived = z.strictObject({
  ...fact("declaration.received"),
  ...ofSource,
  asAt: Instant.optional().describe("the moment the figures speak of; left out: when the log received them"),
  definitions: z.record(MetricKey, z.int().positive()),
  scope: PushedScope.optional(),
  figures: z.array(PushedFigure),
  request: RequestMark.optional().describe(
    "of a push over HTTP: what its sender was told, so that a repeat is told the same",
  ),
});

/** A startup's directory entry, when new or changed: sources, order, settings. */
export const SourceDeclared = z.strictObject({
  ...fact("source.declared"),
  startup: StartupId,
  sha256: Sha256.describe("of the declaration, canonical JSON"),
  declaration: Declaration,
});
/** A metric's definition, when new or changed. Topic releve.registry.v1, key = metric. */
export const MetricDefined = z.strictObject({
  ...fact("metric.defined"),
  metric: MetricKey,
  version: z.int().positive(),
  sha256: Sha256,
  definition: z.json(),
});
/** An official list of territories came into use. Topic releve.registry.v1, key = `territories`. */
export const TerritoriesLoaded = z.strictObject({
  ...fact("territories.loaded"),
  vintage: z.string(),
  sha256: Sha256,
  communes: z.int().nonnegative(),
  population: z.int().nonnegative(),
});

export const FactEvent = z.discriminatedUnion("type", [
  EndpointAnswered,
  EndpointUnchanged,
  EndpointFailed,
  DeclarationReceived,
  SourceDeclared,
  DecisionProposed,
  DecisionApproved,
  DecisionDeclined,
  DecisionUndone,
  DoubtAcknowledged,
]);
export const RegistryEvent = z.discriminatedUnion("type", [MetricDefined, TerritoriesLoaded]);

export type EndpointAnswered = z.infer<typeof EndpointAnswered>;
export type EndpointUnchanged = z.infer<typeof EndpointUnchanged>;
export type EndpointFailed = z.infer<typeof EndpointFailed>;
export type DeclarationReceived = z.infer<typeof DeclarationReceived>;
export type SourceDeclared = z.infer<typeof SourceDeclared>;
export type MetricDefined = z.infer<typeof MetricDefined>;
export type TerritoriesLoaded = z.infer<typeof TerritoriesLoaded>;
export type FactEvent = z.infer<typeof FactEvent>;
export type RegistryEvent = z.infer<typeof RegistryEvent>;

/** Every event by its type: what `docs/schemas` publishes. */
export const EVENTS = {
  "endpoint.answered": EndpointAnswered,
  "endpoint.unchanged": EndpointUnchanged,
  "endpoint.failed": EndpointFailed,
  "declaration.received": DeclarationReceived,
  "source.declared": SourceDeclared,
  "metric.defined": MetricDefined,
  "territories.loaded": TerritoriesLoaded,
  ...DECISION_EVENTS,
  ...DOUBT_EVENTS,
  ...NETWORK_EVENTS,
  ...REPORT_EVENTS,
  ...EDGE_EVENTS,
  ...TOKEN_EVENTS,
  ...JOIN_EVENTS,
  ...UNDO_EVENTS,
} as const;
