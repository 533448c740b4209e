// Invented models of the pages of territories: every state of a service, an EPCI that spans, an overseas collectivity.
import type {
  Reference,
  RowInside,
  ServiceHere,
  TerritoriesModel,
  TerritoryModel,
} from "../../dashboards/shapes/territory.ts";
import { fresh, ref, weeks } from "./figures.ts";
import { head } from "./head.ts";

const share = (part: number, whole: number) => ({ part: String(part), whole: String(whole) });
const covered = (part: number, whole: number) => ({
  communes: share(part, whole),
  population: share(part * 1700, whole * 1900),
});
const at = (
  level: Reference["territory"]["level"],
  code: string,
  name: string,
  part: number,
  whole: number,
): Reference => ({
  territory: { level, code, name },
  covered: covered(part, whole),
});
const references = [at("region", "32", "Hauts-de-France", 2900, 3787), at("france", "FR", "France", 23_500, 34_875)];

const service = (id: string, name: string, more: Partial<ServiceHere> = {}): ServiceHere => ({
  service: { id, name },
  freshness: fresh(),
  levels: ["commune"],
  communes: null,
  expired: null,
  figures: [],
  ...more,
});
const used: ServiceHere[] = [
  service("mes-adresses", "Mes Adresses", {
    communes: { ...covered(755, 890), since: "2024-01-07", atStart: true, change: "9", references },
  }),
  service("rdv-solidarites", "RDV-Solidarités", {
    levels: ["departement"],
    freshness: fresh("late", "2024-12-15T02:00:00.000Z"),
    figures: [
      {
        metric: ref("rdv_pris"),
        value: "83452",
        rule: "stated",
        places: null,
        level: "departement",
        grain: "week",
        first: "2023-12-18",
        last: "2024-12-15",
        share: null,
        rate: { value: "57.152051", reference: "20.114", places: 31 },
      },
      {
        metric: ref("part_rdv_manques"),
        value: "10.4",
        rule: "ratio",
        places: 3,
        level: "departement",
        grain: "week",
        first: "2023-12-18",
        last: "2024-12-15",
        share: share(8679, 83_452),
        rate: null,
      },
    ],
  }),
  service("dialogue", "Dialogue", {
    communes: { ...covered(1, 890), since: "2024-12-16", atStart: false, change: "1", references },
  }),
];
const unused = [
  service("salle", "La salle sur demande", { levels: ["departement"] }),
  service("suite", "La Suite territoriale"),
];
const silent = [
  service("carto", "Ma Carto", { levels: [] }),
  service("vieux", "Vieux service", { expired: "2024-06-30", freshness: fresh("cut", "2024-06-30T02:00:00.000Z") }),
];

const inside = (
  level: RowInside["level"],
  code: string,
  name: string,
  part: number,
  whole: number,
  elsewhere = false,
): RowInside => ({
  level,
  code,
  name,
  population: String(whole * 1900),
  communes: share(part, whole),
  people: share(part * 1700, whole * 1900),
  services: part > 0 ? [{ id: "mes-adresses", name: "Mes Adresses" }] : [],
  elsewhere,
});
const weekly = weeks(52, (week) => 700 + week);

export const departement: TerritoryModel = {
  head,
  territory: {
    level: "departement",
    code: "62",
    name: "Pas-de-Calais",
    population: "1460184",
    communes: 890,
    counted: true,
    postalCodes: [],
    former: [],
  },
  parents: [{ level: "region", code: "32", name: "Hauts-de-France" }],
  coverage: { ...covered(756, 890), since: "2024-01-07", atStart: true, change: "10", begins: "2020-05-04", weekly },
  references,
  services: { used, unused, silent },
  inside: [
    {
      level: "epci",
      count: 3,
      page: 1,
      pages: 1,
      rows: [
        inside("epci", "200069672", "CC du Ternois", 85, 102),
        inside("epci", "246200364", "CA de Béthune-Bruay, Artois-Lys Romane", 81, 100),
        inside("epci", "200044030", "CC à cheval", 4, 9, true),
      ],
      outside: { ...inside("epci", "", "", 1, 2), population: null },
    },
    {
      level: "commune",
      count: 890,
      page: 2,
      pages: 18,
      rows: Array.from({ length: 12 }, (_, index) =>
        inside("commune", `62${String(100 + index)}`, `Commune inventée ${index + 1}`, index % 7 === 0 ? 0 : 1, 1),
      ),
      outside: null,
    },
  ],
};

export const commune: TerritoryModel = {
  ...departement,
  territory: {
    level: "commune",
    code: "49126",
    name: "Orée d'Anjou",
    population: "17162",
    communes: 1,
    counted: true,
    postalCodes: ["49270", "49530"],
    former: [
      { code: "49069", name: null, kind: "merged" },
      { code: "49296", name: "Saint-Laurent-des-Autels", kind: "delegated" },
    ],
  },
  parents: [
    { level: "region", code: "52", name: "Pays de la Loire" },
    { level: "departement", code: "49", name: "Maine-et-Loire" },
  ],
  coverage: {
    ...covered(1, 1),
    since: "2024-03-03",
    atStart: false,
    change: "0",
    begins: "2020-05-04",
    weekly: weeks(40, () => 1),
  },
  services: {
    used: [
      service("mes-adresses", "Mes Adresses", {
        communes: { ...covered(1, 1), since: "2024-03-03", atStart: false, change: "0", references },
      }),
    ],
    unused,
    silent,
  },
  inside: [],
};

/** An overseas collectivity where nothing is known: no population, no reference, no service. */
export const apart: TerritoryModel = {
  ...departement,
  territory: {
    ...departement.territory,
    code: "987",
    name: "Polynésie française",
    population: null,
    communes: 48,
    counted: false,
  },
  parents: [],
  coverage: {
    communes: share(0, 48),
    population: null,
    since: null,
    atStart: false,
    change: null,
    begins: null,
    weekly: [],
  },
  services: { used: [], unused: [], silent: [] },
  inside: [],
};

export const territories: TerritoriesModel = {
  head,
  coverage: {
    ...covered(25_201, 34_875),
    since: "2024-01-07",
    atStart: true,
    change: "128",
    begins: "2020-05-04",
    weekly: weeks(52, (week) => 24_000 + week * 20),
  },
  apart: share(3, 94),
  services: [
    { id: "mes-adresses", name: "Mes Adresses", communes: "23500" },
    { id: "suite", name: "La Suite territoriale", communes: "4120" },
  ],
  unlisted: [{ service: { id: "mes-adresses", name: "Mes Adresses" }, codes: ["80999", "99138"] }],
  regions: [inside("region", "32", "Hauts-de-France", 2900, 3787), inside("region", "94", "Corse", 200, 360)],
  departements: [
    inside("departement", "2A", "Corse-du-Sud", 80, 124),
    inside("departement", "62", "Pas-de-Calais", 756, 890),
  ],
  collectivites: [{ ...inside("departement", "987", "Polynésie française", 1, 48), population: null, people: null }],
};

const france: TerritoryModel = {
  ...departement,
  territory: { ...departement.territory, level: "france", code: "FR", name: "France", communes: 34_875 },
  parents: [],
  references: [],
  inside: [],
};
/** The territory that a code leads to. */
export function territoryUnder(level: string, asked: string): TerritoryModel | undefined {
  return [departement, commune, apart, france].find(
    ({ territory: { level: own, code, former } }) =>
      own === level && [code, ...former.map((one) => one.code)].includes(asked),
  );
}
