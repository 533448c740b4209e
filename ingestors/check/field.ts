// One column of an unknown table: what its values are, by their form and not by its name alone.

import type { Said } from "../../schemas/check.ts";
import { hasForm, type Level, type Territories } from "../../schemas/territory.ts";
import type { Field, Role } from "./column.ts";
import { datesIn } from "./dates.ts";
import { codeFr, counted, few, numberFr } from "./french.ts";
import { numbersIn } from "./number-role.ts";
import { namesIn } from "./place-names.ts";
import { grainTold } from "./told-grain.ts";
import { undatedIn } from "./undated.ts";
import { NAMED } from "./words.ts";

const MOST = 0.8;
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
    placesIn(field, texts, territories) ??
    undatedIn(field, texts) ??
    numbersIn(field, values) ??
    namesIn(field, texts, territories) ?? { is: "word", distinct: [...new Set(texts)] }
  );
}

/** Levels whose codes the values have; several where one column has codes of organisations and of communes. */
function placesIn({ name, from, values }: Field, texts: readonly string[], territories: Territories): Role | undefined {
  const asText = values.every((value) => !said(value) || typeof value === "string");
  const known = (level: Level) => texts.filter((code) => territories.place(level, code) !== undefined).length;
  const formed = (level: Level) => texts.filter((code) => hasForm(level, code)).length;
  const told = (level: Level) => formTold(level, { formed: formed(level), known: known(level), all: texts.length });
  if (!asText) return undefined; // a number has lost its zero, or was none
  const named = (["siret", "siren", "epci", "region", "departement", "commune"] as const).find((level) =>
    NAMED[level].test(name),
  );
  const mixed = (["siret", "siren", "commune"] as const).filter((level) => formed(level) > 0);
  if (mixed.length > 1 && mixed.reduce((sum, level) => sum + formed(level), 0) >= texts.length / 2) {
    return {
      is: "place",
      levels: mixed,
      sure: false,
      seen: {
        fr: mixed.map((level) => `${numberFr(formed(level))} ${codeFr(level, formed(level))}`).join(", "),
        en: mixed.map((level) => `${formed(level)} ${level}`).join(", "),
      },
    };
  }
  if (named && formed(named) >= texts.length * MOST)
    return { is: "place", levels: [named], sure: true, seen: told(named) };
  if (named && formed(named) > 0)
    return {
      is: "place",
      levels: [named],
      sure: false,
      seen: {
        fr: `${told(named).fr} ; les autres sont des noms, et non des codes`,
        en: `${told(named).en}: the others are names, which are no codes`,
      },
    };
  if (formed("siret") === texts.length) return { is: "place", levels: ["siret"], sure: true, seen: told("siret") };
  if (from === "key" && formed("commune") === texts.length) {
    return {
      is: "place",
      levels: ["commune"],
      sure: known("commune") >= texts.length * MOST,
      seen: asKeys(told("commune")),
    };
  }
  if (from === "key" && NAMED.code.test(name) === false && texts.length > 1 && known("departement") === texts.length) {
    return { is: "place", levels: ["departement"], sure: false, seen: asKeys(told("departement")) };
  }
  for (const level of ["epci", "commune", "departement"] as const) {
    const enough = new Set(texts).size >= (NAMED.code.test(name) ? 1 : 3);
    if (enough && known(level) >= texts.length * MOST)
      return { is: "place", levels: [level], sure: false, seen: told(level) };
  }
  return undefined;
}

function formTold(level: Level, { formed, known, all }: Readonly<Record<"formed" | "known" | "all", number>>): Said {
  return {
    fr: `${counted(formed, "valeur", "valeurs")} sur ${numberFr(all)} ${few(formed, "a", "ont")} la forme d’un ${codeFr(level)}, ${numberFr(known)} ${few(known, "est", "sont")} dans la liste officielle`,
    en: `${formed} of ${all} values have the form of a ${level}'s code, ${known} are in the official list`,
  };
}
const asKeys = ({ fr, en }: Said): Said => ({ fr: `ce sont les clés : ${fr}`, en: `as keys: ${en}` });
