// A request into the log, once: what was recorded under its keys before is answered as it was then.

import { ReleveError } from "../../schemas/errors.ts";
import type { DeclarationReceived } from "../../schemas/events.ts";
import { type CanAppend, type CanRead, TOPICS } from "../../schemas/ports.ts";
import type { PushVerdict } from "../../schemas/push-verdict.ts";
import { RequestRefused } from "../../schemas/request-refused.ts";
import { FAULTS_TOLD, type Language, verdictOf } from "../../schemas/row-fault.ts";
import type { PullMemory } from "../memory.ts";
import { notTaken } from "./form.ts";
import { confirmed, conflict, type Judged, type Judging, judge, rejectedIn } from "./judge.ts";
import type { Placed } from "./parts.ts";

export interface Recording {
  readonly log: CanAppend & CanRead;
  readonly memory: () => Promise<PullMemory>;
  /** Which partition a startup's facts are in. */
  readonly partitionOf: (startup: string) => number;
  readonly clock: () => number;
  readonly newId: (at: number) => string;
}
export interface HowAsked {
  readonly partial: boolean;
  readonly dryRun: boolean;
  readonly lang: Language;
  /** E-mail addresses that were taken out. */
  readonly redacted: number;
}
export interface Recorded {
  /** Something was recorded now. */
  readonly isNew: boolean;
  readonly verdict: PushVerdict;
}

/**
 * All units are of one startup.
 * @throws {RequestRefused} RELEVE_CONFLICT, RELEVE_ROWS; {ReleveError} RELEVE_LOG_UNAVAILABLE: the same request again
 *   records what is missing.
 */
export async function record(units: readonly Placed[], asked: HowAsked, recording: Recording): Promise<Recorded> {
  const startup = units[0]?.declaration.startup ?? "";
  const partition = recording.partitionOf(startup);
  const memory = await recording.memory();
  await memory.refresh(partition);
  const judging: Judging = { ...recording, memory, partition };
  const all: Judged[] = [];
  for (const unit of units) all.push(await judge(unit, asked.redacted, judging));
  const judged = withoutRepeats(all);
  refuseRows(judged, asked.partial);
  const facts = judged.flatMap((one) => one.facts).filter(({ id }) => memory.pushed(id) === undefined);
  if (asked.dryRun || facts.length === 0) return { isNew: false, verdict: verdictIn(judged, asked, partition, memory) };
  await append(recording.log, startup, facts);
  // Another process may have been earlier with a key: then its push is the one that counts.
  await memory.refresh(partition);
  const told: Judged[] = [];
  for (const one of judged) told.push(await confirmed(one, judging));
  return { isNew: true, verdict: verdictIn(told, asked, partition, memory) };
}

/** A batch may say one event twice. @throws {RequestRefused} RELEVE_CONFLICT when it says two things of it. */
function withoutRepeats(judged: readonly Judged[]): Judged[] {
  const known = new Map<string, string>();
  return judged.filter(({ unit }) => {
    if (unit.key === undefined) return true;
    const payload = unit.payload;
    const before = known.get(unit.key);
    if (before !== undefined && before !== payload) throw conflict(unit);
    known.set(unit.key, payload);
    return before === undefined;
  });
}

/** All rows or none, unless part was asked for; and then one at least, and no scope: what is left out would be removed. */
function refuseRows(judged: readonly Judged[], partial: boolean): void {
  const fresh = judged.filter(({ isRepeat }) => !isRepeat);
  const faults = fresh.flatMap((one) => one.faults);
  if (faults.length === 0) return;
  const isWhole = faults.some(({ row }) => row === null) || fresh.some(({ unit }) => unit.scope !== undefined);
  if (partial && !isWhole && judged.some(({ facts }) => facts.length > 0)) return;
  throw notTaken(rejectedIn(faults), faults);
}

async function append(log: CanAppend, startup: string, facts: readonly DeclarationReceived[]): Promise<void> {
  try {
    await log.append(
      TOPICS.facts,
      facts.map((fact) => ({ key: startup, value: Buffer.from(JSON.stringify(fact)) })),
    );
  } catch (error) {
    if (!(error instanceof ReleveError) || error.code !== "RELEVE_ANSWER_SIZE") throw error;
    throw new RequestRefused(
      "RELEVE_TOO_LARGE",
      {
        en: [
          "a push with a scope is one record of the log, and this one is too large",
          "part its scope: fewer metrics, levels or periods at a time",
        ],
        fr: [
          "un envoi avec un scope est un seul enregistrement, et celui-ci est trop grand",
          "partagez son scope : moins d’indicateurs, de niveaux ou de périodes à la fois",
        ],
      },
      {},
      { cause: error },
    );
  }
}

function verdictIn(
  judged: readonly Judged[],
  { dryRun, lang }: HowAsked,
  partition: number,
  memory: PullMemory,
): PushVerdict {
  const sum = (of: (one: Judged) => number) => judged.reduce((total, one) => total + of(one), 0);
  const places = judged.flatMap(({ facts }) =>
    facts.flatMap(({ id }) => {
      const offset = memory.pushed(id);
      return offset === undefined ? [] : [{ id, partition, offset }];
    }),
  );
  return {
    accepted: sum(({ mark }) => mark.accepted),
    rejected: sum(({ mark }) => mark.rejected),
    ignored: sum(({ mark }) => mark.ignored),
    redacted: judged[0]?.mark.redacted ?? 0,
    dryRun,
    rows: judged.flatMap(({ mark }) => mark.faults.map((fault) => verdictOf(fault, lang))).slice(0, FAULTS_TOLD),
    facts: dryRun ? [] : places,
  };
}
