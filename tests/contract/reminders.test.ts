// The reminder of a month's figure: on its first working day, to who declares by hand and has not, once; by a real mail
// server, over a real house.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "../../cli/compose.ts";
import { isFirstWorkingDay, reminderRound } from "../../cli/reminders.ts";
import { readConfig } from "../../infra/config.ts";
import { askToJoin } from "../../ingestors/join/ask.ts";
import { settle } from "../../ingestors/join/settle.ts";
import { openTokens } from "../../ingestors/tokens/known.ts";
import { newEventId } from "../../schemas/ids.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { approved, newProposal } from "../support/decisions.ts";
import { entryOf, pushed } from "../support/facts.ts";
import { type MailBox, mailBox } from "../support/mail-box.ts";
import { read } from "../support/rebuild-house.ts";

it("the first working day is the first, or the day after a week-end or a public holiday", () => {
  const days = ["2026-12-01", "2026-12-02", "2026-08-01", "2026-08-02", "2026-08-03", "2026-11-02", "2026-11-03"];
  expect(days.filter(isFirstWorkingDay)).toEqual(["2026-12-01", "2026-08-03", "2026-11-02"]);
  const afterHolidays = ["2026-01-01", "2026-01-02", "2026-05-01", "2026-05-04", "2027-01-01", "2027-01-04"];
  expect(afterHolidays.filter(isFirstWorkingDay)).toEqual(["2026-01-02", "2026-05-04", "2027-01-04"]);
});

describe("on the first working day of December", () => {
  let folder: string;
  let box: MailBox;
  let house: House;
  let now = Date.parse("2026-11-20T10:00:00Z");
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "releve-reminders-"));
    box = await mailBox("gone@x-dock.example");
    const mail = {
      RELEVE_SMTP: box.url,
      RELEVE_MAIL_FROM: "Relevé <releve@example.org>",
      RELEVE_PUBLIC_URL: "https://releve.example",
    };
    house = await openHouse(readConfig({ RELEVE_DATA: folder, ...mail }), { clock: () => now });
    await joins("x-dock", "gone@x-dock.example", "fr");
    await joins("a-dock", "ada@a-dock.example", "fr");
    await joins("b-dock", "bob@b-dock.example", "en");
    await joins("c-dock", "cleo@c-dock.example", "fr");
    await joins("d-dock", "dora@d-dock.example", "fr");
    await joins("e-dock", "emil@e-dock.example", "fr");
    await joins("f-dock", "fred@f-dock.example", "fr");
    const figure = (metric: string, rest: object) => ({ metric, value: 12, ...rest });
    const of = (startup: string, at: string) => ({ startup, source: "saisie", at });
    // a: its month is there; b: only the month before; c: a state of a day in November
    await says(of("a-dock", "2026-12-01T07:00:00.000Z"), figure("visites", { grain: "month", first: "2026-11-01" }));
    await says(of("b-dock", "2026-11-21T07:00:00.000Z"), figure("visites", { grain: "month", first: "2026-10-01" }));
    await says(of("c-dock", "2026-11-30T07:00:00.000Z"), figure("utilisateurs", {}));
    // d: its month, withdrawn; e: a state of a day in November, withdrawn; f: its month, withdrawn and said again
    const month = figure("visites", { grain: "month", first: "2026-11-01" });
    await withdrawn("d-dock", await says(of("d-dock", "2026-12-01T07:00:00.000Z"), month));
    await withdrawn("e-dock", await says(of("e-dock", "2026-11-30T07:00:00.000Z"), figure("utilisateurs", {})));
    await withdrawn("f-dock", await says(of("f-dock", "2026-12-01T07:00:00.000Z"), month));
    await says(of("f-dock", "2026-12-01T07:45:00.000Z"), { ...month, value: 13 });
    const running = await house.process();
    await read(house);
    await running.stop();
  });
  afterAll(async () => {
    await house?.close();
    await box?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function joins(startup: string, address: string, lang: "fr" | "en"): Promise<void> {
    const { log, requests, signal } = house;
    const joining = {
      log,
      requests,
      signal,
      clock: () => now,
      newId: newEventId,
      mostOpen: 10,
      tokens: openTokens(log),
    };
    const name = `Service ${startup}`;
    const { id } = await askToJoin(joining, { startup, name, want: "hand", holder: "Team", declared: undefined });
    await house.contacts.keep(id, { address, lang });
    const settling = { ...joining, directory: async () => [], rules: { allowLoopback: false } };
    await settle(settling, { step: "accept", request: id, author: "Marie", reason: "" });
  }
  async function says(of: Parameters<typeof pushed>[0], figure: object): Promise<number> {
    now = Date.parse(of.at);
    const [place] = await house.log.append(TOPICS.facts, [entryOf(pushed(of, [figure] as never))]);
    return place?.offset ?? -1;
  }
  async function withdrawn(startup: string, fact: number): Promise<void> {
    const of = { startup, at: "2026-12-01T07:30:00.000Z", proposal: newProposal() };
    now = Date.parse(of.at);
    const decision = approved(of, { what: "answers.withdrawn", source: "saisie", facts: [fact] });
    await house.log.append(TOPICS.facts, [entryOf(decision)]);
  }

  it("says nothing before nine in the morning, nor on another day", async () => {
    for (const at of ["2026-12-01T07:59:00Z", "2026-12-02T10:00:00Z", "2026-11-30T10:00:00Z"]) {
      now = Date.parse(at);
      expect(await reminderRound(house)).toEqual({ sent: 0, failed: [] });
    }
    expect(box.mails).toEqual([]);
  });
  it("writes to whose figure of November is missing or withdrawn, in their language, and to nobody else; not twice", async () => {
    now = Date.parse("2026-12-01T08:00:05Z");
    expect(await reminderRound(house)).toMatchObject({ sent: 3 });
    const mails = [...box.mails].sort((a, b) => (a.to < b.to ? -1 : 1));
    expect(mails).toMatchObject([
      { to: "bob@b-dock.example", subject: "Service b-dock: the figure of November 2026" },
      { to: "dora@d-dock.example", subject: "Service d-dock : le chiffre de novembre 2026" },
      { to: "emil@e-dock.example" },
    ]);
    expect(mails[0]?.text).toContain("https://releve.example/en/rejoindre/chiffres");
    expect(await reminderRound(house)).toMatchObject({ sent: 0 });
    now = Date.parse("2026-12-01T11:00:05Z");
    expect(await reminderRound(house)).toMatchObject({ sent: 0 });
    expect(box.mails).toHaveLength(3);
    expect(await readFile(join(folder, "contacts.json"), "utf8")).toContain('"reminded": "2026-11"');
  });
  it("tells which message was not taken, once a round, and tries it again at the next", async () => {
    for (const hour of ["09", "10"]) {
      now = Date.parse(`2026-12-01T${hour}:00:05Z`);
      const { failed } = await reminderRound(house);
      expect(failed).toMatchObject([
        { code: "RELEVE_MAIL", message: expect.stringMatching(/^x-dock was not reminded: .*550 no such user here/) },
      ]);
    }
    expect(box.mails.map(({ to }) => to)).not.toContain("gone@x-dock.example");
  });
});
