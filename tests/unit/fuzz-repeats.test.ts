// What the payload fuzz takes for a repeat: a door that gives 200 or 409 without an earlier push of that id is told.
import { describe, expect, it } from "vitest";
import { openRepeats } from "../fuzz/payloads/repeats.ts";

const bytes = (id: string) => Buffer.from(`[{ "id" : ${JSON.stringify(id)}, "value": 1 }]`);
const reply = (status: number, body: Record<string, unknown>) =>
  ({ status, headers: new Headers(), body }) as unknown as Parameters<ReturnType<typeof openRepeats>["fault"]>[1];
const used = (id: string) =>
  reply(409, { errors: [{ code: "id.used", detail: `this id was used for another content: ${JSON.stringify(id)}` }] });

describe("a reply that says an id was there before", () => {
  const repeats = openRepeats();
  repeats.recorded(bytes("a"));

  it("is right when an earlier push had that id", () => {
    expect(repeats.fault(bytes("a"), reply(200, { facts: [{}] }), 0)).toBeUndefined();
    expect(repeats.fault(bytes("a"), used("a"), 0)).toBeUndefined();
  });
  it.each([200, 409])("is a crash when none had it (%i)", (status) => {
    expect(repeats.fault(bytes("b"), reply(status, { facts: [{}] }), 0)?.what).toBe("crash");
  });
  it("is wrong when something was recorded all the same, when it names another id, or no fact", () => {
    expect(repeats.fault(bytes("a"), used("a"), 1)?.what).toBe("ledger");
    expect(repeats.fault(bytes("a"), used("c"), 0)?.what).toBe("reason");
    expect(repeats.fault(bytes("a"), reply(200, { facts: [] }), 0)?.what).toBe("reason");
  });
});
