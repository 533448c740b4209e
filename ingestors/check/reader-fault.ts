// Why a kind's own reader refused an answer, in both languages. Its English tells it whole; its French tells, by the code, what
// is wrong and what to do: readers write for whoever keeps the file, in English.
import type { Said } from "../../schemas/check.ts";
import type { AnswerError, RejectCode } from "../../schemas/errors.ts";
import { counted, few, numberFr, quoted } from "./french.ts";
import { type Left, WHOLE_ANSWER } from "./told.ts";

/** Left out: codes that no reader of an answer has. */
const FRENCH: Partial<Record<RejectCode, string>> = {
  "answer.html": "c’est une page web, et non des données : demandez à l’équipe l’adresse des données",
  "answer.error": "le service répond par une erreur : transmettez-la à son équipe",
  "answer.encoding": "le texte n’est pas écrit en UTF-8 : demandez à l’équipe de le publier ainsi",
  "answer.json": "ce n’est pas du JSON valable : demandez à l’équipe de vérifier ce qu’elle publie",
  "answer.csv": "ce n’est pas un tableau CSV valable : demandez à l’équipe de vérifier ce qu’elle publie",
  "reading.settings": "les réglages proposés ne conviennent pas à cette réponse",
  "metric.unknown": "l’indicateur n’est pas au catalogue : choisissez-en un autre",
  "values.unreadable":
    "plus de 5 % des valeurs sont illisibles : demandez à l’équipe d’y écrire un nombre, ou null s’il n’y a pas de chiffre",
};
const SHAPE = "la réponse n’a pas la forme attendue : demandez à l’équipe de vérifier ce qu’elle publie";

/** What the reader refused, and where. */
export function readerFault({ code, message, hint, pointer }: AnswerError, whole: Said = WHOLE_ANSWER): Left {
  return { what: placeOf(pointer, whole), why: { fr: frenchOf(code, message), en: `${message}; ${hint}` } };
}

/** Without what to do about the settings, where there are none yet. */
export function faultSeen({ code, message }: AnswerError): Said {
  return { fr: frenchOf(code, message), en: message };
}

export function placeOf(pointer: string, whole: Said): Said {
  if (pointer === "") return whole;
  return { fr: pointer.replace(/^line (?=\d)/, "ligne "), en: pointer };
}

function frenchOf(code: RejectCode, message: string): string {
  const [, said] = /and an error: ([\s\S]*)$/.exec(message) ?? [];
  if (code === "answer.error" && said) return `le service répond par une erreur : ${quoted(said)}`;
  const [, wrong, all] = /^(\d+) of (\d+) values could not be read/.exec(message) ?? [];
  if (code === "values.unreadable" && wrong && all)
    return `${counted(Number(wrong), "valeur", "valeurs")} sur ${numberFr(Number(all))} ${few(Number(wrong), "ne peut pas être lue", "ne peuvent pas être lues")} : demandez à l’équipe d’y écrire un nombre, ou null s’il n’y a pas de chiffre`;
  const [, line, column] = /ceases to be JSON at line (\d+), column (\d+)/.exec(message) ?? [];
  if (code === "answer.json" && line && column)
    return `ce n’est plus du JSON valable à partir de la ligne ${line}, colonne ${column} : demandez à l’équipe de vérifier ce qu’elle publie`;
  return FRENCH[code] ?? SHAPE;
}
