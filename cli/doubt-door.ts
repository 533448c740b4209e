// The door for doubts: the team with its token to push, or an operator with one to decide, says that a doubt is known.
import type { Models } from "../dashboards/model.ts";
import { acknowledge } from "../ingestors/acknowledge.ts";
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

export function openDoubtDoor({ house, models, tokens, limits }: Acknowledging): Pick<Door, "acknowledge"> {
  const buckets = openTokenBuckets(limits);
  return {
    async acknowledge({ authorization, doubt: id, reason, until }) {
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
      const taken = await acknowledge(decidingOf(house), own);
      return { ...said, reason: taken.reason, until, isNew: true };
    },
  };
}
