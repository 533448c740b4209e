// Looks at an unknown endpoint: asks it once, or reads a file, and says what could be pulled. The same for the command and
// for the API.
import { type AskedSample, addressShown, askSample, sampleAsProposed } from "../ingestors/check/ask.ts";
import { askTeamForSilence, askTeamForStatus } from "../ingestors/check/ask-team.ts";
import type { Sample } from "../ingestors/check/look.ts";
import { type Proposal, type ProposeOptions, propose } from "../ingestors/check/propose.ts";
import { type CheckReading, readProposal } from "../ingestors/check/reading.ts";
import { NO_ADDRESS, whySilent, whyStatus } from "../ingestors/check/why-unread.ts";
import { keptBytes } from "../ingestors/kept-text.ts";
import { type Secrets, withoutSecrets } from "../ingestors/secrets.ts";
import type { Stated } from "../processors/place.ts";
import { makeStatement } from "../processors/statement.ts";
import type { CheckedCell, CheckPort, CheckReply, Refused, Said } from "../schemas/check.ts";
import type { HttpAsk } from "../schemas/endpoint.ts";
import { AnswerError, ReleveError } from "../schemas/errors.ts";
import type { Territories } from "../schemas/territory.ts";

export interface CheckPorts {
  readonly http: HttpAsk;
  readonly territories: Territories;
  readonly clock: () => number;
  readonly secrets: Secrets;
  readonly allowLoopback: boolean;
}
export type CheckOptions = Pick<ProposeOptions, "startup" | "name" | "headers">;
/** Cells that a reply shows; it counts them all. */
const SHOWN_CELLS = 50;

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
    if (!URL.canParse(url))
      return unreadable(url, "it is not a web address", { reason: NO_ADDRESS, askTeam: askTeamForSilence() });
    if ("body" in request) {
      const bytes = keptBytes(Buffer.from(request.body));
      const reply = checkBytes({ bytes, url, contentType: request.contentType }, own, names);
      return request.url === undefined ? { ...reply, address: "" } : reply;
    }
    try {
      return await checkUrl(url, own, names);
    } catch (error) {
      if (!(error instanceof ReleveError)) throw error;
      const why = `${error.code}: ${withoutSecrets(error.message, [])}`;
      return unreadable(url, why, { reason: whySilent(error), askTeam: askTeamForSilence() });
    }
  };
}
/** Stands for the address of an answer that was pasted without one. */
const NOWHERE = "https://address.invalid/";

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
  const { declaration, found, questions, refused, reason, askTeam } = proposal;
  const [source] = declaration?.sources ?? [];
  const read = source && readProposal(source, { pages: [sample], moment: clock(), lists });
  const { cells, count, told } = read ? cellsOf(read, clock()) : { cells: [], count: 0, told: [] };
  return {
    address: addressShown(url),
    outcome: count > 0 ? "readable" : "unreadable",
    found: [...found],
    questions: [...questions],
    refused: [...refused, ...told],
    reason: count > 0 ? null : reason,
    askTeam: askTeam ?? null,
    proposal: declaration ?? null,
    cells,
    cellCount: count,
  };
}

/** As a processor would make them: what it would leave out is told. */
function cellsOf(read: CheckReading, moment: number): { cells: CheckedCell[]; count: number; told: Refused[] } {
  if ("refused" in read) {
    const { message, hint, pointer } = read.refused;
    return { cells: [], count: 0, told: [{ what: pointer || "the whole answer", why: `${message}; ${hint}` }] };
  }
  try {
    const { cells, doubtful, homeless } = makeStatement(read.reading, read.definitions, { moment, off: 0 });
    const told = [
      ...(read.part === undefined
        ? []
        : [{ what: "further pages", why: `only the rows at hand were read: ${read.part}` }]),
      ...(doubtful.size === 0
        ? []
        : [{ what: `${doubtful.size} figures`, why: "the answer states each of them twice, or not as a number" }]),
      ...[...homeless].map(([wrong, rows]) => ({ what: `${rows} rows`, why: wrong })),
    ];
    return { cells: [...cells.values()].slice(0, SHOWN_CELLS).map(cellOf), count: cells.size, told };
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error;
    return { cells: [], count: 0, told: [{ what: "the whole answer", why: `${error.message}; ${error.hint}` }] };
  }
}

function cellOf({ shape, code, first, value }: Stated): CheckedCell {
  const { metric, level, grain, dims } = shape;
  return {
    ...{ metric, level, code, grain, value: value ?? null },
    first: grain === "state" ? null : first,
    dims: dims === "" ? {} : (JSON.parse(dims) as Record<string, string>),
  };
}

function refusedBy(url: string, { status }: AskedSample): CheckReply {
  return unreadable(url, `it answers with status ${status}`, {
    reason: whyStatus(status),
    askTeam: askTeamForStatus(status),
  });
}

function unreadable(url: string, why: string, said: { readonly reason: Said; readonly askTeam: Said }): CheckReply {
  const none = { found: [], questions: [], proposal: null, cells: [], cellCount: 0 };
  return {
    address: addressShown(url),
    outcome: "unreadable",
    ...none,
    refused: [{ what: "the address", why }],
    ...said,
  };
}
