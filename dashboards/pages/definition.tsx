// What a metric means, one fold away from its figure.
import type { MetricRef } from "../figure.ts";
import { Refusals } from "./figure.tsx";
import { say, type View } from "./view.ts";

export function Definition({ view, metric }: { view: View; metric: MetricRef }) {
  const { panel } = view.words;
  return (
    <div class="definition">
      <p>
        <b>{panel.definition}</b> ({panel.version(metric.version)}){view.lang === "fr" ? "\u00a0: " : ": "}
        {say(view, metric.definition)}
      </p>
      {metric.kind === "distinct" && <Refusals view={view} metric={metric} />}
    </div>
  );
}
