// The simulated registry's incubators, with the registry's quirks: ids in capitals or with a dot, and a hidden one.

export interface Incubator {
  readonly id: string;
  /** "": the registry does not show it, though startups name it. */
  readonly title: string;
  /** As the registry writes it: `/organisations/anct`. */
  readonly owner: string;
  readonly address: string;
  readonly website: string;
  readonly github: string;
}

const WRITTEN: readonly (readonly [id: string, title: string, owner: string, address: string])[] = [
  ["anct", "Incubateur des territoires", "anct", "1 place des Exemples, Paris"],
  ["dinum", "Incubateur de services numériques", "dinum", "2 place des Exemples, Paris"],
  ["fabrique-ecologie", "Fabrique numérique de l’Écologie", "ecologie", ""],
  ["AgriLab", "AgriLab, l’atelier numérique de l’Agriculture", "agriculture", ""],
  ["solidarites", "Fabrique numérique des Solidarités", "solidarites", ""],
  ["atelier-justice", "Atelier numérique de la Justice", "justice", ""],
  // None of its services publishes any figure: a reader of the pages should find that out.
  ["culture.lab", "Culture.lab", "culture", "3 passage des Exemples, Lyon"],
  ["fabrique-emploi", "Fabrique numérique de l’Emploi", "travail", ""],
  ["numeri-ecole", "Numéri-école", "education", "4 cours des Exemples, Poitiers"],
  ["geocommuns", "Fabrique des géocommuns", "ign", ""],
  ["FabNum-Interieur", "Fabrique numérique de l’Intérieur", "interieur", ""],
  ["prefiguration", "", "", ""],
];

export const INCUBATORS: readonly Incubator[] = WRITTEN.map(([id, title, owner, address]) => ({
  id,
  title,
  owner: owner && `/organisations/${owner}`,
  address,
  website: title && `https://${owner}.example.org`,
  github: title && `https://git.example.org/${owner}`,
}));
