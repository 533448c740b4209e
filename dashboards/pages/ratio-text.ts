// A ratio in words: a percentage of its two parts, or their quotient with its unit: `10,4 %`, `7,8 sur 10`, `12,5 euros`.
import type { MetricRef } from "../figure.ts";
import { say, type View } from "./view.ts";

/** Never from a stored quotient: from both parts. A dash when the whole is 0. */
export function ratioText(view: View, metric: MetricRef, part: string, whole: string): string {
  if (isPercent(metric)) return view.format.percent(part, whole, 1);
  return `${view.format.quotient(part, whole, 2)} ${say(view, metric.unit)}`;
}

/** What the ratio is made of: `2 190 sur 20 990`, or `1 152 / 306` where the whole has not the part in it. */
export function partsText({ words, format }: View, metric: MetricRef, part: string, whole: string): string {
  const [above, below] = [format.number(part), format.number(whole)];
  return isPercent(metric) ? words.startup.ratioOf(above, below) : `${above} / ${below}`;
}

export function isPercent({ scale }: MetricRef): boolean {
  return scale !== "one";
}
