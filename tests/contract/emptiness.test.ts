// A source that becomes empty and stays so: asked about once, and again after figures came back (rule 8 of docs/meaning.md).
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FactEvent } from "../../schemas/events.ts";
import { readTest } from "../model/test-kind.ts";
import { answered, declared, type Stated } from "../support/facts.ts";
import { type House, openHouse } from "../support/house.ts";

type Answered = Parameters<typeof answered>[0];
let house: House;
let now = 0;
beforeAll(async () => {
  house = await openHouse({ clock: () => now, read: readTest });
});
afterAll(() => house?.close());

/** One answer a day from 2 March on, each alone in its batch, as the program meets them after a restart. @returns the statuses now */
async function statuses(startup: string, scope: NonNullable<Answered["scope"]>, days: readonly (readonly Stated[])[]) {
  const append = async (fact: FactEvent) => {
    now = Date.parse(fact.at);
    await house.append(fact);
    await house.caughtUp();
  };
  await append(declared({ startup, name: startup, sources: [{ source: "s", kind: "test" }] }, "2026-03-01"));
  for (const [at, figures] of days.entries())
    await append(answered({ startup, source: "s", at: `2026-03-0${at + 2}`, scope }, figures));
  const rows = await house.warehouse.query<{ status: string }>(
    `SELECT argMax(status, off) AS status FROM statements WHERE startup = '${startup}' GROUP BY said ORDER BY said`,
  );
  return rows.map(({ status }) => status);
}
const EMPTY: readonly Stated[] = [];

describe.each<[name: string, scope: NonNullable<Answered["scope"]>, figures: readonly Stated[]]>([
  [
    "places",
    [{ metric: "utilisateurs", levels: ["commune"] }],
    [{ metric: "utilisateurs", level: "commune", code: "01001", value: 4 }],
  ],
  [
    "series",
    [{ metric: "rdv_pris", levels: ["france"] }],
    [{ metric: "rdv_pris", grain: "month", first: "2026-01-01", value: 80 }],
  ],
])("a source of %s", (name, scope, figures) => {
  it("is held when it is empty at first, or at last, and not while it stays so", async () => {
    const confirmed = ["counted", "counted", "counted", "counted"];
    expect(await statuses(`${name}-jamais`, scope, [EMPTY])).toEqual(["held"]);
    expect(await statuses(`${name}-perdu`, scope, [figures, EMPTY])).toEqual(["counted", "held"]);
    expect(await statuses(`${name}-vide`, scope, [figures, EMPTY, EMPTY, EMPTY])).toEqual(confirmed);
    expect(await statuses(`${name}-encore`, scope, [EMPTY, EMPTY, EMPTY, figures, EMPTY])).toEqual([
      ...confirmed,
      "held",
    ]);
  });
});
