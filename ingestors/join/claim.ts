// The token that an accepted request gives: made when its asker takes it, shown that once, and one only.
import type { ReleveError } from "../../schemas/errors.ts";
import { RequestRefused } from "../../schemas/request-refused.ts";
import { factId } from "../push/parts.ts";
import { type Issued, type Issuing, issueToken } from "../tokens/issue.ts";
import type { JoinRequest } from "./known.ts";

/** The id of the token of a request, for ever and in every process. */
export const tokenOf = ({ startup, id }: Pick<JoinRequest, "startup" | "id">): string =>
  factId(startup, `claim ${id}`, 0);

/** Whether it was taken; also when it was revoked since. */
export async function isClaimed(issuing: Pick<Issuing, "tokens">, request: JoinRequest): Promise<boolean> {
  const id = tokenOf(request);
  return (await issuing.tokens.all()).some((token) => token.id === id);
}

/**
 * Two processes may make one at once: the first in the log is the one, and only who made it is told.
 * @throws {RequestRefused} RELEVE_REQUESTED when there is none to take, or it was taken; {ReleveError} RELEVE_TOKEN_LIMIT,
 *   RELEVE_LOG_UNAVAILABLE.
 */
export async function claimToken(issuing: Issuing, request: JoinRequest): Promise<Issued> {
  if (request.state !== "accepted" || request.want === "endpoint") throw nothingToTake();
  if (await isClaimed(issuing, request)) throw taken();
  const { startup, holder, id } = request;
  const issued = await issueToken(issuing, {
    ...{ right: "push", startup, holder },
    claim: { id: tokenOf(request), request: id },
  });
  if (await issuing.tokens.bearer(issued.text)) return issued;
  throw taken();
}

function nothingToTake(): ReleveError {
  return new RequestRefused("RELEVE_REQUESTED", {
    en: ["this request gives no token, or not yet", "the page of the request says where it stands"],
    fr: ["cette demande ne donne pas de jeton, ou pas encore", "la page de la demande dit où elle en est"],
  });
}

function taken(): ReleveError {
  return new RequestRefused("RELEVE_REQUESTED", {
    en: ["the token of this request was shown already: it is shown once", "ask the network for another one"],
    fr: ["le jeton de cette demande a déjà été montré : il ne l’est qu’une fois", "demandez-en un autre au réseau"],
  });
}
