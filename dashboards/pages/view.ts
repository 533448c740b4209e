// What every page is handed beside its model: language, words, formats, theme and address.
import type { Words } from "../figure.ts";
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
}

const FORMATS = Object.fromEntries(LANGS.map((lang) => [lang, formatFor(lang)])) as Record<Lang, Format>;

export function viewOf(page: Pick<View, "lang" | "theme" | "path" | "query" | "stylesheet" | "panels">): View {
  return { ...page, words: DICTIONARY[page.lang], format: FORMATS[page.lang] };
}

/** The address of a page in the view's language. */
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

/** The address of figures cell by cell as JSON, of the day that the page was asked for. */
export function figuresHref({ query }: Pick<View, "query">, asked: Readonly<Record<string, string>>): string {
  const day = new URLSearchParams(query).get("day");
  return `/api/v1/figures?${new URLSearchParams({ ...asked, ...(day ? { day } : {}) })}`;
}

/** The words of the view's language. */
export function say({ lang }: Pick<View, "lang">, words: Words): string {
  return words[lang];
}
