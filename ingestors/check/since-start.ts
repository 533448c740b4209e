// Names that say a total since the service opened: it is stated as a counter, of its latest date, and never added up.
import { isState, type Metric } from "../../schemas/catalogue-model.ts";
import type { Said } from "../../schemas/check.ts";
import { quoted } from "./french.ts";

const SO_FAR = [
  /(?<!non[\s_-]*)cumul/i,
  /depuis[\s_]+(l['’]|le[\s_]+|la[\s_]+|son[\s_]+|sa[\s_]+)?(lancement|d[ée]but|ouverture|origine|cr[ée]ation|mise)/i,
  /(?<!\p{L})depuis[\s_]+(\p{L}+[\s_]+)?\d{4}(?!\d)|total[\s_]+depuis/iu,
  /since[\s_]+(the[\s_]+|its[\s_]+)?(launch|start|opening|beginning|inception|creation)|running[\s_]+total|all[\s_-]time/i,
];

export function saysSoFar(name: string): boolean {
  return SO_FAR.some((look) => look.test(name));
}

/** A counter, or the people of the same length of time. */
export function isSinceStart({ kind, definition }: Metric): boolean {
  return kind === "counter" || (isState(kind) && /depuis son ouverture/i.test(definition.fr));
}

export function noCounter(name: string): Said {
  return {
    fr: `${quoted(name)} est un total depuis l’origine, et aucun compteur du catalogue ne lui correspond : demandez ce qui s’est passé dans chaque période, ou définissez un compteur du service (docs/metrics.md)`,
    en: `"${name}" is a total since the start, and no counter of the catalogue is one of it: ask for what happened in each period, or define a counter of the service's own (docs/metrics.md)`,
  };
}
