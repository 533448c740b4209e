// Histories into a real log, mixed in the order of their times, and the places that their facts got.
import type { AnswersWithdrawn, HoldReleased } from "../../schemas/decisions.ts";
import { type EventLog, TOPICS } from "../../schemas/ports.ts";
import { type Recorded, toEvents } from "./facts.ts";
import type { Fact } from "./naive-facts.ts";

export interface Named {
  readonly startup: string;
  readonly facts: readonly Fact[];
}
export interface Placed {
  readonly startup: string;
  readonly partition: number;
  /** With the offsets and recorded times that the log gave. */
  readonly facts: Fact[];
}
interface Queue extends Named {
  readonly events: readonly Recorded[];
  readonly places: Map<number, { off: number; recordedAt: number }>;
  next: number;
  partition: number;
}
/** An offset that no partition of a test reaches. */
const NOWHERE = 1e9;

/** Histories on their way into a log, in the order of their times. */
export interface Appending {
  /** Facts of all of them. */
  readonly count: number;
  /** Appends the next ones until so many are in the log. */
  until(count: number): Promise<void>;
  /** Histories of which some facts are in the log and others still to come. */
  halfway(): number;
  /** Appends what is left, and gives the histories with their places. */
  rest(): Promise<Placed[]>;
}

/** Begins to append histories; `setClock` is told the log's time of each fact before it is appended. */
export function appending(log: EventLog, setClock: (at: number) => void, named: readonly Named[]): Appending {
  const queues = named.map(
    (one): Queue => ({
      ...one,
      events: toEvents(one.facts, { startup: one.startup }),
      places: new Map(),
      next: 0,
      partition: 0,
    }),
  );
  const count = queues.reduce((sum, { events }) => sum + events.length, 0);
  let done = 0;
  async function until(bound: number): Promise<void> {
    for (let queue = earliest(queues); queue && done < bound; queue = earliest(queues), done += 1) {
      const entry = queue.events[queue.next] as Recorded;
      queue.next += 1;
      setClock(entry.time);
      const event = placed(entry.event, queue.places);
      const [at] = await log.append(TOPICS.facts, [{ key: queue.startup, value: Buffer.from(JSON.stringify(event)) }]);
      if (!at) throw new Error("a fact was not appended");
      queue.partition = at.partition;
      queue.places.set(entry.off, { off: at.offset, recordedAt: at.time });
    }
  }
  return {
    count,
    until,
    halfway: () => queues.filter(({ next, events }) => next > 0 && next < events.length).length,
    async rest() {
      await until(count);
      return queues.map((queue) => ({
        startup: queue.startup,
        partition: queue.partition,
        facts: queue.facts.map((fact) => moved(fact, queue)),
      }));
    },
  };
}

function earliest(queues: readonly Queue[]): Queue | undefined {
  let first: Queue | undefined;
  const time = (queue: Queue) => queue.events[queue.next]?.time ?? Number.POSITIVE_INFINITY;
  for (const queue of queues) if (time(queue) < (first ? time(first) : Number.POSITIVE_INFINITY)) first = queue;
  return first;
}

/** An event with the places that the facts it names got; what is not in the log yet is nowhere. */
function placed(event: Recorded["event"], places: Queue["places"]): Recorded["event"] {
  if (event.type === "endpoint.unchanged") return { ...event, answer: placeOf(event.answer, places) };
  if (!("decision" in event)) return event;
  const { decision } = event;
  if (decision.what === "answers.withdrawn") return { ...event, decision: withdrawn(decision, places) };
  if (decision.what === "hold.released") return { ...event, decision: released(decision, places) };
  return event;
}
function placeOf(off: number, places: Queue["places"]): number {
  return places.get(off)?.off ?? NOWHERE;
}
function withdrawn(decision: AnswersWithdrawn, places: Queue["places"]): AnswersWithdrawn {
  return { ...decision, facts: decision.facts.map((off) => placeOf(off, places)) };
}
function released(decision: HoldReleased, places: Queue["places"]): HoldReleased {
  return { ...decision, fact: placeOf(decision.fact, places) };
}

function moved(fact: Fact, { startup, places }: Queue): Fact {
  const there = { ...fact, startup, ...(places.get(fact.off) as { off: number; recordedAt: number }) };
  if (there.type === "unchanged") return { ...there, answer: placeOf(there.answer, places) };
  if (there.type !== "proposed" && there.type !== "approved") return there;
  const { decision } = there;
  if (decision.what === "answers.withdrawn") return { ...there, decision: withdrawn(decision, places) };
  if (decision.what === "hold.released") return { ...there, decision: released(decision, places) };
  return there;
}
