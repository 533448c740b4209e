// An error in an answer that came with status 200, in its own words; nothing beside it is a figure.
import type { Said } from "../../schemas/check.ts";
import { AnswerError } from "../../schemas/errors.ts";
import { refuseErrorPages } from "../endpoints/error-body.ts";
import { quoted } from "./french.ts";
import type { Sample } from "./look.ts";

/** `undefined`: the answer is none. */
export function errorIn(sample: Sample): string | undefined {
  try {
    refuseErrorPages([sample], 2);
    return undefined;
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error;
    return error.message.replace(/^.*and an error: /, "").slice(0, 160);
  }
}

export function errorTold(said: string): Said {
  return {
    fr: `elle est une erreur, avec le statut 200 : ${quoted(said)}`,
    en: `it is an error, with status 200: "${said}"`,
  };
}

/** Whether a token may be what is missing. */
export function isOfAccess(said: string): boolean {
  return /auth|token|jeton|acc[eè]s|denied|refus|interdit|forbidden|permission|log ?in|connect[ée]|password|mot de passe|api.?key|\b40[13]\b/i.test(
    said,
  );
}
