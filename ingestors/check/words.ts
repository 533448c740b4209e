// Names as words: a key, a heading or an address in parts that can be compared, in French and in English.

/** Say nothing of what is counted. */
const EMPTY = new Set(
  `nb nbr nombre number count counts counter total totals totaux num value valeur of de des du d la le les l the a au aux et
  and par per in en sur pour dans ou on to stats stat statistiques statistics metrics metric api v1 v2 v3 public data results
  result items json csv figures chiffres index all tous toutes it is une un www fr gouv https http com net org beta`.split(
    /\s+/,
  ),
);
/** Words that mean the same here; the first stands for all. */
const SAME = [
  "rdv appointment",
  "utilisateur user usager",
  "carte map",
  "visiteur visitor",
  "visite visit session",
  "unique uniq",
  "telechargement download",
  "compte account",
  "dossier file",
  "etablissement establishment cantine canteen ecole school",
  "organisation organization organisme structure",
  "agent",
  "reutilisation reuse",
  "depose soumi submit submitted depot",
  "traite processed process decide",
  "valide validated valid",
  "certifie certified",
  "adresse address",
  "bal base",
  "actif active",
  "publie published publication published_at publish",
  "cree created creation nouveau nouvelle new",
  "stockage storage",
  "octet byte",
  "commune town municipality",
  "couvert covered couverte",
  "trajet journey trip",
  "aide grant",
  "demarche procedure",
  "signalement report reclamation complaint",
  "jour day",
  "semaine week",
  "moi month mensuel monthly",
  "an year annee annuel",
  "accompagnement support",
  "teledeclaration declaration",
  "origine start debut depuis since",
  "jeu dataset set donnee ressource resource",
  "population inhabitant habitant",
  "honore attended",
  "absent absence noshow lapin manque missed",
];
const CANON = new Map(
  SAME.flatMap((line) => line.split(" ").map((word) => [stem(word), stem(line.split(" ")[0] ?? "")])),
);

/** Appointments to which nobody came. */
const NOT_COME = /non[ _-]?(honor|venu|pr[ée]sent)\p{L}*/giu;

/** `nbCommunesCouvertes` → commune, couvert. In order, each once. */
export function wordsOf(text: string): string[] {
  const plain = text
    .replace(/rendez[- _]?vous/gi, "rdv")
    .replace(NOT_COME, " manque ")
    .replace(/visites?[ _-]uniques?|unique[ _-]visits?/gi, "visiteur unique")
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();
  const parts = plain.split(/[^a-z0-9]+/).filter((word) => word.length > 1 && !EMPTY.has(word));
  return [...new Set(parts.map((word) => CANON.get(stem(word)) ?? stem(word)))];
}

/** Of what is counted, the words around it tell: `total`, `nombre`, `inscrits`. */
export function saysNothing(name: string): boolean {
  return wordsOf(name).every((word) => word === "inscrit");
}

/** Whether a name says that what it counts did not come about: `Rendez-vous annulés`, `dossiers_refuses`. */
export function saysUndone(name: string): boolean {
  return wordsOf(name).some((word) => UNDONE.test(word)) || NEGATED.test(name.replace(NOT_COME, ""));
}
const NEGATED = /(?<!\p{L})(non|sans|not|without)(?!\p{L})/iu;
const UNDONE =
  /^(annul|refus|rejet|reject|abandon|echou|echec|fail|cancel|supprim|delet|desabonn|unsubscrib|desinscri)/;

/** Without the ending of plurals and feminines. */
function stem(word: string): string {
  const single = word.length > 3 ? word.replace(/[sx]$/, "") : word;
  return single.length > 4 ? single.replace(/e{1,2}$/, "") : single;
}

/** What a name says its values are; values have the last word. */
export const NAMED = {
  date: /(^|[^a-z])(date|day|jour|mois|month|semaine|week|annee|année|year|periode|période|period|timestamp|time|trimestre|quarter)s?([^a-z]|$)|(^|_)at$|metric_month/i,
  share: /percent|pourcent|\btaux|(^|_)rates?(_|$)|(^|_)ratio|(^|[^a-z])(part|tx)([^a-z]|$)|pct|objective|%/i,
  /** Means and marks: of people, not of things. */
  mean: /(?<!\p{L})(moyen(ne)?|moyennes|moy|mean|average|avg|m[ée]dian[es]?|nps|score|note)(?!\p{L})/iu,
  money:
    /(?<!\p{L})(montants?|eur|euros?|[km]€|prix|co[uû]ts?|budgets?|d[ée]penses?|amounts?|costs?|prices?)(?!\p{L})|€/iu,
  /** Counted in another unit than things. */
  duration: /(?<!\p{L})(times?|timestamp|dur[ée]es?|durations?|d[ée]lais?|delays?|seconds?|minutes?|hours?)(?!\p{L})/iu,
  /** A part of another figure of the same row. */
  share_of: /^(via|dont|incl|of_?which)(?=[A-Z_ ])/,
  identifier:
    /(^|_)(id|uuid|uid|key|slug|hash)$|^_+id$|Id$|^(id|version|zoom|lat|lon|latitude|longitude|port|year|annee)$/i,
  paging: /^(count|total|limit|offset|page|pages|per_?page|page_?size|next|prev(ious)?|size)$/i,
  label: /indicateur|indicator|metri(c|que)|libell|label|categor|cat[ée]gor|statut|status|type|name|nom|intitul/i,
} as const;
