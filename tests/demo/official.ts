// The official list of communes, read anew and plainly: what the pages count in, by another hand than infra/territories.ts.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

interface Row {
  readonly code: string;
  readonly type: string;
  readonly zone: string;
  readonly departement: string;
  readonly region: string;
  readonly population?: number;
  readonly anciensCodes?: readonly string[];
  readonly chefLieu?: string;
  readonly commune?: string;
}
export type Commune = Pick<Row, "code" | "departement" | "region"> & {
  readonly people: number;
  readonly french: boolean;
};

const PATH = createRequire(import.meta.url).resolve("@etalab/decoupage-administratif/data/communes.json");
const rows = JSON.parse(readFileSync(PATH, "utf8")) as readonly Row[];
const today = rows.filter(({ type }) => type === "commune-actuelle");

export const COMMUNES: readonly Commune[] = today.map(({ code, departement, region, population = 0, zone }) => ({
  code,
  departement,
  region,
  people: population,
  french: zone !== "com",
}));
/** Metropole and overseas départements: what shares of France are counted in. */
export const FRENCH = COMMUNES.filter(({ french }) => french);

const current = new Map(COMMUNES.map((commune) => [commune.code, commune]));
/** Codes of today win over those of the past, and these over parts of communes. */
const byCode = new Map<string, Commune | undefined>([
  ...rows.map(({ code, chefLieu, commune }) => [code, current.get(chefLieu ?? commune ?? "")] as const),
  ...today.flatMap(({ code, anciensCodes = [] }) => anciensCodes.map((former) => [former, current.get(code)] as const)),
  ...current,
]);

/** Today's communes that codes name, each once; unknown codes are in none. */
export function communesOf(codes: readonly string[]): Commune[] {
  return [...new Set(codes.flatMap((code) => byCode.get(code) ?? []))];
}
export const peopleOf = (communes: readonly Commune[]) => communes.reduce((sum, { people }) => sum + people, 0);
