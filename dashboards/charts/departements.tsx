// A choropleth of the départements: shares or rates in five classes, Paris larger beside it, overseas below. Pure: a
// value for each code in, SVG out. Hidden from assistive tools and from the keyboard: its table has the same rows and links.
import {
  METROPOLE,
  METROPOLE_OUTLINES,
  type Outline,
  OVERSEAS_OUTLINES,
  OVERSEAS_SIZE,
} from "./departement-outlines.ts";

export interface DepartementShade {
  /** In percent, or in any unit that may be compared; 0 is drawn plain: nothing there. `null`: no figure, hatched. */
  readonly value: number | null;
  /** Shown under the pointer: `Ain (01) : 64 %, 251 communes sur 391`. */
  readonly title: string;
  /** Where a click leads; left out: nowhere. */
  readonly href?: string;
}
export interface DepartementMap {
  /** By official code. A département that is not here is drawn as one without a figure. */
  readonly shades: ReadonlyMap<string, DepartementShade>;
  /** Where the second to the fifth class begin, rising. */
  readonly breaks: readonly number[];
  /** Written over the drawings that stand apart. */
  readonly labels: { readonly paris: string; readonly overseas: ReadonlyMap<string, string> };
}

/** Paris and its three neighbours, too small to be seen at the scale of the country. */
const INSET = ["75", "92", "93", "94"];
const INSET_FRAME = { x: 603, y: 267, size: 52, scale: 4.4 };
const [INSET_LEFT, INSET_TOP] = [40, 60];
const OVERSEAS_TOP = METROPOLE.height + 70;
const HEIGHT = OVERSEAS_TOP + OVERSEAS_SIZE + 10;
const OVERSEAS_STEP = METROPOLE.width / OVERSEAS_OUTLINES.length;

/** 1 to 5 for a class, 1 the lowest; `none` for nothing there; `hatch` for no figure. */
export function classOf(value: number | null, breaks: readonly number[]): number | "none" | "hatch" {
  if (value === null) return "hatch";
  return value === 0 ? "none" : 1 + breaks.filter((least) => value >= least).length;
}

/**
 * Four limits that cut values into five classes of about as many départements, each on a whole multiple of five; on whole
 * numbers when the values are too near each other; 20, 40, 60, 80 when even those do not differ.
 */
export function breaksOf(values: readonly number[]): number[] {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b);
  for (const step of [5, 1]) {
    const limits = [1, 2, 3, 4].map((fifth) => {
      const value = sorted[Math.floor((sorted.length * fifth) / 5)] ?? 0;
      return Math.round(value / step) * step;
    });
    if (limits.every((limit, at) => limit > (limits[at - 1] ?? 0))) return limits;
  }
  return [20, 40, 60, 80];
}

export function departementMap(model: DepartementMap) {
  const inset = METROPOLE_OUTLINES.filter(({ code }) => INSET.includes(code));
  const { x, y, size, scale } = INSET_FRAME;
  return (
    <svg
      class="map"
      viewBox={`0 0 ${METROPOLE.width} ${HEIGHT}`}
      width={METROPOLE.width}
      height={HEIGHT}
      aria-hidden="true"
      focusable="false"
    >
      <defs>
        <pattern id="hatch" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch-ground" width="10" height="10" />
          <rect class="hatch-line" width="3" height="10" />
        </pattern>
      </defs>
      {METROPOLE_OUTLINES.map((outline) => (
        <Area model={model} outline={outline} />
      ))}
      <g
        class="inset"
        transform={`translate(${Math.round(INSET_LEFT - x * scale)} ${Math.round(INSET_TOP - y * scale)}) scale(${scale})`}
      >
        {inset.map((outline) => (
          <Area model={model} outline={outline} />
        ))}
      </g>
      <text class="map-label" x={INSET_LEFT + (size * scale) / 2} y={INSET_TOP - 16}>
        {model.labels.paris}
      </text>
      {OVERSEAS_OUTLINES.map((outline, at) => (
        <>
          <text class="map-label" x={OVERSEAS_STEP * (at + 0.5)} y={OVERSEAS_TOP - 22}>
            {model.labels.overseas.get(outline.code) ?? outline.code}
          </text>
          <g transform={`translate(${Math.round(OVERSEAS_STEP * (at + 0.5) - OVERSEAS_SIZE / 2)} ${OVERSEAS_TOP})`}>
            <Area model={model} outline={outline} />
          </g>
        </>
      ))}
    </svg>
  );
}

function Area({ model: { shades, breaks }, outline: { code, path } }: { model: DepartementMap; outline: Outline }) {
  const shade = shades.get(code);
  const of = classOf(shade?.value ?? null, breaks);
  const area = (
    <path class={typeof of === "number" ? `seq-${of}` : of} d={path}>
      {shade && <title>{shade.title}</title>}
    </path>
  );
  return shade?.href === undefined ? (
    area
  ) : (
    <a href={shade.href} tabindex={-1}>
      {area}
    </a>
  );
}
