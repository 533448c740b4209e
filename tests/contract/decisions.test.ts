// What people decide about answers, pushes and figures, with the real log, processor and engine: docs/meaning.md, rules
// 18 to 23. All of it is one log, processed at once, fact by fact, and with partitions lost.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Figure } from "../../dashboards/queries/decide.ts";
import { NOW, openFrame } from "../../dashboards/queries/frame.ts";
import { countsOf, ledgerOf } from "../../dashboards/queries/ledger.ts";
import { answersOf } from "../../dashboards/queries/statements.ts";
import type { OpenedWarehouse } from "../../infra/warehouse/clickhouse.ts";
import type { EndpointAnswered } from "../../schemas/events.ts";
import { type Asked, COMPARED, figuresOn, openDecided, rowsOf } from "../support/decided.ts";
import { approved, declinedBy, newProposal, proposed, undone } from "../support/decisions.ts";
import { answered, declared, pushed, type Stated, unchanged } from "../support/facts.ts";

const METRIC = "adresses_certifiees";
const of = (code: string, value: string | number | null): Stated => ({ metric: METRIC, level: "commune", code, value });
const member = (code: string): Stated => ({ metric: "communes_couvertes", level: "commune", code, value: 1 });
const place = (code: string) => ({ metric: METRIC, definition: 1, territory: { level: "commune" as const, code } });

let house: Awaited<ReturnType<typeof openDecided>>;
let whole: OpenedWarehouse;

/** A startup with one source, `api`. */
class Told {
  readonly startup: string;
  constructor(startup: string) {
    this.startup = startup;
  }
  declared = () =>
    house.say(
      declared(
        {
          startup: this.startup,
          name: this.startup,
          owner: "us",
          sources: [
            { source: "api", kind: "json", settings: {} },
            { source: "hand", kind: "push", settings: {} },
          ],
          order: { [METRIC]: ["api", "hand"], communes_couvertes: ["api"], rdv_pris: ["api"] },
        },
        "2024-02-01",
      ),
    );
  by = (at: string) => ({ startup: this.startup, source: "api", at });
  answers = (at: string, ...figures: Stated[]) => house.say(answered(this.by(at), figures));
  approves = async (at: string, decision: Parameters<typeof approved>[1]) => {
    const proposal = newProposal();
    await house.say(approved({ startup: this.startup, at, proposal }, decision));
    return proposal;
  };
  undoes = (at: string, proposal: string) => house.say(undone({ startup: this.startup, at, proposal }));
  withdraws = (at: string, ...facts: number[]) =>
    this.approves(at, { what: "answers.withdrawn", source: "api", facts });
}

async function told(startup: string): Promise<Told> {
  const one = new Told(startup);
  await one.declared();
  return one;
}

/** The answer's bytes read with the rows' level taken for another, or with no scope at all. */
const readerOf = ({ reader }: EndpointAnswered, settings: object = {}) => ({
  ...reader,
  settings: { ...(reader.settings as object), ...settings },
});

async function sayAll(): Promise<void> {
  const repeated = await told("repeated");
  await repeated.answers("2024-03-01", of("75056", 5));
  const wrong = await repeated.answers("2024-03-02", of("75056", 50));
  await repeated.answers("2024-03-03", of("75056", 50));
  await repeated.undoes("2024-03-05", await repeated.withdraws("2024-03-04", wrong));

  const last = await told("final");
  await last.answers("2024-03-01", of("75056", 5));
  await last.undoes(
    "2024-03-06",
    await last.withdraws("2024-03-04", await last.answers("2024-03-02", of("75056", 50))),
  );

  const many = await told("import");
  const codes = Array.from({ length: 300 }, (_, at) => String(10_000 + at));
  await many.answers("2024-03-01", ...codes.map((code) => of(code, 1)));
  const bad = await many.answers("2024-03-02", ...codes.map((code, at) => of(code, at % 2 ? 1 : 400)));
  await many.answers("2024-03-03", ...codes.slice(5).map((code, at) => of(code, at % 3 ? 2 : 1)));
  await many.withdraws("2024-03-04", bad);

  const set = await told("set");
  await set.answers("2024-03-01", ...["01001", "01002", "01004"].map(member));
  const smaller = await set.answers("2024-03-02", ...["01001", "01002", "01004", "01005", "01006"].map(member));
  await set.answers("2024-03-03", ...["01001", "01002", "01004", "01005"].map(member));
  await set.withdraws("2024-03-04", smaller);

  const release = await told("release");
  await house.say(pushed({ startup: "release", source: "hand", at: "2024-03-01" }, [of("75056", 5)]));
  const held = await house.say(pushed({ startup: "release", source: "hand", at: "2024-03-02" }, [of("75056", 50_000)]));
  const freed = await release.approves("2024-03-04", { what: "hold.released", source: "hand", fact: held });
  await release.undoes("2024-03-06", freed);

  const mended = await told("mended");
  const first = answered(mended.by("2024-03-01"), [of("75056", 5), of("75056", 7)]);
  const firstAt = await house.say(first);
  await house.say(unchanged(mended.by("2024-03-02"), firstAt));
  const adding = readerOf(first, { combine: "sum" });
  const adopted = await mended.approves("2024-03-04", { what: "reading.adopted", source: "api", reader: adding });
  await house.say(unchanged(mended.by("2024-03-05"), firstAt));
  await mended.answers("2024-03-07", of("75056", 13));
  await mended.undoes("2024-03-08", adopted);

  const refused = await told("refused");
  await refused.answers("2024-03-01", of("75056", 5));
  const html = answered(refused.by("2024-03-02"), [of("75056", 6)]);
  await house.say({ ...html, reader: { ...html.reader, settings: { nonsense: 1 } } });
  await refused.approves("2024-03-04", { what: "reading.adopted", source: "api", reader: html.reader });

  await sayCorrections();
  await sayWrong();
}

async function sayCorrections(): Promise<void> {
  const one = await told("corrected");
  await one.answers("2024-03-01", of("75056", 5), of("13055", 6));
  await one.answers("2024-03-01T13:00:00.000Z", {
    metric: "rdv_pris",
    level: "commune",
    code: "75056",
    grain: "month",
    first: "2024-01-01",
    value: 10,
  });
  const correct = (at: string, rest: object) =>
    one.approves(at, { what: "figure.corrected", ...place("75056"), value: "8", ...rest });
  await correct("2024-03-04", {});
  const second = await correct("2024-03-05", { value: null, from: "2024-03-02", to: "2024-03-03" });
  await one.undoes("2024-03-06", second);
  await correct("2024-03-07", { ...place("69123"), value: "3", from: "2024-03-02" });
  const period = { grain: "month" as const, first: "2024-01-01" };
  await correct("2024-03-07", { ...place("75056"), metric: "rdv_pris", period, value: "12" });
  await correct("2024-03-07", { ...place("75056"), period, value: "99" });
}

async function sayWrong(): Promise<void> {
  const startup = "wrong";
  const one = await told(startup);
  const said = await one.answers("2024-03-01", of("75056", 5));
  const withdrawal = (fact: number) => ({ what: "answers.withdrawn" as const, source: "api", facts: [fact] });
  const at = "2024-03-02";
  await house.say(approved({ startup, at, author: "Ada", approver: "Ada" }, withdrawal(said)));
  await house.say(approved({ startup, at }, withdrawal(100_000)));
  await house.say(undone({ startup, at, proposal: newProposal() }));
  const proposal = newProposal();
  await house.say(proposed({ startup, at, proposal }, withdrawal(said)));
  await house.say(declinedBy({ startup, at, proposal }));
  await house.say(approved({ startup, at, proposal }, withdrawal(said)));
}

beforeAll(async () => {
  house = await openDecided();
  await sayAll();
  whole = await house.process("whole", { most: 1000, losses: 0 });
}, 60_000);
afterAll(() => house?.close());

const values = async (startup: string, asked: Asked) => {
  const figures = await figuresOn(whole, startup, asked);
  return Object.fromEntries(Object.entries(figures).map(([at, { value }]) => [at, value]));
};
const paris = async (startup: string, day: string, asOf?: string): Promise<Figure | undefined> =>
  (await figuresOn(whole, startup, { day, ...(asOf !== undefined && { asOf }) }))["75056"];

describe("an answer that is withdrawn", () => {
  it("leaves the value to the next answer that says the same, from its own moment on", async () => {
    expect(await paris("repeated", "2024-03-10", "2024-03-04")).toMatchObject({
      value: "50",
      since: Date.parse("2024-03-03T12:00:00.000Z"),
    });
    expect((await paris("repeated", "2024-03-02", "2024-03-04"))?.value).toBe("5");
    expect((await paris("repeated", "2024-03-02", "2024-03-03"))?.value).toBe("50");
  });
  it("is there again when that is undone, and nothing but what differs was written", async () => {
    expect(await paris("repeated", "2024-03-10")).toMatchObject({
      value: "50",
      since: Date.parse("2024-03-02T12:00:00.000Z"),
    });
    const written = await whole.rows(
      `SELECT toString(op), toString(moment), toString(recorded_at) FROM observations FINAL
       WHERE startup = 'repeated' AND off != said ORDER BY recorded_at, moment`,
    );
    expect(written.map((row) => (row as string[]).map((text) => text.slice(0, 10)).join(" "))).toEqual([
      "withdraw 2024-03-02 2024-03-04",
      "assert 2024-03-03 2024-03-04",
      "assert 2024-03-02 2024-03-05",
      "withdraw 2024-03-03 2024-03-05",
    ]);
  });
  it("gives its place back to the one before, as known from then on", async () => {
    expect((await paris("final", "2024-03-10", "2024-03-03"))?.value).toBe("50");
    expect(await paris("final", "2024-03-10", "2024-03-05")).toMatchObject({
      value: "5",
      confirmed: Date.parse("2024-03-01T12:00:00.000Z"),
    });
    expect((await paris("final", "2024-03-10"))?.value).toBe("50");
  });
  it("takes a whole import back", async () => {
    const now = await values("import", { day: "2024-03-02" });
    expect(new Set(Object.values(now))).toEqual(new Set(["1"]));
    const then = await values("import", { day: "2024-03-02", asOf: "2024-03-03" });
    expect(Object.values(then).filter((value) => value === "400")).toHaveLength(150);
    const after = await values("import", { day: "2024-03-03" });
    expect(Object.keys(after)).toHaveLength(295);
    expect([after["10005"], after["10006"], after["10008"]]).toEqual(["1", "2", "1"]);
  });
  it("takes members out of a set, and confirms none", async () => {
    expect(Object.keys(await values("set", { day: "2024-03-02" }))).toEqual(["01001", "01002", "01004"]);
    expect(Object.keys(await values("set", { day: "2024-03-03" }))).toEqual(["01001", "01002", "01004", "01005"]);
    const frame = await openFrame(whole);
    const answers = await answersOf(whole, frame, { startups: ["set"], before: NOW });
    expect(answers.get("set api")).toMatchObject({ statements: 2, counted: 2 });
  });
});

describe("a push that was held", () => {
  it("counts at its own moment from its release on, until that is undone", async () => {
    expect((await paris("release", "2024-03-10", "2024-03-03"))?.value).toBe("5");
    expect((await paris("release", "2024-03-10", "2024-03-05"))?.value).toBe("50000");
    expect((await paris("release", "2024-03-10"))?.value).toBe("5");
  });
});

describe("a reading that is adopted", () => {
  it("tells from then on what the old bytes say, and leaves what was known before", async () => {
    expect(await paris("mended", "2024-03-03", "2024-03-03")).toBeUndefined();
    expect((await paris("mended", "2024-03-01", "2024-03-05"))?.value).toBe("12");
    expect(await paris("mended", "2024-03-05", "2024-03-06")).toMatchObject({
      value: "12",
      confirmed: Date.parse("2024-03-05T12:00:00.000Z"),
    });
  });
  it("is not for bytes that came later, and ends when it is undone", async () => {
    expect((await paris("mended", "2024-03-07", "2024-03-07"))?.value).toBe("13");
    expect(await paris("mended", "2024-03-06")).toBeUndefined();
  });
  it("lets an answer count that was rejected", async () => {
    expect((await paris("refused", "2024-03-10", "2024-03-03"))?.value).toBe("5");
    expect(await paris("refused", "2024-03-10")).toMatchObject({
      value: "6",
      since: Date.parse("2024-03-02T12:00:00.000Z"),
    });
  });
});

describe("a figure that is corrected", () => {
  it("wins over the sources, on its days; of two the last, until it is undone", async () => {
    expect((await paris("corrected", "2024-03-10", "2024-03-03"))?.value).toBe("5");
    expect(await paris("corrected", "2024-03-10", "2024-03-05")).toMatchObject({ value: "8", sources: [] });
    expect(await paris("corrected", "2024-03-02", "2024-03-05")).toMatchObject({ value: null });
    expect(await paris("corrected", "2024-03-02")).toMatchObject({
      value: "8",
      correction: { reason: "the import of that day was wrong", since: Date.parse("2024-03-04T12:00:00.000Z") },
    });
  });
  it("may be one that no source ever stated, or of a period; a place that can be no cell is ignored", async () => {
    expect(await values("corrected", { day: "2024-03-10" })).toEqual({
      "75056": "8",
      "13055": "6",
      "69123": "3",
      "75056 2024-01-01": "12",
    });
    expect(await values("corrected", { day: "2024-03-01" })).not.toHaveProperty("69123");
  });
});

describe("a decision that is invalid", () => {
  it("is rejected with a plain reason, and changes nothing", async () => {
    expect((await paris("wrong", "2024-03-10"))?.value).toBe("5");
    const rejects = await whole.rows("SELECT code, detail FROM rejects FINAL WHERE startup = 'wrong' ORDER BY off");
    expect(rejects).toEqual([
      ["decision.invalid", "Ada cannot approve a decision of their own"],
      ["decision.invalid", "it names offset 100000, which does not come before it"],
      ["decision.invalid", "the decision to undo is not in force"],
      ["decision.invalid", "the proposal was declined"],
    ]);
    const rows = await whole.rows(
      "SELECT type, source, what FROM decisions FINAL WHERE startup = 'wrong' ORDER BY off",
    );
    expect(rows).toEqual([
      ["decision.proposed", "api", "answers.withdrawn"],
      ["decision.declined", "api", "answers.withdrawn"],
    ]);
  });
});

describe("the tables", () => {
  it("keep the ledger", async () => {
    const ledger = ledgerOf(await countsOf(whole, await openFrame(whole)));
    expect(ledger.filter(({ adds }) => !adds)).toEqual([]);
    const answers = ledger.find(({ id }) => id === "answers")?.parts;
    expect(answers).toContainEqual({ id: "withdrawn", count: 2 });
    expect(answers).toContainEqual({ id: "held", count: 1 });
  });
  it("are the same fact by fact, with the last batch done again now and then", async () => {
    const single = await house.process("single", { most: 1, losses: 0.35 });
    for (const table of COMPARED)
      expect([table, await rowsOf(single, table)]).toEqual([table, await rowsOf(whole, table)]);
  }, 60_000);
});
