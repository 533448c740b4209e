// What a push over HTTP may say: rows, a document around them, an event around either.
import { z } from "zod";
import { PushedScope } from "./events.ts";
import { Instant, SourceId, StartupId } from "./ids.ts";
import { Grain } from "./period.ts";
import { Level } from "./territory.ts";

const PeriodAsked = z.union([
  z.string().max(40).describe("2026, 2026-Q4, 2026-10, 2026-W46 (an ISO week) or 2026-10-05"),
  z.strictObject({ grain: Grain, first: z.iso.date() }),
]);
const TerritoryAsked = z.union([
  z.string().max(40).describe("level:code, such as commune:37261"),
  z.strictObject({ level: Level, code: z.string().max(20) }),
]);
/** A row as a sender writes it: one figure. */
export const Row = z.strictObject({
  metric: z.string().min(1).max(200).describe("key of the catalogue"),
  value: z
    .union([z.string().max(60), z.number(), z.null()])
    .describe("a number, or text with up to 6 digits after the point; null: no figure, said so, which is not 0"),
  date: z.iso.date().optional().describe("the day in Paris that the figure speaks of; left out: now"),
  period: PeriodAsked.optional().describe("for the kinds flow and distinct, and only for them"),
  territory: TerritoryAsked.optional().describe("left out: the whole country"),
  dims: z
    .record(z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/), z.string().max(200))
    .optional()
    .describe("further dimensions, name → text"),
});
export type Row = z.infer<typeof Row>;

/** A key of a sender: 1 to 200 characters that can be seen. */
export const Key = z.string().regex(/^[!-~]{1,200}$/);
const around = {
  id: Key.optional().describe("a repeat under the same id counts once, as with the header Idempotency-Key"),
  startup: StartupId.optional().describe("when said, that of the token"),
  source: SourceId.optional().describe("one of the startup's sources of kind push; left out: the only one"),
  asAt: Instant.optional().describe("the moment the figures speak of; left out: when the log receives them"),
  scope: PushedScope.optional().describe("what the push is complete about; left out: it removes nothing"),
};
/** What may stand around rows, which are read one by one. */
export const Document = z.strictObject({ ...around, figures: z.array(z.unknown()) });
/** A JSON body: one row, rows, or a document. */
export const JsonBody = z.union([Row, z.array(Row).min(1), z.strictObject({ ...around, figures: z.array(Row) })]);

/** The only `type` of an event that is read: figures of a startup. */
export const EVENT_TYPE = "releve.figures.v1";
const Attribute = z.string().min(1).max(500);
const attributes = {
  specversion: z.literal("1.0"),
  id: Attribute.describe("with `source`, it names the event: a repeat counts once"),
  source: Attribute.describe("where the event comes from, a URI reference"),
  type: z.literal(EVENT_TYPE),
  time: Instant.optional().describe("the moment that the figures speak of, unless the data says another"),
  datacontenttype: z.string().max(200).optional().describe("application/json, or left out"),
};
/** CloudEvents 1.0. Other attributes (`subject`, `dataschema`, extensions) are passed over, as a receiver may. */
export const CloudEvent = z.looseObject({
  ...attributes,
  data: z.unknown().optional(),
  data_base64: z.string().optional(),
});
export type CloudEvent = z.infer<typeof CloudEvent>;
/** An event as it is described to senders. */
export const EventBody = z.looseObject({
  ...attributes,
  datacontenttype: z.literal("application/json").optional(),
  data: JsonBody,
});
