// One figure as any kind may write it, and what is known of the answer that it stands in.
import type { OpenQuestion } from "../../schemas/check.ts";
import type { Level, Territories } from "../../schemas/territory.ts";
import type { At, ByName, Condition, DateRole, NumberRole } from "./column.ts";
import type { ChosenMetric, Sought } from "./metric-words.ts";
import type { Found, Left } from "./told.ts";

export type Written = { readonly at: At } | { readonly value: string };
/** One figure as any kind may write it; `chosen` is undefined while no word of the catalogue was found. */
export interface Plan {
  readonly rows: string;
  readonly name: string;
  readonly sought: Sought;
  readonly chosen: ChosenMetric | undefined;
  /** `present`: being in the list is the figure. */
  readonly value: At | "present";
  readonly numbers: NumberRole["numbers"];
  /** By which the kind multiplies the values, where it can. */
  readonly factor?: string;
  readonly period?: {
    readonly at: At | readonly At[];
    readonly format: DateRole["format"];
    readonly grain: DateRole["grain"];
  };
  /** Of a total so far: the date of which the latest is read. */
  readonly latest?: { readonly at: At; readonly format: DateRole["format"] };
  readonly territory: { readonly levels: readonly Level[]; readonly at?: At; readonly naming?: ByName };
  readonly dims: Readonly<Record<string, Written>>;
  readonly where: readonly Condition[];
  readonly findings: readonly Found[];
  readonly questions: readonly OpenQuestion[];
}
export interface Planned {
  readonly plans: readonly Plan[];
  readonly refused: readonly Left[];
}
export interface PlanContext {
  readonly territories: Territories;
  /** Words of the address and of a description. */
  readonly around: readonly string[];
  /** Words of the address that may say how long a period is. */
  readonly grains: readonly string[];
  /** The kind's figures have a factor: numbers in thousands can be read. */
  readonly hasFactor?: boolean;
}
