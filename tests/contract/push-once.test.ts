// A push counts once, whatever happens on the way: repeats, cut connections, a log that is down, other processes, restarts.
import { connect } from "node:net";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ReleveError } from "../../schemas/errors.ts";
import type { DeclarationReceived } from "../../schemas/events.ts";
import { type EventLog, TOPICS } from "../../schemas/ports.ts";
import { type DoorPlace, openDoorPlace, send } from "../support/push-door.ts";

let place: DoorPlace;
let token: string;
beforeEach(async () => {
  place = await openDoorPlace();
  token = (await place.issue()).text;
});
afterEach(() => place.close());

const visits = (value: number) => ({ metric: "visites", value, period: "2026-10" });
const keyed = (key: string) => ({ headers: { "idempotency-key": key } });
/** What a processor counts: the first fact of each id. */
async function counted(): Promise<DeclarationReceived[]> {
  const first = new Map<string, DeclarationReceived>();
  for (const fact of await place.facts()) if (!first.has(fact.id)) first.set(fact.id, fact);
  return [...first.values()];
}

type Weather = "fair" | "down" | "lost";
/** The log, on whose way facts may be refused (`down`), or recorded while nobody is told (`lost`). */
function weathered(log: EventLog): { readonly log: EventLog; sky: Weather } {
  const held: { log: EventLog; sky: Weather } = { log, sky: "fair" };
  const away = () => new ReleveError("RELEVE_LOG_UNAVAILABLE", "the log is away", "wait");
  held.log = {
    ...log,
    async append(topic, entries) {
      if (held.sky === "down") throw away();
      const places = await log.append(topic, entries);
      if (held.sky === "lost" && topic === TOPICS.facts) throw away();
      return places;
    },
  };
  return held;
}

describe("a repeat", () => {
  it("under the same key gets the first answer, word for word; with another content it is 409, and counts nothing", async () => {
    const [one, two] = [await place.serve(), await place.serve()];
    const first = await send(one, token, [visits(1), { metric: "nope", value: 1 }], {
      ...keyed("k"),
      query: "?partial=true",
    });
    expect(first.status).toBe(201);
    for (const url of [one, two, await place.serve()]) {
      const again = await send(url, token, [visits(1), { metric: "nope", value: 1 }], {
        ...keyed("k"),
        query: "?partial=true",
      });
      expect([again.status, again.body]).toEqual([200, first.body]);
      const other = await send(url, token, [visits(2)], keyed("k"));
      expect(other).toMatchObject({
        status: 409,
        body: { code: "RELEVE_CONFLICT", errors: [{ code: "id.used", pointer: "" }] },
      });
    }
    expect((await place.facts()).map(({ figures }) => figures)).toEqual([[expect.objectContaining({ value: "1" })]]);
  });
  it("is the same when it is only written otherwise", async () => {
    const url = await place.serve();
    await send(url, token, '{"metric":"visites","value":1,"period":"2026-10"}', keyed("k"));
    expect(
      (await send(url, token, '{ "period": "2026-10", "value": 1, "metric": "visites" }', keyed("k"))).status,
    ).toBe(200);
  });
  it("without a key is a push of its own: the same figure said again", async () => {
    const url = await place.serve();
    for (const _ of [1, 2]) expect((await send(url, token, visits(1))).status).toBe(201);
    expect(await counted()).toHaveLength(2);
  });
  it("of a push of several moments completes what was recorded in part, as of the day it was begun", async () => {
    const sky = weathered(place.log);
    const url = await place.serve({ log: sky.log });
    const rows = [visits(1), { metric: "jeux_de_donnees", value: 2, date: "2026-03-01" }];
    const whole = await send(url, token, rows, keyed("k"));
    const [, second] = await place.facts();
    // The same log without its last fact, as a crash between two requests to a broker leaves it.
    const cut = await openDoorPlace();
    const half = (await place.facts())
      .slice(0, 1)
      .map((fact) => ({ key: "a-dock", value: Buffer.from(JSON.stringify(fact)) }));
    await cut.log.append(TOPICS.facts, half);
    const again = await send(await cut.serve(), (await cut.issue()).text, rows, keyed("k"));
    expect([again.status, again.body.accepted, whole.body.accepted]).toEqual([201, 2, 2]);
    expect((await cut.facts())[1]).toEqual(second);
    await cut.close();
  });
});

describe("while the log is down", () => {
  it("a push is refused with 503 and Retry-After, and nothing is claimed; sent again it counts", async () => {
    const sky = weathered(place.log);
    const url = await place.serve({ log: sky.log });
    sky.sky = "down";
    const refused = await send(url, token, visits(1), keyed("k"));
    expect([refused.status, Number(refused.headers.get("retry-after")) > 0]).toEqual([503, true]);
    expect(await place.facts()).toEqual([]);
    sky.sky = "fair";
    expect((await send(url, token, visits(1), keyed("k"))).status).toBe(201);
    expect(await counted()).toHaveLength(1);
  });
});

/** Sends the first part of a body, and hangs up. */
function cutShort(url: string, body: string, key: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const head = [
    "POST /api/v1/declarations HTTP/1.1",
    `host: ${hostname}:${port}`,
    `authorization: Bearer ${token}`,
    `idempotency-key: ${key}`,
    "content-type: application/json",
    `content-length: ${body.length}`,
  ];
  return new Promise((done, failed) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`${head.join("\r\n")}\r\n\r\n${body.slice(0, -5)}`, () => setTimeout(() => socket.destroy(), 5));
    });
    socket.on("error", failed).on("close", () => done());
  });
}

interface Step {
  readonly what: "send" | "cut" | "down" | "lost" | "restart" | "both";
  readonly key: number;
  readonly value: number;
}
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    what: fc.constantFrom("send", "send", "cut", "down", "lost", "restart", "both"),
    key: fc.integer({ min: 0, max: 2 }),
    value: fc.integer({ min: 1, max: 2 }),
  }),
  { minLength: 1, maxLength: 12 },
);

type Told = Map<string, Set<string>>;

describe("any order of repeats, cut connections, lost answers, restarts and two processes at once", () => {
  /** Makes one step; notes what was acknowledged under which key. */
  async function live(step: Step, round: number, urls: string[], sky: ReturnType<typeof weathered>, told: Told) {
    const say = async (url: string, value: number) => {
      const key = `${round}-${step.key}`;
      const { status, body } = await send(url, token, visits(value), keyed(key));
      expect([200, 201, 409, 503]).toContain(status);
      if (status <= 201) told.set(key, (told.get(key) ?? new Set()).add(JSON.stringify([value, body.facts])));
    };
    const [first = "", second = ""] = urls;
    sky.sky = step.what === "down" || step.what === "lost" ? step.what : "fair";
    if (step.what === "restart") urls[0] = await place.serve({ log: sky.log });
    else if (step.what === "cut") await cutShort(first, JSON.stringify(visits(step.value)), `${round}-${step.key}`);
    else if (step.what === "both") await Promise.all([say(first, step.value), say(second, 3 - step.value)]);
    else await say(first, step.value);
  }

  it("counts each key once, with the content that was acknowledged", async () => {
    const sky = weathered(place.log);
    const urls = [await place.serve({ log: sky.log }), await place.serve()];
    let round = 0;
    let before = 0;
    const property = fc.asyncProperty(steps, async (all) => {
      round += 1;
      const told: Told = new Map();
      for (const step of all) await live(step, round, urls, sky, told);
      const facts = await counted();
      for (const said of told.values()) {
        expect([...said]).toHaveLength(1);
        const [value, places] = JSON.parse([...said][0] ?? "[]") as [number, { id: string }[]];
        const own = facts.filter(({ id }) => places.some((one) => one.id === id));
        expect(own.map(({ figures }) => figures.map((one) => one.value))).toEqual([[String(value)]]);
      }
      // What nobody was told of is at most what was lost on the way: one push a key, never two.
      const keys = new Set(all.flatMap(({ what, key }) => (what === "restart" || what === "cut" ? [] : [key])));
      const fresh = facts.length - before;
      before = facts.length;
      expect(fresh).toBeLessThanOrEqual(keys.size);
      expect(fresh).toBeGreaterThanOrEqual(told.size);
    });
    await fc.assert(property, { numRuns: 20, endOnFailure: true });
  });
});
