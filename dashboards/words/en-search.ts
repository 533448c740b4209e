// What the search page says in English: the same keys as French.
import { few } from "./en-sources.ts";
import type { find as shape } from "./fr-search.ts";

export const find: typeof shape = {
  title: "Search",
  label: "Territory, service or metric",
  submit: "Search",
  found: (count, text, asked) => `${text} ${few(count, "result", "results")} for “${asked}”`,
  nothing: "Nothing under these words.",
  nothingText: "Check the spelling, try one word, a postal code, or the Insee code.",
  empty: "What are you looking for?",
  emptyText: "You can search for:",
  what: [
    "a commune, by its name, postal code or Insee code, former ones too;",
    "an intercommunal body, a département, a région, by name or code;",
    "a service, by its name, its id or a former one;",
    "a metric, by its name.",
  ],
  emptyHow: "Accents, capitals and hyphens do not matter; “st” stands for “saint”.",
  groups: {
    communes: "Communes",
    epci: "Intercommunal bodies",
    departements: "Départements",
    regions: "Régions",
    services: "Services",
    metrics: "Metrics",
  },
  first: (most, count) => `The first ${most} of ${count}: say more to see the others.`,
  name: "Name",
  code: "Code",
  where: "Département",
  postal: "Postal codes",
  people: "Inhabitants",
  former: (name) => `former commune: ${name}`,
  formerCode: (code) => `former code ${code}`,
  owner: "Owner",
  alias: (id) => `formerly ${id}`,
  notFollowed: "no source connected",
  kind: "Kind",
  missing: "—",
  unknown: {
    territory: "This territory is not in the official list",
    territoryText:
      "The code may be mistyped. Levels are commune, epci, departement and region; a former code of a commune leads to the commune of today.",
    territoryLink: "Search by name or postal code",
    metric: "This metric is not in the catalogue",
    metricText: "The address may be mistyped, or the metric has another name.",
    metricLink: "See all metrics",
  },
};
