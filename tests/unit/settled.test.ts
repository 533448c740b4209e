// Up to when what was known can never be told otherwise: the processors passed the ends that the log had then.
import { describe, expect, it } from "vitest";
import { settledUntilOf } from "../../cli/settled.ts";
import type { CanQuery, Topic } from "../../schemas/ports.ts";
import { TOPICS } from "../../schemas/ports.ts";

const NOON = Date.parse("2026-03-01T12:00:00Z");
const FIVE = 5 * 60_000;

/** A log with three facts in partition 2 of each topic, and cursors that have read so many of them. */
function having(read: Partial<Record<Topic, number>>, log: { silent?: boolean } = {}) {
  const signals: string[] = [];
  const cursors = (topic: Topic) => {
    const facts = read[topic] ?? 3;
    return facts === 0 ? [] : [[2, "0", String(facts - 1), "0", "0"]];
  };
  const warehouse = {
    rows: async (_: string, params?: { topic?: string }) => cursors(params?.topic as Topic),
  } as unknown as CanQuery;
  const ends = async () => {
    if (log.silent) throw new Error("no broker");
    return Array.from({ length: 12 }, (_, part) => (part === 2 ? 3 : 0));
  };
  const settledUntil = settledUntilOf({
    log: { ends },
    live: async () => warehouse,
    clock: () => NOON,
    signal: (name) => signals.push(name),
  });
  return { settledUntil, signals };
}

describe("what is settled", () => {
  it("is all that was recorded five minutes before the ends were read, once every cursor has passed them", async () => {
    expect(await having({}).settledUntil()).toBe(NOON - FIVE);
  });
  it.each([TOPICS.facts, TOPICS.registry, TOPICS.reports])(
    "is nothing while %s has facts that were not read",
    async (topic) => {
      expect(await having({ [topic]: 2 }).settledUntil()).toBe(0);
      expect(await having({ [topic]: 0 }).settledUntil()).toBe(0);
    },
  );
  it("cannot be told while the log does not answer: that is signalled, and pages go on", async () => {
    const { settledUntil, signals } = having({}, { silent: true });
    expect([await settledUntil(), signals]).toEqual([0, ["settling failed"]]);
  });
});
