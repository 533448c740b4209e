// The models of the pages over the live generation of the warehouse: one is resolved for each request, and all that is
// read, or kept in memory, for its reply is that generation's own.
import { ReleveError } from "../../schemas/errors.ts";
import { type Generation, type HasGenerations, TABLED_TOPICS } from "../../schemas/ports.ts";
import type { Models } from "../model.ts";
import { type Frame, openFrame } from "../queries/frame.ts";
import { aboutModel, healthModel } from "./about.ts";
import { openModels } from "./models.ts";
import type { ModelsOptions } from "./setting.ts";

export interface LiveOptions extends Omit<ModelsOptions, "warehouse"> {
  readonly generations: HasGenerations;
}
interface Followed {
  readonly generation: Generation;
  readonly models: Models;
}

/** Going over waits this long for a generation that shows less than was shown before. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 20;

/** Opens the models. What they keep in memory of a generation goes when the next one is live. */
export function openModelsOnLive({ generations, ...options }: LiveOptions): Models {
  let followed: Followed | undefined;
  let goingOver: Promise<Followed> | undefined;
  const follow = (generation: Generation): Followed => ({
    generation,
    models: openModels({ ...options, warehouse: generation.warehouse }),
  });
  /** Requests that come meanwhile wait for the same step: after a reply of the new generation none is of the old one. */
  async function now(): Promise<Models> {
    const live = await generations.live();
    if (followed && live.number <= followed.generation.number) return followed.models;
    goingOver ??= (async () => {
      if (followed && (await generations.isKept(followed.generation.number)))
        await noEarlier(followed.generation, live);
      return follow(live);
    })();
    try {
      followed = await goingOver;
    } finally {
      goingOver = undefined;
    }
    return followed.models;
  }
  return forwarded(
    now,
    () => aboutModel(options),
    () => healthModel(async () => (await generations.live()).warehouse),
  );
}

type Asked = Exclude<keyof Models, "at" | "about" | "health">;

/** Models that resolve the generation anew for each question. */
function forwarded(now: () => Promise<Models>, about: Models["about"], health: Models["health"]): Models {
  const ask =
    <Name extends Asked>(name: Name) =>
    async (...asked: Parameters<Models[Name]>): Promise<Awaited<ReturnType<Models[Name]>>> => {
      const models = await now();
      return (models[name] as (...query: typeof asked) => Promise<Awaited<ReturnType<Models[Name]>>>)(...asked);
    };
  return {
    at: (instant) => forwarded(async () => (await now()).at(instant), about, health),
    settled: ask("settled"),
    overview: ask("overview"),
    startups: ask("startups"),
    startup: ask("startup"),
    incubators: ask("incubators"),
    incubator: ask("incubator"),
    sponsor: ask("sponsor"),
    territories: ask("territories"),
    territory: ask("territory"),
    metrics: ask("metrics"),
    metric: ask("metric"),
    definition: ask("definition"),
    search: ask("search"),
    report: ask("report"),
    reports: ask("reports"),
    figures: ask("figures"),
    impact: ask("impact"),
    lineage: ask("lineage"),
    revisions: ask("revisions"),
    decisions: ask("decisions"),
    doubts: ask("doubts"),
    quality: ask("quality"),
    qualitySource: ask("qualitySource"),
    about,
    health,
  };
}

/**
 * Resolves when a generation shows at least what another one shows now. It was made live when it did; but facts may
 * have come into the old one in that very moment.
 * @throws {ReleveError} RELEVE_WAREHOUSE_UNAVAILABLE when nobody feeds the new one.
 */
async function noEarlier(old: Generation, live: Generation): Promise<void> {
  const shown = await framesOf(old);
  for (const until = Date.now() + PATIENCE_MS; ; ) {
    const frames = await framesOf(live);
    if (frames.every(({ ends }, at) => ends.every((end, part) => end >= (shown[at]?.ends[part] ?? 0)))) return;
    if (Date.now() > until)
      throw new ReleveError(
        "RELEVE_WAREHOUSE_UNAVAILABLE",
        `generation ${live.number} of the warehouse is live and knows less than the one before`,
        "start `releve process` (or `releve serve`): it reads the log into the live generation",
      );
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

function framesOf({ warehouse }: Generation): Promise<Frame[]> {
  return Promise.all(TABLED_TOPICS.map((topic) => openFrame(warehouse, undefined, topic)));
}
