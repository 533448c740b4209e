// What the pages say in French of the span of time that was chosen, and of what it is compared with.

export const periods = {
  label: "Jour, période et comparaison",
  length: "Période",
  comparison: "Comparaison",
  lengths: {
    unset: "habituelle",
    "4s": "4 semaines",
    "13s": "13 semaines",
    "12m": "12 mois",
    tout: "toutes les données",
  },
  comparisons: { precedente: "période précédente", an: "un an plus tôt", aucune: "aucune" },
  between: (first: string, last: string) => `du ${first} au ${last}`,
  over: { "13s": "en 13 semaines", "12m": "en 12 mois", year: "en un an" },
  heads: {
    "13s": "En 13 semaines",
    "12m": "En 12 mois",
    year: "En un an",
    between: "Variation",
    none: "Sur la période",
  },
  against: {
    "13s": (before: string) => `contre ${before} les 13 précédentes`,
    "12m": (before: string) => `contre ${before} les 12 mois précédents`,
    between: (before: string) => `contre ${before} la période précédente`,
    year: (before: string) => `contre ${before} un an plus tôt`,
  },
  stable: (over: string) => `stable ${over}`,
  missing: { precedente: "pas de chiffre pour la période précédente", an: "pas de chiffre un an plus tôt" },
  none: "sans comparaison",
  compared: {
    aged: "tels que connus le même nombre de jours après leur fin",
    unlike: "chiffres connus à ce jour : le plus récent peut encore être corrigé",
  },
  nothingMoved: (over: string) => `Aucun changement ${over}.`,
  notCompared: "Aucune comparaison n’est demandée.",
  ratioNow: "Période choisie",
  ratioBefore: { precedente: "Période précédente", an: "Un an plus tôt" },
  before: (month: string) => `Aucune donnée avant ${month}.`,
  empty: "Aucune période close n’est entière dans la période choisie.",
  widen: "Montrer toutes les données",
};
export type Periods = typeof periods;

/** Of the page of method: what a span and a comparison are. */
export const periodsHelp = [
  "La période choisie dit sur quel temps les courbes sont montrées : 4 semaines, 13 semaines, 12 mois, toutes les données, ou entre deux jours, écrits dans l’adresse : periode=2026-01-01..2026-03-31. Seules les périodes closes qui y sont entières comptent, jusqu’à la dernière que la source donne. Sans choix, un état est montré sur 12 mois, un flux sur toutes ses périodes closes, un changement sur 4 semaines.",
  "Un changement compare la période à celle d’avant, qui en a autant, ou à la même un an plus tôt : 52 semaines pour des semaines, les mêmes mois pour des mois. Pour un état, ce sont les valeurs à la fin des deux. Quand il n’y a pas de chiffre à comparer, c’est dit. Quand la source corrige ses périodes, les deux sont pris à leur première annonce ; à défaut, le même nombre de jours après leur fin ; à défaut, tels que connus à ce jour, et il est dit que le plus récent peut encore être corrigé. Les liens gardent le jour, la période et la comparaison d’une page à l’autre.",
];
