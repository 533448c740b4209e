// The models of the pages over the warehouse: one frame per request, and the same answer for the same frame and query.

import type { Grain } from "../../schemas/period.ts";
import type { Models } from "../model.ts";
import { type Frame, NOW, openFrame } from "../queries/frame.ts";
import { LineStore } from "../queries/line-store.ts";
import { RegistryStore } from "../queries/registry-store.ts";
import type { HealthModel } from "../shapes/health.ts";
import type { AboutModel } from "../shapes/help.ts";
import type { OverviewModel, StartupsModel } from "../shapes/overview.ts";
import type { StartupModel } from "../shapes/startup.ts";
import { Answered } from "./answered.ts";
import { coverageOf } from "./coverage.ts";
import { figuresModel } from "./figures.ts";
import { chainOf, networkOf } from "./network.ts";
import { panelsOf } from "./panels.ts";
import { qualityBase, qualityModel } from "./quality.ts";
import { qualitySourceModel } from "./quality-source.ts";
import { freshnessOfStartup, serviceOf, startupRef } from "./services.ts";
import { type ModelsOptions, type Setting, settingOf } from "./setting.ts";
import { sourcesOf } from "./sources.ts";
import { type Startup, startupsOf } from "./subject.ts";

export type { ModelsOptions } from "./setting.ts";

/** Freshness is judged anew after this long, though nothing was recorded. */
const AGE_MS = 5 * 60_000;
/** Answers with more rows are made anew each time. */
const KEPT_ROWS = 1000;
type Query = { readonly day?: string | undefined };

/** Opens the models. They keep what they read in memory, bounded, for as long as the log says nothing new. */
export function openModels(options: ModelsOptions): Models {
  const store = new LineStore(options.warehouse);
  const registry = new RegistryStore(options.warehouse);
  const answered = new Answered();
  async function answer<T>(
    name: string,
    query: Query,
    make: (setting: Setting) => Promise<T>,
    keep = true,
  ): Promise<T> {
    const [frame, registryFrame] = await Promise.all([openFrame(options.warehouse, NOW), registry.frame(NOW)]);
    const age = options.demo ? 0 : Math.floor(options.clock() / AGE_MS);
    const key = JSON.stringify([frame.ends, registryFrame.ends, age, name, query]);
    const made = async () => {
      const known = await registry.of(registryFrame);
      return make(await settingOf(options, { frame, store, known, asked: query.day }));
    };
    return keep ? answered.once(key, made) : made();
  }
  return {
    overview: (query) => answer("overview", query, overviewModel),
    startups: (query) => answer("startups", query, startupsModel),
    startup: (id, query) => answer(`startup ${id}`, query, (setting) => startupModel(setting, id, query.grain)),
    figures: (query) => answer("figures", query, (setting) => figuresModel(setting, query), query.limit <= KEPT_ROWS),
    quality: async ({ day, ...part }) => qualityModel(await answer("quality", { day }, qualityBase), part),
    qualitySource: (startup, source, query) =>
      answer(`quality ${startup} ${source}`, query, (setting) => qualitySourceModel(setting, startup, source)),
    about: () => aboutModel(options),
    health: () => healthModel(options),
  };
}

const allStartups = (setting: Setting): Promise<Startup[]> => startupsOf(setting, [...setting.declarations.keys()]);
const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, "fr");

async function overviewModel(setting: Setting): Promise<OverviewModel> {
  const startups = await allStartups(setting);
  const services = startups.map(serviceOf).sort(byName);
  return {
    head: setting.head,
    network: networkOf(setting, startups),
    chain: chainOf(setting, startups),
    coverage: coverageOf(startups),
    services,
  };
}

async function startupsModel(setting: Setting): Promise<StartupsModel> {
  const startups = await allStartups(setting);
  return { head: setting.head, services: startups.map(serviceOf).sort(byName) };
}

async function startupModel(setting: Setting, id: string, grain: Grain | undefined): Promise<StartupModel | undefined> {
  const [startup] = await startupsOf(setting, [id]);
  if (!startup) return undefined;
  const { pitch, owner, website = null } = startup.declaration;
  return {
    head: setting.head,
    startup: { ...startupRef(startup), pitch, owner, website },
    freshness: freshnessOfStartup(startup),
    panels: panelsOf(startup, { grain }),
    sources: await sourcesOf(startup),
  };
}

function aboutModel({ demo, contact, territories }: ModelsOptions): AboutModel {
  const { vintage, france } = territories;
  return { demo, contact: contact || null, vintage, communes: france.communes };
}

async function healthModel({ warehouse }: ModelsOptions): Promise<HealthModel> {
  let frame: Frame | undefined;
  let detail = "";
  try {
    frame = await openFrame(warehouse, NOW);
  } catch (error) {
    detail = error instanceof Error ? error.message : String(error);
  }
  const facts = frame?.ends.reduce((sum, end) => sum + end, 0) ?? 0;
  const recorded = frame?.recordedMax ? `, the last recorded ${new Date(frame.recordedMax).toISOString()}` : "";
  const parts = [
    { name: "warehouse", ok: frame !== undefined, detail: frame ? "answers" : detail },
    { name: "facts", ok: frame !== undefined, detail: `${facts} facts processed${recorded}` },
  ];
  return { ok: parts.every(({ ok }) => ok), parts };
}
