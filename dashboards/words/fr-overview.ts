// What the overview says in French: who publishes, what moved, the services, their communes.
import { few } from "./fr-sources.ts";

export const lead = {
  title: (followed: number, onTime: number, followedText: string, onTimeText: string) =>
    followed === onTime
      ? `${few(followed, "Le service suivi publie", `Les ${followedText} services suivis publient`)} un chiffre à l’heure`
      : `Sur ${followedText} ${few(followed, "service suivi", "services suivis")}, ${onTimeText} ${few(onTime, "publie", "publient")} un chiffre à l’heure`,
  none: "Aucun service n’est encore suivi",
  text: "Le réseau beta.gouv.fr réunit des services publics numériques menés par de petites équipes, les « startups d’État et de territoires ». Relevé montre qui s’en sert, où, et d’où vient chaque chiffre.",
  noneText: "Ajoutez un service en écrivant un fichier dans ingestors/directory, puis lancez un relevé.",
};

export const moved = {
  title: "Ce qui a bougé",
  nothing: "Aucun changement sur 4 semaines.",
  reaches: "atteint",
  against: (before: string) => `contre ${before} les 4 précédentes`,
  announced: "première annonce contre première annonce",
};

export const chain = {
  title: "Du suivi au chiffre à l’heure",
  sub: (day: string) => `Nombre de services, au ${day}`,
  ratio: (onTime: string, connected: string) =>
    `${onTime} services à l’heure ou déclarés à la main, sur ${connected} raccordés`,
  step: "Étape",
  services: "Services",
};

export const services = {
  rule: "Un chiffre de service ne paraît jamais sans son nom, et aucun n’est additionné à un autre.",
  table: "Les services",
  service: "Service",
  main: "Indicateur principal",
  change: "En 4 semaines",
  trend: "Tendance",
  last: "Dernière donnée",
  state: "État",
  total: "total cumulé",
  none: "aucun chiffre",
  found: (count: number, text: string, asked: string) =>
    `${text} ${few(count, "service trouvé", "services trouvés")} pour « ${asked} »`,
};

export const coverage = {
  title: "Communes avec au moins un service",
  now: "Le réseau dans les communes",
  unit: "communes",
  sub: (from: string, to: string) =>
    `Nombre de communes distinctes, chaque dimanche, du ${from} au ${to} ; la semaine en cours n’y est pas`,
  of: (percent: string, whole: string) => `${percent} des ${whole} communes`,
  people: (percent: string, inhabitants: string) => `${percent} de la population, soit ${inhabitants}`,
  union: (names: string) => `Réunion de ${names} : une commune qui a plusieurs services compte une fois.`,
  entry: (day: string, name: string, added: string) =>
    `Semaine close le dimanche ${day} : ${name} entre dans le total, ${added} communes. C’est un effet de périmètre, pas une hausse d’usage.`,
  each: "Communes de chaque service",
};
