// What a startup's file must be, beyond its schema: settings that its kinds know, and an order where sources overlap.
import { validate } from "node-cron";
import { metricOf } from "../schemas/catalogue.ts";
import type { Metric } from "../schemas/catalogue-model.ts";
import { isOwn, ownPrefix } from "../schemas/own-metrics.ts";
import { Declaration, type Source } from "../schemas/source.ts";
import { backfillFaults } from "./backfill-check.ts";
import { endpointOf, KINDS } from "./endpoints/index.ts";
import { nearest } from "./endpoints/settings.ts";
import { type Fault, faultsOf, shown } from "./faults.ts";
import { peopleIn, setsIn } from "./kept-settings.ts";
import { PushSettings } from "./push/settings.ts";

/** The kind of a source that is not asked: the startup sends. */
export const PUSH = "push";

export interface DirectoryRules {
  /** Lets `http` URLs of loopback hosts through: for development only. */
  readonly allowLoopback: boolean;
}
type Tell = (at: string, found: unknown, expected: string, hint: string) => void;

/**
 * A parsed directory file as a declaration, or all its faults.
 * @param file  its name, as people know it; its last part is the startup's id
 */
export function checkDeclaration(
  file: string,
  value: unknown,
  rules: DirectoryRules,
): { readonly declaration?: Declaration; readonly faults: readonly Fault[] } {
  const parsed = Declaration.safeParse(value);
  if (!parsed.success) return { faults: faultsOf(parsed.error, value, file) };
  const declaration = parsed.data;
  const faults: Fault[] = peopleIn(file, value);
  const tell: Tell = (at, found, expected, hint) => {
    faults.push({ file, at, found: shown(found), expected, hint });
  };
  const id = file.replace(/^.*[\\/]/, "").replace(/\.json$/, "");
  if (declaration.startup !== id) {
    tell("/startup", declaration.startup, `"${id}", the file's name`, "rename the file, or correct the id");
  }
  const stating = new Map<string, string[]>();
  const names = new Set<string>();
  declaration.sources.forEach((source, index) => {
    const at = `/sources/${index}`;
    checkSchedule(source, `${at}/schedule`, tell);
    if (names.has(source.source)) tell(`${at}/source`, source.source, "a name used once", "name each source apart");
    names.add(source.source);
    const { metrics, faults: wrong } = checkSource(file, at, source, rules);
    faults.push(...wrong);
    for (const metric of new Set(metrics)) stating.set(metric, [...(stating.get(metric) ?? []), source.source]);
  });
  checkOwn(declaration, stating, tell);
  checkOrder(declaration, stating, tell);
  checkParts(declaration, tell);
  declaration.milestones.forEach(({ metric }, index) => {
    checkMetric(metric, `/milestones/${index}/metric`, tell);
  });
  return faults.length === 0 ? { declaration, faults } : { faults };
}

/** The metrics that a source's mapping states; none for a push, and none when the settings are at fault. */
export function metricsOf({ kind, settings }: Pick<Source, "kind" | "settings">): readonly string[] {
  const endpoint = endpointOf(kind);
  const parsed = endpoint?.settings.safeParse(settings);
  return endpoint && parsed?.success ? endpoint.metrics(parsed.data) : [];
}

function checkSource(file: string, at: string, source: Source, { allowLoopback }: DirectoryRules) {
  const none: readonly string[] = [];
  if (source.kind === PUSH) {
    const { error } = PushSettings.safeParse(source.settings);
    return { metrics: none, faults: error ? faultsOf(error, source.settings, file, `${at}/settings`) : [] };
  }
  const endpoint = endpointOf(source.kind);
  if (!endpoint) {
    const kinds = [...KINDS, PUSH];
    const expected = `one of ${kinds.join(", ")}${nearest(source.kind, kinds)}`;
    const hint = "docs/endpoints/index.md lists the kinds";
    return { metrics: none, faults: [{ file, at: `${at}/kind`, found: shown(source.kind), expected, hint }] };
  }
  const parsed = endpoint.settings.safeParse(source.settings);
  if (!parsed.success) {
    return { metrics: none, faults: faultsOf(parsed.error, source.settings, file, `${at}/settings`) };
  }
  const { url } = endpoint.ask(parsed.data);
  const faults: Fault[] = [];
  if (new URL(url).protocol !== "https:" && !(allowLoopback && isLoopback(new URL(url).hostname))) {
    faults.push({
      file,
      at: `${at}/settings/url`,
      found: shown(url),
      expected: "an https URL",
      hint: "use https; for a server on this machine, set RELEVE_ALLOW_LOOPBACK=1",
    });
  }
  faults.push(...backfillFaults(file, at, source, endpoint));
  faults.push(...setsIn(file, `${at}/settings`, parsed.data));
  return { metrics: endpoint.metrics(parsed.data), faults };
}

function checkSchedule({ schedule }: Source, at: string, tell: Tell): void {
  if (schedule === undefined || validate(schedule)) return;
  tell(at, schedule, "a cron expression such as 0 6 * * 1", "minute, hour, day, month, weekday; Europe/Paris time");
}

function isLoopback(hostname: string): boolean {
  return /^(?:127(?:\.\d+){3}|\[::1\]|(?:.+\.)?localhost)$/.test(hostname);
}

/** Own metrics are named after their startup, defined once, and defined where they are stated. */
function checkOwn({ startup, metrics = [] }: Declaration, stating: ReadonlyMap<string, string[]>, tell: Tell): void {
  const defined = new Set<string>();
  metrics.forEach(({ key }, index) => {
    const prefix = ownPrefix(key.split("_")[1] ?? "", startup);
    const isFree = key.startsWith(prefix) && !defined.has(key);
    if (!isFree) tell(`/metrics/${index}/key`, key, `a key that begins with ${prefix}, once`, "correct the key");
    defined.add(key);
  });
  for (const metric of stating.keys())
    if (isOwn(metric) && !defined.has(metric))
      tell("/metrics", metric, `a definition of ${metric}`, "add it, in French and English: docs/metrics.md");
}

/** A metric that several sources state needs an order, or parts, that name all of them. */
function checkOrder({ sources, order, parts }: Declaration, stating: ReadonlyMap<string, string[]>, tell: Tell): void {
  for (const [metric, from] of stating) {
    const named = order[metric] ?? parts[metric];
    if (from.length < 2 || from.every((source) => named?.includes(source))) continue;
    const hint = `add "order": { "${metric}": ${JSON.stringify(from)} }, the most trusted source first`;
    tell(`/order/${metric}`, named, `an order of ${from.join(", ")}, which all state ${metric}`, hint);
  }
  const pushes = new Set(sources.filter(({ kind }) => kind === PUSH).map(({ source }) => source));
  for (const [field, lists] of Object.entries({ order, parts })) {
    for (const [metric, list] of Object.entries(lists)) {
      checkMetric(metric, `/${field}/${metric}`, tell);
      list.forEach((source, index) => {
        if (pushes.has(source) || stating.get(metric)?.includes(source)) return;
        const expected = `a source that states ${metric}: ${[...(stating.get(metric) ?? []), ...pushes].join(", ")}`;
        tell(`/${field}/${metric}/${index}`, source, expected, "correct the name, or remove it");
      });
      if (new Set(list).size < list.length) {
        tell(`/${field}/${metric}`, list, "each source once", "remove the repeated name");
      }
    }
  }
}

/** Only what may be added across territories may be added across the parts of one service. */
function checkParts({ order, parts }: Declaration, tell: Tell): void {
  for (const metric of Object.keys(parts)) {
    const definition = metricOf(metric);
    if (definition && !isAdditive(definition)) {
      const hint = `use "order" instead: ${definition.key} of two sources cannot be added`;
      tell(`/parts/${metric}`, definition.kind, "a metric whose parts may be added up", hint);
    }
    if (order[metric] !== undefined) {
      tell(`/parts/${metric}`, "order and parts", "one of the two", "keep order, or parts, for this metric");
    }
  }
}

function isAdditive({ kind, sums }: Metric): boolean {
  return (kind === "flow" || kind === "gauge" || kind === "counter") && sums.territory === "sum";
}

function checkMetric(metric: string, at: string, tell: Tell): void {
  if (metricOf(metric)) return;
  tell(at, metric, `a metric of the catalogue${nearest(metric)}`, "docs/metrics.md lists them all");
}
