// What a fact changed of a startup's figures without a source's word: another order of its sources, a correction.
import { dayOf } from "../../schemas/period.ts";
import type { Figure } from "../queries/decide.ts";
import { decisionsOf, type KnownDecision } from "../queries/decisions.ts";
import { LineStore } from "../queries/line-store.ts";
import { type FactRevisions, type RevisedCell, reordered, ruledAt } from "../queries/revisions.ts";
import { metricsInOrder } from "./panels.ts";
import { type Setting, settingOf } from "./setting.ts";
import { startupsOf, subjectOf } from "./subject.ts";

/** One fact of the log that changed what decides. */
export interface Ruling {
  readonly startup: string;
  readonly partition: number;
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly recorded: number;
  readonly type: string;
}
export interface FigureChanges extends Omit<FactRevisions, "source"> {
  readonly source: "";
  readonly own: readonly RevisedCell[];
}

/** The decisions that a frame shows; none where nobody ever decided. */
export async function decisionsIn({ warehouse, frame }: Setting, startup?: string): Promise<KnownDecision[]> {
  return (await ruledAt(warehouse, frame, startup)) ? decisionsOf(warehouse, frame, startup) : [];
}

/** Figures that another order of sources, or a correction, made others. */
export async function figureChanges(
  setting: Setting,
  decisions: readonly KnownDecision[],
  startup?: string,
): Promise<FigureChanges[]> {
  const declared = await reordered(setting.warehouse, setting.frame, startup);
  const corrected = decisions.flatMap(({ startup: of, partition, decision, steps }) =>
    decision.what === "figure.corrected"
      ? steps.flatMap(({ type, offset, recorded }) =>
          type === "decision.approved" || type === "decision.undone"
            ? [{ startup: of, partition, offset, recorded, type }]
            : [],
        )
      : [],
  );
  const rulings: Ruling[] = [...declared.map((one) => ({ ...one, type: "source.declared" })), ...corrected];
  const found: FigureChanges[] = [];
  for (const ruling of rulings) found.push(...(await changedBy(setting, ruling)));
  return found;
}

/** The figures of the day just before a fact, and with it. */
async function changedBy(setting: Setting, ruling: Ruling): Promise<FigureChanges[]> {
  const before = await figuresAt(setting, ruling, ruling.offset);
  const after = await figuresAt(setting, ruling, ruling.offset + 1);
  const changed = [...new Set([...before.keys(), ...after.keys()])].flatMap((key): RevisedCell[] => {
    const [was, is] = [before.get(key), after.get(key)];
    const figure = was ?? is;
    const [old, now] = [was?.value ?? null, is?.value ?? null];
    if (!figure || old === now) return [];
    const { metric, level, code, dims, grain } = figure.cell;
    const day = dayOf(ruling.recorded);
    const { first, last } = grain === "state" ? { first: day, last: day } : figure.cell;
    const { startup, offset } = ruling;
    return [{ startup, source: "", metric, offset, level, code, dims, grain, first, last, old, new: now }];
  });
  const versions = new Map([...before.values(), ...after.values()].map(({ cell }) => [cell.metric, cell.definition]));
  return [...new Set(changed.map(({ metric }) => metric))].map((metric) => {
    const own = changed.filter((one) => one.metric === metric);
    const ceased = own.filter((one) => one.new === null).length;
    const returned = own.filter((one) => one.old === null).length;
    const counts = { cells: own.length, changed: own.length - ceased - returned, ceased, returned };
    return {
      ...ruling,
      source: "",
      metric,
      version: versions.get(metric) ?? 1,
      ...counts,
      others: false,
      again: true,
      own,
    };
  });
}

/** @param end  the startup's partition up to this offset, and without it */
async function figuresAt(setting: Setting, ruling: Ruling, end: number): Promise<Map<string, Figure>> {
  const { startup, partition, recorded } = ruling;
  const ends = setting.frame.ends.map((own, part) => (part === partition ? Math.min(own, end) : own));
  const frame = { ...setting.frame, ends, asOf: recorded, recordedMax: recorded };
  const store = new LineStore(setting.warehouse, 0);
  const options = { ...setting, clock: () => recorded };
  const then = await settingOf(options, { frame, store, known: setting.registry.known, asked: undefined });
  const [found] = await startupsOf(then, [startup]);
  if (!found) return new Map();
  const figures = metricsInOrder(found).flatMap((metric) => subjectOf(found, metric)?.decided ?? []);
  return new Map(figures.map((figure) => [figure.key, figure]));
}
