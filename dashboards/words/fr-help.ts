// What the help pages say in French, in plain words: how figures are made, how the API is used, what was tested, who answers.
import type { State } from "../figure.ts";
import type { Actor } from "../who-acts.ts";
import { periodsHelp } from "./fr-periods.ts";
import { vintagesHelp } from "./fr-vintages.ts";

/** A part of a help page: paragraphs, then words with what they mean. */
export interface HelpPart {
  readonly id: string;
  readonly title: string;
  readonly text: readonly string[];
  readonly terms?: readonly (readonly [string, string])[];
}
const part = (id: string, title: string, text: readonly string[], terms?: HelpPart["terms"]): HelpPart =>
  terms ? { id, title, text, terms } : { id, title, text };

const stateRules: Record<State, string> = {
  ok: "la dernière réponse prise en compte a moins d’une fois et demie le rythme déclaré.",
  late: "elle a plus d’une fois et demie ce rythme.",
  cut: "elle a plus de trois fois ce rythme, ou les trois dernières lectures ont échoué.",
  held: "la dernière réponse lisible attend une vérification ; les chiffres d’avant restent.",
  never: "la source est raccordée, et aucune réponse n’a encore été prise en compte.",
  unconnected:
    "le service n’a aucune source raccordée à Relevé, alors qu’un chiffre est attendu à sa phase. C’est l’état d’un service, jamais d’une source.",
  idle: "la phase du service ne demande pas de chiffre (rien n’a commencé, investigation, transfert ou arrêt) et rien ne vient ; à une autre phase, la source serait en retard, interrompue ou jamais reçue. Si elle répond encore, elle garde son état.",
  hand: "l’équipe envoie elle-même ses chiffres. Si elle a promis un rythme (chaque semaine, chaque mois) et le dépasse d’une moitié, la source est en retard.",
};
const actorRules: Record<Exclude<Actor, "nobody">, string> = {
  team: "quand le site ne répond pas, répond par une page ou par des octets illisibles, ou quand elle devait envoyer et n’a rien envoyé.",
  network:
    "quand une réponse est retenue, ou quand le fichier qui décrit la source ne correspond plus à ce qu’elle répond.",
  operator: "quand Relevé n’a pas lu la source, ou quand la faute est la sienne.",
};

export const help = {
  contents: "Sur cette page",
  methodology: {
    title: "Méthodologie",
    lead: "Ce que Relevé compte, comment, et ce qu’il ne sait pas.",
    states: "Les sept états d’une source, et un service sans source",
    statesText: [
      "Une source est dans un seul état à la fois, le même sur toutes les pages. Un service qui n’a aucune source a le sien.",
    ],
    stateRules,
    actors: "Qui doit agir",
    actorsText: ["La page Qualité nomme, pour chaque source, qui peut la remettre en ordre."],
    actorNames: { team: "L’équipe du service", network: "Le réseau", operator: "L’exploitant de Relevé" },
    actorRules,
    parts: (vintage: string, communes: string): readonly HelpPart[] => [
      part("compte", "Ce qui est compté", [
        "Chaque service publie ses propres chiffres. Relevé les lit, les garde tels quels et les montre avec leur date et leur source. Il n’en estime aucun et n’en corrige aucun.",
        "Un chiffre de service ne paraît jamais sans le nom du service. Sur la vue d’ensemble, le seul chiffre commun est une réunion de communes ; la page d’un indicateur n’additionne que ce que sa définition permet, et nomme les services.",
        "L’adoption dit combien de personnes ou de lieux se servent d’un service. L’impact dit ce que le service a changé. Ce n’est pas la même chose, et chaque chiffre dit lequel des deux il mesure.",
      ]),
      part(
        "mots",
        "Les mots",
        [],
        [
          ["Chiffre", "une valeur d’un indicateur, pour un territoire, à une date ou pour une période."],
          [
            "Réponse",
            "ce qu’une source dit à un moment d’un ensemble de chiffres. Dans cet ensemble elle est complète : ce qu’elle ne dit plus a disparu.",
          ],
          [
            "Retenue",
            "une réponse vide, qui ferait disparaître plus de 20 % des chiffres en place ou qui sort des bornes attend. La lecture suivante la confirme, ou quelqu’un la vérifie.",
          ],
          ["Refus", "une réponse que Relevé ne peut pas lire. Elle ne change aucun chiffre ; ses octets sont gardés."],
          ["Échec", "une lecture sans réponse complète. Elle ne dit rien d’aucun chiffre."],
          [
            "Pas de chiffre",
            "une source peut dire qu’elle n’a pas de chiffre. Ce n’est pas zéro, et l’absence n’est pas zéro non plus.",
          ],
          [
            "Révision",
            "une source redit autrement un chiffre d’une période close. La nouvelle valeur paraît, l’ancienne reste connue.",
          ],
          [
            "Première annonce",
            "la valeur d’une période dans la première réponse donnée après sa fin. Quand une source complète ensuite ses périodes, les variations vont de première annonce à première annonce, faites dans le même délai ; sinon elles vont d’un chiffre connu à l’autre.",
          ],
          [
            "Expiration",
            "un état que sa source ne confirme plus pendant 90 jours, ou la durée qu’elle déclare, n’est plus un chiffre. Sa dernière valeur reste affichée avec sa date.",
          ],
        ],
      ),
      part("periodes", "Jours et périodes", [
        "Un jour est un jour à Paris. Une semaine va du lundi au dimanche, sauf mention. Seules les périodes closes sont montrées : la semaine ou le mois en cours n’y sont pas.",
        "Un chiffre a deux dates : quand la source a parlé, et quand Relevé l’a su.",
        ...periodsHelp,
      ]),
      part("phases", "Les phases", [
        "La phase d’un service, un jour donné, est la dernière commencée ce jour-là, d’après le registre public du réseau.",
        "Comptent dans les totaux du réseau les services en investigation, construction, accélération, consolidation, et ceux qui sont opérés. Les services transférés ou abandonnés n’y comptent plus.",
      ]),
      part("couverture", "La couverture", [
        "Une commune est couverte quand au moins un service la nomme. Une commune qui a plusieurs services compte une fois.",
        `La part se rapporte aux ${communes} communes de métropole et des départements d’outre-mer, la population à leurs habitants. Les collectivités d’outre-mer sont montrées à part.`,
        "Quand un service entre dans le calcul, le total monte sans que l’usage ait changé : la courbe le signale.",
      ]),
      part("communes", "La liste officielle des communes", [
        `Relevé se sert de la liste officielle ${vintage} de l’Insee. Un ancien code mène à la commune d’aujourd’hui ; un code inconnu est gardé, montré à part, et ne compte pas.`,
        ...vintagesHelp,
      ]),
      part("sommes", "Ce qui s’additionne", [
        "Des personnes ne s’additionnent ni d’un mois à l’autre, ni d’un service à l’autre : la même personne compterait plusieurs fois. Un taux est la somme des numérateurs sur la somme des dénominateurs. Relevé refuse une somme qui n’a pas de sens et dit quelle question poser.",
      ]),
      part("limites", "Ce que Relevé ne sait pas", [
        "Les chiffres sont ceux que les services déclarent : Relevé ne vérifie pas comment ils ont été comptés.",
        "Deux services peuvent compter des choses différentes sous le même nom d’indicateur ; la définition est à un clic du chiffre.",
        "Une révision est comptée quand la période était déjà close à la première annonce. Un chiffre dit pendant sa période, puis seulement confirmé, et changé plus tard n’est pas compté comme révisé.",
        "La bande des envois range les réponses par jour, semaine ou mois du calendrier, à Paris.",
      ]),
    ],
  },
  api: {
    title: "Données et API",
    lead: "Tout ce que montrent les pages se lit aussi par une machine, sans clé ni compte.",
    addresses: "Les adresses",
    addressesText:
      "Les noms entre accolades sont à remplacer. La description complète (OpenAPI 3.1) donne chaque champ et chaque erreur.",
    address: "Adresse",
    page: "Page",
    parameters: "Paramètres",
    csv: "CSV",
    yes: "oui",
    no: "—",
    openapi: "Description OpenAPI",
    example: "Exemple",
    parts: [
      part("lire", "Lire les données", [
        "Chaque page a sa version JSON : la même adresse, suivie de .json. La même réponse est sous /api/v1. Les nombres décimaux sont du texte, pour qu’aucun chiffre ne se perde ; null veut dire qu’il n’y a pas de chiffre, ce qui n’est pas zéro.",
        "Le paramètre day demande ce qui était vrai un jour donné. Un paramètre inconnu est une erreur : un filtre mal écrit ne donne jamais le tout.",
      ]),
      part("tableur", "Dans un tableur", [
        "Les lignes de chaque cadre sont en CSV : l’adresse de la page, suivie de .csv?panel= et du nom du cadre : toutes les lignes que les filtres gardent, et pas seulement la page montrée. Séparateur : la virgule ; encodage : UTF-8 ; une case vide est une absence de chiffre.",
      ]),
      part("navigateur", "Depuis une page web", [
        "Les adresses sous /api/v1 peuvent être lues par les pages d’autres sites. Elles ne peuvent pas y écrire : il faut pour cela un jeton, qu’une page ne doit pas avoir.",
      ]),
      part("envoi", "Envoyer ses chiffres", [
        "Une équipe envoie ses chiffres par POST /api/v1/declarations, avec un jeton que lui donne l’exploitant de ce Relevé. Un indicateur et une valeur suffisent. Le même envoi répété sous la même clé (Idempotency-Key) compte une fois. /openapi.json décrit chaque forme.",
      ]),
      part("cache", "Ne pas relire ce qui n’a pas changé", [
        "Chaque réponse porte un ETag. Renvoyé dans If-None-Match, il donne 304 tant que rien n’a changé.",
      ]),
      part(
        "erreurs",
        "Les erreurs",
        [
          "Une erreur est un document application/problem+json (RFC 9457) : un code stable, ce qui ne va pas, et quoi faire.",
        ],
        [
          ["400", "la demande n’est pas comprise ; la réponse donne les paramètres permis."],
          ["404", "rien à cette adresse, ou pas de tel service."],
          ["405", "l’adresse ne prend pas cette méthode ; Allow dit lesquelles."],
          ["422", "la question est comprise mais n’a pas de réponse : un jour inconnu, une somme qui n’a pas de sens."],
          ["503", "les chiffres ne peuvent pas être lus pour le moment ; Retry-After dit quand réessayer."],
        ],
      ),
    ] as readonly HelpPart[],
  },
  accessibility: {
    title: "Accessibilité",
    lead: "Ce qui a été essayé, ce qui ne l’a pas été. Aucun audit de conformité au RGAA n’a été fait : cette page n’en déclare aucune.",
    contact: "Signaler une difficulté",
    contactText: "Un contenu que vous ne pouvez pas lire ou utiliser peut être signalé ici :",
    noContact: "L’exploitant de ce Relevé n’a pas indiqué d’adresse.",
    parts: [
      part("essaye", "Ce qui est vérifié à chaque version", [
        "Un programme ouvre toutes les pages dans un navigateur, à 1280, 390 et 320 pixels de large, en couleurs claires et sombres, avec et sans JavaScript. Il vérifie qu’aucune page ne déborde, qu’elle a un seul titre principal, que son code HTML est valide, et que l’outil axe n’y trouve aucune faute.",
        "Chaque graphique a, à côté de lui, un tableau avec les mêmes lignes. Un état est toujours dit par un mot, jamais par sa seule couleur. Toutes les pages s’utilisent au clavier et commencent par un lien vers le contenu. Les contrastes du thème ont été calculés.",
      ]),
      part("reste", "Ce qui n’est pas vérifié", [
        "Aucun audit par un tiers n’a été fait. Les pages n’ont pas été essayées par des personnes qui utilisent un lecteur d’écran, une loupe ou une commande vocale. Un outil comme axe ne trouve qu’une partie des défauts.",
        "Les noms et les textes des services sont repris tels qu’ils sont publiés, le plus souvent en français, y compris sur les pages en anglais.",
      ]),
    ] as readonly HelpPart[],
  },
  legal: {
    title: "Mentions légales",
    lead: "Qui publie ce site, et à quelles conditions ses données peuvent être reprises.",
    publisher: "Éditeur et hébergeur",
    publisherText:
      "Relevé est un logiciel libre que plusieurs organisations peuvent installer. Celle qui exploite ce site doit ajouter ici son nom, celui du directeur ou de la directrice de la publication et celui de l’hébergeur.",
    contact: "Contact de l’exploitant :",
    noContact: "L’exploitant n’a pas indiqué d’adresse (réglage RELEVE_CONTACT).",
    parts: [
      part(
        "donnees",
        "Données",
        [],
        [
          [
            "Chiffres des services",
            "publiés par chaque service, sous la licence qu’il indique ; Relevé ne leur en donne pas d’autre.",
          ],
          [
            "Communes, départements, régions",
            "Code officiel géographique et populations de l’Insee, Licence Ouverte 2.0.",
          ],
          ["Contours des départements", "svg-maps, « France - Departments », licence CC BY 4.0."],
          ["Services et phases", "registre public du réseau beta.gouv.fr."],
        ],
      ),
      part("logiciel", "Logiciel", ["Relevé est publié sous licence MIT."]),
      part("vie-privee", "Vie privée", [
        "Ce site ne mesure pas son audience et ne charge rien d’ailleurs. Un seul témoin (cookie) peut être déposé : il garde le choix des couleurs, pour un an.",
        "Relevé ne garde aucune donnée personnelle dans ses chiffres.",
      ]),
    ] as readonly HelpPart[],
  },
};
