// What is kept of a startup's words: made once, and never told of other words, another declaration, day or key.
import { describe, expect, it } from "vitest";
import { onceEach } from "../../dashboards/queries/once-each.ts";
import { Remembered } from "../../dashboards/queries/remembered.ts";
import type { Stating } from "../../dashboards/queries/series.ts";
import { Declaration } from "../../schemas/source.ts";

const declaration = Declaration.parse({
  startup: "a-dock",
  name: "À quai",
  sources: [{ source: "declared", kind: "push" }],
});
const words = (): Stating => ({ declaration, sources: new Map() });

describe("what is made of a startup's words", () => {
  it("is made once for a day and a key", () => {
    const kept = new Remembered<number[]>();
    const said = words();
    const first = kept.once(said, "2024-03-01", "visits", () => [1]);
    expect(kept.once({ ...said }, "2024-03-01", "visits", () => [2])).toBe(first);
  });
  it("is made anew for other words, another declaration, another day, another key", () => {
    const kept = new Remembered<number[]>();
    const said = words();
    kept.once(said, "2024-03-01", "visits", () => [1]);
    const others: [Stating, string, string][] = [
      [words(), "2024-03-01", "visits"],
      [{ ...said, declaration: { ...declaration } }, "2024-03-01", "visits"],
      [said, "2024-03-02", "visits"],
      [said, "2024-03-01", "users"],
    ];
    for (const [stating, day, key] of others) expect(kept.once(stating, day, key, () => [2])).toEqual([2]);
  });
  it("is kept of the two days that were asked last", () => {
    const kept = new Remembered<string[]>();
    const said = words();
    const made: string[] = [];
    const ask = (day: string) =>
      kept.once(said, day, "visits", () => {
        made.push(day);
        return [day];
      });
    for (const day of ["2024-03-01", "2024-03-02", "2024-03-01", "2024-03-03", "2024-03-01", "2024-03-02"]) ask(day);
    expect(made).toEqual(["2024-03-01", "2024-03-02", "2024-03-03", "2024-03-02"]);
  });
});

describe("a function that is asked once of each", () => {
  it("keeps an answer for the object itself, also when the answer is nothing", () => {
    const asked: object[] = [];
    const ask = onceEach((one: object) => void asked.push(one));
    const [a, b] = [{}, {}];
    for (const one of [a, b, a]) ask(one);
    expect(asked).toEqual([a, b]);
  });
});
