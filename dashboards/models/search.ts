// What is found under some words: places of the official list, services by name or id, metrics by label.
import { metricRef } from "../figure.ts";
import { folded, wordsOf } from "../queries/fold.ts";
import { type Hit, type SearchIndex, searchPlaces } from "../queries/search-index.ts";
import { MOST, type SearchModel, type TerritoryHit } from "../shapes/search.ts";
import { populationOf, territoryRef } from "./area.ts";
import type { Setting } from "./setting.ts";

export function searchModel(setting: Setting, index: SearchIndex, question: string): SearchModel {
  const places = (level: Parameters<typeof searchPlaces>[1]) =>
    group(searchPlaces(index, level, question), (hit) => hitOf(setting, hit));
  return {
    head: setting.head,
    asked: question,
    communes: places("commune"),
    epci: places("epci"),
    departements: places("departement"),
    regions: places("region"),
    services: group(servicesUnder(setting, question), (one) => one),
    metrics: group(metricsUnder(setting, question), metricRef),
  };
}

function group<Found, Row>(all: readonly Found[], rowOf: (one: Found) => Row): { count: number; rows: Row[] } {
  return { count: all.length, rows: all.slice(0, MOST).map(rowOf) };
}

function hitOf({ territories }: Setting, { place, former }: Hit): TerritoryHit {
  const departement = place.level === "commune" ? territories.place("departement", place.departement ?? "") : undefined;
  return {
    ...territoryRef(place),
    population: populationOf(place, place.level === "epci" ? territories.communesOf("epci", place.code) : []),
    departement: departement ? territoryRef(departement) : null,
    postalCodes: place.level === "commune" ? [...territories.postalCodesOf(place.code)] : [],
    former: former ? { code: former.code, name: former.name ?? null } : null,
  };
}

/** Whether each word of a question begins a word of a text; a lower rank is a better match. */
function rankIn(text: string, question: string): number | undefined {
  const all = folded(text);
  const words = wordsOf(question).map((word) => ` ${word}`);
  if (words.length === 0 || !words.every((word) => all.includes(word))) return undefined;
  const whole = words.join("");
  return all === whole ? 0 : all.startsWith(whole) ? 1 : 2;
}

type ServiceHit = SearchModel["services"]["rows"][number];
/** Services that have a page here, and those that the network's registry knows. */
function servicesUnder({ declarations, registry }: Setting, question: string): ServiceHit[] {
  const known = new Map<string, Omit<ServiceHit, "alias"> & { former: readonly string[] }>();
  for (const { id, name, aliases } of registry.startups.values())
    known.set(id, { id, name, owner: "", followed: declarations.has(id), former: aliases });
  for (const { startup: id, name, owner } of declarations.values())
    known.set(id, { id, name, owner, followed: true, former: known.get(id)?.former ?? [] });
  return [...known.values()]
    .flatMap(({ former, ...service }) => {
      const own = best([rankIn(service.name, question), rankIn(service.id, question), rankIn(service.owner, question)]);
      const alias = own === undefined ? former.find((one) => rankIn(one, question) !== undefined) : undefined;
      const rank = own ?? (alias === undefined ? undefined : 3);
      return rank === undefined ? [] : [{ rank, hit: { ...service, alias: alias ?? null } }];
    })
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        Number(b.hit.followed) - Number(a.hit.followed) ||
        a.hit.name.localeCompare(b.hit.name, "fr"),
    )
    .map(({ hit }) => hit);
}

function best(ranks: readonly (number | undefined)[]): number | undefined {
  const known = ranks.filter((rank) => rank !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

function metricsUnder({ catalogue }: Setting, question: string) {
  return catalogue
    .metricsInForce()
    .flatMap((metric) => {
      const rank = best([metric.label.fr, metric.label.en, metric.key].map((text) => rankIn(text, question)));
      return rank === undefined ? [] : [{ metric, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ metric }) => metric);
}
