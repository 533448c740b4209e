// Who gets which generation: a number is given once, whoever asks at the same moment, and what somebody fills is not dropped.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { dropLeftovers } from "../../cli/rebuild/leftovers.ts";
import type { Purpose } from "../../infra/warehouse/generation-states.ts";
import { type Generations, openGenerations } from "../../infra/warehouse/generations.ts";
import { caller } from "../support/caller.ts";
import { embeddedPlace, freshWarehouse, frontPlace, type WarehousePlace } from "../support/warehouse.ts";

/** Two who fill generations of one warehouse: in one process, or, on a server, as two processes do. */
interface Two {
  readonly one: Generations;
  readonly other: Generations;
  /** Whoever fills a generation was last seen so long ago. */
  silence(number: number, purpose: Purpose, seconds: number): Promise<void>;
  close(): Promise<void>;
}

async function two(place: WarehousePlace): Promise<Two> {
  const base = await freshWarehouse(place);
  const one = await openGenerations(base);
  const isShared = base.kind === "server";
  const beside = isShared ? await place.open({ database: base.database }) : base;
  return {
    one,
    other: isShared ? await openGenerations(beside) : one,
    silence: (number, purpose, seconds) =>
      base.command(
        `INSERT INTO generations (number, state, purpose, keep_days, at)
         SELECT ${number}, 'filling', '${purpose}', 0, now64(3, 'UTC') - ${seconds}`,
      ),
    async close() {
      if (isShared) await beside.close();
      await base.close();
      await place.stop();
    },
  };
}

const halves = async ({ one }: Two) =>
  (await one.others()).flatMap(({ number, state, purpose, isFilled }) =>
    state === "half" ? [{ number, purpose, isFilled }] : [],
  );

describe.each([
  ["in one process", async () => embeddedPlace()],
  ["on a server", frontPlace],
])("a generation %s", (_, placed) => {
  let both: Two;
  beforeAll(async () => {
    both = await two(await placed());
  });
  afterAll(() => both?.close());

  it("is one for each who asks at the same moment, and says what it is for", async () => {
    const { one, other } = both;
    const asked = await Promise.all([
      one.begin("comparison"),
      other.begin("rebuild"),
      one.begin("rebuild"),
      other.begin("comparison"),
    ]);
    const numbers = asked.map(({ number }) => number);
    expect(new Set(asked.map(({ warehouse }) => warehouse.database)).size).toBe(4);
    expect([...numbers].sort()).toEqual([1, 2, 3, 4]);
    const purposes = new Map((await halves(both)).map(({ number, purpose }) => [number, purpose]));
    expect(numbers.map((number) => purposes.get(number))).toEqual(["comparison", "rebuild", "rebuild", "comparison"]);
    for (const number of numbers) await one.drop(number);
  });
  it("has a number that none ever had, of those that were dropped too", async () => {
    const { one, other } = both;
    const { number } = await one.begin("comparison");
    await one.drop(number);
    const next = await other.begin("comparison");
    expect(next.number).toBe(number + 1);
    await other.drop(next.number);
  });
  it("is nobody's leftover while it is filled, however long that takes; once it was left, it is", async () => {
    const { one, other, silence } = both;
    const { number } = await one.begin("comparison");
    await silence(number, "comparison", 3600);
    await dropLeftovers(one, caller(), true);
    expect(await halves(both)).toEqual([{ number, purpose: "comparison", isFilled: true }]);
    await one.leave(number);
    await silence(number, "comparison", 3600);
    const io = caller();
    await dropLeftovers(other, io, true);
    expect(io.said.join("")).toContain(`Generation ${number}`);
    expect(await halves(both)).toEqual([]);
  });
});

describe("a generation that another process fills", () => {
  it("is free at once when that process ended without putting it live, and taken again by who goes on with it", async () => {
    const both = await two(await frontPlace());
    const { one, other } = both;
    const { number } = await one.begin("rebuild");
    const seen = async (by: typeof one) => (await by.others()).map((of) => [of.number, of.isFilled]);
    expect(await seen(other)).toEqual([[number, true]]);
    await one.leave(number);
    expect(await seen(other)).toEqual([[number, false]]);
    await other.fill(number, "rebuild");
    expect(await seen(one)).toEqual([[number, true]]);
    await other.drop(number);
    await both.close();
  });
  it("is seen to be filled, by a sign of life every few seconds", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const both = await two(await frontPlace());
    try {
      const { one, other, silence } = both;
      const { number } = await one.begin("comparison");
      await silence(number, "comparison", 3600);
      expect(await other.others()).toMatchObject([{ number, isFilled: false }]);
      vi.advanceTimersByTime(5_000);
      await vi.waitFor(async () => expect(await other.others()).toMatchObject([{ number, isFilled: true }]));
      await one.drop(number);
    } finally {
      vi.useRealTimers();
      await both.close();
    }
  });
});
