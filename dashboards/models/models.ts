// The models of the pages over the warehouse: one frame per request, and the same answer for the same frame and query.

import { type ChoiceQuery, choiceOf } from "../choice.ts";
import type { Models } from "../model.ts";
import { firstIll, movedMost } from "../moved.ts";
import { NOW, openFrame } from "../queries/frame.ts";
import { LineStore } from "../queries/line-store.ts";
import { RegistryStore } from "../queries/registry-store.ts";
import { type SearchIndex, searchIndexOf } from "../queries/search-index.ts";
import { EVERY, type ListAsked } from "../shapes/list.ts";
import type { OverviewModel, StartupsModel } from "../shapes/overview.ts";
import { aboutModel, healthModel } from "./about.ts";
import { Answered } from "./answered.ts";
import { type Base, baseOf } from "./base.ts";
import { incubatorModel, incubatorsModel, sponsorModel } from "./carriers.ts";
import { toldOnce } from "./catalogue.ts";
import { coverageOf } from "./coverage.ts";
import { decisionsModel } from "./decisions.ts";
import { allDoubts, doubtsModel } from "./doubts.ts";
import { featured } from "./featured.ts";
import { figuresModel, knownMetric, knownStartup } from "./figures.ts";
import { type Footprint, footprintOf } from "./footprint.ts";
import { impactOf } from "./impact.ts";
import { checkKnown, firstKnownOf, latestOf } from "./known.ts";
import { lineageModel } from "./lineage.ts";
import { listOf } from "./list.ts";
import { definitionsOf, metricModel, metricsModel } from "./metric.ts";
import { chainOf, networkOf } from "./network.ts";
import { qualityBase, qualityModel } from "./quality.ts";
import { qualitySourceModel } from "./quality-source.ts";
import { reportModel, reportsModel } from "./reports.ts";
import { revisionsModel } from "./revisions.ts";
import { searchModel } from "./search.ts";
import { type ModelsOptions, type Setting, settingOf } from "./setting.ts";
import { startupModel } from "./startup.ts";
import { startupsOf } from "./subject.ts";
import { territoriesModel, territoryModel } from "./territory.ts";

export type { ModelsOptions } from "./setting.ts";

/** Freshness is judged anew after this long, though nothing was recorded. */
const AGE_MS = 5 * 60_000;
/** Days of which all services are kept. */
const KEPT_BASES = 4;
/** Answers with more rows are made anew each time. */
const KEPT_ROWS = 1000;
/** Days whose setting is kept: pages of one day share it. */
const SETTINGS = 4;
/** Footprints that are kept: that of the last day, and one that was asked for. */
const FOOTPRINTS = 2;
/** Cells of earlier instants that are kept. */
const PAST_CELLS = 200_000;
/** What a setting is made of: what was left out is as if it were not named. */
type Query = { readonly day?: string | undefined } & ChoiceQuery;

/** The rows that one request may see, and what it costs to speak of them: made when it is asked for. */
interface Opened {
  /** All that the logs say: how far the facts and the registry were read. */
  readonly said: string;
  readonly key: string;
  readonly setting: () => Promise<Setting>;
}

/** What is kept in memory from request to request. */
interface Kept {
  readonly answered: Answered;
  readonly bases: Answered;
  readonly startups: Answered;
  readonly settings: Answered;
  readonly footprints: Answered;
  /** Of now, and of earlier instants: who asks for the past does not push out what everybody reads. */
  readonly now: ReadAs;
  readonly past: ReadAs;
  readonly firstKnown: () => Promise<number>;
  index: SearchIndex | undefined;
}
interface ReadAs {
  readonly store: LineStore;
  readonly registry: RegistryStore;
}

/** Opens the models. They keep what they read in memory, bounded, for as long as the log says nothing new. */
export function openModels({ signal, ...given }: ModelsOptions): Models {
  const options: ModelsOptions = signal ? { ...given, signal: toldOnce(signal) } : given;
  const { warehouse } = options;
  const kept: Kept = {
    answered: new Answered(),
    bases: new Answered(KEPT_BASES),
    startups: new Answered(KEPT_BASES),
    settings: new Answered(SETTINGS),
    footprints: new Answered(FOOTPRINTS),
    now: { store: new LineStore(warehouse), registry: new RegistryStore(warehouse) },
    past: { store: new LineStore(warehouse, PAST_CELLS), registry: new RegistryStore(warehouse) },
    firstKnown: firstKnownOf(warehouse, options),
    index: options.searchAhead ? searchIndexOf(options.territories) : undefined,
  };
  return modelsAt(options, kept, NOW);
}

/** As of an instant: all that is read is bounded by it. */
function modelsAt(options: ModelsOptions, kept: Kept, asOf: number): Models {
  const { answered, bases, startups, settings, footprints } = kept;
  const { store, registry } = asOf === NOW ? kept.now : kept.past;
  async function open({ day: asked, ...chosen }: Query): Promise<Opened> {
    const [frame, registryFrame] = await Promise.all([openFrame(options.warehouse, asOf), registry.frame(asOf)]);
    if (asOf !== NOW) checkKnown(asOf, await kept.firstKnown(), latestOf(options, frame, registryFrame));
    const age = options.demo ? 0 : Math.floor(Math.min(options.clock(), asOf) / AGE_MS);
    const said = JSON.stringify([frame.ends, registryFrame.ends, asOf]);
    const choice = choiceOf(chosen);
    const key = JSON.stringify([said, age, asked, choice]);
    const setting = () =>
      settings.once(key, async () =>
        settingOf(options, { frame, store, known: await registry.of(registryFrame), asked, choice }),
      );
    return { said, key, setting };
  }
  async function answer<T>(
    name: string,
    query: Query,
    make: (setting: Setting, opened: Opened) => Promise<T>,
    keep = true,
  ): Promise<T> {
    const opened = await open(query);
    const { key, setting } = opened;
    const made = async () => make(await setting(), opened);
    return keep ? answered.once(`${key} ${name} ${JSON.stringify(query)}`, made) : made();
  }
  /** Every startup that has a source, with all that its sources said. */
  const allStartups = ({ key, setting }: Opened) =>
    startups.once(key, async () => {
      const known = await setting();
      return startupsOf(known, [...known.declarations.keys()]);
    });
  /** The doubts of a day: the page of doubts and the quality page show the same ones. */
  const doubtsOf = (opened: Opened) =>
    answered.once(`${opened.key} doubts`, async () => allDoubts(await opened.setting(), allStartups(opened)));
  /** What is made of all services of a day: they are made once, whatever is asked of them. */
  async function ofAll<T>(query: Query, make: (base: Base, opened: Opened) => T | Promise<T>): Promise<T> {
    const opened = await open(query);
    const base = await bases.once(opened.key, async () => baseOf(await opened.setting(), await allStartups(opened)));
    return make(base, opened);
  }
  /** The pages of all territories of a day read the same footprint. */
  function onFootprint<T>(name: string, query: Query, make: (footprint: Footprint) => T): Promise<T> {
    return answer(name, query, async (setting, { said }) => {
      const { day, now, choice } = setting;
      const key = JSON.stringify([said, day, choice, options.demo ? 0 : Math.floor(now / AGE_MS)]);
      return make(await footprints.once(key, () => footprintOf(setting)));
    });
  }
  return {
    at: (instant) => modelsAt(options, kept, instant),
    settled: async (instant) => options.settledUntil !== undefined && instant <= (await options.settledUntil()),
    overview: ({ day, periode, comparaison, millesime, ...list }) =>
      ofAll({ day, periode, comparaison, millesime }, async (base, { key }) => {
        const network = await answered.once(`${key} network`, () => overviewOf(base));
        return { ...network, list: listOf(base.setting, listedIn(base), list) };
      }),
    startups: ({ day, periode, comparaison, millesime, ...query }) =>
      ofAll({ day, periode, comparaison, millesime }, (base) => startupsModel(base, query)),
    startup: (id, query) => answer(`startup ${id}`, query, (setting) => startupModel(setting, id, query.grain)),
    incubators: ({ day, millesime, ...query }) => ofAll({ day, millesime }, (base) => incubatorsModel(base, query)),
    incubator: (id, { day, millesime, ...query }) =>
      ofAll({ day, millesime }, (base) => incubatorModel(base, id, query)),
    sponsor: (id, { day, millesime, ...query }) => ofAll({ day, millesime }, (base) => sponsorModel(base, id, query)),
    territories: (query) => onFootprint("territories", query, territoriesModel),
    territory: (level, code, query) =>
      onFootprint(`territory ${level} ${code}`, query, (footprint) => territoryModel(footprint, level, code, query)),
    metrics: (query) => answer("metrics", query, metricsModel),
    metric: (key, query) =>
      answer(`metric ${key}`, query, (setting) => metricModel(setting, knownMetric(setting, key))),
    definition: (key) => answer(`definition ${key}`, {}, async (setting) => definitionsOf(setting, key)[0]),
    search: (question, { day } = {}) => {
      kept.index ??= searchIndexOf(options.territories);
      const known = kept.index;
      return answer(`search ${question}`, { day }, async (setting) => searchModel(setting, known, question));
    },
    figures: (query) => answer("figures", query, (setting) => figuresModel(setting, query), query.limit <= KEPT_ROWS),
    impact: async ({ day, startup }) => {
      const opened = await open({ day });
      const setting = await opened.setting();
      const id = startup === undefined ? undefined : knownStartup(setting, startup);
      return impactOf(id === undefined ? await allStartups(opened) : await startupsOf(setting, [id]));
    },
    doubts: async ({ day, ...query }) => {
      const opened = await open({ day });
      return doubtsModel(await opened.setting(), await doubtsOf(opened), query);
    },
    decisions: (query) => answer("decisions", {}, (setting) => decisionsModel(setting, query), false),
    lineage: (query) => answer("lineage", query, (setting) => lineageModel(setting, query), query.cells === undefined),
    revisions: (query) =>
      answer(
        `revisions ${JSON.stringify(query)}`,
        {},
        (setting) => revisionsModel(setting, query),
        query.page !== EVERY,
      ),
    report: (week) => reportModel(options.warehouse, week, asOf),
    reports: () => reportsModel(options.warehouse, asOf),
    quality: async ({ day, ...part }) => {
      const make = async (setting: Setting, opened: Opened) => qualityBase(setting, await doubtsOf(opened));
      return qualityModel(await answer("quality", { day }, make), part);
    },
    qualitySource: (startup, source, query) =>
      answer(`quality ${startup} ${source}`, query, (setting) => qualitySourceModel(setting, startup, source)),
    about: () => aboutModel(options),
    health: () => healthModel(async () => options.warehouse),
  };
}

/** Those that count in the network's totals, and those that only their figures make known. */
const countedIn = ({ connected }: Base) => connected.filter(({ life }) => life === null || life.active);
const listedIn = (base: Base) => [...countedIn(base), ...base.others.filter(({ life }) => life?.active)];

async function overviewOf(base: Base): Promise<Omit<OverviewModel, "list">> {
  const { setting, startups, connected } = base;
  const counted = countedIn(base);
  return {
    head: setting.head,
    network: await networkOf(setting, startups),
    chain: chainOf(setting, startups),
    coverage: coverageOf(startups),
    moved: movedMost(counted).map(({ service }) => service.id),
    ill: firstIll(counted)?.id ?? null,
    featured: featured(counted).map(({ id }) => id),
    services: [...connected],
  };
}

function startupsModel(
  { setting, connected, others }: Base,
  { q = "", ...query }: ListAsked & { readonly q?: string | undefined },
): StartupsModel {
  const asked = q.trim();
  const found = [...connected, ...others].filter(({ id, name, owner }) =>
    [id, name, owner].some((text) => folded(text).includes(folded(asked))),
  );
  return { head: setting.head, asked, list: listOf(setting, found, query) };
}

/** Without case or accents: "Élise" is found by "elise". */
const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
