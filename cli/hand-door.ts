// Figures that a team types into a form, or sends as a table: judged as any push, each fault at the place it was typed.

import { PUSH } from "../ingestors/declarations.ts";
import { CODE } from "../ingestors/join/ask.ts";
import { typedRows } from "../ingestors/join/hand.ts";
import { rowsOfCsv } from "../ingestors/join/hand-csv.ts";
import type { KnownRequests } from "../ingestors/join/known.ts";
import type { PushDoor } from "../ingestors/push/door.ts";
import { formFault, notTaken } from "../ingestors/push/form.ts";
import { HAND_SOURCE } from "../ingestors/push/hand-source.ts";
import { bearerOf } from "../ingestors/tokens/allowed.ts";
import type { KnownTokens } from "../ingestors/tokens/known.ts";
import type { Metric } from "../schemas/catalogue-model.ts";
import type { HandAsked, HandRow, JoinDoor } from "../schemas/join-door.ts";
import { metricFrom } from "../schemas/own-metrics.ts";
import { dayOf } from "../schemas/period.ts";
import { RequestRefused } from "../schemas/request-refused.ts";
import type { RowFault } from "../schemas/row-fault.ts";
import type { Declaration } from "../schemas/source.ts";
import type { Territories } from "../schemas/territory.ts";

export interface HandDoor {
  readonly push: PushDoor;
  readonly requests: KnownRequests;
  readonly tokens: KnownTokens;
  readonly directory: () => Promise<readonly Declaration[]>;
  readonly territories: Territories;
  readonly clock: () => number;
}
interface Who {
  readonly id: string;
  readonly startup: string;
  readonly source: string | undefined;
}

export async function takeTyped({ key, rows, csv, lang }: HandAsked, door: HandDoor): ReturnType<JoinDoor["declare"]> {
  const who = await whose(key, door);
  const table = csv.trim() === "" ? rows : rowsOfCsv(csv);
  const asked = { source: who.source, partial: false, dryRun: false, lang };
  const send = async (type: string, text: string) => {
    const body = (async function* () {
      yield Buffer.from(text);
    })();
    const { verdict } = await door.push.pushAs(who, { ...asked, headers: { "content-type": type }, body });
    return { startup: who.startup, verdict };
  };
  if (table === undefined) return await send("text/csv", csv);
  const { rows: typed, faults } = typedRows(
    table,
    dayOf(door.clock()),
    door.territories,
    await ownMetrics(door, who.startup),
  );
  if (typed.length === 0 && faults.length === 0)
    throw notTaken(0, [{ ...formFault("", "0", "1+"), code: "typed.nothing" }]);
  if (faults.length > 0) throw notTaken(new Set(faults.map(({ row }) => row)).size, faults);
  try {
    return await send("application/json", JSON.stringify(typed.map(({ row }) => row)));
  } catch (error) {
    throw error instanceof RequestRefused ? placedAsTyped(error, typed) : error;
  }
}

/** Metrics that a startup defines for itself. */
export async function ownMetrics({ directory }: Pick<HandDoor, "directory">, startup: string): Promise<Metric[]> {
  return ((await directory()).find((one) => one.startup === startup)?.metrics ?? []).map(metricFrom);
}

const NO_KEY = {
  en: [
    "it is not said who sends these figures",
    "open your follow link, which has this form, or ask the network for a token",
  ],
  fr: [
    "il n’est pas dit qui envoie ces chiffres",
    "ouvrez le lien de suivi de votre demande, qui a ce formulaire, ou demandez un jeton au réseau",
  ],
} as const;

/** By the code of an accepted request, or by a token to push. */
async function whose(key: string, { requests, tokens, directory }: HandDoor): Promise<Who> {
  if (CODE.test(key)) {
    const request = await requests.followed(key);
    if (request?.state === "accepted" && request.want !== "endpoint" && request.source)
      return { id: request.id, startup: request.startup, source: request.source.source };
  }
  if (key === "") throw new RequestRefused("RELEVE_TOKEN", NO_KEY);
  const { id, startup = "" } = await bearerOf(tokens, `Bearer ${key}`, "push");
  const sources = (await directory()).find((one) => one.startup === startup)?.sources ?? [];
  const pushes = sources.filter(({ kind }) => kind === PUSH).map(({ source }) => source);
  return { id, startup, source: pushes.includes(HAND_SOURCE) ? HAND_SOURCE : undefined };
}

const FIELDS: Readonly<Record<string, keyof HandRow>> = { period: "month", date: "month" };

/** Empty lines of the form were left out of the push: its faults are of the lines that were typed. */
function placedAsTyped(error: RequestRefused, typed: readonly { readonly at: number }[]): RequestRefused {
  const faults = error.members.faults?.map((fault): RowFault => {
    const [, index = "", field = ""] = /^\/(\d+)\/?([a-z]*)/.exec(fault.pointer) ?? [];
    const at = index === "" ? undefined : typed[Number(index)]?.at;
    return at === undefined ? fault : { ...fault, row: at + 1, pointer: `/${at}/${FIELDS[field] ?? field}` };
  });
  return new RequestRefused(error.code, error.said, { ...error.members, ...(faults && { faults }) }, { cause: error });
}
