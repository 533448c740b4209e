// The columns of an unknown table, and what their values were found to be.
import type { Said } from "../../schemas/check.ts";
import type { Grain } from "../../schemas/period.ts";
import type { Level, Vintage } from "../../schemas/territory.ts";
import type { DateFormat } from "../endpoints/dates.ts";
import type { NumberFormat } from "../endpoints/numbers.ts";

/** Where a value stands: a JSON pointer, or a column. */
export type At = string | number;
export interface Field {
  readonly at: At;
  /** What people call it: the last key, or the column's heading. */
  readonly name: string;
  readonly values: readonly unknown[];
  /** `key`: the key under which a row stands · `above`: what stands over the row · `own`: in the row itself. */
  readonly from: "own" | "key" | "above";
}
/** What a row has to hold to be one. */
export type Condition =
  | { readonly at: At; readonly equals: string | boolean }
  | { readonly at: At; readonly startsWith: string };
/** Rows of one kind. A table has one set; a JSON document one for each list, and one for the document itself. */
export interface RowSet {
  /** As the kind `json` writes it; "" for the whole document, or a table. */
  readonly rows: string;
  readonly count: number;
  readonly fields: readonly Field[];
  /** Counts of the lists beside them, which are no figures of their own. */
  readonly counts?: readonly Field[];
  /** Left out: all places of the pattern are rows. */
  readonly only?: readonly Condition[];
  /** Keys on the way to the rows: words about what is counted. */
  readonly about: readonly string[];
}
export interface DateRole {
  readonly is: "date";
  readonly format: DateFormat;
  readonly grain: Grain;
  /** Its length was seen, or told; else it is asked. */
  readonly sure: boolean;
  /** Most of the periods follow one another. */
  readonly isRegular?: boolean;
  /** Its last day stands in the row, too. */
  readonly isSpan?: true;
  readonly seen: Said;
  /** Where its year and month stand apart; left out: it stands at one place. */
  readonly parts?: readonly At[];
}
/** They look like dates, and no form reads them, or no grain. */
export interface UndatedRole {
  readonly is: "undated";
  readonly why: Said;
  /** Its days are read; how long a period is cannot be told. */
  readonly format?: DateFormat;
}
/** How `by: name` finds the communes of a column. */
export interface ByName {
  readonly by: "name";
  readonly vintage: Vintage;
  readonly departement?: At;
}
export interface NumberRole {
  readonly is: "number";
  readonly numbers: NumberFormat;
  readonly values: readonly string[];
  readonly seen: Said;
  /** The same texts, read with their sign as one between thousands, where it may be that as well as a decimal one. */
  readonly thousands?: ReadAsThousands;
}
export interface ReadAsThousands {
  readonly numbers: NumberFormat;
  readonly values: readonly string[];
  readonly example: string;
}
export type Role =
  | DateRole
  | {
      readonly is: "place";
      readonly levels: readonly Level[];
      readonly sure: boolean;
      readonly seen: Said;
      /** Names stand there; left out: codes do. */
      readonly naming?: ByName;
    }
  | {
      readonly is: "names";
      readonly level: Level;
      readonly why: Said;
      readonly seen?: Said;
      /** Names that several communes have. */
      readonly several?: readonly string[];
    }
  | NumberRole
  | { readonly is: "unclear"; readonly why: Said }
  /** Places that cannot be told: what stands beside them is of no country. */
  | { readonly is: "unplaced"; readonly why: Said }
  | { readonly is: "share"; readonly why: Said }
  | UndatedRole
  | { readonly is: "word"; readonly distinct: readonly string[] }
  | { readonly is: "other" };
