// Why the whole of an answer is left out that no kind takes for its own.
import type { Said } from "../../schemas/check.ts";
import { counted } from "./french.ts";
import { isEmpty, type Look } from "./look.ts";
import type { Left } from "./told.ts";

const PAGE: Left = {
  what: { fr: "la page", en: "the page" },
  why: {
    fr: "c’est une page HTML, faite pour des personnes : Relevé n’en extrait jamais de chiffres",
    en: "HTML only: a page for people is never scraped",
  },
};
const ANSWER: Said = { fr: "la réponse", en: "the answer" };

export function leftWhole(look: Look): Left[] {
  switch (look.form) {
    case "html":
      return [PAGE];
    case "lines":
      return [{ what: ANSWER, why: linesTold(look.count) }];
    case "none":
      return [{ what: ANSWER, why: look.why }];
    default:
      return [{ what: ANSWER, why: isEmpty(look) ? NO_ROWS : UNNAMED }];
  }
}
export const UNNAMED: Said = {
  fr: "aucun nombre dont on puisse dire ce qu’il compte n’y est",
  en: "no number that can be named stands in it",
};
const NO_ROWS: Said = { fr: "elle n’a aucune ligne", en: "it has no rows" };
function linesTold(count: number): Said {
  return {
    fr: `${counted(count, "ligne", "lignes")}, et chacune est un document JSON à part : aucun type ne les lit`,
    en: `${count} lines, each a JSON document of its own: no kind reads these`,
  };
}
