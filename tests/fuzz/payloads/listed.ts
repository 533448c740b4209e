// The payloads that were listed by hand: all of them, always.
import type { Payload } from "./case.ts";
import { listedBodies } from "./listed-bodies.ts";
import { listedFacts } from "./listed-facts.ts";
import { listedValues } from "./listed-values.ts";

const all = [...listedValues(), ...listedBodies(), ...listedFacts()];
const isFigure = ({ check }: Payload) => check.by === "words" && /^counted \d+(?:\.\d+)?$/.test(check.words);

/** Malformed: none of them is a plain figure. */
export const LISTED: readonly Payload[] = all.filter((payload) => !isFigure(payload));
/** Their neighbours that are as they should be, and are read: a house that refuses everything would be told. */
export const NEIGHBOURS: readonly Payload[] = all.filter(isFigure);
