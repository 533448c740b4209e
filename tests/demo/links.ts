// The links of a page to its own figures as JSON and CSV: those of a page about an older day speak of that day.
import type { Agreement } from "./agreement.ts";
import { textOf } from "./shown.ts";
import type { Site } from "./site.ts";

const FIGURES = /^(?:\/api\/v1\/|[^?]*\.(?:json|csv)(?:\?|$))/;

/** Addresses of figures that a page links to; one that is written out names the address itself, of no day. */
export function figureLinks(page: string): string[] {
  const all = [...page.matchAll(/<a [^>]*href="([^"]+)"[^>]*>(?!<code>)/g)].map(([, link = ""]) => textOf(link));
  return all.filter((link) => FIGURES.test(link) && !link.startsWith("/openapi.json"));
}

export function linksAgree(page: string, path: string, day: string, agreement: Agreement): void {
  for (const link of figureLinks(page))
    agreement.same(
      "a link to figures keeps the page's day",
      `${link} on ${path}`,
      day,
      new URL(link, "http://x").searchParams.get("day"),
    );
}

/** Pages of every sort, by their address. */
export async function pagesLink(
  site: Site,
  day: string,
  paths: readonly string[],
  agreement: Agreement,
): Promise<void> {
  for (const path of paths) linksAgree(await site.text(`${path}?day=${day}`), path, day, agreement);
}
