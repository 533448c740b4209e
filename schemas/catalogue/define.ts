// How an entry of the catalogue is written, and what of these kinds may be added up.
import { Metric, type Sum } from "../catalogue-model.ts";

/** French, then English. */
export type Pair = readonly [fr: string, en: string];
const words = ([fr, en]: Pair) => ({ fr, en });
const refused = (why: Pair, ask: Pair): Sum => ({ refused: words(why), ask: words(ask) });

/** People are never added up: not over time, not over territories, not across services. */
export const PEOPLE = {
  time: refused(
    [
      "la même personne peut revenir d'une période à l'autre : les additionner la compterait plusieurs fois",
      "the same person may come back from one period to the next: adding them up would count them more than once",
    ],
    [
      "demandez la dernière période, ou chaque période côte à côte",
      "ask for the last period, or each period side by side",
    ],
  ),
  territory: refused(
    [
      "la même personne peut servir plusieurs territoires : les additionner la compterait plusieurs fois",
      "the same person may serve several territories: adding them up would count them more than once",
    ],
    ["demandez le chiffre publié pour le territoire entier", "ask for the figure published for the whole territory"],
  ),
  services: refused(
    [
      "un même agent utilise plusieurs services : les additionner le compterait plusieurs fois",
      "one agent uses several services: adding them up would count them more than once",
    ],
    ["demandez les services côte à côte", "ask for the services side by side"],
  ),
} as const;
/** Services that do not count the same thing. */
export const APART = refused(
  [
    "les services ne comptent pas la même chose : leur somme n'aurait pas de sens",
    "services do not count the same thing: their sum would have no meaning",
  ],
  ["demandez la liste des services, chacun avec son chiffre", "ask for the list of services, each with its own figure"],
);
/** A median of several places, or days, is not made of theirs. */
export const MEDIAN = refused(
  [
    "la médiane d'un ensemble ne se déduit pas des médianes de ses parties",
    "the median of a whole cannot be had from the medians of its parts",
  ],
  ["demandez le chiffre publié pour le territoire entier", "ask for the figure published for the whole territory"],
);

export const SUMS = {
  /** What happened in a period. */
  additive: { time: "sum", territory: "sum", services: APART },
  /** A stock, or a running total. */
  stock: { time: "last", territory: "sum", services: APART },
  /** People, as a state. */
  crowd: { time: "last", territory: PEOPLE.territory, services: PEOPLE.services },
  people: PEOPLE,
  /** A set of territories. */
  set: { time: "last", territory: "union", services: "union" },
  ratio: { time: "ratio", territory: "ratio", services: APART },
} as const satisfies Record<string, Metric["sums"]>;

type Entry = Omit<Metric, "version" | "bounds" | "label" | "definition" | "unit"> & {
  readonly label: Pair;
  readonly definition: Pair;
  readonly unit: Pair;
  readonly version?: number;
  readonly bounds?: Metric["bounds"];
};
/**
 * Not below zero, and not five hundred times what stood: figures told in thousands, or in ones instead of thousands, are a
 * thousand times as great or small, less or more what they changed by themselves.
 */
export const COUNTED: Metric["bounds"] = { min: 0, factor: 500 };

export function entry({ label, definition, unit, ...rest }: Entry): Metric {
  return Metric.parse({ version: 1, ...rest, label: words(label), definition: words(definition), unit: words(unit) });
}

type Counted = Pick<Entry, "key" | "label" | "definition" | "unit"> & Partial<Entry>;

/** What happened in a period, and may be added up: more is good, services apart, unless the entry says otherwise. */
export function flow(metric: Counted): Metric {
  return entry({ kind: "flow", subject: metric.key, good: "up", sums: SUMS.additive, bounds: COUNTED, ...metric });
}
/** What there is on a day: more is good, services apart, unless the entry says otherwise. */
export function stock(metric: Counted): Metric {
  return entry({ kind: "gauge", subject: metric.key, good: "up", sums: SUMS.stock, bounds: COUNTED, ...metric });
}
