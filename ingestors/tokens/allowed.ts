// Who asks: the token of a request, and whether it is for what is asked.
import { RequestRefused } from "../../schemas/request-refused.ts";
import type { Right } from "../../schemas/tokens.ts";
import type { KnownToken, KnownTokens } from "./known.ts";

/**
 * @param authorization  the header, as it came
 * @param rights  one of them is enough
 * @throws {RequestRefused} RELEVE_TOKEN when there is no good token; RELEVE_SCOPE when it has another right;
 *   {ReleveError} RELEVE_LOG_UNAVAILABLE: nobody can tell.
 */
export async function bearerOf(
  tokens: KnownTokens,
  authorization: string | undefined,
  ...rights: readonly [Right, ...Right[]]
): Promise<KnownToken> {
  const text = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  const token = text === undefined ? undefined : await tokens.bearer(text);
  if (!token) throw noToken(text !== undefined);
  if (rights.includes(token.right)) return token;
  const [right] = rights;
  throw otherScope(
    { en: `to ${right === "push" ? "push" : "decide"}`, fr: right === "push" ? "d’envoyer" : "de décider" },
    { en: "ask an operator for a token with that right", fr: "demandez à un opérateur un jeton qui a ce droit" },
  );
}

/** @throws {RequestRefused} RELEVE_SCOPE when a token is for another startup. */
export function forStartup(token: Pick<KnownToken, "startup">, startup: string | undefined): void {
  if (startup === undefined || token.startup === undefined || token.startup === startup) return;
  throw otherScope(
    { en: `for ${startup}`, fr: `pour ${startup}` },
    { en: `this token is for ${token.startup}`, fr: `ce jeton est pour ${token.startup}` },
  );
}

function noToken(isGiven: boolean): RequestRefused {
  return isGiven
    ? new RequestRefused("RELEVE_TOKEN", {
        en: [
          "this token is not good: unknown, mistyped or revoked",
          "ask an operator for a new one (releve token create)",
        ],
        fr: [
          "ce jeton n’est pas valable : inconnu, mal recopié ou révoqué",
          "demandez-en un nouveau à un opérateur (releve token create)",
        ],
      })
    : new RequestRefused("RELEVE_TOKEN", {
        en: ["a token is needed", "send the header Authorization: Bearer releve_…"],
        fr: ["il faut un jeton", "envoyez l’en-tête Authorization: Bearer releve_…"],
      });
}

function otherScope(what: { en: string; fr: string }, hint: { en: string; fr: string }): RequestRefused {
  return new RequestRefused("RELEVE_SCOPE", {
    en: [`this token has not the right ${what.en}`, hint.en],
    fr: [`ce jeton n’a pas le droit ${what.fr}`, hint.fr],
  });
}
