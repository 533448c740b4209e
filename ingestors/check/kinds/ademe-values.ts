// The values of the kind `ademe`: how they are written, and why they may be no figure.
import type { OpenQuestion, Said } from "../../../schemas/check.ts";
import type { NumberFormat } from "../../endpoints/numbers.ts";
import { type Doubted, whyNoFigure } from "../figure-doubts.ts";
import { questionsOf } from "../figure-questions.ts";
import { counted, few, numberFr } from "../french.ts";
import { type ChosenMetric, countsThings, type Sought } from "../metric-words.ts";
import { numbersIn } from "../number-role.ts";
import { askRunningTotal } from "../questions.ts";
import { saysSoFar } from "../since-start.ts";
import type { Found } from "../told.ts";

export interface AdemeValues {
  /** As settings write what is not plain. */
  readonly settings: { readonly state?: true; readonly numbers?: NumberFormat };
  readonly findings: readonly Found[];
  readonly questions: readonly OpenQuestion[];
}

/** Or the reason why none of them is a figure. */
export function ademeValues(
  values: readonly unknown[],
  sought: Sought,
  chosen: ChosenMetric | undefined,
): AdemeValues | { readonly why: Said } {
  const { name } = sought;
  const said = values.filter((value) => typeof value === "number" || typeof value === "string");
  const role = numbersIn({ at: "", name: "", values: said, from: "own" }, said);
  if (said.length > 0 && role?.is !== "number")
    return { why: role && "why" in role && role.why ? role.why : NO_NUMBERS };
  const known = role?.is === "number" ? role : undefined;
  const read = known && countsThings(chosen, sought) ? { ...known, ...known.thousands } : known;
  const doubted: Doubted = { name, sought, chosen, values: read?.values ?? [], factor: undefined };
  const why = whyNoFigure(doubted);
  if (why) return { why };
  const isSoFar = saysSoFar(name);
  const written = read && read.numbers !== "plain" ? { numbers: read.numbers } : {};
  const label = name || "value";
  return {
    settings: { ...(isSoFar && { state: true }), ...written },
    findings: [
      {
        ...{ about: "value", found: "stats/*/value", confidence: "sure" },
        evidence: numbersSeen(doubted.values.length, values.length),
      },
      ...(read && written.numbers ? [numbersFinding(written.numbers, read.seen)] : []),
    ],
    questions: [
      ...(known && read ? questionsOf({ ...doubted, name: label }, { role: known, read }) : []),
      ...(isSoFar ? [] : askRunningTotal(label, doubted.values)),
    ],
  };
}

function numbersSeen(read: number, all: number): Said {
  return {
    fr: `${counted(read, "valeur", "valeurs")} sur ${numberFr(all)} ${few(read, "est un nombre", "sont des nombres")}`,
    en: `${read} of ${all} are numbers`,
  };
}
const numbersFinding = (found: string, evidence: Said): Found => ({
  ...{ about: "numbers", confidence: "likely" },
  ...{ found, evidence },
});
const NO_NUMBERS: Said = {
  fr: "ce ne sont pas des nombres : demandez à l’équipe de les écrire en chiffres, ou null s’il n’y a pas de chiffre",
  en: "they are no numbers: ask the team to write them in digits, or null where there is no figure",
};
