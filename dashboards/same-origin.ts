// Forms are sent by our own pages only: a page of another site cannot have a reader's browser send one.
import type { Context } from "hono";
import { RequestRefused } from "../schemas/request-refused.ts";

/**
 * By what browsers say of where a form stood: `Sec-Fetch-Site`, else `Origin`. A program that says neither has no reader
 * whose trust it could use: no cookie says who asks.
 * @param publicUrl  where readers find the pages, when a proxy stands before us
 * @throws {RequestRefused} RELEVE_ORIGIN
 */
export function refuseOtherSites(c: Context, publicUrl: string | undefined): void {
  const site = c.req.header("sec-fetch-site");
  if (site === "same-origin" || site === "none") return;
  const origin = c.req.header("origin");
  if (site === undefined && (origin === undefined || isOurs(origin, c, publicUrl))) return;
  throw new RequestRefused("RELEVE_ORIGIN", {
    en: ["this form was sent by a page of another site", "open the page here, and fill in its own form"],
    fr: ["ce formulaire a été envoyé par la page d’un autre site", "ouvrez la page ici, et remplissez son formulaire"],
  });
}

/** A proxy may speak https where we hear http: the host tells. */
function isOurs(origin: string, c: Context, publicUrl: string | undefined): boolean {
  const from = URL.canParse(origin) ? new URL(origin).host : undefined;
  const own = [c.req.header("host"), publicUrl && new URL(publicUrl).host];
  return from !== undefined && own.includes(from);
}
