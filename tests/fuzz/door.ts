// A door for the fuzzed house: a token to push is good there, and decides nothing.

import { openCheckDoor } from "../../cli/check-door.ts";
import type { House as WholeHouse } from "../../cli/compose.ts";
import { openDecisionDoor } from "../../cli/decision-door.ts";
import { openDoubtDoor } from "../../cli/doubt-door.ts";
import { openJoinDoor } from "../../cli/join-door.ts";
import { openJoinable } from "../../cli/joinable.ts";
import { openContacts } from "../../infra/contacts.ts";
import { partitionOf } from "../../infra/log/topics.ts";
import { openRequests } from "../../ingestors/join/known.ts";
import { openMemory } from "../../ingestors/memory.ts";
import { openPushDoor } from "../../ingestors/push/door.ts";
import { issueToken } from "../../ingestors/tokens/issue.ts";
import { openTokens } from "../../ingestors/tokens/known.ts";
import type { Door } from "../../schemas/door.ts";
import type { HttpAsk } from "../../schemas/endpoint.ts";
import { ReleveError } from "../../schemas/errors.ts";
import { newEventId } from "../../schemas/ids.ts";
import { Declaration } from "../../schemas/source.ts";
import type { House } from "../support/house.ts";
import { LIMITS } from "../support/push-door.ts";

const CHECK_BYTES = 1_000_000;
/** The names that the description gives as examples. */
const DIRECTORY = [
  Declaration.parse({ startup: "a-dock", name: "A-Dock", sources: [{ source: "stats", kind: "push" }] }),
];

export async function openFuzzedDoor(house: House): Promise<{ readonly door: Door; readonly token: string }> {
  const { log, models } = house;
  const tokens = openTokens(log);
  const memory = openMemory(log);
  const limits = { ...LIMITS, requestsPerMinute: 1_000_000 };
  const common = { log, tokens, clock: Date.now, newId: newEventId, signal: () => undefined };
  const directory = async () => DIRECTORY;
  const push = openPushDoor({ ...common, memory: () => memory, partitionOf, directory, limits });
  // The token has not the right to decide: no house is asked.
  const decide = openDecisionDoor({ house: {} as WholeHouse, tokens, directory, limits });
  const { text } = await issueToken(common, { right: "push", startup: "a-dock", holder: "Fuzz" });
  const doubts = openDoubtDoor({ house: common, models, tokens, limits });
  const http: HttpAsk = async () => {
    throw new ReleveError("RELEVE_ADDRESS_REFUSED", "the fuzz asks nobody", "ask a public address");
  };
  const own = { ...common, directory, territories: house.territories, allowLoopback: false };
  const join = openJoinDoor({
    ...own,
    ...{
      push,
      requests: openRequests(log),
      contacts: openContacts(house.folder),
      startups: openJoinable(log, directory),
    },
    check: openCheckDoor({ ...own, http, limits: { perMinute: 1_000_000, bytes: CHECK_BYTES } }),
    ...{ checkBytes: CHECK_BYTES, mostOpen: 1_000_000, settled: async () => undefined },
  });
  return { door: { push: push.push, ...decide, ...doubts, join }, token: text };
}
