// Which requests to join there are and what became of them, folded from the log and kept nowhere else.
import { sha256 } from "../../schemas/canonical.ts";
import { factIn } from "../../schemas/fact-in.ts";
import { JoinEvent, type SourceRequested } from "../../schemas/join.ts";
import type { CanRead, LogRecord } from "../../schemas/ports.ts";
import type { Source } from "../../schemas/source.ts";
import { openTail } from "../registry-tail.ts";

export const REQUEST_STATES = ["open", "accepted", "declined", "ended"] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** A request, as it stands. */
export interface JoinRequest extends Pick<SourceRequested, "startup" | "want" | "holder"> {
  /** Of its `source.requested`. */
  readonly id: string;
  /** Of the startup. */
  readonly name: string;
  /** Of an endpoint: what was proposed. */
  readonly proposed: Source | undefined;
  readonly address: string | undefined;
  readonly figures: number | undefined;
  /** Hash of the code of its link. */
  readonly follow: string;
  /** Milliseconds since 1970, of the log. */
  readonly asked: number;
  readonly state: RequestState;
  /** The last step, `undefined` while it is open. */
  readonly settled:
    | { readonly fact: string; readonly at: number; readonly by: string; readonly reason: string }
    | undefined;
  /** The source that the startup has by it, also once it ended. */
  readonly source: Source | undefined;
}
export interface KnownRequests {
  /** All of them, in the order in which they were accepted or else asked. @throws {ReleveError} RELEVE_LOG_UNAVAILABLE */
  all(): Promise<readonly JoinRequest[]>;
  /** `undefined`: there is none. */
  one(id: string): Promise<JoinRequest | undefined>;
  /** The request that a link's code follows, `undefined`: none. */
  followed(code: string): Promise<JoinRequest | undefined>;
}

/** Looks at the log when it is asked. */
export function openRequests(log: CanRead): KnownRequests {
  const byId = new Map<string, JoinRequest>();
  const byFollow = new Map<string, string>();
  const { fresh } = openTail(log, (record) => {
    const fact = joinFact(record.value);
    if (!fact) return;
    if (fact.type === "source.requested") {
      if (byId.has(fact.id)) return;
      byId.set(fact.id, requestedOf(fact, record.time));
      byFollow.set(fact.follow, fact.id);
      return;
    }
    const known = byId.get(fact.request);
    const next = known && settledBy(known, fact, record);
    if (next) byId.set(next.id, next);
  });
  return {
    async all() {
      await fresh(true);
      return [...byId.values()].sort((a, b) => a.asked - b.asked || (a.id < b.id ? -1 : 1));
    },
    async one(id) {
      await fresh(true);
      return byId.get(id);
    },
    async followed(code) {
      await fresh(true);
      return byId.get(byFollow.get(sha256(code)) ?? "");
    },
  };
}

function requestedOf(
  { id, startup, name, want, holder, source, address, figures, follow }: SourceRequested,
  asked: number,
) {
  const none = { settled: undefined, source: undefined };
  return {
    id,
    startup,
    name,
    want,
    holder,
    proposed: source,
    address,
    figures,
    follow,
    asked,
    state: "open" as const,
    ...none,
  };
}

/** The first word counts: what was accepted or declined is so, and only what was accepted ends. */
function settledBy(
  known: JoinRequest,
  fact: Exclude<JoinEvent, SourceRequested>,
  { time }: LogRecord,
): JoinRequest | undefined {
  const from = fact.type === "source.ended" ? "accepted" : "open";
  if (known.state !== from || fact.startup !== known.startup) return undefined;
  const reason = "reason" in fact ? fact.reason : "";
  const settled = { fact: fact.id, at: time, by: fact.author, reason };
  switch (fact.type) {
    case "source.accepted":
      return { ...known, state: "accepted", settled, source: fact.source, name: fact.name };
    case "source.declined":
      return { ...known, state: "declined", settled };
    case "source.ended":
      return { ...known, state: "ended", settled };
  }
}

/** A fact about joining; the topic holds the registry and tokens too. */
function joinFact(value: Buffer): JoinEvent | undefined {
  return value.includes('"source.') ? factIn(value, JoinEvent) : undefined;
}
