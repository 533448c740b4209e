// Doubts about a source: it is late or silent, answers something else than before, or repeats itself for too long. Pure.
import { EVERY_DAYS, LATE } from "../queries/freshness.ts";
import type { SourceLines } from "../queries/lines.ts";
import type { SourceState } from "../shapes/quality.ts";
import { whoActs } from "../who-acts.ts";
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
export function stateOf({ source, freshness, actor }: SourceState, now: number): Found[] {
  const { state, last, every } = freshness;
  if ((state !== "late" && state !== "cut") || last === null || every === null) return [];
  const cadence = EVERY_DAYS[every] * DAY_MS;
  const due = Date.parse(last) + LATE * cadence;
  // Three failures in a row may come before it is late: then an answer is missing since the one that was due first.
  const since = due <= now ? due : Math.min(Date.parse(last) + cadence, now);
  const who = actor === "nobody" ? {} : { actor };
  return [
    found(state === "late" ? "source.late" : "source.cut", since, {
      source: source.id,
      against: every,
      evidence: `since ${last}`,
      ...who,
    }),
  ];
}

/** An answer that no longer has its shape, or whose values are of another size: its last good figures stay. */
export function drift({ source, trouble, hold, drift: noted, freshness }: SourceState, now: number): Found[] {
  const { last, state } = freshness;
  if (state === "idle") return []; // nobody waits for its answers
  const differences = noted?.differences ?? [];
  const isRefused = trouble !== null && last !== null && DRIFTS.has(trouble.code);
  if (!isRefused && hold !== "bounds" && (hold === null || differences.length === 0)) return [];
  const seen = isRefused ? trouble.code : hold;
  const since = noted?.since ?? (isRefused ? trouble.at : last);
  const places = differences.map(({ pointer, before, now: is }) => `${pointer} ${before?.type}-${is?.type}`);
  // By what came, also while the source is not late yet: who must mend it is the same the day after.
  const actor = isRefused ? whoActs({ state: "late", push: false, code: trouble.code }) : "network";
  return [
    found("shape.drifted", since === null ? now : Date.parse(since), {
      source: source.id,
      seen,
      evidence: [seen, `since ${last}`, ...places].join(", "),
      differences,
      ...(actor !== "nobody" && { actor }),
    }),
  ];
}

/** Values of the last answer that could not be read, or that contradict each other: their figures stay, unconfirmed. */
export function valuesInDoubt({ source, doubtful = [] }: SourceState): Found[] {
  return doubtful.flatMap(({ code, metric, count, detail, values, since }) =>
    code === "rows.without-cell"
      ? []
      : [
          found("values.doubtful", Date.parse(since), {
            source: source.id,
            metric,
            seen: detail,
            values,
            count,
            evidence: `${code} ${detail}`,
          }),
        ],
  );
}

/**
 * A source that answers on time, and whose figures do not move any more: for four of the pauses that were usual.
 * @param lines  all that it ever said
 */
export function unmoved({ source, freshness }: SourceState, lines: SourceLines | undefined, now: number): Found[] {
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
    found("figures.unmoved", last + patience, {
      source: source.id,
      seen: days(now - last),
      against: days(usual),
      evidence: `since ${new Date(last).toISOString()}`,
    }),
  ];
}
