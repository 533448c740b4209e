// A team without git, shell or JavaScript joins: from the address it pastes to its figure on the page of its service, by
// the real program and a real browser. What was accepted stays after a restart, is pulled, and a rebuild says the same.
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { issueToken } from "../../ingestors/tokens/issue.ts";
import { openTokens } from "../../ingestors/tokens/known.ts";
import { newEventId } from "../../schemas/ids.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { hasChromium, openChromium } from "../support/chromium.ts";
import { type Folder, folder } from "../support/directory.ts";
import { type Loopback, loopback } from "../support/loopback.ts";
import { type Lasting, releve, served } from "../support/program.ts";

const found = hasChromium("a team joins in a browser without JavaScript");
describe.runIf(found)("a team that joins", () => {
  let files: Folder;
  let endpoint: Loopback;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let server: Lasting & { url: string };
  let token = "";
  const env = { RELEVE_ALLOW_LOOPBACK: "1", RELEVE_CHECK_PER_MINUTE: "100" };
  const command = (...args: string[]) =>
    releve([...args, "--data", join(files.path, "data")], { env, cwd: files.path });
  const serve = () => served(["--data", join(files.path, "data")], { env });
  const press = (name: string | RegExp) => page.getByRole("button", { name }).click();
  const heading = () => page.getByRole("heading", { level: 1 }).textContent();
  const plain = async () => ((await page.locator("main").textContent()) ?? "").replace(/[\u00a0\u202f]/g, " ");

  beforeAll(async () => {
    files = folder();
    endpoint = await loopback((_, response) =>
      response.end('{"months": [{"m": "2026-09", "visits": 1204}, {"m": "2026-10", "visits": 1388}]}'),
    );
    token = await prepared();
    [server, browser] = await Promise.all([serve(), openChromium()]);
    context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.end("SIGKILL");
    await endpoint?.close();
    files?.remove();
  });

  /** A registry of two services, and a token to decide, in the log before anything runs. */
  async function prepared(): Promise<string> {
    const log = await openLmdbLog({ folder: join(files.path, "data", "log"), clock: Date.now });
    const now = Date.now();
    for (const startup of ["a-dock", "b-dock"]) {
      const of = { startup, at: new Date(now).toISOString() };
      const facts = [
        { type: "startup.registered", id: newEventId(now), ...of, name: `Service ${startup}`, origin: "registre" },
        {
          type: "phase.entered",
          id: newEventId(now),
          ...of,
          phase: "acceleration",
          start: "2026-01-01",
          end: "",
          place: 0,
        },
      ];
      await log.append(
        TOPICS.registry,
        facts.map((fact) => ({ key: startup, value: Buffer.from(JSON.stringify(fact)) })),
      );
    }
    const issuing = { log, tokens: openTokens(log), clock: Date.now, newId: newEventId, signal: () => undefined };
    const { text } = await issueToken(issuing, { right: "decide", startup: undefined, holder: "marie" });
    await log.close();
    return text;
  }

  /** The network's click: the token, and one button. */
  async function accepts(name: string): Promise<void> {
    await page.goto(`${server.url}/rejoindre/demandes`);
    await page.getByLabel("Jeton").fill(token);
    await press(`Accepter ${name}`);
    expect(await page.getByRole("status").textContent()).toBe("C’est accepté.");
  }
  async function asks(service: string, way: string): Promise<string> {
    await page.getByLabel(way).check();
    await page.getByLabel("Votre service").fill(service);
    await page.getByLabel("Qui demande").fill("Équipe À quai");
    await page.getByLabel("Adresse électronique").fill("ada@a-dock.example");
    await press("Envoyer la demande");
    expect(await heading()).toBe(`Demande de Service ${service}`);
    return page.url();
  }

  it("pastes an address, sees its figures, asks; the network accepts in one click, and they are on its page", async () => {
    await page.goto(server.url);
    await page.getByRole("link", { name: "Rejoindre Relevé" }).click();
    await page.getByLabel("Adresse des chiffres", { exact: true }).fill(endpoint.url);
    await press("Regarder");
    expect(await heading()).toBe("2 chiffres lus à cette adresse");
    expect(await plain()).toMatch(/Visites.*France entière.*1 388/s);
    const follow = await asks("a-dock", "Relevé lit notre adresse");
    expect(await plain()).toContain("Le réseau n’a pas encore répondu");
    await accepts("Service a-dock");
    await page.goto(follow);
    await page.getByRole("link", { name: "Page du service" }).click();
    await expect.poll(async () => (await page.reload()) && (await plain()), { timeout: 15_000 }).toMatch(/1 388/);
  });

  it("has no endpoint: it types a figure by keyboard, corrects what is told, and the figure says that it is by hand", async () => {
    await page.goto(`${server.url}/rejoindre`);
    const follow = await asks("b-dock", "Nous saisissons nos chiffres chaque mois");
    await accepts("Service b-dock");
    await page.goto(follow);
    await page.getByLabel("Indicateur").first().selectOption({ label: "Utilisateurs" });
    await page.getByLabel("Nombre").first().fill("beaucoup");
    await page.getByLabel("Nombre").first().press("Enter");
    expect(await page.getByRole("alert").textContent()).toContain("pas lisible");
    expect(await page.getByLabel("Nombre").first().getAttribute("aria-invalid")).toBe("true");
    await page.getByLabel("Nombre").first().fill("4 321");
    await press("Enregistrer ces chiffres");
    expect(await page.getByRole("status").textContent()).toContain("1 chiffre enregistré");
    await page.goto(`${server.url}/startups/b-dock`);
    await expect.poll(async () => (await page.reload()) && (await plain()), { timeout: 15_000 }).toMatch(/4 321/);
    expect(await plain()).toMatch(/déclaré à la main/i);
  });

  it("is there after a restart, told with where it came from, pulled with the rest; and a rebuild differs in nothing", async () => {
    expect(await server.end("SIGTERM")).toBe(0);
    const listed = await command("sources");
    expect(listed.out).toMatch(/a-dock +site +json +visites +request \S+ +marie/);
    expect(listed.out).toMatch(/b-dock +saisie +push +request \S+ +marie/);
    expect(await command("pull")).toMatchObject({ exit: 0, out: expect.stringMatching(/a-dock +site +unchanged/) });
    const rebuilt = await command("rebuild", "--json");
    expect(JSON.parse(rebuilt.out)).toMatchObject({ outcome: "live", changes: { tables: [], figures: { count: 0 } } });
    server = await serve();
    expect(await (await fetch(`${server.url}/startups/b-dock`)).text()).toMatch(/4[\s\u202f\u00a0]321/);
    const log = server.lines.join("\n");
    expect(log).not.toMatch(/ada@|releve_|rejoindre/);
  });
});
