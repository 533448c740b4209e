import { describe, expect, it } from "vitest";
import { openSignals } from "../../infra/signals.ts";
import type { SignalFields } from "../../schemas/signals.ts";

function collected(level: "debug" | "info") {
  const lines: Record<string, unknown>[] = [];
  const signals = openSignals({ level, destination: { write: (line) => lines.push(JSON.parse(line)) } });
  return { ...signals, lines };
}

describe("a signal", () => {
  it("is one line of JSON with its sentence, its level and its fields", () => {
    const { signal, lines } = collected("info");
    signal("endpoint answered", { startup: "a-dock", status: 200, elapsedMs: 312, partitions: [1, 2] });
    expect(lines).toEqual([
      {
        level: "info",
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        startup: "a-dock",
        partitions: [1, 2],
        elapsedMs: 312,
        status: 200,
        msg: "endpoint answered",
      },
    ]);
  });

  it("writes no field outside the list, and nothing nested", () => {
    const { signal, lines } = collected("info");
    const careless = {
      startup: "a-dock",
      token: "planted",
      headers: { authorization: "planted" },
      detail: { a: "planted" },
    };
    signal("endpoint failed", careless as unknown as SignalFields);
    expect(JSON.stringify(lines)).not.toContain("planted");
    expect(lines[0]).toMatchObject({ startup: "a-dock", level: "warn" });
  });

  it("counts even when its level is not written", () => {
    const { signal, counts, lines } = collected("info");
    signal("request answered");
    signal("request answered");
    expect(lines).toEqual([]);
    expect(counts()).toMatchObject({ releve_requests_total: 2, releve_pulls_failed_total: 0 });
  });
});
