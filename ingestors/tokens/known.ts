// Which tokens are good, folded from the log and kept nowhere else: hashes, never a token.
import { z } from "zod";
import { sha256 } from "../../schemas/canonical.ts";
import { UndoAsked } from "../../schemas/decisions.ts";
import { type CanRead, type LogRecord, PARTITIONS, TOPICS } from "../../schemas/ports.ts";
import { type Right, TokenEvent } from "../../schemas/tokens.ts";
import { isTokenText } from "./token-text.ts";

export interface KnownToken {
  /** Its public name: the id of its `token.issued`. */
  readonly id: string;
  readonly right: Right;
  /** `undefined`: of the right to decide, for every startup. */
  readonly startup: string | undefined;
  readonly holder: string;
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

/** What was looked at in the log is good for so long: a revoked token fails after that, in every process. */
const FRESH_MS = 1000;
const Known = z.union([TokenEvent, UndoAsked]);

/** Looks at the log when it is asked, at most once a second; the first look reads the registry's topic whole. */
export function openTokens(log: CanRead): KnownTokens {
  const cursors = new Array<number>(PARTITIONS).fill(0);
  const byHash = new Map<string, KnownToken>();
  const byId = new Map<string, KnownToken>();
  const undoings = new Map<string, UndoAsked>();
  let looked = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;

  const keep = (record: LogRecord): void => {
    const fact = known(record.value);
    if (fact?.type === "undo.asked") undoings.set(fact.proposal, fact);
    if (fact?.type === "token.issued" && !byId.has(fact.id)) {
      const { id, right, startup, holder } = fact;
      const token = { id, right, startup, holder, issued: record.time, revoked: undefined };
      byId.set(id, token);
      byHash.set(fact.sha256, token);
    }
    if (fact?.type !== "token.revoked") return;
    const token = byId.get(fact.token);
    if (token) token.revoked ??= record.time;
  };
  const look = async (): Promise<void> => {
    const began = performance.now();
    for (const [partition, end] of (await log.ends(TOPICS.registry)).entries()) {
      if (end <= (cursors[partition] ?? 0)) continue;
      for await (const record of log.read(TOPICS.registry, partition, cursors[partition] ?? 0)) {
        keep(record);
        cursors[partition] = record.offset + 1;
      }
    }
    looked = began;
  };
  /** @param now  also what was appended since the last look */
  const fresh = async (now = false): Promise<void> => {
    if (!now && performance.now() - looked < FRESH_MS) return;
    await looking?.catch(() => undefined); // one that began before may not have seen the latest
    if (!now && performance.now() - looked < FRESH_MS) return;
    looking ??= look().finally(() => {
      looking = undefined;
    });
    await looking;
  };
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
  if (!value.includes('"token.') && !value.includes('"undo.asked"')) return undefined;
  try {
    return Known.safeParse(JSON.parse(value.toString("utf8"))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
