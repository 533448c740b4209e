// Revisions: what became another figure after it was first known, when, why, and by which fact.
import { ReleveError } from "../../schemas/errors.ts";
import { endOfDay, startOfDay } from "../../schemas/period.ts";
import type { Level } from "../../schemas/territory.ts";
import { metricRef } from "../figure.ts";
import type { RevisionsAll } from "../model.ts";
import type { KnownDecision } from "../queries/decisions.ts";
import { type FactRevisions, type RevisedCell, revisedCells, revisionsByFact } from "../queries/revisions.ts";
import type { StartupRef } from "../shapes/head.ts";
import { EVERY } from "../shapes/list.ts";
import type { Cause, Revision, RevisionsModel } from "../shapes/revisions.ts";
import { decisionsIn, type FigureChanges, figureChanges } from "./figure-changes.ts";
import { knownMetric, knownStartup } from "./figures.ts";
import type { Setting } from "./setting.ts";

const PAGE = 20;
/** Figures that are told of one change. */
const CELLS = 10;
/** More would be no table any more. */
const MOST_CELLS = 100_000;

/** Why a decision changed figures, by what was decided. */
const DECIDED: Readonly<Record<string, Cause>> = {
  "answers.withdrawn": "withdrawn",
  "hold.released": "released",
  "reading.adopted": "reading",
  "figure.corrected": "correction",
};
type Change = FactRevisions | FigureChanges;
interface Told {
  readonly change: Change;
  readonly cause: Cause;
  readonly decision: Revision["decision"];
}

/** @throws {ReleveError} RELEVE_UNKNOWN_STARTUP, _UNKNOWN_METRIC; RELEVE_UNKNOWN_CHOICE for a page that there is not. */
export async function revisionsModel(setting: Setting, query: RevisionsAll): Promise<RevisionsModel> {
  const startup = query.startup === undefined ? undefined : knownStartup(setting, query.startup);
  const metric = query.metric === undefined ? undefined : knownMetric(setting, query.metric);
  const { warehouse, frame, catalogue } = setting;
  const asked = {
    startup,
    metric: metric?.key,
    since: query.since === undefined ? undefined : startOfDay(query.since),
    until: query.until === undefined ? undefined : endOfDay(query.until),
  };
  const decisions = await decisionsIn(setting, startup);
  const own = (await figureChanges(setting, decisions, asked)).filter(
    (one) => (asked.metric ?? one.metric) === one.metric,
  );
  const changes: Change[] = [...(await revisionsByFact(warehouse, frame, asked)), ...own];
  const told = changes
    .map((change) => toldOf(change, decisions))
    .filter(
      ({ cause, change }) => (query.cause ?? cause) === cause && catalogue.metricOf(change.metric, change.version),
    )
    .sort((a, b) => b.change.recorded - a.change.recorded);
  const pages = Math.max(1, Math.ceil(told.length / PAGE));
  const shown = query.page === EVERY ? told : pageOf(told, query.page ?? 1, pages);
  const facts = shown.flatMap(({ change }) => ("own" in change ? [] : [change]));
  const cells = await revisedCells(warehouse, frame, asked, {
    facts,
    most: query.page === EVERY ? MOST_CELLS : CELLS,
  });
  return {
    head: setting.head,
    asked: {
      startup: startup === undefined ? null : startupRef(setting, startup),
      metric: metric ? metricRef(metric) : null,
      cause: query.cause ?? null,
      since: query.since ?? null,
      until: query.until ?? null,
    },
    total: told.length,
    page: query.page === EVERY ? 1 : (query.page ?? 1),
    pages: query.page === EVERY ? 1 : pages,
    revisions: shown.map((one) => revisionOf(setting, one, cells, query.page === EVERY ? MOST_CELLS : CELLS)),
  };
}

function pageOf<T>(all: readonly T[], page: number, pages: number): T[] {
  if (page <= pages) return all.slice((page - 1) * PAGE, page * PAGE);
  throw new ReleveError(
    "RELEVE_UNKNOWN_CHOICE",
    `query parameter "page": there is no page ${page}`,
    `allowed: 1 to ${pages}`,
  );
}

function toldOf(change: Change, decisions: readonly KnownDecision[]): Told {
  for (const { startup, proposal, decision, steps } of decisions) {
    const step = steps.find(({ offset }) => startup === change.startup && offset === change.offset);
    const cause = step && DECIDED[decision.what];
    if (step && cause) return { change, cause, decision: { proposal, ...sayingOf(steps, step) } };
  }
  const cause = "own" in change ? "declared" : change.others ? "released" : change.again ? "restated" : "late";
  return { change, cause, decision: null };
}

/** An approval says the proposal's reason again, or none. */
const sayingOf = (
  steps: KnownDecision["steps"],
  { type, author, approver, reason }: KnownDecision["steps"][number],
) => ({
  reason: reason || (steps.find((one) => one.reason)?.reason ?? ""),
  author,
  approver,
  undone: type === "decision.undone",
});

const startupRef = ({ declarations }: Setting, id: string): StartupRef => ({
  id,
  name: declarations.get(id)?.name ?? id,
});

function revisionOf(
  setting: Setting,
  { change, cause, decision }: Told,
  all: readonly RevisedCell[],
  most: number,
): Revision {
  const {
    startup,
    source,
    metric,
    partition,
    offset,
    type,
    recorded,
    cells: count,
    changed,
    ceased,
    returned,
  } = change;
  const mine = (one: RevisedCell) =>
    one.startup === startup && one.metric === metric && one.source === source && one.offset === offset;
  const cells = "own" in change ? change.own.slice(0, most) : all.filter(mine);
  return {
    startup: startupRef(setting, startup),
    source: source || null,
    metric: metricRef(setting.catalogue.metricOf(metric, change.version) ?? knownMetric(setting, metric)),
    known: new Date(recorded).toISOString(),
    cause,
    fact: { partition, offset, type },
    decision,
    ...{ count, changed, ceased, returned },
    cells: cells.map(({ level, code, dims, grain, first, last, old, new: now }) => {
      const name = setting.territories.place(level as Level, code)?.name ?? null;
      return { level, code, name, dims, grain, first, last, old, new: now };
    }),
  };
}
