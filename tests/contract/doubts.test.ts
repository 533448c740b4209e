// Doubts over the real log, processor and warehouse: each kind is raised by a fault put in, and goes when the fault is gone.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FINDING_CODES } from "../../dashboards/findings/finding.ts";
import { type Doubt, DoubtsModel } from "../../dashboards/shapes/doubts.ts";
import type { FactEvent } from "../../schemas/events.ts";
import { addDays } from "../../schemas/period.ts";
import { approved, newProposal } from "../support/decisions.ts";
import { answered, declared, failed, pageOf, pushed, type Stated } from "../support/facts.ts";
import { type House, openHouse } from "../support/house.ts";

const LAST = "2026-03-31";
/** A Monday, three weeks after the faults: by then every fault is mended. */
const MENDED = "2026-04-20";
const days = (from: string, to: string) => {
  const all: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) all.push(day);
  return all;
};
const users = (value: number, more: Partial<Stated> = {}): Stated => ({ metric: "utilisateurs", value, ...more });
const month = (first: string, value: number, more: Partial<Stated> = {}): Stated => ({
  metric: "rdv_pris",
  grain: "month",
  first,
  value,
  ...more,
});
const MONTHS = Array.from({ length: 9 }, (_, at) => `2025-${String(at + 4).padStart(2, "0")}-01`);

interface Plan {
  /** What the source says each day, by day; nothing: it does not answer. */
  readonly on: (day: string, isMended: boolean) => FactEvent | undefined;
  readonly also?: readonly string[];
}
const said = (startup: string, at: string, figures: readonly Stated[], source = "stats") =>
  answered({ startup, source, at }, figures);
/** Nine months that vary by a few, then one more. */
const withLast = (startup: string, at: string, last: number) =>
  said(startup, at, [
    ...MONTHS.map((first, n) => month(first, 1000 + (n % 3) * 4)),
    month("2026-02-01", last),
    month("2026-01-01", 1004),
  ]);

/** Each startup is named after the doubt that its fault raises. */
const PLANS: Readonly<Record<Doubt["code"], Plan>> = {
  "source.late": {
    on: (day, mended) => (!mended && day > "2026-03-29" ? undefined : said("source-late", day, [users(5)])),
  },
  "source.cut": {
    on: (day, mended) =>
      !mended && day > "2026-03-20"
        ? failed({ startup: "source-cut", source: "stats", at: day }, { code: "RELEVE_ENDPOINT_REFUSED", status: 503 })
        : said("source-cut", day, [users(5)]),
  },
  "figures.unmoved": {
    on: (day, mended) => {
      const moving = day <= "2026-03-10" ? day : mended ? day : "2026-03-10";
      return said("figures-unmoved", day, [users(Number(moving.replaceAll("-", "")) % 100_000)]);
    },
  },
  "shape.drifted": {
    on: (day, mended) => {
      const answer = said("shape-drifted", day, [users(5)]);
      return !mended && day > "2026-03-30" && answer.type === "endpoint.answered"
        ? { ...answer, pages: [pageOf("<!doctype html><title>Statistiques</title>")] }
        : answer;
    },
  },
  "figure.fell": { on: (day, mended) => withLast("figure-fell", day, mended ? 1008 : 400) },
  "figure.jumped": { on: (day, mended) => withLast("figure-jumped", day, mended ? 1008 : 1900) },
  "part.above-whole": {
    on: (day, mended) =>
      said("part-above-whole", day, [
        month("2026-02-01", 100),
        month("2026-02-01", mended ? 12 : 120, { metric: "rdv_manques" }),
      ]),
  },
  "population.exceeded": {
    on: (day, mended) =>
      said("population-exceeded", day, [
        users((mended ? 0 : 10_000_000) + Number(day.slice(8)), { level: "commune", code: "01001" }),
      ]),
  },
  "detail.differs": {
    on: (day, mended) =>
      said("detail-differs", day, [
        month("2026-02-01", 100),
        month("2026-02-01", 60, { level: "departement", code: "37" }),
        month("2026-02-01", mended ? 40 : 30, { level: "departement", code: "75" }),
      ]),
  },
  "source.conflict": { on: (day) => said("source-conflict", day, [users(5)]), also: ["other"] },
  // A month was corrected from 100 to 104; two weeks later its source says 120, and at last 104 too.
  "correction.outdated": {
    on: (day, mended) => {
      const own = mended ? 104 : 120;
      return said("correction-outdated", day, [month("2026-02-01", day > "2026-03-24" ? own : 100)]);
    },
  },
  "values.doubtful": {
    on: (day, mended) => said("values-doubtful", day, [users(5), ...(mended ? [] : [users(6)])]),
  },
};
const correction = (at: string) =>
  approved(
    { startup: "correction-outdated", at: `${at}T12:00:00.000Z`, proposal: newProposal() },
    {
      ...{ what: "figure.corrected", metric: "rdv_pris", definition: 1, dims: {}, value: "104" },
      ...{ territory: { level: "france", code: "FR" }, period: { grain: "month", first: "2026-02-01" } },
    },
  );
/** Every source answers at the same time of each day. */
const FIRST_PULL = "2026-03-01T12:00:00.000Z";
const idOf = (code: string) => code.replace(".", "-");

let house: House;
async function feed(from: string, to: string): Promise<void> {
  for (const day of days(from, to)) {
    for (const plan of Object.values(PLANS)) {
      const fact = plan.on(day, day > LAST);
      if (fact) await house.append(fact);
    }
    if (day === "2026-03-10") await house.append(correction(day));
    await house.append(said("source-conflict", day, [users(day > LAST ? 5 : 8)], "other"));
  }
  await house.caughtUp();
}
const codesOf = (model: DoubtsModel) => model.doubts.map(({ startup, code }) => `${startup.id} ${code}`).sort();

beforeAll(async () => {
  house = await openHouse();
  const source = (id: string) => ({ source: id, kind: "json", every: "day" as const });
  for (const code of FINDING_CODES) {
    const { also = [] } = PLANS[code];
    const order = also.length > 0 ? { order: { utilisateurs: ["stats", ...also] } } : {};
    await house.append(
      declared({ startup: idOf(code), name: code, sources: ["stats", ...also].map(source), ...order }, "2026-02-27"),
    );
  }
  await feed("2026-03-01", LAST);
}, 120_000);
afterAll(() => house.close());

describe("doubts", () => {
  it("have the shape that the API promises, and are one of each kind where one fault of each was put in", async () => {
    const model = await house.models.doubts({ page: 1 });
    expect(DoubtsModel.safeParse(model).error).toBeUndefined();
    expect(codesOf(model)).toEqual(FINDING_CODES.map((code) => `${idOf(code)} ${code}`).sort());
    expect(model.counts.every(({ count }) => count === 1)).toBe(true);
  });
  it("say what was seen, and beside what", async () => {
    const { doubts } = await house.models.doubts({ page: 1 });
    const seen = Object.fromEntries(doubts.map(({ code, seen, against }) => [code, [seen, against]]));
    expect(seen).toMatchObject({
      "source.late": [null, "day"],
      "shape.drifted": ["answer.json", null],
      "figures.unmoved": ["21", "1"],
      "figure.fell": ["400", "1004"],
      "figure.jumped": ["1900", "1004"],
      "part.above-whole": ["120", "100"],
      "detail.differs": ["90", "100"],
      "source.conflict": ["5", "8"],
      "correction.outdated": ["120", "104"],
    });
  });
  it("come with the gravest first, of one startup or of one kind when that is asked for", async () => {
    const { doubts } = await house.models.doubts({ page: 1 });
    const grave = doubts.map(({ severity }) => severity);
    expect(grave).toEqual([...grave].sort());
    const only = await house.models.doubts({ page: 1, code: "figure.fell" });
    expect(codesOf(only)).toEqual(["figure-fell figure.fell"]);
    const own = await house.models.doubts({ page: 9, startup: "figure-jumped" });
    expect(own).toMatchObject({ total: 1, page: 1, asked: { startup: { id: "figure-jumped" } } });
  });
  it("of the team are the network's too after three working days", async () => {
    const { doubts } = await house.models.doubts({ page: 1, code: "figure.fell" });
    expect(doubts[0]).toMatchObject({ actor: "team", told: "network", since: FIRST_PULL });
    // From a Sunday: Monday, Tuesday and Wednesday are the team's.
    expect(doubts[0]).toMatchObject({ team: FIRST_PULL, network: "2026-03-04T23:00:00.000Z" });
  });
  it("of figures are as old as their cause, though a source says them again each day, and another value", async () => {
    const { doubts } = await house.models.doubts({ page: 1 });
    const old = ["part.above-whole", "population.exceeded", "detail.differs", "source.conflict"];
    const since = Object.fromEntries(doubts.map((one) => [one.code, [one.since, one.told]]));
    for (const code of old) expect([code, since[code]]).toEqual([code, [expect.any(String), "network"]]);
    const inMarch = (code: string) => since[code]?.[0]?.slice(0, 10);
    expect([inMarch("part.above-whole"), inMarch("detail.differs"), inMarch("source.conflict")]).toEqual([
      "2026-03-01",
      "2026-03-01",
      "2026-03-01",
    ]);
    expect(inMarch("correction.outdated")).toBe("2026-03-25"); // not while the source said what was corrected
    expect(inMarch("population.exceeded")).toBe(addDays(LAST, -14)); // followed no further back
  });
  it("are gone once each fault is mended, and are there again for whoever asks what was known then", async () => {
    const then = await house.models.at(Date.parse("2026-03-31T12:00:00.000Z")).doubts({ page: 1 });
    await feed(addDays(LAST, 1), MENDED);
    expect(codesOf(await house.models.doubts({ page: 1 }))).toEqual([]);
    const again = await house.models.at(Date.parse("2026-03-31T12:00:00.000Z")).doubts({ page: 1 });
    expect(JSON.stringify(again)).toBe(JSON.stringify(then));
    expect(then.total).toBe(FINDING_CODES.length);
  }, 120_000);
  it("about figures that came late are the team's for three working days from then, however old their moment is", async () => {
    const [startup, source, at] = ["late-push", "push", MENDED];
    await house.append(declared({ startup, name: startup, sources: [{ source, kind: "push" }] }, "2026-02-27"));
    const beyond = users(10_000_000, { level: "commune", code: "01001" });
    await house.append(pushed({ startup, source, at, asAt: "2026-03-30" }, [beyond]));
    await house.caughtUp();
    const { doubts } = await house.models.doubts({ page: 1, startup });
    const { code, told, since } = doubts[0] ?? {};
    expect([doubts.length, code, told, since?.slice(0, 10)]).toEqual([1, "population.exceeded", "team", MENDED]);
  });
});
