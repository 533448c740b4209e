// All that is known about each source of a startup: what it said, what failed, what waits, what could not be read.
import { PART_DOUBTS, type PartCode } from "../../schemas/errors.ts";
import { hintOfPart, unreadIn } from "../../schemas/part-doubt.ts";
import { partTold } from "../../schemas/part-told.ts";
import { metricRef } from "../figure.ts";
import { type Drift, driftsOf } from "../queries/drifts.ts";
import { statedIn } from "../queries/stated.ts";
import {
  type Failure,
  type Finding,
  failuresOf,
  findingsOf,
  type Held,
  heldOf,
  type Rejected,
  rejectsOf,
  sourceKey,
} from "../queries/statements.ts";
import type { SourceModel } from "../shapes/startup.ts";
import { holdReason } from "./figure-of.ts";
import { driftAfter } from "./source-health.ts";
import { metricsOf, type Startup, sourceRef } from "./subject.ts";
import { unmatchedOf } from "./unmatched.ts";

const isPart = (code: string): code is PartCode => Object.hasOwn(PART_DOUBTS, code);
const instant = (at: number) => new Date(at).toISOString();

interface Happened {
  readonly held: readonly Held[];
  readonly failures: readonly Failure[];
  readonly rejects: readonly Rejected[];
  readonly findings: readonly Finding[];
  readonly drifts: ReadonlyMap<string, Drift>;
}

/** In the order of the declaration. */
export async function sourcesOf(startup: Startup): Promise<SourceModel[]> {
  const { setting, declaration } = startup;
  const { warehouse, frame, end } = setting;
  const id = declaration.startup;
  const [held, failures, rejects, findings, drifts] = await Promise.all([
    heldOf(warehouse, frame, id, end),
    failuresOf(warehouse, frame, id, end),
    rejectsOf(warehouse, frame, id, end),
    findingsOf(warehouse, frame, id, end),
    driftsOf(warehouse, frame, { startups: [id], before: end }),
  ]);
  const all = { held, failures, rejects, findings, drifts };
  return declaration.sources.map(({ source }) => sourceOf(startup, source, all));
}

function sourceOf(startup: Startup, id: string, all: Happened): SourceModel {
  const { declaration, setting, freshness, answers } = startup;
  const declared = declaration.sources.find(({ source }) => source === id);
  const state = freshness.get(id);
  if (!declared || !state) throw new TypeError(`no source ${id}`);
  const own = <T extends { readonly source: string }>(rows: readonly T[]) => rows.filter(({ source }) => source === id);
  const said = answers.get(id);
  const rejected = own(all.rejects);
  const [failure] = own(all.failures);
  const unmatched = unmatchedOf(setting, startup.sources.get(id));
  const lastAnswer = Math.max(said?.lastSaid ?? 0, ...rejected.map(({ last }) => last));
  return {
    source: sourceRef(setting, declared),
    freshness: state,
    lastAnswer: lastAnswer === 0 ? null : instant(lastAnswer),
    answers: (said?.statements ?? 0) + rejected.reduce((sum, { count }) => sum + count, 0),
    unchanged: said?.unchanged ?? 0,
    failures: failure?.count ?? 0,
    lastFailure: failure ? failureOf(failure) : null,
    held: own(all.held).map(heldOne),
    drift: driftAfter(all.drifts.get(sourceKey(declaration.startup, id)), state.last),
    rejects: rejected.map(({ code, count, hint, last }) => ({ code, count, hint, last: instant(last) })),
    findings: own(all.findings).map(findingOf),
    metrics: metricsStated(startup, id),
    ...(unmatched && { unmatched }),
  };
}

/** What an answer left in doubt, worded. */
function findingOf({ code, metric, detail, count, at, offset }: Finding): SourceModel["findings"][number] {
  const about = { code, metric, count, at: instant(at), offset };
  if (!isPart(code)) return { ...about, detail, values: [], hint: null };
  const values = [...unreadIn(detail)];
  return { ...about, detail: partTold(detail, count), values, hint: hintOfPart(code, values) };
}

/** A statement that waits, and how many cells it would make absent. */
function heldOne({ moment, reason, cells, absent, detail }: Held): SourceModel["held"][number] {
  return {
    moment: instant(moment),
    reason: holdReason(reason),
    cells,
    absent,
    detail,
  };
}

function failureOf({ at, code, status, page, detail }: Failure): SourceModel["lastFailure"] {
  return { at: instant(at), code, status: status === 0 ? null : status, page: page === 0 ? null : page, detail };
}

/** At the definition version in use; those that were never stated yet at the catalogue's. */
function metricsStated(startup: Startup, source: string): SourceModel["metrics"] {
  const lines = startup.sources.get(source);
  return metricsOf(startup, source).flatMap((key) => {
    const metric = startup.setting.catalogue.metricOf(key, lines && statedIn(lines).get(key)?.version);
    return metric ? [metricRef(metric)] : [];
  });
}
