// Dates that belong to what a row is about, and not to its figures: when it was created, registered or last changed.
import type { Said } from "../../schemas/check.ts";
import type { DateRole, Field } from "./column.ts";
import { quoted } from "./french.ts";
import { isDate, isPlace, type Known, shownAt } from "./known.ts";
import type { Left } from "./told.ts";

const ATTRIBUTE =
  /cr[ée]{1,2}(e|é|ation|_|$)|creat|updat|g[ée]n[ée]r|export|extract|(^|[^a-z])maj([^a-z]|$)|mise?_?[aà]?_?jour|modif|activation|activated|inscri|adh[ée]s|d[ée]but|lancement|launch|start|ouvert|opened|regist|enrol|since|depuis|(^|_)at$/i;
const CAMEL_AT = /[a-z]At$/;
/** The last day of something begins no period. */
const END = /(^|[^a-z])(fin|end|until|jusqu|closed|cl[ôo]ture|[ée]ch[ée]ance)([^a-z]|$)/i;
/** Over rows: a period that begins or ends there, and how long it is nobody says. */
const BOUND = /d[ée]but|start|since|depuis|fin|end|until|jusqu/i;
/** A period that things are counted by: `Created At: Month`, `semaine_debut`. A year is said of a place's own dates, too. */
const BUCKET = /(^|[^a-z])(mois|months?|semaines?|weeks?|days?|trimestres?|quarters?)([^a-z]|$)|: year$/i;

/** `isLone`: a date tells that the numbers have a period, or are of things that have no place; which period, it does not tell. */
export interface DatesApart {
  readonly periods: readonly Known<DateRole>[];
  readonly left: readonly Left[];
  readonly isLone: boolean;
  /** Each row is a place of its own. */
  readonly eachOnce: boolean;
}

/** Dates that may be periods, and those that are not. */
export function periodsOf(known: readonly Known[]): DatesApart {
  const dates = known.filter(isDate);
  const places = known.filter(isPlace).filter(({ field }) => field.from !== "above");
  const eachOnce = places.some(({ field }) => isOncePerRow(field));
  const isThing = known.some(({ field, role }) => isName(field, role));
  const isAttribute = ({ field, role }: Known<DateRole>) =>
    isAttributeName(field.name) && (eachOnce || isThing || !isProven(role, field));
  const attributes = dates.filter(
    (date) => date.field.from !== "key" && !date.role.isSpan && (END.test(date.field.name) || isAttribute(date)),
  );
  const lone = attributes.filter(({ field: { from, name, values } }) =>
    from === "own" ? new Set(values).size > 1 && !eachOnce : BOUND.test(name),
  );
  const periods = dates.filter((date) => !attributes.includes(date));
  const left =
    periods.length > 0 ? [] : attributes.map(({ field }) => ({ what: shownAt(field), why: attributeTold(field.name) }));
  return { periods, left, isLone: periods.length === 0 && lone.length > 0, eachOnce };
}

/** Whether a name says that its date is not the period of figures; of some it is, as their values show. */
export function isAttributeName(name: string): boolean {
  return (ATTRIBUTE.test(name) || CAMEL_AT.test(name)) && !BUCKET.test(name);
}

/** Each of several places has one date of its own: the day of its figure, or of its registration. */
export function isByPlace(date: Known<DateRole>, place: Known | undefined): boolean {
  const isOwn = date.field.from === "own" && place !== undefined && place.field.from !== "above";
  return isOwn && place.field.values.length > 2 && isOncePerRow(place.field) && new Set(date.field.values).size > 1;
}

function isProven({ isRegular }: DateRole, { values }: Field): boolean {
  return isRegular === true && new Set(values).size > 2;
}
function isOncePerRow({ values }: Field): boolean {
  return values.length > 1 && new Set(values).size === values.length;
}
/** Each row is a thing that has a name or an identifier. */
function isName(field: Field, { is }: Known["role"]): boolean {
  const isIdentifier = /(^|_)(id|uuid|uid|slug)$/i.test(field.name) || /[a-z]Id$/.test(field.name);
  return field.from === "own" && (isIdentifier || is === "word") && isOncePerRow(field);
}

function attributeTold(name: string): Said {
  return {
    fr: `${quoted(name)} dit quand la chose a été créée, inscrite ou modifiée, et non de quelle période est le chiffre`,
    en: `"${name}" says when the thing was created, registered or changed, and not of which period the figure is`,
  };
}
