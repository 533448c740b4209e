// A report as plain text: the e-mail's other part, the page's `.txt`, and what the command prints. Pure.
import { weekSlug } from "../../schemas/week.ts";
import type { Lang } from "../format.ts";
import type { ReportModel } from "../shapes/report.ts";
import type { ReportWords } from "../words/fr-report.ts";
import { type Story, storyOf } from "./story.ts";
import { type Line, type Lines, telling } from "./telling.ts";

const WIDTH = 76;

/** @param base  public address of the pages, without a final slash; "": addresses are not printed. */
export function textOf(model: ReportModel, lang: Lang, base = ""): string {
  const story = storyOf(model, lang);
  const { words } = telling(lang);
  const { colon } = words;
  const list = ({ title, lines, notes }: Lines) => [
    heading(title),
    ...lines.map((line) => item(lineText(line, colon))),
    ...notes.map(wrapped),
  ];
  return `${[
    ...opening(story),
    ...list(story.movements),
    heading(story.services.title),
    ...story.services.rows.map((row) => item(`${row.name}${colon} ${row.figure} ; ${row.change}, ${row.usual}.`)),
    ...story.services.notes.map(wrapped),
    ...list(story.moved),
    ...list(story.revisions),
    ...coverage(story, words),
    heading(story.sources.title),
    ...(story.states ? [wrapped(words.sources.at(story.states.at))] : []),
    ...story.sources.rows.map((row) =>
      item(`${row.name}, ${row.source}${colon} ${row.word}. ${row.knows} ${words.sources.who}${colon} ${row.who}.`),
    ),
    ...story.sources.notes.map(wrapped),
    "",
    wrapped(`${words.definitions}${colon} ${story.definitions}`),
    ...(story.proof ? [wrapped(story.proof)] : []),
    ...(base && model.published
      ? [
          `${words.permalink}${colon} ${base}${lang === "en" ? "/en" : ""}/rapports/${weekSlug({ id: model.report.week })}`,
        ]
      : []),
  ]
    .join("\n")
    .replace(/[\u00a0\u202f]/g, " ")}\n`;
}

function opening({ kicker, title, known, draft, simulated }: Story): string[] {
  const mark = draft ? [`*** ${draft.toUpperCase()} ***`] : [];
  return [...mark, wrapped(kicker), "", wrapped(title), "", wrapped(known), ...(simulated ? [wrapped(simulated)] : [])];
}

function coverage({ coverage: curve, chain, states }: Story, words: ReportWords): string[] {
  const told = curve ? [curve.now, ...curve.annotations.map(({ text }) => text), curve.union] : [words.coverage.none];
  return [
    ...(curve ? [heading(curve.title)] : [""]),
    ...told.map(wrapped),
    heading(words.chain.title),
    ...(states ? [wrapped(words.chain.at(states.at))] : []),
    wrapped(chain.map(({ value, label }) => `${value} ${label}`).join(" → ")),
  ];
}

export function lineText({ lead, strong, text }: Line, colon: string): string {
  return `${lead}${colon} ${[strong, text].filter(Boolean).join(" ")}`;
}

const heading = (title: string) => `\n${title}\n${"-".repeat(title.length)}`;
const item = (text: string) => `- ${wrap(text, "  ")}`;
const wrapped = (text: string) => wrap(text, "");

/** Lines of at most 76 characters; a word that is longer stands alone. */
function wrap(text: string, indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/ +/)) {
    if (line !== "" && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${indent}`);
}
