// A request to join, into the log: who asks for which startup, and what for. Its link's code is handed back once.
import { randomBytes } from "node:crypto";
import { sha256 } from "../../schemas/canonical.ts";
import { SourceRequested, type Want } from "../../schemas/join.ts";
import { type CanAppend, TOPICS } from "../../schemas/ports.ts";
import { RequestRefused } from "../../schemas/request-refused.ts";
import type { Signal } from "../../schemas/signals.ts";
import type { Declaration, Source } from "../../schemas/source.ts";
import { redactEmails } from "../redact.ts";
import type { JoinRequest, KnownRequests } from "./known.ts";

export interface Joining {
  readonly log: CanAppend;
  readonly requests: KnownRequests;
  readonly clock: () => number;
  readonly newId: (at: number) => string;
  readonly signal: Signal;
  /** Requests that may be open at once, over all startups. */
  readonly mostOpen: number;
}
export interface Wished {
  readonly startup: string;
  readonly name: string;
  readonly want: Want;
  readonly holder: string;
  /** Of an endpoint. */
  readonly found?: { readonly source: Source; readonly address: string; readonly figures: number };
  /** The startup as it is declared now; `undefined`: it is not. */
  readonly declared: Declaration | undefined;
}
export interface Asked {
  readonly id: string;
  /** Whoever has it follows the request, and takes what it gives. */
  readonly code: string;
}
const CODE_BYTES = 24;
/** A code's form: what is none is looked for nowhere. */
export const CODE = /^[A-Za-z0-9_-]{32}$/;

/**
 * Appends `source.requested`.
 * @throws {RequestRefused} RELEVE_REQUESTED when the same waits already, or is there; RELEVE_RATE when too many wait;
 *   RELEVE_NO_FIGURE when the address, or the mapping, holds what is no business of the log; {ReleveError} RELEVE_LOG_UNAVAILABLE.
 */
export async function askToJoin(joining: Joining, wished: Wished): Promise<Asked> {
  const { startup, name, want, holder, found } = wished;
  refuseSecrets(found?.source);
  refuseTwice(await joining.requests.all(), wished, joining.mostOpen);
  const now = joining.clock();
  const code = randomBytes(CODE_BYTES).toString("base64url");
  const fact: SourceRequested = SourceRequested.parse({
    type: "source.requested",
    ...{ id: joining.newId(now), at: new Date(now).toISOString(), startup, name, want, holder },
    ...found,
    follow: sha256(code),
  });
  await joining.log.append(TOPICS.registry, [{ key: startup, value: Buffer.from(JSON.stringify(fact)) }]);
  joining.signal("source requested", { startup, kind: want, event: fact.id });
  return { id: fact.id, code };
}

/** A stranger's mapping must name no secret of ours, which a pull would send to the stranger's address; nor people. */
export function refuseSecrets(source: Source | undefined): void {
  const text = JSON.stringify(source ?? "");
  const hasPeople = redactEmails(Buffer.from(text)).redacted > 0;
  if (!text.includes("{{") && !hasPeople) return;
  throw new RequestRefused("RELEVE_NO_FIGURE", {
    en: [
      hasPeople ? "the address holds an e-mail address" : "the address holds a placeholder ({{…}})",
      "give a public address without it; what needs a secret is set up by the people who run this Relevé",
    ],
    fr: [
      hasPeople ? "l’adresse contient une adresse électronique" : "l’adresse contient un paramètre réservé ({{…}})",
      "donnez une adresse publique sans cela ; ce qui demande un secret se règle avec ceux qui gèrent ce Relevé",
    ],
  });
}

function refuseTwice(all: readonly JoinRequest[], { startup, want, found, declared }: Wished, mostOpen: number): void {
  const open = all.filter(({ state }) => state === "open");
  const isSame = (one: JoinRequest) =>
    one.startup === startup && one.want === want && (want !== "endpoint" || one.address === found?.address);
  if (open.some(isSame))
    throw new RequestRefused("RELEVE_REQUESTED", {
      en: [`${startup} asked for this already, and the network has not decided`, "follow the link of that request"],
      fr: [`${startup} l’a déjà demandé, et le réseau n’a pas encore décidé`, "suivez le lien de cette demande"],
    });
  const urls = (declared?.sources ?? []).map(({ settings }) => settings.url);
  if (found && urls.includes(found.source.settings.url))
    throw new RequestRefused("RELEVE_REQUESTED", {
      en: [`${startup} has this address as a source already`, "its page shows what is read there"],
      fr: [`${startup} a déjà cette adresse pour source`, "la page du service montre ce qui y est lu"],
    });
  if (open.length < mostOpen) return;
  throw new RequestRefused(
    "RELEVE_RATE",
    {
      en: [`${open.length} requests wait for the network: no more are taken`, "try again tomorrow"],
      fr: [`${open.length} demandes attendent le réseau : aucune autre n’est prise`, "réessayez demain"],
    },
    { retryAfter: 3600, limit: { name: "openRequests", most: mostOpen, setting: "RELEVE_JOIN_MAX_OPEN" } },
  );
}
