// What a fact changed of a startup's figures without a source's word: another order of its sources, a correction.
import type { FigureCorrected } from "../../schemas/decisions.ts";
import { dayOf } from "../../schemas/period.ts";
import type { Figure } from "../queries/decide.ts";
import { decisionsOf, type KnownDecision } from "../queries/decisions.ts";
import { LineStore } from "../queries/line-store.ts";
import { type FactRevisions, type RevisedCell, reordered, ruledAt } from "../queries/revisions.ts";
import { changedOnce } from "./changed-once.ts";
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
  /** Days on which figures may be others by it, YYYY-MM-DD; the first on which one is counts. */
  readonly days: readonly string[];
  /** Of a state, the last day on which it is another by it; `null`: it has no end. */
  readonly last: string | null;
}
export interface FigureChanges extends Omit<FactRevisions, "source"> {
  readonly source: "";
  readonly own: readonly RevisedCell[];
}

/** The decisions that a frame shows; none where nobody ever decided. */
export async function decisionsIn({ warehouse, frame }: Setting, startup?: string): Promise<KnownDecision[]> {
  return (await ruledAt(warehouse, frame, startup)) ? decisionsOf(warehouse, frame, startup) : [];
}

/** Which rulings are asked for: those of a startup, recorded from `since` on and before `until`. */
export interface RulingsAsked {
  readonly startup: string | undefined;
  /** Milliseconds since 1970. */
  readonly since: number | undefined;
  readonly until: number | undefined;
}

/** Figures that another order of sources, or a correction, made others. */
export async function figureChanges(
  setting: Setting,
  decisions: readonly KnownDecision[],
  { startup, since = 0, until = Infinity }: RulingsAsked,
): Promise<FigureChanges[]> {
  const declared = await reordered(setting.warehouse, setting.frame, startup);
  const corrected = decisions.flatMap(({ startup: of, partition, decision, steps }) =>
    decision.what === "figure.corrected"
      ? steps.flatMap(({ type, offset, recorded }) =>
          type === "decision.approved" || type === "decision.undone"
            ? [
                {
                  startup: of,
                  partition,
                  offset,
                  recorded,
                  type,
                  days: daysOf(decision, dayOf(recorded)),
                  last: decision.to ?? null,
                },
              ]
            : [],
        )
      : [],
  );
  const reordering = declared.map((one) => ({
    ...one,
    type: "source.declared",
    days: [dayOf(one.recorded)],
    last: null,
  }));
  const rulings: Ruling[] = [...reordering, ...corrected];
  const found: FigureChanges[] = [];
  for (const ruling of rulings)
    if (ruling.recorded >= since && ruling.recorded < until)
      found.push(...(await changedOnce(setting, ruling, () => changedBy(setting, ruling))));
  return found;
}

/** Where a correction of a state begins to hold, and the last day known on which it does: it may be over since long. */
function daysOf({ period, from, to }: FigureCorrected, today: string): string[] {
  if (period) return [today]; // for which days of their own mean nothing
  const last = to !== undefined && to < today ? to : today;
  return from !== undefined && from < last ? [from, last] : [last];
}

async function changedBy(setting: Setting, ruling: Ruling): Promise<FigureChanges[]> {
  const found: FigureChanges[] = [];
  for (const day of ruling.days) found.push(...(await changedOn(setting, ruling, day)));
  // A metric that is another on the first day is told of that day.
  return found.filter(({ metric }, at) => found.findIndex((one) => one.metric === metric) === at);
}

/** The figures of a day just before a fact, and with it. */
async function changedOn(
  setting: Setting,
  { days: _, last: to, ...ruling }: Ruling,
  day: string,
): Promise<FigureChanges[]> {
  const [{ figures: before }, { figures: after, day: known }] = await Promise.all([
    figuresAt(setting, { ...ruling, end: ruling.offset, on: day }),
    figuresAt(setting, { ...ruling, end: ruling.offset + 1, on: day }),
  ]);
  const changed = [...new Set([...before.keys(), ...after.keys()])].flatMap((key): RevisedCell[] => {
    const [was, is] = [before.get(key), after.get(key)];
    const figure = was ?? is;
    const [old, now] = [was?.value ?? null, is?.value ?? null];
    if (!figure || old === now) return [];
    const { metric, level, code, dims, grain } = figure.cell;
    const { first, last } = grain === "state" ? { first: known, last: to } : figure.cell;
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

interface Asked extends Pick<Ruling, "startup" | "partition" | "recorded"> {
  /** The startup's partition up to this offset, and without it. */
  readonly end: number;
  readonly on: string;
}
/** The figures of a day by cell; of the nearest day that can be asked for, when nothing was known of it. */
export async function figuresAt(
  setting: Setting,
  asked: Asked,
): Promise<{ day: string; figures: Map<string, Figure> }> {
  const { startup, partition, recorded, end, on } = asked;
  const ends = setting.frame.ends.map((own, part) => (part === partition ? Math.min(own, end) : own));
  const frame = { ...setting.frame, ends, asOf: recorded, recordedMax: recorded };
  const store = new LineStore(setting.warehouse, 0);
  const options = { ...setting, clock: () => recorded };
  const then = (day?: string) => settingOf(options, { frame, store, known: setting.registry.known, asked: day });
  const last = await then();
  const { head } = last;
  const day = [head.first, on, head.last].sort()[1] ?? on;
  const [found] = await startupsOf(day === last.day ? last : await then(day), [startup]);
  const decided = found ? metricsInOrder(found).flatMap((metric) => subjectOf(found, metric)?.decided ?? []) : [];
  return { day, figures: new Map(decided.map((figure) => [figure.key, figure])) };
}
