// What the pages say in English of the span of time that was chosen, and of what it is compared with.
import type { Periods } from "./fr-periods.ts";

export const periods: Periods = {
  label: "Day, span and comparison",
  length: "Span",
  comparison: "Comparison",
  lengths: { unset: "usual", "4s": "4 weeks", "13s": "13 weeks", "12m": "12 months", tout: "all data" },
  comparisons: { precedente: "the span before", an: "a year earlier", aucune: "none" },
  between: (first, last) => `from ${first} to ${last}`,
  over: { "13s": "in 13 weeks", "12m": "in 12 months", year: "in a year" },
  heads: { "13s": "In 13 weeks", "12m": "In 12 months", year: "In a year", between: "Change", none: "Over the span" },
  against: {
    "13s": (before) => `against ${before} in the 13 before`,
    "12m": (before) => `against ${before} in the 12 months before`,
    between: (before) => `against ${before} in the span before`,
    year: (before) => `against ${before} a year earlier`,
  },
  stable: (over) => `unchanged ${over}`,
  missing: { precedente: "no figure for the span before", an: "no figure a year earlier" },
  none: "no comparison",
  compared: {
    aged: "as known the same number of days after their end",
    unlike: "figures as known today: the latest may still be corrected",
  },
  nothingMoved: (over) => `No change ${over}.`,
  notCompared: "No comparison is asked for.",
  ratioNow: "Chosen span",
  ratioBefore: { precedente: "The span before", an: "A year earlier" },
  before: (month) => `No data before ${month}.`,
  empty: "No closed period lies wholly in the chosen span.",
  widen: "Show all data",
};

/** Of the page of method: what a span and a comparison are. */
export const periodsHelp = [
  "The chosen span says over which time the lines are shown: 4 weeks, 13 weeks, 12 months, all data, or between two days written in the address: periode=2026-01-01..2026-03-31. Only closed periods that lie wholly in it count, up to the last one that the source gives. Without a choice, a state is shown over 12 months, a flow over all its closed periods, a change over 4 weeks.",
  "A change compares the span with the one before, which has as many periods, or with the same a year earlier: 52 weeks for weeks, the same months for months. For a state, these are the values at the end of both. Where there is no figure to compare with, that is said. Where the source revises its periods, both are as first announced; failing that, as known the same number of days after their end; failing that, as known today, and it is said that the latest may still be corrected. Links keep the day, the span and the comparison from page to page.",
];
