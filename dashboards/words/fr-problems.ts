// What an error of the API is, in French: the titles of problems. English ones are in schemas/errors.ts.
import type { ERRORS, ErrorCode } from "../../schemas/errors.ts";

/** Errors that answer a request. */
type Answering = { [Code in ErrorCode]: (typeof ERRORS)[Code]["status"] extends 0 ? never : Code }[ErrorCode];

export const PROBLEMS_FR: Readonly<Record<Answering, string>> = {
  RELEVE_USAGE: "une commande ou une requête qui n’est pas comprise",
  RELEVE_UNKNOWN_STARTUP: "cette startup n’existe pas",
  RELEVE_UNKNOWN_METRIC: "cet indicateur n’est pas au catalogue",
  RELEVE_UNKNOWN_TERRITORY: "ce territoire n’est pas dans la liste officielle",
  RELEVE_NOT_FOUND: "il n’y a rien à cette adresse",
  RELEVE_METHOD: "une méthode que cette adresse ne prend pas",
  RELEVE_UNKNOWN_DAY: "un jour dont rien ne peut être connu",
  RELEVE_UNKNOWN_CHOICE: "un choix qu’une liste n’a pas : un incubateur, une page",
  RELEVE_NO_CELL: "un chiffre qui ne peut pas être : indicateur, lieu et période ne vont pas ensemble",
  RELEVE_SUM_ILLEGAL: "une somme qui n’a pas de sens",
  RELEVE_DECISION: "une décision qui ne peut pas être exécutée",
  RELEVE_UNKNOWN_DECISION: "cette proposition ou cette décision n’existe pas",
  RELEVE_UNKNOWN_DOUBT: "ce doute n’existe pas, ou n’existe plus",
  RELEVE_UNKNOWN_FACT: "ce fait n’est pas dans le journal",
  RELEVE_TOKEN: "pas de jeton, ou un jeton qui n’est pas valable",
  RELEVE_SCOPE: "un jeton qui n’est pas pour cela",
  RELEVE_ROWS: "des lignes d’un envoi qui ne peuvent pas être prises",
  RELEVE_CONFLICT: "un envoi a été fait sous le même identifiant avec un autre contenu",
  RELEVE_TOO_LARGE: "une requête au-delà d’une limite",
  RELEVE_MEDIA_TYPE: "une forme qui n’est pas lue ici",
  RELEVE_RATE: "trop de requêtes avec un même jeton, ou depuis une même adresse",
  RELEVE_TOKEN_LIMIT: "deux jetons valables existent déjà pour le même usage",
  RELEVE_ORIGIN: "un formulaire envoyé par un autre site",
  RELEVE_REQUESTED: "une demande déjà faite, ou déjà tranchée",
  RELEVE_UNKNOWN_REQUEST: "cette demande n’existe pas",
  RELEVE_NO_FIGURE: "une adresse où aucun chiffre ne peut être lu",
  RELEVE_LOG_UNAVAILABLE: "le journal ne répond pas",
  RELEVE_RESTORE_UNFINISHED: "une restauration de ce journal n’est pas finie",
  RELEVE_WAREHOUSE_UNAVAILABLE: "l’entrepôt ne répond pas",
  RELEVE_MIGRATION: "les tables de l’entrepôt ne sont pas celles de cette version",
  RELEVE_ANSWER_SIZE: "la réponse dépasse la limite",
  RELEVE_BUG: "une erreur de Relevé",
};
