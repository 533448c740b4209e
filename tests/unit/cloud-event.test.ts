import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cloudEventHeaders } from "../../infra/log/cloud-event.ts";

describe("the headers of a record", () => {
  it("name every type of event that a release wrote", () => {
    const lines = readFileSync("tests/fixtures/golden/0.1/log.jsonl", "utf8").trim().split("\n");
    for (const line of lines) {
      const { key, fact } = JSON.parse(line) as { key: string; fact: { type: string; id: string; at: string } };
      expect(cloudEventHeaders(key, Buffer.from(JSON.stringify(fact)))).toEqual({
        ce_specversion: "1.0",
        ce_type: fact.type,
        ce_source: `/releve/${encodeURIComponent(key)}`,
        ce_id: fact.id,
        ce_time: fact.at,
        "content-type": "application/json",
      });
    }
    expect(lines.length).toBeGreaterThan(10);
  });
  it("are none where the bytes are no fact", () => {
    for (const text of ["", "1", '{"id":"x"}', '{"type":"UPPER","id":"x","at":"y"}'])
      expect(cloudEventHeaders("a-dock", Buffer.from(text))).toEqual({});
  });
});
