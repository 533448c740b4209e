// Which metrics of the catalogue a figure may be at all, whatever its words: a state is no flow, and euros are no grants.
import { isState, type Metric } from "../../schemas/catalogue-model.ts";
import type { Grain } from "../../schemas/period.ts";
import type { Level } from "../../schemas/territory.ts";
import { isMoney } from "./no-count.ts";
import { isSinceStart, saysSoFar } from "./since-start.ts";
import { fitsWindow } from "./window-words.ts";
import { saysUndone } from "./words.ts";

/** What is known of a figure, besides the words around it. */
export interface Stated {
  /** Its own name. */
  readonly name: string;
  /** Left out: a state. */
  readonly grain?: Grain;
  readonly levels: readonly Level[];
  /** All values are 0 or 1. */
  readonly isFlag: boolean;
  /** There is no number: being in the list is the figure. */
  readonly isPresence?: boolean;
}

const SPAN_OF: Partial<Record<Grain, string>> = { day: "jour", week: "semaine", month: "mois", year: "an" };
const EUROS = "euros";

/** States and periods are never taken for one another; a set is of places that are in it or not. */
export function isPossible(metric: Metric, { name, levels, isFlag, isPresence, grain: dated }: Stated): boolean {
  const { key, kind, label, subject, unit } = metric;
  const soFar = saysSoFar(name);
  const grain = soFar ? undefined : dated; // of a total so far, the latest date is a state
  if (saysUndone(name) && !saysUndone(label.fr)) return false;
  if (kind === "ratio" || key === "budget_annuel") return false;
  if (isState(kind) !== (grain === undefined)) return false;
  if (soFar && !isSinceStart(metric)) return false;
  if (isMoney(name) && unit.en !== EUROS) return false;
  if (!fitsWindow(metric, name, grain)) return false;
  if (isPresence && kind !== "membership") return false;
  if (key === "nombre_communes" && levels.includes("commune")) return false; // how many communes a commune is
  if (kind === "membership") return isFlag && levels.some((level) => level === subject);
  const span = /_(jour|semaine|mois|an)$/.exec(key)?.[1];
  return span === undefined || (grain !== undefined && SPAN_OF[grain] === span);
}
