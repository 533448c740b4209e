// Whether the keys of an object are data: dates, codes or names of places. Then it is a list of rows.
import type { Territories } from "../../schemas/territory.ts";
import { placesNamed } from "./place-names.ts";
import { isTotal, levelWord, saysCode } from "./place-words.ts";
import { NAMED } from "./words.ts";

/** Keys that name a period. */
const DATE_KEY =
  /^(\d{4}(-\d\d){0,2}|\d{4}-?W\d\d|\d{4}-\d\d-\d\d,\d{4}-\d\d-\d\d|\d{4}-[QT]\d|\d\d\/\d\d\/\d{4}|\d{1,2} \p{L}+\.?( \d{4})?|\p{L}{3,9}\.?,? \d{4})$/u;
const CODE_KEY = /^(\d[\dAB]\d{3}|\d{9}|\d{14})$/;
/** Of départements, a closed list; months have two of these digits as well, and are told apart by where they stand. */
const DEPARTEMENT_KEY = /^(0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-8]|98[4-8])$/;
/** A few keys may be written wrong. */
const KEYED = 0.6;

/** Whether an object is a list of rows by its keys. @param list  left out: keys are no names of places */
export function isKeyed(keys: readonly string[], list?: Territories): boolean {
  const each = keys.filter((key) => !isTotal(key));
  if (each.length === 0) return false;
  const share = (look: RegExp) => each.filter((key) => look.test(key)).length / each.length;
  return (
    share(DATE_KEY) >= KEYED ||
    share(CODE_KEY) >= KEYED ||
    share(DEPARTEMENT_KEY) === 1 ||
    isWide(each) ||
    (list !== undefined && placesNamed(list, each) !== undefined)
  );
}

/** A row whose dates are its columns, beside those that say of which place it is. */
function isWide(keys: readonly string[]): boolean {
  const others = keys.filter((key) => !DATE_KEY.test(key));
  return others.length > 0 && keys.length - others.length >= 2 && others.every(saysWhat);
}
const saysWhat = (key: string) => levelWord(key) !== undefined || saysCode(key) || NAMED.label.test(key);

/** Keys beside dates: columns of a row whose other columns are its dates. */
export function besideDates(keys: readonly string[]): readonly string[] {
  const others = keys.filter((key) => !DATE_KEY.test(key));
  return others.length < keys.length ? others : [];
}

/** What all keys that are dates begin with, and none of the others; `undefined`: nothing tells them apart, or there are no others. */
export function datesBeginWith(keys: readonly string[]): string | undefined {
  const others = besideDates(keys);
  const dates = keys.filter((key) => DATE_KEY.test(key));
  if (others.length === 0 || !isKeyed(keys)) return undefined;
  return ["20", "19", "2"].find(
    (start) => dates.every((key) => key.startsWith(start)) && !others.some((key) => key.startsWith(start)),
  );
}
