// What anyone may ask of Relevé to join it, and what the network does about it: the port between the routes and those who
// look at addresses, ask the log and append to it.
import { z } from "zod";
import type { CheckReply, CheckRequest } from "./check.ts";
import { EventId, Instant, MetricKey, SourceId, StartupId } from "./ids.ts";
import { type JoinStep, Want } from "./join.ts";
import type { PushVerdict } from "./push-verdict.ts";
import type { Language } from "./row-fault.ts";

/** A request, as it is told. */
export const JoinTold = z.object({
  id: EventId,
  startup: StartupId,
  name: z.string().describe("of the startup"),
  want: Want,
  holder: z.string().describe("who asks: a team, a name or a role"),
  address: z.string().nullable().describe("of an endpoint: what was looked at, without what may be secret"),
  kind: z.string().nullable().describe("of an endpoint: which kind can read it"),
  metrics: z.array(MetricKey).describe("of an endpoint: what would be read"),
  figures: z.int().nonnegative().nullable().describe("of an endpoint: how many figures could be read"),
  asked: Instant,
  state: z.enum(["open", "accepted", "declined", "ended"]),
  settled: Instant.nullable(),
  by: z.string().nullable().describe("who decided"),
  reason: z.string().nullable().describe("why it was declined, or ended"),
  source: SourceId.nullable().describe("the source that it gave, also once it ended"),
  contact: z
    .string()
    .optional()
    .describe("how the asker is reached: only with a token that decides, where it was asked"),
});
export type JoinTold = z.infer<typeof JoinTold>;
/** What its asker sees: and whether its token was shown. */
export interface Followed extends JoinTold {
  readonly tokenTaken: boolean;
  /** Metrics that the startup defines for itself. */
  readonly own: readonly { readonly key: string; readonly label: { readonly fr: string; readonly en: string } }[];
}

export interface JoinAsked {
  /** Address of whoever asks, for the limits. */
  readonly client: string;
  /** Id, or name. */
  readonly startup: string;
  readonly want: z.infer<typeof Want>;
  readonly holder: string;
  /** E-mail address: kept beside the log, never in it. */
  readonly contact: string;
  readonly lang: Language;
  /** Of an endpoint. */
  readonly url: string | undefined;
}
export interface JoinStepAsked {
  /** The header `Authorization`, or what stands for it in a form. */
  readonly authorization: string | undefined;
  readonly step: JoinStep;
  readonly request: string;
  readonly reason: string | undefined;
}
/** One line of the form for figures, as it was typed. */
export interface HandRow {
  /** Key or label. */
  readonly metric: string;
  /** `2026-10`, `10/2026`. */
  readonly month: string;
  /** `1204`, `1 204,5`. */
  readonly value: string;
  /** Code, `level:code` or name; empty: the whole country. */
  readonly territory: string;
}
export interface HandAsked {
  /** A request's code, or a token to push. */
  readonly key: string;
  readonly rows: readonly HandRow[];
  /** Instead of rows: the national schema, or the columns of a row; empty: none. */
  readonly csv: string;
  readonly lang: Language;
}

/** All throw {ReleveError} RELEVE_LOG_UNAVAILABLE. */
export interface JoinDoor {
  /** Size that an answer may have, fetched or pasted. */
  readonly checkBytes: number;
  /** @throws {RequestRefused} RELEVE_RATE, RELEVE_TOO_LARGE; what is wrong with an address is in the reply. */
  check(asked: { readonly client: string; readonly request: CheckRequest }): Promise<CheckReply>;
  /** Those that may join: of the registry and of the directory, by name. */
  startups(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /**
   * @returns the request, and the code of the link by which it is followed
   * @throws {RequestRefused} RELEVE_USAGE with the places at fault, RELEVE_UNKNOWN_STARTUP, RELEVE_NO_FIGURE,
   *   RELEVE_REQUESTED, RELEVE_RATE.
   */
  ask(asked: JoinAsked): Promise<{ readonly request: JoinTold; readonly code: string }>;
  /**
   * Open ones first, the latest first.
   * @param authorization  with a token to decide each has its contact; left out: none has
   * @throws {RequestRefused} RELEVE_TOKEN, RELEVE_SCOPE
   */
  requests(authorization?: string): Promise<readonly JoinTold[]>;
  /** @throws {RequestRefused} RELEVE_TOKEN, RELEVE_SCOPE, RELEVE_REQUESTED, RELEVE_NO_FIGURE; {ReleveError} RELEVE_UNKNOWN_REQUEST. */
  settle(asked: JoinStepAsked): Promise<JoinTold>;
  /** @throws {ReleveError} RELEVE_UNKNOWN_REQUEST */
  follow(code: string): Promise<Followed>;
  /** The token of an accepted request, once. @throws {RequestRefused} RELEVE_REQUESTED; {ReleveError} RELEVE_UNKNOWN_REQUEST, RELEVE_TOKEN_LIMIT. */
  claim(code: string): Promise<{ readonly token: string }>;
  /** Figures that a team types. @throws {RequestRefused} RELEVE_TOKEN, RELEVE_ROWS, RELEVE_USAGE, RELEVE_RATE. */
  declare(asked: HandAsked): Promise<{ readonly startup: string; readonly verdict: PushVerdict }>;
}
