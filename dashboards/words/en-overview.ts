// What the overview says in English: the same keys as French.
import { few } from "./en-sources.ts";
import type * as french from "./fr-overview.ts";

export const lead: typeof french.lead = {
  title: (followed, onTime, followedText, onTimeText) =>
    followed === onTime
      ? `${few(followed, "The service followed publishes", `All ${followedText} services followed publish`)} a figure on time`
      : `Of ${followedText} ${few(followed, "service", "services")} followed, ${onTimeText} ${few(onTime, "publishes", "publish")} a figure on time`,
  none: "No service is followed yet",
  text: "The beta.gouv.fr network brings together digital public services run by small teams, the “startups d’État et de territoires”. Relevé shows who uses them, where, and where each figure comes from.",
  noneText: "Add a service by writing a file in ingestors/directory, then pull.",
};

export const moved: typeof french.moved = {
  title: "What moved",
  nothing: "No change over 4 weeks.",
  reaches: "reaches",
  against: (before) => `against ${before} in the 4 before`,
  announced: "first announcement against first announcement",
};

export const chain: typeof french.chain = {
  title: "From followed to on time",
  sub: (day) => `Number of services, on ${day}`,
  ratio: (onTime, connected) => `${onTime} services on time or declared by hand, of ${connected} connected`,
  step: "Step",
  services: "Services",
};

export const services: typeof french.services = {
  rule: "A service’s figure never appears without its name, and none is added to another.",
  table: "The services",
  service: "Service",
  main: "Main indicator",
  change: "In 4 weeks",
  trend: "Trend",
  last: "Last data",
  state: "State",
  total: "cumulative total",
  none: "no figure",
  found: (count, text, asked) => `${text} ${few(count, "service", "services")} found for “${asked}”`,
};

export const coverage: typeof french.coverage = {
  title: "Communes with at least one service",
  now: "The network in communes",
  unit: "communes",
  sub: (from, to) =>
    `Number of distinct communes, each Sunday, from ${from} to ${to}; the running week is not among them`,
  of: (percent, whole) => `${percent} of ${whole} communes`,
  people: (percent, inhabitants) => `${percent} of the population, ${inhabitants}`,
  union: (names) => `Union of ${names}: a commune with several services counts once.`,
  entry: (day, name, added) =>
    `Week that ended on Sunday ${day}: ${name} enters the total, ${added} communes. This is an effect of perimeter, not a rise in use.`,
  each: "Communes of each service",
};
