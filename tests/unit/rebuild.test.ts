import { describe, expect, it } from "vitest";
import { pace } from "../../cli/rebuild/fill.ts";
import { common, isAsFar, total } from "../../cli/rebuild/reached.ts";
import { readAnew, readersOf } from "../../cli/rebuild/read-anew.ts";
import { COMPARED } from "../../infra/warehouse/difference.ts";
import { type EventLog, type LogRecord, TOPICS } from "../../schemas/ports.ts";
import { Declaration } from "../../schemas/source.ts";
import { TABLES } from "../../schemas/tables.ts";
import { entryOf } from "../support/facts.ts";
import { marked, markedFacts } from "../support/rebuild-house.ts";

const reached = (facts: number[], registry = [0, 0], reports = [0, 0]) => ({
  [TOPICS.facts]: facts,
  [TOPICS.registry]: registry,
  [TOPICS.reports]: reports,
});

describe("a comparison of generations", () => {
  it("is over every table but the one that says how batches were cut", () => {
    expect(Object.keys(TABLES).filter((table) => !(COMPARED as string[]).includes(table))).toEqual(["cursors"]);
  });
  it("goes as far as both have read", () => {
    expect(common(reached([3, 9]), reached([5, 2]))).toEqual(reached([3, 2]));
  });
});

describe("how far a generation is", () => {
  it("is enough when no partition of any topic is behind", () => {
    expect(isAsFar(reached([3, 9]), reached([3, 8]))).toBe(true);
    expect(isAsFar(reached([3, 7]), reached([3, 8]))).toBe(false);
    expect(isAsFar(reached([3, 9], [1, 0]), reached([3, 8], [1, 1]))).toBe(false);
  });
  it("is told with its rate and the time that is left", () => {
    expect(total(reached([3, 9], [1, 0]), reached([3, 5], [1, 1]))).toBe(9);
    expect(pace(41, 100, 41, 1000)).toBe("41 % · 41/s · 00:02 left");
    expect(pace(50_000, 200_000, 40_000, 10_000)).toBe("25 % · 4.0 k/s · 00:38 left");
    expect(pace(7, 9, 0, 0)).toBe("77 %");
  });
});

describe("the log read anew", () => {
  const facts = markedFacts("marque", { old: 1, new: 2 });
  const records: LogRecord[] = facts.map((fact, offset) => ({ ...entryOf(fact), partition: 3, offset, time: 1 }));
  const log = {
    async *read() {
      yield* records;
    },
  } as unknown as EventLog;
  const valuesOf = async (read: EventLog, topic = TOPICS.facts) => {
    const found: unknown[] = [];
    for await (const { value } of read.read(topic as never, 3, 0)) found.push(JSON.parse(value.toString()));
    return found;
  };
  const readers = readersOf([Declaration.parse(marked("marque", "/new"))]);

  it("gives answers of a declared source the reader that a pull would write today, and all else as it is", async () => {
    const [declared, answer] = await valuesOf(readAnew(log, readers));
    expect(declared).toEqual(facts[0]);
    const [, before] = facts;
    expect(answer).toEqual({ ...before, reader: readers.get("marque s") });
    expect(JSON.stringify(readers.get("marque s")?.settings)).toContain("/new");
  });
  it("leaves sources that are not declared, pushes, and other topics as they are", async () => {
    const push = { startup: "p", name: "p", sources: [{ source: "s", kind: "push" }] };
    expect(readersOf([Declaration.parse(push)]).size).toBe(0);
    expect(await valuesOf(readAnew(log, new Map()))).toEqual(facts);
    expect(await valuesOf(readAnew(log, readers), TOPICS.reports as never)).toEqual(facts);
  });
});
