// The report's one curve in words: where it stands, what is marked on it, and the rows that draw it. Pure.
import { leavesZeroOut } from "../charts/line.tsx";
import type { Point } from "../figure.ts";
import type { Report } from "../shapes/report.ts";
import type { Telling } from "./telling.ts";

export interface CoverageStory {
  readonly title: string;
  readonly sub: string;
  readonly unit: string;
  /** The figure of the Sunday, its share, and its change over the week. */
  readonly now: string;
  readonly points: readonly Point[];
  readonly annotations: readonly { readonly day: string; readonly number: number; readonly text: string }[];
  readonly union: string;
  /** `null`: the axis starts at zero. */
  readonly notZero: string | null;
  /** What the drawing shows, for who does not see it. */
  readonly alt: string;
}

/** `null`: no service publishes its communes. */
export function coverageStory({ coverage }: Report, { words, format, common }: Telling): CoverageStory | null {
  if (!coverage) return null;
  const { value, share, day, change, weekly, entries, services } = coverage;
  const [first, last] = [weekly[0], weekly.at(-1)];
  const span = [first, last].map((point) => format.date(point?.last ?? day)) as [string, string];
  const percent = format.percent(share.part, share.whole);
  const now = words.coverage.now(format.number(value), percent, format.number(share.whole), format.date(day));
  return {
    title: common.coverage.title,
    sub: common.coverage.sub(...span),
    unit: common.coverage.unit,
    now: `${now}${change === null ? "" : ` (${words.coverage.change(format.signed(change))})`}.`,
    points: weekly,
    annotations: entries.map((entry, index) => ({
      day: entry.day,
      number: index + 1,
      text: common.coverage.entry(format.date(entry.day), entry.service.name, format.signed(entry.added)),
    })),
    union: common.coverage.union(format.list(services.map(({ name }) => name))),
    notZero: leavesZeroOut(weekly, false) ? common.panel.notZero : null,
    alt: words.coverage.alt(...span, format.number(first?.value ?? "0"), format.number(value)),
  };
}
