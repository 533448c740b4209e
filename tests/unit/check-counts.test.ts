// What `releve check` takes for a count, and what it does not: errors, shares, means, money, totals so far, windows of days.
import { beforeAll, describe, expect, it } from "vitest";
import { checkBytes } from "../../cli/check.ts";
import { checkText } from "../../cli/check-text.ts";
import { loadTerritories } from "../../infra/territories.ts";
import { metricFor } from "../../ingestors/check/metric-words.ts";
import { firstQuestion } from "../../ingestors/check/propose.ts";
import { readAnswer } from "../../ingestors/endpoints/index.ts";
import { readerOf } from "../../ingestors/reader.ts";
import type { CheckReply } from "../../schemas/check.ts";
import type { Territories } from "../../schemas/territory.ts";

let territories: Territories;
beforeAll(async () => {
  territories = await loadTerritories();
});
const MOMENT = Date.parse("2026-11-22T08:00:00Z");
function look(body: unknown, url = "https://a-dock.example/stats"): CheckReply {
  const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  const ports = { territories, clock: () => MOMENT, secrets: () => undefined, allowLoopback: false };
  return checkBytes({ bytes, url, contentType: "" }, ports);
}
/** `visites 2026-08-01 = 1200`, a line for each figure. */
const figures = ({ cells }: CheckReply) =>
  cells.map(({ metric, first, value }) => [metric, first, "=", value].filter((word) => word !== null).join(" "));
const left = ({ refused }: CheckReply) => refused.map(({ what, why }) => `${what}: ${why}`).join("\n");
const asked = ({ questions }: CheckReply) => questions.map(({ ask }) => ask.en).join("\n");
const months = (key: string, ...values: unknown[]) =>
  values.map((value, index) => ({ mois: `2026-0${7 + index}`, visites: 1200 - index, [key]: value }));

describe("an error that comes with status 200", () => {
  const errors = [
    { statut: "erreur", message: "Service indisponible", code: 503 },
    { code: 500, message: "Internal Server Error", data: null },
    { status: 500, message: "Erreur interne", timestamp: "2026-11-26T10:00:00Z", path: "/stats" },
    { erreur: "Accès refusé", code: 403 },
  ];
  it("is no figure, and its words are told", () => {
    for (const body of errors) {
      const reply = look(body);
      expect(reply.proposal).toBeNull();
      expect(left(reply)).toContain("it is an error, with status 200");
    }
  });
  it("asks for a token only where one may be missing", () => {
    expect(look(errors[3]).askTeam?.en).toContain("does it need a token?");
    expect(look(errors[2]).askTeam?.en).toContain("Could you mend it");
  });
  it("is one for the reader, too, where the place of the figures is empty", () => {
    const read = (body: unknown, value = "/data") => {
      const { reader } = readerOf({
        kind: "json",
        settings: { url: "https://a-dock.example/stats", figures: [{ metric: "utilisateurs", value }] },
      });
      const pages = [{ url: "", contentType: "", bytes: Buffer.from(JSON.stringify(body)) }];
      return readAnswer(reader, { pages, moment: MOMENT }).rows.map((row) => row.value);
    };
    expect(() => read(errors[1])).toThrow("Internal Server Error");
    expect(() => read(errors[0])).toThrow("Service indisponible");
    expect(read({ code: 200, message: "OK", data: 12 })).toEqual(["12"]);
    expect(read({ message: "Rien ce mois-ci", data: null })).toEqual([null]);
    expect(read({ statut: "ok", erreurs: 3, data: 12 })).toEqual(["12"]);
    expect(read({ titre: "Communes", code: 450, data: 12 }, "/code")).toEqual(["450"]);
  });
});

describe("what counts no things", () => {
  it("is a share, told by its name, its unit or its sign", () => {
    const stats = ["2026-08", "2026-09"].map((date, at) => ({ date, value: 87 + at }));
    expect(left(look({ description: "Taux de satisfaction (%)", stats }))).toContain("names a share");
    expect(figures(look(months("tx_reponse", 40, 41))).some((line) => /= 4[01]$/.test(line))).toBe(false);
    const kpis = [
      { libelle: "Utilisateurs", valeur: 1245, unite: "personnes" },
      { libelle: "Organisations utilisatrices", valeur: 92, unite: "%" },
    ];
    expect(figures(look({ kpis }))).toEqual(["utilisateurs = 1245"]);
    expect(left(look({ kpis }))).toContain("the unit of");
  });
  it("is a mean or a mark: its two parts, or a metric of the service's own, are asked for", () => {
    const reply = look(months("note_moyenne", 8.4, 8.1));
    expect(figures(reply).every((line) => line.startsWith("visites"))).toBe(true);
    expect(left(reply)).toMatch(/\/\*\/note_moyenne: .*names a mean.*docs\/metrics\.md/);
    expect(left(look(months("satisfaction", 4, 5)))).toContain("satisfaction_points and satisfaction_reponses");
    for (const name of ["nb_avis_note", "notes_publiees", "nombre_de_budgets"])
      expect(left(look(months(name, 4, 5))), name).not.toMatch(/names a mean|sum of money/);
  });
  it("is money, which is never a number of grants", () => {
    const reply = look({ montant_aides_eur: 1250000, nb_aides: 4320 });
    expect(figures(reply)).toEqual(["aides_publiees = 4320"]);
    expect(left(reply)).toContain("is a sum of money");
    expect(
      metricFor({ name: "Montant des achats bio", around: [], grain: "year", levels: ["france"], isFlag: false })
        ?.metric,
    ).toBe("achats_bio");
  });
  it("has decimals; where few values have some, it is asked", () => {
    expect(left(look(months("dossiers deposes", 12.5, 40.2)))).toContain("has decimals, as 12.5");
    expect(asked(look(months("dossiers deposes", 12.5, 40, 41, 42, 43)))).toContain("does it count whole things");
  });
  it("is rounded: the whole number is asked for", () => {
    expect(left(look({ chiffres: { utilisateurs: "12,4 k", communes: 340 } }))).toContain(
      '/chiffres/utilisateurs: values such as "12,4 k" are rounded',
    );
  });
  it("is a duration by a whole word, never by a part of one", () => {
    expect(left(look(months("processingTime", 3, 4)))).toContain("a duration");
    expect(left(look({ mensuel: months("victimes", 3, 4) }))).not.toContain("a duration");
  });
});

describe("a total since the start", () => {
  it("is a counter of its latest date, never a flow of each month", () => {
    const stats = ["2026-07-01", "2026-08-01", "2026-09-01"].map((date, at) => ({ date, value: 1200 + 150 * at }));
    expect(figures(look({ description: "Nombre cumulé de dossiers déposés depuis le lancement", stats }))).toEqual([
      "dossiers_deposes_cumules = 1500",
    ]);
    const reply = look(months("utilisateurs_cumules", 1000, 1100, 1300));
    expect(figures(reply)).toContain("utilisateurs = 1300");
    expect(figures(look("mois;rdv cumulés\n2026-07;10\n2026-08;30\n"))).toEqual(["rdv_cumules = 30"]);
  });
  it("is told where the catalogue has no such counter", () => {
    const reply = look(months("trajets_cumules", 10, 20, 30));
    expect(figures(reply).every((line) => line.startsWith("visites"))).toBe(true);
    expect(left(reply)).toContain("a total since the start, and no counter of the catalogue");
  });
});

describe("people over some days", () => {
  const metricOf = (name: string, grain?: "day" | "week" | "month") =>
    metricFor({ name, around: [], levels: ["france"], isFlag: false, ...(grain && { grain }) })?.metric;
  it("are of the window that the name says, however it is written", () => {
    for (const name of [
      "actifs_28j",
      "Utilisateurs actifs (28 jours)",
      "utilisateurs actifs, 28 derniers jours",
      "mau",
    ])
      expect(metricOf(name), name).toBe("utilisateurs_actifs_28j");
    expect(metricOf("wau")).toBe("utilisateurs_actifs_7j");
    expect(metricOf("wau", "week")).toBe("utilisateurs_actifs_semaine");
    expect(metricOf("dau", "day")).toBe("utilisateurs_actifs_jour");
  });
  it("are of no other window: a sliding one stated by day is none of the catalogue", () => {
    expect(metricOf("Utilisateurs actifs (90 jours)")).toBeUndefined();
    expect(metricOf("mau", "day")).toBeUndefined();
    expect(metricOf("dau")).toBeUndefined();
    expect(
      left(
        look([
          { libelle: "Usagers", n: 3 },
          { libelle: "Usagers actifs (90 jours)", n: 4 },
        ]),
      ),
    ).toContain("Usagers actifs (90 jours)");
  });
  it("are asked about where the name says 30 days, or a month: the catalogue has 28", () => {
    const reply = look({ utilisateurs: { actifs_30j: 3021 } });
    expect(figures(reply)).toEqual(["utilisateurs_actifs_28j = 3021"]);
    expect(asked(reply)).toContain('Does "actifs_30j" count over 30 days, over 28, or by month?');
  });
  it("stand under tu only beside another key of the convention", () => {
    const file = (head: string) => look(`siret;${head}\n21370261900017;34;12\n21590350100017;120;44\n`);
    expect(figures(file("tu;mau"))).toContain("utilisateurs = 34");
    expect(asked(file("tu;mau"))).toContain('What does "tu" count');
    expect(figures(file("tu;visites"))).not.toContain("utilisateurs = 34");
  });
});

describe("how numbers are written", () => {
  it("is told for every kind that has a setting for it", () => {
    const stats = ["2026-08", "2026-09"].map((date, at) => ({ date, value: `1${at} 321` }));
    expect(figures(look({ description: "Visites", stats }))).toEqual([
      "visites 2026-08-01 = 10321",
      "visites 2026-09-01 = 11321",
    ]);
  });
  it("may be a word that says no figure: the proposal names it, and it is no 0", () => {
    const reply = look(months("trajets", "N/A", "1 180", "1 220"));
    expect(figures(reply)).toContain("trajets 2026-08-01 = 1180");
    expect(reply.cells.find(({ metric, value }) => metric === "trajets" && value === null)?.first).toBe("2026-07-01");
    expect(JSON.stringify(reply.proposal)).toContain('"nulls":["N/A"]');
  });
  it("finds words of the keys over a number, in rows as in a document", () => {
    const rows = [7, 8].map((month) => ({ mois: `2026-0${month}`, rdv: { pris: 1200, manques: 42 } }));
    expect(figures(look(rows))).toEqual(
      expect.arrayContaining(["rdv_pris 2026-07-01 = 1200", "rdv_manques 2026-07-01 = 42"]),
    );
  });
});

describe("a report of Matomo", () => {
  const url = (more: string) => `https://m.example/index.php?module=API&method=VisitsSummary.get&idSite=3&${more}`;
  it("of one date is asked for over several", () => {
    expect(firstQuestion(url("period=month&date=yesterday")).url).toContain("date=last12");
    expect(firstQuestion(url("period=month&date=last6")).url).toContain("date=last6");
    expect(firstQuestion(url("period=range&date=2026-10-01,2026-10-31")).url).toContain("period=range");
  });
  it("that names no period is told, with what to write in the address", () => {
    for (const more of ["period=month&date=yesterday", "period=range&date=2026-10-01,2026-10-31"]) {
      const reply = look({ nb_visits: 10000 }, url(more));
      expect(reply.proposal).toBeNull();
      expect(left(reply)).toContain("period=month&date=last12");
    }
  });
});

describe("the words of a check", () => {
  it("name what came, where it is no JSON", () => {
    expect(left(look("mois,visites\n"))).toContain("only the names of its columns (mois,visites)");
    expect(left(look('<?xml version="1.0"?><a><b>3</b></a>'))).toContain("it is XML");
    expect(left(look("# HELP users Users\nusers_total 3\n"))).toContain("Prometheus");
    expect(left(look("Too many requests"))).toContain('it is text: "Too many requests"');
    expect(left(look("Export du 20/11/2026;;\n\nMois;Comptes créés;Visites\n01/08/2026;310;4100\n"))).toContain(
      '1 line stands before the names of columns, as "Export du 20/11/2026"',
    );
    expect(look('{"data":[{"mois":"2026-08"').reason?.fr).toContain("ligne 1, colonne");
  });
  it("tell an empty list from an answer without any number that can be named", () => {
    expect(look([]).reason?.en).toContain("it has no rows");
    expect(look({ count: 0, results: [] }).reason?.en).toContain("it has no rows");
    expect(look({ a: "b" }).reason?.en).toContain("no number of which one can say what it counts");
    expect(look({ version: 1, figures: [{ metric: "satisfaction", value: 8.4 }] }).reason?.en).toContain(
      "none of its figures can be taken as it is",
    );
  });
  it("are there for the team wherever nothing is read, and the file says that it does not work", () => {
    const reply = look({ count: 0, results: [] });
    expect(reply.askTeam?.fr).toContain("aucune ligne");
    expect(checkText(reply)).toContain("does not work as it is: it reads no figure of this answer");
  });
  it("name the tool of a page, or the error of its server", () => {
    const page = (title: string) => `<!doctype html><html><head><title>${title}</title></head><body></body></html>`;
    const matomo = look(page("Connexion"), "https://m.example/index.php?module=CoreHome&idSite=22&period=day");
    expect(matomo.askTeam?.en).toContain("module=API&method=VisitsSummary.get&format=JSON&idSite=22");
    expect(look(page("502 Bad Gateway")).reason?.en).toContain('error page of a server: "502 Bad Gateway"');
  });
  it("tell each label that is not read, and ask the same question once", () => {
    const stats = ["Usagers inscrits", "Taux d'usage", "Zorgs"].map((label, at) => ({ label, value: 10 + at }));
    expect(left(look({ stats }))).toMatch(
      /label = Taux d'usage: .*share[\s\S]*label = Zorgs: its label names no metric/,
    );
    const all = look({ a: { zorg_dossiers: 4 }, b: { zorg_dossiers: 5 }, c: { zorg_dossiers: 6 } });
    expect(all.questions.filter(({ ask }) => ask.en.startsWith("What does"))).toHaveLength(1);
  });
});
