// What every part of a metric's page is handed.
import type { MetricModel } from "../shapes/metric.ts";
import type { View } from "./view.ts";

export interface MetricProps {
  readonly model: MetricModel;
  readonly view: View;
}
