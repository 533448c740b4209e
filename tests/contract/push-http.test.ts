// Figures sent over HTTP: each form, what is refused and how that is told, limits, tokens. A real log, real requests.
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { revokeToken, rotateToken } from "../../ingestors/tokens/issue.ts";
import { isTokenText } from "../../ingestors/tokens/token-text.ts";
import { PushVerdict } from "../../schemas/push-verdict.ts";
import { type DoorPlace, openDoorPlace, send } from "../support/push-door.ts";

let place: DoorPlace;
let url: string;
let token: string;
beforeAll(async () => {
  place = await openDoorPlace();
  url = await place.serve();
  token = (await place.issue()).text;
});
afterAll(() => place.close());

const VISITS = { metric: "visites", value: 1204, period: "2026-10" };
const last = async () => (await place.facts()).find(({ id }) => id === lastId);
let lastId = "";
/** Sends what is to be taken. @returns its fact */
async function taken(body: unknown, options: Parameters<typeof send>[3] = {}) {
  const sent = await send(url, token, body, options);
  expect(sent.body, JSON.stringify(sent.body)).toEqual(PushVerdict.parse(sent.body));
  expect(sent.status).toBe(201);
  lastId = sent.body.facts[0].id;
  return { verdict: sent.body, fact: await last() };
}
const FRANCE = { level: "france", code: "FR" };
const OCTOBER = { grain: "month", first: "2026-10-01" };

describe("a push over HTTP", () => {
  it("is three lines of JSON: a metric and a value, for the whole country, now", async () => {
    const { verdict, fact } = await taken({ metric: "jeux_de_donnees", value: 12 });
    expect(verdict).toMatchObject({ accepted: 1, rejected: 0, ignored: 0, dryRun: false, rows: [] });
    expect(fact).toMatchObject({ startup: "a-dock", source: "sent", definitions: { jeux_de_donnees: 1 } });
    expect(fact?.figures).toEqual([{ metric: "jeux_de_donnees", value: "12", territory: FRANCE, dims: {} }]);
    expect(fact).not.toHaveProperty("asAt");
  });
  it("null is no figure, said so; a place, a period and dimensions stand beside it", async () => {
    const row = { ...VISITS, value: null, territory: "commune:37261", dims: { canal: "web" } };
    expect((await taken(row)).fact?.figures).toEqual([
      {
        metric: "visites",
        value: null,
        territory: { level: "commune", code: "37261" },
        period: OCTOBER,
        dims: { canal: "web" },
      },
    ]);
  });
  it("takes a document with a moment and a scope, as the command line does", async () => {
    const scope = {
      metrics: ["visites"],
      levels: ["france"],
      periods: [{ grain: "month", first: "2026-01-01", last: "2026-10-31" }],
    };
    const { fact } = await taken({
      startup: "a-dock",
      source: "sent",
      asAt: "2026-11-01T10:00:00Z",
      scope,
      figures: [VISITS],
    });
    expect(fact).toMatchObject({
      asAt: "2026-11-01T10:00:00Z",
      scope: { ...scope, dims: [] },
      figures: [{ value: "1204" }],
    });
  });
  it("takes lines (NDJSON), each day of the past at that day's last instant in Paris", async () => {
    const lines = [
      { metric: "jeux_de_donnees", value: 1, date: "2026-03-01" },
      { metric: "jeux_de_donnees", value: 2, date: "2026-07-01" },
      { metric: "jeux_de_donnees", value: "3.50" },
    ];
    const body = `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`;
    const { verdict } = await taken(body, { headers: { "content-type": "application/x-ndjson" } });
    const all = await place.facts();
    const facts = verdict.facts.map(({ id }: { id: string }) => all.find((fact) => fact.id === id));
    expect(verdict.accepted).toBe(3);
    expect(facts.map((fact: (typeof all)[number]) => [fact.asAt, fact.figures[0]?.value])).toEqual([
      [undefined, "3.5"],
      ["2026-03-01T22:59:59.999Z", "1"],
      ["2026-07-01T21:59:59.999Z", "2"],
    ]);
  });
  it("takes CSV in the national schema: targets are no figures, labels are names of metrics", async () => {
    const head =
      "administration_rattachement,nom_service_public_numerique,indicateur,valeur,unite_mesure,est_cible,type_indicateur,frequence_monitoring,date,est_periode,date_debut,est_automatise,source_collecte,denom_insee,code_insee,dataviz_wish,commentaires";
    const line = (indicator: string, value: string, target: boolean, date: string, first: string, code: string) =>
      `DINUM,À quai,${indicator},${value},unité,${target},usage,annuelle,${date},${first !== ""},${first},true,script,,${code},barchart,"biais, connus"`;
    const lines = [
      line("Nombre de trajets réalisés", "143", false, "2024-12-31", "2024-01-01", ""),
      line("Nombre de trajets réalisés", "200", true, "2027-12-31", "2027-01-01", ""),
      line("jeux_de_donnees", "24.5", false, "2025-12-31", "", "2A004"),
    ];
    const { verdict, fact } = await taken([head, ...lines].join("\r\n"), {
      headers: { "content-type": "text/csv; charset=utf-8" },
    });
    expect(verdict).toMatchObject({ accepted: 2, rejected: 0, ignored: 1 });
    expect(fact?.figures).toEqual([
      { metric: "trajets", value: "143", territory: FRANCE, period: { grain: "year", first: "2024-01-01" }, dims: {} },
    ]);
    const state = (await place.facts()).find(({ id }) => id === verdict.facts[1].id);
    expect(state).toMatchObject({
      asAt: "2025-12-31T22:59:59.999Z",
      figures: [{ value: "24.5", territory: { code: "2A004" } }],
    });
  });
});

describe("CloudEvents", () => {
  const attributes = { specversion: "1.0", source: "https://a-dock.example/cron", type: "releve.figures.v1" };
  const event = (id: string, data: unknown, more: object = {}) => ({ ...attributes, id, data, ...more });
  const structured = { headers: { "content-type": "application/cloudevents+json; charset=utf-8" } };
  it("structured: its time is the moment of its figures, extensions are passed over", async () => {
    const { fact } = await taken(
      event("s-1", VISITS, { time: "2026-11-02T08:00:00Z", traceparent: "00-ab" }),
      structured,
    );
    expect(fact).toMatchObject({ asAt: "2026-11-02T08:00:00Z", figures: [{ value: "1204" }] });
  });
  it("structured with base64 data", async () => {
    const data_base64 = Buffer.from(JSON.stringify({ ...VISITS, value: 7 })).toString("base64");
    expect((await taken({ ...attributes, id: "b64", data_base64 }, structured)).fact?.figures[0]?.value).toBe("7");
  });
  it("binary: attributes are headers, the body may be lines", async () => {
    const headers = { ...binary("bin-1"), "ce-time": "2026-11-03T08:00:00Z", "content-type": "application/x-ndjson" };
    const { verdict, fact } = await taken(
      `${JSON.stringify(VISITS)}\n${JSON.stringify({ ...VISITS, period: "2026-09" })}`,
      { headers },
    );
    expect([verdict.accepted, fact?.asAt]).toEqual([2, "2026-11-03T08:00:00Z"]);
    expect(
      await send(url, token, JSON.stringify(VISITS), { headers: { ...headers, "ce-type": "other" } }),
    ).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/type" }] },
    });
  });
  const binary = (id: string) => ({
    "ce-specversion": "1.0",
    "ce-id": id,
    "ce-source": "cron%2Fnight",
    "ce-type": "releve.figures.v1",
  });
  it("in a batch: an event that came before counts once, and one fault refuses all", async () => {
    const batch = { headers: { "content-type": "application/cloudevents-batch+json" } };
    const first = event("n-1", VISITS);
    await taken([first], batch);
    const { verdict } = await taken(
      [first, event("n-2", { ...VISITS, value: 3 }), event("n-2", { ...VISITS, value: 3 })],
      batch,
    );
    expect([verdict.accepted, verdict.facts.length]).toEqual([2, 2]);
    const before = (await place.facts()).length;
    const bad = await send(
      url,
      token,
      [event("n-3", VISITS), event("n-4", [VISITS, { metric: "visite", value: 1 }])],
      batch,
    );
    expect(bad).toMatchObject({
      status: 422,
      body: { errors: [{ row: 3, pointer: "/1/data/1/metric", code: "metric.unknown" }] },
    });
    expect((await send(url, token, [], batch)).status).toBe(422);
    const two = await send(url, token, [event("n-5", VISITS), event("n-5", { ...VISITS, value: 1 })], batch);
    expect(two).toMatchObject({ status: 409, body: { errors: [{ pointer: "/1/id", code: "id.used" }] } });
    expect((await place.facts()).length).toBe(before);
  });
});

describe("rows that cannot be taken", () => {
  const BAD = [
    [{ metric: "visite", value: 1 }, "metric.unknown", "/metric"],
    [{ metric: "visites", value: 1 }, "period.missing", "/period"],
    [{ metric: "jeux_de_donnees", value: 1, period: "2026" }, "period.unexpected", "/period"],
    [{ ...VISITS, period: "2026-13" }, "period.begins", "/period"],
    [{ ...VISITS, value: "1 204" }, "value.unreadable", "/value"],
    [{ ...VISITS, value: 0.1234567 }, "value.unreadable", "/value"],
    [{ ...VISITS, territory: "commune:3726" }, "territory.code", "/territory"],
    [{ ...VISITS, territory: "planet:1" }, "field.form", "/territory"],
    [{ ...VISITS, value: undefined }, "field.form", "/value"],
    [{ ...VISITS, colour: "red" }, "field.unknown", "/colour"],
    [{ metric: "jeux_de_donnees", value: 1, date: "2999-01-01" }, "date.future", "/date"],
    [{ metric: "jeux_de_donnees", value: 1, date: "1899-12-31" }, "date.range", "/date"],
    [{ metric: "cartes_publiees", value: 1 }, "metric.order", "/metric"],
    [12, "row.form", ""],
  ] as const;
  it("are each told with their place, in both languages; nothing is recorded, and the bytes are kept", async () => {
    const before = (await place.facts()).length;
    const rows = [VISITS, ...BAD.map(([row]) => row)];
    const inEnglish = await send(url, token, rows);
    expect(inEnglish).toMatchObject({
      status: 422,
      body: { code: "RELEVE_ROWS", status: 422, instance: "/api/v1/declarations" },
    });
    expect(inEnglish.headers.get("content-type")).toBe("application/problem+json");
    const found = inEnglish.body.errors.map(({ row, code, pointer }: Record<string, unknown>) => [row, code, pointer]);
    expect(found).toEqual(BAD.map(([, code, pointer], at) => [at + 2, code, `/${at + 1}${pointer}`]));
    const inFrench = await send(url, token, rows, { headers: { "accept-language": "fr" } });
    expect(inFrench.headers.get("content-language")).toBe("fr");
    expect(inFrench.body.errors[0]).toMatchObject({
      detail: expect.stringContaining("n’est pas au catalogue"),
      hint: expect.stringMatching(/clés/),
    });
    const words = inFrench.body.errors.flatMap(({ detail, hint }: Record<string, string>) => [detail, hint]).join(" ");
    expect(words).not.toMatch(/expected|found|\bthe\b|\bof\b/);
    expect((await place.facts()).length).toBe(before);
    expect(inFrench.body.kept).toMatch(/^\d+:\d+$/);
  });
  it("with partial=true leave the others taken, and are told beside them", async () => {
    const { verdict, fact } = await taken([VISITS, { metric: "visite", value: 1 }], { query: "?partial=true" });
    expect(verdict).toMatchObject({
      accepted: 1,
      rejected: 1,
      rows: [{ row: 2, pointer: "/1/metric", code: "metric.unknown" }],
    });
    expect(fact?.figures).toHaveLength(1);
    expect((await send(url, token, [{ metric: "visite", value: 1 }], { query: "?partial=true" })).status).toBe(422);
  });
  it("two values for one place are two faults: neither is chosen", async () => {
    const { body } = await send(url, token, [VISITS, { ...VISITS, value: 5 }], {});
    expect(body.errors.map(({ row, code }: Record<string, unknown>) => [row, code])).toEqual([
      [1, "cell.twice"],
      [2, "cell.twice"],
    ]);
    expect((await taken([VISITS, VISITS])).verdict.accepted).toBe(2);
  });
  it("of a line that is not JSON, and of a cell of CSV, are told in their places", async () => {
    const lines = await send(url, token, `${JSON.stringify(VISITS)}\n{"metric": `, {
      headers: { "content-type": "application/x-ndjson" },
    });
    expect(lines).toMatchObject({ status: 422, body: { errors: [{ row: 2, pointer: "/1", code: "row.form" }] } });
    const csv =
      "indicateur;valeur;est_cible;date;est_periode;date_debut;code_insee\nvisites;x;false;2026-10-31;true;2026-10-02;11\n";
    const { status, body } = await send(url, token, csv, { headers: { "content-type": "text/csv" } });
    const found = body.errors.map(({ code, pointer }: Record<string, unknown>) => [code, pointer]);
    expect([status, found]).toEqual([
      422,
      [
        ["value.unreadable", "/0/valeur"],
        ["territory.ambiguous", "/0/code_insee"],
        ["period.begins", "/0/date_debut"],
      ],
    ]);
  });
  it("a code of two digits is no doubt where CSV says its level", async () => {
    const csv =
      "indicateur;valeur;est_cible;date;est_periode;date_debut;denom_insee;code_insee\nvisites;4;false;2026-10-31;true;2026-10-01;reg;11\n";
    const { fact } = await taken(csv, { headers: { "content-type": "text/csv" } });
    expect(fact?.figures).toMatchObject([
      { metric: "visites", value: "4", territory: { level: "region", code: "11" } },
    ]);
  });
  it("of which CSV does not say whether it is a target, or whose cells a comma has moved, are no figures", async () => {
    const head = "indicateur,valeur,unite_mesure,est_cible,date,est_periode,date_debut\n";
    const line = (value: string, target: string) => `visites,${value},visite,${target},2026-10-31,true,2026-10-01\n`;
    const body = head + line("4", "oui") + line("24,5", "false") + line("4", "") + line("4", "FAUX");
    const sent = await send(url, token, body, { headers: { "content-type": "text/csv" }, query: "?partial=true" });
    expect(sent).toMatchObject({ status: 201, body: { accepted: 1, rejected: 3 } });
    expect(sent.body.rows.map(({ code, pointer }: Record<string, unknown>) => [code, pointer])).toEqual([
      ["field.form", "/0/est_cible"],
      ["row.form", "/1"],
      ["field.form", "/2/est_cible"],
    ]);
  });
  it("may have fields named as a language names its own, and is told so", async () => {
    const { status, body } = await send(url, token, { value: 1, constructor: "visites" });
    expect([status, body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
      422,
      ["/metric", "/constructor"],
    ]);
  });
  it("a dry run tells the same and leaves nothing behind", async () => {
    const before = await place.everything();
    const good = await send(url, token, VISITS, { query: "?dry-run=true" });
    expect(good).toMatchObject({ status: 200, body: { accepted: 1, dryRun: true, facts: [] } });
    expect((await send(url, token, [{}], { query: "?dry-run=true" })).status).toBe(422);
    expect(await place.everything()).toBe(before);
  });
});

describe("a request that cannot be understood", () => {
  it("is 400 with a pointer, kept, and 415 in another form", async () => {
    const cut = await send(url, token, '{"metric": ');
    expect(cut).toMatchObject({ status: 400, body: { code: "RELEVE_USAGE", errors: [{ row: null, pointer: "" }] } });
    expect(cut.body.kept).toMatch(/:/);
    const odd = await send(url, token, { figures: [], asAt: "yesterday", colour: 1 });
    expect(odd.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(["/asAt", "/colour"]);
    const xml = await send(url, token, "<a/>", { headers: { "content-type": "application/xml" } });
    expect(xml).toMatchObject({ status: 415, body: { code: "RELEVE_MEDIA_TYPE" } });
    expect((await send(url, token, [])).status).toBe(422);
  });
  it("moments and spans that no table can hold are refused: they would stop whoever reads the log", async () => {
    const row = { metric: "jeux_de_donnees", value: 1 };
    const periods = [
      { grain: "month", first: "0001-01-01", last: "2026-10-31" },
      { grain: "month", first: "2026-10-01", last: "2026-01-31" },
    ];
    const scope = { metrics: ["visites"], levels: ["france"], periods };
    const { status, body } = await send(url, token, { asAt: "0001-01-01T00:00:00Z", scope, figures: [row] });
    expect([status, body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
      422,
      ["/asAt", "/scope/periods/0", "/scope/periods/1"],
    ]);
  });
  it("a source that a team's form fills is no candidate beside a program's: who names none goes on as before", async () => {
    const program = (await place.issue("c-dock")).text;
    const sent = await send(url, program, VISITS);
    expect(sent.status).toBe(201);
    const fact = (await place.facts()).find(({ id }) => id === sent.body.facts[0].id);
    expect(fact?.source).toBe("declared");
    expect((await send(url, program, VISITS, { query: "?source=saisie" })).status).toBe(201);
  });
  it("a startup without a push has a token all the same; who pushes with it is told what is missing", async () => {
    const { status, body } = await send(url, (await place.issue("d-dock")).text, VISITS);
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ pointer: "/source", code: "source.none" }]);
    expect(body.errors[0].hint).toContain('"kind": "push"');
  });
  it.each([
    ["a number for a set of places", { metric: "communes_couvertes", value: 12 }, "/territory", "territory.set"],
    [
      "a place of another level than the set's",
      { metric: "departements_utilisateurs", value: 1, territory: "commune:29232" },
      "/territory",
      "territory.set",
    ],
    ["a count below 0", { ...VISITS, value: -5 }, "/value", "value.bounds"],
    ["a year to come", { ...VISITS, period: String(new Date().getUTCFullYear() + 1) }, "/period", "date.future"],
  ])("%s is refused with its place and what to do, and is not in the log", async (_, row, pointer, code) => {
    const before = (await place.facts()).length;
    const { status, body } = await send(url, token, row);
    expect([status, body.errors]).toMatchObject([422, [{ row: 1, pointer, code }]]);
    if (row.metric === "communes_couvertes") expect(body.errors[0].hint).toContain("commune:… | nombre_communes");
    expect(await place.facts()).toHaveLength(before);
  });
  it("a set's places, one by one, and a period that runs are taken", async () => {
    const covered = { metric: "communes_couvertes", value: 1, territory: "commune:29232" };
    const { verdict } = await taken([covered, { ...VISITS, period: String(new Date().getUTCFullYear()) }]);
    expect(verdict.accepted).toBe(2);
  });
  it("a source must be said where there are two", async () => {
    const other = (await place.issue("b-dock")).text;
    expect(await send(url, other, VISITS)).toMatchObject({ status: 422, body: { errors: [{ pointer: "/source" }] } });
    expect((await send(url, other, VISITS, { query: "?source=two" })).status).toBe(201);
    expect(await send(url, other, { startup: "a-dock", figures: [VISITS] })).toMatchObject({
      status: 403,
      body: { code: "RELEVE_SCOPE" },
    });
  });
});

describe("limits", () => {
  it("of size, packing, ratio and rows are told with the setting that says them", async () => {
    const small = await place.serve({ limits: { bytes: 40_000, unpackedBytes: 500_000, rows: 2, ratio: 100 } });
    const gzip = (text: string) => ({ body: gzipSync(text), options: { headers: { "content-encoding": "gzip" } } });
    const bomb = gzip(" ".repeat(450_000));
    const larger = gzip(" ".repeat(600_000));
    const limitOf = async (body: unknown, options = {}) => {
      const { status, body: problem } = await send(small, token, body, options);
      return [status, problem.limit?.name, problem.limit?.setting];
    };
    expect(await limitOf(" ".repeat(40_001))).toEqual([413, "bytes", "RELEVE_PUSH_MAX_BYTES"]);
    expect(await limitOf(bomb.body, bomb.options)).toEqual([413, "ratio", "RELEVE_PUSH_MAX_RATIO"]);
    expect((await limitOf(larger.body, larger.options))[0]).toBe(413);
    expect(await limitOf([VISITS, VISITS, VISITS])).toEqual([413, "rows", "RELEVE_PUSH_MAX_ROWS"]);
    const packed = gzip(JSON.stringify(VISITS));
    expect((await send(small, token, packed.body, packed.options)).status).toBe(201);
    expect((await send(small, token, "x", { headers: { "content-encoding": "br" } })).status).toBe(415);
    expect((await send(small, token, "not gzip", { headers: { "content-encoding": "gzip" } })).status).toBe(400);
  });
  it("of requests: one token's bucket runs empty, and is told when to come back; another's does not", async () => {
    const slow = await place.serve({ limits: { requestsPerMinute: 2 } });
    const other = await rotateToken(place.issuing, (await place.issuing.tokens.all())[0]?.id ?? "");
    for (const expected of [201, 201, 429]) {
      const sent = await send(slow, token, VISITS);
      expect(sent.status).toBe(expected);
      if (expected !== 429) continue;
      expect(Number(sent.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(sent.body.limit).toMatchObject({ name: "requestsPerMinute", most: 2 });
    }
    expect((await send(slow, other.text, VISITS)).status).toBe(201);
    await revokeToken(place.issuing, other.id);
  });
});

describe("tokens", () => {
  it("are refused when mistyped, unknown or of no form", async () => {
    expect(isTokenText(token)).toBe(true);
    expect(isTokenText(`${token.slice(0, -1)}${token.endsWith("0") ? "1" : "0"}`)).toBe(false);
    for (const bad of ["", "x", token.slice(1), `${token}0`]) expect((await send(url, bad, VISITS)).status).toBe(401);
  });
  it("two for one startup are live, not three; a revoked one fails within 5 s in every process, the other goes on", async () => {
    const replicas = [await place.serve(), await place.serve()];
    const [first] = (await place.issuing.tokens.all()).filter(({ startup }) => startup === "a-dock");
    const second = await rotateToken(place.issuing, first?.id ?? "");
    await expect(place.issue()).rejects.toMatchObject({ code: "RELEVE_TOKEN_LIMIT" });
    for (const at of replicas) expect((await send(at, second.text, VISITS)).status).toBe(201);
    await revokeToken(place.issuing, second.id);
    const revokedAt = Date.now();
    for (const at of replicas) {
      while ((await send(at, second.text, VISITS)).status !== 401) await new Promise((wake) => setTimeout(wake, 50));
      expect(Date.now() - revokedAt).toBeLessThan(5_000);
      expect((await send(at, token, VISITS)).status).toBe(201);
    }
    console.info(`a revoked token failed in both processes after ${Date.now() - revokedAt} ms`);
    await expect(revokeToken(place.issuing, second.id)).rejects.toMatchObject({ code: "RELEVE_UNKNOWN_TOKEN" });
  });
});

describe("what must not be kept", () => {
  it("an e-mail address and a token in a body are found nowhere: not in the log, nor in lines, nor in replies", async () => {
    const mail = "marie.dupont@quai.example";
    const dims = { who: mail, key: token };
    const { verdict } = await taken({ ...VISITS, dims });
    expect(verdict.redacted).toBe(1);
    const refused = await send(url, token, [{ ...VISITS, [mail]: token, value: token, metric: mail }]);
    expect(refused.status).toBe(422);
    await send(url, token, `{"${mail}${token}`, { headers: { "idempotency-key": token } });
    for (const text of [
      await place.everything(),
      JSON.stringify(place.lines),
      JSON.stringify([verdict, refused.body]),
    ]) {
      expect(text).not.toContain("marie.dupont");
      expect(text).not.toContain(token);
      expect(text).not.toContain(token.slice(7, 30));
    }
  });
});
