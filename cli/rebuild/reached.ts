// How far a generation read the log: the next offset of each partition of the topics that it is made of.
import { readCursors } from "../../processors/run.ts";
import { type CanQuery, type CanRead, PARTITIONS, TABLED_TOPICS, TOPICS } from "../../schemas/ports.ts";

export type Reached = Readonly<Record<(typeof TABLED_TOPICS)[number], readonly number[]>>;

async function byTopic(of: (topic: (typeof TABLED_TOPICS)[number]) => Promise<readonly number[]>): Promise<Reached> {
  const [facts, registry, reports] = [
    await of(TABLED_TOPICS[0]),
    await of(TABLED_TOPICS[1]),
    await of(TABLED_TOPICS[2]),
  ];
  return { [TOPICS.facts]: facts, [TOPICS.registry]: registry, [TOPICS.reports]: reports };
}

/** Of a generation: up to its last committed batch. */
export function reachedBy(warehouse: CanQuery): Promise<Reached> {
  return byTopic(async (topic) => {
    const cursors = await readCursors(warehouse, topic);
    return Array.from({ length: PARTITIONS }, (_, partition) => (cursors.get(partition)?.to ?? -1) + 1);
  });
}

/** Of the log: all that was appended. */
export const endsOf = (log: CanRead): Promise<Reached> => byTopic((topic) => log.ends(topic));

/** Whether one is nowhere behind the other. */
export function isAsFar(one: Reached, other: Reached): boolean {
  return TABLED_TOPICS.every((topic) => other[topic].every((end, partition) => (one[topic][partition] ?? 0) >= end));
}

/** What both have. */
export function common(one: Reached, other: Reached): Reached {
  const least = (topic: (typeof TABLED_TOPICS)[number]) =>
    one[topic].map((end, partition) => Math.min(end, other[topic][partition] ?? 0));
  return {
    [TOPICS.facts]: least(TOPICS.facts),
    [TOPICS.registry]: least(TOPICS.registry),
    [TOPICS.reports]: least(TOPICS.reports),
  };
}

/** Records in all; with a bound, not more of each partition than that. */
export function total(reached: Reached, bound: Reached = reached): number {
  return TABLED_TOPICS.reduce(
    (sum, topic) =>
      sum + reached[topic].reduce((own, end, partition) => own + Math.min(end, bound[topic][partition] ?? 0), 0),
    0,
  );
}
