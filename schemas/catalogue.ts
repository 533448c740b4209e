// The catalogue of metrics. Every version stays for ever: an old answer is read with the definition of its day.
import { Metric } from "./catalogue-model.ts";

const PEOPLE = {
  time: {
    refused: {
      fr: "la même personne peut revenir d'une période à l'autre : les additionner la compterait plusieurs fois",
      en: "the same person may come back from one period to the next: adding them up would count them more than once",
    },
    ask: {
      fr: "demandez la dernière période, ou chaque période côte à côte",
      en: "ask for the last period, or each period side by side",
    },
  },
  territory: {
    refused: {
      fr: "la même personne peut servir plusieurs territoires : les additionner la compterait plusieurs fois",
      en: "the same person may serve several territories: adding them up would count them more than once",
    },
    ask: {
      fr: "demandez le chiffre publié pour le territoire entier",
      en: "ask for the figure published for the whole territory",
    },
  },
  services: {
    refused: {
      fr: "un même agent utilise plusieurs services : les additionner le compterait plusieurs fois",
      en: "one agent uses several services: adding them up would count them more than once",
    },
    ask: { fr: "demandez les services côte à côte", en: "ask for the services side by side" },
  },
} as const;
const APART = {
  refused: {
    fr: "les services ne comptent pas la même chose : leur somme n'aurait pas de sens",
    en: "services do not count the same thing: their sum would have no meaning",
  },
  ask: {
    fr: "demandez la liste des services, chacun avec son chiffre",
    en: "ask for the list of services, each with its own figure",
  },
} as const;
const additive = { time: "sum", territory: "sum", services: APART } as const;
const stock = { time: "last", territory: "sum", services: APART } as const;
const set = { time: "last", territory: "union", services: "union" } as const;

type Entry = Omit<Metric, "version" | "bounds"> & { version?: number; bounds?: Metric["bounds"] };
const entry = (metric: Entry): Metric => Metric.parse({ version: 1, ...metric });

export const CATALOGUE: readonly Metric[] = [
  entry({
    key: "communes_couvertes",
    kind: "membership",
    label: { fr: "Communes couvertes", en: "Communes covered" },
    definition: {
      fr: "Communes où le service est, ou a été, en usage. Un ensemble : chaque commune compte une fois.",
      en: "Communes where the service is, or has been, in use. A set: each commune counts once.",
    },
    unit: { fr: "communes", en: "communes" },
    subject: "commune",
    good: "up",
    sums: set,
  }),
  entry({
    key: "communes_actives_12m",
    kind: "membership",
    label: { fr: "Communes actives sur 12 mois", en: "Communes active over 12 months" },
    definition: {
      fr: "Communes où le service a servi dans les 365 derniers jours.",
      en: "Communes where the service was used in the last 365 days.",
    },
    unit: { fr: "communes", en: "communes" },
    subject: "commune",
    good: "up",
    sums: set,
    window: "P365D",
  }),
  entry({
    key: "departements_utilisateurs",
    kind: "membership",
    label: { fr: "Départements utilisateurs", en: "Départements using the service" },
    definition: {
      fr: "Départements dont le conseil départemental utilise le service.",
      en: "Départements whose council uses the service.",
    },
    unit: { fr: "départements", en: "départements" },
    subject: "departement",
    good: "up",
    sums: set,
  }),
  entry({
    key: "rdv_pris",
    kind: "flow",
    label: { fr: "Rendez-vous pris", en: "Appointments booked" },
    definition: {
      fr: "Rendez-vous pris dans la période, annulés ou non.",
      en: "Appointments booked in the period, cancelled or not.",
    },
    unit: { fr: "rendez-vous", en: "appointments" },
    subject: "rendez-vous",
    good: "up",
    sums: additive,
    bounds: { min: 0, factor: 1000 },
  }),
  entry({
    key: "rdv_manques",
    kind: "flow",
    label: { fr: "Rendez-vous manqués", en: "Appointments missed" },
    definition: {
      fr: "Rendez-vous de la période où l'usager n'est pas venu.",
      en: "Appointments of the period to which the user did not come.",
    },
    unit: { fr: "rendez-vous", en: "appointments" },
    subject: "rendez-vous",
    good: "down",
    sums: additive,
    bounds: { min: 0, factor: 1000 },
  }),
  entry({
    key: "part_rdv_manques",
    kind: "ratio",
    label: { fr: "Part des rendez-vous manqués", en: "Share of missed appointments" },
    definition: {
      fr: "Rendez-vous manqués rapportés aux rendez-vous pris, sur les mêmes périodes et les mêmes territoires.",
      en: "Missed appointments over appointments booked, for the same periods and territories.",
    },
    unit: { fr: "%", en: "%" },
    subject: "rendez-vous",
    good: "down",
    sums: { time: "ratio", territory: "ratio", services: APART },
    ratio: { numerator: "rdv_manques", denominator: "rdv_pris", scale: "percent" },
  }),
  entry({
    key: "utilisateurs",
    kind: "gauge",
    label: { fr: "Utilisateurs", en: "Users" },
    definition: {
      fr: "Personnes ayant utilisé le service depuis son ouverture, par organisation.",
      en: "People who have used the service since it opened, by organisation.",
    },
    unit: { fr: "personnes", en: "people" },
    subject: "personne",
    good: "up",
    sums: { time: "last", territory: PEOPLE.territory, services: PEOPLE.services },
    bounds: { min: 0 },
  }),
  ...(["jour", "semaine", "mois", "an"] as const).map((span) =>
    entry({
      key: `utilisateurs_actifs_${span}`,
      kind: "distinct",
      label: {
        fr: `Utilisateurs actifs par ${span}`,
        en: `Active users per ${{ jour: "day", semaine: "week", mois: "month", an: "year" }[span]}`,
      },
      definition: {
        fr: `Personnes différentes qui ont utilisé le service dans la période (${span}).`,
        en: `Different people who used the service in the period (${{ jour: "day", semaine: "week", mois: "month", an: "year" }[span]}).`,
      },
      unit: { fr: "personnes", en: "people" },
      subject: "personne",
      good: "up",
      sums: PEOPLE,
      bounds: { min: 0, factor: 1000 },
    }),
  ),
  entry({
    key: "agents_actifs_28j",
    kind: "gauge",
    label: { fr: "Agents actifs sur 28 jours", en: "Agents active over 28 days" },
    definition: {
      fr: "Agents qui se sont connectés dans les 28 derniers jours.",
      en: "Agents who signed in during the last 28 days.",
    },
    unit: { fr: "agents", en: "agents" },
    subject: "personne",
    good: "up",
    sums: { time: "last", territory: PEOPLE.territory, services: PEOPLE.services },
    bounds: { min: 0 },
    window: "P28D",
  }),
  ...(
    [
      [
        "visites",
        "Visites",
        "Visits",
        "Visites du site dans la période.",
        "Visits to the site in the period.",
        "visites",
        "visits",
      ],
      [
        "dossiers_deposes",
        "Dossiers déposés",
        "Files submitted",
        "Dossiers déposés dans la période.",
        "Files submitted in the period.",
        "dossiers",
        "files",
      ],
      [
        "demarches_terminees",
        "Démarches terminées",
        "Procedures completed",
        "Démarches menées à leur terme dans la période.",
        "Procedures completed in the period.",
        "démarches",
        "procedures",
      ],
      [
        "simulations_terminees",
        "Simulations terminées",
        "Simulations completed",
        "Simulations menées à leur terme dans la période.",
        "Simulations completed in the period.",
        "simulations",
        "simulations",
      ],
      [
        "reservations",
        "Réservations",
        "Bookings",
        "Réservations faites dans la période.",
        "Bookings made in the period.",
        "réservations",
        "bookings",
      ],
      [
        "trajets",
        "Trajets",
        "Journeys",
        "Trajets effectués dans la période.",
        "Journeys made in the period.",
        "trajets",
        "journeys",
      ],
    ] as const
  ).map(([key, fr, en, defFr, defEn, unitFr, unitEn]) =>
    entry({
      key,
      kind: "flow",
      label: { fr, en },
      definition: { fr: defFr, en: defEn },
      unit: { fr: unitFr, en: unitEn },
      subject: key,
      good: "up",
      sums: { ...additive, services: key === "visites" ? "sum" : APART },
      bounds: { min: 0, factor: 1000 },
    }),
  ),
  ...(
    [
      [
        "adresses_certifiees",
        "Adresses certifiées",
        "Certified addresses",
        "Adresses certifiées par leur commune, à ce jour.",
        "Addresses certified by their commune, to date.",
        "adresses",
        "addresses",
      ],
      [
        "jeux_de_donnees",
        "Jeux de données",
        "Data sets",
        "Jeux de données publiés, à ce jour.",
        "Data sets published, to date.",
        "jeux de données",
        "data sets",
      ],
      [
        "cartes_publiees",
        "Cartes publiées",
        "Maps published",
        "Cartes publiées, à ce jour.",
        "Maps published, to date.",
        "cartes",
        "maps",
      ],
      [
        "etablissements_utilisateurs",
        "Établissements utilisateurs",
        "Establishments using the service",
        "Établissements qui utilisent le service, à ce jour.",
        "Establishments that use the service, to date.",
        "établissements",
        "establishments",
      ],
    ] as const
  ).map(([key, fr, en, defFr, defEn, unitFr, unitEn]) =>
    entry({
      key,
      kind: "gauge",
      label: { fr, en },
      definition: { fr: defFr, en: defEn },
      unit: { fr: unitFr, en: unitEn },
      subject: key,
      good: "up",
      sums: stock,
      bounds: { min: 0, factor: 1000 },
    }),
  ),
  entry({
    key: "rdv_cumules",
    kind: "counter",
    label: { fr: "Rendez-vous depuis l'origine", en: "Appointments since the start" },
    definition: {
      fr: "Rendez-vous pris depuis l'ouverture du service.",
      en: "Appointments booked since the service opened.",
    },
    unit: { fr: "rendez-vous", en: "appointments" },
    subject: "rendez-vous",
    good: "up",
    sums: stock,
    bounds: { min: 0, factor: 1000 },
  }),
];

const byVersion = new Map(CATALOGUE.map((metric) => [`${metric.key}@${metric.version}`, metric]));
const latest = new Map<string, Metric>();
for (const metric of CATALOGUE) {
  const before = latest.get(metric.key);
  if (!before || before.version < metric.version) latest.set(metric.key, metric);
}

/** A metric in force now, or at a version; `undefined` when the catalogue has none. */
export function metricOf(key: string, version?: number): Metric | undefined {
  return version === undefined ? latest.get(key) : byVersion.get(`${key}@${version}`);
}
/** The metrics in force now, in the catalogue's order. */
export function metricsInForce(): Metric[] {
  return CATALOGUE.filter((metric) => latest.get(metric.key) === metric);
}
