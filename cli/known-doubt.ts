// Looks a doubt up by its id, and says it as a fact about it does.
import type { Models } from "../dashboards/model.ts";
import type { Doubt } from "../dashboards/shapes/doubts.ts";
import { EVERY } from "../dashboards/shapes/list.ts";
import type { SeenDoubt } from "../schemas/doubts.ts";
import { ReleveError } from "../schemas/errors.ts";

/** @throws {ReleveError} RELEVE_UNKNOWN_DOUBT when no doubt of now has this id. */
export async function knownDoubt(models: Models, id: string): Promise<Doubt> {
  const { doubts } = await models.doubts({ page: EVERY });
  const found = doubts.find((one) => one.id === id);
  if (found) return found;
  throw new ReleveError(
    "RELEVE_UNKNOWN_DOUBT",
    `no doubt "${id}": it is gone, or its evidence is another one now`,
    "releve doubts list, or /doutes, shows those of now with their ids",
  );
}

/** A doubt as it is now, to be compared with those of later days. */
export function seenDoubt({ code, source, metric, territory, period, ...rest }: Doubt): SeenDoubt {
  const { seen, against, count, evidence } = rest;
  return {
    code,
    ...(source && { source: source.id }),
    ...(metric && { metric: metric.key }),
    ...(territory && { territory: { level: territory.level, code: territory.code } }),
    ...(period && { period: { grain: period.grain, first: period.first } }),
    ...{ seen, against, count, evidence },
  };
}
