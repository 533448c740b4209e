// The rows of `@etalab/decoupage-administratif`, as far as they are read.
import type { Place } from "../schemas/territory.ts";

export interface CommuneRow {
  readonly code: string;
  readonly nom: string;
  readonly type: "commune-actuelle" | "commune-deleguee" | "commune-associee" | "arrondissement-municipal";
  readonly zone: Place["zone"];
  readonly departement: string;
  readonly region: string;
  readonly population?: number;
  readonly siren?: string;
  readonly codesPostaux?: readonly string[];
  /** Codes of communes that are gone, merged into this one. */
  readonly anciensCodes?: readonly string[];
  /** The commune that a delegated or associated commune belongs to. */
  readonly chefLieu?: string;
  /** The commune that an arrondissement belongs to. */
  readonly commune?: string;
}
export interface EpciRow {
  readonly code: string;
  readonly nom: string;
  /** The other total, `populationTotale`, counts students and others twice. */
  readonly populationMunicipale: number;
  readonly membres: readonly { readonly code: string }[];
}
export interface AreaRow {
  readonly code: string;
  readonly nom: string;
  readonly zone: Place["zone"];
  readonly region?: string;
}
/** By the name of their file. */
export type Lists = { communes: CommuneRow[]; epci: EpciRow[]; departements: AreaRow[]; regions: AreaRow[] };
