// What stands beside every figure, in English: the same keys as French.
import type * as french from "./fr-figure.ts";

export const grains: typeof french.grains = {
  day: "day",
  week: "week",
  sunday_week: "week (from Sunday)",
  month: "month",
  quarter: "quarter",
  year: "year",
  state: "day",
};

export const figure: typeof french.figure = {
  of: (whole) => `of ${whole}`,
  share: (percent) => `that is ${percent}`,
  population: "Population of these communes",
  inhabitants: (part) => `${part} inhabitants`,
  inPopulation: (inhabitants) => `of the population, ${inhabitants} inhabitants`,
  in4weeks: "In 4 weeks",
  since: "in 4 weeks",
  announced: "first announcements",
  stable: "unchanged in 4 weeks",
  noChange: "no comparison over 4 weeks",
  at: (day) => `on ${day}`,
  closed: (period) => `${period}, last closed period`,
  total: (value, first, last) => `${value} from ${first} to ${last}`,
  allPeriods: "all periods",
  source: "Source",
  notAdded: "cannot be added up",
  absence: {
    said: "no figure, says the source",
    expired: "no figure any more: the last one is too old",
    held: "held (to check)",
    never: "never received",
    parts: "one of the parts is missing: no total",
    detail: "published by establishment only: may not be added up",
    absent: "the source no longer gives this figure",
  },
  expired: (value, day) => `Last value: ${value}, on ${day}.`,
  held: (day, reason) => `Answer of ${day} held (to check): ${reason}.`,
  heldValue: (value) => `It would give ${value}.`,
  unconfirmed: (count, text, answered, confirmed) =>
    count > 1
      ? `The answer of ${answered} does not confirm ${text} of these values: they stay as on ${confirmed}.`
      : `The answer of ${answered} does not confirm one of these values: it stays as on ${confirmed}.`,
  conflict: (source, value) =>
    `${source} says ${value}: the two sources disagree, the first in the declared order decides.`,
  conflictInPart: (source, value) =>
    `${source} says otherwise of one of the two parts (the ratio would then be: ${value}); the first source in the declared order decides.`,
  axes: {
    time: "From one period to another",
    territory: "From one territory to another",
    services: "From one service to another",
  },
};

export const panel: typeof french.panel = {
  data: "Show the data",
  cite: "Export, quote",
  csv: "These rows as CSV",
  json: "These figures as JSON",
  link: "Link to this panel",
  citation: (title, day) => `Quote: Relevé, “${title}”, figures on ${day}.`,
  definition: "Definition",
  version: (version) => `definition ${version}`,
  notZero: "The axis does not start at zero.",
  empty: "No data on this date.",
  short: "A single reading: no curve yet.",
};

export const table: typeof french.table = {
  period: "Period",
  day: "Day",
  value: "Value",
  code: "Code",
  place: "Territory",
  part: "Part",
  of: "Of",
  population: "Share of population",
  source: "Source",
  series: "over time",
  missing: "no data",
  unlisted: "not in the official list",
  scroll: "table that scrolls",
  rules: {
    sum: "The sum of the rows is the figure.",
    union: "The union of the rows is the figure.",
    last: "The last row is the figure.",
    ratio: "The figure is the sum of numerators over the sum of denominators.",
    each: "Each row is a figure of its own; they are not added up.",
    first: "The first source that has the figure decides.",
  },
};
