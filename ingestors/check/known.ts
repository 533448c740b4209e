// Fields whose values were looked at, by what they are.
import type { Said } from "../../schemas/check.ts";
import type { DateRole, Field, NumberRole, Role } from "./column.ts";

export interface Known<R extends Role = Role> {
  readonly field: Field;
  readonly role: R;
}
export type PlaceRole = Extract<Role, { is: "place" }>;
export type WordRole = Extract<Role, { is: "word" }>;

export const isDate = (known: Known): known is Known<DateRole> => known.role.is === "date";
export const isPlace = (known: Known): known is Known<PlaceRole> => known.role.is === "place";
/** Where the département of a row's commune stands, as its code or its name. */
export const isDepartement = ({ field, role }: Known): boolean =>
  field.from === "own" &&
  ((role.is === "place" && role.levels[0] === "departement") || (role.is === "names" && role.level === "departement"));
export const isNumber = (known: Known): known is Known<NumberRole> => known.role.is === "number";
export const isWord = (known: Known): known is Known<WordRole> => known.role.is === "word";

/** Where a field stands, in words. */
export function shownAt({ at, name }: Pick<Field, "at" | "name">): Said {
  if (at === "") return { fr: "la ligne elle-même", en: "the row itself" };
  if (typeof at === "number")
    return { fr: name === "" ? `colonne ${at}` : `colonne ${at} (${name})`, en: `column ${at} (${name})` };
  return { fr: at, en: at };
}
