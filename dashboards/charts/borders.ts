// Borders drawn coarser, the same from both sides: where two areas meet, they still meet. Pure geometry, in whole units.

export type Place = readonly [x: number, y: number];
/** A closed line; its last place is not its first again. */
export type Ring = readonly Place[];

const keyOf = ([x, y]: Place) => `${x},${y}`;

/**
 * Rings of named areas with fewer places. A border between the same areas is one arc, cut from either side at the same
 * ends and in the same direction, so both sides lose the same places.
 * @param tolerance  how far a border may move
 */
export function coarser(areas: ReadonlyMap<string, readonly Ring[]>, tolerance: number): Map<string, Ring[]> {
  const owners = new Map<string, Set<string>>();
  for (const [name, rings] of areas)
    for (const place of rings.flat()) {
      const key = keyOf(place);
      owners.set(key, (owners.get(key) ?? new Set()).add(name));
    }
  const around = (place: Place) => [...(owners.get(keyOf(place)) ?? [])].sort().join(" ");
  return new Map(
    [...areas].map(([name, rings]) => [name, rings.map((ring) => ringOfArcs(ring, around, tolerance))] as const),
  );
}

function ringOfArcs(ring: Ring, around: (place: Place) => string, tolerance: number): Place[] {
  const first = firstEnd(ring, around);
  const turned = [...ring.slice(first), ...ring.slice(0, first)];
  const [start] = turned;
  if (!start) return [];
  const closed = [...turned, start];
  const kept: Place[] = [];
  let from = 0;
  for (let at = 1; at < closed.length; at += 1) {
    const place = closed[at] as Place;
    const isEnd = at === closed.length - 1 || around(place) !== around(closed[at - 1] as Place);
    if (!isEnd) continue;
    kept.push(...arc(closed.slice(from, at + 1), tolerance).slice(0, -1));
    from = at;
  }
  return kept;
}

/** Where the neighbours change; of an island, the place that comes first by its coordinates. */
function firstEnd(ring: Ring, around: (place: Place) => string): number {
  const change = ring.findIndex((place, at) => around(place) !== around(ring.at(at - 1) as Place));
  if (change >= 0) return change;
  let least = 0;
  for (let at = 1; at < ring.length; at += 1) if (before(ring[at] as Place, ring[least] as Place)) least = at;
  return least;
}
const before = ([ax, ay]: Place, [bx, by]: Place) => ax < bx || (ax === bx && ay < by);

/** Ramer, Douglas and Peucker, always from the same end. */
function arc(places: readonly Place[], tolerance: number): Place[] {
  const [first, last] = [places[0] as Place, places.at(-1) as Place];
  const isClosed = first[0] === last[0] && first[1] === last[1];
  if (isClosed) return ofIsland(places, tolerance);
  return before(last, first) ? thinned([...places].reverse(), tolerance).reverse() : thinned(places, tolerance);
}

/** A closed arc has no two ends: it is cut at the place farthest from its first. */
function ofIsland(places: readonly Place[], tolerance: number): Place[] {
  const first = places[0] as Place;
  let far = 0;
  let most = -1;
  for (const [at, [x, y]] of places.entries()) {
    const away = (x - first[0]) ** 2 + (y - first[1]) ** 2;
    if (away > most) [far, most] = [at, away];
  }
  return [...thinned(places.slice(0, far + 1), tolerance).slice(0, -1), ...thinned(places.slice(far), tolerance)];
}

function thinned(places: readonly Place[], tolerance: number): Place[] {
  const [first, last] = [places[0] as Place, places.at(-1) as Place];
  let far = 0;
  let most = tolerance;
  for (let at = 1; at < places.length - 1; at += 1) {
    const away = distance(places[at] as Place, first, last);
    if (away > most) [far, most] = [at, away];
  }
  if (far === 0) return [first, last];
  return [...thinned(places.slice(0, far + 1), tolerance).slice(0, -1), ...thinned(places.slice(far), tolerance)];
}

function distance([x, y]: Place, [ax, ay]: Place, [bx, by]: Place): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.hypot(dx, dy);
  return length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs(dx * (ay - y) - dy * (ax - x)) / length;
}

/** Twice the surface inside a ring. */
export function surface(ring: Ring): number {
  let sum = 0;
  for (const [at, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(at + 1) % ring.length] as Place;
    sum += x * nextY - nextX * y;
  }
  return Math.abs(sum);
}

/** As an SVG path: relative lines between whole numbers take the fewest bytes. */
export function pathOf(rings: readonly Ring[]): string {
  return rings
    .map(([first, ...rest]) => {
      if (!first) return "";
      let [x, y] = first;
      const steps = rest.map(([nextX, nextY]) => {
        const step = [nextX - x, nextY - y];
        [x, y] = [nextX, nextY];
        return step.join(" ").replace(" -", "-");
      });
      return `M${first.join(" ")}l${steps.join(" ").replaceAll(" -", "-")}z`;
    })
    .join("");
}
