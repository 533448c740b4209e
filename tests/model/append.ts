// Histories into a real log, mixed in the order of their times, and the places that their facts got.
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

/** Appends histories; `setClock` is told the log's time of each fact before it is appended. */
export async function append(
  log: EventLog,
  setClock: (at: number) => void,
  named: readonly Named[],
): Promise<Placed[]> {
  const queues = named.map(
    (one): Queue => ({
      ...one,
      events: toEvents(one.facts, { startup: one.startup }),
      places: new Map(),
      next: 0,
      partition: 0,
    }),
  );
  for (let queue = earliest(queues); queue; queue = earliest(queues)) {
    const entry = queue.events[queue.next] as Recorded;
    queue.next += 1;
    setClock(entry.time);
    const event = withAnswer(entry.event, queue.places);
    const [at] = await log.append(TOPICS.facts, [{ key: queue.startup, value: Buffer.from(JSON.stringify(event)) }]);
    if (!at) throw new Error("a fact was not appended");
    queue.partition = at.partition;
    queue.places.set(entry.off, { off: at.offset, recordedAt: at.time });
  }
  return queues.map((queue) => ({
    startup: queue.startup,
    partition: queue.partition,
    facts: queue.facts.map((fact) => moved(fact, queue)),
  }));
}

function earliest(queues: readonly Queue[]): Queue | undefined {
  let first: Queue | undefined;
  const time = (queue: Queue) => queue.events[queue.next]?.time ?? Number.POSITIVE_INFINITY;
  for (const queue of queues) if (time(queue) < (first ? time(first) : Number.POSITIVE_INFINITY)) first = queue;
  return first;
}

function withAnswer(event: Recorded["event"], places: Queue["places"]): Recorded["event"] {
  return event.type === "endpoint.unchanged" ? { ...event, answer: places.get(event.answer)?.off ?? NOWHERE } : event;
}

function moved(fact: Fact, { startup, places }: Queue): Fact {
  const there = { ...fact, startup, ...(places.get(fact.off) as { off: number; recordedAt: number }) };
  return there.type === "unchanged" ? { ...there, answer: places.get(there.answer)?.off ?? NOWHERE } : there;
}
