// A real headless browser for tests; without one, a skip, aloud. Under CI=true that skip is a failure.
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { tell } from "./tell.ts";

const CHROMIUM = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/**
 * Whether there is a browser; says so when there is none.
 * @throws {Error} instead when CI=true: a green run must have seen a browser.
 */
export function hasChromium(whatFor: string): boolean {
  if (existsSync(CHROMIUM)) return true;
  if (process.env.CI === "true")
    throw new Error(`Under CI this must run, but there is no Chromium at ${CHROMIUM}: ${whatFor}`);
  tell(`SKIPPED: ${whatFor}: no Chromium at ${CHROMIUM} (apt-get install chromium, or CHROMIUM_PATH)`);
  return false;
}
export const openChromium = (): Promise<Browser> => chromium.launch({ executablePath: CHROMIUM, args: ARGS });
