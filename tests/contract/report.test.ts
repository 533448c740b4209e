// The weekly report over a real log, registry, warehouse and mail server on loopback.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { House as Roof } from "../../cli/compose.ts";
import { messageIdOf, type Post, recipientHash, sendReport } from "../../cli/report-mail.ts";
import { draftModel, publishReport, reportFacts } from "../../cli/reports.ts";
import { frozen, reportOf } from "../../dashboards/report/model.ts";
import { textOf } from "../../dashboards/report/text.ts";
import { createApp } from "../../dashboards/routes.tsx";
import type { Report } from "../../dashboards/shapes/report.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { type Week, weekFrom } from "../../schemas/week.ts";
import { answered } from "../support/facts.ts";
import { type MailBox, mailBox } from "../support/mail-box.ts";
import { feedReportHouse, openReportHouse, type ReportHouse } from "../support/report-house.ts";

const WEEK = weekFrom("2024-W49") as Week;
const BEFORE = weekFrom("2024-W48") as Week;
const FROZEN = "2024-12-09T06:00:05.000Z"; // Monday 07:00 in Paris

let house: ReportHouse;
let roof: Roof;
let box: MailBox;
let report: Report;
const made = (week: Week) => reportOf({ warehouse: house.warehouse, territories: house.territories, demo: true }, week);
const get = async (path: string) => (await createApp({ models: house.models }).request(path)).text();

beforeAll(async () => {
  house = await openReportHouse();
  roof = { ...house, live: async () => house.warehouse, simulated: true, signal: () => undefined } as unknown as Roof;
  box = await mailBox();
  await feedReportHouse(house);
  report = await made(WEEK);
});
afterAll(async () => {
  await box?.close();
  await house?.close();
});

describe("the report of a week", () => {
  it("names the change in one sentence, in both languages", () => {
    expect(report.notable).toBe(true);
    expect(report.sentence.fr).toBe("Adresses gagne 32 communes en une semaine\u00a0; Vieux est transféré");
    expect(report.sentence.en).toBe("Adresses gains 32 communes in a week; Vieux is transferred");
  });

  it("says what moved beyond the usual, once: not again in the week after", async () => {
    expect(report.moved).toMatchObject([{ id: "adresses", value: "358", change: "32", usual: "2", reversal: false }]);
    expect((await made(BEFORE)).moved).toEqual([]);
    expect(report.unjudged).toEqual([{ id: "muet", name: "Muet", state: "cut" }]);
  });

  it("tells published figures that changed, with the old value, the new one and the cause", () => {
    expect(
      report.revisions.map(({ startup, first, count, old, new: now, cause }) => [
        startup.id,
        first,
        count,
        old,
        now,
        cause,
      ]),
    ).toEqual([
      ["rdv", "2024-11-18", 1, expect.stringMatching(/^100[012]$/), "990", "restated"],
      ["tardif", "2024-12-01", 2, "40", "50", "late"],
    ]);
  });

  it("says nothing of the past in a week in which nothing was corrected", async () => {
    expect((await made(BEFORE)).revisions).toEqual([]);
  });

  it("tells entries, phases and transfers once, and those that were first known in the week", async () => {
    const moves = ({ movements }: Report) =>
      movements.map(({ kind, startup, date, late }) => [kind, startup.id, date, late]);
    expect(moves(report)).toEqual([
      ["entry", "zones", "2024-11-29", true],
      ["transfer", "vieux", "2024-12-02", false],
      ["phase", "rdv", "2024-12-04", false],
    ]);
    expect(moves(await made(BEFORE))).toEqual([]); // first read then: what was so before is no news
    expect(report.perimeter).toEqual({ coverage: [], entered: 1, left: 1 });
    expect(report.committees).toMatchObject({
      held: [{ startup: { id: "rdv" }, date: "2024-12-05", comment: "Poursuite" }],
      next: [{ startup: { id: "rdv" }, date: "2024-12-18" }],
      until: "2024-12-23",
    });
  });

  it("has a line for each service with national impact, and names those without a figure", () => {
    expect(report.services).toMatchObject({
      rule: "national",
      lines: [{ id: "adresses", verdict: "above", state: "ok" }],
    });
    expect(report.services.others).toEqual([{ id: "ailleurs", name: "Ailleurs" }]);
  });

  it("has the overview's own coverage of its Sunday, and its chain of the Monday on which it is frozen", async () => {
    const overview = await house.models.overview({ day: WEEK.last });
    expect(report.chain).toEqual((await house.models.overview({ day: "2024-12-09" })).chain);
    expect(report.states).toBe("2024-12-09T06:00:00.000Z");
    // "muet" and "tardif" are followed beside the registry; "zones" is connected, and nothing is expected of it yet.
    expect(report.chain).toEqual({ followed: 7, active: 4, withStatsPage: 0, connected: 3, onTime: 2 });
    const { value, share, weekly, entries } = overview.coverage ?? {};
    expect(report.coverage).toMatchObject({ value, share, weekly, entries });
    expect(report.coverage?.change).toBe("32");
  });

  it("names the source that fell silent, since when, and who must act", () => {
    expect(report.sources).toMatchObject([
      {
        startup: { id: "muet" },
        state: "cut",
        last: "2024-11-04T05:00:00.000Z",
        failure: { status: 503 },
        who: "team",
      },
    ]);
  });

  it("is refused for a week of which nothing was known", async () => {
    await expect(made(weekFrom("2020-W10") as Week)).rejects.toMatchObject({ code: "RELEVE_NOT_FOUND" });
  });
});

describe("a published report", () => {
  it("is refused before Monday 07:00, and a draft of a running week too", async () => {
    house.setClock("2024-12-09T05:59:59Z");
    await expect(publishReport(roof, WEEK)).rejects.toMatchObject({ code: "RELEVE_USAGE" });
    expect((await draftModel(roof, WEEK)).published).toBeNull();
    await expect(draftModel(roof, weekFrom("2024-W50") as Week)).rejects.toThrow("is not over");
  });

  it("is made once and keeps its bytes, though its figures change later", async () => {
    house.setClock(FROZEN);
    const first = await publishReport(roof, WEEK);
    expect(first).toMatchObject({ made: true, model: { report, published: { sha256: frozen(report).sha256 } } });
    await house.read(TOPICS.reports);
    const [page, json] = [await get("/rapports/2024-S49"), await get("/rapports/2024-S49.json")];
    expect(JSON.parse(json).report).toEqual(report);

    const correction = { metric: "rdv_pris", grain: "week", first: "2024-12-02", value: 3 } as const;
    await house.append(answered({ startup: "rdv", source: "s", at: "2024-12-10" }, [correction]));
    await house.caughtUp();
    expect(await publishReport(roof, WEEK)).toEqual({ ...first, made: false });
    expect([await get("/rapports/2024-S49"), await get("/rapports/2024-S49.json")]).toEqual([page, json]);
    expect((await reportFacts(roof, WEEK)).published?.text).toBe(frozen(report).text);
    expect(frozen(await made(WEEK)).text).toBe(frozen(report).text); // what was known then is known for ever
  });

  it("is found by both spellings of its week, in the list and in the feed", async () => {
    const app = createApp({ models: house.models, publicUrl: "https://releve.example" });
    expect((await app.request("/en/rapports/2024-W49")).headers.get("location")).toBe("/en/rapports/2024-S49");
    expect((await app.request("/rapports/2024-S48")).status).toBe(404);
    expect(await get("/rapports")).toContain("Adresses gagne 32 communes");
    expect(await (await app.request("/rapports.xml")).text()).toContain(
      "<link>https://releve.example/rapports/2024-S49</link>",
    );
  });
});

describe("the e-mail", () => {
  const readers = [
    { address: "Ada@example.org", lang: "fr" },
    { address: "grace@example.org", lang: "en" },
  ] as const;
  const post = (): Post => ({
    server: { url: box.url, password: "" },
    from: "Relevé <releve@example.org>",
    unsubscribe: "https://example.org/out",
    publicUrl: "https://releve.example",
    recipients: readers,
  });

  it("reaches each reader once: a second round sends nothing, and the log holds no address", async () => {
    const { model } = await publishReport(roof, WEEK);
    expect(await sendReport(roof, WEEK, model, post())).toEqual({ sent: 2, already: 0, failed: [] });
    expect(await sendReport(roof, WEEK, model, post())).toEqual({ sent: 0, already: 2, failed: [] });
    expect(box.mails.map(({ to }) => to)).toEqual(["Ada@example.org", "grace@example.org"]);
    expect((await reportFacts(roof, WEEK)).sent).toEqual(new Set(readers.map(({ address }) => recipientHash(address))));
    for (let part = 0; part < 12; part += 1)
      for await (const { value } of house.log.read(TOPICS.reports, part, 0))
        expect(value.toString()).not.toMatch(/example\.org[^"]*ada|ada@|grace@/i);
  });

  it("has the sentence as its subject, both parts, the curve inside, and what mail programs ask for", () => {
    const [mail] = box.mails;
    expect(mail?.subject).toBe(report.sentence.fr);
    expect(mail?.headers).toMatchObject({
      "message-id": messageIdOf(WEEK, "ada@example.org", "releve@example.org"),
      "list-unsubscribe": "<https://example.org/out>",
      "list-unsubscribe-post": "List-Unsubscribe=One-Click",
    });
    expect(Buffer.byteLength(mail?.html ?? "")).toBeLessThan(100_000);
    expect(mail?.html).toContain('src="cid:curve@releve"');
    expect(mail?.html).not.toMatch(/src="http|@import|url\(/);
    expect(mail?.images.map(({ cid, bytes }) => [cid, bytes.subarray(1, 4).toString()])).toEqual([
      ["mark@releve", "PNG"],
      ["curve@releve", "PNG"],
    ]);
  });

  it("says the same numbers as the page, the text and the JSON", async () => {
    const model = JSON.parse(await get("/rapports/2024-S49.json"));
    const shown = {
      page: plain(await get("/rapports/2024-S49")),
      text: plain(await get("/rapports/2024-S49.txt")),
      mail: plain(box.mails[0]?.html ?? ""),
      mailText: plain(box.mails[0]?.text ?? ""),
      printed: plain(textOf(model, "fr")),
    };
    const { chain, coverage, moved, revisions, services } = model.report as Report;
    const numbers = [
      ...Object.values(chain).map(String),
      coverage?.value ?? "",
      ...moved.flatMap(({ value, change, usual }) => [value, change, usual]),
      ...services.lines.flatMap(({ value, change }) => [value ?? "", change ?? ""]),
      ...revisions.flatMap((one) => [one.old ?? "", one.new ?? ""]),
    ].map((number) => new Intl.NumberFormat("fr-FR").format(Number(number)).replace(/[\u202f\u00a0]/g, " "));
    for (const [where, text] of Object.entries(shown))
      for (const number of numbers)
        expect(text, `${number} in ${where}`).toMatch(new RegExp(`(^|[^\\d])${number}([^\\d]|$)`));
  });

  it("tells when the server does not take it, and says so to nobody's log", async () => {
    const { model } = await publishReport(roof, WEEK);
    const closed = {
      ...post(),
      server: { url: "smtp://127.0.0.1:1", password: "" },
      recipients: [{ address: "late@example.org", lang: "fr" as const }],
    };
    const { sent, failed } = await sendReport(roof, WEEK, model, closed);
    expect([sent, failed.map(({ code }) => code)]).toEqual([0, ["RELEVE_MAIL"]]);
    expect((await reportFacts(roof, WEEK)).sent.size).toBe(2);
  });
});

/** The words of a page or a mail, without tags, on one line. */
const plain = (html: string) =>
  html
    .replace(/<style[\s\S]*?<\/style>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/[\u00a0\u202f\s]+/g, " ");
