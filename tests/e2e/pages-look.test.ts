// Every page of the table in a real browser, over invented models with every state and over a small real house.
// `npm test` looks at each from two sides, and asks axe of every other page; `npm run pages` from all twelve, with axe.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LANGS } from "../../dashboards/format.ts";
import { href } from "../../dashboards/pages/view.ts";
import { createApp } from "../../dashboards/routes.tsx";
import { type RunningServer, startServer } from "../../infra/http/server.ts";
import { hasChromium, openChromium } from "../support/chromium.ts";
import { examplesOf, PROBLEMS } from "../support/examples.ts";
import { CODES, fixedDoor } from "../support/join-model.ts";
import { fixedModels } from "../support/models.ts";
import { feedReportHouse, openReportHouse, published, type ReportHouse } from "../support/report-house.ts";
import { ALL_LOOKS, type Look, lookName, QUICK_LOOKS, type Sight, Walk } from "../support/walk.ts";

const found = hasChromium("the look of the pages");
const whole = process.env.PAGES === "all";
const looks = whole ? ALL_LOOKS : QUICK_LOOKS;
const [first = QUICK_LOOKS[0]] = looks;
const HTML = { headers: { "content-type": "text/html; charset=utf-8" } };
const FAULTY = `<!DOCTYPE html><html lang="en"><head><title>Faulty</title></head><body><main>
  <h1>One</h1><h1>Two</h1><p id="twice">Les chiffres</p><p id="twice" style="width:900px">wide</p>
  <img src="http://elsewhere.invalid/x.png"/>
  <section id="chart"><figure><svg class="chart-wide"><path class="curve" d="M0 0L1 1L2 2"/></svg></figure>
  <table><tbody><tr><td>1</td></tr><tr><td>2</td></tr></tbody></table></section></main></body></html>`;
const inEnglish = (path: string) => href({ lang: "en" }, path);

describe.runIf(found)("every page", () => {
  let invented: RunningServer;
  let real: RunningServer;
  let house: ReportHouse;
  let browser: Browser;
  beforeAll(async () => {
    const door = await fixedDoor();
    const serve = (models: ReturnType<typeof fixedModels>) =>
      startServer({ fetch: createApp({ models, door }).fetch, port: 0, host: "127.0.0.1" });
    [invented, browser, house] = await Promise.all([serve(fixedModels()), openChromium(), openReportHouse()]);
    await feedReportHouse(house);
    await published(house);
    real = await serve(house.models);
  });
  afterAll(async () => {
    await browser?.close();
    await invented?.stop();
    await real?.stop();
    await house?.close();
  });

  async function faults(origin: string, look: Look, paths: readonly string[], sight: Sight): Promise<string[]> {
    const walk = await Walk.open(browser, origin, look);
    const all: string[] = [];
    try {
      for (const [index, path] of paths.entries())
        all.push(...(await walk.see(path, { axe: whole || index % 2 === 0, ...sight })));
    } finally {
      await walk.close();
    }
    return all;
  }

  for (const look of looks)
    it(`has nothing wrong at ${lookName(look)}`, async () => {
      const paths = examplesOf("invented");
      const isQuick = QUICK_LOOKS.some((quick) => lookName(quick) === lookName(look));
      const other = whole && isQuick ? paths.map(inEnglish) : [];
      expect(await faults(invented.url, look, [...paths, ...other], { source: look === first })).toEqual([]);
    });
  it("has nothing wrong in English", async () => {
    const paths = examplesOf("invented").map(inEnglish);
    const look: Look = { width: 390, scheme: "light", js: true };
    expect(await faults(invented.url, look, paths, { source: true, axe: whole })).toEqual([]);
  });
  for (const look of whole ? QUICK_LOOKS : [first as Look])
    it(`has nothing wrong over the real engine at ${lookName(look)}`, async () => {
      expect(await faults(real.url, look, examplesOf("house"), { source: look === first })).toEqual([]);
    });
  it("has nothing wrong when it says that there is no answer", async () => {
    for (const lang of LANGS)
      for (const [path, status] of Object.entries(PROBLEMS))
        expect(await faults(invented.url, first as Look, [href({ lang }, path)], { source: true, status })).toEqual([]);
  });

  it("has nothing wrong when a form was sent: figures that are shown, faults beside their fields, a token", async () => {
    const press = (name: string) => (page: Page) => page.getByRole("button", { name, exact: true }).click();
    const paste = async (page: Page) => {
      await page.getByText("Ou collez la réponse elle-même").click();
      await page.getByLabel("Réponse, telle que").fill('{"users": 12, "2026-10": {"page": "oui"}}');
      await press("Regarder")(page);
    };
    const follow = `/rejoindre/suivi/${CODES.hand}`;
    const sights = [
      ["/rejoindre", { send: paste }],
      ["/rejoindre", { send: press("Envoyer la demande"), status: 400 }],
      ["/en/rejoindre", { send: press("Look"), status: 400 }],
      [follow, { send: press("Montrer le jeton, une seule fois") }],
    ] as const;
    for (const [path, sight] of sights) {
      const walk = await Walk.open(browser, invented.url, { width: 320, scheme: "dark", js: true });
      expect(await walk.see(path, { ...sight, source: true })).toEqual([]);
      await walk.close();
    }
  });

  it("would not hide a fault: each one planted is told", async () => {
    const server = await startServer({ fetch: () => new Response(FAULTY, HTML), port: 0, host: "127.0.0.1" });
    const look: Look = { width: 320, scheme: "light", js: true };
    const told = await faults(server.url, look, ["/"], { source: true, status: 404 });
    await server.stop();
    for (const fault of [
      "status 200 instead of 404",
      "2 h1",
      "folded: ",
      "asks elsewhere: http://elsewhere.invalid/x.png",
      "chart without its table, chart: 3 drawn, 2 rows",
      "axe image-alt",
      "html no-dup-id",
      "not en: chiffres",
    ])
      expect([fault, told.some((one) => one.startsWith(`/ — ${fault}`))]).toEqual([fault, true]);
  });

  it("can be used without JavaScript, and nothing is refused", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const refused: string[] = [];
    page.on("console", (message) => refused.push(message.text()));
    page.on("requestfailed", (request) => {
      if (request.failure()?.errorText !== "net::ERR_ABORTED") refused.push(request.url());
    });
    await page.goto(invented.url);
    await page.getByRole("link", { name: "RDV-Solidarités" }).first().click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("RDV-Solidarités");
    await page.getByText("Afficher les données").first().click();
    expect(await page.getByRole("table").first().isVisible()).toBe(true);
    await page.getByRole("link", { name: "English" }).click();
    expect(page.url()).toBe(`${invented.url}/en/startups/rdv-solidarites`);
    await page.getByText("Theme", { exact: true }).click();
    await page.getByLabel("dark").check();
    await page.getByRole("button", { name: "Apply" }).click();
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    expect(page.url()).toBe(`${invented.url}/en/startups/rdv-solidarites`);
    expect(refused).toEqual([]);
    await context.close();
  });
  it("begins with a skip link for the keyboard", async () => {
    const page = await browser.newPage();
    await page.goto(invented.url);
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Aller au contenu");
    await page.keyboard.press("Enter");
    expect(await page.locator(":focus").getAttribute("id")).toBe("contenu");
    await page.close();
  });
});
