// Sources that are not as they should be: what is known of each, and who must act.

import { startupRef } from "../models/services.ts";
import { sourcesOf } from "../models/sources.ts";
import { ILL, isIll } from "../queries/freshness.ts";
import type { WatchedSource } from "../shapes/report.ts";
import type { SourceModel } from "../shapes/startup.ts";
import type { Moment } from "./moment.ts";

/** Every source that is late, cut, held or was never received, the worst first, then by service. */
export async function watchedSources({ followed }: Moment): Promise<WatchedSource[]> {
  const found: WatchedSource[] = [];
  for (const { judged: startup } of followed.values()) {
    if (![...startup.freshness.values()].some(isIll)) continue;
    const sources = (await sourcesOf(startup)).filter(({ freshness }) => isIll(freshness));
    found.push(...sources.map((source) => ({ startup: startupRef(startup), ...watched(source) })));
  }
  const rank = ({ state }: WatchedSource) => ILL.indexOf(state);
  return found.sort((a, b) => rank(a) - rank(b) || a.startup.name.localeCompare(b.startup.name, "fr"));
}

function watched({ source, freshness, lastFailure, rejects }: SourceModel): Omit<WatchedSource, "startup"> {
  const { state, last, every } = freshness;
  const [reject] = rejects.filter((one) => last === null || one.last > last);
  const failed = lastFailure !== null && (last === null || lastFailure.at > last) ? lastFailure : null;
  const failure = failed && { at: failed.at, code: failed.code, status: failed.status };
  const who = state === "held" ? "network" : reject !== undefined ? "directory" : "team";
  return { source: source.label, state, last, every, failure, reject: reject?.code ?? null, who };
}
