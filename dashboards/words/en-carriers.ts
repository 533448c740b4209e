// What the pages say in English about those who carry services: the same keys as French.
import { few } from "./en-sources.ts";
import type { carriers as french } from "./fr-carriers.ts";

export const carriers: typeof french = {
  incubators: {
    nav: "Incubators",
    title: (count, text) => `${text} ${few(count, "incubator", "incubators")}`,
    lead: (percent, onTime, active, day) =>
      `On ${day}, ${percent} of the network’s active services publish a figure on time or declared by hand (${onTime} of ${active}). A service carried by two incubators counts once, with the first.`,
    none: "No registry was read: there is no incubator to show.",
    table: "The incubators and their active services",
    incubator: "Incubator",
    active: "Active services",
    onTime: "On time or declared by hand",
    silent: "Without a figure on time, and why",
    unpublished: (id) => `${id} (incubator not published)`,
    sharedWith: (count, text) => `${text} shared ${few(count, "service", "services")}, counted elsewhere`,
    nobody: "no expected figure is missing",
    noActive: "no active service",
    orders: { nom: "name", services: "number of services", publication: "share on time" },
    of: (part, whole) => `${part} of ${whole}`,
  },
  portfolio: {
    heading: (title, active, text, onTime) =>
      `${title}: ${text} active ${few(active, "service", "services")}, ${onTime} on time or declared by hand`,
    lead: (owner) =>
      `${owner === null ? "" : `An incubator of ${owner}. `}This page prints: it is the review of the quarter.`,
    sponsorLead: "The services that this organisation sponsors. This page prints.",
    website: "The incubator’s site",
    decide: "To decide",
    soon: (count, text, until) =>
      count === 0
        ? `No committee is fixed by ${until}.`
        : `${text} ${few(count, "committee", "committees")} by ${until}: `,
    on: (name, day) => `${name} on ${day}`,
    noCommittee: (count, text) =>
      count === 0
        ? "All active services had a committee in the last 12 months, or have one fixed."
        : `${text} active ${few(count, "service has", "services have")} had no committee for 12 months, and ${few(count, "has", "have")} none fixed: `,
    silentNone: "All active services of which a figure is expected publish it on time, or declare it by hand.",
    silent: (count, text) =>
      `${text} active ${few(count, "service does", "services do")} not publish a figure on time: `,
    four: "The portfolio in four figures",
    fourRule: "A service carried by two incubators counts once.",
    national: (text) => `${text} of them of national impact`,
    change: (_entered, text, _left, leftText) => `${text} in, ${leftText} out in 12 months`,
    publish: "Publish on time or by hand",
    publishOf: (part, partText, whole, connected) =>
      `${partText} ${few(part, "service", "services")} of ${whole}, ${connected} connected`,
    reference: (percent) => `Network: ${percent} (mark)`,
    impact: "Verified impact",
    committees: "Committees within 30 days",
    until: (day) => `by ${day}`,
    without: (count, text) => `${text} ${few(count, "service", "services")} without a committee for 12 months`,
    table: "The services, by phase",
    tableSub: (day) => `Active services on ${day}, the longest in its phase first`,
    all: (text) => `All (${text})`,
    onlyNational: (text) => `National impact (${text})`,
    onlyShown: "Only services of national impact are listed.",
    showing: "Show",
    service: "Service",
    inPhase: "In its phase",
    next: "Next committee",
    figures: "Figures",
    mainImpact: "Main impact",
    notFixed: "not fixed",
    lastOn: (day) => `last on ${day}`,
    neverHeld: "none in the registry",
    declaredImpact: "declared",
    none: "No active service.",
    shared: "Carried with another incubator",
    sharedSub: "Counted by the other incubator: they are in no figure of this page",
    countedBy: "Counted by",
    gone: "Stopped and transferred in 12 months",
    goneSub: "Their pages stay, with the last figure",
    noGone: "None in 12 months.",
    what: "What happened",
    lastFigure: "Last known figure",
    noFigure: "none",
  },
};
