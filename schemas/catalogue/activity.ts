// What happens in a period: visits, files, journeys. Each may be added up over time and territories.
import { COUNTED, entry, flow, SUMS } from "./define.ts";

const seen = { aarri: "acquisition", matrix: "utilise" } as const;
const done = { aarri: "activation", matrix: "utilise" } as const;

export const ACTIVITY = [
  flow({
    ...seen,
    key: "visites",
    label: ["Visites", "Visits"],
    definition: ["Visites du site dans la période.", "Visits to the site in the period."],
    unit: ["visites", "visits"],
    sums: { ...SUMS.additive, services: "sum" },
  }),
  entry({
    ...seen,
    key: "visiteurs",
    kind: "distinct",
    label: ["Visiteurs uniques", "Unique visitors"],
    definition: [
      "Visiteurs différents du site dans la période, tels que l'outil de mesure les distingue.",
      "Different visitors of the site in the period, as the measuring tool tells them apart.",
    ],
    unit: ["visiteurs", "visitors"],
    subject: "personne",
    good: "up",
    sums: SUMS.people,
    bounds: COUNTED,
  }),
  flow({
    ...seen,
    key: "telechargements",
    label: ["Téléchargements", "Downloads"],
    definition: ["Fichiers téléchargés dans la période.", "Files downloaded in the period."],
    unit: ["téléchargements", "downloads"],
  }),
  flow({
    ...done,
    key: "appels_api",
    label: ["Appels d'API", "API calls"],
    definition: ["Appels aux API du service dans la période.", "Calls to the service's APIs in the period."],
    unit: ["appels", "calls"],
  }),
  flow({
    ...done,
    key: "dossiers_deposes",
    label: ["Dossiers déposés", "Files submitted"],
    definition: ["Dossiers déposés dans la période.", "Files submitted in the period."],
    unit: ["dossiers", "files"],
  }),
  flow({
    ...done,
    key: "dossiers_traites",
    label: ["Dossiers traités", "Files processed"],
    definition: [
      "Dossiers sur lesquels une décision a été rendue dans la période.",
      "Files on which a decision was made in the period.",
    ],
    unit: ["dossiers", "files"],
  }),
  flow({
    ...done,
    key: "demarches_terminees",
    label: ["Démarches terminées", "Procedures completed"],
    definition: ["Démarches menées à leur terme dans la période.", "Procedures completed in the period."],
    unit: ["démarches", "procedures"],
  }),
  flow({
    ...done,
    key: "simulations_terminees",
    label: ["Simulations terminées", "Simulations completed"],
    definition: ["Simulations menées à leur terme dans la période.", "Simulations completed in the period."],
    unit: ["simulations", "simulations"],
  }),
  flow({
    ...done,
    key: "reservations",
    label: ["Réservations", "Bookings"],
    definition: ["Réservations faites dans la période.", "Bookings made in the period."],
    unit: ["réservations", "bookings"],
  }),
  flow({
    ...done,
    key: "trajets",
    label: ["Trajets", "Journeys"],
    definition: ["Trajets effectués dans la période.", "Journeys made in the period."],
    unit: ["trajets", "journeys"],
  }),
  flow({
    ...done,
    key: "signalements",
    label: ["Signalements", "Reports from users"],
    definition: [
      "Signalements et réclamations reçus dans la période.",
      "Reports and complaints received in the period.",
    ],
    unit: ["signalements", "reports"],
    good: "none",
  }),
  flow({
    ...done,
    key: "mises_en_relation",
    label: ["Mises en relation", "People put in touch"],
    definition: [
      "Usagers mis en relation avec un conseiller, un employeur ou un service dans la période.",
      "Users put in touch with an adviser, an employer or a service in the period.",
    ],
    unit: ["mises en relation", "contacts"],
  }),
  flow({
    ...done,
    key: "transactions",
    label: ["Transactions", "Transactions"],
    definition: [
      "Actes accomplis avec le service dans la période, tels qu'il les définit.",
      "Acts carried out with the service in the period, as it defines them.",
    ],
    unit: ["transactions", "transactions"],
  }),
  flow({
    ...done,
    key: "publications",
    label: ["Publications", "Publications"],
    definition: [
      "Publications faites dans la période ; la même fiche publiée deux fois compte deux fois.",
      "Publications made in the period; the same record published twice counts twice.",
    ],
    unit: ["publications", "publications"],
  }),
  flow({
    ...done,
    key: "bases_adresses_creees",
    label: ["Bases adresses créées", "Address bases created"],
    definition: [
      "Bases adresses locales ouvertes dans la période, publiées depuis ou non.",
      "Local address bases opened in the period, published since or not.",
    ],
    unit: ["bases", "bases"],
  }),
  flow({
    ...done,
    key: "teledeclarations",
    label: ["Télédéclarations", "Online declarations"],
    definition: ["Déclarations en ligne de la période.", "Declarations made online for the period."],
    unit: ["télédéclarations", "declarations"],
  }),
];
