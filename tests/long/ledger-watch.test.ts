// The alarm of the ledger: silent while all adds up, and loud when a row is missing or is there twice under another name.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkLedger, watchLedger } from "../../cli/ledger-watch.ts";
import { deleteRows } from "../../infra/warehouse/ddl.ts";
import type { Signal } from "../../schemas/signals.ts";
import { columnsOf } from "../../schemas/tables.ts";
import { answered } from "../support/facts.ts";
import { type House, openHouse } from "../support/house.ts";
import { mixedFacts } from "../support/mixed-facts.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  const lost = answered({ startup: "lost", source: "s", at: "2026-06-01" }, [{ metric: "cartes_publiees", value: 4 }]);
  await house.append(...mixedFacts(4), lost);
  await house.caughtUp();
}, 60_000);
afterAll(() => house.close());

/** The first signals that a watch gives, of one name. */
function heard(name: string): Promise<string> {
  return new Promise((resolve) => {
    const signal: Signal = (said, fields) => {
      if (said !== name) return;
      stop();
      resolve(`${fields?.code ?? ""} ${fields?.detail ?? ""}`);
    };
    const stop = watchLedger({ live: async () => house.warehouse, signal }, 20);
  });
}

describe("the ledger, watched", () => {
  it("says how many facts it accounted for", async () => {
    expect(await checkLedger(house.warehouse)).toBeGreaterThan(10);
    await heard("ledger checked");
  });
  it("says that all is well again soon after a rebuild mended the tables, not a whole pause later", async () => {
    const row = ["nobody", "s", 0, 0, Date.UTC(2024, 0, 1), "endpoint.answered", "lost", 0, 0, 0];
    await house.warehouse.insert("raw_events", columnsOf("raw_events"), [row]);
    let database = "broken";
    // The same tables under another name: another generation.
    const { rows } = house.warehouse;
    const live = async () => ({ ...house.warehouse, rows: rows.bind(house.warehouse), database });
    const began = performance.now();
    await new Promise<void>((resolve) => {
      const stop = watchLedger({ live, signal: () => undefined }, 12_000, async (state) => {
        if (state === "broken") {
          await house.warehouse.command(deleteRows("raw_events", "startup = 'nobody'", "single"));
          database = "mended";
          return;
        }
        stop();
        resolve();
      });
    });
    expect([database, performance.now() - began < 11_000]).toEqual(["mended", true]);
  });
  it("says of a break what to do, and tells whoever asks whether all is well", async () => {
    const told: string[] = [];
    const check = () =>
      new Promise<void>((resolve) => {
        const stop = watchLedger({ live: async () => house.warehouse, signal: () => undefined }, 20, (state) => {
          told.push(state);
          stop();
          resolve();
        });
      });
    await check();
    await house.warehouse.command(deleteRows("observations", "startup = 'lost'", "single"));
    await expect(checkLedger(house.warehouse)).rejects.toMatchObject({
      code: "RELEVE_LEDGER",
      message: expect.stringMatching(/changes \d+ ≠ written \d+/),
      hint: expect.stringContaining("releve rebuild"),
    });
    await check();
    expect([...new Set(told)]).toEqual(["adds", "broken"]);
  });
  it("raises an alarm, with the line, when the fact of a row became of nothing", async () => {
    const row = ["x", "s", 0, 0, Date.UTC(2024, 0, 1), "endpoint.answered", "lost", 0, 0, 0];
    await house.warehouse.insert("raw_events", columnsOf("raw_events"), [row]);
    await expect(checkLedger(house.warehouse)).rejects.toMatchObject({ code: "RELEVE_LEDGER" });
    expect(await heard("ledger broken")).toMatch(/RELEVE_LEDGER .* ≠ /);
  });
});
