// What a page for people is, as far as it says so itself: an error of its server, a page of Matomo, or statistics.
import type { Said } from "../../schemas/check.ts";
import { quoted } from "./french.ts";

const TITLE = /<title[^>]*>\s*([^<]{1,120}?)\s*<\/title>/i;

/** `502 Bad Gateway`: a server's own page of an error; `undefined`: another page. */
export function serverError(text: string): string | undefined {
  const [, title = ""] = TITLE.exec(text) ?? [];
  return /^(4|5)\d\d(?!\d)|^(error|erreur) (4|5)\d\d(?!\d)/i.test(title) ? title : undefined;
}

export function serverErrorTold(title: string): Said {
  return {
    fr: `C’est la page d’erreur d’un serveur : ${quoted(title)}. Réessayez plus tard, ou vérifiez l’adresse.`,
    en: `This is the error page of a server: "${title}". Try again later, or check the address.`,
  };
}

/** An address of Matomo's own pages, or one of them by its title. */
export function isMatomoPage(url: string, text: string): boolean {
  const { searchParams } = URL.canParse(url) ? new URL(url) : new URL("https://address.invalid/");
  const [, title = ""] = TITLE.exec(text) ?? [];
  return /matomo|piwik/i.test(title) || (searchParams.has("module") && searchParams.has("idSite"));
}

/** The report of the same site, as its API gives it. */
export function matomoReport(url: string): string {
  const site = URL.canParse(url) ? new URL(url).searchParams.get("idSite") : null;
  return `index.php?module=API&method=VisitsSummary.get&format=JSON&idSite=${/^\d+$/.test(site ?? "") ? site : "…"}&period=month&date=last12`;
}
