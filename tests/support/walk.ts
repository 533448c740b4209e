// What must hold of a page in a browser: looked at in one visit, told as a list of faults.
import { AxeBuilder } from "@axe-core/playwright";
import { HtmlValidate } from "html-validate";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { foreignWords, namesIn, textsOf } from "./language.ts";

export interface Look {
  readonly width: 1280 | 390 | 320;
  readonly scheme: "light" | "dark";
  readonly js: boolean;
}
export const lookName = ({ width, scheme, js }: Look) => `${width} px, ${scheme}, JavaScript ${js ? "on" : "off"}`;
export const WIDTHS = [1280, 390, 320] as const;
/** Every width, in both colours, with and without JavaScript. */
export const ALL_LOOKS: readonly Look[] = WIDTHS.flatMap((width) =>
  (["light", "dark"] as const).flatMap((scheme) => [true, false].map((js) => ({ width, scheme, js }))),
);
/** The widest and the narrowest, dark and without JavaScript once each: what `npm test` has time for. */
export const QUICK_LOOKS: readonly Look[] = [
  { width: 1280, scheme: "light", js: false },
  { width: 320, scheme: "dark", js: true },
];

const html = new HtmlValidate({
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    // Written out, since a table that is shown as cards on a phone loses its roles in some browsers.
    "no-redundant-role": "off",
    // hono/jsx writes void elements as <br/>, as XML does: both are HTML.
    "void-style": "off",
    // A matter of how the source looks, and there is none: pages are written by a program, on one line.
    "no-trailing-whitespace": "off",
    // hono/jsx writes an attribute without a value as ="" : both are HTML.
    "attribute-boolean-style": "off",
    // Ids of startups have dots (`data.gouv`), which HTML allows; no style sheet selects by them.
    "valid-id": ["error", { relaxed: true }],
    // A title begins with the service's own name, however long it is.
    "long-title": "off",
    // What comes from this very server needs no second proof; nothing comes from elsewhere, which the walk watches.
    "require-sri": ["error", { target: "crossorigin" }],
  },
});

export interface Sight {
  /** Its HTML and its language too: no look changes them. */
  readonly source: boolean;
  /** Default: yes, where scripts are on. */
  readonly axe?: boolean;
  /** Default: 200. */
  readonly status?: number;
  /** Fills in a form of the page and sends it; what came is what is looked at. */
  readonly send?: (page: Page) => Promise<unknown>;
}

/** Visits addresses one after the other in one tab, and tells what is wrong with each. */
export class Walk {
  readonly #origin: string;
  readonly #context: BrowserContext;
  readonly #page: Page;
  /** axe waits on the page's own timers: it cannot run where scripts are off. */
  readonly #canRunAxe: boolean;
  readonly #faults: string[] = [];

  private constructor(origin: string, context: BrowserContext, page: Page, canRunAxe: boolean) {
    this.#origin = origin;
    this.#context = context;
    this.#page = page;
    this.#canRunAxe = canRunAxe;
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.#faults.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.#faults.push(`script: ${error.message}`));
    page.on("request", (request) => {
      if (!request.url().startsWith(origin)) this.#faults.push(`asks elsewhere: ${request.url()}`);
    });
  }

  static async open(browser: Browser, origin: string, { width, scheme, js }: Look): Promise<Walk> {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: scheme,
      javaScriptEnabled: js,
    });
    return new Walk(origin, context, await context.newPage(), js);
  }

  /** All that is wrong with a page. */
  async see(path: string, { source, axe = true, status = 200, send }: Sight): Promise<string[]> {
    this.#faults.length = 0;
    const first = await this.#page.goto(`${this.#origin}${path}`);
    const reply = send ? (await Promise.all([this.#page.waitForNavigation(), send(this.#page)]))[0] : first;
    if (reply?.status() !== status) this.#faults.push(`status ${reply?.status()} instead of ${status}`);
    await this.#headings();
    await this.#overflow("folded");
    await this.#page.evaluate("document.querySelectorAll('details:not(.theme)').forEach((one) => { one.open = true })");
    await this.#overflow("unfolded");
    await this.#tables();
    if (axe && this.#canRunAxe) await this.#axe();
    if (source) {
      await this.#valid((await reply?.text()) ?? "");
      await this.#language();
    }
    // A browser writes a line for each status above 399: here that status is what was asked for.
    const expected =
      status < 400 ? undefined : `console: Failed to load resource: the server responded with a status of ${status}`;
    const faults = this.#faults.filter((fault) => expected === undefined || !fault.startsWith(expected));
    return faults.map((fault) => `${path} — ${fault}`);
  }

  close(): Promise<void> {
    return this.#context.close();
  }

  async #axe(): Promise<void> {
    // Legacy mode opens no second tab to collect the results of frames: there is no frame.
    const { violations } = await new AxeBuilder({ page: this.#page }).setLegacyMode(true).analyze();
    this.#faults.push(...violations.map(({ id, nodes }) => `axe ${id}: ${nodes[0]?.html}`));
  }

  async #headings(): Promise<void> {
    const count = await this.#page.locator("h1").count();
    if (count !== 1) this.#faults.push(`${count} h1`);
  }

  async #overflow(when: string): Promise<void> {
    const over = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    const wide = (await this.#page.evaluate(over)) as number;
    if (wide > 0) this.#faults.push(`${when}: ${wide} px too wide`);
  }

  /** Beside every chart stands a table with as many rows as the chart has points. */
  async #tables(): Promise<void> {
    const bad =
      await this.#page.evaluate(`[...document.querySelectorAll("figure, svg.chart-wide, ol.bars")].flatMap((chart) => {
      const section = chart.closest("section");
      const rows = section ? Math.max(0, ...[...section.querySelectorAll("table")].map((one) => one.tBodies[0]?.rows.length ?? 0)) : 0;
      const drawn = chart.matches("ol") ? chart.children.length
        : Math.max(1, ...[...chart.querySelectorAll(".chart-wide .curve, .curve")].map((one) => (one.getAttribute("d") ?? "").split(/[ML]/).length - 1));
      return rows >= drawn ? [] : [(section?.id ?? "no section") + ": " + drawn + " drawn, " + rows + " rows"];
    })`);
    this.#faults.push(...(bad as string[]).map((one) => `chart without its table, ${one}`));
  }

  async #valid(text: string): Promise<void> {
    const { results } = await html.validateString(text);
    const messages = results.flatMap(({ messages }) => messages);
    this.#faults.push(...messages.map((one) => `html ${one.ruleId}: ${one.message} (${one.selector ?? ""})`));
  }

  async #language(): Promise<void> {
    const { lang, texts } = await textsOf(this.#page);
    const beside = this.#page.locator('link[rel="alternate"][type="application/json"]');
    const address = (await beside.count()) > 0 ? await beside.first().getAttribute("href") : null;
    const model = address === null ? {} : await (await fetch(new URL(address, this.#page.url()))).json();
    this.#faults.push(...foreignWords(lang, texts, namesIn(model)).map((word) => `not ${lang}: ${word}`));
  }
}
