// What there is on a day: things published, things kept, organisations that use a service.
import { COUNTED, entry, SUMS, stock } from "./define.ts";

const made = { aarri: "activation", matrix: "utilise" } as const;
const joined = { aarri: "acquisition", matrix: "utilise" } as const;

export const STOCKS = [
  stock({
    ...made,
    key: "adresses_certifiees",
    label: ["Adresses certifiées", "Certified addresses"],
    definition: ["Adresses certifiées par leur commune, à ce jour.", "Addresses certified by their commune, to date."],
    unit: ["adresses", "addresses"],
  }),
  stock({
    ...made,
    key: "jeux_de_donnees",
    label: ["Jeux de données", "Data sets"],
    definition: ["Jeux de données publiés, à ce jour.", "Data sets published, to date."],
    unit: ["jeux de données", "data sets"],
  }),
  stock({
    ...made,
    key: "reutilisations",
    label: ["Réutilisations", "Reuses"],
    definition: ["Réutilisations de données recensées, à ce jour.", "Reuses of data that are known, to date."],
    unit: ["réutilisations", "reuses"],
    aarri: "impact",
    matrix: "utile",
  }),
  stock({
    ...made,
    key: "cartes_publiees",
    label: ["Cartes publiées", "Maps published"],
    definition: ["Cartes publiées, à ce jour.", "Maps published, to date."],
    unit: ["cartes", "maps"],
  }),
  stock({
    ...joined,
    key: "etablissements_utilisateurs",
    label: ["Établissements utilisateurs", "Establishments using the service"],
    definition: [
      "Établissements qui utilisent le service, à ce jour.",
      "Establishments that use the service, to date.",
    ],
    unit: ["établissements", "establishments"],
  }),
  stock({
    ...joined,
    key: "organisations_utilisatrices",
    label: ["Organisations utilisatrices", "Organisations using the service"],
    definition: [
      "Organisations publiques ou privées qui utilisent le service, à ce jour.",
      "Public or private organisations that use the service, to date.",
    ],
    unit: ["organisations", "organisations"],
  }),
  stock({
    ...joined,
    key: "demarches",
    label: ["Démarches en ligne", "Procedures online"],
    definition: [
      "Démarches que l'on peut faire en ligne avec le service, à ce jour.",
      "Procedures that can be done online with the service, to date.",
    ],
    unit: ["démarches", "procedures"],
  }),
  stock({
    ...made,
    key: "aides_publiees",
    label: ["Aides publiées", "Grants published"],
    definition: [
      "Aides et dispositifs que l'on trouve dans le service, à ce jour.",
      "Grants and schemes that can be found in the service, to date.",
    ],
    unit: ["aides", "grants"],
  }),
  stock({
    key: "stockage_utilise",
    label: ["Stockage utilisé", "Storage used"],
    definition: ["Octets occupés par les fichiers, à ce jour.", "Bytes taken by files, to date."],
    unit: ["octets", "bytes"],
    good: "none",
  }),
  entry({
    ...made,
    key: "dossiers_valides_cumules",
    kind: "counter",
    label: ["Dossiers validés depuis l'origine", "Files validated since the start"],
    definition: ["Dossiers validés depuis l'ouverture du service.", "Files validated since the service opened."],
    unit: ["dossiers", "files"],
    subject: "dossiers_valides",
    good: "up",
    sums: SUMS.stock,
    bounds: COUNTED,
  }),
];
