// The directory's files, and besides them the sources that startups asked for and the network accepted. Pure.
import { Declaration, type Source } from "../../schemas/source.ts";
import { checkDeclaration, type DirectoryRules, metricsOf, PUSH } from "../declarations.ts";
import type { Fault } from "../faults.ts";
import type { JoinRequest } from "./known.ts";

/** A source that a startup has by a request. */
export interface JoinedSource {
  readonly startup: string;
  /** Of the startup: counts where it has no file. */
  readonly name: string;
  readonly source: Source;
}
export interface Joined {
  /** Sorted by startup. */
  readonly declarations: Declaration[];
  /** Of startups whose accepted sources cannot be used beside their file: they have the file's alone. */
  readonly faults: readonly Fault[];
}

/** Those in force, in the order in which they were asked for. */
export function sourcesIn(requests: readonly JoinRequest[]): JoinedSource[] {
  return requests.flatMap(({ state, startup, name, source }) =>
    state === "accepted" && source ? [{ startup, name, source }] : [],
  );
}

/** A file's own source of the same name wins. */
export function withJoined(
  directory: readonly Declaration[],
  joined: readonly JoinedSource[],
  rules: DirectoryRules,
): Joined {
  const found = new Map(directory.map((one) => [one.startup, one]));
  const faults: Fault[] = [];
  for (const startup of new Set(joined.map((one) => one.startup))) {
    const own = joined.filter((one) => one.startup === startup);
    const checked = joinedTo(found.get(startup), own, rules);
    if (checked.declaration) found.set(startup, checked.declaration);
    else faults.push(...checked.faults);
  }
  return { declarations: [...found.values()].sort((a, b) => (a.startup < b.startup ? -1 : 1)), faults };
}

/** One startup's declaration with further sources: whole, or why it cannot be. */
export function joinedTo(
  base: Declaration | undefined,
  joined: readonly JoinedSource[],
  rules: DirectoryRules,
): { readonly declaration?: Declaration; readonly faults: readonly Fault[] } {
  const [first] = joined;
  if (!first) return base ? { declaration: base, faults: [] } : { faults: [] };
  const sources = [...(base?.sources ?? [])];
  for (const { source } of joined) if (!sources.some((one) => one.source === source.source)) sources.push(source);
  const startup = base?.startup ?? first.startup;
  const merged = Declaration.safeParse({ ...(base ?? { startup, name: first.name }), sources });
  const value = merged.success ? { ...merged.data, order: orderOf(merged.data) } : { ...base, startup, sources };
  const checked = checkDeclaration(`${startup}.json`, value, rules);
  return { ...checked, faults: checked.faults.map((fault) => ({ ...fault, file: `accepted sources of ${startup}` })) };
}

/**
 * Who wins where several state one metric: as the file says; what it does not name comes after, in the order of the
 * sources, endpoints before what teams send.
 */
function orderOf({ sources, order, parts }: Declaration): Declaration["order"] {
  const stating = new Map<string, string[]>();
  for (const source of sources)
    for (const metric of new Set(metricsOf(source)))
      stating.set(metric, [...(stating.get(metric) ?? []), source.source]);
  const pushes = sources.filter(({ kind }) => kind === PUSH).map(({ source }) => source);
  const whole = { ...order };
  for (const [metric, from] of stating) {
    if (parts[metric] !== undefined) continue;
    const all = [...new Set([...(order[metric] ?? []), ...from, ...pushes])];
    if (all.length > 1) whole[metric] = all;
  }
  return whole;
}
