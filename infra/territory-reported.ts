// What a code that was reported in one year names in the list of another: merges, splits, new chef-lieux, numbers that ended.
import {
  hasForm,
  type Level,
  type Place,
  PRESENT,
  type Territories,
  type Vintage,
  vintageOn,
} from "../schemas/territory.ts";
import { CONTINUED, ENDED_EPCI, endedSiren, ofMayotte } from "./territory-past.ts";

/** A list as it answers for its own year. */
export interface Listed {
  readonly vintage: Vintage;
  /** Its communes. */
  readonly communes: readonly Place[];
  /** The place that a code names or leads to, by the list's own changes. */
  readonly find: (level: Level, code: string) => Place | undefined;
  readonly epciOf: (commune: string) => Place | undefined;
}
const ALONE: readonly Place[] = [];

/** The two questions of a reported code. @param of  the lists of other years, loaded when asked for */
export function reportedIn(list: Listed, of: Territories["of"]): Pick<Territories, "place" | "placesOf"> {
  const next = String(Number(list.vintage) + 1);
  const wholes = new Map<Vintage, ReadonlyMap<string, readonly Place[]>>();
  const place: Territories["place"] = (level, code, reported) => {
    switch (level) {
      case "commune":
        return communeOf(list, code, reported);
      case "epci":
        return list.find("epci", code) ?? epciElsewhere(list, code, of);
      case "siren":
        return bySiren(list, code, of);
      case "siret":
        return hasForm("siret", code) ? bySiren(list, code.slice(0, 9), of) : undefined;
      default:
        return list.find(level, code);
    }
  };
  return {
    place,
    placesOf: (level, code, reported) => {
      const year =
        level === "commune" && reported !== undefined && reported >= next ? vintageOn(reported) : list.vintage;
      if (year > list.vintage) {
        const whole = wholes.get(year) ?? wholesOf(list, of(year));
        wholes.set(year, whole);
        const parts = whole.get(code);
        if (parts) return parts;
      }
      const one = place(level, code, reported);
      return one ? [one] : ALONE;
    },
  };
}

function communeOf({ vintage, find }: Listed, code: string, reported: string | undefined): Place | undefined {
  const went = CONTINUED.get(code);
  if (went && reported !== undefined && reported < went.since && vintage >= went.since)
    return find("commune", went.now);
  return find("commune", ofMayotte(code));
}

/**
 * Communes of a later list that are several communes of this one, by their code there. They are those that merged; a code of
 * a part, as of a delegated commune, names that part alone, unless it is the whole's code too.
 */
function wholesOf({ communes, vintage }: Listed, later: Territories): ReadonlyMap<string, readonly Place[]> {
  const groups = new Map<string, Place[]>();
  for (const commune of communes) {
    const code = later.place("commune", commune.code, vintage)?.code;
    if (code === undefined) continue;
    const group = groups.get(code);
    if (group) group.push(commune);
    else groups.set(code, [commune]);
  }
  for (const [code, parts] of groups) if (parts.length === 1) groups.delete(code);
  return groups;
}

/** An EPCI of another year: the one of this list that all its communes are in. */
function epciElsewhere(list: Listed, code: string, of: Territories["of"]): Place | undefined {
  if (!hasForm("epci", code)) return undefined;
  const ended = ENDED_EPCI.get(code);
  if (ended !== undefined) return list.find("epci", ended);
  const present = of(PRESENT);
  const homes = new Set(
    (present.vintage === list.vintage ? [] : present.communesOf("epci", code)).map((commune) => {
      const own = list.find("commune", commune.code);
      return own && list.epciOf(own.code);
    }),
  );
  const [home] = homes;
  return homes.size === 1 ? home : undefined;
}

/** The local authority whose number it is, or was; it went on as the commune that its code leads to. */
function bySiren(list: Listed, siren: string, of: Territories["of"]): Place | undefined {
  const own = list.find("siren", siren);
  if (own) return own;
  const ended = endedSiren(siren);
  if (ended !== undefined) return communeOf(list, ended, undefined);
  const present = list.vintage === PRESENT ? undefined : of(PRESENT).place("siren", siren);
  if (present?.level === "commune") return communeOf(list, present.code, PRESENT);
  return present?.level === "epci" ? epciElsewhere(list, present.code, of) : undefined;
}
