// Who may send figures, or decide, over HTTP. Topic releve.registry.v1, beside the startups that tokens are of; the key is
// the startup, else `:tokens`. The token itself is shown once and kept nowhere: its hash is. Past tense, strict, additive only.
import { z } from "zod";
import { Person } from "./decisions.ts";
import { EventId, Instant, Sha256, StartupId } from "./ids.ts";

/** What a token lets its bearer do: send figures of its startup, or decide about figures. */
export const RIGHTS = ["push", "decide"] as const;
export const Right = z.enum(RIGHTS);
export type Right = z.infer<typeof Right>;
/** The key of what is of no one startup. No startup can be called so. */
export const TOKENS_KEY = ":tokens";

const fact = <Type extends string>(type: Type) => ({
  type: z.literal(type),
  id: EventId.describe("UUIDv7; the same id twice is one fact delivered twice"),
  at: Instant.describe("when the writer made the fact; what counts is the log's own time"),
});
/** A token is good from here on. Its public name is this fact's id. */
export const TokenIssued = z.strictObject({
  ...fact("token.issued"),
  right: Right,
  startup: StartupId.optional().describe("the only one it is for; left out, of the right to decide: all"),
  holder: Person.describe("who bears it, a name or a role: the author of what is decided with it"),
  sha256: Sha256.describe("of the token, UTF-8"),
  request: EventId.optional().describe(
    "id of the source.requested whose asker claimed it; left out: an operator made it",
  ),
});
/** A token is no good from here on, for ever. */
export const TokenRevoked = z.strictObject({
  ...fact("token.revoked"),
  startup: StartupId.optional().describe("as in its token.issued: both stand in one order"),
  token: EventId.describe("id of its token.issued"),
});
export const TokenEvent = z.discriminatedUnion("type", [TokenIssued, TokenRevoked]);
export type TokenIssued = z.infer<typeof TokenIssued>;
export type TokenRevoked = z.infer<typeof TokenRevoked>;
export type TokenEvent = z.infer<typeof TokenEvent>;

/** Every fact about tokens by its type. */
export const TOKEN_EVENTS = { "token.issued": TokenIssued, "token.revoked": TokenRevoked } as const;
