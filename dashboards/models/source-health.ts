// Every declared source of the network: its state, its strip, what went wrong and who must act.
import { hintOfPart } from "../../schemas/part-doubt.ts";
import type { Source } from "../../schemas/source.ts";
import { type Drift, driftsOf } from "../queries/drifts.ts";
import { daysOf, declaredSince, lastTroubles, type Trouble } from "../queries/health-of-sources.ts";
import { type DoubtedPart, partsOf, standingParts } from "../queries/part-doubts.ts";
import { type Answers, answersOf, lastPulls, sourceKey } from "../queries/statements.ts";
import { countStrip, type DayMarks, stripOf } from "../queries/strip.ts";
import type { DoubtfulPart, SourceState } from "../shapes/quality.ts";
import { whoActs } from "../who-acts.ts";
import { holdReason } from "./figure-of.ts";
import type { Setting } from "./setting.ts";
import { freshnessOfSources, sourceRef } from "./subject.ts";

interface Read {
  readonly days: ReadonlyMap<string, readonly DayMarks[]>;
  readonly since: ReadonlyMap<string, number>;
  readonly answers: ReadonlyMap<string, Answers>;
  readonly troubles: ReadonlyMap<string, Trouble>;
  readonly drifts: ReadonlyMap<string, Drift>;
  readonly parts: readonly DoubtedPart[];
}

/** All sources of the declarations in force, by their answers alone. `startup`: only its own. */
export async function healthOfSources(setting: Setting, startup?: string): Promise<SourceState[]> {
  const { warehouse, frame, end, declarations } = setting;
  const query = { startups: startup === undefined ? undefined : [startup], before: end };
  const [answers, pulls, days, since, troubles, drifts, parts] = await Promise.all([
    answersOf(warehouse, frame, query),
    lastPulls(warehouse, frame, query),
    daysOf(warehouse, frame, query),
    declaredSince(warehouse, frame),
    lastTroubles(warehouse, frame, end),
    driftsOf(warehouse, frame, query),
    partsOf(warehouse, frame, { startup, before: end }),
  ]);
  const read = { days, since, answers, troubles, drifts, parts: standingParts(parts) };
  const found: SourceState[] = [];
  for (const declaration of declarations.values()) {
    if (startup !== undefined && declaration.startup !== startup) continue;
    const states = freshnessOfSources(setting, declaration, { answers, pulls });
    for (const source of declaration.sources) {
      const freshness = states.get(source.source);
      const ref = { id: declaration.startup, name: declaration.name };
      if (freshness) found.push(healthOf(setting, ref, source, freshness, read));
    }
  }
  return found;
}

function healthOf(
  setting: Setting,
  startup: SourceState["startup"],
  source: Source,
  freshness: SourceState["freshness"],
  read: Read,
): SourceState {
  const key = sourceKey(startup.id, source.source);
  const held = read.answers.get(key)?.held;
  const trouble = troubleAfter(read.troubles.get(key), freshness.last);
  const isPush = source.kind === "push";
  const doubtful = doubtfulOf(read.parts, startup.id, source.source);
  const expected = !isPush && freshness.state !== "idle";
  return {
    startup,
    source: sourceRef(setting, source),
    freshness,
    strip: expected ? stripFor(source, read, key, setting.now) : null,
    hold: held ? holdReason(held.reason) : null,
    trouble,
    drift: held || trouble ? driftAfter(read.drifts.get(key), freshness.last) : null,
    ...(doubtful.length > 0 && { doubtful }),
    actor: whoActs({
      state: freshness.state,
      push: isPush,
      code: trouble?.code ?? null,
      doubtful: doubtful[0]?.code ?? null,
    }),
  };
}

/** What stands of the last answer of a source. */
function doubtfulOf(parts: readonly DoubtedPart[], startup: string, source: string): DoubtfulPart[] {
  return parts
    .filter((part) => part.startup === startup && part.source === source)
    .map(({ code, metric, count, detail, first, offset, since }) => ({
      ...{ code, metric, count, detail, values: [...first], offset },
      hint: hintOfPart(code, first),
      since: new Date(since).toISOString(),
    }));
}

function stripFor({ every }: Source, read: Read, key: string, now: number): SourceState["strip"] {
  const since = read.since.get(key) ?? now;
  const cells = stripOf({ every, days: read.days.get(key) ?? [], now, since });
  return { cells, ...countStrip(cells) };
}

/** What went wrong only matters when nothing that counts came after it. */
function troubleAfter(trouble: Trouble | undefined, last: string | null): SourceState["trouble"] {
  if (!trouble || (last !== null && trouble.at <= Date.parse(last))) return null;
  const { at, code, status, page } = trouble;
  return { at: new Date(at).toISOString(), code, status: status || null, page: page || null };
}

/** It is over once an answer counts that came after it. */
export function driftAfter(drift: Drift | undefined, last: string | null): SourceState["drift"] {
  if (!drift || (last !== null && drift.latest <= Date.parse(last))) return null;
  return { since: new Date(drift.since).toISOString(), differences: [...drift.differences] };
}
