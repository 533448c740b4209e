// The files of `@etalab/decoupage-administratif`, one package a year, in one shape: that of 2026.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Place, PRESENT, type Vintage } from "../schemas/territory.ts";

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
  readonly membres: readonly { readonly code: string; readonly siren: string }[];
}
export interface AreaRow {
  readonly code: string;
  readonly nom: string;
  readonly zone: Place["zone"];
  readonly region?: string;
}
/** By the name of their file. */
export type Lists = { communes: CommuneRow[]; epci: EpciRow[]; departements: AreaRow[]; regions: AreaRow[] };

/** A list as it was read. */
export interface Read {
  readonly vintage: Vintage;
  /** SHA-256 of its files. */
  readonly sha256: string;
  readonly lists: Lists;
}

/** Major version of the package → year of its list. */
const MAJORS: Readonly<Record<string, Vintage>> = {
  "1": "2021",
  "2": "2022",
  "3": "2023",
  "4": "2024",
  "5": "2025",
  "6": "2026",
};
const FILES = ["communes", "epci", "departements", "regions"] as const;

/** The folder of a year's list. @throws {Error} when the package is missing, or holds another year. */
function homeOf(vintage: Vintage): string {
  const name = vintage === PRESENT ? "@etalab/decoupage-administratif" : `cog-${vintage}`;
  const file = createRequire(import.meta.url).resolve(`${name}/package.json`);
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
  const found = MAJORS[version.split(".")[0] ?? ""];
  if (found !== vintage) throw new Error(`${name} ${version} is not the official list of ${vintage}`);
  return join(file, "..", "data");
}

/** The present list: its files are read beside other work. */
export async function readPresent(): Promise<Read> {
  const home = homeOf(PRESENT);
  const files = await Promise.all(FILES.map((name) => readFile(join(home, `${name}.json`))));
  return readOf(PRESENT, files);
}

/** An older list, at once: it is asked for in the middle of a reply, and kept. */
export function readOlder(vintage: Vintage): Read {
  const home = homeOf(vintage);
  const read = readOf(
    vintage,
    FILES.map((name) => readFileSync(join(home, `${name}.json`))),
  );
  return vintage === "2021" ? { ...read, lists: completed(read.lists as unknown as Lists2021) } : read;
}

function readOf(vintage: Vintage, files: readonly Buffer[]): Read {
  const hash = createHash("sha256");
  const lists = FILES.map((name, at) => {
    const bytes = files[at] as Buffer;
    hash.update(bytes);
    return [name, JSON.parse(bytes.toString("utf8"))];
  });
  return { vintage, sha256: hash.digest("hex"), lists: Object.fromEntries(lists) as Lists };
}

/** In 2021 the list had neither zones nor numbers of communes, and its overseas collectivities stood in their communes. */
interface Lists2021 extends Omit<Lists, "communes" | "departements" | "regions"> {
  readonly communes: readonly (Omit<CommuneRow, "zone" | "siren"> & {
    readonly collectiviteOutremer?: { readonly code: string; readonly nom: string };
  })[];
  readonly departements: readonly Omit<AreaRow, "zone">[];
  readonly regions: readonly Omit<AreaRow, "zone">[];
}
const OVERSEAS_REGIONS = new Set(["01", "02", "03", "04", "06"]);
const zoneOf = (region: string | undefined): Place["zone"] =>
  region === undefined ? "com" : OVERSEAS_REGIONS.has(region) ? "drom" : "metro";

function completed({ communes, epci, departements, regions }: Lists2021): Lists {
  const numbers = new Map(epci.flatMap(({ membres }) => membres.map(({ code, siren }) => [code, siren] as const)));
  const apart = new Map<string, AreaRow>();
  for (const { collectiviteOutremer: own } of communes)
    if (own) apart.set(own.code, { code: own.code, nom: own.nom, zone: "com" });
  return {
    epci,
    communes: communes.map(({ collectiviteOutremer, ...row }) => ({
      ...row,
      zone: zoneOf(row.region),
      departement: collectiviteOutremer?.code ?? row.departement,
      ...(row.type === "commune-actuelle" && numbers.has(row.code) && { siren: numbers.get(row.code) as string }),
    })),
    departements: [...departements.map((row) => ({ ...row, zone: zoneOf(row.region) })), ...apart.values()],
    regions: regions.map((row) => ({ ...row, zone: zoneOf(row.code) })),
  };
}
