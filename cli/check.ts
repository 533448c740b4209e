// Looks at an unknown endpoint: asks it once, or reads a file, and says what could be pulled. The same for the command and
// for the API.
import { type AskedSample, addressShown, askSample, sampleAsProposed } from "../ingestors/check/ask.ts";
import { askTeamFor, askTeamForSilence, askTeamForStatus } from "../ingestors/check/ask-team.ts";
import { lookAt, type Sample } from "../ingestors/check/look.ts";
import { type Proposal, type ProposeOptions, propose } from "../ingestors/check/propose.ts";
import { readProposal } from "../ingestors/check/reading.ts";
import { tellLeft } from "../ingestors/check/told.ts";
import { NO_ADDRESS, whySilent, whyStatus, whyUnread } from "../ingestors/check/why-unread.ts";
import { keptBytes } from "../ingestors/kept-text.ts";
import { type Secrets, withoutSecrets } from "../ingestors/secrets.ts";
import type { CheckPort, CheckReply, Said } from "../schemas/check.ts";
import type { HttpAsk } from "../schemas/endpoint.ts";
import { ReleveError } from "../schemas/errors.ts";
import type { Territories } from "../schemas/territory.ts";
import { checkedCells } from "./checked-cells.ts";

export interface CheckPorts {
  readonly http: HttpAsk;
  readonly territories: Territories;
  readonly clock: () => number;
  readonly secrets: Secrets;
  readonly allowLoopback: boolean;
}
export type CheckOptions = Pick<ProposeOptions, "startup" | "name" | "headers">;

/**
 * Asks an address once, and once more as the proposed kind would ask it.
 * @throws {ReleveError} as the HTTP client does when the address cannot be reached, or is not a public one.
 */
export async function checkUrl(url: string, ports: CheckPorts, options: CheckOptions = {}): Promise<CheckReply> {
  const asked = await askSample(url, ports, options.headers);
  if (asked.status !== 200 && asked.status !== 202) return refusedBy(url, asked);
  const first = propose(asked.sample, { ...options, ...ports });
  const again = first.declaration && (await sampleAsProposed(first.declaration, asked, ports));
  if (!again) return replyOf(url, first, asked.sample, ports);
  const second = propose({ ...again, url }, { ...options, ...ports });
  return second.declaration ? replyOf(url, second, again, ports) : replyOf(url, first, asked.sample, ports);
}

/**
 * The same for anyone, over the API: a stranger's address is never sent a secret, and one that cannot be asked is told in
 * the reply.
 */
export function checkForAnyone(ports: Omit<CheckPorts, "secrets">): CheckPort {
  const own = { ...ports, secrets: () => undefined };
  return async (request, names = {}) => {
    const { url = NOWHERE } = request;
    if (!URL.canParse(url)) return unreadable(url, NO_URL, { reason: NO_ADDRESS, askTeam: askTeamForSilence() });
    if ("body" in request) {
      const bytes = keptBytes(Buffer.from(request.body));
      const reply = checkBytes({ bytes, url, contentType: request.contentType }, own, names);
      return request.url === undefined ? { ...reply, address: "" } : reply;
    }
    try {
      return await checkUrl(url, own, names);
    } catch (error) {
      if (!(error instanceof ReleveError)) throw error;
      const reason = whySilent(error);
      const why = { fr: reason.fr, en: `${error.code}: ${withoutSecrets(error.message, [])}` };
      return unreadable(url, why, { reason, askTeam: askTeamForSilence() });
    }
  };
}
/** Stands for the address of an answer that was pasted without one. */
const NOWHERE = "https://address.invalid/";
const NO_URL: Said = { fr: "ce n’est pas une adresse web", en: "it is not a web address" };

/** The same for bytes at hand; `url` is where they came from, or will. */
export function checkBytes(sample: Sample, ports: Omit<CheckPorts, "http">, options: CheckOptions = {}): CheckReply {
  return replyOf(sample.url, propose(sample, { ...options, ...ports }), sample, ports);
}

function replyOf(
  url: string,
  proposal: Proposal,
  sample: Sample,
  { clock, territories: lists }: Pick<CheckPorts, "clock" | "territories">,
): CheckReply {
  const { declaration, found, questions, askTeam } = proposal;
  const [source] = declaration?.sources ?? [];
  const read = source && readProposal(source, { pages: [sample], moment: clock(), lists });
  const { cells, count, told } = read ? checkedCells(read, clock()) : { cells: [], count: 0, told: [] };
  const refused = [...proposal.refused, ...told.map(tellLeft)];
  const look = count > 0 ? undefined : lookAt(sample);
  return {
    address: addressShown(url),
    outcome: count > 0 ? "readable" : "unreadable",
    found: [...found],
    questions: [...questions],
    refused,
    reason: look ? whyUnread(look, sample, refused) : null,
    askTeam: look ? (askTeam ?? askTeamFor(look, sample, refused)) : null,
    proposal: declaration ?? null,
    cells,
    cellCount: count,
  };
}

function refusedBy(url: string, { status }: AskedSample): CheckReply {
  const why = { fr: `elle répond par le statut ${status}`, en: `it answers with status ${status}` };
  return unreadable(url, why, {
    reason: whyStatus(status),
    askTeam: askTeamForStatus(status),
  });
}

function unreadable(url: string, why: Said, said: { readonly reason: Said; readonly askTeam: Said }): CheckReply {
  const none = { found: [], questions: [], proposal: null, cells: [], cellCount: 0 };
  return {
    address: addressShown(url),
    outcome: "unreadable",
    ...none,
    refused: [tellLeft({ what: { fr: "l’adresse", en: "the address" }, why })],
    ...said,
  };
}
