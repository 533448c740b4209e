// From an HTTP endpoint to a page in a real browser: directory file → pull → serve → Chromium, JavaScript off.
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadTerritories } from "../../infra/territories.ts";
import { hasChromium, openChromium } from "../support/chromium.ts";
import { communesPage, communesStartup, type Folder, folder } from "../support/directory.ts";
import { type Loopback, loopback } from "../support/loopback.ts";
import { type Lasting, releve, served } from "../support/program.ts";

const found = hasChromium("an endpoint's figure in a browser");
describe.runIf(found)("a commune of an endpoint", () => {
  /** Digits only: pages part thousands by spaces. */
  const digits = (text: string | null) => Number((text ?? "").replace(/[^\d]/g, ""));
  const places: { code: string; population: number }[] = [];
  let files: Folder;
  let endpoint: Loopback;
  let browser: Browser;
  let server: (Lasting & { url: string }) | undefined;
  const options = () => ({ env: { RELEVE_DIRECTORY: files.path, RELEVE_ALLOW_LOOPBACK: "1" } });
  const data = () => join(files.path, "data");

  beforeAll(async () => {
    const territories = await loadTerritories();
    for (const { code, population, departement } of territories.places("commune"))
      if (departement === "29" && population !== undefined) places.push({ code, population });
    files = folder();
    endpoint = await loopback((request, response) => {
      const { searchParams } = new URL(request.url ?? "/", "http://localhost");
      response.end(
        communesPage(
          places.map(({ code }) => code),
          searchParams,
        ),
      );
    });
    files.write("a-dock.json", communesStartup("a-dock", `${endpoint.url}/stats`));
    browser = await openChromium();
  });
  afterAll(async () => {
    await server?.end("SIGKILL");
    await browser?.close();
    await endpoint?.close();
    files?.remove();
  });

  async function seen(width: number): Promise<{ communes: number; people: number }> {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 800 } });
    try {
      const page = await context.newPage();
      await page.goto(`${server?.url}/startups/a-dock`);
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Service a-dock");
      const figure = page.locator(".figs .fig").first();
      const value = figure.locator(".value");
      expect(await value.isVisible()).toBe(true);
      const box = await figure.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
      expect(await figure.textContent()).toMatch(/Source\s:/);
      const people = (await figure.locator(".fig-people").textContent()) ?? "";
      return { communes: digits(await value.textContent()), people: digits(people.split(",").at(-1) ?? "") };
    } finally {
      await context.close();
    }
  }

  it("is on the page at 1280 and 320 px; taken out, it moves coverage by 1 and population by its inhabitants", async () => {
    const pulled = await releve(["pull", "--data", data()], options());
    expect(pulled).toMatchObject({ exit: 0 });
    server = await served(["--data", data()], options());
    const whole = { communes: places.length, people: places.reduce((sum, { population }) => sum + population, 0) };
    expect(await seen(1280)).toEqual(whole);
    expect(await seen(320)).toEqual(whole);

    const [gone] = places.splice(7, 1);
    expect(await releve(["pull", "a-dock", "--data", data()], options())).toMatchObject({ exit: 0 });
    const less = { communes: whole.communes - 1, people: whole.people - (gone?.population ?? 0) };
    expect(await seen(1280)).toEqual(less);
    expect(await seen(320)).toEqual(less);
    expect(await server.end("SIGINT")).toBe(0);
  });
});
