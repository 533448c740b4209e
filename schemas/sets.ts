// Sets of territories (kind `membership`): which places are members, and what is to be said instead of a number. Pure.
import { metricsInForce } from "./catalogue.ts";
import type { Metric } from "./catalogue-model.ts";
import type { Level } from "./territory.ts";

/** A set has places of one level as members: a country, or a place of another level, is none of them. */
export function isNoMember({ kind, subject }: Metric, level: Level): boolean {
  return kind === "membership" && level !== subject;
}

/** What is to be written for a set: its places one by one, or the metric that counts them, where there is one. */
export function insteadOf({ subject, unit }: Metric): string {
  const counts = metricsInForce().filter((one) => one.kind === "gauge" && one.unit.fr === unit.fr);
  return [`${subject}:…`, ...counts.map(({ key }) => key)].join(" | ");
}
