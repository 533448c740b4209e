// What the pages say in French about those who carry services: incubators, sponsors, their portfolios.
import { few } from "./fr-sources.ts";

export const carriers = {
  incubators: {
    nav: "Incubateurs",
    title: (count: number, text: string) => `${text} ${few(count, "incubateur", "incubateurs")}`,
    lead: (percent: string, onTime: string, active: string, day: string) =>
      `Au ${day}, ${percent} des services actifs du réseau publient un chiffre à l’heure ou déclaré à la main (${onTime} sur ${active}). Un service porté par deux incubateurs compte une fois, chez le premier.`,
    none: "Aucun registre n’a été lu : il n’y a pas d’incubateur à montrer.",
    table: "Les incubateurs et leurs services actifs",
    incubator: "Incubateur",
    active: "Services actifs",
    onTime: "À l’heure ou déclarés à la main",
    silent: "Sans chiffre à l’heure, et pourquoi",
    unpublished: (id: string) => `${id} (incubateur non publié)`,
    sharedWith: (count: number, text: string) =>
      `${text} ${few(count, "service partagé, compté", "services partagés, comptés")} ailleurs`,
    nobody: "aucun chiffre attendu ne manque",
    noActive: "aucun service actif",
    orders: { nom: "nom", services: "nombre de services", publication: "part à l’heure" },
    of: (part: string, whole: string) => `${part} sur ${whole}`,
  },
  portfolio: {
    heading: (title: string, active: number, text: string, onTime: string) =>
      `${title}\u00a0: ${text} ${few(active, "service actif", "services actifs")}, ${onTime} à l’heure ou déclarés à la main`,
    lead: (owner: string | null) =>
      `${owner === null ? "" : `Incubateur porté par ${owner}. `}Cette page s’imprime : c’est la revue du trimestre.`,
    sponsorLead: "Les services que cette organisation porte. Cette page s’imprime.",
    website: "Site de l’incubateur",
    decide: "À décider",
    soon: (count: number, text: string, until: string) =>
      count === 0
        ? `Aucun comité n’est fixé d’ici le ${until}.`
        : `${text} ${few(count, "comité", "comités")} d’ici le ${until}\u00a0: `,
    on: (name: string, day: string) => `${name} le ${day}`,
    noCommittee: (count: number, text: string) =>
      count === 0
        ? "Tous les services actifs ont eu un comité depuis 12 mois, ou en ont un fixé."
        : `${text} ${few(count, "service actif n’a eu", "services actifs n’ont eu")} aucun comité depuis 12 mois, et n’en ${few(count, "a", "ont")} pas de fixé\u00a0: `,
    silentNone:
      "Tous les services actifs dont un chiffre est attendu le publient à l’heure, ou le déclarent à la main.",
    silent: (count: number, text: string) =>
      `${text} ${few(count, "service actif ne publie", "services actifs ne publient")} pas de chiffre à l’heure\u00a0: `,
    four: "Le portefeuille en quatre chiffres",
    fourRule: "Un service porté par deux incubateurs compte une fois.",
    national: (text: string) => `dont ${text} à impact national`,
    change: (entered: number, text: string, left: number, leftText: string) =>
      `${text} ${few(entered, "entrée", "entrées")}, ${leftText} ${few(left, "sortie", "sorties")} en 12 mois`,
    publish: "Publient à l’heure ou à la main",
    publishOf: (part: number, partText: string, whole: string, connected: string) =>
      `${partText} ${few(part, "service", "services")} sur ${whole}, ${connected} raccordés`,
    reference: (percent: string) => `Réseau : ${percent} (repère)`,
    impact: "Impact vérifié",
    committees: "Comités sous 30 jours",
    until: (day: string) => `jusqu’au ${day}`,
    without: (count: number, text: string) => `${text} ${few(count, "service", "services")} sans comité depuis 12 mois`,
    table: "Les services, par phase",
    tableSub: (day: string) => `Services actifs au ${day}, le plus longtemps dans sa phase d’abord`,
    all: (text: string) => `Tous (${text})`,
    onlyNational: (text: string) => `Impact national (${text})`,
    onlyShown: "Seuls les services à impact national sont listés.",
    showing: "Afficher",
    service: "Service",
    inPhase: "Dans la phase",
    next: "Prochain comité",
    figures: "Chiffres",
    mainImpact: "Impact principal",
    notFixed: "non fixé",
    lastOn: (day: string) => `dernier le ${day}`,
    neverHeld: "aucun au registre",
    declaredImpact: "déclaré",
    none: "Aucun service actif.",
    shared: "Portés avec un autre incubateur",
    sharedSub: "Comptés par l’autre incubateur : ils n’entrent dans aucun chiffre de cette page",
    countedBy: "Compté par",
    gone: "Arrêtés et transférés en 12 mois",
    goneSub: "Leur page reste en ligne avec le dernier chiffre",
    noGone: "Aucun en 12 mois.",
    what: "Ce qui est arrivé",
    lastFigure: "Dernier chiffre connu",
    noFigure: "aucun",
  },
};
