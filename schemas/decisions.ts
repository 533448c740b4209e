// What people decide about facts: proposed by one, approved by another, undone without erasing anything
// (docs/meaning.md, rules 18 to 24). Topic releve.facts.v1, beside the facts they are about; the key is the startup.
import { z } from "zod";
import { DecimalString } from "./decimal.ts";
import { EventId, Instant, MetricKey, SourceId, StartupId } from "./ids.ts";
import { Grain } from "./period.ts";
import { Reader } from "./reader.ts";
import { Level } from "./territory.ts";

const Offset = z.int().nonnegative().describe("offset of a fact in the startup's partition");
export const Person = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\s@]+( [^\s@]+)*$/, "a name or a role without blanks around it, never an e-mail address");
/** However the name is written: capitals, accents, blanks and wide letters make no other person. */
export const isSamePerson = (one: string, other: string) => personOf(one) === personOf(other);
const personOf = (name: string) =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
export const Reason = z
  .string()
  .min(3, "why, in plain words: 3 characters or more")
  .max(1000, "why, in 1000 characters or less")
  .describe("in plain words, for whoever reads the revision; without people's data");
const Territory = z.strictObject({ level: Level, code: z.string() });

/** Answers or pushes that say nothing any more, as if they had never come. */
export const AnswersWithdrawn = z.strictObject({
  what: z.literal("answers.withdrawn"),
  source: SourceId,
  facts: z.array(Offset).min(1).max(10_000),
});
/** A held answer or push counts, at its own moment. */
export const HoldReleased = z.strictObject({ what: z.literal("hold.released"), source: SourceId, fact: Offset });
/** Bytes that came before the approval are read by another reader version, mapping or definitions from it on. */
export const ReadingAdopted = z.strictObject({
  what: z.literal("reading.adopted"),
  source: SourceId,
  reader: Reader,
  since: Instant.optional().describe("statements from this moment on, included; left out: from the first"),
  until: Instant.optional().describe("statements up to this moment, included; left out: to the last"),
});
/** A value that wins over every source's. `null` strikes the figure out. */
export const FigureCorrected = z.strictObject({
  what: z.literal("figure.corrected"),
  metric: MetricKey,
  definition: z.int().positive().describe("version of the metric"),
  territory: Territory,
  dims: z.record(z.string(), z.string()).default({}),
  period: z.strictObject({ grain: Grain, first: z.iso.date() }).optional().describe("for period metrics only"),
  from: z.iso.date().optional().describe("for state metrics: the first day it holds; left out: from the first"),
  to: z.iso.date().optional().describe("for state metrics: the last day it holds; left out: for good"),
  value: z.union([DecimalString, z.null()]),
});
/** A remark that is shown beside figures and changes none. */
export const FigureAnnotated = z.strictObject({
  what: z.literal("figure.annotated"),
  metric: MetricKey.optional().describe("left out: the startup as a whole"),
  first: z.iso.date(),
  last: z.iso.date().optional().describe("left out: the one day"),
  text: z.strictObject({ fr: z.string().min(1).max(300), en: z.string().min(1).max(300).optional() }),
});

export const Decision = z.discriminatedUnion("what", [
  AnswersWithdrawn,
  HoldReleased,
  ReadingAdopted,
  FigureCorrected,
  FigureAnnotated,
]);
export type Decision = z.infer<typeof Decision>;
export type AnswersWithdrawn = z.infer<typeof AnswersWithdrawn>;
export type HoldReleased = z.infer<typeof HoldReleased>;
export type ReadingAdopted = z.infer<typeof ReadingAdopted>;
export type FigureCorrected = z.infer<typeof FigureCorrected>;
export type FigureAnnotated = z.infer<typeof FigureAnnotated>;

const fact = <Type extends string>(type: Type) => ({
  type: z.literal(type),
  id: EventId.describe("UUIDv7; the same id twice is one fact delivered twice"),
  at: Instant.describe("when the writer made the fact; what counts is the log's own time"),
  startup: StartupId,
});
const proposal = EventId.describe("id of the decision.proposed that this is about");

/** Waits for another person's approval; changes nothing yet. */
export const DecisionProposed = z.strictObject({
  ...fact("decision.proposed"),
  decision: Decision,
  reason: Reason,
  author: Person,
});
/** In force from here on. It says the decision again, so that it can be read alone. */
export const DecisionApproved = z.strictObject({
  ...fact("decision.approved"),
  proposal,
  decision: Decision,
  reason: Reason,
  author: Person,
  approver: Person.describe("another person than the author"),
});
/** Will not be approved. */
export const DecisionDeclined = z.strictObject({
  ...fact("decision.declined"),
  proposal,
  reason: Reason,
  approver: Person,
});
/** No longer in force from here on; what was known before stays readable. */
export const DecisionUndone = z.strictObject({
  ...fact("decision.undone"),
  proposal,
  reason: Reason,
  author: Person,
  approver: Person.describe("another person than the author"),
});
export const DecisionEvent = z.discriminatedUnion("type", [
  DecisionProposed,
  DecisionApproved,
  DecisionDeclined,
  DecisionUndone,
]);
export type DecisionProposed = z.infer<typeof DecisionProposed>;
export type DecisionApproved = z.infer<typeof DecisionApproved>;
export type DecisionDeclined = z.infer<typeof DecisionDeclined>;
export type DecisionUndone = z.infer<typeof DecisionUndone>;
export type DecisionEvent = z.infer<typeof DecisionEvent>;

/** Every fact about decisions by its type. */
export const DECISION_EVENTS = {
  "decision.proposed": DecisionProposed,
  "decision.approved": DecisionApproved,
  "decision.declined": DecisionDeclined,
  "decision.undone": DecisionUndone,
} as const;

/**
 * Somebody asked over HTTP that a decision be undone; it changes nothing. When another person asks for the same, it is
 * `decision.undone`. Topic releve.registry.v1, beside the tokens that say who asked; the key is the startup.
 */
export const UndoAsked = z.strictObject({ ...fact("undo.asked"), proposal, reason: Reason, author: Person });
export type UndoAsked = z.infer<typeof UndoAsked>;
export const UNDO_EVENTS = { "undo.asked": UndoAsked } as const;
