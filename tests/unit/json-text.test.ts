// JSON that could be read in two ways is not read.
import { describe, expect, it } from "vitest";
import { JsonRefused, MOST_DEPTH, parseJsonText } from "../../schemas/json-text.ts";

describe("a JSON text", () => {
  it("is read as JSON.parse reads it", () => {
    for (const text of [
      '{"a": {"b": [1, 2.5, -3e2, null, true, "x"]}, "c": ""}',
      "[]",
      '"a\\":1"',
      '{"a\\":": "b\\\\"}',
      "0.1",
    ])
      expect(parseJsonText(text)).toEqual(JSON.parse(text));
    expect(() => parseJsonText('{"a":')).toThrow(SyntaxError);
    expect(() => parseJsonText("{1.00000000000000001: 2}")).toThrow(SyntaxError);
  });
  it("that says one thing twice is refused, and one that seems to is not", () => {
    for (const text of [
      '{"a": 1, "a": 2}',
      '[{"x": {"a" : 1, "\\u0061": 1}}]',
      '{"a": {"b": 1}, "a": 3}',
      '{"__proto__": 1, "__proto__": 2}',
    ])
      expect(() => parseJsonText(text), text).toThrow(JsonRefused);
    for (const text of ['[{"a": 1}, {"a": 2}]', '{"a": "\\"a\\": 1, \\"a\\": 2"}', '{"a" \n : {"a": {"a": 1}}}'])
      expect(parseJsonText(text)).toEqual(JSON.parse(text));
  });
  it("keeps no number that a double would make another figure", () => {
    const numbers = "[4.9999999999999999, 1e-400, 1.00000000000000001, 99999999999.999999]";
    for (const one of parseJsonText(numbers) as unknown[]) expect(one).toMatch(/^inexact /);
    expect(parseJsonText("[1.00000000000000000000, 0e9, 0.0, 1e3, 12345678901234]")).toEqual([
      1, 0, 0, 1000, 12345678901234,
    ]);
  });
  it("that is nested too deep is refused, never a crash", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(parseJsonText(nested(MOST_DEPTH))).toBeDefined();
    for (const depth of [MOST_DEPTH + 1, 100_000]) expect(() => parseJsonText(nested(depth))).toThrow(JsonRefused);
  });
});
