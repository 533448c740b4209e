// Metrics that one startup defines for itself, in its directory file: kept, shown and traced like any other, and never part
// of what the network adds up. The key says the kind and the startup, so that old figures are read without any file.
import { z } from "zod";
import { COUNTED, SUMS } from "./catalogue/define.ts";
import { Metric } from "./catalogue-model.ts";
import { MetricKey } from "./ids.ts";

const OWN_KEY = /^own_(flow|distinct|gauge|counter)_([a-z0-9_]+?)__[a-z0-9_]+$/;
type OwnKind = "flow" | "distinct" | "gauge" | "counter";

const Words = z.strictObject({ fr: z.string().min(1).max(300), en: z.string().min(1).max(300) });
export const OwnMetric = z.strictObject({
  key: MetricKey.regex(OWN_KEY, "own_<flow, distinct, gauge or counter>_<startup>__<name>").describe(
    "own_, the kind, the startup's id with _ for each other sign, two _ and a name: own_flow_a_dock__repas_servis",
  ),
  label: Words,
  definition: Words.describe("what exactly is counted"),
  unit: Words.describe("plural, as after a number"),
  additive: z
    .boolean()
    .default(false)
    .describe("whether places, and periods of a flow, may be added up; people never are, and services neither"),
  good: z.enum(["up", "down", "none"]).default("up").describe("the direction that is good"),
});
export type OwnMetric = z.infer<typeof OwnMetric>;

const UNSAID = {
  refused: {
    fr: "l’équipe n’a pas dit que ces chiffres s’additionnent",
    en: "the team did not say that these figures may be added up",
  },
  ask: { fr: "demandez chaque chiffre, tel qu’il est publié", en: "ask for each figure, as it is published" },
};

/** Whether a key is of a startup's own metric, whatever its startup. */
export const isOwn = (key: string): boolean => OWN_KEY.test(key);

/** How the keys of a startup's own metrics begin, by kind. */
export const ownPrefix = (kind: string, startup: string) => `own_${kind}_${startup.replace(/[^a-z0-9]/g, "_")}__`;

/** The definition, as the catalogue holds its own. */
export function metricFrom({ key, label, definition, unit, additive, good }: OwnMetric): Metric {
  const kind = (OWN_KEY.exec(key)?.[1] ?? "gauge") as OwnKind;
  return Metric.parse({
    ...{ key, version: 1, kind, label, definition, unit, good, bounds: COUNTED },
    subject: kind === "distinct" ? "personne" : key,
    sums: sumsOf(kind, additive),
  });
}

function sumsOf(kind: OwnKind, additive: boolean): Metric["sums"] {
  if (kind === "distinct") return SUMS.people;
  const sums = kind === "flow" ? SUMS.additive : SUMS.stock;
  return additive ? sums : { ...sums, territory: UNSAID, ...(kind === "flow" && { time: UNSAID }) };
}

/** What a key alone says of an own metric: its kind, and that nothing of it is added up; `undefined`: it is none. */
export function ownByKey(key: string): Metric | undefined {
  if (!isOwn(key)) return undefined;
  const words = { fr: key, en: key };
  return metricFrom({ key, label: words, definition: words, unit: words, additive: false, good: "none" });
}
