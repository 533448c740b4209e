// The small worlds that random histories speak of: few cells, so that sources and statements collide.
import { addDays, dayOf, type Grain, periodFrom } from "../../schemas/period.ts";
import type { ReadScope, Row } from "../../schemas/statement.ts";
import type { Level } from "../../schemas/territory.ts";
import type { Mapping } from "./naive-facts.ts";

/** A place where a value may stand: a row without its value. */
export type Slot = Omit<Row, "value">;
/** What one mapping of a source reads: `slots` in a fixed order. */
export interface World {
  readonly mapping: Mapping;
  readonly slots: readonly Slot[];
}

export const FLOW = "rdv_pris";
export const MEMBERS = "communes_couvertes";
export const GAUGE = "adresses_certifiees";
export const PEOPLE = "utilisateurs_actifs_mois";
export const METRICS = [FLOW, MEMBERS, GAUGE, PEOPLE];

/** The last is of the right form and in no official list. */
export const COMMUNES = ["01001", "2A004", "13055", "75056", "97411", "99999"];
export const WEB = '{"canal":"web"}';

function slot(metric: string, level: Level, code: string, grain?: Grain, first = "", dims = ""): Slot {
  return { metric, level, code, dims, period: grain && periodFrom(grain, first) };
}
function about(metric: string, levels: Level[], dims: string[] = []): ReadScope["metrics"][number] {
  return { metric, levels, dims };
}
function monthOf(day: string, months: number): string {
  const [year = 0, month = 0] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/**
 * The worlds, by number.
 * @param start  when the history begins, milliseconds since 1970
 * @param slide  how far the rolling windows have moved, in days
 */
export const WORLDS: readonly ((start: number, slide: number) => World)[] = [
  // 0: a set of five communes: losing one of them is exactly 20 %
  () => ({
    mapping: { scope: { metrics: [about(MEMBERS, ["commune"])] } },
    slots: COMMUNES.slice(1).map((code) => slot(MEMBERS, "commune", code)),
  }),
  // 1: rolling days without a guaranteed window
  (start, slide) => ({
    mapping: { scope: { metrics: [about(FLOW, ["commune"])] } },
    slots: [0, 1, 2, 3, 4].flatMap((day) =>
      COMMUNES.slice(0, 2).map((code) => slot(FLOW, "commune", code, "day", addDays(dayOf(start), day + slide - 6))),
    ),
  }),
  // 2: day, week and month that start together
  () => ({
    mapping: { scope: { metrics: [about(FLOW, ["departement", "france"])] } },
    slots: ["2024-01-01", "2024-07-01"].flatMap((first) =>
      (["day", "week", "month"] as const).flatMap((grain) => [
        slot(FLOW, "departement", "2A", grain, first),
        slot(FLOW, "france", "FR", grain, first),
      ]),
    ),
  }),
  // 3: five states, with and without a dimension
  () => ({
    mapping: {
      scope: { metrics: [about(GAUGE, ["commune", "departement"]), about(GAUGE, ["commune"], ["canal"])] },
    },
    slots: [
      ...COMMUNES.slice(0, 2).map((code) => slot(GAUGE, "commune", code)),
      slot(GAUGE, "departement", "2A"),
      ...COMMUNES.slice(0, 2).map((code) => slot(GAUGE, "commune", code, undefined, "", WEB)),
    ],
  }),
  // 4: only months that are over, and members from 2 on
  (start) => ({
    mapping: {
      scope: { metrics: [about(PEOPLE, ["france"]), about(MEMBERS, ["commune"])] },
      atLeast: "2",
      closedOnly: true,
    },
    slots: [
      ...[-2, -1, 0, 1].map((months) => slot(PEOPLE, "france", "FR", "month", monthOf(dayOf(start), months))),
      ...COMMUNES.slice(0, 4).map((code) => slot(MEMBERS, "commune", code)),
    ],
  }),
  // 5: a list of territories, rows added up; some rows are outside the list
  () => ({
    mapping: {
      scope: { metrics: [about(GAUGE, ["commune"])], territories: COMMUNES.slice(1, 5) },
      combine: "sum",
    },
    slots: COMMUNES.map((code) => slot(GAUGE, "commune", code)),
  }),
  // 6: no scope
  () => ({
    mapping: {},
    slots: [
      ...COMMUNES.slice(0, 3).map((code) => slot(GAUGE, "commune", code)),
      slot(FLOW, "france", "FR", "month", "2024-01-01"),
    ],
  }),
  // 7: rolling guaranteed days, 25 cells; one more day than the window holds
  (start, slide) => {
    const first = addDays(dayOf(start), slide - 6);
    return {
      mapping: {
        scope: {
          metrics: [about(FLOW, ["commune"])],
          windows: [{ grain: "day", first, last: addDays(first, 3) }],
        },
      },
      slots: [0, 1, 2, 3, 4].flatMap((day) =>
        COMMUNES.slice(0, 5).map((code) => slot(FLOW, "commune", code, "day", addDays(first, day))),
      ),
    };
  },
];

/** The part of a scope that a push can declare: the same levels and dimensions for all metrics. */
export function pushable(scope: ReadScope): ReadScope {
  const levels = [...new Set(scope.metrics.flatMap((one) => one.levels))];
  const metrics = [...new Set(scope.metrics.map((one) => one.metric))];
  const dims = scope.metrics[0]?.dims ?? [];
  return { ...scope, metrics: metrics.map((metric) => ({ metric, levels, dims })) };
}
