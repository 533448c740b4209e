// What the API promises: methods, browsers elsewhere, CSV of every panel, and a description that leaves nothing open.
import { describe, expect, it } from "vitest";
import { formatPath } from "../../dashboards/format-path.ts";
import type { Models } from "../../dashboards/model.ts";
import type { Page } from "../../dashboards/page.ts";
import { createApp } from "../../dashboards/routes.tsx";
import { EVERY } from "../../dashboards/shapes/list.ts";
import { PAGES } from "../../dashboards/site.tsx";
import { examplesOf } from "../support/examples.ts";
import { fixedModels } from "../support/models.ts";

const app = createApp({ models: fixedModels() });
const ask = (path: string, init: RequestInit = {}, from = app) => from.request(path, init);

describe("methods", () => {
  it.each(["/api/v1/overview", "/qualite.csv", "/openapi.json", "/healthz", "/api/v1/startups/rdv-solidarites"])(
    "%s takes GET and HEAD; any other is a problem (405) that says so",
    async (path) => {
      expect((await ask(path)).status).toBe(200);
      const head = await ask(path, { method: "HEAD" });
      expect([head.status, await head.text()]).toEqual([200, ""]);
      for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
        const refused = await ask(path, { method });
        expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
        if (path === "/openapi.json") continue;
        expect(refused.headers.get("content-type")).toBe("application/problem+json");
        expect(await refused.json()).toMatchObject({ code: "RELEVE_METHOD", status: 405, instance: path });
      }
    },
  );
  it("are POST alone where figures are sent, and both where decisions are", async () => {
    const allowed = async (path: string) => {
      const { status, headers } = await ask(path, { method: "PUT" });
      return [status, headers.get("allow")];
    };
    expect(await allowed("/api/v1/declarations")).toEqual([405, "POST, OPTIONS"]);
    expect(await allowed("/api/v1/decisions")).toEqual([405, "GET, HEAD, POST, OPTIONS"]);
    expect((await ask("/api/v1/declarations")).status).toBe(405);
  });
  it("that write need a token: without any, or where none is good, 401 says how, in the language that is asked for", async () => {
    const init = {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": "fr-FR, en;q=0.5" },
    };
    const reply = await ask("/api/v1/declarations", { ...init, body: '{"metric": "rendez_vous", "value": 1}' });
    expect([reply.status, reply.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="releve"']);
    expect(reply.headers.get("content-language")).toBe("fr");
    expect(await reply.json()).toMatchObject({ code: "RELEVE_TOKEN", title: expect.stringContaining("jeton") });
  });
  it("of a page are refused as a page, and an address that is not there stays 404", async () => {
    const page = await ask("/qualite", { method: "POST" });
    expect([page.status, page.headers.get("content-type")]).toEqual([405, "text/html; charset=UTF-8"]);
    expect((await ask("/api/v1/nope", { method: "POST" })).status).toBe(404);
  });
});

describe("a page of another site", () => {
  const origin = async (path: string, init?: RequestInit) =>
    (await ask(path, init)).headers.get("access-control-allow-origin");
  it("may read the API and its description, also when they fail", async () => {
    for (const path of ["/api/v1/overview", "/openapi.json", "/api/v1/startups/nope", "/api/v1/figures?colour=red"])
      expect([path, await origin(path)]).toEqual([path, "*"]);
  });
  it("may ask whether something changed", async () => {
    const { status, headers } = await ask("/api/v1/qualite", { method: "OPTIONS" });
    expect([status, headers.get("access-control-allow-headers")]).toEqual([204, "if-none-match"]);
  });
  it("may read nothing else", async () => {
    for (const path of ["/", "/qualite", "/index.json", "/qualite.csv", "/healthz", "/api"])
      expect([path, await origin(path)]).toEqual([path, null]);
  });
});

describe("help", () => {
  it("is there when the figures are not", async () => {
    const down = createApp({ models: fixedModels({ down: true }) });
    for (const path of ["/methodologie", "/api", "/accessibilite", "/en/mentions-legales"])
      expect([path, (await ask(path, {}, down)).status]).toEqual([path, 200]);
    expect((await ask("/qualite", {}, down)).status).toBe(503);
  });
  it("lists every address of the API", async () => {
    const text = await (await ask("/api")).text();
    for (const { api } of PAGES) if (api) expect(text).toContain(`<code>${api}</code>`);
    expect(text).toContain("<code>/api/v1/figures</code>");
  });
});

describe("every panel with rows", () => {
  /** The page of the table that an example is of. */
  const pageOf = (path: string): Page | undefined =>
    PAGES.find((page) => new RegExp(`^${page.path.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path.split("?")[0] ?? ""));
  /** A search for nothing has no rows. */
  const pages = examplesOf("invented").filter((path) => pageOf(path)?.tables && path !== "/recherche");
  it("is on its page under its own address, and gives them as CSV", async () => {
    expect(pages.length).toBeGreaterThan(2);
    for (const path of pages) {
      const page = await (await ask(path)).text();
      const links = [...page.matchAll(/href="([^"]+\.csv\?[^"]+)"/g)].map(([, link = ""]) =>
        link.replaceAll("&amp;", "&"),
      );
      expect([path, links.length > 0]).toEqual([path, true]);
      for (const link of links) {
        const panel = new URLSearchParams(link.split("?")[1]).get("panel") ?? "";
        expect(page).toContain(`id="${panel}"`);
        const csv = await ask(link);
        expect([link, csv.status, csv.headers.get("content-type")]).toEqual([
          link,
          200,
          "text/csv; charset=utf-8; header=present",
        ]);
        expect((await csv.text()).split("\r\n")[0]).toMatch(/^[a-z_\d]+(,[a-z_\d]+)*$/);
      }
    }
  });
  it("has all its rows: the page that is shown is left out, the filters stay", async () => {
    const asked: object[] = [];
    const noted = <Query extends object>(query: Query): Query => {
      asked.push(query);
      return query;
    };
    const fixed = fixedModels();
    const models: Models = {
      ...fixed,
      overview: (query) => fixed.overview(noted(query)),
      startups: (query) => fixed.startups(noted(query)),
      quality: (query) => fixed.quality(noted(query)),
      territory: (level, code, query) => fixed.territory(level, code, noted(query)),
    };
    const from = createApp({ models });
    for (const path of [
      "/index.csv?page=2&phase=construction",
      "/startups.csv?page=2&tri=nom",
      "/qualite.csv?page=2&etat=late",
      "/territoires/departement/62.csv?page=2&tri=nom",
    ])
      expect([path, (await ask(path, {}, from)).status]).toEqual([path, 200]);
    expect(asked).toEqual([
      { page: EVERY, phase: "construction" },
      { page: EVERY, tri: "nom", q: "" },
      { page: EVERY, etat: "late" },
      { page: 1, lignes: "toutes", tri: "nom" },
    ]);
    const page = await (await ask("/qualite?page=2&etat=late")).text();
    expect(page).toContain('href="/qualite.csv?etat=late&amp;panel=sources"');
  });
  it("is 404 under another name, with the names there are", async () => {
    const reply = await ask("/qualite.csv?panel=nope");
    expect([reply.status, (await reply.json()) as object]).toMatchObject([404, { hint: /^ask for one of: sources, / }]);
  });
});

describe("/openapi.json", async () => {
  type Schema = { type?: unknown; properties?: object; additionalProperties?: unknown } & Record<string, unknown>;
  interface Operation {
    readonly operationId: string;
    readonly parameters: { name: string; in: string; required: boolean; schema: Schema }[];
    readonly responses: Record<string, { headers?: object; content?: Record<string, { schema: Schema }> }>;
    readonly security?: object[];
  }
  const { openapi, paths, components } = (await (await ask("/openapi.json")).json()) as {
    openapi: string;
    paths: Record<string, { get?: Operation; post?: Operation }>;
    components: { schemas: Record<string, Schema> };
  };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  );

  it("names each operation once, and each part of an address with its form", () => {
    expect(openapi).toBe("3.1.0");
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { path, parameters } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = parameters.filter((one) => one.in === "path");
      expect(described.map(({ name }) => name)).toEqual(named);
      for (const { required, schema } of described) expect([required, typeof schema.pattern]).toEqual([true, "string"]);
    }
  });
  it("says of an instant that it is UTC, so that a time with an offset is refused by the description too", () => {
    const patterns = [
      ...JSON.stringify(paths).matchAll(/"format":"date-time"(?:,"pattern":("(?:[^"\\\\]|\\\\.)*"))?/g),
    ].map(([, pattern]) => new RegExp(JSON.parse(pattern ?? '""') as string));
    expect(patterns.length).toBeGreaterThan(5);
    for (const pattern of patterns) {
      expect("2026-03-01T10:00:00.5Z").toMatch(pattern);
      expect("2026-03-01T10:00:00.5+02:00").not.toMatch(pattern);
    }
  });
  it("gives every parameter a type, dates their format and choices their values", () => {
    const all = operations.flatMap(({ parameters = [] }) => parameters);
    for (const { name, schema } of all) expect([name, typeof schema.type]).toEqual([name, "string"]);
    for (const { name, schema } of all) if (name === "day") expect(schema).toMatchObject({ format: "date" });
    const limit = all.find(({ name }) => name === "limit");
    expect(limit?.schema).toEqual({ type: "integer", minimum: 1, maximum: 50_000, default: 1000 });
    expect(all.find(({ name }) => name === "grain")?.schema.enum).toContain("sunday_week");
  });
  it("says every way to fail, each as a problem", () => {
    for (const { path, method, responses, security } of operations) {
      const failing = Object.entries(responses).filter(([status]) => Number(status) >= 400);
      expect(failing.map(([status]) => status)).toEqual(expect.arrayContaining(["400", "405", "500", "503"]));
      if (path.includes("{")) expect(responses).toHaveProperty("404");
      if (path === "/healthz") continue;
      if (method === "get") expect(responses).toHaveProperty("304.headers.ETag");
      else expect(failing.map(([status]) => status)).toEqual(expect.arrayContaining(["413", "429"]));
      if (security) expect(failing.map(([status]) => status)).toEqual(expect.arrayContaining(["401", "403"]));
      for (const [, { content = {} }] of failing) expect(Object.keys(content)).toEqual(["application/problem+json"]);
    }
  });
  it("leaves no object open", () => {
    const open: string[] = [];
    const look = (schema: unknown, where: string): void => {
      if (typeof schema !== "object" || schema === null) return;
      const { type, additionalProperties, properties } = schema as Schema;
      if (type === "object" && properties && additionalProperties !== false) open.push(where);
      for (const [name, inner] of Object.entries(schema)) look(inner, `${where}.${name}`);
    };
    look(components.schemas, "");
    expect(open).toEqual([]);
  });
  it("describes CSV as CSV", () => {
    for (const { path, tables } of PAGES)
      if (tables) expect(paths[formatPath(path, "csv")]?.get?.responses[200]?.content).toHaveProperty("text/csv");
  });
});

describe("the walk over all pages", () => {
  it("refuses a page whose address has names and no example", () => {
    expect(() => examplesOf("invented", [{ path: "/nouveau/{code}" }])).toThrow(
      /\/nouveau\/\{code\} has no invented example/,
    );
    expect(examplesOf("house", [{ path: "/nouveau" }])).toEqual(["/nouveau"]);
  });
});
