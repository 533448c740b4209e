// Pages as they are kept in the log: packed, in base64.
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Page } from "../schemas/events.ts";
import type { AskedPage } from "./ask-pages.ts";

const pack = promisify(gzip);

/** The pages of an answer, in order. */
export async function packed(pages: readonly AskedPage[]): Promise<Page[]> {
  const done: Page[] = [];
  for (const { url, status, headers, bytes, sha256 } of pages) {
    const body = (await pack(bytes)).toString("base64");
    done.push({ url, status, headers: { ...headers }, sha256, bytes: bytes.length, body });
  }
  return done;
}
