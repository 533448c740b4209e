// Doubts about a source: it is late or silent, answers something else than before, or repeats itself for too long. Pure.
import { EVERY_DAYS, LATE } from "../queries/freshness.ts";
import type { SourceLines } from "../queries/lines.ts";
import type { SourceHealth } from "../shapes/quality.ts";
import { type Found, found } from "./finding.ts";

const DAY_MS = 86_400_000;
/** Changes from which a rhythm can be learned, and how many of the last ones count. */
const LEAST_CHANGES = 5;
const LEARNED_FROM = 12;
/** After this many of its usual pauses, a source that still answers has stopped counting. */
const UNMOVED = 4;
/** What says that the answer is no longer what the settings describe. */
const DRIFTS: ReadonlySet<string> = new Set([
  "answer.html",
  "answer.json",
  "answer.csv",
  "answer.shape",
  "answer.encoding",
  "values.unreadable",
]);

/** What its state says; someone who must act is the same as on the quality page. */
export function stateOf({ source, freshness, actor }: SourceHealth, now: number): Found[] {
  const { state, last, every } = freshness;
  if ((state !== "late" && state !== "cut") || last === null || every === null) return [];
  const due = Date.parse(last) + LATE * EVERY_DAYS[every] * DAY_MS;
  const who = actor === "nobody" ? {} : { actor };
  return [
    found(state === "late" ? "source.late" : "source.cut", Math.min(due, now), {
      source: source.id,
      against: every,
      ...who,
    }),
  ];
}

/** An answer that no longer has its shape, or whose values are of another size: its last good figures stay. */
export function drift({ source, trouble, hold, freshness, actor }: SourceHealth, now: number): Found[] {
  const who = actor === "nobody" ? {} : { actor };
  if (trouble && freshness.last !== null && DRIFTS.has(trouble.code))
    return [found("shape.drifted", Date.parse(trouble.at), { source: source.id, seen: trouble.code, ...who })];
  if (hold !== "bounds") return [];
  return [
    found("shape.drifted", freshness.last === null ? now : Date.parse(freshness.last), {
      source: source.id,
      seen: hold,
      ...who,
    }),
  ];
}

/**
 * A source that answers on time, and whose figures do not move any more: for four of the pauses that were usual.
 * @param lines  all that it ever said
 */
export function unmoved({ source, freshness }: SourceHealth, lines: SourceLines | undefined, now: number): Found[] {
  if (freshness.state !== "ok" || freshness.every === null || !lines) return [];
  const moments = new Set<number>();
  for (const { steps } of lines.lines.values()) for (const { moment } of steps) if (moment <= now) moments.add(moment);
  const changes = [...moments].sort((a, b) => a - b).slice(-LEARNED_FROM);
  const last = changes.at(-1);
  if (last === undefined || changes.length < LEAST_CHANGES) return [];
  const pauses = changes.slice(1).map((at, before) => at - (changes[before] as number));
  const usual = pauses.sort((a, b) => a - b)[pauses.length >> 1] as number;
  const patience = UNMOVED * Math.max(usual, EVERY_DAYS[freshness.every] * DAY_MS);
  if (now - last <= patience) return [];
  const days = (ms: number) => String(Math.round(ms / DAY_MS));
  return [
    found("figures.unmoved", last + patience, { source: source.id, seen: days(now - last), against: days(usual) }),
  ];
}
