// The report's curve as an image: the same points, span and axis as on its page.
import { pngOf } from "../charts/image.ts";
import { lineChart } from "../charts/line.tsx";
import type { Format } from "../format.ts";
import type { CoverageStory } from "./story-coverage.ts";

/** What the page and the image are drawn from alike. */
export function curveOptions({ unit, annotations }: CoverageStory) {
  return { unit, fromZero: false, annotations };
}

/** Width in an e-mail; the image has twice as many pixels. */
export const CURVE_WIDTH = 552;
const CURVE_HEIGHT = 270;

/** `undefined` with fewer than two values: there is no curve. */
export async function curvePng(story: CoverageStory, format: Format): Promise<Buffer | undefined> {
  const options = { ...curveOptions(story), format, width: CURVE_WIDTH, height: CURVE_HEIGHT };
  const drawing = lineChart(story.points, options);
  return drawing ? pngOf(await drawing.toString(), 2 * CURVE_WIDTH) : undefined;
}
