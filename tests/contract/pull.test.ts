import { mkdtempSync, rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openHttpClient } from "../../infra/http/client.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { openMemory } from "../../ingestors/memory.ts";
import { failures, pullAll } from "../../ingestors/pull.ts";
import { pushFigures } from "../../ingestors/push.ts";
import { recordReference } from "../../ingestors/reference.ts";
import { newTokenText } from "../../ingestors/tokens/token-text.ts";
import { sha256 } from "../../schemas/canonical.ts";
import { CATALOGUE } from "../../schemas/catalogue.ts";
import { ReleveError } from "../../schemas/errors.ts";
import { type EndpointAnswered, FactEvent, RegistryEvent } from "../../schemas/events.ts";
import { newEventId } from "../../schemas/ids.ts";
import { type EventLog, PARTITIONS, TOPICS, type Topic } from "../../schemas/ports.ts";
import type { SignalFields, SignalName } from "../../schemas/signals.ts";
import { Declaration } from "../../schemas/source.ts";
import type { Territories } from "../../schemas/territory.ts";
import { type Loopback, loopback, sendJson } from "../support/loopback.ts";

let folder: string;
let log: EventLog;
const servers: Loopback[] = [];
const signals: { name: SignalName; fields: SignalFields }[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "releve-pull-"));
  log = await openLmdbLog({ folder });
  signals.length = 0;
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

type Handle = (request: IncomingMessage, response: ServerResponse) => void;
async function given(handle: Handle): Promise<Loopback> {
  const server = await loopback(handle);
  servers.push(server);
  return server;
}
const http = openHttpClient({
  timeoutMs: 3_000,
  maxBytes: 4_000_000,
  maxUnpackedBytes: 40_000_000,
  allowLoopback: true,
  contact: "tests",
});
const anct = (url: string, settings: object = {}) => ({
  source: "anct",
  kind: "anct",
  settings: { url, limit: 2, metrics: { tu: { metric: "communes_couvertes", levels: ["commune"] } }, ...settings },
});
const json = (url: string, settings: object = {}) => ({
  source: "site",
  kind: "json",
  settings: { url, figures: [{ metric: "cartes_publiees", value: "/n" }], ...settings },
});
const startup = (sources: object[], more: object = {}) =>
  Declaration.parse({ startup: "a-dock", name: "À quai", sources, ...more });
const base = () => ({
  log,
  clock: Date.now,
  newId: newEventId,
  signal: (name: SignalName, fields: SignalFields = {}) => void signals.push({ name, fields }),
});
const pull = (declarations: Declaration[], options: Parameters<typeof pullAll>[0]["options"] = {}, secrets = {}) =>
  pullAll({
    ...base(),
    declarations,
    http,
    secrets: (name) => (secrets as Record<string, string>)[name],
    options,
  });
async function values(topic: Topic): Promise<{ offset: number; text: string }[]> {
  const found = [];
  for (let partition = 0; partition < PARTITIONS; partition++) {
    for await (const { offset, value } of log.read(topic, partition, 0)) found.push({ offset, text: value.toString() });
  }
  return found;
}
const facts = async () =>
  (await values(TOPICS.facts)).map(({ offset, text }) => ({ offset, ...FactEvent.parse(JSON.parse(text)) }));
const types = async () => (await facts()).map(({ type }) => type);
const bodyOf = (fact: EndpointAnswered, index = 0) =>
  gunzipSync(Buffer.from(fact.pages[index]!.body, "base64")).toString();
/** Five pages of two communes; `dies` answers the page that dies. */
const paged = (dies?: { page: number; with: Handle }): Handle => {
  return (request, response) => {
    const offset = Number(new URL(request.url ?? "", "http://x").searchParams.get("offset"));
    if (dies && offset === (dies.page - 1) * 2) return dies.with(request, response);
    const results = [1, 2].map((n) => ({ insee: String(37000 + offset + n), metrics: { tu: 1 } }));
    sendJson(response, { count: 10, results });
  };
};

describe("a pull", () => {
  it("declares the source, then records all pages in one fact, unread", async () => {
    const server = await given(paged());
    const declaration = startup([anct(server.url)]);
    const report = await pull([declaration]);
    expect(report).toMatchObject({
      declared: 1,
      results: [{ startup: "a-dock", source: "anct", outcome: "answered" }],
    });
    const [declared, answered] = await facts();
    expect(declared).toMatchObject({ type: "source.declared", declaration });
    if (answered?.type !== "endpoint.answered") throw new Error("no answer");
    expect(answered.pages).toHaveLength(5);
    expect(answered.pages[4]?.url).toContain("offset=8");
    expect(answered.pages[2]?.sha256).toBe(sha256(bodyOf(answered, 2)));
    expect(answered.pages[2]?.bytes).toBe(bodyOf(answered, 2).length);
    expect(answered.reader).toMatchObject({ kind: "anct", version: 2, definitions: { communes_couvertes: 1 } });
    expect(signals.map(({ name }) => name)).toEqual(["source declared", "endpoint answered", "pull round ended"]);
  });

  const deaths: [string, Handle, string, number | undefined][] = [
    ["answers 500", (_, response) => void response.writeHead(500).end(), "RELEVE_ENDPOINT_REFUSED", 500],
    ["cuts", (_, response) => void response.destroy(), "RELEVE_ENDPOINT_UNREACHABLE", undefined],
    ["is empty", (_, response) => sendJson(response, { count: 0, results: [] }), "RELEVE_ANSWER_INCOMPLETE", undefined],
    ["is a web page", (_, response) => void response.end("<html>"), "RELEVE_ANSWER_INCOMPLETE", undefined],
  ];
  for (const [what, handle, code, status] of deaths) {
    it(`of which page 3 of 5 ${what} records a failure with its page, and nothing else`, async () => {
      const server = await given(paged({ page: 3, with: handle }));
      const report = await pull([startup([anct(server.url)])]);
      expect(failures(report.results)).toBe(1);
      expect(await types()).toEqual(["source.declared", "endpoint.failed"]);
      expect((await facts())[1]).toMatchObject({ code, page: 3, ...(status && { status }) });
    });
  }

  it("of a web page or an error with status 200 is an answer: a processor will reject it", async () => {
    const server = await given((request, response) =>
      request.url?.startsWith("/html") ? void response.end("<!doctype html>") : sendJson(response, { error: "non" }),
    );
    const sources = [anct(`${server.url}/html`), { ...anct(`${server.url}/error`), source: "other" }];
    await pull([startup(sources, { order: { communes_couvertes: ["anct", "other"] } })]);
    expect(await types()).toEqual(["source.declared", "endpoint.answered", "endpoint.answered"]);
  });

  it("of some sources goes on when others fail, one question at a time per host", async () => {
    let now = 0;
    let most = 0;
    const server = await given((request, response) => {
      most = Math.max(most, ++now);
      setTimeout(() => {
        now--;
        if (request.url === "/bad") response.writeHead(503, { "retry-after": "600" }).end();
        else sendJson(response, { n: 1 });
      }, 20);
    });
    const of = (id: string, path: string) => ({ ...startup([json(server.url + path)]), startup: id });
    const progress: string[] = [];
    const report = await pull([of("a", "/1"), of("b", "/bad"), of("c", "/2")], {
      concurrency: 8,
      progress: (done, total, note) => void progress.push(`${done}/${total} ${note}`),
    });
    expect(report.results.map(({ outcome }) => outcome)).toEqual(["answered", "failed", "answered"]);
    expect(report.results[1]?.detail).toContain("it asks to wait: 600");
    const failed = (await facts()).find(({ type }) => type === "endpoint.failed");
    expect(failed).toMatchObject({ status: 503, retryAfterMs: 600_000 });
    expect(most).toBe(1);
    expect(progress).toEqual(["1/3 a/site answered", "2/3 b/site failed", "3/3 c/site answered"]);
  });

  it("that nobody waits for leaves a host alone that asked for it; one that a person wants asks it", async () => {
    let isBusy = true;
    const server = await given((_, response) => {
      if (isBusy) response.writeHead(429, { "retry-after": "600" }).end();
      else sendJson(response, { n: 1 });
    });
    const both = ["a", "b"].map((id) => ({ ...startup([json(`${server.url}/${id}`)]), startup: id }));
    const outcomes = async (options: Parameters<typeof pull>[1]) =>
      (await pull(both, options)).results.map(({ startup, outcome }) => `${startup} ${outcome}`);
    expect(await outcomes({ polite: true })).toEqual(["a failed", "b deferred"]);
    isBusy = false;
    const asked = server.asked.length;
    const [first] = (await pull(both, { polite: true })).results;
    expect(first?.detail).toMatch(/^127\.0\.0\.1:\d+ is left alone until \d{4}-.*Z: it asked to be left alone$/);
    expect(server.asked.length).toBe(asked);
    expect(signals.filter(({ name }) => name === "endpoint deferred")).toHaveLength(3);
    expect(await outcomes({})).toEqual(["b answered", "a answered"]); // who was not asked yet comes first
    expect(await outcomes({ polite: true })).toEqual(["b unchanged", "a unchanged"]);
  });

  it("gives up a host after three faults on the way to it in a row: nothing is recorded of what was not asked", async () => {
    const server = await given((_, response) => response.end());
    await server.close();
    const five = ["a", "b", "c", "d", "e"].map((id) => ({ ...startup([json(`${server.url}/${id}`)]), startup: id }));
    const { results } = await pull(five);
    expect(results.map(({ outcome }) => outcome)).toEqual(["failed", "failed", "failed", "deferred", "deferred"]);
    const recorded = (await facts()).filter(({ type }) => type === "endpoint.failed");
    expect(recorded).toHaveLength(3);
    expect(recorded[0]).toMatchObject({ code: "RELEVE_ENDPOINT_UNREACHABLE", fault: "refused" });
    const again = await pull(five);
    expect(again.results.map(({ startup }) => startup).slice(0, 2)).toEqual(["d", "e"]); // each has its turn
  });

  it("asks of a startup only the sources that are wanted", async () => {
    const server = await given((_, response) => sendJson(response, { n: 1 }));
    const two = startup([json(server.url), { ...json(`${server.url}/2`), source: "other" }], {
      order: { cartes_publiees: ["site", "other"] },
    });
    const { results } = await pull([two], { wanted: ({ source }) => source.source === "other" });
    expect(results.map(({ source }) => source)).toEqual(["other"]);
  });

  it("of certain startups leaves the others alone; an unknown one is refused", async () => {
    const server = await given((_, response) => sendJson(response, { n: 1 }));
    const both = [startup([json(server.url)]), { ...startup([json(server.url)]), startup: "b-dock" }];
    expect((await pull(both, { only: ["b-dock"] })).results.map(({ startup }) => startup)).toEqual(["b-dock"]);
    await expect(pull(both, { only: ["c-dock"] })).rejects.toMatchObject({ code: "RELEVE_UNKNOWN_STARTUP" });
  });

  it("that is too large, in pages or in the log, is a failure", async () => {
    const server = await given((_, response) => sendJson(response, { n: 1, pad: "x".repeat(5000) }));
    await pull([startup([json(server.url)])], { maxAnswerBytes: 1000 });
    await pull([startup([json(server.url)])], { maxFactBytes: 300 });
    const failed = (await facts()).filter(({ type }) => type === "endpoint.failed");
    expect(failed.map((fact) => fact.type === "endpoint.failed" && fact.code)).toEqual([
      "RELEVE_ANSWER_SIZE",
      "RELEVE_ANSWER_SIZE",
    ]);
  });

  it("stops when its caller gives up, and records no failure for it", async () => {
    const server = await given(() => undefined);
    const caller = new AbortController();
    setTimeout(() => caller.abort(new Error("enough")), 50);
    await expect(pull([startup([json(server.url)])], { abort: caller.signal })).rejects.toThrow("enough");
    expect(await types()).toEqual(["source.declared"]);
  });
});

describe("a second pull", () => {
  it("records the same bytes as unchanged, naming the fact that holds them, and declares nothing again", async () => {
    const server = await given(paged());
    const declaration = startup([anct(server.url)]);
    await pull([declaration]);
    const report = await pull([declaration]);
    await pull([declaration]);
    expect(report).toMatchObject({ declared: 0, results: [{ outcome: "unchanged" }] });
    const all = await facts();
    expect(all.map(({ type }) => type).slice(2)).toEqual(["endpoint.unchanged", "endpoint.unchanged"]);
    expect(all[3]).toMatchObject({ answer: all[1]?.offset, status: 200 });
    expect(server.asked.every(({ headers }) => headers["if-none-match"] === undefined)).toBe(true);
  });
  it("asks one page by its ETag, and takes 304 for unchanged", async () => {
    const server = await given((request, response) => {
      if (request.headers["if-none-match"] === '"v1"') response.writeHead(304).end();
      else sendJson(response, { n: 1 }, { etag: '"v1"', "last-modified": "Sun, 01 Nov 2026 08:00:00 GMT" });
    });
    const declaration = startup([json(server.url)]);
    await pull([declaration]);
    await pull([declaration]);
    expect((await facts())[2]).toMatchObject({ type: "endpoint.unchanged", status: 304, answer: 1 });
    expect(server.asked[1]?.headers["if-modified-since"]).toBe("Sun, 01 Nov 2026 08:00:00 GMT");
  });
  it("asks one that knows no ETag by its Last-Modified alone", async () => {
    const server = await given((request, response) => {
      const since = request.headers["if-modified-since"];
      if (since !== undefined && request.headers["if-none-match"] === undefined) response.writeHead(304).end();
      else sendJson(response, { n: 1 }, { "last-modified": "Sun, 01 Nov 2026 08:00:00 GMT" });
    });
    const declaration = startup([json(server.url)]);
    await pull([declaration]);
    await pull([declaration]);
    expect((await facts())[2]).toMatchObject({ type: "endpoint.unchanged", status: 304, answer: 1 });
  });
  it("takes no 304 that it did not ask for: there is nothing that it could confirm", async () => {
    const server = await given((_, response) => void response.writeHead(304).end());
    await pull([startup([json(server.url)])]);
    expect((await facts())[1]).toMatchObject({ type: "endpoint.failed", code: "RELEVE_ENDPOINT_REFUSED", status: 304 });
  });
  it("records the bytes again when their reading changed: same bytes, other meaning", async () => {
    const server = await given((_, response) => sendJson(response, { n: 1, m: 2 }, { etag: '"v1"' }));
    await pull([startup([json(server.url)])]);
    await pull([startup([json(server.url, { figures: [{ metric: "cartes_publiees", value: "/m" }] })])]);
    expect(await types()).toEqual(["source.declared", "endpoint.answered", "source.declared", "endpoint.answered"]);
    expect(server.asked[1]?.headers["if-none-match"]).toBeUndefined();
  });
  it("records new bytes, and after them compares with those", async () => {
    let n = 1;
    const server = await given((_, response) => sendJson(response, { n: n++ > 1 ? 2 : 1 }));
    const declaration = startup([json(server.url)]);
    for (let round = 0; round < 3; round++) await pull([declaration]);
    const all = await facts();
    expect(all.map(({ type }) => type).slice(1)).toEqual([
      "endpoint.answered",
      "endpoint.answered",
      "endpoint.unchanged",
    ]);
    expect(all[3]).toMatchObject({ answer: 2 });
  });
  it("remembers from the log alone, also what another process appended", async () => {
    const server = await given(paged());
    const declaration = startup([anct(server.url)]);
    const memory = await openMemory(log);
    expect(memory.answered("a-dock", "anct")).toBeUndefined();
    await pull([declaration]);
    await memory.refresh();
    expect(memory.answered("a-dock", "anct")).toMatchObject({ offset: 1 });
    expect(JSON.stringify(memory.answered("a-dock", "anct"))).not.toContain("body");
  });
});

describe("what must not be kept", () => {
  it("is not: secrets reach the endpoint, and neither the log nor a signal", async () => {
    const server = await given((request, response) => {
      if (request.headers.authorization !== "Bearer planted-secret") response.writeHead(401).end();
      else if (request.url === "/echo?k=planted-query") response.writeHead(500).end();
      else sendJson(response, { n: 1 });
    });
    const headers = { Authorization: "Bearer {{RELEVE_SECRET_RDV}}" };
    const secrets = { RELEVE_SECRET_RDV: "planted-secret" };
    await pull([startup([json(server.url, { headers })])], {}, secrets);
    expect((await types())[1]).toBe("endpoint.answered");
    await pull([startup([json(`${server.url}/echo?k=planted-query`, { headers })])], {}, secrets);
    await pull([startup([json(server.url, { headers })])], {}, {});
    const failed = (await facts()).filter((fact) => fact.type === "endpoint.failed");
    expect(failed.map(({ code }) => code)).toEqual(["RELEVE_ENDPOINT_REFUSED", "RELEVE_CONFIG"]);
    expect(JSON.stringify([await values(TOPICS.facts), signals])).not.toContain("planted-secret");
    expect(JSON.stringify([failed, signals])).not.toContain("planted-query");
  });
  it("is no token of Matomo: it travels in the body, and no URL has it", async () => {
    const bodies: string[] = [];
    const server = await given((request, response) => {
      request.on("data", (chunk: Buffer) => bodies.push(chunk.toString()));
      request.on("end", () => sendJson(response, { "2026-10": { nb_visits: 3 } }));
    });
    const settings = { url: server.url, site: 7, token: "{{RELEVE_SECRET_MATOMO}}" };
    const figures = [{ metric: "visites", value: "nb_visits" }];
    const source = { source: "matomo", kind: "matomo", settings: { ...settings, figures } };
    await pull([startup([source])], {}, { RELEVE_SECRET_MATOMO: "planted-secret" });
    expect((await types())[1]).toBe("endpoint.answered");
    expect([bodies, server.asked[0]?.url.includes("token")]).toEqual([["token_auth=planted-secret"], false]);
    expect(JSON.stringify([await values(TOPICS.facts), signals])).not.toContain("planted-secret");
  });
  it("is taken out: keys by their own form, and an address as HTML writes it", async () => {
    const signed = ["eyJ", ".eyJ", "."].map((begin) => begin + "h4".repeat(9)).join("");
    const planted = [newTokenText(), `AKIA${"Z7".repeat(8)}`, `ghp_${"aB3".repeat(12)}`, signed];
    const says = { n: 1, note: planted.join(", "), who: "jean&#64;quai.example" };
    const server = await given((_, response) => sendJson(response, says));
    await pull([startup([json(server.url)])]);
    const answered = (await facts())[1];
    if (answered?.type !== "endpoint.answered") throw new Error("no answer");
    expect(bodyOf(answered)).toBe('{"n":1,"note":"redacted, redacted, redacted, redacted","who":"redacted"}');
  });
  it("is taken out: e-mail addresses, counted in the signal", async () => {
    const server = await given((_, response) => sendJson(response, { n: 1, who: ["ann@a-dock.example", "b@c.fr"] }));
    await pull([startup([json(server.url)])]);
    const answered = (await facts())[1];
    if (answered?.type !== "endpoint.answered") throw new Error("no answer");
    expect(bodyOf(answered)).toBe('{"n":1,"who":["redacted","redacted"]}');
    expect(answered.pages[0]?.sha256).toBe(sha256(bodyOf(answered)));
    expect(signals[1]?.fields.detail).toBe("2 e-mail addresses redacted");
  });
});

describe("a push", () => {
  const declarations = () => [startup([{ source: "sent", kind: "push" }, json("https://a-dock.example/s")])];
  const figure = { metric: "rdv_cumules", value: 816004, territory: { level: "france", code: "FR" } };
  const push = (request: object) =>
    pushFigures(
      { startup: "a-dock", source: "sent", figures: [figure], ...request },
      { ...base(), declarations: declarations() },
    );
  async function refusal(request: object): Promise<string> {
    const error: unknown = await push(request).then(
      () => undefined,
      (reason) => reason,
    );
    if (!(error instanceof ReleveError)) throw new Error(`not refused: ${String(error)}`);
    expect(await facts()).toEqual([]);
    return `${error.code}: ${error.message}`;
  }
  it("is recorded as it was said, with the definitions in force", async () => {
    const placed = await push({ asAt: "2022-08-31T12:00:00Z" });
    expect(placed).toMatchObject({ offset: 0, id: expect.any(String) });
    expect((await facts())[0]).toMatchObject({
      type: "declaration.received",
      asAt: "2022-08-31T12:00:00Z",
      definitions: { rdv_cumules: 1 },
      figures: [{ ...figure, dims: {} }],
    });
    expect(signals[0]).toMatchObject({ name: "declaration received", fields: { rows: 1 } });
  });
  it("keeps the id that its sender chose", async () => {
    const id = newEventId(Date.now());
    expect((await push({ id })).id).toBe(id);
  });
  it("is refused with every fault told", async () => {
    expect(await refusal({ startup: "b-dock" })).toContain("RELEVE_UNKNOWN_STARTUP");
    expect(await refusal({ source: "site" })).toContain("expected one of sent");
    expect(await refusal({ figures: [{ ...figure, metric: "rdv_cumule" }] })).toContain('did you mean "rdv_cumules"');
    expect(await refusal({ figures: [{ ...figure, metric: "part_rdv_manques" }] })).toContain(
      "send rdv_manques and rdv_pris",
    );
    expect(await refusal({ figures: [{ ...figure, metric: "visites" }] })).toContain(
      "/figures/0/period: expected a period",
    );
    expect(await refusal({ figures: [{ ...figure, metric: "cartes_publiees" }] })).toContain('add "sent" to its order');
    expect(await refusal({ figures: [{ ...figure, value: "1 204" }] })).toContain("/figures/0/value");
    expect(await refusal({ asAt: new Date(Date.now() + 6 * 60_000).toISOString() })).toContain("5 minutes ahead");
    expect(await refusal({ figure: [] })).toContain("RELEVE_USAGE");
  });
});

describe("reference data", () => {
  const territories = (sha: string): Territories => ({
    vintage: "2026",
    sha256: sha256(sha),
    of: () => territories(sha),
    place: () => undefined,
    placesOf: () => [],
    places: () => [],
    communesOf: () => [],
    epciOf: () => undefined,
    postalCodesOf: () => [],
    formerCodesOf: () => [],
    france: { communes: 34_875, population: 68_350_798 },
  });
  const record = (sha: string, catalogue = CATALOGUE) =>
    recordReference({ ...base(), territories: territories(sha), catalogue });
  it("is recorded when it is new, and only then", async () => {
    expect(await record("a")).toBe(CATALOGUE.length + 1);
    expect(await record("a")).toBe(0);
    expect(await record("b")).toBe(1);
    const [first, ...others] = CATALOGUE;
    expect(await record("b", [{ ...first!, subject: "ville" }, ...others])).toBe(1);
    for (const { text } of await values(TOPICS.registry)) RegistryEvent.parse(JSON.parse(text));
  });
});

describe("a card of Metabase", () => {
  const card = "/api/public/dashboard/3f0c1a52-1111-4222-8333-000000000001/dashcard/1/card/2";
  const source = (url: string) => ({
    source: "card",
    kind: "metabase",
    settings: { url: url + card, figures: [{ metric: "demarches", value: "N" }] },
  });
  const answers = (data: object) => (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(202, { "content-type": "application/json" });
    response.end(JSON.stringify({ data, status: "completed" }));
  };
  const cols = [{ display_name: "N" }];

  it("comes with status 202, and plain numbers are asked for", async () => {
    const server = await given(answers({ rows: [[31]], cols }));
    await pull([startup([source(server.url)])]);
    expect(server.asked[0]?.url).toBe(`${card}?format_rows=false`);
    const answered = (await facts())[1];
    expect(answered).toMatchObject({ type: "endpoint.answered", pages: [{ status: 202 }] });
  });
  it("is not taken when only its first rows came; and no other kind takes 202", async () => {
    const server = await given(answers({ rows: [[31]], cols, rows_truncated: 2000 }));
    await pull([startup([source(server.url), json(server.url)])]);
    const failed = (await facts()).filter((fact) => fact.type === "endpoint.failed");
    expect(failed.map(({ code }) => code).sort()).toEqual(["RELEVE_ANSWER_INCOMPLETE", "RELEVE_ENDPOINT_REFUSED"]);
  });
});
