// What may be written over HTTP, put together: tokens and the log of a house, the directory as it is now, the limits.
import type { Models } from "../dashboards/model.ts";
import { partitionOf } from "../infra/log/topics.ts";
import { openPushDoor } from "../ingestors/push/door.ts";
import type { PushLimits } from "../ingestors/push/limits.ts";
import { openTokens } from "../ingestors/tokens/known.ts";
import { canonicalJson } from "../schemas/canonical.ts";
import type { Door } from "../schemas/door.ts";
import { newEventId } from "../schemas/ids.ts";
import type { Declaration } from "../schemas/source.ts";
import { declare } from "./commands/pull.ts";
import type { House } from "./compose.ts";
import { openDecisionDoor } from "./decision-door.ts";
import { openDoubtDoor } from "./doubt-door.ts";

/** @param models  those of the pages: a doubt is looked up as they show it */
export function openDoor(house: House, models: Models, directory: () => Promise<readonly Declaration[]>): Door {
  const { log, memory, clock, signal, config } = house;
  const tokens = openTokens(log);
  const limits: PushLimits = {
    bytes: config.pushMaxBytes,
    unpackedBytes: config.pushMaxUnpackedBytes,
    ratio: config.pushMaxRatio,
    rows: config.pushMaxRows,
    requestsPerMinute: config.pushPerMinute,
  };
  const recording = { log, memory, partitionOf, clock, newId: newEventId };
  return {
    ...openPushDoor({ ...recording, tokens, directory, limits, signal }),
    ...openDecisionDoor({ house, tokens, directory, limits }),
    ...openDoubtDoor({ house, models, tokens, limits }),
  };
}

/** Between two looks at the directory's files. */
const DIRECTORY_MS = 30_000;

/**
 * The directory as its files say it now, or half a minute ago. What is new in it is declared in the log first. Files that
 * cannot be used are told, and the directory stays as it was.
 */
export function directoryNow(
  house: House,
  {
    first,
    load,
    told,
  }: { first: readonly Declaration[]; load: () => Promise<readonly Declaration[]>; told: (error: unknown) => void },
): () => Promise<readonly Declaration[]> {
  let known = first;
  let looked = performance.now();
  let looking: Promise<void> | undefined;
  const look = async () => {
    try {
      const found = await load();
      if (canonicalJson(found) !== canonicalJson(known)) await declare(house, found);
      known = found;
    } catch (error) {
      told(error);
    }
    looked = performance.now();
  };
  return async () => {
    if (performance.now() - looked > DIRECTORY_MS) {
      looking ??= look().finally(() => {
        looking = undefined;
      });
      await looking;
    }
    return known;
  };
}
