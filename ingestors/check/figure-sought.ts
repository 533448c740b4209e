// What is looked for in the catalogue for one number: its own name, and the words that stand around it.
import type { At, Field, RowSet } from "./column.ts";
import type { Sought } from "./metric-words.ts";
import { isMoney } from "./no-count.ts";
import type { Surroundings } from "./pick.ts";
import { spelledOut } from "./window-words.ts";

/** One label of a column, whose rows are the figure. */
export interface Label {
  readonly at: At;
  readonly label: string;
}

export function soughtOf(
  { fields, about }: RowSet,
  { at, name: own }: Field,
  label: Label | undefined,
  { date, place, around, isFlag }: Surroundings & { readonly isFlag: boolean },
): { readonly name: string; readonly sought: Sought } {
  const name = label?.label ?? (/^\d*$/.test(own) ? (about.at(-1) ?? "") : own);
  const parents = String(at).startsWith("/") ? String(at).split("/").slice(1, -1) : [];
  const grain = date?.role.grain;
  const beside = fields.map((one) => one.name);
  const sought = {
    name: label ? `${name} ${unitOf(own)}`.trim() : spelledOut(name, beside),
    around: [...parents, ...around, ...(label ? [own] : [])],
    levels: place?.role.levels ?? (["france"] as const),
    isFlag,
    ...(grain && { grain }),
  };
  return { name, sought };
}

/** The unit that a column of numbers names for all its labels. */
const unitOf = (name: string) => (isMoney(name) ? name : "");
