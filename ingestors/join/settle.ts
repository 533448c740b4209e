// What the network does with a request: accept it, decline it, end what it gave. One person is enough: no figure changes
// by it, and it can be ended.
import { ReleveError } from "../../schemas/errors.ts";
import { JoinEvent, type JoinStep } from "../../schemas/join.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { RequestRefused } from "../../schemas/request-refused.ts";
import type { Declaration, Source } from "../../schemas/source.ts";
import { type DirectoryRules, PUSH } from "../declarations.ts";
import { HAND_SOURCE } from "../push/hand-source.ts";
import { type Joining, refuseSecrets } from "./ask.ts";
import { joinedTo } from "./joined.ts";
import type { JoinRequest } from "./known.ts";

export interface Settling extends Omit<Joining, "mostOpen"> {
  /** The directory with what was accepted before. */
  readonly directory: () => Promise<readonly Declaration[]>;
  readonly rules: DirectoryRules;
}
export interface Step {
  readonly step: JoinStep;
  readonly request: string;
  readonly author: string;
  /** Of declining and ending. */
  readonly reason: string;
}
/** Names of the sources that are not asked. */
const SENT = {
  push: { source: "envoi", kind: PUSH, label: "Envoyé par l’équipe" },
  hand: { source: HAND_SOURCE, kind: PUSH, label: "Déclaré à la main par l’équipe", every: "month" },
} as const;

/**
 * Appends the step.
 * @returns the request as it stands then
 * @throws {ReleveError} RELEVE_UNKNOWN_REQUEST, RELEVE_LOG_UNAVAILABLE; {RequestRefused} RELEVE_REQUESTED when it was
 *   decided before, by another process too; RELEVE_NO_FIGURE when the source cannot stand beside the startup's others.
 */
export async function settle(settling: Settling, { step, request: id, author, reason }: Step): Promise<JoinRequest> {
  const request = await settling.requests.one(id);
  if (!request)
    throw new ReleveError(
      "RELEVE_UNKNOWN_REQUEST",
      "no such request to join",
      "releve join list shows them with their ids",
    );
  if (request.state !== (step === "end" ? "accepted" : "open")) throw decidedBefore(request);
  const now = settling.clock();
  const about = {
    id: settling.newId(now),
    at: new Date(now).toISOString(),
    startup: request.startup,
    request: id,
    author,
  };
  const parsed = JoinEvent.safeParse(
    step === "accept"
      ? { type: "source.accepted", ...about, ...(await declaredBy(request, settling)) }
      : { type: step === "decline" ? "source.declined" : "source.ended", ...about, reason },
  );
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new ReleveError("RELEVE_USAGE", faults.join("; "), "give a reason in plain words, and a name without @");
  }
  const fact = parsed.data;
  await settling.log.append(TOPICS.registry, [{ key: fact.startup, value: Buffer.from(JSON.stringify(fact)) }]);
  const after = await settling.requests.one(id);
  if (after?.settled?.fact !== fact.id) throw decidedBefore(after ?? request); // another process was earlier
  settling.signal("request settled", { startup: fact.startup, kind: fact.type, event: id });
  return after;
}

function decidedBefore({ state }: JoinRequest): RequestRefused {
  const fr = { open: "en attente", accepted: "acceptée", declined: "refusée", ended: "terminée" }[state];
  return new RequestRefused("RELEVE_REQUESTED", {
    en: [`this request is ${state}`, "look at the list again: somebody may have decided meanwhile"],
    fr: [`cette demande est ${fr}`, "regardez la liste à nouveau : quelqu’un a pu décider entre-temps"],
  });
}

/** The source as the startup is to have it, under a name that none of its others has. */
async function declaredBy(request: JoinRequest, { directory, rules }: Settling) {
  const { startup, name } = request;
  const base = (await directory()).find((one) => one.startup === startup);
  const source = sourceOf(request, base?.sources ?? []);
  refuseSecrets(source);
  const { declaration, faults } = joinedTo(base, [{ startup, name, source }], rules);
  if (declaration)
    return { name: declaration.name, source: declaration.sources.find((one) => one.source === source.source) };
  const why = faults
    .map(({ at, found, expected, hint }) => `${at}: ${found}, expected ${expected}; ${hint}`)
    .join("; ");
  throw new RequestRefused("RELEVE_NO_FIGURE", {
    en: [
      `this source cannot stand beside those that ${startup} has: ${why}`,
      "mend its directory file first, or decline",
    ],
    fr: [
      `cette source ne peut pas aller avec celles qu’a déjà ${startup} : ${why}`,
      "corrigez d’abord son fichier du répertoire, ou refusez",
    ],
  });
}

function sourceOf({ want, proposed }: JoinRequest, others: readonly Source[]): Source {
  if (want === "endpoint") {
    if (!proposed) throw new TypeError("a request for an endpoint has no proposal");
    return { ...proposed, source: freeName(proposed.source, others) };
  }
  const { source, kind, label, ...more } = SENT[want];
  const known = others.find((one) => one.kind === PUSH && (want === "push" || one.source === source));
  if (known) return known;
  return {
    source: freeName(source, others),
    kind,
    label,
    every: "every" in more ? more.every : "day",
    expiresAfterDays: 90,
    settings: {},
  };
}

function freeName(wanted: string, others: readonly Source[]): string {
  const taken = new Set(others.map(({ source }) => source));
  for (let at = 1; ; at++) {
    const name = at === 1 ? wanted : `${wanted.slice(0, 60)}-${at}`;
    if (!taken.has(name)) return name;
  }
}
