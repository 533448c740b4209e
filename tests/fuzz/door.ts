// A door for the fuzzed house: a token to push is good there, and decides nothing.
import type { House as WholeHouse } from "../../cli/compose.ts";
import { openDecisionDoor } from "../../cli/decision-door.ts";
import { openDoubtDoor } from "../../cli/doubt-door.ts";
import { partitionOf } from "../../infra/log/topics.ts";
import { openMemory } from "../../ingestors/memory.ts";
import { openPushDoor } from "../../ingestors/push/door.ts";
import { issueToken } from "../../ingestors/tokens/issue.ts";
import { openTokens } from "../../ingestors/tokens/known.ts";
import type { Door } from "../../schemas/door.ts";
import { newEventId } from "../../schemas/ids.ts";
import { Declaration } from "../../schemas/source.ts";
import type { House } from "../support/house.ts";
import { LIMITS } from "../support/push-door.ts";

/** The names that the description gives as examples. */
const DIRECTORY = [
  Declaration.parse({ startup: "a-dock", name: "A-Dock", sources: [{ source: "stats", kind: "push" }] }),
];

export async function openFuzzedDoor({ log, models }: House): Promise<{ readonly door: Door; readonly token: string }> {
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
  return { door: { ...push, ...decide, ...doubts }, token: text };
}
