// What there is on a day: things published, things kept, organisations that use a service.
import { COUNTED, entry, type Pair, SUMS, stock } from "./define.ts";

const made = { aarri: "activation", matrix: "utilise" } as const;
const joined = { aarri: "acquisition", matrix: "utilise" } as const;

/** Totals since a service opened. */
const SINCE: readonly { key: string; label: Pair; definition: Pair; unit: Pair; subject: string }[] = [
  {
    key: "dossiers_deposes_cumules",
    label: ["Dossiers déposés depuis l'origine", "Files submitted since the start"],
    definition: ["Dossiers déposés depuis l'ouverture du service.", "Files submitted since the service opened."],
    unit: ["dossiers", "files"],
    subject: "dossiers_deposes",
  },
  {
    key: "dossiers_traites_cumules",
    label: ["Dossiers traités depuis l'origine", "Files processed since the start"],
    definition: [
      "Dossiers sur lesquels une décision a été rendue depuis l'ouverture du service.",
      "Files on which a decision was made since the service opened.",
    ],
    unit: ["dossiers", "files"],
    subject: "dossiers_traites",
  },
  {
    key: "accompagnements_cumules",
    label: ["Accompagnements depuis l'origine", "People helped since the start"],
    definition: [
      "Accompagnements faits depuis l'ouverture du service ; une personne aidée deux fois compte deux fois.",
      "Times that people were helped since the service opened; a person who was helped twice counts twice.",
    ],
    unit: ["accompagnements", "times"],
    subject: "accompagnements",
  },
];

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
  stock({
    ...made,
    key: "adresses",
    label: ["Adresses", "Addresses"],
    definition: [
      "Adresses que le service tient, certifiées ou non, à ce jour.",
      "Addresses that the service keeps, certified or not, to date.",
    ],
    unit: ["adresses", "addresses"],
  }),
  stock({
    ...made,
    key: "bases_adresses",
    label: ["Bases adresses locales", "Local address bases"],
    definition: [
      "Bases adresses locales que le service héberge, publiées ou non, à ce jour ; une commune peut en avoir plusieurs.",
      "Local address bases that the service hosts, published or not, to date; one commune may have several.",
    ],
    unit: ["bases", "bases"],
  }),
  stock({
    ...made,
    key: "elements_geres",
    label: ["Éléments gérés", "Items managed"],
    definition: [
      "Fiches, bases, comptes ou projets que le service tient à ce jour, tels qu'il les définit.",
      "Records, bases, accounts or projects that the service keeps to date, as it defines them.",
    ],
    unit: ["éléments", "items"],
  }),
  ...SINCE.map(({ key, label, definition, unit, subject }) =>
    entry({
      ...made,
      key,
      kind: "counter",
      label,
      definition,
      unit,
      subject,
      good: "up",
      sums: SUMS.stock,
      bounds: COUNTED,
    }),
  ),
];
