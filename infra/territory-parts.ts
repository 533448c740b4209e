// What belongs to what in the official list: communes of a territory, their EPCI, postal codes, and codes of the past.
import type { AreaLevel, FormerCode, Place, Territories } from "../schemas/territory.ts";
import type { CommuneRow, EpciRow } from "./territory-lists.ts";

type Parts = Pick<Territories, "communesOf" | "epciOf" | "postalCodesOf" | "formerCodesOf">;
const KINDS: Partial<Record<CommuneRow["type"], FormerCode["kind"]>> = {
  "commune-deleguee": "delegated",
  "commune-associee": "associated",
  "arrondissement-municipal": "arrondissement",
};

/**
 * Keeps no row of the list: places are shared, and communes are grouped when first asked for.
 * @param present  a list that shares its postal codes with this one
 */
export function partsOf(
  lists: { readonly communes: readonly CommuneRow[]; readonly epci: readonly EpciRow[] },
  communes: readonly Place[],
  epci: readonly Place[],
  present?: Territories,
): Parts {
  const { epciOf, members } = epciMembers(lists.epci, communes, epci);
  const postal = new Map<string, readonly string[]>();
  for (const { code, type, codesPostaux } of lists.communes)
    if (type === "commune-actuelle" && codesPostaux)
      postal.set(code, shared(codesPostaux, present?.postalCodesOf(code)));
  const former = formerCodes(lists.communes);
  const groups = new Map<AreaLevel, Map<string, Place[]>>([["epci", members]]);
  return {
    communesOf: (level, code) => {
      const found = groups.get(level) ?? grouped(communes, level as "departement" | "region");
      groups.set(level, found);
      return found.get(code) ?? [];
    },
    epciOf: (commune) => epciOf.get(commune),
    postalCodesOf: (commune) => postal.get(commune) ?? [],
    formerCodesOf: (commune) => former.get(commune) ?? [],
  };
}

function epciMembers(rows: readonly EpciRow[], communes: readonly Place[], epci: readonly Place[]) {
  const home = new Map(communes.map((place) => [place.code, place]));
  const epciByCode = new Map(epci.map((place) => [place.code, place]));
  const epciOf = new Map<string, Place>();
  const members = new Map<string, Place[]>();
  for (const { code, membres } of rows) {
    const place = epciByCode.get(code);
    const own = membres.flatMap((member) => home.get(member.code) ?? []).sort(byCode);
    members.set(code, own);
    if (place) for (const commune of own) epciOf.set(commune.code, place);
  }
  return { epciOf, members };
}

/** The present list's own array, where it is the same. */
function shared(own: readonly string[], present: readonly string[] = []): readonly string[] {
  return own.length === present.length && own.every((code, at) => code === present[at]) ? present : own;
}

const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1);

function grouped(communes: readonly Place[], level: "departement" | "region"): Map<string, Place[]> {
  const groups = new Map<string, Place[]>();
  for (const commune of communes) {
    const code = commune[level];
    if (code === undefined) continue;
    const group = groups.get(code);
    if (group) group.push(commune);
    else groups.set(code, [commune]);
  }
  for (const group of groups.values()) group.sort(byCode);
  return groups;
}

/** A code that is current is no former one, though it may also be that of a delegated commune. */
function formerCodes(rows: readonly CommuneRow[]): Map<string, FormerCode[]> {
  const current = new Set<string>();
  const named = new Map<string, CommuneRow>();
  for (const row of rows) {
    if (row.type === "commune-actuelle") current.add(row.code);
    else named.set(row.code, row);
  }
  const found = new Map<string, Map<string, FormerCode>>();
  const lead = (code: string, to: string | undefined) => {
    if (to === undefined || current.has(code) || !current.has(to)) return;
    const own = found.get(to) ?? new Map<string, FormerCode>();
    found.set(to, own);
    const row = named.get(code);
    own.set(code, { code, name: row?.nom, kind: (row && KINDS[row.type]) ?? "merged" });
  };
  for (const { code, chefLieu, commune } of named.values()) lead(code, chefLieu ?? commune);
  for (const { code, type, anciensCodes } of rows)
    if (type === "commune-actuelle") for (const old of anciensCodes ?? []) if (!named.has(old)) lead(old, code);
  return new Map([...found].map(([code, own]) => [code, [...own.values()].sort(byCode)]));
}
