// Services outside the simulated registry, as `releve registry add` takes them: local incubators, and what they said when.
import type { z } from "zod";
import type { DeclaredService } from "../../../ingestors/registry/declared.ts";

type Written = z.input<typeof DeclaredService>;

/** A service's file, and the day from which it reads so; the later one replaces the earlier. */
interface Declared {
  readonly day: string;
  readonly service: Written;
}

const SALLE = {
  startup: "la-salle-sur-demande",
  name: "La salle sur demande",
  pitch: "Réserver une salle de collège hors du temps scolaire.",
  programme: "startup de territoire",
  owner: "Département de l'Isère",
  incubator: { id: "atelier-isere", title: "Atelier numérique de l'Isère", owner: "Département de l'Isère" },
  thematics: ["Éducation", "Territoires"],
  userTypes: ["association", "etablissement-scolaire"],
  statsUrl: "https://la-salle-sur-demande.example.org/stats",
} satisfies Partial<Written>;
const SALLE_PHASES = [
  { phase: "investigation", start: "2021-10-04" },
  { phase: "construction", start: "2022-03-14" },
];
const BAROMETRE = {
  startup: "barometre-93",
  name: "Baromètre de satisfaction",
  pitch: "Ce que les usagers pensent des services du département.",
  programme: "incubateur départemental",
  owner: "Département de la Seine-Saint-Denis",
  incubator: { id: "incubateur-93", title: "Incubateur de la Seine-Saint-Denis", owner: "Seine-Saint-Denis" },
  thematics: ["Administratif"],
  userTypes: ["collectivite-territoriale", "particulier"],
} satisfies Partial<Written>;

const DECLARED: readonly Declared[] = [
  { day: "2024-01-01", service: { ...SALLE, phases: SALLE_PHASES } },
  {
    day: "2024-09-23",
    service: { ...SALLE, phases: [...SALLE_PHASES, { phase: "acceleration", start: "2024-09-16" }] },
  },
  {
    day: "2024-01-01",
    service: {
      startup: "silab-grand-poitiers",
      name: "Silab Grand Poitiers",
      pitch: "Des démarches simples pour les habitants de Grand Poitiers.",
      programme: "incubateur local",
      owner: "Grand Poitiers",
      incubator: { id: "silab", title: "Silab", owner: "Grand Poitiers" },
      thematics: ["Territoires", "Démarches"],
      userTypes: ["particulier"],
      phases: [
        { phase: "investigation", start: "2021-11-08" },
        { phase: "construction", start: "2022-05-16" },
        { phase: "acceleration", start: "2023-09-11" },
      ],
      events: [{ event: "product_launch", date: "2022-10-03" }],
    },
  },
  {
    day: "2024-03-18",
    service: {
      ...BAROMETRE,
      phases: [
        { phase: "investigation", start: "2023-05-15" },
        { phase: "construction", start: "2023-11-27" },
      ],
    },
  },
];

/** The services declared by a day (YYYY-MM-DD), each as its latest file says. */
export function declaredOn(day: string): Written[] {
  const latest = new Map<string, Written>();
  for (const { day: from, service } of DECLARED) if (from <= day) latest.set(service.startup, service);
  return [...latest.values()];
}

/** The card of each declared service, for the directory. */
export const DECLARED_CARDS = [...new Map(DECLARED.map(({ service }) => [service.startup, service])).values()];
