// A value that cannot be read, or that two rows dispute, in an answer that counts otherwise: from a real endpoint to the page,
// the API and the command line. The figure stays as it was; nobody must take it for confirmed.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type DoubtHouse, openDoubtHouse } from "../support/doubt-house.ts";

const MONTHS = Array.from(
  { length: 24 },
  (_, at) => `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`,
);
type Row = { m: string; visits?: unknown };
const rows = (): Row[] => MONTHS.map((m, at) => ({ m, visits: 1200 + at }));
const LAST = 23;
const answer = (months: readonly Row[]): Answer => ({ body: { open: { "Jeux publiés": "57 911" }, months } });
const withLast = (row: Row): Row[] => [...rows().slice(0, LAST), row];

/** By startup: the answer of the second day, and what is told of it. */
const FAULTS: Readonly<
  Record<string, { months: Row[]; code: string; pointer: string; detail: string; words: string; hint: string }>
> = {
  text: {
    months: withLast({ m: "2025-12", visits: "N/A" }),
    code: "value.unreadable",
    pointer: "/months/23/visits",
    detail: '/months/23/visits = "N/A" (france, month of 2025-12-01)',
    words: '/months/23/visits = "N/A" (France entière, décembre 2025)',
    hint: "no number",
  },
  missing: {
    months: withLast({ m: "2025-12" }),
    code: "value.unreadable",
    pointer: "/months/23/visits",
    detail: "/months/23/visits = nothing (france, month of 2025-12-01)",
    words: "/months/23/visits = rien (France entière, décembre 2025)",
    hint: "no value stands there",
  },
  twice: {
    months: [...rows(), { m: "2025-12", visits: 1300 }],
    code: "cell.twice",
    pointer: "/months/24/visits",
    detail: "/months/24/visits = 1300, /months/23/visits = 1223 (france, month of 2025-12-01)",
    words: "/months/24/visits = 1300, /months/23/visits = 1223 (France entière, décembre 2025)",
    hint: "keep one of both rows",
  },
};
const STARTUPS = [...Object.keys(FAULTS), "rejected"];
const answers = new Map<string, Answer>();
let place: DoubtHouse;
const json = async (path: string) => JSON.parse(await place.html(path));
const plain = async (path: string) => (await place.html(path)).replace(/<[^>]+>/g, "").replaceAll("&quot;", '"');
const asked = (...more: string[]) => ["visites", "--territory", "france:FR", "--period", "month:2025-12-01", ...more];

beforeAll(async () => {
  for (const startup of STARTUPS) answers.set(startup, answer(rows()));
  place = await openDoubtHouse(STARTUPS, answers, "2026-03-01T05:00:00Z");
  await place.pull("2026-03-01T05:00:00Z");
  for (const [startup, { months }] of Object.entries(FAULTS)) answers.set(startup, answer(months));
  answers.set(
    "rejected",
    answer(rows().map((row, at) => (at < 3 ? { ...row, visits: at === 0 ? "n.c." : true } : row))),
  );
  await place.pull("2026-03-02T05:00:00Z");
}, 60_000);
afterAll(() => place?.close());

describe("a value in doubt, of an answer that counts", () => {
  for (const [startup, { code, pointer, detail, words, hint }] of Object.entries(FAULTS)) {
    it(`is listed and shown with its place, its text and what to do: ${startup}`, async () => {
      const { said } = await place.run("rejects", "list", startup, "--json");
      const [found, ...others] = JSON.parse(said).rejects;
      expect(others).toEqual([]);
      expect(found).toMatchObject({
        kind: "part",
        source: "stats",
        code,
        pointer,
        detail: `visites: ${detail}`,
        resolved: null,
      });
      expect(found.hint).toContain(hint);
      const shown = (await place.run("rejects", "show", startup, String(found.offset))).said;
      expect(shown).toContain(`where     ${pointer}`);
      expect(shown).toContain("the rest of the answer counts");
    });
    it(`is a finding of the API and of the page, with its fact: ${startup}`, async () => {
      const { sources } = await json(`/api/v1/startups/${startup}`);
      const [finding] = sources[0].findings;
      expect(finding).toMatchObject({ code, metric: "visites", detail, hint: expect.stringContaining(hint) });
      expect(finding.offset).toBeGreaterThan(0);
      expect(finding.values).toMatchObject([{ pointer, place: { level: "france", code: "FR" } }]);
      expect(await plain(`/startups/${startup}`)).toContain(words);
      expect(await plain(`/en/startups/${startup}`)).toContain(`${pointer} = `);
    });
    it(`is a doubt that the team must act upon, and the source is not one of which nobody must: ${startup}`, async () => {
      const { doubts } = await place.models.doubts({ page: 1, startup });
      expect(doubts).toMatchObject([{ code: "values.doubtful", actor: "team", seen: detail, source: { id: "stats" } }]);
      expect(await plain(`/doutes?startup=${startup}`)).toContain(words);
      const { table } = await json("/api/v1/qualite");
      const row = table.rows.find(
        (one: { startup: { id: string }; source: { id: string } }) =>
          one.startup.id === startup && one.source.id === "stats",
      );
      expect(row).toMatchObject({ actor: "team", freshness: { state: "ok" }, doubtful: [{ code, detail }] });
    });
    it(`leaves the old value, which neither the page nor trace takes for confirmed: ${startup}`, async () => {
      const model = await place.models.startup(startup, {});
      const figure = model?.panels.find((one) => one.figure.metric.key === "visites")?.figure;
      expect(figure).toMatchObject({
        period: { first: "2025-12-01" },
        value: "1223",
        unconfirmed: { count: 1, answered: "2026-03-02T05:00:00.000Z", confirmed: "2026-03-01T05:00:00.000Z" },
      });
      expect(await plain(`/startups/${startup}`)).toContain(
        "La réponse du 2 mars 2026 ne confirme pas une de ces valeurs",
      );
      const { said } = await place.run("trace", startup, ...asked());
      expect(said).toContain("stats answered 2026-03-02T05:00:00.000Z");
      expect(said).toContain(`${code}: ${detail}`);
    });
  }
  it("goes when an answer has it right, and stays known with what resolved it", async () => {
    for (const startup of STARTUPS) answers.set(startup, answer(rows()));
    await place.pull("2026-03-03T05:00:00Z");
    for (const startup of Object.keys(FAULTS)) {
      expect((await place.run("rejects", "list", startup)).said).toBe("Nothing waits.\n");
      const { said } = await place.run("rejects", "list", startup, "--all", "--json");
      expect(JSON.parse(said).rejects).toMatchObject([{ kind: "part", resolved: { state: "counted" } }]);
      expect((await place.models.doubts({ page: 1, startup })).total).toBe(0);
      expect((await place.run("trace", startup, ...asked())).said).not.toContain("did not confirm it");
    }
  });
});

describe("an answer with too many values that cannot be read", () => {
  it("is rejected with the place and the text of the first one, and a hint that fits", async () => {
    const { said } = await place.run("rejects", "list", "rejected", "--all", "--json");
    const [found] = JSON.parse(said).rejects;
    expect(found).toMatchObject({
      kind: "reject",
      code: "values.unreadable",
      pointer: "/months/0/visits",
      detail: '3 of 25 values could not be read; the first: "n.c." (france, month of 2024-01-01)',
    });
    expect(found.hint).toContain("null where there is no figure");
  });
});
