// Territories as sources report them. The code is kept as reported; vintages are applied when reading.
import { z } from "zod";

/** Levels of a territory, and the two kinds of organisation that sources count by. A cell has exactly one. */
export const LEVELS = ["france", "region", "departement", "epci", "commune", "siren", "siret"] as const;
export const Level = z.enum(LEVELS);
export type Level = z.infer<typeof Level>;

/** The code of the whole country at level `france`. */
export const FRANCE = "FR";

const FORM: Record<Level, RegExp> = {
  france: /^FR$/,
  region: /^\d{2}$/,
  departement: /^(\d{2}|2[AB]|9[78]\d)$/,
  epci: /^\d{9}$/,
  commune: /^(\d{2}|2[AB])\d{3}$/,
  siren: /^\d{9}$/,
  siret: /^\d{14}$/,
};

/** Whether a code has the form of its level. It makes a cell then, known to the official list or not. */
export function hasForm(level: Level, code: string): boolean {
  return FORM[level].test(code);
}

/** Years of the official lists that figures can be restated on, the oldest first; the last one is the present list. */
export const VINTAGES = ["2021", "2022", "2023", "2024", "2025", "2026"] as const;
export const Vintage = z.enum(VINTAGES);
export type Vintage = z.infer<typeof Vintage>;
/** The list that pages use unless another is asked for. */
export const PRESENT: Vintage = "2026";

/** The list in force on a day, `YYYY-MM-DD`: lists change on 1 January. Before the first it is the first, after the last the last. */
export function vintageOn(day: string): Vintage {
  return VINTAGES.findLast((year) => year <= day) ?? VINTAGES[0];
}

/** One place of an official list. `population` is municipal; `undefined` when the list has none: never 0. */
export interface Place {
  readonly level: Level;
  readonly code: string;
  readonly name: string;
  readonly population: number | undefined;
  readonly departement: string | undefined;
  readonly region: string | undefined;
  /** Metropole and overseas départements count in shares of France; overseas collectivities stand apart. */
  readonly zone: "metro" | "drom" | "com";
}

/** What a code that leads to a commune of today was, or is a part of. */
export const FORMER_KINDS = ["merged", "delegated", "associated", "arrondissement"] as const;
export interface FormerCode {
  readonly code: string;
  /** `undefined`: the list has the code only, as for most communes that merged without keeping a part. */
  readonly name: string | undefined;
  /** `merged`: gone; the others still name a part of the commune. The list gives no date. */
  readonly kind: (typeof FORMER_KINDS)[number];
}
/** Levels that are made of communes. */
export type AreaLevel = Extract<Level, "epci" | "departement" | "region">;

/**
 * The official list of one year (COG): asks by reported code, answers with the places of that year.
 *
 * What a code names depends on when it was reported: 60054 was all of Les Hauts-Talican before 2024, and is Beaumont-les-Nonains,
 * which left it, since. `reported` is that day (YYYY-MM-DD) or year; left out: the year of this list.
 */
export interface Territories {
  /** Year of the list, e.g. `2026`. */
  readonly vintage: Vintage;
  /** SHA-256 of what was loaded. */
  readonly sha256: string;
  /** The list of another year; loaded when it is first asked for, in about half a second. */
  of(vintage: Vintage): Territories;
  /**
   * The one place of this list that stands for a reported code: merged, delegated and arrondissement codes lead to their
   * commune, a new chef-lieu's code and the old one to the same. `undefined`: neither this list nor another one leads here.
   */
  place(level: Level, code: string, reported?: string): Place | undefined;
  /**
   * All places of this list that a reported code is said of. Several only in an older list: who reports a commune of today
   * says it of all communes that merged into it since. A commune that split keeps its code; its new neighbours are not said.
   */
  placesOf(level: Level, code: string, reported?: string): readonly Place[];
  /** All places of a level, by code. */
  places(level: Level): readonly Place[];
  /** The communes of a territory, by code; empty when there is none. An EPCI's may be of several départements. */
  communesOf(level: AreaLevel, code: string): readonly Place[];
  /** The EPCI of a commune; `undefined`: it is in none, as four islands and the overseas collectivities. */
  epciOf(commune: string): Place | undefined;
  /** Postal codes of a commune, as listed. One postal code may be of several communes. */
  postalCodesOf(commune: string): readonly string[];
  /** Other codes that lead to a commune, by code. */
  formerCodesOf(commune: string): readonly FormerCode[];
  /** Communes and inhabitants of metropole and overseas départements: the denominator of every share. */
  readonly france: { readonly communes: number; readonly population: number };
}
