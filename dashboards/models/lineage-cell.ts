// The one cell that is asked about, from the words of an address.
import { isState, type Metric } from "../../schemas/catalogue-model.ts";
import { periodFrom } from "../../schemas/period.ts";
import { RequestRefused } from "../../schemas/request-refused.ts";
import { type Cell, canonicalDims, STATE_DAY } from "../../schemas/statement.ts";
import { hasForm } from "../../schemas/territory.ts";
import type { LineageAsked } from "../model.ts";
import { statedBy } from "../queries/stated.ts";
import type { LineageModel, LineageQuery } from "../shapes/lineage.ts";
import { knownMetric } from "./figures.ts";
import type { Periods } from "./lineage-ratio.ts";
import type { Setting } from "./setting.ts";
import type { Startup } from "./subject.ts";

/** At the definition version that its sources state. @throws {ReleveError} RELEVE_NO_CELL, RELEVE_UNKNOWN_METRIC. */
export function cellAsked(startup: Startup, query: LineageQuery): { cell: Cell; metric: Metric } {
  const { catalogue } = startup.setting;
  const known = knownMetric(startup.setting, query.metric);
  const version = statedBy([...startup.sources.values()], query.metric, startup.corrections)?.version ?? known.version;
  const metric = catalogue.metricOf(query.metric, version) ?? known;
  const { level, territory: code, grain, first } = query;
  if (level === undefined || code === undefined)
    throw noCell({
      en: ["a cell has a level and a territory", "give both, or none for the startup's own figure"],
      fr: ["un chiffre a un niveau et un territoire", "donnez les deux, ou aucun pour le chiffre du service"],
    });
  if (!hasForm(level, code))
    throw noCell({
      en: [`territory: found "${code}"`, `give the code of a ${level}`],
      fr: [`territory : trouvé « ${code} »`, `donnez le code pour le niveau ${level}`],
    });
  const place = {
    metric: metric.key,
    definition: metric.version,
    level,
    code,
    dims: canonicalDims(dimsOf(query.dims)),
  };
  if (isState(metric.kind)) {
    if (grain ?? first) throw stateOf(metric);
    return { cell: { ...place, grain: "state", first: STATE_DAY, last: STATE_DAY }, metric };
  }
  const period = grain && first ? periodFrom(grain, first) : undefined;
  if (!grain || !period)
    throw noCell({
      en: [`${metric.key} is counted by period`, "give grain and first, such as month and 2026-03-01"],
      fr: [`${metric.key} se compte par période`, "donnez grain et first, comme month et 2026-03-01"],
    });
  return { cell: { ...place, grain, first: period.first, last: period.last }, metric };
}

/** Whether one cell is asked for, and not a startup's own figure. */
export const isOfPlace = ({ level, territory }: LineageQuery) => level !== undefined || territory !== undefined;

/** A period without a place is asked of France, as a correction is; several are the startup's own figure. */
export function inFrance(query: LineageAsked): LineageAsked {
  if (isOfPlace(query) || query.first === undefined || query.last !== undefined) return query;
  return { ...query, level: "france", territory: "FR" };
}

/** The periods that a startup's own figure is asked of; `undefined`: the day, or the last one. @throws {ReleveError} RELEVE_NO_CELL. */
export function periodsAsked(metric: Metric, query: LineageQuery): Periods | undefined {
  const { grain, first, last } = query;
  if (last === undefined) return undefined;
  if (grain === undefined || first === undefined || first > last || isOfPlace(query))
    throw noCell({
      en: [
        "several periods have a grain, a first and a last day, and no territory",
        "give grain, first and last alone",
      ],
      fr: [
        "plusieurs périodes ont un grain, un premier et un dernier jour, et aucun territoire",
        "donnez grain, first et last seuls",
      ],
    });
  if (isState(metric.kind)) throw stateOf(metric);
  return { grain, first, last };
}

/** @throws {ReleveError} RELEVE_NO_CELL when a ratio is named that the metric is no part of, or beside a cell. */
export function checkRatio({ setting }: Startup, { key }: Metric, query: LineageQuery): void {
  if (query.ratio === undefined) return;
  const { ratio } = knownMetric(setting, query.ratio);
  if (!isOfPlace(query) && (ratio?.numerator === key || ratio?.denominator === key)) return;
  throw noCell({
    en: [`ratio: found ${query.ratio}`, `leave it out, or name a ratio that ${key} is a part of, without a territory`],
    fr: [`ratio : trouvé ${query.ratio}`, `retirez-le, ou nommez un rapport dont ${key} est une part, sans territoire`],
  });
}

/** Different people are never added up. */
export function neverAdded({ key }: Metric): RequestRefused {
  return noCell({
    en: [`${key} is never added up from one period to another`, "ask for one period: the same first and last of it"],
    fr: [
      `${key} ne s’additionne pas d’une période à l’autre`,
      "demandez une seule période, de son premier à son dernier jour",
    ],
  });
}

function stateOf({ key }: Metric): RequestRefused {
  return noCell({
    en: [`${key} is a state: it has no period`, "leave grain and first out; ask by day"],
    fr: [`${key} est un état : il n’a pas de période`, "retirez grain et first ; demandez par jour"],
  });
}

/** Nobody ever said anything of France, which nobody named: what to name instead. */
export function noWordOf({ declaration }: Startup, { metric, grain, first }: Cell): RequestRefused {
  const { startup } = declaration;
  return noCell({
    en: [
      `${startup} says nothing of ${metric} in France as a whole for the ${grain} of ${first}`,
      "name the territory: level and territory, or --territory commune:26362 at the command line",
    ],
    fr: [
      `${startup} ne dit rien de ${metric} dans la France entière pour la période du ${first} (${grain})`,
      "nommez le territoire : level et territory, ou --territory commune:26362 en ligne de commande",
    ],
  });
}

/** A cell in words that an address can take again. */
export function placeOf({ territories }: Setting, cell: Cell): NonNullable<LineageModel["place"]> {
  const { level, code, grain, first, last, dims } = cell;
  const days = grain === "state" ? { first: null, last: null } : { first, last };
  const name = territories.place(level, code)?.name ?? null;
  return { level, code, name, dims: dims === "" ? {} : (JSON.parse(dims) as Record<string, string>), grain, ...days };
}

/** The statement of a source at a moment: one that confirmed often changed nothing. */
export function saidAt({ sources }: Startup, source: string, moment: number | null): number[] {
  if (moment === null) return [];
  for (const group of sources.get(source)?.groups.values() ?? []) {
    const found = group.findLast((one) => one.moment === moment);
    if (found) return [found.said];
  }
  return [];
}

function dimsOf(text: string | undefined): Record<string, string> {
  if (text === undefined || text === "") return {};
  return Object.fromEntries(
    text.split(",").map((pair) => {
      const at = pair.indexOf("=");
      if (at < 1)
        throw noCell({
          en: [`dims: found "${text}"`, "give name=value,name=value"],
          fr: [`dims : trouvé « ${text} »`, "donnez nom=valeur,nom=valeur"],
        });
      return [pair.slice(0, at), pair.slice(at + 1)] as const;
    }),
  );
}

function noCell(said: RequestRefused["said"]): RequestRefused {
  return new RequestRefused("RELEVE_NO_CELL", said);
}
