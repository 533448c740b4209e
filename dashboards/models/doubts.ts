// The doubts of a day about all services: the gravest first, then the oldest.
import { metricRef } from "../figure.ts";
import { FINDING_CODES, FINDINGS, type Found, SEVERITIES } from "../findings/finding.ts";
import { doubtsOf } from "../findings/of-startup.ts";
import { TEAM_DAYS, workingDays } from "../findings/working-days.ts";
import type { DoubtsAsked } from "../model.ts";
import type { Doubt, DoubtsModel } from "../shapes/doubts.ts";
import { EVERY } from "../shapes/list.ts";
import type { SourceHealth } from "../shapes/quality.ts";
import type { Base } from "./base.ts";
import { knownStartup } from "./figures.ts";
import { startupRef } from "./services.ts";
import { healthOfSources } from "./source-health.ts";
import { type Startup, sourceRef } from "./subject.ts";

const A_PAGE = 50;

/** Every doubt of the day. */
export async function allDoubts({ setting, startups }: Base): Promise<Doubt[]> {
  const health = new Map<string, SourceHealth[]>();
  for (const one of await healthOfSources(setting)) {
    const own = health.get(one.startup.id);
    if (own) own.push(one);
    else health.set(one.startup.id, [one]);
  }
  const doubts = startups.flatMap((startup) =>
    doubtsOf(startup, health.get(startup.declaration.startup) ?? []).map((found) => doubtOf(startup, found)),
  );
  return doubts.sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      (a.since < b.since ? -1 : a.since > b.since ? 1 : 0),
  );
}

/** @throws {ReleveError} RELEVE_UNKNOWN_STARTUP */
export function doubtsModel(
  { setting }: Base,
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
    total: asked.length,
    page: at,
    pages,
    doubts: page === EVERY ? [...asked] : asked.slice((at - 1) * A_PAGE, at * A_PAGE),
  };
}

function doubtOf(startup: Startup, found: Found): Doubt {
  const { setting, declaration } = startup;
  const { severity, actor: usual } = FINDINGS[found.code];
  const actor = found.actor ?? usual;
  const metric = found.metric === null ? undefined : setting.catalogue.metricOf(found.metric);
  const source = declaration.sources.find((one) => one.source === found.source);
  const { code, territory, period, seen, against, count, since } = found;
  const isOverdue = actor === "team" && workingDays(since, setting.now) > TEAM_DAYS;
  return {
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
    since: new Date(since).toISOString(),
    actor,
    told: isOverdue ? "network" : actor,
  };
}
