// Endpoints of every kind that publish what nobody should: people's addresses, and the secrets with which they were asked.
import type { IncomingMessage } from "node:http";
import { gunzipSync } from "node:zlib";
import { type Loopback, loopback } from "./loopback.ts";

/** All addresses are of this domain, so that one search finds any of them. */
export const DOMAIN = "fuite.example";
export const mail = (who: string) => `${who}@${DOMAIN}`;
/** Secrets that are set, by the names that directory files give them. */
export const SECRETS = {
  RELEVE_SECRET_MATOMO: "m4tomo-planted-7f3a91",
  RELEVE_SECRET_HEADER: "h3ader-planted-c02be8",
};
/** Credentials of others, which answers and pushes hold. */
export const FOREIGN = "f0reign-planted-55d1ae";
export const PASSWORD = "p4ssword-planted-9e";

const months = ["2026-08", "2026-09", "2026-10"];
const features = [
  { code: "37261", nb: 7, contact: mail("carte"), api_key: FOREIGN },
  { code: "2A004", nb: 3, contact: mail("carte2") },
];
const impact = [
  "nom_service_public_numerique,indicateur,valeur,unite_mesure,est_cible,date,est_periode,date_debut,denom_insee,code_insee,commentaires",
  `À quai,Visites,143,visite,false,2026-09-30,true,2026-09-01,,,écrire à ${mail("csv")}`,
  `${mail("service")},Autre,1,visite,false,2026-09-30,true,2026-09-01,,,`,
].join("\n");

/** By path. `asked` is what came, so that it can be said back. */
const BODIES: Readonly<Record<string, (asked: string) => unknown>> = {
  "/matomo/index.php": (asked) =>
    Object.fromEntries(months.map((month) => [month, { nb_visits: 12, label: mail("matomo"), echo: asked }])),
  "/api/public/card/3f0c1a52-1111-4222-8333-000000000001/query/json": () => features,
  "/chart": () => [{ name: `Agent ${mail("chart")}`, data: months.map((month) => [month, 5]) }],
  "/geojson": (asked) => ({
    type: "FeatureCollection",
    features: features.map((properties) => ({ type: "Feature", geometry: null, properties, asked })),
  }),
  "/impact.csv": () => impact,
  "/.well-known/impact.json": () => ({
    version: 1,
    figures: [{ metric: "cartes_publiees", value: 4, dims: { par: mail("releve") } }],
  }),
  "/api/datasets/data/": () => ({
    data: months.map((month) => ({ dataset_id: mail("datagouv"), metric_month: month, monthly_visit: 9 })),
    links: { next: `https://x.example/?access_token=${FOREIGN}` },
    meta: { page: 1, page_size: 50, total: 3 },
  }),
  "/broken": (asked) => `{"error": "no such key ${asked}", "who": "${mail("broken")}"`,
  "/check": (asked) => ({ maps_count: 40321, contacts: [mail("check")], token: FOREIGN, asked, [mail("key")]: 3 }),
};

/** Every answer comes with cookies, and says back what it was asked with. */
export async function plantedEndpoints(): Promise<Loopback> {
  return loopback(async (request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://x");
    const asked = `${request.headers.authorization ?? ""} ${decodeURIComponent(await bodyOf(request))}`.trim();
    const cookies = { "set-cookie": `session=${FOREIGN}; Path=/`, "x-api-key": FOREIGN };
    if (pathname === "/moved") {
      response.writeHead(302, { ...cookies, location: `/gone?access_token=${FOREIGN}` }).end(mail("moved"));
      return;
    }
    const body = BODIES[pathname]?.(asked);
    if (body === undefined) {
      response.writeHead(500, cookies).end(`${mail("gone")} ${asked}`);
      return;
    }
    const text = typeof body === "string" ? body : JSON.stringify(body);
    response.writeHead(200, {
      ...cookies,
      "content-type": pathname.endsWith(".csv") ? "text/csv" : "application/json",
    });
    response.end(text);
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** The directory files of a startup with a source of each kind, and a push. */
export function plantedStartup(url: string): object {
  const visits = { metric: "visites", value: "nb_visits" };
  const territory = { level: "commune", column: "code" };
  const headers = { Authorization: "Bearer {{RELEVE_SECRET_HEADER}}" };
  const monthly = { grain: "month", format: "iso-month" };
  const source = (name: string, kind: string, settings: object) => ({ source: name, kind, settings });
  return {
    startup: "planted",
    name: "Planted",
    sources: [
      source("matomo", "matomo", {
        url: `${url}/matomo/`,
        site: 1,
        token: "{{RELEVE_SECRET_MATOMO}}",
        figures: [visits],
      }),
      source("card", "metabase", {
        url: `${url}/public/question/3f0c1a52-1111-4222-8333-000000000001`,
        figures: [{ metric: "jeux_de_donnees", value: "nb", territory, dims: { contact: { column: "contact" } } }],
      }),
      source("chart", "chartkick", { url: `${url}/chart`, ...monthly, figures: [{ metric: "rdv_pris", each: "par" }] }),
      source("map", "geojson", {
        url: `${url}/geojson`,
        headers,
        figures: [{ metric: "reutilisations", value: "nb", territory }],
      }),
      source("impact", "schema-impact", {
        url: `${url}/impact.csv`,
        figures: [{ metric: "telechargements", indicateur: "Visites" }],
      }),
      source("site", "releve", { url, metrics: ["cartes_publiees"] }),
      source("datagouv", "datagouv-metrics", {
        url: `${url}/api/datasets/data/`,
        figures: [{ metric: "appels_api", value: "monthly_visit", dims: { jeu: "dataset_id" } }],
      }),
      source("broken", "json", { url: `${url}/broken`, headers, figures: [{ metric: "demarches", value: "/n" }] }),
      source("moved", "json", { url: `${url}/moved`, headers, figures: [{ metric: "adresses", value: "/n" }] }),
      source("sent", "push", {}),
    ],
  };
}

const UNWANTED = new RegExp([DOMAIN, ...Object.values(SECRETS), FOREIGN, PASSWORD].join("|"), "g");

/** What of it stands in a text: each with the words around it. */
export function leaksIn(where: string, text: string): string[] {
  return [...text.matchAll(UNWANTED)].map(
    ({ index }) => `${where}: …${text.slice(Math.max(0, index - 80), index + 60).replaceAll("\n", " ")}…`,
  );
}

/** A record's text, its packed bodies unpacked. */
export function unpackedText(value: Buffer): string {
  const text = value.toString("utf8");
  const packed = [...text.matchAll(/"body":"([A-Za-z0-9+/=]{20,})"/g)].map(([, body = ""]) => body);
  return [text, ...packed.map((body) => gunzipSync(Buffer.from(body, "base64")).toString("utf8"))].join("\n");
}
