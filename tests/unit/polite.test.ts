import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Attempts, afterAttempt } from "../../ingestors/attempts.ts";
import { BREAKS_AFTER, Host, LONGEST_REST_MS } from "../../ingestors/hosts.ts";
import type { PullMemory } from "../../ingestors/memory.ts";
import { LONGEST_WAIT_MS, retryAfterOf } from "../../ingestors/retry-after.ts";
import { itsMoment, momentOf } from "../../ingestors/spread.ts";
import { turnsOf } from "../../ingestors/turns.ts";
import { Source } from "../../schemas/source.ts";

const MINUTE = 60_000;
const REFUSED = { fault: "refused" } as const;
const reached = {};

describe("Retry-After", () => {
  const now = Date.UTC(2026, 2, 1, 12);
  it("is read in seconds and as a date, and is never more than a day", () => {
    expect(retryAfterOf("600", now)).toBe(600_000);
    expect(retryAfterOf("Sun, 01 Mar 2026 12:10:00 GMT", now)).toBe(600_000);
    expect(retryAfterOf("999999999", now)).toBe(LONGEST_WAIT_MS);
  });
  it.each([undefined, "", "0", "-5", "soon", "Sun, 01 Mar 2026 11:00:00 GMT"])(
    "that says %s asks for nothing",
    (text) => {
      expect(retryAfterOf(text, now)).toBeUndefined();
    },
  );
});

describe("a host that cannot be reached", () => {
  const t0 = 1_000_000_000;
  it("is left alone after three faults in a row: a quarter of an hour, then twice as long each time, at most six hours", () => {
    const host = new Host([]);
    const rests: number[] = [];
    let now = t0;
    for (let fault = 1; fault <= 9; fault += 1) {
      host.saw(REFUSED, now);
      const rest = new Host([remembered(fault, now)]).rest(now, false);
      rests.push(rest ? (rest.until - now) / MINUTE : 0);
      now += MINUTE;
    }
    expect(rests).toEqual([0, 0, 15, 30, 60, 120, 240, 360, 360]);
  });
  const remembered = (faults: number, last: number): Attempts => ({
    lastAt: last,
    lastMs: 10,
    reachedAt: 0,
    unreachedAt: Array.from({ length: faults }, (_, at) => last - at * 1000),
    waitUntil: 0,
  });
  it("is asked again by a person who wants it now, until this very round has seen three faults", () => {
    const host = new Host([remembered(BREAKS_AFTER, t0)]);
    expect(host.rest(t0 + 1, false)).toMatchObject({ until: t0 + 15 * MINUTE });
    expect(host.rest(t0 + 1, true)).toBeUndefined();
    for (let fault = 0; fault < BREAKS_AFTER; fault += 1) {
      expect(host.rest(t0 + 1, true)).toBeUndefined();
      host.saw(REFUSED, t0 + 1);
    }
    expect(host.rest(t0 + 1, true)?.why).toBe("3 of its pulls in a row could not reach it");
  });
  it("counts as reached by any answer, also a failure that its server gave", () => {
    const host = new Host([]);
    host.saw(REFUSED, t0);
    host.saw(REFUSED, t0);
    host.saw({ fault: "time" }, t0);
    host.saw(REFUSED, t0);
    expect(host.rest(t0, true)).toBeUndefined();
  });
  it("rests as it asked, whatever its other sources say", () => {
    const host = new Host([]);
    host.saw({ retryAfterMs: 10 * MINUTE }, t0);
    host.saw(reached, t0 + 1);
    expect(host.rest(t0 + 9 * MINUTE, false)).toMatchObject({
      until: t0 + 10 * MINUTE,
      why: "it asked to be left alone",
    });
    expect(host.rest(t0 + 10 * MINUTE, false)).toBeUndefined();
  });
  it("never rests longer than six hours after its last fault, and never once it was reached", () => {
    const history = fc.array(fc.record({ ok: fc.boolean(), after: fc.integer({ min: 1, max: 10_000_000 }) }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(history, (pulls) => {
        let known: Attempts | undefined;
        let at = t0;
        for (const { ok, after } of pulls) {
          at += after;
          const fact = { type: "endpoint.failed", startup: "a", source: "b", elapsedMs: 5 } as const;
          known = afterAttempt(known, ok ? fact : { ...fact, ...REFUSED }, at);
        }
        const rest = new Host(known ? [known] : []).rest(at, false);
        if (pulls.at(-1)?.ok ?? true) expect(rest).toBeUndefined();
        else if (rest) expect(rest.until - at).toBeLessThanOrEqual(LONGEST_REST_MS);
      }),
    );
  });
});

describe("the turns of a round", () => {
  const source = (url: string) => Source.parse({ source: "site", kind: "json", settings: { url } });
  const memory = (times: Record<string, { lastMs: number; lastAt?: number }>): PullMemory => ({
    refresh: async () => undefined,
    declared: () => undefined,
    answered: () => undefined,
    attempts: (startup) => {
      const known = times[startup];
      return known && { lastAt: known.lastAt ?? 1, lastMs: known.lastMs, reachedAt: 1, unreachedAt: [], waitUntil: 0 };
    },
  });
  const jobs = [
    { startup: "quick", source: source("https://a.example/1") },
    { startup: "slow", source: source("https://b.example/1") },
    { startup: "two", source: source("https://c.example/1") },
    { startup: "too", source: source("https://c.example/2") },
    { startup: "new", source: source("https://d.example/1") },
  ];
  it("begin with the host that takes longest; one never asked may take as long as the longest", () => {
    const times = {
      quick: { lastMs: 10 },
      slow: { lastMs: 500 },
      two: { lastMs: 300, lastAt: 9 },
      too: { lastMs: 300, lastAt: 4 },
    };
    const chains = turnsOf(jobs, memory(times));
    expect(chains.map(({ name, expectedMs }) => [name, expectedMs])).toEqual([
      ["c.example", 600],
      ["b.example", 500],
      ["d.example", 500],
      ["a.example", 10],
    ]);
    expect(chains[0]?.jobs.map(({ startup }) => startup)).toEqual(["too", "two"]); // who has waited longest comes first
  });
  it("are spread over a time by the host's name alone, and can be given up while waiting", async () => {
    const moments = jobs.map((job) => momentOf({ name: job.startup }, 600_000));
    expect(moments).toEqual(jobs.map((job) => momentOf({ name: job.startup }, 600_000)));
    expect(new Set(moments).size).toBe(jobs.length);
    for (const moment of moments) expect(moment).toBeLessThan(600_000);
    const [chain] = turnsOf(jobs, memory({}));
    if (!chain) throw new Error("no chain");
    const caller = new AbortController();
    const waiting = itsMoment(chain, { spreadMs: 3_600_000, elapsedMs: 0, abort: caller.signal });
    caller.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
  });
});
