// What a reader chose: which span is shown (`periode`), what it is compared with (`comparaison`), and the year of the list
// of communes that places are counted by (`millesime`).
import { z } from "zod";
import { Vintage } from "../schemas/territory.ts";

export const LENGTHS = ["4s", "13s", "12m", "tout"] as const;
export type Length = (typeof LENGTHS)[number];
export const COMPARISONS = ["precedente", "an", "aucune"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** A day of the years 1900 to 2199 that the calendar has: what is not one of them is told from the address alone. */
const DAY = [
  String.raw`(?:19|2[01])\d\d-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))`,
  "(?:19|2[01])(?:0[48]|[2468][048]|[13579][26])-02-29",
  "2000-02-29",
].join("|");
const Between = z
  .string()
  .regex(new RegExp(`^(?:${DAY})\\.\\.(?:${DAY})$`))
  .describe("AAAA-MM-JJ..AAAA-MM-JJ");

/** Of every page that counts territories. */
export const Millesime = Vintage.optional().describe(
  "year of the official list of communes that figures are restated on; left out: the present list",
);

/** The parameters of every page that draws a series or says how something changed. */
export const CHOICE_QUERY = {
  periode: z
    .union([z.enum(LENGTHS), Between])
    .optional()
    .describe(
      "span shown: 4 or 13 weeks, 12 months, all, or the days between two; left out: 12 months of states, all closed periods of flows, changes over 4 weeks",
    ),
  comparaison: z
    .enum(COMPARISONS)
    .optional()
    .describe(
      "what a change is against: the span before (precedente), a year earlier (an), nothing (aucune); left out: precedente",
    ),
  millesime: Millesime,
};
const ChoiceQuery = z.object(CHOICE_QUERY);
/** As an address says it. */
export type ChoiceQuery = z.infer<typeof ChoiceQuery>;

export interface Choice {
  /** `undefined`: none was chosen, and each figure has the span that suits it. */
  readonly length: Length | undefined;
  /** First and last day, both included, in order; when two days were named instead of a length. */
  readonly between: { readonly first: string; readonly last: string } | undefined;
  readonly comparison: Comparison;
  /** Year of the list of territories; left out: the present one. */
  readonly vintage?: Vintage;
}
export const UNCHOSEN: Choice = { length: undefined, between: undefined, comparison: "precedente" };

/** Two days may be named in either order. */
export function choiceOf({ periode, comparaison = "precedente", millesime }: ChoiceQuery): Choice {
  const length = LENGTHS.find((one) => one === periode);
  const [first, last] = length === undefined && periode !== undefined ? periode.split("..").sort() : [];
  return {
    length,
    between: first !== undefined && last !== undefined ? { first, last } : undefined,
    comparison: comparaison,
    ...(millesime !== undefined && { vintage: millesime }),
  };
}

/** What an address chose; nothing when it is not understood, as on the page that says so. */
export function choiceIn(search: string): Choice {
  const { periode, comparaison, millesime } = Object.fromEntries(new URLSearchParams(search));
  const read = ChoiceQuery.safeParse({ periode, comparaison, millesime });
  return read.success ? choiceOf(read.data) : UNCHOSEN;
}

/** Whether a span was chosen that leaves something out. */
export function isCut({ length, between }: Choice): boolean {
  return between !== undefined || (length !== undefined && length !== "tout");
}

/** Whether a span was chosen at all: then every figure has it, instead of the one that suits it. */
export const isChosen = ({ length, between }: Choice) => length !== undefined || between !== undefined;
