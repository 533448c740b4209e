// How a startup joins: it asks, the network accepts or declines, a source that was accepted may end. Topic
// releve.registry.v1, beside the tokens of those who decide; the key is the startup. Who can be written to is never here.
import { z } from "zod";
import { Person, Reason } from "./decisions.ts";
import { EventId, Instant, Sha256, StartupId } from "./ids.ts";
import { Source } from "./source.ts";

/** `endpoint`: its address is to be asked · `push`: it sends by program, with a token · `hand`: its team types figures. */
export const WANTS = ["endpoint", "push", "hand"] as const;
export const Want = z.enum(WANTS);
export type Want = z.infer<typeof Want>;

/** As it is written; what a mail server takes is not judged here. */
export const Email = z
  .string()
  .max(254)
  .regex(/^[^\s@<>,;"]{1,64}@[^\s@<>,;".]+(\.[^\s@<>,;".]+)+$/, "an e-mail address: ada@example.org");

/** What the network may do with a request. */
export const JOIN_STEPS = ["accept", "decline", "end"] as const;
export type JoinStep = (typeof JOIN_STEPS)[number];

const fact = <Type extends string>(type: Type) => ({
  type: z.literal(type),
  id: EventId.describe("UUIDv7; the same id twice is one fact delivered twice"),
  at: Instant.describe("when the writer made the fact; what counts is the log's own time"),
  startup: StartupId,
});
const request = EventId.describe("id of the source.requested that this is about");
const author = Person.describe("who decided: the holder of a token, or who typed the command");

/** Waits for the network; nothing is asked or taken yet. */
export const SourceRequested = z.strictObject({
  ...fact("source.requested"),
  name: z.string().min(1).max(200).describe("of the startup, as the registry or the directory had it"),
  want: Want,
  holder: Person.describe("who asks: a team, a name or a role"),
  source: Source.optional().describe("of an endpoint: what was proposed, without secrets"),
  address: z.string().max(2000).optional().describe("of an endpoint: what was looked at, without what may be secret"),
  figures: z.int().nonnegative().optional().describe("of an endpoint: how many figures could be read there"),
  follow: Sha256.describe("of the code in the link by which the asker follows the request"),
});
/** The startup has this source from here on, besides those of its directory file. */
export const SourceAccepted = z.strictObject({
  ...fact("source.accepted"),
  request,
  name: z.string().min(1).max(200),
  source: Source,
  author,
});
/** It will not be accepted. */
export const SourceDeclined = z.strictObject({ ...fact("source.declined"), request, reason: Reason, author });
/** The source is asked, or taken, no more; what it said stays. */
export const SourceEnded = z.strictObject({ ...fact("source.ended"), request, reason: Reason, author });

export const JoinEvent = z.discriminatedUnion("type", [SourceRequested, SourceAccepted, SourceDeclined, SourceEnded]);
export type SourceRequested = z.infer<typeof SourceRequested>;
export type SourceAccepted = z.infer<typeof SourceAccepted>;
export type JoinEvent = z.infer<typeof JoinEvent>;

/** Every fact about joining by its type. */
export const JOIN_EVENTS = {
  "source.requested": SourceRequested,
  "source.accepted": SourceAccepted,
  "source.declined": SourceDeclined,
  "source.ended": SourceEnded,
} as const;
