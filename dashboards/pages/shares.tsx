// Parts of services drawn under their figure: phases as one bar with its legend, a share as a gauge.
import { gauge } from "../charts/gauge.tsx";
import { stacked, swatch } from "../charts/stacked.tsx";
import { fraction } from "../format.ts";
import type { NetworkModel } from "../shapes/overview.ts";
import { count } from "./count.ts";
import type { View } from "./view.ts";

/** Phases as one bar, and its legend with the counts. */
export function PhaseBar({ view, phases }: { view: View; phases: NetworkModel["phases"] }) {
  return (
    <>
      {stacked(phases.map((phase) => phase.count))}
      <ul class="legend legend-2">
        {phases.map(({ phase, count: services }, at) => (
          <li>
            {swatch(`seq-${at + 1}`)} {view.words.network.phase(phase)} <b>{count(view, services)}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Nothing where there is no whole. */
export function Share({ part, whole, reference }: { part: number; whole: number; reference?: number | undefined }) {
  const size = fraction(String(part), String(whole));
  return size === undefined ? null : gauge(size, reference);
}
