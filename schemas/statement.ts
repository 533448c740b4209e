// The heart's words: cells, scopes and statements, as docs/meaning.md defines them.
import type { Grain, Period } from "./period.ts";
import type { Level } from "./territory.ts";

/** What a reader found in one place of an answer. */
export interface Row {
  readonly metric: string;
  readonly level: Level;
  /** As reported; `undefined`, or of the wrong form: the row has no identifiable cell. */
  readonly code: string | undefined;
  /** Canonical JSON of the other dimensions, keys sorted; "" when there are none. */
  readonly dims: string;
  /** For period metrics; `undefined` there: the row has no identifiable cell. Never for state metrics. */
  readonly period: Period | undefined;
  /** Canonical decimal; `null`: "no figure, said so"; `undefined`: the value could not be read. */
  readonly value: string | null | undefined;
}

/** What a reader makes of a whole answer. */
export interface Reading {
  readonly rows: readonly Row[];
  /** What the answer is complete about; left out: it states only its cells and removes nothing. */
  readonly scope?: ReadScope;
  /** Two rows for one cell are added up instead of being in doubt. */
  readonly combine?: "sum";
  /** For metrics of kind membership: a row whose value fails it is as if absent. Default: value > 0. */
  readonly member?: (value: string, metric: string) => boolean;
  /** Where the values of some rows stand, and what stands there; asked about few, in ascending order. Left out: nobody knows. */
  readonly locate?: (rows: readonly number[]) => ReadonlyMap<number, Located>;
}

/** Above this share of unreadable values, a statement is rejected whole (rule 4 of docs/meaning.md). */
export const UNREADABLE_LIMIT = 0.05;

/** Where the value of a row stands: a JSON Pointer from the document's root, or record and column of a table. */
export interface Located {
  readonly pointer: string;
  /** As it came; `undefined`: nothing stands there. */
  readonly value: unknown;
}

/** Declared by the mapping, even when the answer has no row of them. */
export interface ReadScope {
  readonly metrics: readonly {
    readonly metric: string;
    readonly levels: readonly Level[];
    readonly dims: readonly string[];
  }[];
  /** Codes; left out: all territories of the levels. */
  readonly territories?: readonly string[];
  /** Windows that are guaranteed whole; left out: per metric and grain, from the first to the last present. */
  readonly windows?: readonly { readonly grain: Grain; readonly first: string; readonly last: string }[];
}

/** One place for a figure. A state cell has grain `state` and no days. */
export interface Cell {
  readonly metric: string;
  readonly definition: number;
  readonly level: Level;
  readonly code: string;
  readonly dims: string;
  readonly grain: Grain | "state";
  /** YYYY-MM-DD; `STATE_DAY` for a state cell. */
  readonly first: string;
  readonly last: string;
}
/** What stands in a state cell's day columns. */
export const STATE_DAY = "1970-01-01";

/** A cell as one string: equal strings are equal cells, within one source of one startup. */
export function cellKey(cell: Cell): string {
  return `${cell.metric}|${cell.definition}|${cell.level}|${cell.code}|${cell.grain}|${cell.first}|${cell.last}|${cell.dims}`;
}

/** One predicate of a scope. A statement's scope is the union of its predicates. */
export interface Scope {
  readonly metric: string;
  readonly definition: number;
  readonly level: Level;
  /** One territory, or "" for all of the level. */
  readonly code: string;
  /** Names of the dimensions, sorted, joined by a comma; "" when there are none. */
  readonly dims: string;
  readonly grain: Grain | "state";
  /** A period cell is inside when first <= its first day and its last day <= last. */
  readonly first: string;
  readonly last: string;
}

/** The names of a cell's dimensions, as a scope spells them. */
export function dimNames(dims: string): string {
  return dims === ""
    ? ""
    : Object.keys(JSON.parse(dims) as object)
        .sort()
        .join(",");
}

/** Dimensions in canonical form: keys sorted; "" when there are none. */
export function canonicalDims(dims: Readonly<Record<string, string>>): string {
  const names = Object.keys(dims).sort();
  const [name = ""] = names;
  if (names.length === 1) return `{${JSON.stringify(name)}:${JSON.stringify(dims[name])}}`; // the most common, and the fastest
  return names.length === 0 ? "" : JSON.stringify(Object.fromEntries(names.map((name) => [name, dims[name]])));
}
