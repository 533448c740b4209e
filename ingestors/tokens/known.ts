// Which tokens are good, folded from the log and kept nowhere else: hashes, never a token.
import { z } from "zod";
import { sha256 } from "../../schemas/canonical.ts";
import { UndoAsked } from "../../schemas/decisions.ts";
import { factIn } from "../../schemas/fact-in.ts";
import type { CanRead, LogRecord } from "../../schemas/ports.ts";
import { type Right, TokenEvent } from "../../schemas/tokens.ts";
import { openTail } from "../registry-tail.ts";
import { isTokenText } from "./token-text.ts";

export interface KnownToken {
  /** Its public name: the id of its `token.issued`. */
  readonly id: string;
  readonly right: Right;
  /** `undefined`: of the right to decide, for every startup. */
  readonly startup: string | undefined;
  readonly holder: string;
  /** The request to join that it was claimed by; `undefined`: an operator made it. */
  readonly request: string | undefined;
  /** Milliseconds since 1970, of the log. */
  readonly issued: number;
  revoked: number | undefined;
}
export interface KnownTokens {
  /** The token behind a text, when it is good now, or was at most a second ago. @throws {ReleveError} RELEVE_LOG_UNAVAILABLE. */
  bearer(text: string): Promise<KnownToken | undefined>;
  /** All of them, revoked ones too, in the order of issue. */
  all(): Promise<readonly KnownToken[]>;
  /** The last that asked for an undoing of a decision, `undefined`: nobody. */
  undoAsked(proposal: string): Promise<UndoAsked | undefined>;
}

const Known = z.union([TokenEvent, UndoAsked]);

/** Looks at the log when it is asked, at most once a second: a revoked token fails after that, in every process. */
export function openTokens(log: CanRead): KnownTokens {
  const byHash = new Map<string, KnownToken>();
  const byId = new Map<string, KnownToken>();
  const undoings = new Map<string, UndoAsked>();

  const { fresh } = openTail(log, (record: LogRecord): void => {
    const fact = known(record.value);
    if (fact?.type === "undo.asked") undoings.set(fact.proposal, fact);
    if (fact?.type === "token.issued" && !byId.has(fact.id)) {
      const { id, right, startup, holder, request } = fact;
      const token = { id, right, startup, holder, request, issued: record.time, revoked: undefined };
      byId.set(id, token);
      byHash.set(fact.sha256, token);
    }
    if (fact?.type !== "token.revoked") return;
    const token = byId.get(fact.token);
    if (token) token.revoked ??= record.time;
  });
  return {
    async bearer(text) {
      if (!isTokenText(text)) return undefined;
      await fresh();
      const hash = sha256(text);
      if (!byHash.has(hash)) await fresh(true); // one that was issued since
      const token = byHash.get(hash);
      return token?.revoked === undefined ? token : undefined;
    },
    async all() {
      await fresh(true);
      return [...byId.values()].sort((a, b) => a.issued - b.issued || (a.id < b.id ? -1 : 1));
    },
    async undoAsked(proposal) {
      await fresh(true);
      return undoings.get(proposal);
    },
  };
}

/** A fact about tokens; the topic holds the registry too. */
function known(value: Buffer): z.infer<typeof Known> | undefined {
  return value.includes('"token.') || value.includes('"undo.asked"') ? factIn(value, Known) : undefined;
}
