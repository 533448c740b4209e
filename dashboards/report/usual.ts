// The rule of "what moved": a change greater than twice the usual one of its own series, and not told a moment ago. Pure.
import { fromMicro, toMicro } from "../../schemas/decimal.ts";
import { addDays } from "../../schemas/period.ts";
import type { Report, ServiceLine, Verdict } from "../shapes/report.ts";
import { comparedPoints, type Series } from "./series.ts";

/** A change moves when |Δ| > 2 × median |Δ| of the 12 changes before, and |Δ| ≥ 2 and ≥ 2 ‰ of the value before. */
export const RULE = {
  factor: 2,
  periods: 12,
  least: 2,
  leastPermille: 2,
  silentDays: 28,
} as const satisfies Report["rule"];
/** Fewer known changes say nothing about what is usual. */
const LEAST_CHANGES = 4;

export interface Change {
  readonly last: string;
  /** Millionths; `undefined`: one of the two values is not known. */
  readonly size: bigint | undefined;
  readonly usual: bigint | undefined;
  readonly verdict: Verdict;
}
export type Against = NonNullable<ServiceLine["against"]>;
export interface Judged {
  /** Canonical decimals; `null`: cannot be said. */
  readonly change: string | null;
  readonly usual: string | null;
  readonly verdict: Verdict;
  /** What `change` is counted from; both values as first announced, where the source revises them. */
  readonly against: Against | null;
  /** It passes the rule, and no change the same way passed it in the four weeks before. */
  readonly told: boolean;
  /** A change the other way passed the rule in the four weeks before. */
  readonly reversal: boolean;
}

/** Judges the last change of a series from the series alone: no report before it is remembered. */
export function judge(series: Series): Judged {
  const changes = changesOf(series);
  const last = changes.at(-1);
  if (!last || last.size === undefined) {
    const isKnown = changes.length > 0 && typeof series.points.at(-1)?.value === "string";
    const verdict = isKnown ? "unlike" : "none";
    return { change: null, usual: null, verdict, against: null, told: false, reversal: false };
  }
  const moves = last.verdict === "above" || last.verdict === "below";
  const since = addDays(last.last, -RULE.silentDays);
  const before = changes
    .slice(0, -1)
    .findLast((one) => one.last >= since && (one.verdict === "above" || one.verdict === "below"));
  return {
    change: fromMicro(last.size),
    usual: last.usual === undefined ? null : fromMicro(last.usual),
    verdict: last.verdict,
    against: againstOf(series),
    told: moves && before?.verdict !== last.verdict,
    reversal: moves && before !== undefined && before.verdict !== last.verdict,
  };
}

function againstOf(series: Series): Against | null {
  const [before, now] = comparedPoints(series).slice(-2);
  if (!before || !now || before.value === null || now.value === null) return null;
  return { by: series.announced ? "announced" : "known", before: before.value, now: now.value };
}

/** Every change of a series with what was usual before it. */
export function changesOf(series: Series): Change[] {
  const points = comparedPoints(series);
  const sizes = points.map(({ value }, at) => {
    const before = at === 0 ? null : (points[at - 1]?.value ?? null);
    return value === null || before === null ? undefined : toMicro(value) - toMicro(before);
  });
  return points.slice(1).map(({ last }, index) => {
    const at = index + 1;
    const size = sizes[at];
    const known = sizes
      .slice(Math.max(0, at - RULE.periods), at)
      .flatMap((one) => (one === undefined ? [] : [abs(one)]));
    const usual = known.length < LEAST_CHANGES ? undefined : median(known);
    return { last, size, usual, verdict: verdictOf(size, usual, points[at - 1]?.value ?? null) };
  });
}

function verdictOf(size: bigint | undefined, usual: bigint | undefined, before: string | null): Verdict {
  if (size === undefined || before === null) return "none";
  if (usual === undefined) return "short";
  const great =
    abs(size) > BigInt(RULE.factor) * usual && abs(size) * 1000n >= BigInt(RULE.leastPermille) * abs(toMicro(before));
  if (!great || abs(size) < toMicro(String(RULE.least))) return "usual";
  return size > 0n ? "above" : "below";
}

const abs = (value: bigint) => (value < 0n ? -value : value);
function median(values: readonly bigint[]): bigint {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0n;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0n) + upper) / 2n;
}
