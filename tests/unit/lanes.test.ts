import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { openLanes } from "../../infra/warehouse/lanes.ts";

describe("lanes", () => {
  it("carry one piece of work each, in the order it came", async () => {
    const lanes = openLanes(["a", "b"]);
    const under: Record<string, number> = { a: 0, b: 0 };
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3, 4, 5, 6].map((n) =>
        lanes.run(async (lane) => {
          order.push(n);
          under[lane] = (under[lane] ?? 0) + 1;
          await sleep(1);
          expect(under[lane]).toBe(1);
          under[lane] -= 1;
        }),
      ),
    );
    expect(order).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("are free again after work that failed", async () => {
    const lanes = openLanes(["a"]);
    await expect(lanes.run(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await lanes.run(async (lane) => lane)).toBe("a");
  });

  it("refuse work that waited too long, and do not begin it later", async () => {
    const lanes = openLanes(["a"], 5);
    let begun = false;
    const long = lanes.run(() => sleep(50));
    const late = lanes.run(async () => {
      begun = true;
    });
    await expect(late).rejects.toMatchObject({ code: "RELEVE_WAREHOUSE_UNAVAILABLE" });
    await long;
    expect(await lanes.run(async () => begun)).toBe(false);
  });

  it("close also when work is brought meanwhile, and a lane is free: it takes none", async () => {
    const lanes = openLanes(["a", "b"]);
    const running = lanes.run(() => sleep(20));
    const closing = lanes.close();
    await expect(lanes.run(async () => "never")).rejects.toMatchObject({ code: "RELEVE_WAREHOUSE_UNAVAILABLE" });
    await running;
    await Promise.race([closing, sleep(1_000).then(() => Promise.reject(new Error("never closed")))]);
  });

  it("close when the work under way is done, and refuse what waits", async () => {
    const lanes = openLanes(["a"]);
    let done = false;
    const running = lanes.run(() => sleep(20).then(() => (done = true)));
    const waiting = expect(lanes.run(async () => "never")).rejects.toMatchObject({
      code: "RELEVE_WAREHOUSE_UNAVAILABLE",
    });
    await lanes.close();
    expect(done).toBe(true);
    await running;
    await waiting;
    await expect(lanes.run(async () => "never")).rejects.toMatchObject({ code: "RELEVE_WAREHOUSE_UNAVAILABLE" });
  });
});
