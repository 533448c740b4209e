// Why nothing can be read at an address, in plain words: for whoever gave it, who need know no codes.
import type { Refused, Said } from "../../schemas/check.ts";
import type { ReleveError } from "../../schemas/errors.ts";
import { errorIn } from "./error-said.ts";
import { isEmpty, type Look, type Sample } from "./look.ts";
import { serverError, serverErrorTold } from "./page-seen.ts";
import { UNNAMED } from "./whole-left.ts";

export const NO_ADDRESS: Said = {
  fr: "Ce n’est pas une adresse web : collez-la en entier, avec https:// au début.",
  en: "This is no web address: paste it whole, with https:// at its beginning.",
};

/** Of an address that could not be asked. */
export function whySilent({ code, message }: Pick<ReleveError, "code" | "message">): Said {
  switch (code) {
    case "RELEVE_ANSWER_SIZE":
      return {
        fr: "Cette adresse répond trop long pour être regardée ici. Donnez une adresse qui répond moins de lignes.",
        en: "This address answers too much to be looked at here. Give an address that answers fewer rows.",
      };
    case "RELEVE_ADDRESS_REFUSED":
      return {
        fr: "Cette adresse ne peut pas être regardée : il faut une adresse publique, qui commence par https://.",
        en: "This address cannot be looked at: it must be a public one, and begin with https://.",
      };
    case "RELEVE_ENDPOINT_REFUSED":
      return /redirects more/.test(message) ? LOOP : UNUSUAL;
    default:
      return / time: /.test(message) ? LATE : SILENT;
  }
}
const LOOP: Said = {
  fr: "Cette adresse renvoie à une autre, et ainsi de suite sans fin. Donnez celle où les chiffres sont vraiment.",
  en: "This address leads to another, and so on without end. Give the one at which the figures really are.",
};
const UNUSUAL: Said = {
  fr: "Cette adresse répond d’une façon qui ne peut pas être lue : demandez à votre équipe technique.",
  en: "This address answers in a way that cannot be read: ask your technical team.",
};
const LATE: Said = {
  fr: "Cette adresse n’a pas répondu à temps. Réessayez, ou donnez une adresse plus légère.",
  en: "This address did not answer in time. Try again, or give a lighter one.",
};
const SILENT: Said = {
  fr: "Cette adresse n’a pas pu être jointe : vérifiez qu’elle est bien écrite, et qu’elle s’ouvre dans un navigateur.",
  en: "This address could not be reached: check how it is written, and that it opens in a browser.",
};

/** Of an address that answered with another status than 200. */
export function whyStatus(status: number): Said {
  if (status === 401 || status === 403)
    return {
      fr: "Cette adresse demande un mot de passe ou un jeton : il en faut une qui réponde sans.",
      en: "This address asks for a password or a token: one is needed that answers without.",
    };
  if (status === 404 || status === 410)
    return {
      fr: "Il n’y a rien à cette adresse : vérifiez qu’elle est bien écrite, et collée en entier.",
      en: "There is nothing at this address: check how it is written, and that it is pasted whole.",
    };
  return {
    fr: `Cette adresse ne donne pas de chiffres en ce moment : elle répond par l’erreur ${status}. Réessayez plus tard.`,
    en: `This address gives no figures just now: it answers with the error ${status}. Try again later.`,
  };
}

/** Of what came; `refused`: what of it was told as not read. */
export function whyUnread(look: Look, sample: Sample, refused: readonly Refused[]): Said {
  const error = errorIn(sample);
  if (error !== undefined)
    return {
      fr: `L’adresse répond, mais par une erreur : « ${error} ».`,
      en: `The address answers, but with an error: "${error}".`,
    };
  if (look.form === "html") {
    const title = serverError(look.text);
    return title === undefined ? PAGE : serverErrorTold(title);
  }
  if (sample.bytes.length === 0) return { fr: "La réponse est vide.", en: "The answer is empty." };
  if (look.form === "none" && look.isTable)
    return {
      fr: `Ce tableau CSV ne peut pas être lu tel quel : ${look.why.fr}.`,
      en: `This CSV table cannot be read as it is: ${look.why.en}.`,
    };
  if (look.form === "none")
    return {
      fr: `La réponse n’est ni du JSON ni un tableau CSV que Relevé sache lire : ${look.why.fr}.`,
      en: `The answer is neither JSON nor a CSV table that Relevé can read: ${look.why.en}.`,
    };
  if (look.form === "lines")
    return {
      fr: "La réponse n’est ni du JSON ni un tableau CSV que Relevé sache lire.",
      en: "The answer is neither JSON nor a CSV table that Relevé can read.",
    };
  if (isEmpty(look)) return EMPTY;
  return refused.some(({ why }) => why !== UNNAMED.en) ? NOT_AS_IS : NO_NUMBER;
}
const PAGE: Said = {
  fr: "C’est une page faite pour être lue par des personnes. Il faut l’adresse des données elles-mêmes (JSON ou CSV).",
  en: "This is a page made to be read by people. The address of the data itself is needed (JSON or CSV).",
};
const EMPTY: Said = {
  fr: "La réponse se lit, mais elle n’a aucune ligne : réessayez quand elle en aura.",
  en: "The answer can be read, but it has no rows: try again once it has some.",
};
const NOT_AS_IS: Said = {
  fr: "La réponse se lit, mais aucun de ses chiffres ne peut être repris tel quel : les raisons sont données plus bas.",
  en: "The answer can be read, but none of its figures can be taken as it is: the reasons are given below.",
};
const NO_NUMBER: Said = {
  fr: "La réponse se lit, mais aucun nombre dont on puisse dire ce qu’il compte n’y est.",
  en: "The answer can be read, but no number of which one can say what it counts is in it.",
};
