// The doubts of a day about all services: those that nobody took note of first, then the gravest, then the oldest.
import { metricRef } from "../figure.ts";
import { doubtId, isSame, seenOf, toldOf } from "../findings/acknowledged.ts";
import { FINDING_CODES, FINDINGS, type Found, SEVERITIES } from "../findings/finding.ts";
import { doubtsOf } from "../findings/of-startup.ts";
import type { DoubtsAsked } from "../model.ts";
import { type Acknowledgement, acknowledgementsOf } from "../queries/acknowledgements.ts";
import type { Doubt, DoubtsModel } from "../shapes/doubts.ts";
import { EVERY } from "../shapes/list.ts";
import type { SourceState } from "../shapes/quality.ts";
import { knownStartup } from "./figures.ts";
import { startupRef } from "./services.ts";
import type { Setting } from "./setting.ts";
import { healthOfSources } from "./source-health.ts";
import { type Startup, sourceRef } from "./subject.ts";

const A_PAGE = 50;

/** Every doubt of the day. @param all  every startup that has a source, or the one that is named */
export async function allDoubts(
  setting: Setting,
  all: Promise<readonly Startup[]>,
  startup?: string,
): Promise<Doubt[]> {
  const [startups, sources, acknowledgements] = await Promise.all([
    all,
    healthOfSources(setting, startup),
    acknowledgementsOf(setting.warehouse, setting.frame, setting.end),
  ]);
  const health = new Map<string, SourceState[]>();
  for (const one of sources) {
    const own = health.get(one.startup.id);
    if (own) own.push(one);
    else health.set(one.startup.id, [one]);
  }
  const doubts = startups.flatMap((startup) => {
    const id = startup.declaration.startup;
    const own = acknowledgements.get(id) ?? [];
    return doubtsOf(startup, health.get(id) ?? []).map((found) => doubtOf(startup, found, own));
  });
  return doubts.sort(
    (a, b) =>
      Number(a.acknowledged !== null) - Number(b.acknowledged !== null) ||
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      (a.since < b.since ? -1 : a.since > b.since ? 1 : 0),
  );
}

/** @throws {ReleveError} RELEVE_UNKNOWN_STARTUP */
export function doubtsModel(
  setting: Setting,
  all: readonly Doubt[],
  { startup, code, page }: DoubtsAsked,
): DoubtsModel {
  const id = startup === undefined ? undefined : knownStartup(setting, startup);
  const own = id === undefined ? all : all.filter((one) => one.startup.id === id);
  const asked = code === undefined ? own : own.filter((one) => one.code === code);
  const pages = Math.max(1, Math.ceil(asked.length / A_PAGE));
  const at = page === EVERY ? 1 : Math.min(page, pages);
  return {
    head: setting.head,
    asked: {
      startup: id === undefined ? null : { id, name: setting.declarations.get(id)?.name ?? id },
      code: code ?? null,
    },
    counts: FINDING_CODES.map((one) => ({ code: one, count: own.filter((doubt) => doubt.code === one).length })),
    acknowledged: asked.filter((one) => one.acknowledged !== null).length,
    total: asked.length,
    page: at,
    pages,
    doubts: page === EVERY ? [...asked] : asked.slice((at - 1) * A_PAGE, at * A_PAGE),
  };
}

function doubtOf(startup: Startup, found: Found, all: readonly Acknowledgement[]): Doubt {
  const { setting, declaration } = startup;
  const { severity, actor: usual } = FINDINGS[found.code];
  const actor = found.actor ?? usual;
  const metric = found.metric === null ? undefined : setting.catalogue.metricOf(found.metric);
  const source = declaration.sources.find((one) => one.source === found.source);
  const { code, territory, period, seen, against, count, since } = found;
  const own = all.filter((one) => isSame(one.doubt, found));
  const { team, network, acknowledged, told } = toldOf(found, actor, { own, now: setting.now });
  return {
    id: doubtId(declaration.startup, found),
    code,
    severity,
    startup: startupRef(startup),
    source: source ? sourceRef(setting, source) : null,
    metric: metric ? metricRef(metric) : null,
    territory: territory && {
      ...territory,
      name: setting.territories.place(territory.level, territory.code)?.name ?? null,
    },
    period,
    seen,
    against,
    count,
    differences: [...(found.differences ?? [])],
    values: [...(found.values ?? [])],
    evidence: seenOf(found).evidence,
    since: instant(since),
    actor,
    told,
    team: team === null ? null : instant(team),
    network: network === null ? null : instant(network),
    acknowledged: acknowledged ? takenNote(acknowledged) : null,
  };
}

function takenNote({ by, reason, until, recorded }: Acknowledgement): Doubt["acknowledged"] {
  return { by, at: instant(recorded), reason, until };
}
const instant = (at: number) => new Date(at).toISOString();
