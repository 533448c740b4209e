// What the search page says in French.
import { few } from "./fr-sources.ts";

export const find = {
  title: "Recherche",
  label: "Territoire, service ou indicateur",
  submit: "Chercher",
  found: (count: number, text: string, asked: string) =>
    `${text} ${few(count, "résultat", "résultats")} pour « ${asked} »`,
  nothing: "Rien sous ces mots.",
  nothingText: "Vérifiez l’orthographe, essayez un seul mot, un code postal, ou le code Insee.",
  empty: "Que cherchez-vous ?",
  emptyText: "On peut chercher :",
  what: [
    "une commune, par son nom, son code postal ou son code Insee, même ancien ;",
    "une intercommunalité, un département, une région, par son nom ou son code ;",
    "un service, par son nom, son identifiant ou celui d’avant ;",
    "un indicateur, par son nom.",
  ],
  emptyHow: "Les accents, les majuscules et les traits d’union ne comptent pas ; « st » vaut « saint ».",
  groups: {
    communes: "Communes",
    epci: "Intercommunalités",
    departements: "Départements",
    regions: "Régions",
    services: "Services",
    metrics: "Indicateurs",
  },
  first: (most: string, count: string) => `Les ${most} premiers sur ${count} : précisez pour voir les autres.`,
  name: "Nom",
  code: "Code",
  where: "Département",
  postal: "Codes postaux",
  people: "Habitants",
  former: (name: string) => `ancienne commune : ${name}`,
  formerCode: (code: string) => `ancien code ${code}`,
  owner: "Porteur",
  alias: (id: string) => `anciennement ${id}`,
  notFollowed: "aucune source raccordée",
  kind: "Nature",
  missing: "—",
  unknown: {
    territory: "Ce territoire n’est pas dans la liste officielle",
    territoryText:
      "Le code est peut-être mal recopié. Les niveaux sont commune, epci, departement et region ; un ancien code de commune mène à la commune d’aujourd’hui.",
    territoryLink: "Chercher par nom ou par code postal",
    metric: "Cet indicateur n’est pas au catalogue",
    metricText: "L’adresse est peut-être mal recopiée, ou l’indicateur a un autre nom.",
    metricLink: "Voir tous les indicateurs",
  },
};
