import { describe, expect, it } from "vitest";
import { createApp } from "../../dashboards/routes.tsx";
import { MetricModel, MetricsModel } from "../../dashboards/shapes/metric.ts";
import { SearchModel } from "../../dashboards/shapes/search.ts";
import { TerritoriesModel, TerritoryModel } from "../../dashboards/shapes/territory.ts";
import { metricModels, metrics, search } from "../support/metric-model.ts";
import { fixedModels } from "../support/models.ts";
import { apart, commune, departement, territories } from "../support/territory-model.ts";

const app = createApp({ models: fixedModels() });
const get = async (path: string) => {
  const reply = await app.request(path);
  return { status: reply.status, headers: reply.headers, body: await reply.text() };
};
/** The words of a page, without tags; spaces that do not break as plain ones. */
const text = (html: string) =>
  html
    .replace(/<[^>]+>/g, " ")
    .replace(/[\u00a0\u202f]/g, " ")
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, " ");
const words = async (path: string) => text((await get(path)).body);

const FRENCH = [
  "/territoires",
  "/territoires/france",
  "/territoires/departement/62",
  "/territoires/departement/62?tri=part&page=2",
  "/territoires/commune/49126",
  "/territoires/departement/987",
  "/indicateurs",
  "/indicateurs/communes-couvertes",
  "/indicateurs/rdv-pris",
  "/indicateurs/agents-actifs-28j",
  "/recherche",
  "/recherche?q=saint",
  "/recherche?q=zzz",
];
const PAGES = [...FRENCH, ...FRENCH.map((path) => `/en${path}`)];

describe("the invented models of territories, metrics and search", () => {
  it("have the shape that the real ones must have", () => {
    for (const model of [departement, commune, apart]) expect(() => TerritoryModel.parse(model)).not.toThrow();
    for (const model of Object.values(metricModels)) expect(() => MetricModel.parse(model)).not.toThrow();
    expect(() => TerritoriesModel.parse(territories)).not.toThrow();
    expect(() => MetricsModel.parse(metrics)).not.toThrow();
    expect(() => SearchModel.parse(search("saint"))).not.toThrow();
  });
});

describe("every page of territories, metrics and search", () => {
  it.each(PAGES)("%s has one h1, no script, no inline style, each id once", async (path) => {
    const { status, body } = await get(path);
    expect(status).toBe(200);
    expect(body.match(/<h1[ >]/g)).toHaveLength(1);
    expect(body).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|src="http/);
    expect(body).not.toMatch(/undefined|\[object|NaN|>null<|>false</);
    const ids = [...body.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });
  it.each(FRENCH)(
    "%s gives the rows of each of its panels as CSV, and names no panel that it does not have",
    async (path) => {
      const { body } = await get(path);
      const links = [...body.matchAll(/href="([^"]+\.csv\?[^"]+)"/g)].map((match) =>
        (match[1] ?? "").replaceAll("&amp;", "&"),
      );
      for (const link of links) expect([link, (await get(link)).status]).toEqual([link, 200]);
      const panels = links.map((link) => new URLSearchParams(link.split("?")[1]).get("panel"));
      for (const panel of panels) expect(body).toContain(`id="${panel}"`);
    },
  );
});

describe("a territory's page", () => {
  it("leads with the finding beside France, and compares rates with named references only", async () => {
    const page = await words("/territoires/departement/62");
    for (const phrase of [
      "Pas-de-Calais : 85 % des communes ont au moins un service, contre 67 % en France",
      "Département 62 · 890 communes · 1 460 184 habitants · Hauts-de-France",
      "Hauts-de-France 77 % · France 67 %",
      "756 sur 890",
      "57,2 pour 1 000 habitants",
      "20,1 31 départements avec un chiffre",
      "83 452 rendez-vous",
      "somme de 3 départements",
      "depuis le 7 janvier 2024 au plus tard",
    ])
      expect(page).toContain(phrase);
  });
  it("sorts the services in three states, late ones with their chip, expired details with their day", async () => {
    const page = await words("/territoires/departement/62");
    for (const phrase of [
      "Utilisés ici (3)",
      "Non utilisés ici (2)",
      "Le service ne donne pas de détail pour un tel territoire (2)",
      "dernier détail trop ancien : 30 juin 2024",
      "en retard",
      "détail par département",
    ])
      expect(page).toContain(phrase);
  });
  it("says what moved: a service that came, then the greatest changes", async () => {
    expect(await words("/territoires/departement/62")).toContain(
      "Dialogue : première commune ici, le 16 décembre 2024. Mes Adresses : +9 communes en 4 semaines.",
    );
  });
  it("lists what is inside in pages, an EPCI that is elsewhere too, and communes in no EPCI", async () => {
    const { body } = await get("/territoires/departement/62?tri=nom&page=2");
    const page = text(body);
    expect(page).toContain("Page 2 sur 18 Page précédente Page suivante Les 890 lignes");
    expect(body).toContain('href="/territoires/departement/62?tri=nom&amp;page=3#par-commune"');
    expect(page).toContain("CC à cheval à cheval");
    expect(page).toContain("seules les communes du département sont comptées");
    expect(page).toContain("Hors intercommunalité");
    expect(page).toContain("Pas de carte ici");
  });
  it("of a commune says yes or no, since when, and which codes lead to it", async () => {
    const page = await words("/territoires/commune/49126");
    for (const phrase of [
      "Orée d'Anjou : 1 service utilisé",
      "Au moins un service oui",
      "Premier service connu ici le 3 mars 2024.",
      "49069 et 49296 (Saint-Laurent-des-Autels, commune déléguée)",
      "La liste officielle dit où mène un ancien code, pas depuis quand",
      "dans aucune intercommunalité",
    ])
      expect(page).toContain(phrase);
  });
  it("of an overseas collectivity stands apart, without population or reference", async () => {
    const page = await words("/territoires/departement/987");
    expect(page).toContain("Polynésie française : aucun service n’y est connu");
    expect(page).toContain("hors des parts nationales");
    expect(page).toContain("population absente de la liste officielle");
    expect(page).not.toContain("0 habitants");
  });
  it("stands at one address: a code of the past, or another spelling, leads to it", async () => {
    const moved = async (path: string) => (await app.request(path)).headers.get("location");
    expect(await moved("/territoires/commune/49069")).toBe("/territoires/commune/49126");
    expect(await moved("/territoires/commune/49069.json?tri=nom")).toBe("/territoires/commune/49126.json?tri=nom");
    expect(await moved("/en/territoires/commune/49069?tri=nom")).toBe("/en/territoires/commune/49126?tri=nom");
    expect(await moved("/api/v1/territoires/commune/49069")).toBe("/api/v1/territoires/commune/49126");
    expect(await moved("/territoires/Departement/62")).toBe("/territoires/departement/62");
    expect((await app.request("/territoires/commune/49069")).status).toBe(301);
  });
  it("is 404 under an unknown code or level, and says what to do", async () => {
    for (const path of ["/territoires/commune/00000", "/territoires/canton/1"]) {
      const { status, body } = await get(path);
      expect(status).toBe(404);
      expect(body).toContain('href="/recherche"');
      expect(text(body)).toContain("Ce territoire n’est pas dans la liste officielle");
    }
    expect(JSON.parse((await get("/api/v1/territoires/canton/1")).body)).toMatchObject({
      code: "RELEVE_UNKNOWN_TERRITORY",
      hint: "levels: commune, epci, departement, region",
    });
  });
  it("refuses an unknown order with the allowed ones", async () => {
    const { status, body } = await get("/territoires/departement/62?tri=taille");
    expect(status).toBe(400);
    expect(text(body)).toContain("tri (population, nom, part)");
  });
  it("gives its rows as CSV: the same as the page's", async () => {
    const { body } = await get("/territoires/departement/62.csv?panel=par-epci");
    expect(body.split("\r\n")).toEqual([
      "level,code,name,population,communes_covered,communes,population_covered,services",
      "epci,200069672,CC du Ternois,193800,85,102,144500,mes-adresses",
      '"epci","246200364"'.replaceAll('"', "") +
        ',"CA de Béthune-Bruay, Artois-Lys Romane",190000,81,100,137700,mes-adresses',
      "epci,200044030,CC à cheval,17100,4,9,6800,mes-adresses",
      "epci,,,,1,2,1700,mes-adresses",
      "",
    ]);
    expect((await get("/territoires/departement/62.csv?panel=services")).body).toContain("unused,suite,,,,,,,,,,");
  });
});

describe("the entry to territories", () => {
  it("gives France's figures, the services of the union, and what is counted nowhere", async () => {
    const page = await words("/territoires");
    for (const phrase of [
      "72 % des 34 875 communes ont au moins un service",
      "Réunion de Mes Adresses (23 500) et La Suite territoriale (4 120)",
      "3 de leurs 94 communes ont un service",
      "Mes Adresses nomme 2 codes absents de la liste officielle, comptés nulle part : 80999, 99138.",
      "Corse-du-Sud 2A 80 sur 124 65 %",
      "Polynésie française 987 1 sur 48 2 % pas de donnée",
    ])
      expect(page).toContain(phrase);
  });
});

describe("the catalogue", () => {
  it("says of each metric who publishes it and what may be added up", async () => {
    const page = await words("/indicateurs");
    expect(page).toContain("4 indicateurs au catalogue, dont 3 publiés par un service");
    expect(page).toContain(
      "ensemble de territoires Mes Adresses et La Suite territoriale entre territoires et entre services",
    );
    expect(page).toContain("personnes différentes dans une période aucun service ne s’additionne pas");
  });
  it("lists in its CSV the headline figure of each service, one line a service", async () => {
    const { body } = await get("/indicateurs/communes-couvertes.csv?panel=services");
    const [columns, ...rows] = body
      .trim()
      .split("\r\n")
      .map((row) => row.split(","));
    const { services } = metricModels.communes_couvertes as MetricModel;
    expect(columns?.slice(0, 4)).toEqual(["service", "value", "part", "whole"]);
    expect(rows.map((row) => row.slice(0, 4))).toEqual(
      services.map(({ service, figure }) => [
        service.id,
        figure.value ?? "",
        figure.share?.part ?? "",
        figure.share?.whole ?? "",
      ]),
    );
  });
  it("has one address for a metric, and 404 for what it does not have", async () => {
    expect((await app.request("/indicateurs/communes_couvertes")).headers.get("location")).toBe(
      "/indicateurs/communes-couvertes",
    );
    expect((await get("/indicateurs/nothing")).status).toBe(404);
    expect(await words("/indicateurs/nothing")).toContain("Cet indicateur n’est pas au catalogue");
  });
  it("draws a union where services may be united, and the services side by side", async () => {
    const page = await words("/indicateurs/communes-couvertes");
    expect(page).toContain("Le réseau : réunion de tous les services");
    expect(page).toContain("25 201 communes sur 34 875, soit 72 %");
    expect(page).toContain("Dernière valeur : 4 120 communes, le 1er juillet 2024.");
  });
  it("adds nothing up where services do not count the same thing, and says what to ask instead", async () => {
    const page = await words("/indicateurs/rdv-pris");
    expect(page).toContain(
      "Les services ne s’additionnent pas : chacun a son chiffre, ci-dessous. Les services ne comptent pas la même chose",
    );
    expect(page).toContain("Demandez la liste des services, chacun avec son chiffre.");
    expect(page).not.toContain("somme de tous les services 66");
    expect(await words("/indicateurs/agents-actifs-28j")).toContain("28 derniers jours");
  });
});

describe("the search", () => {
  it("groups what it found, tells namesakes apart, and says how many there are", async () => {
    const page = await words("/recherche?q=saint");
    for (const phrase of [
      "416 résultats pour « saint »",
      "Les 20 premiers sur 412",
      "Saint-Denis Invention (93) 93200, 93210, 93380… 93066 1 200",
      "ancienne commune : Saint-Laurent-des-Autels (49296)",
      "ancien code 01340",
      "anciennement saint",
      "aucune source raccordée",
    ])
      expect(page).toContain(phrase);
  });
  it("says what can be searched when nothing is asked, or found", async () => {
    expect(await words("/recherche")).toContain("une commune, par son nom, son code postal ou son code Insee");
    expect(await words("/recherche?q=zzz")).toContain("Rien sous ces mots.");
  });
  it("is the same model as JSON", async () => {
    expect(JSON.parse((await get("/recherche.json?q=saint")).body)).toEqual(search("saint"));
  });
});
