// The registry's side of the invented network: lives, a record, lists, portfolios. No startup here is real.
import type { Life } from "../../dashboards/shapes/life.ts";
import type { ServiceListModel } from "../../dashboards/shapes/list.ts";
import type { IncubatorsModel, PortfolioModel, PortfolioRow } from "../../dashboards/shapes/portfolio.ts";
import type { Matrix, RegistryRecord } from "../../dashboards/shapes/record.ts";
import type { ServiceModel } from "../../dashboards/shapes/service.ts";
import type { StartupModel } from "../../dashboards/shapes/startup.ts";
import { adresses, figure, fresh, head, month, rdv } from "./figures.ts";

const atelier = { id: "atelier", title: "Atelier des territoires", published: true };
const fabrique = { id: "fabrique", title: "Fabrique numérique", published: true };
const life = (phase: string, since: string, active = true): Life => ({
  origin: "registre",
  phase,
  since,
  active,
  present: true,
  incubator: atelier,
  statsUrl: "https://rdv.example.fr/stats",
});
export const lives = {
  investigation: life("investigation", "2024-11-04"),
  construction: life("construction", "2023-02-01"),
  acceleration: life("acceleration", "2019-04-08"),
  abandon: life("abandon", "2024-06-05", false),
};

export const record: RegistryRecord = {
  phases: [
    { phase: "investigation", start: "2018-01-08", end: "2018-05-31", days: 144 },
    { phase: "construction", start: "2018-06-01", end: "2019-04-07", days: 311 },
    { phase: "acceleration", start: "2019-04-08", end: "2025-02-28", days: 2092 },
    { phase: "transfere", start: "2025-03-01", end: null, days: null },
  ],
  events: [
    { event: "product_launch", date: "2018-09-03", comment: "Première version" },
    { event: "national_impact", date: "2022-08-31", comment: "" },
    { event: "committee", date: "2024-03-12", comment: "Suite du financement" },
    { event: "committee", date: "2025-01-14", comment: "" },
  ],
  national: true,
  lastCommittee: "2024-03-12",
  nextCommittee: "2025-01-14",
  incubators: [atelier, fabrique],
  sponsors: ["ministere"],
  thematics: ["Social"],
  userTypes: null,
  links: {
    site: "https://rdv.example.fr",
    stats: "https://rdv.example.fr/stats",
    impact: "https://docs.example.fr/impact",
    budget: null,
    repository: "https://code.example.fr/rdv",
  },
  aliases: ["lapins"],
};

export const matrix = (): Matrix => [
  { indicator: "ease", figure: null },
  { indicator: "active_users", figure: figure("utilisateurs_actifs_mois", "6480", { period: month }) },
  { indicator: "transactions", figure: rdv },
  { indicator: "penetration", figure: adresses },
  { indicator: "satisfaction", figure: null },
  {
    indicator: "impact",
    figure: figure("part_rdv_manques", "10.399", { mark: "impact", share: { part: "48249", whole: "463935" } }),
  },
  { indicator: "cost", figure: null },
];

/** A startup that stopped and that nobody ever asked for figures. */
export const registered: StartupModel = {
  head,
  startup: { id: "médiature", name: "Médiature", pitch: "", owner: "Atelier des territoires", website: null },
  life: lives.abandon,
  record: {
    ...record,
    phases: [
      { phase: "investigation", start: "2024-01-08", end: "2024-06-04", days: 149 },
      { phase: "abandon", start: "2024-06-05", end: null, days: 207 },
    ],
    events: [],
    national: false,
    lastCommittee: null,
    nextCommittee: null,
    sponsors: null,
    links: { site: null, stats: null, impact: null, budget: null, repository: null },
    aliases: [],
  },
  matrix: matrix().map(({ indicator }) => ({ indicator, figure: null })),
  freshness: fresh("idle", null),
  panels: [],
  sources: [],
};

export const listModel = (services: ServiceModel[]): ServiceListModel => ({
  total: 31,
  count: 25,
  page: 1,
  pages: 2,
  order: "fraicheur",
  services,
  incubators: [atelier, fabrique],
});

const bare = (id: string, name: string, phase: Life, freshness = fresh()): ServiceModel => ({
  id,
  name,
  owner: "",
  life: phase,
  freshness,
  figures: [],
  milestones: [],
  before: [],
  trend: [],
});
const row = (service: ServiceModel, more: Partial<PortfolioRow> = {}): PortfolioRow => ({
  service,
  days: 700,
  national: false,
  lastCommittee: null,
  nextCommittee: null,
  impact: null,
  ...more,
});
const national = row(bare("mes-adresses", "Mes Adresses", lives.acceleration), {
  national: true,
  lastCommittee: "2024-02-18",
  nextCommittee: "2025-01-21",
  impact: figure("part_rdv_manques", "10.399", { mark: "impact", share: { part: "48249", whole: "463935" } }),
});
const late = row(
  bare("agents", "Agents en intervention", lives.construction, fresh("late", "2024-12-10T02:00:00.000Z")),
);
const idle = row(bare("pause", "Service en investigation", lives.investigation, fresh("idle", null)), { days: 55 });

export const portfolio = (onlyNational = false): PortfolioModel => ({
  head,
  carrier: { kind: "incubator", ...atelier, owner: "agence", website: "https://atelier.example.fr" },
  figures: {
    active: 3,
    onTime: 1,
    phases: [
      { phase: "investigation", count: 1 },
      { phase: "construction", count: 1 },
      { phase: "acceleration", count: 1 },
      { phase: "consolidation", count: 0 },
      { phase: "opere", count: 0 },
    ],
    national: 1,
    connected: 2,
    impact: { verified: 0, declared: 1 },
    entered: 1,
    left: 1,
  },
  network: { active: 10, onTime: 4 },
  since: "2023-12-29",
  committees: {
    until: "2025-01-28",
    soon: [{ id: "mes-adresses", name: "Mes Adresses", date: "2025-01-21" }],
    none: [{ id: "agents", name: "Agents en intervention" }],
  },
  silent: [{ id: "agents", name: "Agents en intervention", freshness: late.service.freshness }],
  national: onlyNational,
  groups: [
    ...(onlyNational ? [] : [{ phase: "investigation", rows: [idle] }]),
    ...(onlyNational ? [] : [{ phase: "construction", rows: [late] }]),
    { phase: "acceleration", rows: [national] },
  ],
  shared: onlyNational ? [] : [{ ...row(bare("partage", "Service partagé", lives.construction)), counted: fabrique }],
  gone: [
    {
      service: { id: "médiature", name: "Médiature" },
      phase: "abandon",
      date: "2024-06-05",
      figure: adresses,
    },
    { service: { id: "openlois", name: "Openlois" }, phase: "transfere", date: "2024-03-01", figure: null },
  ],
});
export const sponsored: PortfolioModel = {
  ...portfolio(),
  carrier: { kind: "sponsor", id: "ministere", title: "ministere", published: true, owner: null, website: null },
  shared: [],
};

export const incubators: IncubatorsModel = {
  head,
  network: { active: 10, onTime: 4 },
  order: "nom",
  incubators: [
    {
      ...atelier,
      active: 3,
      phases: portfolio().figures.phases,
      onTime: 1,
      silent: portfolio().silent,
      shared: 1,
    },
    { ...fabrique, active: 0, phases: [], onTime: 0, silent: [], shared: 0 },
  ],
};
