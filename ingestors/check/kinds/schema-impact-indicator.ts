// One indicator of a file in the national schema of impact: its measures, its metric, and why it may be none.

import type { NumberFormat } from "../../endpoints/numbers.ts";
import type { Measure } from "../../endpoints/schema-impact-lines.ts";
import type { Role } from "../column.ts";
import { whyNoFigure } from "../figure-doubts.ts";
import { type ChosenMetric, metricFor, type Sought } from "../metric-words.ts";
import { isMoney } from "../no-count.ts";
import { numbersIn } from "../number-role.ts";
import { noCounter, saysSoFar } from "../since-start.ts";
import type { Left } from "../told.ts";

type Level = "france" | "region" | "departement" | "commune";
export interface Indicator {
  readonly title: string;
  readonly measures: readonly Measure[];
  readonly levels: readonly Level[];
  readonly sought: Sought;
  readonly chosen: ChosenMetric | undefined;
  /** How its values are written. */
  readonly numbers: NumberFormat;
  readonly read: Role | undefined;
}

export function indicatorOf(title: string, measures: readonly Measure[]): Indicator {
  const grain = measures.find(({ period }) => period)?.period?.grain;
  const known = (["france", "region", "departement", "commune"] as const).filter((level) =>
    measures.some((one) => one.level === level),
  );
  const levels: readonly Level[] = known.length > 0 ? known : ["france"];
  const isPeriod = measures.some((one) => one.isPeriod);
  const unit = measures[0]?.unit ?? "";
  const sought = {
    name: isMoney(unit) ? `${title} ${unit}` : title,
    around: [],
    levels,
    isFlag: false,
    ...(isPeriod && { grain: grain ?? ("month" as const) }),
  };
  const values = measures.map(({ value }) => value).filter((value) => typeof value === "string");
  const read = values.length > 0 ? numbersIn({ at: "", name: "", values, from: "own" }, values) : undefined;
  const numbers = read?.is === "number" ? read.numbers : "plain";
  return { title, measures, levels, sought, chosen: metricFor(sought), numbers, read };
}

/** Why none of its lines may be stated. */
export function doubtOf({ title, sought, chosen, read }: Indicator): Left | undefined {
  if (read && "why" in read && read.why) return { what: title, why: read.why };
  const values = read?.is === "number" ? read.values : [];
  const why = whyNoFigure({ name: title, sought, chosen, values, factor: undefined });
  if (why) return { what: title, why };
  return saysSoFar(title) && sought.grain ? { what: title, why: noCounter(title) } : undefined;
}
