// Startups of the simulated registry for maps, and of an incubator that it does not show.
import type { Listed } from "./listed.ts";

export const FOR_OTHERS: readonly Listed[] = [
  {
    id: "base-adresse-nationale",
    name: "Base Adresse Nationale",
    pitch: "La base de toutes les adresses du territoire.",
    incubator: "geocommuns",
    owner: "IGN et DINUM",
    phases: "construction 2020-01-06, acceleration 2021-04-19, opere 2023-07-03",
    events: "national_impact 2022-03-21; committee 2023-06-21",
    sponsors: "ign, dinum",
    thematics: "Adresses, Données",
    users: "etat, collectivite-territoriale, entreprise",
    stats: "/stats",
  },
  {
    id: "panoramas-libres",
    name: "Panoramas libres",
    pitch: "Une vue de chaque rue, libre de droits.",
    incubator: "geocommuns",
    phases: "investigation 2022-03-28, construction 2022-08-29, acceleration 2024-10-28",
    events: "product_launch 2023-03-27; committee 2024-10-23",
    thematics: "Données, Mobilités",
    users: "collectivite-territoriale",
  },
  {
    id: "sentier-a-jour",
    name: "Sentier à jour",
    pitch: "Savoir si un chemin de randonnée est ouvert.",
    incubator: "geocommuns",
    phases: "investigation 2024-11-04",
    from: "2024-11-18",
    thematics: "Données, Territoires",
    users: "particulier",
  },
  {
    // Listed from the latest phase to the first, as some files of the registry are.
    id: "phare-littoral",
    name: "Phare littoral",
    pitch: "Les ports de plaisance partagent leurs places libres.",
    incubator: "prefiguration",
    phases: "construction 2024-03-25, investigation 2023-08-28",
    thematics: "Mer",
    users: "particulier, collectivite-territoriale",
  },
  {
    // No address yet, and yet "there is a page of figures": the registry then makes up a bare `/stats`.
    id: "guichet-marin",
    name: "Guichet marin",
    pitch: "Les marins préparent leur embarquement en ligne.",
    incubator: "prefiguration",
    phases: "investigation 2024-02-19",
    from: "2024-02-26",
    thematics: "Mer, Démarches",
    users: "entreprise",
    stats: "/stats",
  },
];
