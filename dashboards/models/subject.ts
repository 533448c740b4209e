// One startup on one day: its declaration, what its sources said, and how fresh they are; then one metric of it.

import { isState, type Metric } from "../../schemas/catalogue-model.ts";
import type { Declaration, Source } from "../../schemas/source.ts";
import type { Freshness, SourceRef } from "../figure.ts";
import { type Corrections, UNCORRECTED } from "../queries/corrections.ts";
import { type Figure as Decided, Decider } from "../queries/decide.ts";
import { atPhase, freshnessOf, isFigureExpected, worst } from "../queries/freshness.ts";
import type { StartupLines } from "../queries/line-store.ts";
import { Remembered } from "../queries/remembered.ts";
import { type StatedMetric, statedBy, statedIn } from "../queries/stated.ts";
import { type Answers, answersOf, lastPulls, sourceKey } from "../queries/statements.ts";
import { entryOf } from "./life.ts";
import type { Setting } from "./setting.ts";

export interface Startup {
  readonly setting: Setting;
  readonly declaration: Declaration;
  readonly sources: StartupLines;
  /** In force; none when one of its sources is to tell it alone. */
  readonly corrections: Corrections;
  readonly freshness: ReadonlyMap<string, Freshness>;
  /** A source that never said anything readable is absent. */
  readonly answers: ReadonlyMap<string, Answers>;
}
/** One metric of a startup, at the definition version in use. */
export interface Subject extends Startup {
  readonly metric: Metric;
  /** `undefined`: its sources never stated it. */
  readonly stated: StatedMetric | undefined;
  /** All its figures of the day, cell by cell. */
  readonly decided: readonly Decided[];
  /** The sources that state it, in the order that decides. */
  readonly stating: readonly string[];
  readonly parts: boolean;
}

/** Startups with their lines; `ids` that have no declaration are left out. */
export async function startupsOf(setting: Setting, ids: readonly string[]): Promise<Startup[]> {
  const { warehouse, frame, store, lastFacts, declarations, end } = setting;
  const known = ids.filter((id) => declarations.has(id));
  const query = { startups: known.length === declarations.size ? undefined : known, before: end };
  const [lines, answers, pulls] = await Promise.all([
    store.of(frame, known, lastFacts),
    answersOf(warehouse, frame, query),
    lastPulls(warehouse, frame, query),
  ]);
  return known.map((id) => {
    const declaration = declarations.get(id) as Declaration;
    const own = declaration.sources.flatMap(({ source }) => {
      const found = answers.get(sourceKey(id, source));
      return found ? [[source, found] as const] : [];
    });
    return {
      setting,
      declaration,
      sources: lines.get(id)?.sources ?? new Map(),
      corrections: lines.get(id)?.corrections ?? UNCORRECTED,
      freshness: freshnessOfSources(setting, declaration, { answers, pulls }),
      answers: new Map(own),
    };
  });
}

interface Heard {
  readonly answers: ReadonlyMap<string, Answers>;
  readonly pulls: Awaited<ReturnType<typeof lastPulls>>;
}
/** The state of each source of a startup, at the startup's phase of the day: the same on every page. */
export function freshnessOfSources(setting: Setting, { startup, sources }: Declaration, { answers, pulls }: Heard) {
  const isExpected = isFigureExpected(entryOf(setting, startup));
  return new Map<string, Freshness>(
    sources.map((source) => {
      const key = sourceKey(startup, source.source);
      const heard = { answers: answers.get(key), pulls: pulls.get(key) };
      return [source.source, atPhase(freshnessOf(source, heard, setting.now), isExpected)];
    }),
  );
}

/** The worst of a startup's sources, or of some of them. Without any it is `unconnected`, or `idle` where its phase asks for no figure. */
export function worstOf(setting: Setting, startup: string, all: Iterable<Freshness>): Freshness {
  const unconnected = { state: "unconnected", last: null, every: null } as const;
  return worst([...all]) ?? atPhase(unconnected, isFigureExpected(entryOf(setting, startup)));
}

const decidedBy = new Remembered<readonly Decided[]>();

/** A metric of a startup; `undefined` when the catalogue does not have the version that is stated. */
export function subjectOf(startup: Startup, key: string): Subject | undefined {
  const { sources, declaration, setting, corrections } = startup;
  const declared = declaration.sources.flatMap(({ source }) => sources.get(source) ?? []);
  const stated = statedBy(declared, key, corrections);
  const metric = setting.catalogue.metricOf(key, stated?.version);
  if (!metric) return undefined;
  const decider = new Decider(setting.day, declaration, sources, corrections);
  const { sources: order, parts } = decider.order(key);
  const decided = decidedBy.once(startup, setting.day, `${metric.key} ${metric.version} ${metric.kind}`, () =>
    figuresOf(decider, metric),
  );
  return {
    ...startup,
    metric,
    stated,
    decided,
    stating: order.filter((source) => stating(startup, source, key)),
    parts,
  };
}

/** The figures that a decider gives of a metric, of one definition version. */
export function figuresOf(decider: Decider, { key, version, kind }: Metric): Decided[] {
  const figures = decider.figures(new Set([key]));
  return figures.filter(({ cell }) => cell.definition === version && (cell.grain === "state") === isState(kind));
}

/** All that says which metrics a source speaks of. */
export type Naming = Pick<Startup, "sources" | "declaration"> & { readonly setting: Pick<Setting, "catalogue"> };

/** The metrics that a source's lines or settings name, in the order of its settings. */
export function metricsOf({ sources, declaration, setting }: Naming, source: string): string[] {
  const { keys } = setting.catalogue;
  const named = new Set<string>();
  nameMetrics(declaration.sources.find((one) => one.source === source)?.settings, new Set(keys), named);
  const lines = sources.get(source);
  const stated: ReadonlyMap<string, unknown> = lines ? statedIn(lines) : new Map();
  return [...named, ...keys.filter((key) => stated.has(key) && !named.has(key))];
}

const stating = (startup: Startup, source: string, metric: string) => metricsOf(startup, source).includes(metric);

/** Settings name a metric under `metric`, wherever a kind puts it: a column or a word of the answer may be called alike. */
function nameMetrics(settings: unknown, known: ReadonlySet<string>, found: Set<string>): void {
  if (typeof settings !== "object" || settings === null) return;
  for (const [name, value] of Object.entries(settings)) {
    if (name === "metric" && typeof value === "string" && known.has(value)) found.add(value);
    else nameMetrics(value, known, found);
  }
}

/** What pages say of a source. */
export function sourceRef({ endpointHost, head }: Setting, source: Source): SourceRef {
  const own = endpointHost ?? (head.demo ? simulatedHost : hostOf);
  const host = source.kind === "push" ? undefined : own(source);
  return { id: source.source, label: source.label ?? source.source, kind: source.kind, host: host ?? null };
}

/** A demo's services all answer on this machine, each under its own name: the name is told, not the port. */
function simulatedHost(source: Source): string | undefined {
  const host = hostOf(source);
  if (!host?.startsWith("127.")) return host;
  const [, name] = new URL(String(source.settings.url)).pathname.split("/");
  return `${name}.example`;
}

function hostOf({ settings }: Source): string | undefined {
  const { url } = settings;
  return typeof url === "string" && URL.canParse(url) ? new URL(url).host : undefined;
}
