// "Where this figure comes from": a link to the provenance of a figure, for wherever one is shown.
import type { Grain } from "../../schemas/period.ts";
import type { Figure, Point } from "../figure.ts";
import type { LineageModel } from "../shapes/lineage.ts";
import { linkWith, type View } from "./view.ts";

type Place = Pick<NonNullable<LineageModel["place"]>, "level" | "code" | "grain" | "first" | "dims">;
interface Of {
  /** Of one cell; left out: the startup's own figure. */
  readonly place?: Place;
  /** Of the startup's own figure: the periods that it adds up; left out: the last one. */
  readonly periods?: { readonly grain: Grain; readonly first: string; readonly last: string };
  /** Of the startup's own figure: of the last period of this grain; left out: of the one that is shown by default. */
  readonly grain?: Grain;
  /** The ratio that it is told as a part of. */
  readonly ratio?: string;
  /** The day that it speaks of; left out: that of the page. */
  readonly day?: string;
}

/** The address of a figure's provenance, with what the reader chose. */
export function lineageLink(view: View, startup: string, metric: string, of: Of = {}): string {
  const { place, periods, grain, ratio, day } = of;
  const named = Object.entries(place?.dims ?? {}).map(([name, value]) => `${name}=${value}`);
  return linkWith(view, "/provenance", {
    startup,
    metric,
    level: place?.level,
    territory: place?.code,
    grain,
    ...(place && place.first !== null && { grain: place.grain, first: place.first }),
    ...periods,
    ratio,
    dims: named.length > 0 ? named.join(",") : undefined,
    day,
  });
}

/** The periods that a row of points is of: all that lie between the first and the last one. */
export function ofPoints(grain: Grain | "state", points: readonly Point[]): Of {
  const [first] = points;
  const last = points.at(-1);
  return grain === "state" || !first || !last ? {} : { periods: { grain, first: first.first, last: last.last } };
}

/** What names a figure beside its metric: of a ratio, the periods that it is shown of. */
export function ofFigure({ metric, table }: Figure): Of {
  return metric.kind === "ratio" && table.by === "period" ? ofPoints(table.grain, table.rows) : {};
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
