// The past of a source: which spans are asked for, and how each is. What is answered is known since it came, never before.
import { ReleveError } from "../schemas/errors.ts";
import { addDays, dayOf, monthBefore, periodFrom } from "../schemas/period.ts";
import type { Declaration, Settings, Source } from "../schemas/source.ts";
import type { PullJob } from "./pull-source.ts";
import type { BackfillRange, Span } from "./span.ts";

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/**
 * One job for each source and span, oldest first.
 * @param now  milliseconds since 1970: spans that are not over yet are not asked for
 * @throws {ReleveError} RELEVE_USAGE: months that are none, or in the wrong order; no source that says how its past is asked for.
 */
export function backfillJobs(declarations: readonly Declaration[], range: BackfillRange, now: number): PullJob[] {
  const today = dayOf(now);
  const { from, to = monthBefore(today), source: named } = range;
  if (!MONTH.test(from) || !MONTH.test(to) || from > to)
    throw usage(`--from ${from} --to ${to}`, "two months, the earlier one first: --from 2024-01 --to 2026-10");
  const sources = declarations.flatMap(({ startup, sources }) =>
    sources.flatMap((source) =>
      source.backfill && (named === undefined || source.source === named) ? [{ startup, source }] : [],
    ),
  );
  if (sources.length === 0)
    throw usage(
      named === undefined
        ? "no source says how its past is asked for"
        : `no source ${named} says how its past is asked for`,
      'add "backfill" to the source in its directory file: docs/endpoints/backfill.md',
    );
  return sources.flatMap(({ startup, source }) =>
    spansOf(source.backfill?.by ?? "month", { from, to }, today).map((span) => ({
      startup,
      source: sourceOf(source, span),
      span,
    })),
  );
}

/** Whole months or years that touch a range of months, and are over. */
export function spansOf(by: "month" | "year", { from, to }: Span, today: string): Span[] {
  const spans: Span[] = [];
  for (let first = by === "month" ? `${from}-01` : `${from.slice(0, 4)}-01-01`; first.slice(0, 7) <= to; ) {
    const period = periodFrom(by, first);
    if (!period || period.last >= today) break;
    spans.push({ from: period.first, to: period.last });
    first = addDays(period.last, 1);
  }
  return spans;
}

/** The source as it is asked for a span. */
export function sourceOf({ backfill, ...source }: Source, span: Span): Source {
  return { ...source, settings: { ...source.settings, ...filled(backfill?.settings ?? {}, span) } };
}

/** The span in every text of settings. */
export function filled(settings: Settings, { from, to }: Span): Settings {
  const words: Record<string, string> = { year: from.slice(0, 4), month: from.slice(0, 7), from, to };
  const fill = (value: unknown): unknown => {
    if (typeof value === "string") return value.replace(TOKEN, (_, name: string) => words[name] ?? "");
    if (Array.isArray(value)) return value.map(fill);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one)]));
  };
  return fill(settings) as Settings;
}
/** A secret has two braces: it is none of these. */
export const TOKEN = /(?<!\{)\{(year|month|from|to)\}(?!\})/g;

function usage(message: string, hint: string): ReleveError {
  return new ReleveError("RELEVE_USAGE", message, hint);
}
