// French for what was seen: numbers as the pages write them, plurals, periods, and the codes of places.
import type { Grain } from "../../schemas/period.ts";
import type { Level } from "../../schemas/territory.ts";

const NUMBER = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 6 });
const DAY = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** `1 204` */
export function numberFr(number: number | `${number}`): string {
  return NUMBER.format(number);
}

/** `1 ligne`, `1 204 lignes`; none is singular, too. */
export function counted(number: number, one: string, many: string): string {
  return `${numberFr(number)} ${few(number, one, many)}`;
}

export function few(number: number, one: string, many: string): string {
  return number < 2 ? one : many;
}

/** A value as it stands in the answer: a text in quotes, so that it is not taken for our own words. */
export function exampleFr(value: unknown): string {
  return typeof value === "string" ? quoted(value) : JSON.stringify(value);
}
export const quoted = (text: string) => `« ${text} »`;

/** `1er janvier 2026` */
export function dayFr(day: string): string {
  return DAY.format(new Date(`${day}T12:00:00Z`)).replace(/^1 /, "1er ");
}

export const ONE_GRAIN: Readonly<Record<Grain, string>> = {
  day: "un jour",
  week: "une semaine",
  sunday_week: "une semaine qui va du dimanche au samedi",
  month: "un mois",
  quarter: "un trimestre",
  year: "une année",
};
export const BY_GRAIN: Readonly<Record<Grain, string>> = {
  day: "par jour",
  week: "par semaine",
  sunday_week: "par semaine, du dimanche au samedi",
  month: "par mois",
  quarter: "par trimestre",
  year: "par an",
};
const CODES: Readonly<Record<Level, readonly [one: string, many: string]>> = {
  france: ["code de pays", "codes de pays"],
  region: ["code de région", "codes de région"],
  departement: ["code de département", "codes de département"],
  epci: ["code d’EPCI", "codes d’EPCI"],
  commune: ["code de commune", "codes de commune"],
  siren: ["numéro SIREN", "numéros SIREN"],
  siret: ["numéro SIRET", "numéros SIRET"],
};
/** Codes of a level: `code de commune`. */
export function codeFr(level: Level, number = 1): string {
  return few(number, ...CODES[level]);
}
