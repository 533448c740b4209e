// What was found of one figure's period and place, in words.

import type { Finding } from "../../schemas/check.ts";
import type { DateRole } from "./column.ts";
import { type Known, type PlaceRole, shownAt } from "./known.ts";

/** The period that a date names; without one, the figure is a state. */
export function periodFinding(date: Known<DateRole> | undefined): Finding {
  if (!date)
    return {
      about: "period",
      found: "none: a state of the day of the answer",
      confidence: "likely",
      evidence: "no date stands beside the figures",
    };
  const { format, grain, sure, seen, parts } = date.role;
  return {
    about: "period",
    found: `${parts?.join(" and ") ?? shownAt(date.field)}, ${format}, by ${grain}`,
    confidence: sure ? "likely" : "guess",
    evidence: seen,
  };
}

/** The place that a code names; without one, the whole country. */
export function placeFinding(place: Known<PlaceRole> | undefined): Finding {
  if (!place)
    return {
      about: "territory",
      found: "france",
      confidence: "guess",
      evidence: "no codes of places stand beside the figures",
    };
  const { levels, sure, seen } = place.role;
  return {
    about: "territory",
    found: `${levels.join(", ")} at ${shownAt(place.field)}`,
    confidence: sure ? "likely" : "guess",
    evidence: seen,
  };
}
