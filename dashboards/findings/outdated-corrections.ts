// A correction whose source has another word since: nobody would see that it hides what may be right by now. Pure.
import type { Subject } from "../models/subject.ts";
import { Decider, type Figure } from "../queries/decide.ts";
import { type Found, found } from "./finding.ts";
import { placeOf, recent } from "./of-figures.ts";

/** Where the sources' own word began after the correction was approved, and is not what the correction says. */
export function outdatedCorrections({ metric, decided, declaration, sources, setting: { day } }: Subject): Found[] {
  const corrected = recent(decided).filter(({ correction }) => correction !== undefined);
  if (corrected.length === 0) return [];
  const bySources = new Decider(day, declaration, sources);
  const outdated = corrected.flatMap((figure) => {
    const word = bySources.decision(figure.key, figure.cell);
    const value = word?.value ?? null;
    if (!word || value === figure.value) return [];
    // A cell that no source ever stated is confirmed as absent again and again: that is no other word.
    if (!word.sources.some((source) => sources.get(source)?.lines.has(figure.key))) return [];
    const began = word.known;
    return began > (figure.correction?.since ?? Infinity) ? [{ figure, value, began, source: word.sources[0] }] : [];
  });
  const last = outdated.at(-1);
  if (!last) return [];
  return [
    found("correction.outdated", Math.min(...outdated.map(({ began }) => began)), {
      source: last.source ?? null,
      metric: metric.key,
      ...placeOf(last.figure.cell),
      seen: last.value,
      against: last.figure.value,
      count: outdated.length,
      evidence: outdated.map(evidenceOf).join(", "),
    }),
  ];
}

const evidenceOf = ({ figure, value }: { readonly figure: Figure; readonly value: string | null }) =>
  `${figure.correction?.proposal} ${figure.value ?? "none"} ${value ?? "none"}`;
