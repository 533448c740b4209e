// What to ask a service's team for, where an answer cannot be read: words that can be sent as they are.
import type { Refused, Said } from "../../schemas/check.ts";
import { errorIn, isOfAccess } from "./error-said.ts";
import { isEmpty, type Look, type Sample } from "./look.ts";
import { isMatomoPage, matomoReport, serverError } from "./page-seen.ts";
import { WHOLE_ANSWER } from "./told.ts";

const OURS: Said = {
  fr: "une adresse qui répond en JSON ou en CSV ; le plus simple est /.well-known/impact.json (docs/endpoints/releve.md). À défaut, un envoi par l'équipe (docs/push.md).",
  en: "an address that answers JSON or CSV; the simplest is /.well-known/impact.json (docs/endpoints/releve.md). Else the team may send its figures (docs/push.md).",
};

/** Never empty: there is always something to ask for. */
export function askTeamFor(look: Look, sample: Sample, refused: readonly Refused[]): Said {
  if (look.form === "html") return ofPage(sample.url, look.text);
  if (look.form === "lines") {
    return {
      fr: "Bonjour, vos chiffres sont un document JSON par ligne. Pourriez-vous les donner en une seule liste JSON, ou en CSV ?",
      en: "Hello, your figures come as one JSON document a line. Could you give them as one JSON list, or as CSV?",
    };
  }
  const error = errorIn(sample);
  if (error !== undefined && isOfAccess(error)) return refusal(`« ${error} »`, `"${error}"`);
  if (error !== undefined) return mending(error);
  const isWhole = refused.every(({ what }) => what === WHOLE_ANSWER.en); // labels that name no metric are told as such
  if (look.form === "json" && isWhole && isMatomoPage(sample.url, "")) return ofMatomo(sample.url, ONE_REPORT);
  if (refused.some(({ why }) => why.includes("shares"))) {
    return {
      fr: "Bonjour, vos chiffres sont des parts en pourcentage. Pourriez-vous donner les nombres dont elles sont faites ?",
      en: "Hello, your figures are percentages. Could you give the counts that they are made of?",
    };
  }
  if (sample.bytes.length === 0) return ask("ne répond rien", "answers nothing");
  if (look.form === "none")
    return ask(
      `ne donne ni JSON ni CSV que l'on puisse lire (${reasonOf(look.why.fr)})`,
      `gives neither JSON nor CSV that can be read (${reasonOf(look.why.en)})`,
    );
  if (isEmpty(look)) return NO_ROWS_YET;
  const [first] = refused.filter(({ why }) => !/^no (number|metric) /.test(why));
  if (!first) return ask("ne contient aucun nombre que l'on puisse nommer", "has no number that can be named");
  return ask(
    `répond, mais ses chiffres ne peuvent pas être repris (${first.whatFr} : ${reasonOf(first.whyFr)})`,
    `answers, but its figures cannot be taken (${first.what}: ${reasonOf(first.why)})`,
  );
}

/** A reason without what its reader should do: the letter asks for that itself. */
function reasonOf(why: string): string {
  return why.replace(
    / ?[:;] (demandez|choisissez|définissez|réessayez|écrivez|write|ask|choose|define|check|compare|try|this text)[\s\S]*$/,
    "",
  );
}

/** An endpoint that answered with a status, and what to ask its team for. */
export function askTeamForStatus(status: number): Said {
  if (status === 401 || status === 403) return refusal(`le statut ${status}`, `status ${status}`);
  return ask(`répond avec le statut ${status}`, `answers with status ${status}`);
}

/** An endpoint that could not be asked. */
export function askTeamForSilence(): Said {
  return ask("n'a pas pu être jointe", "could not be reached");
}

function refusal(fr: string, en: string): Said {
  return {
    fr: `Bonjour, votre adresse de chiffres répond ${fr} : un jeton est-il nécessaire ? Si oui, pourriez-vous nous en donner un, à envoyer dans un en-tête (Authorization ; pour Matomo, token_auth) ?`,
    en: `Hello, your address of figures answers ${en}: does it need a token? If so, could you give us one, to be sent in a header (Authorization; of Matomo, token_auth)?`,
  };
}

function ask(fr: string, en: string): Said {
  return {
    fr: `Bonjour, votre adresse ${fr}. Pourriez-vous nous donner ${OURS.fr}`,
    en: `Hello, your address ${en}. Could you give us ${OURS.en}`,
  };
}

/** Tools whose figures can be read from an address of their own. */
const TOOLS: readonly { readonly look: RegExp; readonly fr: string; readonly en: string }[] = [
  {
    look: /https?:\/\/[^\s"'<>]+\/public\/(?:dashboard|question)\/[0-9a-f-]{36}/i,
    fr: "La page montre un tableau de bord Metabase : l'adresse de chacune de ses cartes suffit (docs/endpoints/metabase.md).",
    en: "The page shows a dashboard of Metabase: the address of each of its cards will do (docs/endpoints/metabase.md).",
  },
  {
    look: /https?:\/\/[^\s"'<>]*(?:matomo|piwik|stats\.data\.gouv\.fr)[^\s"'<>]*/i,
    fr: "La page est mesurée par Matomo : son adresse, le numéro du site et, s'il le faut, un jeton suffisent (docs/endpoints/matomo.md).",
    en: "The page is measured by Matomo: its address, the site's number and, where needed, a token will do (docs/endpoints/matomo.md).",
  },
  {
    look: /https?:\/\/[^\s"'<>]*superset[^\s"'<>]*/i,
    fr: "La page montre un tableau de bord Superset : un export CSV à une adresse publique suffit (docs/endpoints/csv.md).",
    en: "The page shows a dashboard of Superset: a CSV export at a public address will do (docs/endpoints/csv.md).",
  },
  {
    look: /(?:href|src)=["'][^"']*\.(?:csv|geojson)["']/i,
    fr: "La page a un lien vers un fichier : son adresse suffit.",
    en: "The page has a link to a file: its address will do.",
  },
];

/** A dashboard's own address tells its tool, too. */
function ofPage(url: string, page: string): Said {
  const error = serverError(page);
  if (error !== undefined)
    return ask(
      `répond par la page d’erreur d’un serveur (« ${error} »)`,
      `answers with the error page of a server ("${error}")`,
    );
  const text = `${url}\n${page}`;
  if (isMatomoPage(url, page)) return ofMatomo(url, ONE_PAGE);
  const seen = TOOLS.flatMap((tool) => {
    const [found] = tool.look.exec(text.slice(0, 2_000_000)) ?? [];
    return found === undefined ? [] : [{ ...tool, found: withoutQuery(found) }];
  });
  const more = (language: "fr" | "en") => seen.map((tool) => ` ${tool[language]} (${tool.found})`).join("");
  return {
    fr: `Bonjour, votre page de statistiques est faite pour être lue par des personnes. Pourriez-vous nous donner ${OURS.fr}${more("fr")}`,
    en: `Hello, your page of statistics is made to be read by people. Could you give us ${OURS.en}${more("en")}`,
  };
}

const ONE_PAGE: Said = {
  fr: "une page de Matomo, faite pour être lue par des personnes",
  en: "a page of Matomo, made to be read by people",
};
const ONE_REPORT: Said = {
  fr: "un rapport de Matomo dont aucun chiffre n’a sa période",
  en: "a report of Matomo of which no figure has its period",
};
function ofMatomo(url: string, seen: Said): Said {
  const report = matomoReport(url);
  return {
    fr: `Bonjour, votre adresse est ${seen.fr}. Pourriez-vous nous donner celle de son API, ${report} (docs/endpoints/matomo.md), et un jeton si le site n’est pas public ?`,
    en: `Hello, your address is ${seen.en}. Could you give us the one of its API, ${report} (docs/endpoints/matomo.md), and a token if the site is not public?`,
  };
}

function mending(error: string): Said {
  return {
    fr: `Bonjour, votre adresse de chiffres répond par une erreur, avec le statut 200 (« ${error} »). Pourriez-vous la corriger, et donner aux erreurs leur propre statut ?`,
    en: `Hello, your address of figures answers with an error, and with status 200 ("${error}"). Could you mend it, and give errors a status of their own?`,
  };
}
const NO_ROWS_YET: Said = {
  fr: "Bonjour, votre adresse de chiffres ne donne encore aucune ligne. Pourriez-vous nous dire quand elle en aura ?",
  en: "Hello, your address of figures gives no rows yet. Could you tell us when it will have some?",
};

/** Parameters of an address may be secret. */
function withoutQuery(found: string): string {
  return found.replace(/[?#].*$/, "").slice(0, 200);
}
