// The phases of a service on one line of time, with what happened to it. Hidden from assistive tools: its table says the same.
import { scaleUtc } from "d3-scale";

export interface TimelineSpan {
  readonly label: string;
  readonly start: string;
  /** Last day; the last span ends on the day that is spoken of. */
  readonly end: string;
  /** Whether the service counts in the network's totals in it. */
  readonly active: boolean;
}
const HEIGHT = 92;
/** About how wide a character of a label is. */
const CHARACTER = 6.6;
const time = (day: string) => Date.parse(`${day}T00:00:00Z`);
const round = (value: number) => Math.round(value * 10) / 10;

/** First days of years inside the span, at most about so many. */
function yearsBetween(start: string, end: string, most: number): number[] {
  const [from, to] = [Number(start.slice(0, 4)) + 1, Number(end.slice(0, 4))];
  const step = Math.max(1, Math.ceil((to - from + 1) / most));
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at).filter(
    (year) => (to - year) % step === 0,
  );
}

/** @param marks days of events, numbered from 1 as the list under the drawing */
export function timeline(spans: readonly TimelineSpan[], marks: readonly string[], width: number) {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last || first.start >= last.end) return null;
  const x = scaleUtc([time(first.start), time(last.end)], [8, width - 8]);
  const years = yearsBetween(first.start, last.end, width < 400 ? 4 : 7);
  return (
    <svg
      class={width < 400 ? "chart-narrow" : "chart-wide"}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      aria-hidden="true"
      focusable="false"
    >
      {spans.map((span, at) => {
        const [left, right] = [round(x(time(span.start))), round(x(time(span.end)))];
        const room = right - left - 10;
        return (
          <>
            <rect
              class={span.active ? `seq-${Math.min(5, at + 1)}` : "none"}
              x={left}
              y="30"
              width={Math.max(2, round(right - left - 2))}
              height="14"
            />
            {room > span.label.length * CHARACTER && (
              <text class="tick" x={left + 1} y="62">
                {span.label}
              </text>
            )}
          </>
        );
      })}
      {years.map((year) => (
        <text class="tick" x={round(x(time(`${year}-01-01`)))} y="84">
          {year}
        </text>
      ))}
      {marks.map((day, at) => (
        <>
          <circle class="disc" cx={round(x(time(day)))} cy="14" r="9" />
          <text class="disc-number" x={round(x(time(day)))} y="18" text-anchor="middle">
            {at + 1}
          </text>
        </>
      ))}
    </svg>
  );
}
