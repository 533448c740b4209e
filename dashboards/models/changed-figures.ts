// Figures that two generations of the warehouse tell otherwise, though both read the same facts.
import type { Grain } from "../../schemas/period.ts";
import type { CanQuery } from "../../schemas/ports.ts";
import type { Territories } from "../../schemas/territory.ts";
import type { Frame } from "../queries/frame.ts";
import { LineStore } from "../queries/line-store.ts";
import { loadRegistry } from "../queries/registry.ts";
import { metricsInOrder } from "./panels.ts";
import { settingOf } from "./setting.ts";
import { startupsOf, subjectOf } from "./subject.ts";

export interface ChangedFigure {
  readonly startup: string;
  readonly metric: string;
  /** Version of the metric's definition. */
  readonly version: number;
  readonly level: string;
  readonly code: string;
  /** Canonical: as in the tables. */
  readonly dims: string;
  readonly grain: Grain | "state";
  /** First day of the period; of a state, "". */
  readonly first: string;
  /** Decimal text; `null`: no figure, said so; left out: no figure. */
  readonly before?: string | null;
  readonly after?: string | null;
}
/** What both are asked with: the rows that a reply may see, of the facts and of the registry. */
export interface Same {
  readonly territories: Territories;
  readonly frame: Frame;
  readonly registry: Frame;
}
type Figures = ReadonlyMap<string, Omit<ChangedFigure, "before" | "after"> & { readonly value: string | null }>;

/** The figures of one startup, on the last day known, cell by cell: each metric at the definition in use. */
export type FiguresOf = (startup: string) => Promise<Figures>;

/** Reads a generation as a frame shows it. The lines of a startup are kept no longer than they are asked for. */
export async function figuresIn(warehouse: CanQuery, { territories, frame, registry }: Same): Promise<FiguresOf> {
  const options = { warehouse, territories, demo: true, clock: () => frame.recordedMax };
  const known = await loadRegistry(warehouse, registry);
  const setting = await settingOf(options, { frame, store: new LineStore(warehouse, 0), known, asked: undefined });
  return async (id) => {
    const [startup] = await startupsOf(setting, [id]);
    if (!startup) return new Map();
    const figures = metricsInOrder(startup).flatMap((metric) => subjectOf(startup, metric)?.decided ?? []);
    return new Map(
      figures.map(({ cell, value }) => {
        const { metric, definition, level, code, dims, grain } = cell;
        const first = grain === "state" ? "" : cell.first;
        const place = { startup: id, metric, version: definition, level, code, dims, grain, first };
        return [JSON.stringify(place), { ...place, value }] as const;
      }),
    );
  };
}

/** The figures of one startup that differ, by their place. */
export async function changedFigures(before: FiguresOf, after: FiguresOf, startup: string): Promise<ChangedFigure[]> {
  const [old, now] = [await before(startup), await after(startup)];
  const places = [...new Set([...old.keys(), ...now.keys()])].sort();
  return places.flatMap((key): ChangedFigure[] => {
    const [was, is] = [old.get(key), now.get(key)];
    const place = was ?? is;
    if (!place || was?.value === is?.value) return [];
    const { value: _, ...rest } = place;
    return [{ ...rest, ...(was && { before: was.value }), ...(is && { after: is.value }) }];
  });
}
