// A page's figures as a person sees them: the text of its cards and tables, and the numbers that it says.
import type { Said } from "./agreement.ts";

/** `12 473` → `12473`, `−1,5` → `-1.5`; `null`: no number stands at the beginning. */
export function numberIn(text: string): Said {
  const [written] = /^[+\u2212-]?\d[\d\s\u00a0\u202f]*(?:,\d+)?/.exec(text.trim()) ?? [];
  const plain = written
    ?.replace(/[\s\u00a0\u202f+]/g, "")
    .replace("\u2212", "-")
    .replace(",", ".");
  return plain === undefined ? null : plain;
}
/** Every number of a text, in order: `53 486, contre 54 258` → two. */
export function numbersIn(text: string): string[] {
  const all = text.match(/[+\u2212-]?\d(?:[\d\s\u00a0\u202f]*\d)?(?:,\d+)?/g) ?? [];
  return all.flatMap((one) => numberIn(one) ?? []);
}
const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};
export const textOf = (html: string) =>
  html.replace(/<[^>]*>/g, "").replace(/&(?:amp|lt|gt|quot|#39);/g, (one) => ENTITIES[one] ?? one);

/** The element that opens at an id, without what is inside it counted apart: up to its own end tag, which must not nest. */
export function section(page: string, id: string, tag = "section"): string | undefined {
  const start = page.indexOf(`<${tag} id="${id}"`);
  return start < 0 ? undefined : page.slice(start, page.indexOf(`</${tag}>`, start));
}

export interface Card {
  /** `null`: it says in words why there is no figure. */
  readonly value: string | null;
  /** Beside the value: its unit, or what it is out of. */
  readonly of: string;
  /** Under it: its running total, or whom it reaches. */
  readonly under: readonly string[];
  /** How it changed over 4 weeks. */
  readonly change: string;
}
/** The cards of a startup's figures, by metric. */
export function cardsOf(page: string): Map<string, Card> {
  const cards = page.split('<li class="fig">').slice(1);
  return new Map(
    cards.map((card) => {
      const [, metric = ""] = /href="#m-([^"]+)"/.exec(card) ?? [];
      const [, value] = /<strong class="value">(.*?)<\/strong>/.exec(card) ?? [];
      const [, of = ""] = /<span class="of">(.*?)<\/span>/.exec(card) ?? [];
      const under = [...card.matchAll(/<p class="fig-people">(.*?)<\/p>/g)].map(([, text = ""]) => textOf(text));
      const [, change = ""] = /<p class="fig-foot">(.*?)<\/p>/.exec(card) ?? [];
      return [
        metric,
        { value: value === undefined ? null : textOf(value), of: textOf(of), under, change: textOf(change) },
      ];
    }),
  );
}

/** The tables of a part of a page: rows of texts, without the head. */
export function tablesOf(html: string): string[][][] {
  return html
    .split(/<tbody[^>]*>/)
    .slice(1)
    .map((table) =>
      table
        .slice(0, table.indexOf("</tbody>"))
        .split(/<tr[^>]*>/)
        .slice(1)
        .map((row) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) => textOf(cell))),
    );
}

/** Of a list of services, a row each: the number that stands where the pattern says, by id. */
export function mainFigures(page: string, pattern: RegExp): Map<string, Said> {
  const rows = page.split(/<tr[^>]*>/).slice(1);
  return new Map(
    rows.flatMap((row) => {
      const [, id] = /href="\/startups\/([^"?#]+)"/.exec(row) ?? [];
      const [, text] = pattern.exec(row) ?? [];
      return id === undefined || text === undefined ? [] : [[decodeURIComponent(id), numberIn(textOf(text))] as const];
    }),
  );
}
