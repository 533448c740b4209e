// The state of a source, the same everywhere: one icon, one word, one colour. And the mark of a metric: adoption or impact.
import type { Freshness, State } from "../figure.ts";
import type { View } from "./view.ts";

/** Drawn on a 16 × 16 ground with the chip's own ink. */
const ICONS: Record<State, string> = {
  ok: "M3 8.5 6.5 12 13 4.5",
  late: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 4.8V8l2.2 1.6",
  cut: "M4 4l8 8M12 4l-8 8",
  held: "M5.5 3.5v9M10.5 3.5v9",
  never: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M3.8 12.2 12.2 3.8",
  unconnected: "M3.5 8h2M7 8h2M10.5 8h2",
  idle: "M3.5 8h9",
  hand: "M3 13l.7-3L11 2.7 13.3 5 6 12.3zM9.3 4.4l2.3 2.3",
};

export function Chip({ view, state }: { view: View; state: State }) {
  return (
    <span class={`chip chip-${state}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
        <path d={ICONS[state]} />
      </svg>
      {view.words.states[state]}
    </span>
  );
}

/** The sentence that explains a state, with the date of the last data. */
export function stateSentence(view: View, { state, last, every }: Freshness): string {
  return view.words.stateSentence(state, last === null ? null : view.format.dayOf(last), every);
}

export function Mark({ view, mark }: { view: View; mark: "adoption" | "impact" }) {
  return (
    <span class={`mark mark-${mark}`}>
      <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true" focusable="false">
        <circle cx="5" cy="5" r="3.6" />
      </svg>
      {view.words.marks[mark]}
    </span>
  );
}
