// Sources with the doubts about them: who must act follows from the same doubts as the page of doubts shows.
import { rankOf } from "../queries/freshness.ts";
import { sourceKey } from "../queries/statements.ts";
import type { Doubt } from "../shapes/doubts.ts";
import type { SourceHealth, SourceState } from "../shapes/quality.ts";

/**
 * Problems first, then by name. Where its state asks nobody to act, whoever can mend the gravest doubt that nobody took
 * note of must: a source can answer on time, and with nothing that can be read. Pure.
 * @param doubts  in the order of the page of doubts; those of no one source are nobody's here
 */
export function doubtedSources(sources: readonly SourceState[], doubts: readonly Doubt[]): SourceHealth[] {
  const bySource = new Map<string, Doubt[]>();
  for (const doubt of doubts) {
    if (!doubt.source) continue;
    const key = sourceKey(doubt.startup.id, doubt.source.id);
    bySource.set(key, [...(bySource.get(key) ?? []), doubt]);
  }
  return sources
    .map((one) => doubted(one, bySource.get(sourceKey(one.startup.id, one.source.id)) ?? []))
    .sort(byAttention);
}

function doubted(source: SourceState, own: readonly Doubt[]): SourceHealth {
  const open = own.find(({ acknowledged }) => acknowledged === null);
  return {
    ...source,
    actor: source.actor === "nobody" ? (open?.actor ?? "nobody") : source.actor,
    doubts: own.map(({ id, code, severity, acknowledged }) => ({
      ...{ id, code, severity },
      acknowledged: acknowledged !== null,
    })),
  };
}

function byAttention(a: SourceHealth, b: SourceHealth): number {
  const named = ({ startup, source }: SourceHealth) => `${startup.name} ${source.label}`;
  return (
    rankOf(b.freshness.state) - rankOf(a.freshness.state) ||
    Number(a.actor === "nobody") - Number(b.actor === "nobody") ||
    named(a).localeCompare(named(b), "fr")
  );
}
