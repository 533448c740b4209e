import { describe, expect, it } from "vitest";
import { runCommand } from "../../cli/command.ts";
import { report as command } from "../../cli/commands/report.ts";
import { headlineOf } from "../../dashboards/report/headline.ts";
import { mailOf } from "../../dashboards/report/mail.ts";
import { activeMoves, movementsOf } from "../../dashboards/report/movements.ts";
import { reportMetric, seriesOf } from "../../dashboards/report/series.ts";
import { textOf } from "../../dashboards/report/text.ts";
import { judge } from "../../dashboards/report/usual.ts";
import { Report } from "../../dashboards/shapes/report.ts";
import { readConfig } from "../../infra/config.ts";
import { recipientsOf } from "../../infra/recipients.ts";
import { reportRow } from "../../processors/reports.ts";
import { addDays } from "../../schemas/period.ts";
import type { NetworkFact } from "../../schemas/registry.ts";
import { emptyRegistry, foldRegistry, type Registry } from "../../schemas/registry-state.ts";
import { type Week, weekFrom } from "../../schemas/week.ts";
import { figure, ref } from "../support/figures.ts";
import { invented, report } from "../support/report-model.ts";

const metric = reportMetric(ref("communes_couvertes"));
/** A state on Sundays, up to 2024-12-08. */
const weekly = (values: readonly (number | null)[]) => {
  const points = values.map((value, at) => {
    const day = addDays("2024-12-08", -7 * (values.length - 1 - at));
    return { first: day, last: day, value: value === null ? null : String(value) };
  });
  return { metric, grain: "state" as const, points, cut: true };
};
function rising(by: readonly number[], from = 1000): number[] {
  const all = [from];
  for (const step of by) all.push((all.at(-1) ?? 0) + step);
  return all;
}

describe("what moved", () => {
  it("is a change of more than twice the usual one", () => {
    expect(judge(weekly(rising([4, 4, 4, 4, 9])))).toMatchObject({
      change: "9",
      usual: "4",
      verdict: "above",
      told: true,
    });
    expect(judge(weekly(rising([4, 4, 4, 4, 8])))).toMatchObject({ verdict: "usual", told: false });
    expect(judge(weekly(rising([4, -4, 4, -4, -9])))).toMatchObject({ change: "-9", verdict: "below", told: true });
  });
  it("takes the median of the 12 changes before, and no older one", () => {
    expect(judge(weekly(rising([90, 90, ...Array<number>(12).fill(2), 5])))).toMatchObject({ usual: "2", told: true });
    expect(judge(weekly(rising([1, 2, 3, 100, 4])))).toMatchObject({ usual: "2.5", verdict: "usual" });
  });
  it("is at least two thousandths of what was there", () => {
    expect(judge(weekly(rising([1, 1, 1, 1, 9], 5000)))).toMatchObject({ verdict: "usual" });
    expect(judge(weekly(rising([1, 1, 1, 1, 11], 5000)))).toMatchObject({ verdict: "above" });
  });
  it("is never one more or one less", () => {
    expect(judge(weekly(rising([0, 0, 0, 0, -1], 95)))).toMatchObject({ change: "-1", verdict: "usual" });
    expect(judge(weekly(rising([0, 0, 0, 0, -2], 95)))).toMatchObject({ verdict: "below", usual: "0", told: true });
  });
  it("is not told again for four weeks, unless it reverses", () => {
    const steady = [2, 2, 2, 2, 2, 2];
    expect(judge(weekly(rising([...steady, 20, 2, 2, 20])))).toMatchObject({ verdict: "above", told: false });
    expect(judge(weekly(rising([...steady, 20, 2, 2, 2, 2, 20])))).toMatchObject({
      verdict: "above",
      told: true,
      reversal: false,
    });
    expect(judge(weekly(rising([...steady, 20, 2, -20])))).toMatchObject({
      verdict: "below",
      told: true,
      reversal: true,
    });
  });
  it("cannot be said with too few changes, or without a value", () => {
    expect(judge(weekly(rising([2, 2, 2, 90])))).toMatchObject({ verdict: "short", usual: null, told: false });
    expect(judge(weekly([1, 2, 3, 4, 5, null]))).toMatchObject({ verdict: "none", change: null });
    expect(judge(weekly([7]))).toMatchObject({ verdict: "none" });
  });
});

describe("a series of days", () => {
  it("is added up to ISO weeks that have all seven days", () => {
    const days = Array.from({ length: 16 }, (_, at) => addDays("2024-11-23", at)); // Saturday to the Sunday of a third week
    const points = days.map((day) => ({ first: day, last: day, value: day === "2024-12-03" ? null : "2" }));
    const panel = {
      kind: "flow",
      figure: figure("rdv_pris", "2"),
      grain: "day",
      grains: ["day"],
      points,
      since: null,
      by: null,
      milestones: [],
    } as const;
    expect(seriesOf({ ...panel, grains: ["day"], milestones: [] })?.points).toEqual([
      { first: "2024-11-25", last: "2024-12-01", value: "14" },
      { first: "2024-12-02", last: "2024-12-08", value: null },
    ]);
  });
});

describe("movements", () => {
  const week = weekFrom("2024-W49") as Week;
  const common = { id: "", at: "2024-12-01T00:00:00.000Z" };
  let count = 0;
  const known = (...facts: readonly object[]): Registry => {
    const registry = emptyRegistry();
    for (const fact of facts)
      foldRegistry(
        registry,
        { ...common, id: String(count++), ...fact } as NetworkFact,
        Date.parse("2024-12-04T10:00:00Z"),
      );
    return registry;
  };
  const registered = (startup: string) => ({ type: "startup.registered", startup, name: startup, origin: "registre" });
  const entered = (startup: string, phase: string, start: string) => ({
    type: "phase.entered",
    startup,
    phase,
    start,
    end: "",
    place: 0,
  });
  const old = [registered("a"), entered("a", "construction", "2023-01-01")];

  it("are those of the week alone when the registry was never read before", () => {
    const now = known(
      ...old,
      entered("a", "acceleration", "2024-12-05"),
      registered("b"),
      entered("b", "construction", "2020-01-01"),
    );
    expect(movementsOf({ before: emptyRegistry(), now }, week)).toMatchObject([
      { kind: "phase", startup: { id: "a" }, from: "construction", to: "acceleration" },
    ]);
    expect(activeMoves({ before: emptyRegistry(), now }, week)).toEqual({ entered: 0, left: 0 });
  });
  it("tell a stop, a departure, and a phase that was dated back", () => {
    const before = known(
      ...old,
      registered("b"),
      entered("b", "construction", "2020-01-01"),
      registered("c"),
      entered("c", "construction", "2020-01-01"),
    );
    const now = known(
      ...old,
      entered("a", "acceleration", "2024-10-01"),
      registered("b"),
      entered("b", "construction", "2020-01-01"),
      entered("b", "abandon", "2024-12-06"),
      registered("c"),
      entered("c", "construction", "2020-01-01"),
      { type: "startup.disappeared", startup: "c" },
    );
    expect(movementsOf({ before, now }, week).map(({ kind, startup, late }) => [kind, startup.id, late])).toEqual([
      ["phase", "a", true],
      ["stop", "b", false],
      ["gone", "c", false],
    ]);
    expect(activeMoves({ before, now }, week)).toEqual({ entered: 0, left: 2 });
  });
  it("say nothing of a service that was over before it was ever known, nor of a phase to come", () => {
    const before = known(...old);
    const now = known(
      ...old,
      entered("a", "acceleration", "2024-12-09"),
      registered("b"),
      entered("b", "abandon", "2020-01-01"),
    );
    expect(movementsOf({ before, now }, week)).toEqual([]);
  });
});

describe("the sentence", () => {
  const nothing = { movements: [], moved: [], revisions: [], cut: [], held: [] };
  it("says so when nothing is notable; a small correction is not", () => {
    const small = invented.revisions.slice(0, 1);
    expect(headlineOf({ ...nothing, revisions: small })).toEqual({
      notable: false,
      sentence: { fr: "Semaine sans changement notable", en: "A week without notable change" },
    });
    const great = small.map((one) => ({ ...one, new: "9" }));
    expect(headlineOf({ ...nothing, revisions: great }).sentence.fr).toBe(
      "RDV-Solidarités corrige des chiffres publiés",
    );
  });
  it("has two clauses at most, the most notable first", () => {
    const { sentence } = headlineOf({
      ...nothing,
      moved: invented.moved,
      cut: ["A", "B"],
      movements: invented.movements,
    });
    expect(sentence.fr).toBe(
      "Mes Adresses gagne 131 communes en une semaine\u00a0; 2 services n’envoient plus de chiffres",
    );
  });
});

describe("the forms of a report", () => {
  it("keep their shape: a stored report of today is read for ever", () => {
    expect(Report.parse(invented)).toEqual(invented);
  });
  it("stay under 100 kB with two hundred lines in each section, and hold no foreign markup", async () => {
    const many = <T>(all: readonly T[]) => Array.from({ length: 200 }, (_, at) => all[at % all.length] as T);
    const name = `<img src=x onerror="a"> ${"long ".repeat(10)}`;
    const lines = many(invented.services.lines).map((one) => ({ ...one, name }));
    const { movements, moved, revisions, sources } = invented;
    const great = {
      ...invented,
      services: { ...invented.services, lines },
      movements: many(movements),
      moved: many(moved),
      revisions: many(revisions),
      sources: many(sources),
    };
    const mail = await mailOf({ ...report, report: great }, "fr", {
      base: "https://x.example",
      unsubscribe: "mailto:a@x.example",
    });
    expect(Buffer.byteLength(mail.html)).toBeLessThan(100_000);
    expect(mail.html).toContain("Et 170 de plus sur la page du rapport.");
    expect(mail.html).not.toContain("<img src=x");
    expect(mail.html).toContain("&lt;img src=x");
  });
  it("mark a draft", () => {
    expect(textOf({ ...report, published: null }, "fr")).toContain("BROUILLON");
    expect(textOf(report, "fr")).not.toContain("BROUILLON");
  });
});

describe("the topic of reports", () => {
  const record = (fact: object) => ({
    partition: 1,
    offset: 7,
    key: "2024-W52",
    value: Buffer.from(JSON.stringify(fact)),
    time: 5,
  });
  const fact = {
    type: "report.published",
    id: "01932b4e-0000-7000-8000-000000000000",
    at: "2024-12-30T06:00:00.000Z",
    week: "2024-W52",
    knownAt: "2024-12-30T06:00:00.000Z",
    sha256: "5".repeat(64),
    model: "{}",
  };
  it("gives a row for what was published, none for what was sent, a reject for what is neither", () => {
    expect(reportRow(record(fact), 1, 5)).toMatchObject({
      table: "reports",
      row: ["2024-W52", 1, 7, 5, fact.id, Date.parse(fact.knownAt), fact.sha256, "{}"],
    });
    expect(reportRow(record({ ...fact, extra: 1 }), 1, 5)).toMatchObject({ table: "rejects" });
    expect(reportRow(record({ type: "report.renamed" }), 1, 5)).toBeUndefined();
  });
});

describe("the file of the readers", () => {
  it("has one address a line, its language, remarks; each reader once", () => {
    expect(recipientsOf("# all\nada@x.example\n\n grace@x.example  en # since May\nADA@x.example en\n", "f")).toEqual([
      { address: "ADA@x.example", lang: "en" },
      { address: "grace@x.example", lang: "en" },
    ]);
  });
  it("names every line that cannot be read", () => {
    expect(() => recipientsOf("ada@x.example\nnobody\na@b c@d\n", "f")).toThrow("f, line 2, 3: not an address");
  });
});

describe("releve report", () => {
  const run = async (...argv: string[]) => {
    const text = { out: "", err: "" };
    const gone = new AbortController().signal;
    const io = {
      out: (more: string) => (text.out += more),
      err: (more: string) => (text.err += more),
      gone,
      env: {},
      cwd: "/",
      terminal: false,
    };
    const house = () => Promise.reject(new Error("a command that is wrong opens nothing"));
    const exit = await runCommand(
      ["report", ...argv],
      { io, inServe: false, house, log: house, config: () => readConfig({}), configOf: readConfig },
      [command],
    );
    return { exit, ...text };
  };
  it.each([
    [["--week", "2026-W54"], 2, "--week: found"],
    [["--week", "46"], 2, "--week: found"],
    [["--lang", "de"], 2, "Allowed choices are fr, en"],
    [["--json", "--eml"], 2, "--json and --eml cannot be printed at once"],
    [["--send"], 78, "RELEVE_SMTP, RELEVE_MAIL_FROM, RELEVE_MAIL_TO, RELEVE_PUBLIC_URL are not set"],
  ])("%j is refused with exit %i, and says why", async (argv, exit, why) => {
    expect(await run(...argv)).toMatchObject({ exit, out: "", err: expect.stringContaining(why) });
  });
});
