// Tokens into the log: issued, replaced, revoked. The text is handed back once; the log has its hash.
import { sha256 } from "../../schemas/canonical.ts";
import { ReleveError } from "../../schemas/errors.ts";
import { type CanAppend, TOPICS } from "../../schemas/ports.ts";
import type { Signal } from "../../schemas/signals.ts";
import { type Right, TOKENS_KEY, type TokenEvent, TokenIssued } from "../../schemas/tokens.ts";
import type { KnownToken, KnownTokens } from "./known.ts";
import { newTokenText } from "./token-text.ts";

export interface Issuing {
  readonly log: CanAppend;
  readonly tokens: KnownTokens;
  readonly clock: () => number;
  readonly newId: (at: number) => string;
  readonly signal: Signal;
}
export interface Wanted {
  readonly right: Right;
  readonly startup: string | undefined;
  readonly holder: string;
  /** Of a request to join: the token's id follows from it, so that there can be one only. */
  readonly claim?: { readonly id: string; readonly request: string };
}
export interface Issued {
  readonly id: string;
  /** Shown once: nobody can say it again. */
  readonly text: string;
}
/** One in use, and the one that takes its place. */
export const LIVE_AT_ONCE = 2;

/**
 * Appends `token.issued`.
 * @throws {ReleveError} RELEVE_USAGE when there can be no such token; RELEVE_TOKEN_LIMIT when two for the same are live;
 *   RELEVE_LOG_UNAVAILABLE.
 */
export async function issueToken(issuing: Issuing, { right, startup, holder, claim }: Wanted): Promise<Issued> {
  if (right === "push" && startup === undefined)
    throw new ReleveError("RELEVE_USAGE", "a token to push is for one startup", "name the startup");
  const same = (await issuing.tokens.all()).filter(
    (token) =>
      token.revoked === undefined &&
      token.right === right &&
      token.startup === startup &&
      (right === "push" || token.holder === holder),
  );
  if (same.length >= LIVE_AT_ONCE)
    throw new ReleveError(
      "RELEVE_TOKEN_LIMIT",
      `two tokens for the same are live: ${same.map(({ id }) => id).join(", ")}`,
      "revoke the one that is no longer used: releve token revoke <id>",
    );
  const now = issuing.clock();
  const text = newTokenText();
  const issued = TokenIssued.safeParse({
    type: "token.issued",
    id: claim?.id ?? issuing.newId(now),
    at: new Date(now).toISOString(),
    right,
    ...(startup !== undefined && { startup }),
    holder,
    sha256: sha256(text),
    ...(claim && { request: claim.request }),
  });
  if (!issued.success) {
    const faults = issued.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new ReleveError("RELEVE_USAGE", faults.join("; "), "releve token create --help");
  }
  await append(issuing, issued.data);
  issuing.signal("token issued", { event: issued.data.id, kind: right, ...(startup !== undefined && { startup }) });
  return { id: issued.data.id, text };
}

/** A second token for the same; the first stays good until it is revoked. @throws as `issueToken`; RELEVE_UNKNOWN_TOKEN. */
export async function rotateToken(issuing: Issuing, id: string): Promise<Issued> {
  const { right, startup, holder } = await liveToken(issuing, id);
  return issueToken(issuing, { right, startup, holder });
}

/** Appends `token.revoked`: no process takes the token 5 seconds later. @throws {ReleveError} RELEVE_UNKNOWN_TOKEN; RELEVE_LOG_UNAVAILABLE. */
export async function revokeToken(issuing: Issuing, id: string): Promise<KnownToken> {
  const token = await liveToken(issuing, id);
  const now = issuing.clock();
  const { startup } = token;
  await append(issuing, {
    type: "token.revoked",
    id: issuing.newId(now),
    at: new Date(now).toISOString(),
    ...(startup !== undefined && { startup }),
    token: id,
  });
  issuing.signal("token revoked", { event: id, kind: token.right, ...(startup !== undefined && { startup }) });
  return token;
}

async function liveToken({ tokens }: Issuing, id: string): Promise<KnownToken> {
  const token = (await tokens.all()).find((one) => one.id === id);
  if (token && token.revoked === undefined) return token;
  const what = token ? `the token ${id} is revoked` : `no token "${id}"`;
  throw new ReleveError("RELEVE_UNKNOWN_TOKEN", what, "releve token list shows those that are live");
}

async function append({ log }: Issuing, fact: TokenEvent): Promise<void> {
  await log.append(TOPICS.registry, [{ key: fact.startup ?? TOKENS_KEY, value: Buffer.from(JSON.stringify(fact)) }]);
}
