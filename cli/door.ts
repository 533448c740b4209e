// What may be written over HTTP, put together: tokens and the log of a house, the directory as it is now, the limits.
import type { Models } from "../dashboards/model.ts";
import { partitionOf } from "../infra/log/topics.ts";
import type { JoinRequest } from "../ingestors/join/known.ts";
import { openPushDoor } from "../ingestors/push/door.ts";
import type { PushLimits } from "../ingestors/push/limits.ts";
import { openTokens } from "../ingestors/tokens/known.ts";
import { canonicalJson } from "../schemas/canonical.ts";
import type { Door } from "../schemas/door.ts";
import { newEventId } from "../schemas/ids.ts";
import type { Declaration, Source } from "../schemas/source.ts";
import { checkHttpOf, openCheckDoor } from "./check-door.ts";
import { declare, pullNow } from "./commands/pull.ts";
import type { House } from "./compose.ts";
import { openDecisionDoor } from "./decision-door.ts";
import { openDoubtDoor } from "./doubt-door.ts";
import { fail } from "./failure.ts";
import type { Io } from "./io.ts";
import { openJoinDoor } from "./join-door.ts";
import { openJoinable } from "./joinable.ts";

interface Opening {
  /** Where faults of what was accepted are told. */
  readonly io: Io;
  readonly house: House;
  /** Those of the pages: a doubt is looked up as they show it. */
  readonly models: Models;
  readonly directory: DirectoryNow;
}

export function openDoor({ io, house, models, directory }: Opening): Door {
  const { log, memory, clock, signal, config, requests, territories } = house;
  const tokens = openTokens(log);
  const limits: PushLimits = {
    bytes: config.pushMaxBytes,
    unpackedBytes: config.pushMaxUnpackedBytes,
    ratio: config.pushMaxRatio,
    rows: config.pushMaxRows,
    requestsPerMinute: config.pushPerMinute,
  };
  const common = { log, clock, newId: newEventId, tokens, directory: directory.now, signal };
  const push = openPushDoor({ ...common, memory, partitionOf, limits });
  const { allowLoopback, checkMaxBytes: checkBytes } = config;
  const checkLimits = { perMinute: config.checkPerMinute, bytes: checkBytes };
  return {
    push: push.push,
    ...openDecisionDoor({ house, tokens, directory: directory.now, limits }),
    ...openDoubtDoor({ house, models, tokens, limits }),
    join: openJoinDoor({
      ...common,
      ...{ requests, push, territories, allowLoopback, checkBytes, mostOpen: config.joinMaxOpen },
      check: openCheckDoor({
        http: checkHttpOf(config),
        ...{ territories, clock, allowLoopback, signal, limits: checkLimits },
      }),
      contacts: house.contacts,
      startups: openJoinable(log, directory.now, config.contact),
      settled: (request) => takenUp(io, house, directory, request),
    }),
  };
}

/** What was accepted is declared at once; a new endpoint is asked in the background: its figures do not wait for tomorrow. */
async function takenUp(
  io: Io,
  house: House,
  directory: DirectoryNow,
  { startup, state, want, source }: JoinRequest,
): Promise<void> {
  const declared = (await directory.again()).find((one) => one.startup === startup);
  if (state !== "accepted" || want !== "endpoint" || !declared) return;
  const wanted = (job: { readonly source: Source }) => job.source.source === source?.source;
  void pullNow(house, house.config, io, [declared], { wanted, quiet: true }).catch((error: unknown) => fail(io, error));
}

/** Between two looks at the directory's files. */
const DIRECTORY_MS = 30_000;

export interface DirectoryNow {
  /** As it was at most half a minute ago. */
  now(): Promise<readonly Declaration[]>;
  /** As it is at this moment. */
  again(): Promise<readonly Declaration[]>;
}

/**
 * The directory as its files, and what was accepted, say it now. What is new in it is declared in the log first. Files that
 * cannot be used are told, and the directory stays as it was.
 */
export function directoryNow(
  house: House,
  {
    first,
    load,
    told,
  }: { first: readonly Declaration[]; load: () => Promise<readonly Declaration[]>; told: (error: unknown) => void },
): DirectoryNow {
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
  const lookOnce = async () => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    await looking;
  };
  return {
    async now() {
      if (performance.now() - looked > DIRECTORY_MS) await lookOnce();
      return known;
    },
    async again() {
      await looking; // one that began before may not have seen the latest
      await lookOnce();
      return known;
    },
  };
}
