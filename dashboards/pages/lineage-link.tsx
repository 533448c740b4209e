// "Where this figure comes from": a link to the provenance of a figure, for wherever one is shown.
import type { LineageModel } from "../shapes/lineage.ts";
import { linkWith, type View } from "./view.ts";

type Place = Pick<NonNullable<LineageModel["place"]>, "level" | "code" | "grain" | "first" | "dims">;
interface Of {
  /** Of one cell; left out: the startup's own figure. */
  readonly place?: Place;
  /** The day that it speaks of; left out: that of the page. */
  readonly day?: string;
}

/** The address of a figure's provenance, with what the reader chose. */
export function lineageLink(view: View, startup: string, metric: string, { place, day }: Of = {}): string {
  const named = Object.entries(place?.dims ?? {}).map(([name, value]) => `${name}=${value}`);
  return linkWith(view, "/provenance", {
    startup,
    metric,
    level: place?.level,
    territory: place?.code,
    ...(place && place.first !== null && { grain: place.grain, first: place.first }),
    dims: named.length > 0 ? named.join(",") : undefined,
    day,
  });
}

/** In words that say which figure, for who hears links without what is around them. */
export function Provenance(props: { view: View; startup: string; metric: string; name: string } & Of) {
  const { view, startup, metric, name, ...of } = props;
  const { link } = view.words.lineage;
  return (
    <a href={lineageLink(view, startup, metric, of)} aria-label={`${link}${view.lang === "fr" ? " : " : ": "}${name}`}>
      {link}
    </a>
  );
}
