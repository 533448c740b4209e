// One column of an unknown table: what its values are, by their form and not by its name alone.

import type { Territories } from "../../schemas/territory.ts";
import type { Field, Role } from "./column.ts";
import { datesIn } from "./dates.ts";
import { numbersIn } from "./number-role.ts";
import { codesIn } from "./place-codes.ts";
import { namesIn } from "./place-names.ts";
import { saysAxis } from "./place-words.ts";
import { grainTold } from "./told-grain.ts";
import { undatedIn } from "./undated.ts";
import { NAMED } from "./words.ts";

/** Words that stand where there is no figure. */
export const NOTHING = /^(?:n\/?[adc]\.?|n\.[adc]\.|null|none|nan|-|–|—|\.)?$/i;
const said = (value: unknown) =>
  value !== null && value !== undefined && !(typeof value === "string" && NOTHING.test(value.trim()));

/**
 * What a field's values are. Anything that could be two things is told apart by its name, and else is the harmless one.
 * @param around  what may say how long its periods are, the nearest first
 */
export function roleOf(field: Field, territories: Territories, around: readonly string[] = []): Role {
  const values = field.values.filter(said);
  if (values.length === 0) return { is: "other" };
  if (values.some((value) => typeof value === "object")) return { is: "other" };
  const texts = values.map(String);
  return (
    datesIn(texts, NAMED.date.test(field.name) || field.from === "key", { told: grainTold([field.name, ...around]) }) ??
    codesIn(field, values, territories) ??
    undatedIn(field, texts) ??
    (saysAxis(field.name) ? undefined : numbersIn(field, values)) ??
    namesIn(field, texts, territories) ?? { is: "word", distinct: [...new Set(texts)] }
  );
}
