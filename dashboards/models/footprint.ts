// Where each service is used: its communes on each week of the span, since when, and its figures by place.

import { dayOf, startOfDay } from "../../schemas/period.ts";
import type { Level, Place } from "../../schemas/territory.ts";
import { dailyMembers, type Members } from "../queries/daily.ts";
import { type Figure as Decided, Decider } from "../queries/decide.ts";
import { linesOfMetric, type SourceLines } from "../queries/lines.ts";
import { Remembered } from "../queries/remembered.ts";
import { isOrganisation } from "../queries/unions.ts";
import { COVERAGE } from "./coverage.ts";
import { confirmedDay } from "./figure-of.ts";
import { metricsInOrder } from "./panels.ts";
import type { Setting } from "./setting.ts";
import { type SeriesDays, seriesDays } from "./state-panels.ts";
import { figuresOf, type Startup, type Subject, startupsOf, subjectOf } from "./subject.ts";

/** A figure of the day with the place of the list that its code names. */
export interface Placed {
  readonly figure: Decided;
  readonly place: Place;
}
/** A metric of a service, with its figures that are of a territory. */
export interface PlacedMetric {
  readonly subject: Subject;
  readonly placed: readonly Placed[];
}
/** The communes that a service says it covers. */
export interface Communes {
  /** Of the list, on which of the days. */
  readonly members: Members;
  /** First moment at which a commune was covered, milliseconds since 1970. */
  readonly first: ReadonlyMap<string, number>;
  /** First answer about communes. */
  readonly start: number;
  /** Codes of the day that the official list does not have. */
  readonly unlisted: readonly string[];
  /** The last day of a detail that is too old; `null`: it is not. */
  readonly expired: string | null;
}
export interface ServiceFootprint {
  readonly startup: Startup;
  /** The membership that says which communes; `undefined`: it does not. */
  readonly covering: Subject | undefined;
  /** `undefined`: it does not say which communes. */
  readonly communes: Communes | undefined;
  readonly metrics: readonly PlacedMetric[];
  /** Levels of territories that it ever stated. */
  readonly levels: ReadonlySet<Level>;
}
export interface Footprint {
  readonly setting: Setting;
  readonly days: SeriesDays;
  readonly services: readonly ServiceFootprint[];
  /** Commune of the list → on each day, how many services have it. */
  readonly counts: ReadonlyMap<string, Uint16Array>;
}

/** Of all services. Made once for a day, and read by the pages of all territories. */
export async function footprintOf(setting: Setting): Promise<Footprint> {
  const startups = await startupsOf(setting, [...setting.declarations.keys()]);
  const covering = new Map(startups.map((startup) => [startup, statedSubject(startup, COVERAGE)]));
  const starts = [...covering.values()].flatMap((subject) => subject?.stated?.since ?? []);
  const days = seriesDays(setting, starts.length > 0 ? dayOf(Math.min(...starts)) : setting.day);
  const services = startups.map((startup) => serviceFootprint(startup, covering.get(startup), days));
  return { setting, days, services, counts: countsOf(services, days) };
}

function statedSubject(startup: Startup, key: string): Subject | undefined {
  const subject = subjectOf(startup, key);
  return subject?.stated ? subject : undefined;
}

/** What of a footprint follows from the words of a startup alone. */
interface Trace {
  readonly communes: Communes | undefined;
  /** By metric, in the order of the startup's. */
  readonly placed: ReadonlyMap<string, readonly Placed[]>;
  readonly levels: ReadonlySet<Level>;
}
const tracesBy = new Remembered<Trace>();

function serviceFootprint(startup: Startup, covering: Subject | undefined, days: SeriesDays): ServiceFootprint {
  const { day, catalogue, territories } = startup.setting;
  const made = tracesBy.once(startup, day, [catalogue.id, territories.vintage, ...days.all].join(" "), () =>
    traceOf(startup, covering, days),
  );
  const metrics = [...made.placed].flatMap(([key, placed]) => {
    const subject = subjectOf(startup, key);
    return subject ? [{ subject, placed }] : [];
  });
  return { startup, covering, communes: made.communes, metrics, levels: made.levels };
}

function traceOf(startup: Startup, covering: Subject | undefined, days: SeriesDays): Trace {
  const { territories, catalogue, day } = startup.setting;
  const keys = new Set([...metricsInOrder(startup), ...catalogue.keys]);
  const found = new Map<string, readonly Placed[]>();
  const levels = new Set<Level>();
  for (const key of keys) {
    const subject = statedSubject(startup, key);
    for (const level of subject?.stated?.levels ?? [])
      if (!isOrganisation(level) && level !== "france") levels.add(level);
    if (!subject || key === COVERAGE) continue;
    const placed = subject.decided.flatMap((figure): Placed[] => {
      if (isOrganisation(figure.cell.level)) return [];
      const place = territories.place(figure.cell.level, figure.cell.code, day);
      return place ? [{ figure, place }] : [];
    });
    if (placed.length > 0) found.set(key, placed);
  }
  return { communes: covering && communesOf(covering, days), placed: found, levels };
}

function communesOf(subject: Subject, days: SeriesDays): Communes {
  const { metric, setting, stated, decided } = subject;
  const { territories } = setting;
  const query = { metric: metric.key, version: metric.version, days: days.all };
  const members = dailyMembers("commune", subject, query, territories);
  const unlisted = decided.flatMap(({ cell, value }) =>
    value !== null && cell.level === "commune" && !territories.place("commune", cell.code, setting.day)
      ? [cell.code]
      : [],
  );
  return {
    members,
    first: firstMoments(subject),
    start: stated?.since ?? 0,
    unlisted: unlisted.sort(),
    expired: decided.length === 0 ? lastConfirmed(subject) : null,
  };
}

/** When each commune of the list was first covered, under any of its codes: the word of the source that decides. */
function firstMoments(subject: Subject): Map<string, number> {
  const { metric, setting, sources, corrections, stating, declaration, parts } = subject;
  const first = new Map<string, number>();
  const days = new Map<number, string>(); // most communes come at a few moments
  const came = (code: string, moment: number) => {
    const reported = days.get(moment) ?? dayOf(moment);
    days.set(moment, reported);
    for (const place of setting.territories.placesOf("commune", code, reported))
      if (moment < (first.get(place.code) ?? Infinity)) first.set(place.code, moment);
  };
  const deciders = new Map<string, Decider>();
  const counts = (key: string, cell: Decided["cell"], moment: number) => {
    if (stating.length === 1 && !parts && !corrections.has(key)) return true;
    const day = dayOf(moment);
    const decider = deciders.get(day) ?? new Decider(day, declaration, sources, corrections);
    deciders.set(day, decider);
    return (decider.figure(key, cell)?.value ?? null) !== null;
  };
  for (const source of stating)
    for (const [key, { cell, steps }] of linesOf(sources.get(source), metric.key)) {
      if (cell.definition !== metric.version || cell.level !== "commune") continue;
      const step = steps.find(
        ({ value, moment }) =>
          value !== null && value !== undefined && moment < setting.end && counts(key, cell, moment),
      );
      if (step) came(cell.code, step.moment);
    }
  for (const { key, cell, moment } of correctedCommunes(subject))
    if (counts(key, cell, moment)) came(cell.code, moment);
  return first;
}

const linesOf = (source: SourceLines | undefined, metric: string) => (source ? linesOfMetric(source, metric) : []);

/** Communes that corrections name, and when each correction begins to hold; those of later days are left out. */
function correctedCommunes({ metric, setting, corrections }: Subject) {
  return [...corrections].flatMap(([key, all]) =>
    all.flatMap(({ cell, from, since }) => {
      const isOwn = cell.metric === metric.key && cell.definition === metric.version && cell.level === "commune";
      const moment = from === undefined ? since : startOfDay(from);
      return !isOwn || moment >= setting.end ? [] : [{ key, cell, moment }];
    }),
  );
}

/** The last day of words that have expired; `null` when there never were any. */
function lastConfirmed(subject: Subject): string | null {
  const { declaration, setting, sources, metric } = subject;
  const lasting = declaration.sources.map((source) => ({ ...source, expiresAfterDays: 1_000_000 }));
  const cells = figuresOf(new Decider(setting.day, { ...declaration, sources: lasting }, sources), metric);
  return cells.length > 0 ? confirmedDay(subject, cells) : null;
}

function countsOf(services: readonly ServiceFootprint[], { all }: SeriesDays): Map<string, Uint16Array> {
  const counts = new Map<string, Uint16Array>();
  for (const { communes } of services)
    for (const [code, present] of communes?.members ?? []) {
      const own = counts.get(code) ?? new Uint16Array(all.length);
      counts.set(code, own);
      for (let at = 0; at < all.length; at += 1) own[at] = (own[at] ?? 0) + (present[at] ?? 0);
    }
  return counts;
}
