// A line over time, drawn on the server: the same points, span and axis as the table next to it. Pure: points in, SVG out.
import { type ScaleTime, scaleLinear, scaleUtc } from "d3-scale";
import { line } from "d3-shape";
import type { Point } from "../figure.ts";
import type { Format } from "../format.ts";

/** Below this part of the greatest value, the axis starts at zero anyway. */
const NEAR_ZERO = 0.4;
const DAY_MS = 86_400_000;
const SHORT_SPAN_DAYS = 100;
/** About how wide a character of an axis or of the words under a value is, in the drawing's units. */
const TICK_CHARACTER = 6.2;
/** About how wide a character of a bold label is, in the drawing's units. */
const LABEL_CHARACTER = 7.2;

export interface LineOptions {
  /** Of the drawing, in its own units: 1120 or 720 wide, 350 on a phone. */
  readonly width: number;
  readonly height: number;
  readonly format: Format;
  /** Under the value at the end of the line. */
  readonly unit: string;
  /** True for flows: the axis always starts at zero. */
  readonly fromZero: boolean;
  /** Numbered discs; the words are in a list under the drawing. */
  readonly annotations?: readonly { readonly day: string; readonly number: number }[];
  /** The index stroke: a ring on the curve, a stem, a label. */
  readonly milestones?: readonly { readonly day: string; readonly label: string; readonly sub: string }[];
}

type Stated = Point & { readonly value: string };
const stated = (points: readonly Point[]) => points.filter((point): point is Stated => point.value !== null);
const time = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** Whether the axis leaves zero out; the page then says so. */
export function leavesZeroOut(points: readonly Point[], fromZero: boolean): boolean {
  const values = stated(points).map((point) => Number(point.value));
  return !fromZero && values.length > 0 && Math.min(...values) > NEAR_ZERO * Math.max(...values);
}

/** The drawing, hidden from assistive tools: its table says the same. `null` with fewer than two values. */
export function lineChart(points: readonly Point[], options: LineOptions) {
  const known = stated(points);
  const first = known[0];
  const last = known.at(-1);
  if (!first || !last || known.length < 2) return null;
  const { width, height, format } = options;
  const narrow = width < 500;
  const values = known.map((point) => Number(point.value));
  const low = leavesZeroOut(points, options.fromZero) ? Math.min(...values) : Math.min(0, ...values);
  const y = scaleLinear([low, Math.max(...values)], [0, 1]).nice(4);
  const yTicks = y.ticks(4);
  const labels = yTicks.map((tick) => format.number(String(tick)));
  const left = 12 + Math.max(...labels.map((label) => label.length)) * 7;
  const box = {
    left,
    right: width - (narrow ? 14 : Math.max(104, 16 + options.unit.length * TICK_CHARACTER)),
    top: options.milestones?.length || options.annotations?.length ? 44 : 24,
    bottom: height - 28,
  };
  y.range([box.bottom, box.top]);
  const x = scaleUtc([time(first.last), time(last.last)], [box.left, box.right]);
  const at = (point: Stated): [number, number] => [round(x(time(point.last))), round(y(Number(point.value)))];
  const path = line<Point>()
    .defined((point) => point.value !== null)
    .x((point) => round(x(time(point.last))))
    .y((point) => round(y(Number(point.value))));
  const [endX, endY] = at(last);

  return (
    <svg
      class={narrow ? "chart-narrow" : "chart-wide"}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      {yTicks.map((tick, index) => (
        <g>
          <line
            class={tick === y.domain()[0] ? "axis" : "grid"}
            x1={box.left}
            x2={box.right}
            y1={round(y(tick))}
            y2={round(y(tick))}
          />
          <text class="tick" x={box.left - 8} y={round(y(tick)) + 4} text-anchor="end">
            {labels[index]}
          </text>
        </g>
      ))}
      {xTicks(x, narrow ? 4 : 8, format).map(({ label, place }) => (
        <text class="tick" x={round(place)} y={height - 8} text-anchor="middle">
          {label}
        </text>
      ))}
      <Annotations annotations={options.annotations ?? []} place={(day) => round(x(time(day)))} box={box} />
      <path class="curve" d={path([...points]) ?? ""} />
      <circle class="end" cx={endX} cy={endY} r="4.5" />
      {(options.milestones ?? []).map((milestone) => (
        <Stem milestone={milestone} known={known} at={at} box={box} />
      ))}
      <EndLabel
        x={endX}
        y={endY}
        narrow={narrow}
        top={box.top}
        value={format.number(last.value, 2)}
        unit={options.unit}
      />
    </svg>
  );
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function xTicks(x: ScaleTime<number, number>, count: number, format: Format) {
  const [from, to] = x.domain().map(Number) as [number, number];
  const short = (to - from) / DAY_MS < SHORT_SPAN_DAYS;
  return x.ticks(count).map((tick) => {
    const day = tick.toISOString().slice(0, 10);
    return { label: short ? format.shortDate(day) : format.tick(day), place: x(tick) };
  });
}

function EndLabel(props: { x: number; y: number; narrow: boolean; top: number; value: string; unit: string }) {
  const { x, y, narrow, top, value, unit } = props;
  if (narrow)
    return (
      <text class="end-label halo" x={x + 4} y={Math.max(y - 12, top - 8)} text-anchor="end">
        {value}
      </text>
    );
  return (
    <g>
      <text class="end-label halo" x={x + 10} y={y + 1}>
        {value}
      </text>
      <text class="tick halo" x={x + 10} y={y + 16}>
        {unit}
      </text>
    </g>
  );
}

function Annotations(props: {
  annotations: NonNullable<LineOptions["annotations"]>;
  place: (day: string) => number;
  box: Box;
}) {
  const { box } = props;
  return (
    <g>
      {props.annotations
        .map(({ day, number }) => ({ number, x: props.place(day) }))
        .filter(({ x }) => x >= box.left && x <= box.right)
        .map(({ number, x }) => (
          <g>
            <line class="stem" x1={x} x2={x} y1={box.top - 20} y2={box.bottom} />
            <circle class="disc" cx={x} cy={box.top - 28} r="9" />
            <text class="disc-number" x={x} y={box.top - 24} text-anchor="middle">
              {number}
            </text>
          </g>
        ))}
    </g>
  );
}

function Stem(props: {
  milestone: NonNullable<LineOptions["milestones"]>[number];
  known: readonly Stated[];
  at: (point: Stated) => [number, number];
  box: Box;
}) {
  const { milestone, box } = props;
  const point = props.known.filter(({ last }) => last <= milestone.day).at(-1);
  if (!point) return null;
  const [x, y] = props.at(point);
  const toTheLeft = x + 8 + milestone.label.length * LABEL_CHARACTER > box.right;
  const anchor = toTheLeft ? "end" : "start";
  const textX = x + (toTheLeft ? -8 : 8);
  return (
    <g>
      <line class="milestone" x1={x} x2={x} y1={box.top - 32} y2={y - 6} />
      <circle class="ring" cx={x} cy={y} r="5.5" />
      <text class="end-label halo" x={textX} y={box.top - 22} text-anchor={anchor}>
        {milestone.label}
      </text>
      <text class="tick halo" x={textX} y={box.top - 7} text-anchor={anchor}>
        {milestone.sub}
      </text>
    </g>
  );
}

/** The shape of a series, without axis or words: for a table's cell. `null` with fewer than two values. */
export function sparkline(points: readonly Point[]) {
  const known = stated(points);
  const first = known[0];
  const last = known.at(-1);
  if (!first || !last || known.length < 2) return null;
  const values = known.map((point) => Number(point.value));
  const x = scaleUtc([time(first.last), time(last.last)], [2, 108]);
  const y = scaleLinear([Math.min(...values), Math.max(...values)], [21, 5]);
  const path = line<Stated>()
    .x((point) => round(x(time(point.last))))
    .y((point) => round(y(Number(point.value))));
  return (
    <svg class="spark" viewBox="0 0 114 26" width="114" height="26" aria-hidden="true" focusable="false">
      <path class="curve" d={path(known) ?? ""} />
      <circle class="end" cx={round(x(time(last.last)))} cy={round(y(Number(last.value)))} r="3.5" />
    </svg>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;
