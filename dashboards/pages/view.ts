// What every page is handed beside its model: language, words, formats, theme and address.

import { AS_OF, KNOWN_ON } from "../as-of.ts";
import { type Choice, choiceIn } from "../choice.ts";
import { type Carry, NOTHING_CARRIED } from "../context.ts";
import type { Words } from "../figure.ts";
import { FIGURES } from "../figures-route.ts";
import type { Format, Lang } from "../format.ts";
import { formatFor, LANGS } from "../format.ts";
import { formatPath } from "../format-path.ts";
import { DICTIONARY } from "../words/dictionary.ts";
import type { Dictionary } from "../words/fr.ts";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export interface View {
  readonly lang: Lang;
  readonly words: Dictionary;
  readonly format: Format;
  readonly theme: Theme;
  /** Canonical, without the language's prefix: `/`, `/startups/a-dock`. */
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
  /** Address of the style sheet. */
  readonly stylesheet: string;
  /** Ids of the panels whose rows this page gives as CSV. */
  readonly panels: ReadonlySet<string>;
  /** The span of time that the address chose, and what it is compared with. */
  readonly choice: Choice;
  /** The day at whose end the figures were known as they are shown; `undefined`: now. */
  readonly known: string | undefined;
  /** What links of this page carry. */
  readonly carry: Carry;
}

const FORMATS = Object.fromEntries(LANGS.map((lang) => [lang, formatFor(lang)])) as Record<Lang, Format>;

type Asked = Pick<View, "lang" | "theme" | "path" | "query" | "stylesheet" | "panels">;

/** @param carry  left out: links carry nothing, as on a page that says that its address is not understood */
export function viewOf(page: Asked, carry: Carry = NOTHING_CARRIED): View {
  const { lang, query } = page;
  // A query that is not understood says nothing of the page that tells so.
  const known = carry === NOTHING_CARRIED ? undefined : (new URLSearchParams(query).get(KNOWN_ON) ?? undefined);
  return { ...page, words: DICTIONARY[lang], format: FORMATS[lang], choice: choiceIn(query), known, carry };
}

/** A link to another page in the view's language: it carries what the reader chose, where that page takes it. */
export function link(view: Pick<View, "lang" | "carry">, path: string): string {
  return href(view, path) + view.carry(path);
}

/** The same with parameters of its own, which win over what is carried; `undefined`: left out. */
export function linkWith(
  view: Pick<View, "lang" | "carry">,
  path: string,
  own: Readonly<Record<string, string | undefined>>,
): string {
  const params = new URLSearchParams(view.carry(path));
  for (const [name, value] of Object.entries(own)) if (value !== undefined) params.set(name, value);
  const query = params.toString();
  return `${href(view, path)}${query ? `?${query}` : ""}`;
}

/** The bare address of a page in the view's language. */
export function href({ lang }: Pick<View, "lang">, path: string): string {
  return lang === "fr" ? path : `/en${path === "/" ? "" : path}`;
}

/** The address of a panel's rows as CSV: all of them, whatever page is shown. `undefined` when the page does not give them. */
export function csvHref({ path, query, panels }: View, panel: string): string | undefined {
  if (!panels.has(panel)) return undefined;
  const params = new URLSearchParams(query);
  for (const paging of ["page", "lignes"]) params.delete(paging);
  params.set("panel", panel);
  return `${formatPath(path, "csv")}?${params}`;
}

/** The address of the same page in the API, which writes the day of what was known in its own way. */
export function apiHref({ query }: Pick<View, "query">, path: string): string {
  const params = new URLSearchParams(query);
  const known = params.get(KNOWN_ON);
  if (known === null) return `${path}${query}`;
  params.delete(KNOWN_ON);
  params.set(AS_OF, known);
  return `${path}?${params}`;
}

/** The address of figures cell by cell as JSON, of the day that the page was asked for, as known then. */
export function figuresHref(
  { carry, known }: Pick<View, "carry" | "known">,
  asked: Readonly<Record<string, string>>,
): string {
  const params = new URLSearchParams([...Object.entries(asked), ...new URLSearchParams(carry(FIGURES.path))]);
  if (known !== undefined) params.set(AS_OF, known);
  return `${FIGURES.path}?${params}`;
}

/** The words of the view's language. */
export function say({ lang }: Pick<View, "lang">, words: Words): string {
  return words[lang];
}
