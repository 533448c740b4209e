// The national schema of impact (etalab/schema-impact-service-public-numerique, 0.5.0): one line a measure, 17 columns.
import type { Level } from "./territory.ts";

/** In the order of the schema; a file may have them in any. */
export const IMPACT_COLUMNS = [
  "administration_rattachement",
  "nom_service_public_numerique",
  "indicateur",
  "valeur",
  "unite_mesure",
  "est_cible",
  "type_indicateur",
  "frequence_monitoring",
  "date",
  "est_periode",
  "date_debut",
  "est_automatise",
  "source_collecte",
  "denom_insee",
  "code_insee",
  "dataviz_wish",
  "commentaires",
] as const;
export type ImpactColumn = (typeof IMPACT_COLUMNS)[number];

/**
 * `denom_insee` → the level of `code_insee`; `undefined`: places that Relevé does not count by (arrondissements, cantons,
 * and collectivities whose codes are no official place's). Empty is the whole country. COMER are collectivities overseas,
 * whose codes (`975`, `987`) are written as those of départements, and COM_COMER their communes.
 */
export const IMPACT_LEVELS: Readonly<Record<string, Level | undefined>> = {
  "": "france",
  REG: "region",
  DEP: "departement",
  COMER: "departement",
  COM: "commune",
  COM_COMER: "commune",
  ARR: undefined,
  CAN: undefined,
  COG: undefined,
  CTCD: undefined,
};
