import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadTerritories } from "../../infra/territories.ts";
import { checkDeclaration } from "../../ingestors/declarations.ts";
import { DATE_FORMATS } from "../../ingestors/endpoints/dates.ts";
import { ENDPOINTS, endpointOf, KINDS, readingWith } from "../../ingestors/endpoints/index.ts";
import { NUMBER_FORMATS } from "../../ingestors/endpoints/numbers.ts";
import { metricOf } from "../../schemas/catalogue.ts";
import { isState } from "../../schemas/catalogue-model.ts";
import { AnswerError } from "../../schemas/errors.ts";
import { GRAINS } from "../../schemas/period.ts";
import type { Settings } from "../../schemas/source.ts";
import type { Row } from "../../schemas/statement.ts";
import { LEVELS } from "../../schemas/territory.ts";

const readAnswer = readingWith(await loadTerritories());
const FIXTURES = "tests/fixtures/endpoints";
const MOMENT = Date.parse("2026-11-22T08:00:00Z");
const page = (
  body: string | Buffer,
  { url = "https://a-dock.example/stats", contentType = "application/json" } = {},
) => ({
  url,
  contentType,
  bytes: Buffer.from(body),
});
const told = ({ metric, level, code, dims, period, value }: Row) => {
  const state = isState(metricOf(metric)?.kind ?? "flow") ? "state" : "?";
  const when = period ? `${period.grain} ${period.first}..${period.last}` : state;
  return `${metric} ${level} ${code ?? "?"} ${when}${dims && ` ${dims}`} = ${value === undefined ? "unreadable" : value}`;
};
function read(kind: string, settings: Settings, ...bodies: (string | Buffer)[]) {
  return readAnswer(
    { kind, version: endpointOf(kind)?.version ?? 1, settings },
    { pages: bodies.map((body) => page(body)), moment: MOMENT },
  );
}
function refusal(attempt: () => unknown): AnswerError {
  try {
    attempt();
  } catch (error) {
    if (error instanceof AnswerError) return error;
    throw error;
  }
  throw new Error("it was read");
}

describe("every endpoint kind", () => {
  for (const { kind, version, settings } of ENDPOINTS) {
    const folder = join(FIXTURES, kind);
    const cases = existsSync(folder) ? readdirSync(folder) : [];
    it(`${kind} ${version} has fixtures and a page of documentation`, () => {
      expect(cases.length).toBeGreaterThan(0);
      const docs = `docs/endpoints/${kind}.md`;
      expect(existsSync(docs), docs).toBe(true);
      expect(readFileSync("docs/endpoints/index.md", "utf8")).toContain(`(${kind}.md)`);
    });
    for (const name of cases) {
      const files = readdirSync(join(folder, name));
      const open = (file: string) => readFileSync(join(folder, name, file));
      const given = JSON.parse(open("case.json").toString()) as { about: string; moment?: string; settings: Settings };
      it(`${kind} ${version} reads ${name}: ${given.about}`, () => {
        const sent = files.filter((file) => file.startsWith("page-"));
        const pages = sent.map((file) => page(open(file), { contentType: file.endsWith(".csv") ? "text/csv" : "" }));
        const moment = given.moment ? Date.parse(given.moment) : MOMENT;
        const own = `expected-${version}.txt`; // where a later version reads the same bytes otherwise
        const expected = open(files.includes(own) ? own : "expected.txt")
          .toString()
          .trim();
        const attempt = () => readAnswer({ kind, version, settings: given.settings }, { pages, moment });
        if (expected.startsWith("answer.")) return expect(refusal(attempt).code).toBe(expected);
        const reading = attempt();
        expect(reading.rows.map(told)).toEqual(expected.split("\n"));
        const declared = endpointOf(kind)?.metrics(settings.parse(given.settings));
        const complete = reading.scope?.metrics.map(({ metric }) => metric) ?? [];
        if (kind === "releve")
          expect(declared).toEqual(expect.arrayContaining(complete)); // the document itself says so
        else expect(complete).toEqual(declared);
      });
      it(`${kind} ${version} keeps the settings of ${name} as they are when parsed twice`, () => {
        const once = settings.parse(given.settings);
        expect(settings.parse(JSON.parse(JSON.stringify(once)))).toEqual(once);
      });
    }
    it(`${kind} ${version} refuses what is no data, and tells why`, () => {
      const given = JSON.parse(readFileSync(join(folder, cases[0] ?? "", "case.json"), "utf8")) as {
        settings: Settings;
      };
      const code = (body: string | Buffer, contentType = "application/json") =>
        refusal(() =>
          readAnswer(
            { kind, version, settings: given.settings },
            { pages: [page(body, { contentType })], moment: MOMENT },
          ),
        ).code;
      expect(code("<!doctype html><title>Statistiques</title>")).toBe("answer.html");
      expect(code("\uFEFF  <HTML lang=fr>")).toBe("answer.html");
      expect(code("[]", "text/html; charset=utf-8")).toBe("answer.html");
      expect(code(Buffer.from([0x22, 0xe9, 0x22]))).toBe("answer.encoding");
      const unparsable = kind === "csv" || kind === "schema-impact" ? "answer.csv" : "answer.json";
      expect(code("")).toBe(unparsable);
      expect(code(" \n\r\n")).toBe(unparsable);
      expect(code('{"count": 1,}')).toBe(unparsable);
    });
    it(`${kind} ${version} reads no figure in an error that came with status 200`, () => {
      for (const name of cases) {
        const { settings } = JSON.parse(readFileSync(join(folder, name, "case.json"), "utf8")) as {
          settings: Settings;
        };
        const pages = [page('{"error":"Authentification invalide"}')];
        const attempt = () => readAnswer({ kind, version, settings }, { pages, moment: MOMENT }).rows;
        if (version >= 2) {
          expect(refusal(attempt).code).toBe("answer.error");
          continue;
        }
        const points = kind === "json" && !JSON.stringify(settings.figures).includes('"rows"'); // straight at values
        const rows = points ? attempt() : [];
        expect(rows.filter(({ value }) => value !== undefined)).toEqual([]);
        if (rows.length === 0) expect(["answer.shape", "answer.csv"]).toContain(refusal(attempt).code);
      }
    });
  }
  it("throws nothing but a reason at whatever comes", () => {
    const odd = { toString: 1, valueOf: 1, ["__proto__"]: null };
    const values = [
      null,
      true,
      0,
      "",
      "x",
      [],
      {},
      [[]],
      [null],
      [1],
      [[1, 2]],
      [["a", odd]],
      odd,
      [odd],
      { data: odd },
    ];
    const keys = [
      "data",
      "rows",
      "cols",
      "meta",
      "features",
      "figures",
      "results",
      "count",
      "type",
      "version",
      "scope",
    ];
    const holders = values.flatMap((value) => [
      ...keys.map((key) => ({ [key]: value })),
      { data: { rows: value, cols: value } },
      { data: value, meta: { total: 1, page_size: 1 } },
      { type: "FeatureCollection", features: [{ type: "Feature", properties: value }] },
      {
        type: "FeatureCollection",
        features: [{ type: "Feature", properties: { insee: "37", nb: value, milliers: odd } }],
      },
      { version: 1, figures: [{ metric: value }, { metric: "visites", value, period: value }] },
      { "2026-10": value, "2026-11": [value] },
      ["a", "b", "c"].map((name) => ({ name, data: [["2026-10-01", value]] })),
      { count: 1, results: [{ siret: value, metrics: { tu: value } }] },
    ]);
    const bodies = [...values, ...holders].map((body) => [page(JSON.stringify(body))]);
    let refused = 0;
    for (const { kind, version } of ENDPOINTS) {
      for (const name of readdirSync(join(FIXTURES, kind))) {
        const { settings } = JSON.parse(readFileSync(join(FIXTURES, kind, name, "case.json"), "utf8")) as {
          settings: Settings;
        };
        const parsed = endpointOf(kind)?.settings.parse(settings);
        for (const pages of bodies) {
          try {
            endpointOf(kind)?.next(parsed, pages);
            readAnswer({ kind, version, settings }, { pages, moment: MOMENT });
          } catch (error) {
            if (!(error instanceof AnswerError)) throw error;
            refused++;
          }
        }
      }
    }
    expect(refused).toBeGreaterThan(1000);
  });
  it("is known by the facts that carry it, else the fact is rejected", () => {
    expect(refusal(() => read("xml", {}, "[]")).code).toBe("reading.kind");
    const later = { kind: "anct", version: 99, settings: {} };
    expect(refusal(() => readAnswer(later, { pages: [page("[]")], moment: MOMENT })).code).toBe("reading.kind");
    expect(refusal(() => read("anct", { url: "nowhere" }, "[]")).code).toBe("reading.settings");
  });
});

describe("the documentation", () => {
  const fence = (language: string) => `\`\`\`${language}\n([\\s\\S]*?)\`\`\`[\\s\\S]*?`;
  const example = new RegExp(`^${fence("(?:json|csv)")}${fence("json")}${fence("text")}`);
  const examples = (kind: string) =>
    readFileSync(`docs/endpoints/${kind}.md`, "utf8")
      .split(/^### /m)
      .slice(1)
      .map((section) => ({
        title: section.split("\n")[0] ?? "",
        blocks: example.exec(section.slice(section.search(/^```(?:json|csv)$/m)))?.slice(1) ?? [],
      }));
  for (const { title, blocks, kind } of KINDS.flatMap((kind) => examples(kind).map((one) => ({ kind, ...one })))) {
    it(`works through "${title}" as ${kind} reads it`, () => {
      const [body = "", file = "", expected = ""] = blocks;
      const { startup } = JSON.parse(file) as { startup: string };
      const { declaration, faults } = checkDeclaration(`${startup}.json`, JSON.parse(file), { allowLoopback: false });
      expect(faults).toEqual([]);
      const settings = declaration?.sources[0]?.settings ?? {};
      const rows = read(kind, settings, body).rows.map(told);
      expect(rows.sort()).toEqual(expected.trim().split("\n").sort());
    });
  }
  it("has an example of each kind at least", () => {
    for (const kind of KINDS) expect(examples(kind).length, kind).toBeGreaterThanOrEqual(1);
  });
  it("has every shape a newcomer may meet, and every format", () => {
    expect(examples("json").length).toBeGreaterThanOrEqual(5);
    const page = readFileSync("docs/endpoints/json.md", "utf8");
    for (const word of [...Object.keys(DATE_FORMATS), ...NUMBER_FORMATS, ...GRAINS, ...LEVELS]) {
      expect(page).toContain(`\`${word}\``);
    }
  });
});

describe("pages of the kind anct", () => {
  const settings: Settings = {
    url: "https://a-dock.example/metrics?scope=all",
    limit: 2,
    metrics: { tu: { metric: "utilisateurs", levels: ["siret"] } },
  };
  const anct = endpointOf("anct");
  if (!anct) throw new Error("no such kind");
  const parsed = anct.settings.parse(settings);
  const of = (count: number, ...sirets: number[]) =>
    JSON.stringify({ count, results: sirets.map((n) => ({ siret: String(21370261900000 + n), metrics: { tu: n } })) });
  const next = (...bodies: string[]) =>
    anct.next(
      parsed,
      bodies.map((body) => page(body)),
    )?.url;

  it("are asked by limit and offset, and keep the rest of the query", () => {
    expect(anct.ask(parsed).url).toBe("https://a-dock.example/metrics?scope=all&limit=2&offset=0");
    expect(next(of(5, 1, 2))).toBe("https://a-dock.example/metrics?scope=all&limit=2&offset=2");
  });
  it("end when the count of the first page is reached, whatever later pages count", () => {
    expect(next(of(3, 1, 2), of(0, 3))).toBeUndefined();
    expect(next(of(4, 1, 2, 3, 4))).toBeUndefined();
    expect(next(of(0))).toBeUndefined();
  });
  it("are incomplete when one is short, empty, repeated or unreadable", () => {
    const code = (...bodies: string[]) => refusal(() => next(...bodies)).code;
    expect(code(of(5, 1, 2), of(5, 3))).toBe("answer.shape");
    expect(code(of(5, 1, 2), of(0))).toBe("answer.shape");
    expect(code(of(5, 1, 2), of(5, 1, 2))).toBe("answer.shape");
    expect(code(of(5, 1, 2), "<html>")).toBe("answer.html");
    expect(code(of(5, 1))).toBe("answer.shape");
  });
  it("are left to the reader when the first one is no page at all", () => {
    expect(next('{"error":"Erreur interne du serveur"}')).toBeUndefined();
    expect(next("<html>")).toBeUndefined();
  });
  it("are not read when some are missing, or a row is none", () => {
    expect(refusal(() => read("anct", settings, of(5, 1, 2))).pointer).toBe("/count");
    expect(refusal(() => read("anct", settings, '{"count":1,"results":[{"siret":"1"}]}')).pointer).toBe("/results/0");
    expect(refusal(() => read("anct", settings, '{"count":"1","results":[]}')).pointer).toBe("/count");
  });
});

describe("the kind json", () => {
  const figure = (more: object): Settings =>
    ({ url: "https://a-dock.example/s", figures: [{ metric: "cartes_publiees", value: "/n", ...more }] }) as Settings;
  it("tells an absent path from an empty list", () => {
    expect(read("json", figure({ rows: "/data/*" }), '{"data":[]}').rows).toEqual([]);
    const error = refusal(() => read("json", figure({ rows: "/data/*" }), '{"datas":[],"total":3}'));
    expect([error.code, error.pointer]).toEqual(["answer.shape", "/data"]);
    expect(error.message).toContain("datas, total");
    expect(error.hint).toContain("/settings/figures/0/rows");
    expect(refusal(() => read("json", figure({ rows: "/data/*" }), '{"data":null}')).pointer).toBe("/data/*");
  });
  it("follows pages of its own origin only, and never in a circle", () => {
    const json = endpointOf("json");
    const settings = json?.settings.parse({ ...figure({}), next: "/next" });
    const next = (body: string) => json?.next(settings, [page(body, { url: "https://a-dock.example/s" })])?.url;
    expect(next('{"next":"?page=2"}')).toBe("https://a-dock.example/s?page=2");
    expect(next('{"next":null}')).toBeUndefined();
    expect(next("[]")).toBeUndefined();
    expect(refusal(() => next('{"next":"https://elsewhere.example/"}')).code).toBe("answer.shape");
    expect(refusal(() => next('{"next":"/s"}')).code).toBe("answer.shape");
    expect(refusal(() => next('{"next":7}')).code).toBe("answer.shape");
  });
  it("is complete about written codes only when all codes are written", () => {
    const place = (territory: object) => ({ metric: "cartes_publiees", value: "/n", territory });
    const url = "https://a-dock.example/s";
    const isere = place({ level: "departement", code: "38" });
    expect(read("json", { url, figures: [isere] } as Settings, '{"n":1}').scope?.territories).toEqual(["38"]);
    const each = place({ level: "commune", pointer: "/code" });
    expect(
      read("json", { url, figures: [isere, each] } as Settings, '{"n":1,"code":"62"}').scope?.territories,
    ).toBeUndefined();
  });
  it("may ask by POST", () => {
    const json = endpointOf("json");
    const settings = json?.settings.parse({ ...figure({}), method: "POST", body: { codes: ["37003"] } });
    expect(json?.ask(settings)).toMatchObject({ method: "POST", body: '{"codes":["37003"]}' });
  });
});

describe("reading 23,500 rows", () => {
  const ROWS = 23_500;
  const insee = (n: number) => String(1000 + n).padStart(5, "0");
  const measure = (kind: string, settings: Settings, bodies: string[], rows: number) => {
    const pages = bodies.map((body) => page(body));
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 5; round++) {
      const started = performance.now();
      const version = endpointOf(kind)?.version ?? 1;
      const reading = readAnswer({ kind, version, settings }, { pages, moment: MOMENT });
      best = Math.min(best, performance.now() - started);
      expect(reading.rows).toHaveLength(rows);
    }
    console.log(`${kind}.read: ${rows} rows in ${best.toFixed(0)} ms, ${Math.round((rows / best) * 1000)} rows/s`);
    return best;
  };
  it("takes the kind anct less than a second", () => {
    const results = Array.from({ length: ROWS }, (_, n) => ({
      insee: insee(n),
      metrics: { tu: 1, yau: n % 2, mau: 0, wau: 0 },
    }));
    const bodies = Array.from({ length: 24 }, (_, n) =>
      JSON.stringify({ count: ROWS, results: results.slice(n * 1000, n * 1000 + 1000) }),
    );
    const metrics = {
      tu: { metric: "communes_couvertes", levels: ["commune"] },
      yau: { metric: "communes_actives_12m", levels: ["commune"] },
    };
    expect(measure("anct", { url: "https://a-dock.example/m", metrics }, bodies, ROWS * 2)).toBeLessThan(1000);
  });
  it("takes the kind json less than a second", () => {
    const rows = Array.from({ length: ROWS }, (_, n) => ({
      code: insee(n),
      date: `2026-0${1 + (n % 9)}-01`,
      n,
      via: "web",
    }));
    const settings = {
      url: "https://a-dock.example/s",
      figures: [
        {
          metric: "visites",
          rows: "/data/*",
          value: "/n",
          territory: { level: "commune", pointer: "/code" },
          period: { pointer: "/date", grain: "month", format: "iso-date" },
          dims: { via: { pointer: "/via" } },
        },
      ],
    };
    expect(measure("json", settings, [JSON.stringify({ data: rows })], ROWS)).toBeLessThan(1000);
  });
  it("takes the kind csv less than a second", () => {
    const lines = Array.from({ length: ROWS }, (_, n) => `${insee(n)};2026-0${1 + (n % 9)};"${n}";web`);
    const settings = {
      url: "https://a-dock.example/s.csv",
      figures: [
        {
          metric: "visites",
          value: "n",
          territory: { level: "commune", column: "code" },
          period: { column: "mois", grain: "month", format: "iso-month" },
          dims: { via: { column: "via" } },
        },
      ],
    };
    expect(measure("csv", settings, [["code;mois;n;via", ...lines].join("\n")], ROWS)).toBeLessThan(1000);
  });
});
