// The door for doubts: the team with its token to push, or an operator with one to decide, says that a doubt is known.
import type { Models } from "../dashboards/model.ts";
import { type Acknowledged, acknowledge } from "../ingestors/acknowledge.ts";
import { keptText } from "../ingestors/kept-text.ts";
import { openTokenBuckets, type PushLimits } from "../ingestors/push/limits.ts";
import { bearerOf, forStartup } from "../ingestors/tokens/allowed.ts";
import type { KnownTokens } from "../ingestors/tokens/known.ts";
import type { Door } from "../schemas/door.ts";
import { RIGHTS } from "../schemas/tokens.ts";
import type { House } from "./compose.ts";
import { decidingOf } from "./decide.ts";
import { knownDoubt, seenDoubt } from "./known-doubt.ts";

interface Acknowledging {
  readonly house: Pick<House, "log" | "clock" | "signal">;
  readonly models: Models;
  readonly tokens: KnownTokens;
  readonly limits: PushLimits;
}

/** The same within this time is a repeat, though no page can know of the first yet. */
const LATELY_MS = 60_000;
const LATELY_KEPT = 1000;
interface Lately {
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  readonly until: string;
  readonly taken: Promise<Acknowledged>;
}

export function openDoubtDoor({ house, models, tokens, limits }: Acknowledging): Pick<Door, "acknowledge"> {
  const buckets = openTokenBuckets(limits);
  const lately = new Map<string, Lately>();
  return {
    async acknowledge({ authorization, doubt: id, reason: told, until }) {
      const reason = keptText(told);
      const token = await bearerOf(tokens, authorization, ...RIGHTS);
      buckets.take(token.id);
      const doubt = await knownDoubt(models, id);
      forStartup(token, doubt.startup.id);
      const said = { doubt: id, startup: doubt.startup.id, code: doubt.code, by: token.holder };
      const { acknowledged } = doubt;
      // The same again changes nothing: a sender whose connection was cut may send it once more.
      if (acknowledged?.by === token.holder && acknowledged.reason === reason && acknowledged.until === until)
        return { ...said, reason, until, isNew: false };
      const own = { startup: doubt.startup.id, doubt: seenDoubt(doubt), reason, by: token.holder, until };
      const before = lately.get(id);
      const isRepeat =
        before !== undefined &&
        house.clock() - before.at < LATELY_MS &&
        before.by === own.by &&
        before.reason === reason &&
        before.until === until;
      const taken = isRepeat ? before.taken : acknowledge(decidingOf(house), own);
      if (!isRepeat) remember(lately, id, { at: house.clock(), by: own.by, reason, until, taken });
      return { ...said, reason: (await taken).reason, until, isNew: !isRepeat };
    },
  };
}

/** What was not recorded is no repeat of anything. */
function remember(lately: Map<string, Lately>, id: string, one: Lately): void {
  if (lately.size >= LATELY_KEPT) lately.clear();
  lately.set(id, one);
  one.taken.catch(() => {
    if (lately.get(id) === one) lately.delete(id);
  });
}
