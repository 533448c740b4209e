// The door for figures: who sends, how much, in which form; then the log. What is refused is kept, as of any push.
import type { Door, PushAsked } from "../../schemas/door.ts";
import type { ReleveError } from "../../schemas/errors.ts";
import { RequestRefused } from "../../schemas/request-refused.ts";
import type { Signal } from "../../schemas/signals.ts";
import type { Declaration } from "../../schemas/source.ts";
import { redactEmails, redactTokens } from "../redact.ts";
import { redactCredentials } from "../redact-credentials.ts";
import { keepRefusal } from "../refusal.ts";
import { bearerOf } from "../tokens/allowed.ts";
import type { KnownToken, KnownTokens } from "../tokens/known.ts";
import { beyond, openTokenBuckets, type PushLimits } from "./limits.ts";
import { placed } from "./place.ts";
import { readRequest } from "./read-request.ts";
import { type Recorded, type Recording, record } from "./record.ts";
import { unpacked } from "./unpack.ts";

export interface Receiving extends Recording {
  readonly tokens: KnownTokens;
  readonly directory: () => Promise<readonly Declaration[]>;
  readonly limits: PushLimits;
  readonly signal: Signal;
}

export interface PushDoor extends Pick<Door, "push"> {
  /**
   * The same for who is known by something else than the header: the asker of a request to join, by a form.
   * @throws as `push`
   */
  pushAs(token: Pusher, asked: Omit<PushAsked, "authorization">): Promise<Recorded>;
}
/** Whose figures they are. */
export type Pusher = Pick<KnownToken, "id" | "startup">;

/** Opens it. Requests of one startup are carried out one after another. */
export function openPushDoor(receiving: Receiving): PushDoor {
  const buckets = openTokenBuckets(receiving.limits);
  const turns = new Map<string, Promise<unknown>>();
  const pushAs: PushDoor["pushAs"] = async (token, asked) => {
    buckets.take(token.id);
    const bytes = await unpacked(asked.body, asked.headers, receiving.limits);
    const startup = token.startup ?? "";
    const turn = (turns.get(startup) ?? Promise.resolve()).then(() => taken(bytes, token, asked, receiving));
    const done = turn.catch(() => undefined);
    turns.set(startup, done);
    try {
      return await turn;
    } finally {
      if (turns.get(startup) === done) turns.delete(startup);
    }
  };
  return {
    push: async (asked) => pushAs(await bearerOf(receiving.tokens, asked.authorization, "push"), asked),
    pushAs,
  };
}

type Carried = Omit<PushAsked, "authorization">;

async function taken(bytes: Buffer, token: Pusher, asked: Carried, receiving: Receiving): Promise<Recorded> {
  const { bytes: clean, redacted } = redactEmails(redactCredentials(bytes));
  let source = asked.source;
  try {
    const directory = await receiving.directory();
    const asRead = readRequest(redactTokens(clean), asked.headers);
    if (asRead.reduce((sum, { rows, ignored }) => sum + rows.length + ignored, 0) > receiving.limits.rows)
      throw beyond("rows", receiving.limits);
    const units = placed(asRead, { token, source, directory });
    source = units[0]?.source;
    const done = await record(units, { ...asked, redacted }, receiving);
    told(done, token, source, asked, receiving);
    return done;
  } catch (error) {
    if (asked.dryRun || !isOfRequest(error)) throw error;
    const { place } = await keepRefusal({ bytes, startup: token.startup, source, error }, receiving);
    throw error.keptAt(place);
  }
}

/** Refusals of what a request says. One that is too large, or in no form, was not read. */
function isOfRequest(error: unknown): error is RequestRefused {
  return error instanceof RequestRefused && KEPT.has(error.code);
}
const KEPT: ReadonlySet<ReleveError["code"]> = new Set([
  "RELEVE_USAGE",
  "RELEVE_ROWS",
  "RELEVE_CONFLICT",
  "RELEVE_SCOPE",
  "RELEVE_UNKNOWN_STARTUP",
]);

function told(
  { isNew, verdict }: Recorded,
  token: Pusher,
  source = "",
  { dryRun }: Carried,
  { signal }: Receiving,
): void {
  if (dryRun) return;
  const { accepted: rows, facts } = verdict;
  const [first] = facts;
  if (!first) return;
  const where = { event: first.id, partition: first.partition, offset: first.offset };
  signal(isNew ? "declaration received" : "push repeated", { startup: token.startup ?? "", source, rows, ...where });
}
