// What checks doubt, by code, and what people say of a doubt: that it is known. Topic releve.facts.v1, beside the facts
// that it is about; the key is the startup. It changes no figure.
import { z } from "zod";
import { Person, Reason } from "./decisions.ts";
import { EventId, Instant, MetricKey, SourceId, StartupId } from "./ids.ts";
import { Grain } from "./period.ts";
import { Level } from "./territory.ts";

/** Every kind of doubt (docs/meaning.md). A kind is added, never taken away: facts name it. */
export const DOUBT_CODES = [
  "source.late",
  "source.cut",
  "figures.unmoved",
  "shape.drifted",
  "figure.fell",
  "figure.jumped",
  "part.above-whole",
  "population.exceeded",
  "detail.differs",
  "source.conflict",
  "values.doubtful",
  "correction.outdated",
] as const;

/** A doubt as it was when somebody took note of it: it is compared with the doubts of later days. */
export const SeenDoubt = z.strictObject({
  code: z.enum(DOUBT_CODES),
  source: SourceId.optional().describe("left out: not of one source"),
  metric: MetricKey.optional().describe("left out: not of one metric"),
  territory: z.strictObject({ level: Level, code: z.string().describe("empty: the whole level") }).optional(),
  period: z.strictObject({ grain: Grain, first: z.iso.date() }).optional(),
  seen: z.string().nullable().describe("what was seen: a decimal, days, or a code of what went wrong"),
  against: z.string().nullable().describe("what it was held against"),
  count: z.int().positive().describe("figures that it was about"),
  evidence: z.string().max(2000).describe("what makes it this doubt and no new one"),
});
export type SeenDoubt = z.infer<typeof SeenDoubt>;

/** Of an acknowledgement without a last day: for as long as the evidence is the same. */
export const EXPECTED = "expected";
export const Until = z
  .union([z.iso.date(), z.literal(EXPECTED)])
  .describe("the last day, in Paris, on which it is taken care of; expected: the figure is as it should be");

/** Somebody took note of a doubt: who, why, and until when. Of several about one doubt the last one holds. */
export const DoubtAcknowledged = z.strictObject({
  type: z.literal("doubt.acknowledged"),
  id: EventId.describe("UUIDv7; the same id twice is one fact delivered twice"),
  at: Instant.describe("when the writer made the fact; what counts is the log's own time"),
  startup: StartupId,
  doubt: SeenDoubt,
  reason: Reason,
  by: Person.describe("who took note: of the team, or of the network"),
  until: Until,
});
export type DoubtAcknowledged = z.infer<typeof DoubtAcknowledged>;
export const DOUBT_EVENTS = { "doubt.acknowledged": DoubtAcknowledged } as const;
