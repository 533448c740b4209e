// The quality pages' models over the real log, processor and embedded warehouse.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { QualityModel, QualitySourceModel } from "../../dashboards/shapes/quality.ts";
import { addDays } from "../../schemas/period.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { answered, declared, failed, pageOf, pushed, type Stated, unchanged } from "../support/facts.ts";
import { type House, openHouse } from "../support/house.ts";

const users = (value: number | null, code = "01001"): Stated => ({
  metric: "utilisateurs",
  level: "commune",
  code,
  value,
});
const month = (first: string, value: number): Stated => ({ metric: "rdv_pris", grain: "month", first, value });
const source = (id: string, every: "day" | "week" = "day") => ({ source: id, kind: "json", every });
const LAST = "2026-03-31";
const days = (count: number) => Array.from({ length: count }, (_, at) => addDays(LAST, at - count + 1));
const daily = (startup: string, at: string) => ({ startup, source: "stats", at });

let house: House;
const quality = (query = {}) => house.models.quality(query);
const of = async (startup: string, id = "stats") => {
  const { table } = await quality();
  return table.rows.find((row) => row.startup.id === startup && row.source.id === id);
};

/**
 * `sain` answers daily, but for one day; `muet` fails since 8 days; `trouble` answers with what cannot be read;
 * `retenu` loses most of its figures on the last day; `hebdo` weekly; `main` pushes; `vide` was never asked;
 * `revise` changes a closed month.
 */
async function feed(): Promise<void> {
  const startups = ["sain", "muet", "trouble", "retenu", "vide", "revise"];
  await house.append(
    ...startups.map((startup) => declared({ startup, name: startup, sources: [source("stats")] }, "2026-02-27")),
    declared({ startup: "hebdo", name: "Hebdo", sources: [source("stats", "week")] }, "2026-02-27"),
    declared({ startup: "main", name: "Main", sources: [{ source: "sent", kind: "push" }] }, "2026-02-27"),
  );
  const many = Array.from({ length: 10 }, (_, at) => users(at + 1, `0100${at}`));
  for (const [index, day] of days(28).entries()) {
    if (index !== 20) await house.append(answered(daily("sain", day), [users(index)]));
    const isLate = index >= 20;
    await house.append(
      isLate
        ? failed(daily("muet", day), { code: "RELEVE_ENDPOINT_REFUSED", status: 503 })
        : answered(daily("muet", day), [users(index)]),
      isLate ? unreadable("trouble", day) : answered(daily("trouble", day), [users(index)]),
      answered(daily("retenu", day), index === 27 ? many.slice(0, 2) : many),
    );
    if (index % 7 === 2) await house.append(answered(daily("hebdo", day), [users(index)]));
  }
  await house.append(
    answered(daily("revise", "2026-03-05"), [month("2026-01-01", 10), month("2026-02-01", 20)]),
    answered(daily("revise", "2026-03-30"), [month("2026-01-01", 10), month("2026-02-01", 22)]),
    answered(daily("revise", LAST), [month("2026-01-01", 10), month("2026-02-01", 22)]),
    pushed({ startup: "main", source: "sent", at: "2026-03-20" }, [{ metric: "cartes_publiees", value: 3 }]),
  );
  await house.caughtUp();
}

/** An answer whose body is not the JSON that its reader expects. */
function unreadable(startup: string, at: string) {
  const answer = answered(daily(startup, at), [users(1)]);
  return { ...answer, pages: [pageOf("not what was agreed")] };
}

beforeAll(async () => {
  house = await openHouse();
  await feed();
});
afterAll(() => house.close());

describe("the sources of the network", () => {
  it("have the shape that the API promises", async () => {
    expect(QualityModel.safeParse(await quality()).error).toBeUndefined();
  });
  it("are counted by state; those that no answer is expected from stand apart", async () => {
    const { sources } = await quality();
    expect(sources).toMatchObject({ connected: 8, expected: 7, onTime: 3 });
    const states = Object.fromEntries(sources.states.map(({ state, count }) => [state, count]));
    expect(states).toEqual({ ok: 3, late: 0, cut: 2, held: 1, never: 1, unconnected: 0, idle: 0, hand: 1 });
  });
  it("come with problems first, and only those in a state when it is asked for", async () => {
    const { table } = await quality();
    expect(table.rows.map(({ startup, freshness }) => `${startup.id} ${freshness.state}`)).toEqual([
      "muet cut",
      "trouble cut",
      "retenu held",
      "vide never",
      "hebdo ok",
      "revise ok",
      "sain ok",
      "main hand",
    ]);
    const held = await quality({ etat: "held", page: 9 });
    expect(held.table).toMatchObject({ state: "held", count: 1, page: 1, pages: 1 });
    expect(held.sources.connected).toBe(8);
  });
  it("draw one cell a day, or a week, from what came and counted", async () => {
    expect((await of("sain"))?.strip).toMatchObject({
      cells: `${"o".repeat(20)}m${"o".repeat(7)}`,
      expected: 28,
      received: 27,
    });
    expect((await of("muet"))?.strip?.cells).toBe(`${"o".repeat(20)}${"m".repeat(7)}.`);
    expect((await of("retenu"))?.strip?.cells).toBe(`${"o".repeat(27)}h`);
    expect((await of("hebdo"))?.strip?.cells).toBe("ooo."); // the running week is not over
    expect((await of("main", "sent"))?.strip).toBeNull();
  });
  it("say who must act, and why", async () => {
    expect(await of("muet")).toMatchObject({
      actor: "team",
      trouble: { code: "RELEVE_ENDPOINT_REFUSED", status: 503 },
    });
    expect(await of("trouble")).toMatchObject({ actor: "team", trouble: { code: "answer.json", status: null } });
    expect(await of("retenu")).toMatchObject({ actor: "network", hold: "loss" });
    expect(await of("vide")).toMatchObject({ actor: "operator", trouble: null });
    expect(await of("sain")).toMatchObject({ actor: "nobody", trouble: null });
    expect((await quality()).sources.toAct).toBe(4);
  });
  it("are incidents when interrupted", async () => {
    expect((await quality()).incidents.map(({ startup }) => startup.id)).toEqual(["muet", "trouble"]);
  });
});

describe("the counts of four weeks", () => {
  it("say how many answers were rejected, with the reason, and how many pulls failed", async () => {
    const { answers, rejects, failures } = await quality();
    expect(rejects).toMatchObject([{ startup: { id: "trouble" }, code: "answer.json", count: 8 }]);
    expect(failures).toMatchObject([{ startup: { id: "muet" }, code: "RELEVE_ENDPOINT_REFUSED", count: 8 }]);
    expect(answers).toMatchObject({ rejected: 8, unreadable: 0 });
    expect(answers.total).toBe(27 + 20 + 20 + 28 + 4 + 3 + 1 + 8);
  });
  it("count the figures of closed periods that were said otherwise, and no first statement of one", async () => {
    const { revised, revisions } = await quality();
    expect(revised).toBe(1);
    expect(revisions).toMatchObject([{ startup: { id: "revise" }, metric: { key: "rdv_pris" }, cells: 1 }]);
    expect((await quality({ day: "2026-03-29" })).revised).toBe(0);
  });
  it("know how long an answer waits before it counts", async () => {
    const { delay } = await quality();
    expect(delay.medianMs).toBe(0);
    expect(delay.medianAgeMs).toBeGreaterThanOrEqual(0);
  });
});

describe("one source", () => {
  it("shows its last thirty deliveries, each with what became of it", async () => {
    const model = await house.models.qualitySource("retenu", "stats", {});
    expect(QualitySourceModel.safeParse(model).error).toBeUndefined();
    expect(model?.deliveries[0]).toMatchObject({ verdict: "held", hold: "loss", cells: 2, kind: "answer" });
    expect(model?.deliveries.at(-1)).toMatchObject({ verdict: "counted", cells: 10, changed: 10 });
    expect(model?.expects).toMatchObject([{ metric: "utilisateurs", level: "commune", grain: "state" }]);
    expect(model?.declared).toBe("2026-02-27T12:00:00.000Z");
    const muet = await house.models.qualitySource("muet", "stats", {});
    expect(muet?.deliveries[0]).toMatchObject({ kind: "failure", verdict: "failed", status: 503 });
    const trouble = await house.models.qualitySource("trouble", "stats", {});
    expect(trouble?.deliveries[0]).toMatchObject({ verdict: "rejected", code: "answer.json", cells: 0 });
  });
  it("is none when the startup does not have it", async () => {
    expect(await house.models.qualitySource("sain", "nope", {})).toBeUndefined();
    expect(await house.models.qualitySource("nope", "stats", {})).toBeUndefined();
  });
});

describe("the ledger", () => {
  it("adds up over answers, unchanged ones, holds, rejects, failures, pushes, duplicates and unreadable facts", async () => {
    const again = answered(daily("sain", LAST), [users(99)]);
    const [place] = await house.append(again);
    await house.append(again, unchanged(daily("sain", LAST), place?.offset ?? 0));
    await house.log.append(TOPICS.facts, [{ key: "sain", value: Buffer.from("{}") }]);
    await house.caughtUp();
    const { ledger } = await quality();
    expect(ledger.lines.filter(({ adds }) => !adds)).toEqual([]);
    expect(ledger.adds).toBe(true);
    const line = (id: string) => {
      const { total = 0, parts = [] } = ledger.lines.find((one) => one.id === id) ?? {};
      return { total, ...Object.fromEntries(parts.map((part) => [part.id, part.count])) };
    };
    expect(line("facts")).toMatchObject({ declarations: 8, failures: 8, unreadable: 1 });
    expect(line("answers")).toMatchObject({ held: 1, rejected: 8, duplicates: 1 });
    expect(line("pulls")).toMatchObject({ failures: 8, held: 1, duplicates: 1 });
  });
});
