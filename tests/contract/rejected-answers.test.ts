// Answers that were rejected, over the real log, processor and engine: one number on all of the quality page, the same
// doubts as the page of doubts, and a list of rejects from which those go that nobody has to look at any more.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NOW, openFrame } from "../../dashboards/queries/frame.ts";
import { refusalsOf } from "../../dashboards/queries/refusals.ts";
import type { EndpointAnswered, FactEvent } from "../../schemas/events.ts";
import { approved, newProposal, undone } from "../support/decisions.ts";
import { answered, declared, pageOf, type Stated } from "../support/facts.ts";
import { type House, openHouse } from "../support/house.ts";

const maps = (value: Stated["value"]): Stated => ({ metric: "cartes_publiees", value });
const by = (startup: string, at: string) => ({ startup, source: "s", at });
/** An answer that is no JSON: its reader refuses it. */
const page = (startup: string, at: string): EndpointAnswered => ({
  ...answered(by(startup, at), [maps(1)]),
  pages: [pageOf("<!doctype html><title>Maintenance</title>")],
});
const source = (every: "day" | "month") => [{ source: "s", kind: "json", every }];

let house: House;
const quality = () => house.models.quality({ etat: undefined, page: 1 });
const say = async (...facts: readonly FactEvent[]) => {
  const places = await house.append(...facts);
  await house.caughtUp();
  return places[0]?.offset ?? 0;
};
const listed = async (startup: string, all = true) =>
  (await refusalsOf(house.warehouse, await openFrame(house.warehouse, NOW), { startup, all })).filter(
    ({ kind }) => kind === "reject",
  );
/** Approves that an answer is read by other settings. */
const replayed = (startup: string, at: string, { reader }: EndpointAnswered, settings: object) =>
  approved(by(startup, at), {
    what: "reading.adopted",
    source: "s",
    reader: { ...reader, settings: { ...(reader.settings as object), ...settings } },
  });

beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house?.close());

describe("the number of rejected answers", () => {
  it("is the ledger's, though what was rejected was read again and counts", async () => {
    const wrong = answered(by("relu", "2026-03-02"), [maps("N/A")]);
    await say(declared({ startup: "relu", name: "Relu", sources: source("day") }, "2026-03-01"), wrong);
    expect((await quality()).answers).toMatchObject({ total: 1, rejected: 1 });
    await say(replayed("relu", "2026-03-03", wrong, { textIsNull: true }), page("relu", "2026-03-04"));
    const { answers, rejects, ledger } = await quality();
    expect(answers).toMatchObject({ total: 2, rejected: 1 });
    expect(rejects).toMatchObject([{ code: "answer.json", count: 1 }]);
    const line = ledger.lines.find(({ id }) => id === "answers");
    expect(line?.total).toBe(answers.total);
    expect(line?.parts.find(({ id }) => id === "rejected")?.count).toBe(answers.rejected);
  });
});

describe("a source that answers on time, and with nothing that can be read", () => {
  it("asks its team to act on the quality page, by the doubt that the page of doubts has", async () => {
    await say(
      declared({ startup: "casse", name: "Cassé", sources: source("month") }, "2026-03-01"),
      answered(by("casse", "2026-03-03"), [maps(4)]),
      page("casse", "2026-03-05"),
    );
    const [model, doubts] = await Promise.all([quality(), house.models.doubts({ page: 1 })]);
    const row = model.table.rows.find(({ startup }) => startup.id === "casse");
    const own = doubts.doubts.filter(({ startup }) => startup.id === "casse");
    expect(own).toMatchObject([{ code: "shape.drifted", actor: "team" }]);
    expect(row).toMatchObject({ freshness: { state: "ok" }, actor: "team", doubts: [{ id: own[0]?.id }] });
    expect((await house.models.qualitySource("casse", "s", {}))?.health).toEqual(row);
    expect(model.sources.toAct).toBe(model.table.rows.filter(({ actor }) => actor !== "nobody").length);
    expect(model.doubts.reduce((sum, { count }) => sum + count, 0)).toBe(doubts.total);
  });
});

describe("a reject", () => {
  it("keeps its time when it is read again in vain", async () => {
    const wrong = page("vain", "2026-03-06");
    await say(declared({ startup: "vain", name: "Vain", sources: source("day") }, "2026-03-05"), wrong);
    const [before] = await listed("vain");
    await say(replayed("vain", "2026-03-07", wrong, { combine: "sum" }));
    expect(await listed("vain", false)).toEqual([before]);
  });
  it("is superseded by the next answer that counts", async () => {
    const next = await say(answered(by("vain", "2026-03-08"), [maps(4)]));
    expect(await listed("vain", false)).toEqual([]);
    expect(await listed("vain")).toMatchObject([{ resolved: { state: "superseded", offset: next } }]);
  });
  it("is withdrawn by a decision, for as long as that is in force", async () => {
    const offset = await say(page("vain", "2026-03-09"));
    expect(await listed("vain", false)).toMatchObject([{ offset, resolved: undefined }]);
    const proposal = newProposal();
    const facts = [offset];
    await say(
      approved({ startup: "vain", at: "2026-03-10", proposal }, { what: "answers.withdrawn", source: "s", facts }),
    );
    expect(await listed("vain", false)).toEqual([]);
    expect((await listed("vain"))[0]).toMatchObject({ offset, resolved: { state: "withdrawn" } });
    await say(undone({ startup: "vain", at: "2026-03-11", proposal }));
    expect(await listed("vain", false)).toMatchObject([{ offset }]);
  });
});
