// The door for decisions: operators propose, approve, decline and ask to undo; two people for each, as at the command line.
import { approve, type Decided, decline, proposalOf, propose, undo } from "../ingestors/decisions.ts";
import { keptText } from "../ingestors/kept-text.ts";
import { openTokenBuckets, type PushLimits } from "../ingestors/push/limits.ts";
import { readerOf } from "../ingestors/reader.ts";
import { bearerOf, forStartup } from "../ingestors/tokens/allowed.ts";
import type { KnownToken, KnownTokens } from "../ingestors/tokens/known.ts";
import type { Decision, ReadingAdopted, UndoAsked } from "../schemas/decisions.ts";
import type { DecisionAsked, DecisionTold, Door, ProposalAsked, StepAsked } from "../schemas/door.ts";
import { ReleveError } from "../schemas/errors.ts";
import { TOPICS } from "../schemas/ports.ts";
import type { Reader } from "../schemas/reader.ts";
import type { Declaration } from "../schemas/source.ts";
import { became } from "./became.ts";
import type { House } from "./compose.ts";
import { checkHeld, decidingOf, factsAt, sourceOf } from "./decide.ts";
import { decisionNow, STATES_OF } from "./known-decision.ts";
import { turns } from "./turns.ts";
import { whatIf } from "./what-if.ts";

interface Deciding {
  readonly house: House;
  readonly tokens: KnownTokens;
  readonly directory: () => Promise<readonly Declaration[]>;
  readonly limits: PushLimits;
}

export function openDecisionDoor(deciding: Deciding): Pick<Door, "propose" | "step"> {
  const { tokens, limits } = deciding;
  const buckets = openTokenBuckets(limits);
  const operator = async (authorization: string | undefined): Promise<KnownToken> => {
    const token = await bearerOf(tokens, authorization, "decide");
    buckets.take(token.id);
    return token;
  };
  /** A dry run fills a generation of its own. */
  const dryInTurn = turns();
  return {
    async propose(asked) {
      const token = await operator(asked.authorization);
      const { startup, decision, reason } = await checked(cleaned(asked), token, deciding);
      const own = { startup, decision, reason, author: token.holder };
      if (!asked.dryRun) return told(await propose(decidingOf(deciding.house), own));
      return await dryInTurn(() => dryRun(deciding.house, own));
    },
    async step(asked) {
      const token = await operator(asked.authorization);
      return await deciding.house.inTurn(() => take(asked, token, deciding));
    },
  };
}

/** Without e-mail addresses and tokens, wherever they stand. */
function cleaned<Of extends Pick<ProposalAsked, "startup" | "decision" | "reason">>({ startup, decision, reason }: Of) {
  const text = JSON.stringify({ decision, reason });
  const clean = keptText(text);
  return { startup, ...(JSON.parse(clean) as { decision: DecisionAsked; reason: string }) };
}

/**
 * What the command line checks too: that the startup is known, and the facts that are named are there and of one source.
 * @returns it, with the directory's reader where a reading leaves it out
 */
async function checked(
  { startup, decision, reason }: Pick<ProposalAsked, "startup" | "decision" | "reason">,
  token: KnownToken,
  { house, directory }: Deciding,
): Promise<Pick<Own, "startup" | "decision" | "reason">> {
  forStartup(token, startup);
  const declaration = (await directory()).find((one) => one.startup === startup);
  if (!declaration)
    throw new ReleveError(
      "RELEVE_UNKNOWN_STARTUP",
      `no startup "${startup}" in the directory`,
      "ids are case-sensitive",
    );
  if (decision.what === "reading.adopted") return { startup, decision: adoption(declaration, decision), reason };
  if (decision.what !== "answers.withdrawn" && decision.what !== "hold.released") return { startup, decision, reason };
  const offsets = decision.what === "hold.released" ? [decision.fact] : decision.facts;
  const source = sourceOf(await factsAt(house, startup, offsets));
  if (source !== decision.source)
    throw new ReleveError("RELEVE_DECISION", `/decision/source: these facts are of ${source}`, "name their source");
  if (decision.what === "hold.released") await checkHeld(house, startup, source, decision.fact);
  return { startup, decision, reason };
}

/** @throws {ReleveError} RELEVE_DECISION when it is no source that is asked. */
function adoption(
  { startup, sources }: Declaration,
  { reader, ...decision }: Extract<DecisionAsked, { what: "reading.adopted" }>,
): ReadingAdopted {
  const asked = sources.filter(({ kind }) => kind !== "push");
  const source = asked.find((one) => one.source === decision.source);
  if (!source)
    throw new ReleveError(
      "RELEVE_DECISION",
      `/decision/source: ${startup} has no source "${decision.source}" that is asked`,
      `one of ${asked.map((one) => one.source).join(", ") || "none"}`,
    );
  // What settings must be, the proposal's own check says: with every fault.
  return { ...decision, reader: (reader as Reader | undefined) ?? readerOf(source).reader };
}

interface Own {
  readonly startup: string;
  readonly decision: Decision;
  readonly reason: string;
  readonly author: string;
}
async function dryRun(house: House, own: Own): Promise<DecisionTold> {
  const approver = `another person than ${own.author}`.slice(0, 100).trim();
  const changes = await whatIf(house, own.startup, proposalOf(decidingOf(house), { ...own, approver }).facts);
  return { proposal: null, startup: own.startup, what: own.decision.what, state: "dry run", changes };
}

function told({ proposal, startup, what, state }: Decided): DecisionTold {
  return { proposal, startup, what, state, changes: null };
}

async function take(
  { step, proposal: id, reason = "" }: StepAsked,
  token: KnownToken,
  deciding: Deciding,
): Promise<DecisionTold> {
  const { house, tokens } = deciding;
  const proposal = await decisionNow(house, id, STATES_OF[step]);
  forStartup(token, proposal.startup);
  const { holder } = token;
  const why = keptText(reason);
  const own = decidingOf(house);
  const after = async (taken: Promise<Decided>) => told(await became(house, await taken));
  if (step === "approve") return await after(approve(own, proposal, holder));
  if (step === "decline") return await after(decline(own, proposal, { reason: why, approver: holder }));
  const asked = await tokens.undoAsked(id);
  if (asked && asked.author !== holder)
    return await after(undo(own, proposal, { reason: asked.reason, author: asked.author, approver: holder }));
  if (!asked) {
    const now = house.clock();
    const fact: UndoAsked = {
      type: "undo.asked",
      ...{ id: own.newId(now), at: new Date(now).toISOString(), startup: proposal.startup },
      ...{ proposal: id, reason: why, author: holder },
    };
    await house.log.append(TOPICS.registry, [{ key: proposal.startup, value: Buffer.from(JSON.stringify(fact)) }]);
  }
  const { startup, decision } = proposal;
  return { proposal: id, startup, what: decision.what, state: "undo asked", changes: null };
}
