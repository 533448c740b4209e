// A report in words: every sentence and number is written out here, once, for the page, the e-mail and the text. Pure.

import { dayOf } from "../../schemas/period.ts";
import { weekNumber } from "../../schemas/week.ts";
import type { Format, Lang } from "../format.ts";
import type { Report, ReportModel } from "../shapes/report.ts";
import { type CoverageStory, coverageStory } from "./story-coverage.ts";
import { movedStory, movementsStory, perimeterLine, revisionsStory } from "./story-lines.ts";
import { type ServicesStory, type SourcesStory, servicesStory, sourcesStory } from "./story-rows.ts";
import { type Lines, type Telling, telling } from "./telling.ts";

export interface Story {
  readonly lang: Lang;
  readonly kicker: string;
  readonly title: string;
  /** `figures as known on …`, and whether it is frozen. */
  readonly known: string;
  readonly draft: string | null;
  readonly simulated: string | null;
  readonly movements: Lines;
  readonly services: ServicesStory;
  readonly moved: Lines;
  readonly revisions: Lines;
  readonly coverage: CoverageStory | null;
  /** When the sources' states and the chain were judged, and the day whose pages say the same; `null`: at the week's end. */
  readonly states: { readonly at: string; readonly day: string } | null;
  readonly chain: readonly { readonly label: string; readonly value: string }[];
  readonly sources: SourcesStory;
  readonly definitions: string;
  /** What proves it; `null` for a draft. */
  readonly proof: string | null;
}
/** The whole report in one language. */
export function storyOf({ report, published }: ReportModel, lang: Lang): Story {
  const tell = telling(lang);
  const { format, words } = tell;
  const state = published ? words.frozen : words.draft;
  const revisions = revisionsStory(report, tell);
  return {
    lang,
    kicker: words.kicker(weekNumber({ id: report.week }), format.longDate(report.first), format.longDate(report.last)),
    title: report.sentence[lang],
    known: [
      words.known(format.instant(report.known)),
      ...(report.states ? [words.states(format.longDate(report.last), format.instant(report.states))] : []),
      state,
    ].join(" "),
    draft: published ? null : words.draftMark,
    simulated: report.demo ? words.simulated : null,
    movements: movementsStory(report, tell),
    services: servicesStory(report, tell),
    moved: movedStory(report, tell),
    revisions: { ...revisions, lines: [...revisions.lines, perimeterLine(report, tell)] },
    coverage: coverageStory(report, tell),
    states: report.states ? { at: format.instant(report.states), day: dayOf(Date.parse(report.states)) } : null,
    chain: chainStory(report, tell),
    sources: sourcesStory(report, tell),
    definitions: words.definitionsText(definitionsOf(report, lang, format)),
    proof: published ? words.verifyText(format.instant(published.at), published.sha256) : null,
  };
}

/** From followed to on time: the same links as the overview's. */
function chainStory({ chain }: Report, { words, format }: Telling): Story["chain"] {
  return (["followed", "active", "withStatsPage", "connected", "onTime"] as const).map((link) => ({
    label: words.chain[link],
    value: format.number(String(chain[link])),
  }));
}

/** The metrics that are shown, each once. */
function definitionsOf({ services, moved, revisions }: Report, lang: Lang, { list }: Format): string {
  const metrics = [...services.lines, ...moved, ...revisions].flatMap(({ metric }) => metric?.label[lang] ?? []);
  return list([...new Set(metrics)]);
}
