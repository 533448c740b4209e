// Whether a page speaks one language: no French word on an English page, no English word on a French one.
import type { Page } from "playwright-core";

/** Words that only one of the two languages has. */
const FRENCH =
  /(?<![\p{L}’'-])(le|la|les|des|du|une|est|sont|aux|avec|pour|dans|qui|cette|ces|et|chaque|aucune?|jours?|semaines?|jamais|depuis|chiffres?)(?![\p{L}-])/giu;
const ACCENTED = /\p{L}*[éèêàçùôîûœ]\p{L}*/giu;
const ENGLISH =
  /(?<![\p{L}’'-])(the|of|and|with|are|from|this|that|which|each|its|was|were|every|weeks?|months?|never|since|figures?)(?![\p{L}-])/giu;
/** Names that are the same in both, and territory words that stay French (docs/decisions/0009). */
const SHARED = /^(relevé|départements?|régions?|nouvelle)$/i;
/** Terms that are quoted in French on English pages, once explained. */
const TERMS = ["startups d’État et de territoires", "Licence Ouverte"];
/** What names things in models: said as it was published, in whatever language. */
const NAMING = new Set(["name", "title", "label", "owner", "pitch", "host", "website", "mission", "sponsor"]);

/** Names that a model holds; the words of both languages (`{ fr, en }`) are ours and no names. */
export function namesIn(model: unknown, key = "", found = new Set<string>()): Set<string> {
  if (typeof model === "string" && NAMING.has(key)) found.add(model);
  if (typeof model === "object" && model !== null && !("fr" in model && "en" in model))
    for (const [inner, value] of Object.entries(model)) namesIn(value, Array.isArray(model) ? key : inner, found);
  return found;
}

/** Words of the other language in some texts, each once. */
export function foreignWords(lang: string, texts: readonly string[], names: ReadonlySet<string>): string[] {
  const known = [...TERMS, ...names].filter((name) => name.length > 1).sort((a, b) => b.length - a.length);
  const found = new Set<string>();
  for (const text of texts) {
    let rest = text;
    for (const name of known) rest = rest.replaceAll(name, " ");
    const words = lang === "en" ? [...rest.matchAll(FRENCH), ...rest.matchAll(ACCENTED)] : [...rest.matchAll(ENGLISH)];
    for (const [word] of words) if (!SHARED.test(word)) found.add(`${word} (${text.trim().slice(0, 60)})`);
  }
  return [...found];
}

/** What a reader of the page's language is given: texts and labels, without code and without parts in another language. */
export function textsOf(page: Page): Promise<{ lang: string; texts: string[] }> {
  return page.evaluate(`(() => {
    const lang = document.documentElement.lang, texts = [];
    const visit = (node) => {
      if (node.nodeType === Node.TEXT_NODE) { if (node.data.trim() !== "") texts.push(node.data); return; }
      if (node.nodeType !== Node.ELEMENT_NODE || ["CODE", "PRE", "SCRIPT", "STYLE"].includes(node.tagName)) return;
      if (node.lang && node.lang !== lang) return;
      for (const name of ["aria-label", "placeholder", "title", "alt"]) {
        const value = node.getAttribute(name);
        if (value) texts.push(value);
      }
      node.childNodes.forEach(visit);
    };
    visit(document.body);
    texts.push(document.title);
    return { lang, texts };
  })()`) as Promise<{ lang: string; texts: string[] }>;
}
