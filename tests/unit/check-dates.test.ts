// Which period `releve check` says that a date names: never one of another length, and none where nothing tells.
import { beforeAll, describe, expect, it } from "vitest";
import { loadTerritories } from "../../infra/territories.ts";
import { type Proposal, propose } from "../../ingestors/check/propose.ts";
import type { Territories } from "../../schemas/territory.ts";

let territories: Territories;
beforeAll(async () => {
  territories = await loadTerritories();
});
function look(body: unknown, url = "https://a-dock.example/stats"): Proposal {
  const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  return propose({ bytes, url, contentType: "" }, { territories });
}
const settingsOf = ({ declaration }: Proposal) => declaration?.sources[0]?.settings as Record<string, unknown>;
const figuresOf = (proposal: Proposal) => (settingsOf(proposal)?.figures ?? []) as Record<string, unknown>[];
const periodOf = (proposal: Proposal) => figuresOf(proposal)[0]?.period;
const asked = ({ questions }: Proposal) => questions.map(({ ask }) => ask.en).join("\n");
const refused = ({ refused: left }: Proposal) => left.map(({ what, why }) => `${what}: ${why}`).join("\n");
const visits = (...dates: unknown[]) => dates.map((date, at) => ({ date, visites: 120 - at }));
const ademe = (...dates: string[]) => ({ description: "Visites", stats: dates.map((date) => ({ date, value: 300 })) });
const nothing = (proposal: Proposal) => expect(proposal.declaration).toBeUndefined();

describe("the length of a period", () => {
  it("is that at which the dates follow one another", () => {
    const grain = (...dates: string[]) => periodOf(look(visits(...dates)));
    expect(grain("2026-01-01", "2026-02-01", "2026-03-01")).toMatchObject({ grain: "month" });
    expect(grain("2026-01-01", "2026-04-01", "2026-07-01")).toMatchObject({ grain: "quarter" });
    expect(grain("2026-10-05", "2026-10-12", "2026-10-19")).toMatchObject({ grain: "week" });
    expect(grain("2024-01-01", "2025-01-01", "2026-01-01")).toMatchObject({ grain: "year" });
    expect(asked(look(visits("2026-01-01", "2026-02-01", "2026-03-01")))).not.toContain("How long");
  });
  it("is the shortest that fits all, and asked, where they are far apart", () => {
    const months = look(visits("2026-01-01", "2026-04-01", "2026-10-01"));
    expect(periodOf(months)).toMatchObject({ grain: "month" });
    expect(asked(months)).toContain("How long is the period of each date");
  });
  it("is what the address or the name says, where the dates fit it", () => {
    const sparse = visits("2026-01-01", "2026-04-01", "2026-10-01");
    expect(asked(look(sparse, "https://a-dock.example/stats/visites_by_month"))).not.toContain("How long");
    const one = look(ademe("2026-10-01"), "https://a-dock.example/api/stats?periodicity=month");
    expect(settingsOf(one)).toEqual({ url: "https://a-dock.example/api/stats", metric: "visites" });
    expect(asked(one)).not.toContain("How long");
    expect(periodOf(look([{ mois: "2026-10-01", visites: 3 }]))).toMatchObject({ grain: "month" });
  });
  it("is asked of a single date", () => {
    expect(asked(look(ademe("2026-10-01")))).toContain("How long is the period of each date");
  });
  it("is read by the kind json where the convention of ademe has no word for it", () => {
    expect(periodOf(look(ademe("2026-01-01", "2026-04-01", "2026-07-01")))).toMatchObject({ grain: "quarter" });
    expect(periodOf(look(ademe("2026-10-04", "2026-10-11", "2026-10-18")))).toMatchObject({ grain: "sunday_week" });
  });
  it("is told by the first and the last day, where both stand in the row", () => {
    const rows = [8, 9].map((month) => ({
      debut: `2026-0${month}-01`,
      fin: `2026-0${month}-${39 - month}`,
      visites: 4,
    }));
    expect(periodOf(look(rows))).toEqual({ pointer: "/debut", grain: "month", format: "iso-date" });
  });
  it("is none of days that lie within or end periods: they are told, and nothing of them is proposed", () => {
    for (const dates of [
      ["2026-08-31", "2026-09-30", "2026-10-31"],
      ["2026-10-07", "2026-10-14", "2026-10-21"],
      ["2026-08-15", "2026-09-15", "2026-10-15"],
    ]) {
      nothing(look(visits(...dates)));
      expect(refused(look(visits(...dates)))).toMatch(/\/date: they .*ask the team/);
      nothing(look(ademe(...dates)));
    }
    nothing(look(ademe("août", "septembre")));
  });
});

describe("the one date that all lines of a list have", () => {
  it("is no period of what is a state, nor of what happened", () => {
    const line = (libelle: string, valeur: string, unite: string) => ({ libelle, valeur, unite, date: "2026-10-31" });
    const kpis = look([
      line("Structures utilisatrices", "1 245", "structures"),
      line("Satisfaction des usagers", "92", "%"),
      line("Dossiers déposés", "31 002", "dossiers"),
    ]);
    expect(figuresOf(kpis)).toHaveLength(1);
    expect(figuresOf(kpis)[0]).toMatchObject({ metric: "organisations_utilisatrices" });
    expect(periodOf(kpis)).toBeUndefined();
    expect(refused(kpis)).toContain('"Dossiers déposés": all rows have one date');
  });
});

describe("a date with two slashes", () => {
  it("has the day first, unless one of them proves the month first", () => {
    expect(periodOf(look(visits("01/10/2026", "02/10/2026", "13/10/2026")))).toMatchObject({ format: "dd/mm/yyyy" });
    const us = look(visits("10/31/2026", "11/01/2026", "11/02/2026", "11/03/2026"));
    expect(periodOf(us)).toMatchObject({ format: "mm/dd/yyyy", grain: "day" });
  });
  it("is not read where only the other order makes the dates follow one another, or some prove each", () => {
    const either = look(visits("11/02/2026", "11/03/2026", "11/04/2026"));
    nothing(either);
    expect(refused(either)).toContain("follow one another if the month stands before the day");
    nothing(look(visits("10/31/2026", "31/10/2026", "11/01/2026")));
  });
});

describe("a date as French teams write it", () => {
  it.each([
    ["S40 2026", "S41 2026", "fr-week", "week"],
    ["2026-S40", "2026-S41", "fr-week", "week"],
    ["T1 2026", "T2 2026", "fr-quarter", "quarter"],
    ["2026/10/01", "2026/10/02", "yyyy/mm/dd", "day"],
  ])("is read: %s", (first, second, format, grain) => {
    expect(periodOf(look(visits(first, second)))).toEqual({ pointer: "/date", grain, format });
  });
  it("is a year and a week in two keys", () => {
    const rows = [40, 41].map((semaine) => ({ annee: 2026, semaine, visites: semaine }));
    expect(periodOf(look(rows))).toEqual({ pointer: ["/annee", "/semaine"], grain: "week", format: "yyyy-ww" });
  });
  it.each([
    ["lundi 12 octobre", "mardi 13 octobre"],
    ["du 01/08/2026 au 31/08/2026", "du 01/09/2026 au 30/09/2026"],
    ["2024-2025", "2025-2026"],
    ["01/10/26", "02/10/26"],
    ["S1 2026", "S2 2026"],
    ["janvier", "février"],
    ["T1", "T2"],
  ])("is told, and no detail of today, where no form reads it: %s", (...dates) => {
    const proposal = look(visits(...dates));
    nothing(proposal);
    expect(refused(proposal)).toMatch(new RegExp(`/date: .*"${dates[0]}" ha(s none of|ve no year)`));
  });
  it("is no heading: months beside each other are told", () => {
    nothing(look("Indicateur;janv. 2026;févr. 2026\nVisites;9 000;9 500\nRendez-vous pris;1 200;1 300\n"));
    nothing(look({ visites: { janvier: 12, février: 15 } }));
    const quarters = look({ reservations: { 2025: { T1: 12, T2: 15 }, 2026: { T1: 30, T2: 31 } } });
    nothing(quarters);
    expect(refused(quarters)).toContain("periods are headings");
  });
  it("is no heading of a file either, be it a year", () => {
    const wide = look("Indicateur;2024;2025\nVisites;9000;9500\nRendez-vous pris;12;13\n");
    nothing(wide);
    expect(refused(wide)).toContain('periods are headings ("2024", "2025"');
  });
  it("is a year, a month and a day in three keys", () => {
    const rows = [5, 6].map((jour) => ({ annee: 2026, mois: 10, jour, visites: jour }));
    expect(periodOf(look(rows))).toMatchObject({ pointer: ["/annee", "/mois", "/jour"], grain: "day" });
  });
  it("is none of hours: a day would be stated by each of them", () => {
    const hours = look(visits("2026-10-01T08:00:00Z", "2026-10-01T09:00:00Z"));
    nothing(hours);
    expect(refused(hours)).toContain("one day has several dates");
  });
  it("is no number of a month or a week without its year", () => {
    nothing(look([8, 9, 10].map((mois) => ({ mois, visites: 100 + mois }))));
  });
});

describe("the date of a thing", () => {
  const towns = ["37261", "59350", "2A004"];
  it("is no period of its numbers: they are states of its place", () => {
    const dates = ["2024-03-01", "2025-01-15", "2023-11-20"];
    const rows = towns.map((insee, at) => ({ insee, nb_agents: 12 + at, date_activation: dates[at] }));
    const proposal = look(rows);
    expect(figuresOf(proposal)).toMatchObject([{ value: "/nb_agents", territory: { level: "commune" } }]);
    expect(periodOf(proposal)).toBeUndefined();
    expect(refused(proposal)).toContain('"date_activation" says when the thing was created');
  });
  it("leaves things without a place out", () => {
    const projects = ["2026-08-03", "2026-09-13", "2026-10-05"].map((day, id) => ({ id, created_at: day, members: 3 }));
    nothing(look(projects));
    const named = [1, 2, 3, 4].map((day) => ({ nom: `Projet ${day}`, created_at: `2026-10-0${day}`, members: day }));
    nothing(look(named));
  });
  it("is the period where things are counted by it: days, weeks or months that follow one another", () => {
    expect(periodOf(look("created_at,appointments\n2026-11-01,120\n2026-11-02,130\n2026-11-03,99\n"))).toMatchObject({
      grain: "day",
    });
  });
  it("is asked where each place has one of its own that no name tells", () => {
    const rows = towns.map((insee, at) => ({ insee, visites: 12 + at, date: `2026-10-0${at + 1}` }));
    expect(asked(look(rows))).toContain("Each place has one date only");
  });
});
