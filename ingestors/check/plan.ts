// From the fields of a row set to figures: which number, on which date, of which place; asked where values cannot tell.
import type { Finding, OpenQuestion, Refused } from "../../schemas/check.ts";
import type { Level, Territories } from "../../schemas/territory.ts";
import type { DateRole } from "./dates.ts";
import { type At, type Field, type Role, roleOf } from "./field.ts";
import { type ChosenMetric, metricFor, type Sought } from "./metric-words.ts";
import { askFilter, askRunningTotal } from "./questions.ts";
import type { RowSet } from "./row-sets.ts";
import { NAMED } from "./words.ts";

export type Written = { readonly at: At } | { readonly value: string };
/** One figure as any kind may write it; `chosen` is undefined while no word of the catalogue was found. */
export interface Plan {
  readonly rows: string;
  readonly name: string;
  readonly sought: Sought;
  readonly chosen: ChosenMetric | undefined;
  /** `present`: being in the list is the figure. */
  readonly value: At | "present";
  readonly numbers: "plain" | "fr" | "en";
  readonly period?: { readonly at: At; readonly format: DateRole["format"]; readonly grain: DateRole["grain"] };
  readonly territory: { readonly levels: readonly Level[]; readonly at?: At };
  readonly dims: Readonly<Record<string, Written>>;
  readonly where: readonly { readonly at: At; readonly equals: string | boolean }[];
  readonly findings: readonly Finding[];
  readonly questions: readonly OpenQuestion[];
}
export interface Planned {
  readonly plans: readonly Plan[];
  readonly refused: readonly Refused[];
}
export interface PlanContext {
  readonly territories: Territories;
  /** Words of the address and of a description. */
  readonly around: readonly string[];
}
type PlaceRole = Extract<Role, { is: "place" }>;
type NumberRole = Extract<Role, { is: "number" }>;
interface Known<R extends Role = Role> {
  readonly field: Field;
  readonly role: R;
}

/** The figures of one row set, each with what was seen. */
export function planRows(set: RowSet, context: PlanContext): Planned {
  const known = set.fields.map((field) => ({ field, role: roleOf(field, context.territories) }));
  const table = set.rows !== "" || set.count > 1;
  const date = table ? bestDate(known.filter(isDate)) : undefined;
  const place = bestPlace(known.filter(isPlace));
  const counts = known.filter(isNumber).filter(({ field }) => isFigure(field));
  const numbers = counts.filter(({ field }) => whyNot(field, set) === undefined);
  const words = known.filter(isWord).filter(({ field }) => field.from !== "above" || date?.field.from === "own");
  const refused = [...refusedOf(known), ...counts.flatMap(({ field }) => whyNot(field, set) ?? [])];
  if (known.some(({ role, field }) => role.is === "yearless" && field.from !== "above")) return { plans: [], refused };
  if (numbers.length === 0) {
    if (!place || !table || known.some(({ role }) => role.is === "share")) return { plans: [], refused };
    return { plans: [presence(set, context, place, words)], refused };
  }
  const around = [...set.about, ...context.around];
  const labels = table ? labelled(set, words, numbers, { date, place, around }) : undefined;
  const plans = numbers.flatMap((number) => {
    if (labels)
      return labels.labels.map((label) => figure({ set, number, date, place, around, label: { ...labels, label } }));
    const dims = table ? dimsFor(set, words, date, place) : {};
    return [figure({ set, number, date, place, around, dims })];
  });
  return { plans, refused };
}

interface Wanted {
  readonly set: RowSet;
  readonly number: Known<NumberRole>;
  readonly date: Known<DateRole> | undefined;
  readonly place: Known<PlaceRole> | undefined;
  readonly around: readonly string[];
  readonly dims?: Readonly<Record<string, Written>>;
  readonly label?: { readonly at: At; readonly label: string };
}

function figure({ set, number, date, place, around, dims = {}, label }: Wanted): Plan {
  const { field, role } = number;
  const isFlag = place !== undefined && role.values.every((value) => value === "0" || value === "1");
  const parents = set.rows === "" ? String(field.at).split("/").slice(1, -1) : [];
  const name = label?.label ?? (/^\d*$/.test(field.name) ? (set.about.at(-1) ?? "") : field.name);
  const levels = place?.role.levels ?? (["france"] as const);
  const grain = date?.role.grain;
  const sought: Sought = {
    name,
    around: [...parents, ...around, ...(label ? [field.name] : [])],
    levels,
    isFlag,
    ...(grain && { grain }),
  };
  const findings: Finding[] = [
    { about: "value", found: shownAt(field), confidence: "likely", evidence: role.seen },
    ...(role.numbers === "plain"
      ? []
      : [{ about: "numbers" as const, found: role.numbers, confidence: "sure" as const, evidence: role.seen }]),
    periodFinding(date),
    placeFinding(place),
    ...Object.keys(dims).map(
      (dim): Finding => ({
        about: "dimension",
        found: dim,
        confidence: "guess",
        evidence: "rows of one place and date differ in it",
      }),
    ),
    ...(label
      ? [
          {
            about: "filter" as const,
            found: `${label.at} = ${label.label}`,
            confidence: "likely" as const,
            evidence: "each row has a label of its own",
          },
        ]
      : []),
  ];
  return {
    rows: set.rows,
    name,
    sought,
    chosen: metricFor(sought),
    value: field.at,
    numbers: role.numbers,
    ...(date && { period: { at: date.field.at, format: date.role.format, grain: date.role.grain } }),
    territory: { levels, ...(place && { at: place.field.at }) },
    dims,
    where: label ? [{ at: label.at, equals: label.label }] : [],
    findings,
    questions: date ? askRunningTotal(name, role.values) : [],
  };
}

/** Rows of places without any number: that a place is in the list is the figure. */
function presence(
  set: RowSet,
  { around }: PlanContext,
  place: Known<PlaceRole>,
  words: readonly Known<WordRole>[],
): Plan {
  const sought: Sought = {
    name: place.field.name,
    around: [...set.about, ...around],
    levels: place.role.levels,
    isFlag: true,
    isPresence: true,
  };
  const { where, questions } = askFilter(
    words.map(({ field, role }) => ({ at: field.at, name: field.name, values: role.distinct })),
  );
  const seen = `${set.count} rows name a place and have no number: being in the list is the figure`;
  return {
    rows: set.rows,
    name: place.field.name,
    sought,
    chosen: metricFor(sought),
    value: "present",
    numbers: "plain",
    territory: { levels: place.role.levels, at: place.field.at },
    dims: {},
    where,
    findings: [
      { about: "value", found: "1", confidence: "guess", evidence: seen },
      periodFinding(undefined),
      placeFinding(place),
    ],
    questions,
  };
}

function periodFinding(date: Known<DateRole> | undefined): Finding {
  if (!date)
    return {
      about: "period",
      found: "none: a state of the day of the answer",
      confidence: "likely",
      evidence: "no date stands beside the figures",
    };
  const { format, grain, sure, seen } = date.role;
  return {
    about: "period",
    found: `${shownAt(date.field)}, ${format}, by ${grain}`,
    confidence: sure ? "likely" : "guess",
    evidence: seen,
  };
}

function placeFinding(place: Known<PlaceRole> | undefined): Finding {
  if (!place)
    return {
      about: "territory",
      found: "france",
      confidence: "guess",
      evidence: "no codes of places stand beside the figures",
    };
  const { levels, sure, seen } = place.role;
  return {
    about: "territory",
    found: `${levels.join(", ")} at ${shownAt(place.field)}`,
    confidence: sure ? "likely" : "guess",
    evidence: seen,
  };
}

/** The row's own date, and of several the one that is named most plainly. */
function bestDate(dates: readonly Known<DateRole>[]): Known<DateRole> | undefined {
  const rank = ({ field, role }: Known<DateRole>) =>
    (field.from === "own" ? 4 : field.from === "key" ? 3 : 0) +
    (/_at$|created|updated|cr[ée]{1,2}|maj|modif/i.test(field.name) ? -3 : 0) +
    (role.sure ? 2 : 0) +
    (field.values.every((value) => value !== "" && value !== null) ? 1 : 0);
  return [...dates].sort((a, b) => rank(b) - rank(a))[0];
}

/** The finest: a commune's département is no second territory. */
function bestPlace(places: readonly Known<PlaceRole>[]): Known<PlaceRole> | undefined {
  const order: readonly Level[] = ["siret", "siren", "commune", "epci", "departement", "region"];
  const rank = ({ field, role }: Known<PlaceRole>) =>
    order.indexOf(role.levels[0] ?? "region") + (role.sure ? 0 : 0.5) + (field.from === "above" ? 10 : 0);
  return [...places].sort((a, b) => rank(a) - rank(b))[0];
}

/** A column of labels of which at least one is a metric: each label is a figure of its own. */
function labelled(
  set: RowSet,
  words: readonly Known<WordRole>[],
  numbers: readonly Known<NumberRole>[],
  { date, place, around }: Pick<Wanted, "date" | "place" | "around">,
): { readonly at: At; readonly labels: readonly string[] } | undefined {
  if (numbers.length > 2 || (set.rows === "" && set.count < 2)) return undefined;
  const grain = date?.role.grain;
  const levels = place?.role.levels ?? (["france"] as const);
  const isMetric = (name: string) =>
    metricFor({ name, around, levels, isFlag: false, ...(grain && { grain }) })?.confidence === "likely";
  const own = words.filter(({ field, role }) => field.from === "own" && role.distinct.length <= 40);
  const found = own.find(({ field, role }) => {
    if (field.values.some((value) => typeof value !== "string")) return false;
    return (NAMED.label.test(field.name) || own.length === 1) && role.distinct.some(isMetric);
  });
  return found && { at: found.field.at, labels: found.role.distinct.filter(isMetric).slice(0, 12) };
}

/** Words in which rows of one place and date differ, so that each row is a figure of its own. */
function dimsFor(
  { count }: RowSet,
  words: readonly Known<WordRole>[],
  date: Known<DateRole> | undefined,
  place: Known<PlaceRole> | undefined,
): Readonly<Record<string, Written>> {
  const base = [date?.field, place?.field].filter((field) => field !== undefined);
  const distinct = (fields: readonly Field[]) =>
    new Set(Array.from({ length: count }, (_, row) => JSON.stringify(fields.map(({ values }) => values[row])))).size;
  const rank = ({ field, role }: Known<WordRole>) =>
    (NAMED.label.test(field.name) ? 0 : 10) + (NAMED.identifier.test(field.name) ? 5 : 0) + role.distinct.length / 1000;
  const chosen: Field[] = [];
  for (const { field } of [...words].sort((a, b) => rank(a) - rank(b))) {
    const before = distinct([...base, ...chosen]);
    if (before >= count) break;
    if (distinct([...base, ...chosen, field]) > before) chosen.push(field);
  }
  return Object.fromEntries(chosen.map(({ name, at }) => [dimensionName(name), { at }]));
}

export function dimensionName(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
  const word = plain
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 32);
  return word === "" ? "groupe" : word;
}

function refusedOf(known: readonly Known[]): Refused[] {
  return known.flatMap(({ field, role }): Refused[] => {
    if (role.is === "share")
      return [{ what: shownAt(field), why: `${role.why}: a share is never stated, its two parts are` }];
    if (role.is === "yearless")
      return [{ what: shownAt(field), why: `dates such as "${role.example}" have no year: no period can be told` }];
    return [];
  });
}

/** Durations are no counts, a part is in its whole, and what adds up to a hundred is shares. */
function whyNot({ at, name, values }: Field, { rows, fields, about }: RowSet): Refused | undefined {
  const what = shownAt({ at, name: name || rows });
  const words = [name, ...(name === "" || /^\d+$/.test(name) ? about : [])];
  if (words.some((word) => NAMED.duration.test(word)))
    return { what, why: "a duration: no sum of durations is a figure" };
  if (NAMED.share_of.test(name))
    return { what, why: "a part of another figure of the same row: choose a dimension for it" };
  const numbers = values.map(Number);
  const labels = fields.filter(
    (field) => field.from === "own" && field.values.every((value) => typeof value === "string"),
  );
  const total = numbers.reduce((sum, value) => sum + value, 0);
  const isShare =
    rows !== "" && labels.length === 1 && numbers.length > 2 && fields.length === 2 && Math.abs(total - 100) < 1;
  return isShare
    ? { what: `${rows}${String(at)}`, why: `${numbers.length} rows add up to 100: shares, which are never stated` }
    : undefined;
}

/** Identifiers and settings are numbers, but nothing that is counted. */
function isFigure({ from, name }: Field): boolean {
  return from === "own" && !NAMED.identifier.test(name) && !/objective|objectif|cible|target|seuil/i.test(name);
}
export function shownAt({ at, name }: Pick<Field, "at" | "name">): string {
  return at === "" ? "the row itself" : typeof at === "number" ? `column ${at} (${name})` : at;
}
type WordRole = Extract<Role, { is: "word" }>;
const isDate = (known: Known): known is Known<DateRole> => known.role.is === "date";
const isPlace = (known: Known): known is Known<PlaceRole> => known.role.is === "place";
const isNumber = (known: Known): known is Known<NumberRole> => known.role.is === "number";
const isWord = (known: Known): known is Known<WordRole> => known.role.is === "word";
