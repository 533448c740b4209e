// One unit of a request, judged: the facts that it is to become, and what its key became before.
import { DeclarationReceived } from "../../schemas/events.ts";
import { factIn } from "../../schemas/fact-in.ts";
import { type CanRead, TOPICS } from "../../schemas/ports.ts";
import type { RequestMark } from "../../schemas/push-verdict.ts";
import { RequestRefused } from "../../schemas/request-refused.ts";
import { FAULTS_TOLD, type RowFault } from "../../schemas/row-fault.ts";
import type { PullMemory } from "../memory.ts";
import { shownShort } from "./form.ts";
import { definitionsOf, factId, type Parts, type Placed, partsOf } from "./parts.ts";

export interface Judging {
  readonly log: CanRead;
  /** As fresh as the partition's end. */
  readonly memory: PullMemory;
  readonly partition: number;
  readonly clock: () => number;
  readonly newId: (at: number) => string;
}
export interface Judged {
  readonly unit: Placed;
  /** In one order; the first one has the mark. */
  readonly facts: readonly DeclarationReceived[];
  readonly mark: RequestMark;
  readonly faults: readonly RowFault[];
  /** Its first fact is in the log. */
  readonly isRepeat: boolean;
}

/**
 * @param redacted  e-mail addresses that were taken out of the request
 * @throws {RequestRefused} RELEVE_CONFLICT when the key was used for something else; {ReleveError} RELEVE_LOG_UNAVAILABLE.
 */
export async function judge(unit: Placed, redacted: number, judging: Judging): Promise<Judged> {
  const { startup } = unit.declaration;
  const first = await firstOf(unit, judging);
  // What was begun on a day is ended as of that day.
  const now = first ? Date.parse(first.at) : judging.clock();
  const parts = await partsOf(unit, now);
  const mark = first?.request ?? markOf(unit, parts, redacted);
  const facts = parts.parts.slice(0, mark.parts).map((part, at): DeclarationReceived => {
    const id = unit.key === undefined ? judging.newId(now) : factId(startup, unit.key, at);
    return {
      type: "declaration.received",
      ...{ id, at: new Date(now).toISOString(), startup, source: unit.source },
      ...(part.asAt !== undefined && { asAt: part.asAt }),
      definitions: definitionsOf(part.figures, unit.scope),
      ...(unit.scope && { scope: unit.scope }),
      figures: [...part.figures],
      ...(at === 0 && { request: mark }),
    };
  });
  return { unit, facts, mark, faults: parts.faults, isRepeat: first !== undefined };
}

/** After it was recorded: the mark that counts, should another process have been earlier. @throws as `judge` */
export async function confirmed(judged: Judged, judging: Judging): Promise<Judged> {
  const first = await firstOf(judged.unit, judging);
  return first?.request ? { ...judged, mark: first.request } : judged;
}

/** The first fact of a unit's key, when there is one. */
async function firstOf(unit: Placed, { log, memory, partition }: Judging): Promise<DeclarationReceived | undefined> {
  if (unit.key === undefined) return undefined;
  const offset = memory.pushed(factId(unit.declaration.startup, unit.key, 0));
  if (offset === undefined) return undefined;
  for await (const { value } of log.read(TOPICS.facts, partition, offset)) {
    const fact = factIn(value, DeclarationReceived);
    if (!fact) return undefined; // it says nothing, not even that its key is used
    if (fact.request?.payload === unit.payload) return fact;
    throw conflict(unit);
  }
  throw new TypeError(`the log has no record at ${partition}:${offset}, and had one`);
}

function markOf(unit: Placed, { parts, accepted, faults }: Parts, redacted: number): RequestMark {
  return {
    payload: unit.payload,
    parts: Math.max(1, parts.length),
    ...{ accepted, rejected: rejectedIn(faults), ignored: unit.ignored, redacted },
    faults: faults.slice(0, FAULTS_TOLD),
  };
}

/** Rows that have a fault. */
export const rejectedIn = (faults: readonly RowFault[]) =>
  new Set(faults.flatMap(({ row }) => (row === null ? [] : [row]))).size;

/** The same key names two contents: 409. */
export function conflict({ key = "", keyAt = "" }: Placed): RequestRefused {
  const id = key.split("\n").at(-1) ?? "";
  const fault = {
    row: null,
    pointer: keyAt,
    code: "id.used",
    found: shownShort(id),
    expected: "–",
  } as const;
  return new RequestRefused(
    "RELEVE_CONFLICT",
    {
      en: [
        "a push was recorded under this id with another content; nothing was recorded now",
        "give a new content a new id",
      ],
      fr: [
        "un envoi a été enregistré sous cet identifiant avec un autre contenu ; rien n’est enregistré",
        "donnez un nouvel identifiant à un nouveau contenu",
      ],
    },
    { faults: [fault] },
  );
}
