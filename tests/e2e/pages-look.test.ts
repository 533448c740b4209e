// The pages in a real browser, without JavaScript: three widths, light and dark, axe, no overflow, and words that show.
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../dashboards/routes.tsx";
import { type RunningServer, startServer } from "../../infra/http/server.ts";
import { hasChromium, openChromium } from "../support/chromium.ts";
import { fixedModels } from "../support/models.ts";

const found = hasChromium("the look of the pages");

const PAGES = [
  "/",
  "/startups",
  "/startups/rdv-solidarites",
  "/incubateurs/atelier",
  "/territoires/departement/62",
  "/recherche?q=saint",
];
/** The same bricks: looked at once. */
const OTHERS = [
  "/en",
  "/en/startups/rdv-solidarites",
  "/startups/médiature",
  "/incubateurs",
  "/porteurs/ministere",
  "/nope",
  "/?colour=red",
  "/en/rapports/2024-S52",
  "/territoires",
  "/territoires/commune/49126",
  "/indicateurs",
  "/indicateurs/communes-couvertes",
  "/indicateurs/rdv-pris",
  "/recherche",
  "/territoires/commune/00000",
];
const WIDTHS = [1280, 390, 320];

describe.runIf(found)("the pages in Chromium", () => {
  let server: RunningServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await startServer({ fetch: createApp({ models: fixedModels() }).fetch, port: 0, host: "127.0.0.1" });
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  const visit = async <Seen>(
    path: string,
    options: Parameters<Browser["newContext"]>[0],
    see: (page: Page, context: BrowserContext) => Promise<Seen>,
  ) => {
    const context = await browser.newContext(options);
    try {
      const page = await context.newPage();
      await page.goto(`${server.url}${path}`);
      return await see(page, context);
    } finally {
      await context.close();
    }
  };

  for (const width of WIDTHS)
    for (const colorScheme of ["light", "dark"] as const)
      it(`pass axe at ${width} px, ${colorScheme}, with every fold open, and nothing overflows`, async () => {
        for (const path of width === 1280 && colorScheme === "light" ? [...PAGES, ...OTHERS] : PAGES) {
          await visit(path, { viewport: { width, height: 800 }, colorScheme, bypassCSP: true }, async (page) => {
            const wide = () =>
              page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            expect(await wide(), `${path} folded`).toBe(0);
            await page.evaluate(
              "document.querySelectorAll('details:not(.theme)').forEach((fold) => { fold.open = true })",
            );
            expect(await wide(), `${path} unfolded`).toBe(0);
            const { violations } = await new AxeBuilder({ page }).analyze();
            expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
          });
        }
      });

  it("are complete without JavaScript, and the browser reports nothing refused", async () => {
    const refused: string[] = [];
    await visit("/", { javaScriptEnabled: false }, async (page) => {
      page.on("console", (message) => refused.push(message.text()));
      page.on("requestfailed", (request) => {
        if (request.failure()?.errorText !== "net::ERR_ABORTED") refused.push(request.url());
      });
      await page.reload();
      await page.getByRole("link", { name: "RDV-Solidarités" }).first().click();
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("RDV-Solidarités");
      await page.getByText("Afficher les données").first().click();
      expect(await page.getByRole("table").first().isVisible()).toBe(true);
      await page.getByRole("link", { name: "English" }).click();
      expect(page.url()).toBe(`${server.url}/en/startups/rdv-solidarites`);
      await page.getByText("Theme", { exact: true }).click();
      await page.getByLabel("dark").check();
      await page.getByRole("button", { name: "Apply" }).click();
      expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
      expect(page.url()).toBe(`${server.url}/en/startups/rdv-solidarites`);
      expect(refused).toEqual([]);
    });
  });

  it("begin with a skip link for the keyboard", async () => {
    await visit("/", {}, async (page) => {
      await page.keyboard.press("Tab");
      expect(await page.locator(":focus").textContent()).toBe("Aller au contenu");
      await page.keyboard.press("Enter");
      expect(await page.locator(":focus").getAttribute("id")).toBe("contenu");
    });
  });
});
