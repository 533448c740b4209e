// What the kind `schema-impact` tells of what it saw: columns, measures, periods, and units that are no counts.
import type { Said } from "../../../schemas/check.ts";
import { NEEDED } from "../../endpoints/schema-impact-lines.ts";
import { BY_GRAIN, counted, numberFr, quoted } from "../french.ts";
import type { Sought } from "../metric-words.ts";

export const COLUMNS: Said = {
  fr: `les ${numberFr(NEEDED.length)} colonnes que demande le schéma national d’impact y sont toutes`,
  en: `all ${NEEDED.length} columns that the national schema of impact needs`,
};
export const BY_NAME: Said = { fr: "denom_insee le dit", en: "denom_insee says so" };
export const NO_METRIC: Said = {
  fr: "aucun indicateur du catalogue ne lui correspond, ou un autre chiffre du fichier le donne déjà",
  en: "no metric of the catalogue for it, or one that another indicator states",
};
export function measuresSeen(count: number): Said {
  return { fr: `${counted(count, "mesure", "mesures")}, sans les cibles`, en: `${count} measures, targets left out` };
}
export function periodFound({ grain }: Sought): Said {
  return grain
    ? { fr: `de date_debut à date, ${BY_GRAIN[grain]}`, en: `date_debut to date, by ${grain}` }
    : { fr: "un état, à sa dernière date", en: "a state: its latest date" };
}
export function periodSeen({ grain }: Sought): Said {
  return { fr: `est_periode vaut ${grain !== undefined}`, en: `est_periode is ${grain !== undefined}` };
}
export function scaledTold(unit: string): Said {
  return {
    fr: `son unité est ${quoted(unit)} : Relevé ne reprend jamais une part, ni un multiple`,
    en: `its unit is "${unit}": a share or a multiple is never stated`,
  };
}
