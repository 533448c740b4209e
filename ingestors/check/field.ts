// One column of an unknown table: what its values are, by their form and not by its name alone.

import type { Territories } from "../../schemas/territory.ts";
import type { Field, Role } from "./column.ts";
import { datesIn } from "./dates.ts";
import { numbersIn } from "./number-role.ts";
import { codesIn } from "./place-codes.ts";
import { namesIn } from "./place-names.ts";
import { saysAxis } from "./place-words.ts";
import { NAMED } from "./words.ts";

const MOST = 0.8;
/** Words that stand where there is no figure. */
export const NOTHING = /^(?:n\/?[adc]\.?|n\.[adc]\.|null|none|nan|-|–|—|\.)?$/i;
const said = (value: unknown) =>
  value !== null && value !== undefined && !(typeof value === "string" && NOTHING.test(value.trim()));

/** What a field's values are. Anything that could be two things is told apart by its name, and else is the harmless one. */
export function roleOf(field: Field, territories: Territories): Role {
  const values = field.values.filter(said);
  if (values.length === 0) return { is: "other" };
  if (values.some((value) => typeof value === "object")) return { is: "other" };
  const texts = values.map(String);
  return (
    datesIn(texts, NAMED.date.test(field.name) || field.from === "key") ??
    codesIn(field, values, territories) ??
    yearless(texts) ??
    (saysAxis(field.name) ? undefined : numbersIn(field, values)) ??
    namesIn(field, texts, territories) ?? { is: "word", distinct: [...new Set(texts)] }
  );
}

function yearless(texts: readonly string[]): Role | undefined {
  const look = /^\d{1,2}(er)? (janv|f[ée]v|mars|avr|mai|juin|juil|ao[ûu]t|sept|oct|nov|d[ée]c)\p{L}*\.?$/iu;
  const example = texts.find((text) => look.test(text));
  return example && texts.filter((text) => look.test(text)).length >= texts.length * MOST
    ? { is: "yearless", example }
    : undefined;
}
