// A set whose places were corrected: whoever is struck out, or was "corrected to 0" by another program, is no member.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approved, newProposal } from "../support/decisions.ts";
import { answered, declared } from "../support/facts.ts";
import { type House, openHouse } from "../support/house.ts";

const METRIC = "communes_couvertes";
const place = (code: string) => ({ level: "commune" as const, code });

describe("the members of a set", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
    const sources = [{ source: "a", kind: "test", settings: {} }];
    await house.append(declared({ startup: "aa", name: "aa", sources }, "2024-03-01"));
    const rows = ["26362", "26058", "26307"].map((code) => ({ metric: METRIC, ...place(code), value: "1" }));
    await house.append(answered({ startup: "aa", source: "a", at: "2024-03-02" }, rows));
  });
  afterAll(() => house.close());

  async function members(): Promise<string | null | undefined> {
    await house.caughtUp();
    const query = { metric: METRIC, startup: "aa", sum: "territory", limit: 100, offset: 0 } as const;
    return (await house.models.figures(query)).sums[0]?.value;
  }
  const correct = (code: string, value: string | null, at: string) =>
    house.append(
      approved(
        { startup: "aa", at, proposal: newProposal() },
        { what: "figure.corrected", metric: METRIC, definition: 1, territory: place(code), dims: {}, value },
      ),
    );

  it("are fewer by those that a correction takes out, and more by those that it takes in", async () => {
    expect(await members()).toBe("3");
    await correct("26362", "0", "2024-03-03");
    expect(await members()).toBe("2");
    await correct("26058", "-3", "2024-03-03");
    expect(await members()).toBe("1");
    await correct("26307", null, "2024-03-03");
    expect(await members()).not.toBe("1");
    await correct("26362", "12", "2024-03-04");
    expect(await members()).toBe("1");
  });
});
