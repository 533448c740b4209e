// The catalogue of metrics as known at an instant: what the log had defined by then. The release's own catalogue speaks
// where the log says nothing. Pure; made once for each state of the registry.
import { canonicalJson, sha256 } from "../../schemas/canonical.ts";
import { CATALOGUE } from "../../schemas/catalogue.ts";
import { Metric } from "../../schemas/catalogue-model.ts";
import type { DefinedMetric, ReferencePlace } from "../../schemas/reference-state.ts";
import type { Registry } from "../../schemas/registry-state.ts";
import type { Signal } from "../../schemas/signals.ts";

/** One text of one version of a metric, and its fact; `undefined`: the log does not say it, the release does. */
export interface Definition {
  readonly metric: Metric;
  readonly sha256: string;
  readonly at: ReferencePlace | undefined;
}
export interface Catalogue {
  /** The metrics in force, in the order of the release's catalogue; those that it does not have come last. */
  metricsInForce(): readonly Metric[];
  /**
   * A metric in force, or at a version; `undefined`: it did not exist. A version that a figure was stated at and the log
   * had not defined is the release's own: the figure was read with it.
   */
  metricOf(key: string, version?: number): Metric | undefined;
  /** The text of a metric at a version, with its fact. */
  definitionOf(key: string, version: number): Definition | undefined;
  /** Every text that a metric's versions ever had, the latest first; none when it did not exist. */
  historyOf(key: string): readonly Definition[];
  /** Keys of metrics in force, then those that only figures may name: known to the release, and not in force. */
  readonly keys: readonly string[];
  /** The same for the same definitions: what is made with them can be kept under it. */
  readonly id: string;
}
export interface CatalogueOptions {
  /** As of now the release's definitions are in use, recorded or not: they fill what the log lacks. */
  readonly isNow: boolean;
  /** Told of a definition that this release cannot read. */
  readonly signal?: Signal | undefined;
  /** Default: the release's. */
  readonly own?: readonly Metric[];
}

const nameOf = (key: string, version: number) => `${key}@${version}`;
const made = new WeakMap<Registry, Map<boolean, Catalogue>>();

/** Tells the same line about the same fact once, however often the registry is read. */
export function toldOnce(signal: Signal): Signal {
  const told = new Set<string>();
  return (name, fields = {}) => {
    const line = `${name} ${fields.event}`;
    if (!told.has(line)) signal(name, fields);
    told.add(line);
  };
}

/** The catalogue that a registry knows, made once. */
export function catalogueOf(registry: Registry, options: CatalogueOptions): Catalogue {
  const both = made.get(registry) ?? new Map<boolean, Catalogue>();
  made.set(registry, both);
  const found = both.get(options.isNow) ?? catalogueFrom(registry.reference.definitions, options);
  both.set(options.isNow, found);
  return found;
}

/** @param defined  in the order in which they were recorded; none: the catalogue is the release's own */
export function catalogueFrom(
  defined: readonly DefinedMetric[],
  { isNow, signal, own = CATALOGUE }: CatalogueOptions,
): Catalogue {
  const release = releaseOf(own);
  const said = textsOf(defined.flatMap((one) => readDefinition(one, release, signal) ?? []));
  const lacking = isNow || defined.length === 0 ? [...release.values()] : [];
  const known = new Map<string, Definition>(lacking.map((one) => [nameOf(one.metric.key, one.metric.version), one]));
  for (const one of said) known.set(nameOf(one.metric.key, one.metric.version), one);

  const latest = new Map<string, Metric>();
  for (const { metric } of known.values())
    if ((latest.get(metric.key)?.version ?? 0) < metric.version) latest.set(metric.key, metric);
  const order = orderOf(own);
  const inForce = [...latest.values()].sort(order);
  const others = own.filter(({ key }) => !latest.has(key)).map(({ key }) => key);
  const definitionOf = (key: string, version: number) =>
    known.get(nameOf(key, version)) ?? release.get(nameOf(key, version));
  return {
    metricsInForce: () => inForce,
    metricOf: (key, version) => (version === undefined ? latest.get(key) : definitionOf(key, version)?.metric),
    definitionOf,
    historyOf: (key) => {
      const all = [...lacking.filter(({ metric }) => !isSaid(said, metric)), ...said];
      return all
        .map((one, at) => ({ one, at }))
        .filter(({ one }) => one.metric.key === key)
        .sort((a, b) => b.one.metric.version - a.one.metric.version || b.at - a.at)
        .map(({ one }) => one);
    },
    id: sha256(
      [...known]
        .map(([name, one]) => `${name} ${one.sha256}`)
        .sort()
        .join("\n"),
    ),
    keys: [...inForce.map(({ key }) => key), ...new Set(others)],
  };
}

/** Each text once, since it was first said: two pulls at once record it twice. */
function textsOf(said: readonly Definition[]): Definition[] {
  const last = new Map<string, string>();
  return said.filter(({ metric: { key, version }, sha256: hash }) => {
    const isAnother = last.get(nameOf(key, version)) !== hash;
    last.set(nameOf(key, version), hash);
    return isAnother;
  });
}

const isSaid = (said: readonly Definition[], { key, version }: Metric) =>
  said.some(({ metric }) => metric.key === key && metric.version === version);

function releaseOf(own: readonly Metric[]): Map<string, Definition> {
  return new Map(
    own.map((metric) => [
      nameOf(metric.key, metric.version),
      { metric, sha256: sha256(canonicalJson(metric)), at: undefined },
    ]),
  );
}

/**
 * A definition that this release cannot read, such as one with a field of a later release, is the release's own text of
 * that version, without a fact that it would not be; where it has none, it is left out. Both are told.
 */
function readDefinition(
  { metric: key, version, sha256: hash, definition, at }: DefinedMetric,
  release: ReadonlyMap<string, Definition>,
  signal: Signal | undefined,
): Definition | undefined {
  const own = release.get(nameOf(key, version));
  if (own?.sha256 === hash) return { ...own, at };
  const parsed = Metric.safeParse(JSON.parse(definition));
  if (parsed.success && parsed.data.key === key && parsed.data.version === version)
    return { metric: parsed.data, sha256: hash, at };
  const detail = `${nameOf(key, version)}: ${own ? "shown as this release defines it" : "left out"}`;
  signal?.("definition unreadable", { event: at.id, partition: at.partition, offset: at.offset, detail });
  return own;
}

/** As the release lists its metrics in force; others after them, by key. */
function orderOf(own: readonly Metric[]): (a: Metric, b: Metric) => number {
  const versions = new Map<string, number>();
  const places = new Map<string, number>();
  for (const [at, { key, version }] of own.entries()) {
    if ((versions.get(key) ?? 0) >= version) continue;
    versions.set(key, version);
    places.set(key, at);
  }
  const placeOf = ({ key }: Metric) => places.get(key) ?? own.length;
  return (a, b) => placeOf(a) - placeOf(b) || (a.key < b.key ? -1 : 1);
}
