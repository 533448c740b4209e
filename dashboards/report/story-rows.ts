// The report's rows: each service on one line, each source to watch. Pure.

import type { State } from "../figure.ts";
import { isIll } from "../queries/freshness.ts";
import type { Report, ServiceLine, WatchedSource } from "../shapes/report.ts";
import { toneOf } from "./story-lines.ts";
import type { Line, Telling } from "./telling.ts";

export interface ServiceRow {
  readonly name: string;
  readonly id: string;
  /** The figure, its unit, its day or period; or why there is none. */
  readonly figure: string;
  /** With its sign; a dash when it cannot be said. */
  readonly change: string;
  readonly tone: Line["tone"];
  /** How it stands to what is usual, or the state of the source. */
  readonly usual: string;
}
export interface ServicesStory {
  readonly title: string;
  readonly rows: readonly ServiceRow[];
  readonly notes: readonly string[];
}
export interface SourceRow {
  readonly name: string;
  readonly id: string;
  readonly source: string;
  readonly state: State;
  readonly word: string;
  readonly last: string;
  readonly knows: string;
  readonly who: string;
}
export interface SourcesStory {
  readonly title: string;
  readonly rows: readonly SourceRow[];
  readonly notes: readonly string[];
}
const NO_CHANGE = "—";

export function servicesStory({ services }: Report, tell: Telling): ServicesStory {
  const { words, format } = tell;
  const { rule, lines, others } = services;
  const notes = [
    ...(lines.length === 0 ? [words.services.none] : []),
    ...(rule === "all" && lines.length > 0 ? [words.services.unread] : []),
    ...(lines.some(({ against }) => against?.by === "announced") ? [words.services.announcedNote] : []),
    ...(others.length > 0 ? [words.services.others(format.list(others.map(({ name }) => name)))] : []),
  ];
  return { title: words.services.title[rule], rows: lines.map((line) => serviceRow(line, tell)), notes };
}

function serviceRow(line: ServiceLine, tell: Telling): ServiceRow {
  const { words, format, common } = tell;
  const { change, usual, verdict, state, metric, against } = line;
  return {
    name: line.name,
    id: line.id,
    figure: figureText(line, tell),
    change: change === null ? NO_CHANGE : format.signed(change),
    tone: toneOf(metric?.good ?? "none", change),
    usual: isIll(line)
      ? common.states[state]
      : [
          words.services.verdicts[verdict](usual === null ? "" : format.number(usual)),
          ...(against?.by === "announced" ? [words.services.announced] : []),
        ].join(", "),
  };
}

function figureText(
  { metric, value, share, grain, first, last }: ServiceLine,
  { words, format, lang }: Telling,
): string {
  if (metric === null || value === null) return words.services.noFigure;
  const text = share
    ? `${metric.label[lang]}${words.colon} ${format.percent(share.part, share.whole, 1)}`
    : words.counted(format.number(value), metric.unit[lang]);
  if (grain === "state") return words.services.on(text, format.shortDate(last));
  return words.services.inPeriod(text, format.period({ grain, first, last }));
}

export function sourcesStory({ sources }: Report, tell: Telling): SourcesStory {
  const { words } = tell;
  return {
    title: words.sources.title,
    rows: sources.map((source) => sourceRow(source, tell)),
    notes: sources.length === 0 ? [words.sources.none] : [],
  };
}

function sourceRow(watched: WatchedSource, tell: Telling): SourceRow {
  const { words, format, common } = tell;
  const { startup, source, state, last, every, who } = watched;
  const day = last === null ? null : format.dayOf(last);
  return {
    name: startup.name,
    id: startup.id,
    source,
    state,
    word: common.states[state],
    last: day === null ? words.sources.never : words.sources.last(day),
    knows: [common.stateSentence(state, day, every), causeOf(watched, tell)].filter(Boolean).join(" "),
    who: words.sources.acts[who],
  };
}

/** Why nothing comes, when the last pull or answer says so. */
function causeOf({ failure, reject }: WatchedSource, { common }: Telling): string {
  const failures: Readonly<Record<string, string | undefined>> = common.sources.failures;
  const rejects: Readonly<Record<string, string | undefined>> = common.sources.rejectCodes;
  const status = failure?.status ?? null;
  const cause =
    reject !== null
      ? rejects[reject]
      : status !== null && status >= 400
        ? common.sources.http(status)
        : failures[failure?.code ?? ""];
  return cause ? `${cause.charAt(0).toUpperCase()}${cause.slice(1)}.` : "";
}
