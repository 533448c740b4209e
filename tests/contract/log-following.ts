// What every EventLog keeps to, second half: following a topic, alone and in a group of processes.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { partitionOf } from "../../infra/log/topics.ts";
import { PARTITIONS, TOPICS } from "../../schemas/ports.ts";
import { type Child, heldBy, type LogUnderTest, placesSeenBy, until } from "../support/log-process.ts";
import { recorder } from "../support/log-recorder.ts";

const { facts } = TOPICS;
const entry = (key: string, value: string) => ({ key, value: Buffer.from(value) });
const ms = (from: number) => `${(performance.now() - from).toFixed(1)} ms`;

export function keepsTheFollowingContract(test: LogUnderTest): void {
  it("goes on from the subscriber's cursor, and brings what comes later", async () => {
    const { log } = test;
    const partition = partitionOf("a-dock");
    await log.append(
      facts,
      Array.from({ length: 10 }, (_, n) => entry("a-dock", `${n}`)),
    );
    const seen = recorder({ cursors: new Map([[partition, 6]]) });
    const joining = performance.now();
    const subscription = await log.subscribe(facts, "processors", seen.subscriber);
    await until("the backlog was seen", () => seen.records.length === 4);
    console.log(`${log.kind}: joined a group and got its backlog within ${ms(joining)}`);
    const from = performance.now();
    await log.append(facts, [entry("a-dock", "10")]);
    await until("the new record was seen", () => seen.records.length === 5);
    console.log(`${log.kind}: appended and delivered within ${ms(from)}`);
    await subscription.stop();
    await subscription.done;
    expect(seen.records.map(({ offset }) => offset)).toEqual([6, 7, 8, 9, 10]);
    expect(seen.assigned).toHaveLength(PARTITIONS);
    expect([...seen.revoked].sort()).toEqual([...seen.assigned].sort());
  });

  it("brings the very same records again when they were not taken", async () => {
    const { log } = test;
    const seen = recorder({ refuse: 2 });
    await log.append(facts, [entry("a-dock", "0"), entry("a-dock", "1")]);
    const subscription = await log.subscribe(facts, "processors", seen.subscriber);
    await until("they were refused once", () => seen.batches.length > 0);
    await log.append(facts, [entry("a-dock", "2")]);
    await until("all were taken", () => seen.records.length === 3);
    await subscription.stop();
    expect(seen.batches.slice(0, 3)).toEqual([seen.batches[0], seen.batches[0], seen.batches[0]]);
    expect(seen.records.map(({ value }) => value.toString())).toEqual(["0", "1", "2"]);
  });

  it("resolves `stop` only when the last batch is done, and brings nothing after", async () => {
    const { log } = test;
    const seen = recorder({ slowMs: 400 });
    await log.append(facts, [entry("a-dock", "0")]);
    const subscription = await log.subscribe(facts, "processors", seen.subscriber);
    await until("the batch was begun", () => seen.batches.length === 1);
    await subscription.stop();
    expect(seen.records).toHaveLength(1);
    await log.append(facts, [entry("a-dock", "1")]);
    expect(seen.batches).toHaveLength(1);
  });

  it("cannot go on from beyond the end: that is another log", async () => {
    const seen = recorder({ cursors: new Map([[3, 12]]) });
    const subscription = await test.log.subscribe(facts, "processors", seen.subscriber);
    await expect(subscription.done).rejects.toMatchObject({ code: "RELEVE_CONFIG" });
    await subscription.stop().catch(() => undefined);
  });

  it("ends when its subscriber does not know where to go on", async () => {
    const { subscriber } = recorder();
    const onAssign = () => Promise.reject(new Error("the warehouse is gone"));
    const subscription = await test.log.subscribe(facts, "processors", { ...subscriber, onAssign });
    await expect(subscription.done).rejects.toThrow("the warehouse is gone");
  });

  it("gives half of its work to a member that joins while it is busy", async () => {
    const { log } = test;
    const keys = Array.from({ length: 60 }, (_, n) => `startup-${n}`);
    await log.append(
      facts,
      keys.map((key) => entry(key, "1")),
    );
    const cursors = new Map<number, number>();
    const busy = recorder({ cursors, slowMs: 250 });
    const fresh = recorder({ cursors });
    const first = await log.subscribe(facts, "processors", busy.subscriber);
    await until("the first is at work", () => busy.batches.length > 1);
    const second = await log.subscribe(facts, "processors", fresh.subscriber);
    await until("the second has its half", () => fresh.held.size === PARTITIONS / 2);
    await log.append(
      facts,
      keys.map((key) => entry(key, "2")),
    );
    const seen = () =>
      new Set([...busy.records, ...fresh.records].map(({ partition, offset }) => `${partition}/${offset}`));
    await until("all was seen", () => seen().size === 120);
    expect([...busy.held, ...fresh.held].sort()).toEqual(Array.from({ length: PARTITIONS }, (_, p) => p).sort());
    expect(busy.records.length + fresh.records.length).toBe(120);
    await Promise.all([first.stop(), second.stop()]);
  });

  it("shares the partitions between processes; when one is killed the other takes over, and nothing is lost", async () => {
    const { log } = test;
    const cursors = await mkdtemp(join(tmpdir(), "releve-cursors-"));
    const work = { do: "follow", group: "processors", cursors } as const;
    const pair: readonly Child[] = [test.child(work), test.child(work)];
    const [killed, left] = pair as [Child, Child];
    await until("each has its half", () => pair.every((one) => heldBy(one).size === PARTITIONS / 2));
    expect(new Set(pair.flatMap((one) => [...heldBy(one)])).size).toBe(PARTITIONS);
    const keys = Array.from({ length: 60 }, (_, n) => `startup-${n}`);
    const append = async (what: string) => {
      for (let n = 0; n < 5; n += 1)
        await log.append(
          facts,
          keys.map((key) => entry(key, `${what} ${n}`)),
        );
    };
    await append("before");
    await until("both read", () => pair.every(({ said }) => said.some((line) => "offsets" in line)));
    await killed.kill();
    const from = performance.now();
    await append("after");
    await until("the other has all partitions", () => heldBy(left).size === PARTITIONS);
    console.log(`${log.kind}: partitions of a killed process moved within ${ms(from)}`);
    const total = (await log.ends(facts)).reduce((sum, end) => sum + end, 0);
    expect(total).toBe(600);
    await until("all was seen", () => placesSeenBy(pair).size === total);
  });
}
