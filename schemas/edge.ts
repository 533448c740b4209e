// What was refused at the door, as it came. Topic releve.edge.v1; the key is the startup that it names, else `:edge`.
// Past tense, strict, additive change only.
import { z } from "zod";
import { EventId, Instant, Sha256, SourceId, StartupId } from "./ids.ts";

/** The key of what names no startup that can be read. No startup can be called so. */
export const EDGE_KEY = ":edge";
/** Larger bytes are not kept: their size and their hash are. */
export const KEPT_BYTES = 1024 * 1024;
export const DETAIL_LENGTH = 4000;

/** A push that was refused: it says nothing about any figure, and can be looked at for ever. */
export const PushRefused = z.strictObject({
  type: z.literal("push.refused"),
  id: EventId.describe("UUIDv7; the same id twice is one fact delivered twice"),
  at: Instant.describe("when the writer made the fact; what counts is the log's own time"),
  startup: StartupId.optional().describe("that the push names; left out: none that can be read"),
  source: SourceId.optional().describe("that the push names; left out: none that can be read"),
  code: z.string().describe("RELEVE_* error code, as the sender was told"),
  detail: z.string().max(DETAIL_LENGTH).describe("why, as the sender was told, without e-mail addresses"),
  bytes: z.int().nonnegative().describe("size of the bytes as received, without e-mail addresses"),
  sha256: Sha256.describe("of these bytes"),
  body: z
    .string()
    .meta({ format: "base64", contentEncoding: "base64" })
    .optional()
    .describe("these bytes, gzip, base64; left out: there were more than 1 MiB of them"),
});
export type PushRefused = z.infer<typeof PushRefused>;

/** Every fact of the edge by its type. */
export const EDGE_EVENTS = { "push.refused": PushRefused } as const;
