// What the kind `anct` tells of what it saw: rows, keys, flags, and the identifiers of places.
import type { Said } from "../../../schemas/check.ts";
import { counted, numberFr, quoted } from "../french.ts";

export const NO_DATE: Said = { fr: "la convention n’a pas de date", en: "the convention has no date" };
/** Of a key without a metric. */
export const NO_METRIC: Said = {
  fr: "aucun indicateur du catalogue ne lui correspond, ou une autre clé le donne déjà : choisissez-en un",
  en: "no metric of the catalogue for it, or one that another key states: choose one in docs/metrics.md",
};

/** @param count  what the answer says of itself; `undefined` of a bare list, which says nothing */
export function rowsSeen(rows: number, count: number | undefined): Said {
  const lines = `${counted(rows, "ligne", "lignes")} avec ${quoted("metrics")}`;
  if (count === undefined)
    return { fr: `${lines}, en simple liste`, en: `${rows} rows with "metrics", as a bare list` };
  return {
    fr: `${lines} sous ${quoted("results")}, et un ${quoted("count")} de ${Number.isNaN(count) ? count : numberFr(count)}`,
    en: `${rows} rows with "metrics" under "results", and a "count" of ${count}`,
  };
}

export function fileSeen(column: string | number): Said {
  return {
    fr: `la colonne ${column} contient des identifiants de plusieurs sortes : c’est la forme CSV de la convention`,
    en: `the column ${column} has identifiers of several kinds, the convention's CSV form`,
  };
}

/** @param values  canonical decimals; null and undefined are none */
export function valuesSeen(values: readonly (string | null | undefined)[], isFlag: boolean): Said {
  const [first] = values;
  if (values.length === 0) return { fr: "aucune ligne à regarder", en: "there is no row to look at" };
  if (isFlag)
    return {
      fr: `${counted(values.length, "valeur, qui est", "valeurs, qui sont toutes")} 0 ou 1, et les lignes sont des communes : la valeur dit oui ou non`,
      en: `all ${values.length} values are 0 or 1, and the rows are communes: flags`,
    };
  const said = typeof first === "string" ? numberFr(first as `${number}`) : "illisible";
  return {
    fr:
      values.length === 1
        ? `1 valeur : ${said}`
        : `${counted(values.length, "valeur", "valeurs")}, la première : ${said}`,
    en: `${values.length} values, the first ${first}`,
  };
}

export function metricFound(metric: string, key: string): Said {
  return { fr: `${metric} pour ${key}`, en: `${metric} for ${key}` };
}

/** How many rows each level has. */
export function levelsSeen(levels: readonly (readonly [level: string, rows: number])[]): Said {
  return {
    fr: levels.map(([level, rows]) => `${counted(rows, "ligne", "lignes")} par ${level}`).join(", "),
    en: levels.map(([level, rows]) => `${rows} rows by ${level}`).join(", "),
  };
}
