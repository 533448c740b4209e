// What stands beside every figure, in French: its day, its doubts, its panel, its table.

export const grains = {
  day: "jour",
  week: "semaine",
  sunday_week: "semaine (du dimanche)",
  month: "mois",
  quarter: "trimestre",
  year: "an",
  state: "jour",
};

export const figure = {
  of: (whole: string) => `sur ${whole}`,
  share: (percent: string) => `soit ${percent}`,
  population: "Population de ces communes",
  inhabitants: (part: string) => (/\p{L}/u.test(part) ? `${part} d’habitants` : `${part} habitants`),
  inPopulation: (inhabitants: string) =>
    `de la population, ${/\p{L}/u.test(inhabitants) ? `${inhabitants} d’habitants` : `${inhabitants} habitants`}`,
  in4weeks: "En 4 semaines",
  since: "en 4 semaines",
  announced: "premières annonces",
  stable: "stable en 4 semaines",
  noChange: "pas de comparaison sur 4 semaines",
  at: (day: string) => `au ${day}`,
  closed: (period: string) => `${period}, dernière période close`,
  total: (value: string, first: string, last: string) => `${value} de ${first} à ${last}`,
  allPeriods: "toutes les périodes",
  source: "Source",
  notAdded: "ne s’additionne pas",
  absence: {
    said: "aucun chiffre, dit par la source",
    expired: "plus de chiffre : le dernier est trop ancien",
    held: "retenu (à vérifier)",
    never: "jamais reçu",
    parts: "une des parts manque : pas de total",
    detail: "publié par établissement seulement : ne s’additionne pas",
    absent: "la source ne donne plus ce chiffre",
  },
  expired: (value: string, day: string) => `Dernière valeur : ${value}, le ${day}.`,
  held: (day: string, reason: string) => `Réponse du ${day} retenue (à vérifier) : ${reason}.`,
  heldValue: (value: string) => `Elle donnerait ${value}.`,
  unconfirmed: (count: number, text: string, answered: string, confirmed: string) =>
    count > 1
      ? `La réponse du ${answered} ne confirme pas ${text} de ces valeurs : elles restent comme au ${confirmed}.`
      : `La réponse du ${answered} ne confirme pas une de ces valeurs : elle reste comme au ${confirmed}.`,
  conflict: (source: string, value: string) =>
    `${source} dit ${value} : les deux sources ne s’accordent pas, la première de l’ordre déclaré fait foi.`,
  conflictInPart: (source: string, value: string) =>
    `${source} dit autre chose d’une des deux parts (le rapport serait alors : ${value}) ; la première source de l’ordre déclaré fait foi.`,
  axes: {
    time: "D’une période à l’autre",
    territory: "D’un territoire à l’autre",
    services: "D’un service à l’autre",
  },
};

export const panel = {
  data: "Afficher les données",
  cite: "Exporter, citer",
  csv: "Ces lignes en CSV",
  json: "Ces chiffres en JSON",
  link: "Lien vers ce cadre",
  citation: (title: string, day: string) => `Citer : Relevé, « ${title} », chiffres au ${day}.`,
  definition: "Définition",
  version: (version: number) => `définition ${version}`,
  notZero: "L’axe ne part pas de zéro.",
  empty: "Aucune donnée à cette date.",
  short: "Un seul relevé : pas encore de courbe.",
};

export const table = {
  period: "Période",
  day: "Jour",
  value: "Valeur",
  code: "Code",
  place: "Territoire",
  part: "Dont",
  of: "Sur",
  population: "Part de la population",
  source: "Source",
  series: "dans le temps",
  missing: "pas de donnée",
  unlisted: "absent de la liste officielle",
  scroll: "tableau à faire défiler",
  rules: {
    sum: "La somme des lignes est le chiffre.",
    union: "La réunion des lignes est le chiffre.",
    last: "La dernière ligne est le chiffre.",
    ratio: "Le chiffre est la somme des numérateurs sur la somme des dénominateurs.",
    each: "Chaque ligne est un chiffre, elles ne s’additionnent pas.",
    first: "La première source qui a le chiffre fait foi.",
  },
};
