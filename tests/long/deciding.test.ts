// Two people who decide on one proposal at the same moment: one of them does, and the other is told what it became.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { became } from "../../cli/became.ts";
import { CARRIED, loaded } from "../../cli/carried.ts";
import { runCommand } from "../../cli/command.ts";
import type { House } from "../../cli/compose.ts";
import { decidingOf } from "../../cli/decide.ts";
import { decisionNow } from "../../cli/known-decision.ts";
import { decisionsOf } from "../../dashboards/queries/decisions.ts";
import { openFrame } from "../../dashboards/queries/frame.ts";
import { approve, type Decided, decline, type Proposal, propose } from "../../ingestors/decisions.ts";
import type { ReleveError } from "../../schemas/errors.ts";
import { type Subscription, TOPICS } from "../../schemas/ports.ts";
import { caller } from "../support/caller.ts";
import { type DoubtHouse, openDoubtHouse } from "../support/doubt-house.ts";
import { entryOf } from "../support/facts.ts";
import { markedFacts, openRebuildHouse } from "../support/rebuild-house.ts";
import { frontPlace, type WarehousePlace } from "../support/warehouse.ts";

const correction = {
  ...{ what: "figure.corrected", metric: "jeux_de_donnees", definition: 1 },
  ...{ territory: { level: "france", code: "FR" }, value: "5" },
};
const stateOf = async (house: House, proposal: string) => {
  const warehouse = await house.live();
  const all = await decisionsOf(warehouse, await openFrame(warehouse));
  return all.find((one) => one.proposal === proposal)?.state;
};

describe("beside a running server", () => {
  let place: DoubtHouse;
  let ada: string;
  let grace: string;
  beforeAll(async () => {
    const body = { open: { "Jeux publiés": "57 911" }, months: [] };
    place = await openDoubtHouse(["one"], new Map([["one", { body }]]), "2026-03-01T05:00:00Z");
    await place.pull("2026-03-01T05:00:00Z");
    [ada, grace] = [await place.token("decide", "Ada"), await place.token("decide", "Grace")];
  }, 60_000);
  afterAll(() => place?.close());

  const proposed = async () => {
    const asked = { startup: "one", reason: "counted twice", decision: correction };
    return (await place.post("/api/v1/decisions", ada, asked)).body.proposal as string;
  };
  const declined = async (id: string) => {
    const ran = await place.run("decisions", "decline", id, "--by", "Marie", "--reason", "no need");
    return ran.exit === 0 ? "declined" : ran.said;
  };
  const approved = async (id: string) => {
    const ran = await place.run("decisions", "approve", id, "--by", "Paul");
    return ran.exit === 0 ? "in force" : ran.said;
  };
  const approvedOver = async (id: string) => {
    const { status, body } = await place.post(`/api/v1/decisions/${id}/approve`, grace, {});
    return status === 200 ? (body.state as string) : `${body.code} ${body.detail}`;
  };

  it.each([
    ["a command approves while another declines", approved, declined],
    ["the API approves while a command declines", approvedOver, declined],
  ])("%s: the first is told so, the other what it is", async (_, first, second) => {
    for (const order of [
      [first, second],
      [second, first],
    ]) {
      const id = await proposed();
      const told = await Promise.all(order.map((step) => step(id)));
      await place.read();
      const state = await stateOf(place.house, id);
      const refused = expect.stringMatching(`RELEVE_DECISION[^]*"${id}" is ${state}, not proposed`);
      expect(told.filter((one) => one === state)).toHaveLength(1);
      expect(told).toContainEqual(refused);
    }
  });
  it("is told of a proposal that was made a moment ago", async () => {
    expect(await approved(await proposed())).toBe("in force");
  });
});

describe("in two processes over one log", () => {
  let folder: string;
  let place: WarehousePlace;
  let one: House;
  let other: House;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "releve-deciding-"));
    place = await frontPlace();
    one = await openRebuildHouse(folder, { RELEVE_WAREHOUSE: place.at });
    other = await openRebuildHouse(folder, { RELEVE_WAREHOUSE: place.at });
    await one.log.append(TOPICS.facts, markedFacts("marque-1", { old: 100, new: 200 }).map(entryOf));
  });
  afterAll(async () => {
    await other?.close();
    await one?.close();
    await place?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const proposed = async () => {
    const decision = { ...correction, metric: "cartes_publiees", dims: {} };
    const asked = { startup: "marque-1", author: "Ada", reason: "counted twice", decision };
    return (await propose(decidingOf(one), asked)).proposal;
  };
  /** A command of a terminal without a server: it reads the log by itself. */
  const run = async (house: House, ...argv: string[]) => {
    const io = caller();
    const config = () => house.config;
    const call = { io, inServe: false, house: async () => house, log: async () => house.log, config, configOf: config };
    const exit = await runCommand(["decisions", ...argv, "--json"], call, await loaded(CARRIED));
    return { exit, said: io.said.join("") };
  };

  it("who appends later learns what it became, though both saw a proposal", async () => {
    const running: Subscription = await one.process();
    const approval = (mine: Proposal) => approve(decidingOf(one), mine, "Grace");
    const refusal = (mine: Proposal) => decline(decidingOf(other), mine, { reason: "no need", approver: "Marie" });
    const told = (house: House, decided: Decided) =>
      became(house, decided).then(
        ({ state }) => state,
        ({ code, message }: ReleveError) => `${code} ${message}`,
      );
    for (const [first, second, state, why] of [
      [approval, refusal, "in force", ""],
      [refusal, approval, "declined", " (the proposal was declined)"],
    ] as const) {
      const id = await proposed();
      const [mine, theirs] = [await decisionNow(one, id, ["proposed"]), await decisionNow(other, id, ["proposed"])];
      const [earlier, later] = [await first(mine), await second(theirs)];
      expect(await told(one, earlier)).toBe(state);
      const late = `RELEVE_DECISION "${id}" is ${state}: this step was recorded and changes nothing${why}`;
      expect(await told(other, later)).toBe(late);
    }
    await running.stop();
  });
  it("one command approves and another declines: what they are told is how it is", async () => {
    const id = await proposed();
    const told = await Promise.all([
      run(one, "approve", id, "--by", "Grace"),
      run(other, "decline", id, "--by", "Marie", "--reason", "no need"),
    ]);
    const state = await stateOf(one, id);
    expect(told.map(({ exit }) => exit).sort()).toEqual([0, 2]);
    for (const { exit, said } of told) expect(said).toMatch(exit === 0 ? `"state":"${state}"` : `"${id}" is ${state}`);
  });
});
