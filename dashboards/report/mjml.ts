// A report as MJML: a table of 600 px, literal colours of the light column, no address from elsewhere. Pure.
import { weekSlug } from "../../schemas/week.ts";
import { FONTS, light } from "../charts/image.ts";
import { escaped } from "../escape.ts";
import type { Lang } from "../format.ts";
import type { ReportModel } from "../shapes/report.ts";
import type { ReportWords } from "../words/fr-report.ts";
import { CURVE_WIDTH } from "./curve.ts";
import { type Story, storyOf } from "./story.ts";
import type { ServiceRow, SourceRow } from "./story-rows.ts";
import { type Line, type Lines, telling } from "./telling.ts";

/** Changes with the form of the e-mail: part of the Message-ID. */
export const TEMPLATE = 1;
/** Mail programs cut what is longer than 100 kB: of each list the first lines, the page has all. */
const MOST = { lines: 25, services: 30, sources: 15 } as const;

export interface MailLinks {
  /** Public address of the pages, without a final slash. */
  readonly base: string;
  /** `mailto:` or `https:`. */
  readonly unsubscribe: string;
  /** Content ids of the images; no curve: `undefined`. */
  readonly mark: string;
  readonly curve: string | undefined;
}
/** Inside an attribute: single quotes. */
const MAIL_FONTS = FONTS.replaceAll('"', "'");
const cell = `border-bottom:1px solid ${light("line")};padding:8px 0;vertical-align:top`;
const quiet = `color:${light("ink-2")};font-size:13px`;
const TONES = { good: light("ok"), bad: light("cut"), "": light("ink") } as const;

export function mjmlOf(model: ReportModel, lang: Lang, links: MailLinks): string {
  const story = storyOf(model, lang);
  const { words } = telling(lang);
  const home = `${links.base}${lang === "en" ? "/en" : ""}`;
  const page = `${home}/rapports/${weekSlug({ id: model.report.week })}`;
  const link = (id: string | null, name: string) =>
    id === null ? escaped(name) : anchor(`${home}/startups/${encodeURIComponent(id)}`, name, light("ink"));
  const { services, sources } = story;
  const judged = story.states ? [words.sources.at(story.states.at)] : [];
  const section = <Row>(
    title: string,
    all: readonly Row[],
    most: number,
    rowOf: (row: Row) => string,
    notes: readonly string[],
  ) => {
    const more = all.length > most ? [words.more(telling(lang).format.number(String(all.length - most)))] : [];
    return block(title, rows(all.slice(0, most).map(rowOf)) + [...more, ...notes].map(note).join(""));
  };
  const list = ({ title, lines, notes }: Lines) =>
    section(title, lines, MOST.lines, (one) => lineRow(one, words.colon, link), notes);
  return `<mjml lang="${lang}"><mj-head><mj-title>${escaped(story.title)}</mj-title><mj-preview>${escaped(story.title)}</mj-preview>
<mj-attributes><mj-all font-family="${MAIL_FONTS}" /><mj-text font-size="15px" line-height="22px" color="${light("ink")}" padding="0 24px" /><mj-table font-size="15px" line-height="22px" color="${light("ink")}" padding="0 24px" cellpadding="0" /><mj-section padding="0" background-color="${light("surface")}" /></mj-attributes></mj-head>
<mj-body width="600px" background-color="${light("bg")}"><mj-wrapper padding="24px 0" full-width="full-width">
${opening(story, links)}
${list(story.movements)}
${section(services.title, services.rows, MOST.services, (row) => serviceRow(row, link), services.notes)}
${list(story.moved)}
${list(story.revisions)}
${curve(story, links, words)}
${section(sources.title, sources.rows, MOST.sources, (row) => sourceRow(row, words.sources.who + words.colon, link), [...sources.notes, ...judged])}
<mj-section padding="24px 0"><mj-column><mj-button href="${escaped(page)}" align="left" padding="0 24px 16px" background-color="${light("accent")}" color="${light("on-accent")}" border-radius="8px" font-size="16px" font-weight="700" inner-padding="12px 20px">${escaped(words.read)}</mj-button>
<mj-text ${attributes()}>${[story.known, story.simulated, story.proof]
    .filter((text) => text !== null)
    .map(escaped)
    .join(
      "<br />",
    )}<br />${[anchor(`${home}/startups`, words.definitions), anchor(`${page}.json`, words.json), anchor(links.unsubscribe, words.unsubscribe)].join(" · ")}<br />${escaped(words.mailWhy)}</mj-text></mj-column></mj-section>
</mj-wrapper></mj-body></mjml>`;
}

const attributes = () => `font-size="13px" line-height="20px" color="${light("ink-2")}"`;
const anchor = (href: string, text: string, color = light("link")) =>
  `<a href="${escaped(href)}" style="color:${color}">${escaped(text)}</a>`;

function opening({ kicker, title, draft }: Story, { mark }: MailLinks): string {
  const stamp = draft ? `<mj-text color="${light("late")}" font-weight="700">${escaped(draft)}</mj-text>` : "";
  return `<mj-section padding="24px 0 0"><mj-group><mj-column width="12%" vertical-align="middle"><mj-image src="${mark}" alt="" width="44px" align="left" padding="0 0 0 24px" /></mj-column><mj-column width="88%" vertical-align="middle"><mj-text padding="0 24px 0 16px"><strong>Relevé</strong><br /><span style="${quiet}">${escaped(kicker)}</span></mj-text></mj-column></mj-group></mj-section>
<mj-section><mj-column>${stamp}<mj-text padding="16px 24px 12px" font-size="24px" line-height="30px" font-weight="700"><h1 style="margin:0;font-size:24px;line-height:30px">${escaped(title)}</h1></mj-text><mj-divider border-width="3px" border-color="${light("needle")}" padding="0 24px" /></mj-column></mj-section>`;
}

function block(title: string, content: string): string {
  return `<mj-section padding="24px 0 0"><mj-column><mj-text font-size="18px" line-height="24px" font-weight="700" padding="0 24px 4px"><h2 style="margin:0;font-size:18px;line-height:24px">${escaped(title)}</h2></mj-text>${content}</mj-column></mj-section>`;
}
const rows = (all: readonly string[]) =>
  all.length > 0 ? `<mj-table role="presentation">${all.join("")}</mj-table>` : "";
const note = (text: string) => `<mj-text ${attributes()} padding="8px 24px 0">${escaped(text)}</mj-text>`;
type Link = (id: string | null, name: string) => string;

function lineRow({ lead, startup, strong, tone, text }: Line, colon: string, link: Link): string {
  const change = strong ? `<strong style="color:${TONES[tone]}">${escaped(strong)}</strong> ` : "";
  return `<tr><td style="${cell}"><strong>${link(startup, lead)}</strong>${colon} ${change}${escaped(text)}</td></tr>`;
}

function serviceRow({ name, id, figure, change, tone, usual }: ServiceRow, link: Link): string {
  return `<tr><td style="${cell};padding-right:12px"><strong>${link(id, name)}</strong><br /><span style="${quiet}">${escaped(figure)}</span></td><td style="${cell};text-align:right"><strong style="color:${TONES[tone]}">${escaped(change)}</strong><br /><span style="${quiet}">${escaped(usual)}</span></td></tr>`;
}

function sourceRow({ name, id, source, state, word, last, knows, who }: SourceRow, label: string, link: Link): string {
  const chip = `<span style="color:${light(state)};background:${light(`${state}-bg`)};border:1px solid ${light(state)};border-radius:12px;padding:0 8px;font-size:13px;font-weight:700">${escaped(word)}</span>`;
  return `<tr><td style="${cell}"><strong>${link(id, name)}</strong>, ${escaped(source)} ${chip}<br />${escaped(knows)} <span style="${quiet}">${escaped(last)}. ${escaped(label)} ${escaped(who)}.</span></td></tr>`;
}

function curve({ coverage, chain, states }: Story, links: MailLinks, words: ReportWords): string {
  const links5 = chain.map(({ value, label }) => `<strong>${escaped(value)}</strong> ${escaped(label)}`).join(" → ");
  const image =
    coverage && links.curve
      ? `<mj-image src="${links.curve}" alt="${escaped(coverage.alt)}" width="${CURVE_WIDTH}px" padding="0 24px" />`
      : "";
  const notes = coverage
    ? [
        coverage.now,
        coverage.sub,
        ...coverage.annotations.map(({ number, text }) => `${number}. ${text}`),
        coverage.union,
        coverage.notZero,
      ]
    : [];
  const told = notes.flatMap((text) => (text ? [note(text)] : [])).join("");
  const steps = `${states ? note(words.chain.at(states.at)) : ""}<mj-text padding="16px 24px 0">${links5}</mj-text>`;
  return coverage
    ? block(coverage.title, image + told + steps)
    : `<mj-section><mj-column>${steps}</mj-column></mj-section>`;
}
