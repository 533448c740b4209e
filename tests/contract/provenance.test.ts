// Where a corrected figure comes from, and who decided: provenance, revisions and decisions, over the real log, processor
// and embedded warehouse; and the proof of it, counted again in an empty folder.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { printedLineage } from "../../cli/printed-lineage.ts";
import { recount } from "../../cli/recount.ts";
import { createApp } from "../../dashboards/routes.tsx";
import { EVERY } from "../../dashboards/shapes/list.ts";
import type { Revision } from "../../dashboards/shapes/revisions.ts";
import { partitionOf } from "../../infra/log/topics.ts";
import { readProof, writeProof } from "../../infra/proof/file.ts";
import { proposalOf } from "../../ingestors/decisions.ts";
import type { FactEvent } from "../../schemas/events.ts";
import { newEventId } from "../../schemas/ids.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { approved, proposed, undone } from "../support/decisions.ts";
import { declared, pushed } from "../support/facts.ts";
import { type House, openHouse } from "../support/house.ts";

const startup = "claim-one";
const FLOW = { metric: "rdv_pris", definition: 1, territory: { level: "france", code: "FR" } } as const;
const STATE = { ...FLOW, metric: "jeux_de_donnees" } as const;
const period = { grain: "month", first: "2024-10-01" } as const;
const month = { startup, metric: FLOW.metric, ...period };
let house: House;
/** Offsets of facts, by name. */
const places: Record<string, number> = {};
const proposals: Record<string, string> = {};

async function add(name: string, fact: FactEvent) {
  places[name] = (await house.append(fact)).at(-1)?.offset ?? -1;
}
/** Marie proposes it and Paul approves it an hour later. */
async function correct(name: string, day: string, decision: Parameters<typeof proposed>[1]) {
  const people = { startup, author: "marie", approver: "paul" };
  const proposal = proposed({ ...people, at: `${day}T10:00:00.000Z` }, decision);
  proposals[name] = proposal.id;
  await add(`${name} proposed`, proposal);
  await add(`${name} approved`, approved({ ...people, at: `${day}T11:28:00.000Z`, proposal: proposal.id }, decision));
}
async function undo(name: string, day: string) {
  const own = { startup, at: day, proposal: proposals[name] as string, author: "anne", approver: "paul" };
  await add(`${name} undone`, { ...undone(own), reason: "the first count was right" });
}

beforeAll(async () => {
  house = await openHouse();
  await house.append(declared({ startup, name: startup, sources: [{ source: "p", kind: "push" }] }, "2024-09-01"));
  const of = (at: string) => ({ startup, source: "p", at });
  await house.append(
    pushed(of("2024-11-05"), [{ metric: FLOW.metric, grain: "month", first: period.first, value: 40 }]),
    pushed(of("2024-11-10"), [{ metric: STATE.metric, value: 12 }]),
  );
  await add("fourteen", pushed(of("2024-11-12"), [{ metric: STATE.metric, value: 14 }]));
  await correct("flow", "2024-11-15", { what: "figure.corrected", ...FLOW, period, value: "48" });
  const day = "2024-11-11";
  await correct("day", "2024-11-16", { what: "figure.corrected", ...STATE, value: "13", from: day, to: day });
  await correct("open", "2024-11-17", { what: "figure.corrected", ...STATE, value: "15", from: "2024-11-14" });
  await undo("open", "2024-11-19");
  // Told late of a day between two that are known: it ends where the next word begins.
  await add("late", pushed({ ...of("2024-11-20"), asAt: "2024-11-11" }, [{ metric: STATE.metric, value: 11 }]));
  await house.caughtUp();
});
let open = true;
const close = async () => {
  if (open) await house.close();
  open = false;
};
afterAll(close);

describe("the provenance of a corrected figure", () => {
  it("names the correction: who proposed and approved it, why, the value before and after, and its facts", async () => {
    const model = await house.models.lineage({ ...month, level: "france", territory: "FR" });
    const partition = partitionOf(startup);
    const step = { topic: TOPICS.facts, partition };
    expect(model.figure).toMatchObject({ value: "48", correction: { proposal: proposals.flow } });
    expect(model.corrections).toMatchObject([
      {
        ...{ proposal: proposals.flow, state: "in force", decides: true, before: "40", after: "48" },
        ...{ author: "marie", approver: "paul", reason: "the import of that day was wrong" },
        steps: [
          { ...step, type: "decision.proposed", offset: places["flow proposed"], recorded: "2024-11-15T10:00:00.000Z" },
          { ...step, type: "decision.approved", offset: places["flow approved"], recorded: "2024-11-15T11:28:00.000Z" },
        ],
      },
    ]);
    const facts = model.facts.map(({ offset, type }) => [offset, type]);
    expect(facts).toContainEqual([places["flow proposed"], "decision.proposed"]);
    expect(facts).toContainEqual([places["flow approved"], "decision.approved"]);
    const text = printedLineage(model);
    for (const word of ["marie", "paul", "40", "48", `${TOPICS.facts} ${partition}:${places["flow approved"]}`])
      expect(text).toContain(word);
  });
  it("is that of France when a period is asked for without a place", async () => {
    const model = await house.models.lineage(month);
    expect(model.place).toMatchObject({ level: "france", code: "FR", first: period.first });
    expect(model.figure?.value).toBe("48");
    expect(model.words.length).toBeGreaterThan(0);
    expect(printedLineage(model)).not.toContain("null");
    expect(model.proof).toContain("--territory france:FR");
  });
  it("is refused with what to add where nobody said anything of France", async () => {
    await expect(house.models.lineage({ ...month, first: "2023-01-01" })).rejects.toMatchObject({
      code: "RELEVE_NO_CELL",
      hint: expect.stringContaining("--territory"),
      said: { fr: [expect.stringContaining("ne dit rien"), expect.stringContaining("--territory")] },
    });
  });
  it("tells a service's own figure with the corrections of its cells, and one that was undone with who undid it", async () => {
    const { corrections, facts } = await house.models.lineage({ startup, metric: STATE.metric });
    expect(corrections.map(({ proposal, state, before, after }) => [proposal, state, before, after])).toEqual([
      [proposals.open, "undone", "14", "15"],
      [proposals.day, "in force", "12", "13"],
    ]);
    expect(corrections[0]?.steps.at(-1)).toMatchObject({
      ...{ type: "decision.undone", offset: places["open undone"] },
      ...{ author: "anne", approver: "paul", reason: "the first count was right" },
    });
    const offsets = facts.map(({ offset }) => offset);
    expect(offsets).toContain(places["open undone"]);
    expect(offsets, "the push that says the figure").toContain(places.fourteen);
  });
  it("does not know a correction before it was approved", async () => {
    const then = house.models.at(Date.parse("2024-11-15T11:00:00.000Z"));
    const model = await then.lineage(month);
    expect([model.figure?.value, model.corrections]).toEqual(["40", []]);
  });
});

describe("a revision by decision", () => {
  let all: readonly Revision[];
  const told = async () => {
    all ??= (await house.models.revisions({ startup, page: EVERY })).revisions;
    return all;
  };
  it("names author and approver; of an undoing, those of the undoing", async () => {
    const by = new Map((await told()).map(({ fact, decision }) => [fact.offset, decision]));
    expect(by.get(places["flow approved"] as number)).toMatchObject({
      author: "marie",
      approver: "paul",
      undone: false,
    });
    expect(by.get(places["open undone"] as number)).toMatchObject({
      ...{ author: "anne", approver: "paul", undone: true, reason: "the first count was right" },
    });
  });
  it("of a state ends where the correction ends, and has no end when that has none", async () => {
    const days = new Map((await told()).map(({ fact, cells: [cell] }) => [fact.offset, [cell?.first, cell?.last]]));
    expect(days.get(places["day approved"] as number)).toEqual(["2024-11-11", "2024-11-11"]);
    expect(days.get(places["open approved"] as number)).toEqual(["2024-11-14", null]);
    expect(days.get(places.late as number)).toEqual(["2024-11-11", "2024-11-11"]);
  });
});

describe("the pages", () => {
  const page = async (path: string) => {
    const reply = await createApp({ models: house.models }).request(path);
    // Tags away: what is read.
    return (await reply.text()).replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
  };
  it("of provenance name the correction and its facts", async () => {
    const text = await page(`/provenance?startup=${startup}&metric=${FLOW.metric}&grain=month&first=${period.first}`);
    expect(text).toContain("proposée par marie, approuvée par paul");
    expect(text).toContain(`${TOPICS.facts} ${partitionOf(startup)}:${places["flow approved"]}`);
    expect(text).not.toContain("Aucun chiffre");
  });
  it("of revisions say who approved, and when a change ends", async () => {
    const [fr, en] = [await page("/revisions"), await page("/en/revisions")];
    expect(fr).toContain("le 11 novembre 2024");
    expect(fr).toContain("à partir du 14 novembre 2024");
    expect(fr).toContain("Décidé par marie, approuvé par paul : the import of that day was wrong");
    expect(fr).toContain("Annulation demandée par anne, approuvée par paul : the first count was right");
    expect(en).toContain("on 11 November 2024");
    expect(en).toContain("from 14 November 2024 on");
  });
  it("of decisions say who undid one, when and why", async () => {
    expect(await page("/decisions")).toMatch(
      /proposée par marie, approuvée par paul.*Annulée le 19 nov[^(]*\(demandé par anne, approuvé par paul\) : the first count/,
    );
    expect(await page("/decisions")).toContain("le 11 novembre 2024 : 13");
    expect(await page("/en/decisions")).toContain("(asked by anne, approved by paul): the first count was right");
  });
});

describe("what is decided without a reason that says something", () => {
  it("is not recorded, and the error says what is wanted", () => {
    const deciding = { clock: () => Date.UTC(2024, 10, 21), newId: newEventId };
    const decision = { what: "figure.corrected", ...FLOW, dims: {}, period, value: "48" };
    const asked = { startup, decision, reason: "fr", author: "marie", approver: "paul" };
    expect(() => proposalOf(deciding, asked)).toThrow(
      '/reason: found "fr", expected why, in plain words: 3 characters or more',
    );
  });
});

describe("a proof of a corrected figure", () => {
  it("has the facts of the correction, and counts to the same figure in an empty folder", async () => {
    const path = join(house.folder, "proof.jsonl");
    async function* facts() {
      for await (const record of house.log.read(TOPICS.facts, partitionOf(startup), 0))
        if (record.key === startup) yield { ...record, topic: TOPICS.facts, recorded: record.time };
    }
    await writeProof(path, { startup, claim: { ...month, value: "48" } }, [facts]);
    const proof = await readProof(path);
    await close(); // the embedded engine has one folder at a time
    const counted = await recount(proof, month);
    expect(counted.figure).toMatchObject({ value: "48", correction: { proposal: proposals.flow } });
    expect(counted.corrections).toMatchObject([{ author: "marie", approver: "paul", before: "40", after: "48" }]);
  }, 60_000);
});
