// Good answers that are then damaged: the fixtures of all kinds, and wider ones, in which one bad value is under 5 %.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { metricOf } from "../../../schemas/catalogue.ts";
import type { Settings } from "../../../schemas/source.ts";
import { rowOf, type SaidRow, type Sent } from "./case.ts";
import { tokensOf } from "./json-tokens.ts";
import { type Format, jsonSays, textSays } from "./says.ts";

export interface Base {
  readonly name: string;
  readonly kind: string;
  readonly settings: Settings;
  readonly pages: readonly Sent[];
  readonly moment: string;
  readonly rows: readonly SaidRow[];
  /** Values of which it is known where they stand, and which row they make. */
  readonly anchors: readonly Anchor[];
}
export interface Anchor {
  readonly page: number;
  /** Place in the page's text. */
  readonly start: number;
  readonly end: number;
  readonly row: number;
  readonly format: Format;
}
export const MOMENT = "2026-11-22T08:00:00Z";
const FIXTURES = "tests/fixtures/endpoints";
const WIDE = 40;

/** Those of the fixtures, then the wide ones. */
export function bases(): Base[] {
  const fixtures = ["anct", "ademe", "json", "csv"].flatMap((kind) =>
    readdirSync(join(FIXTURES, kind))
      .filter((name) => kind === "csv" || isJson(kind, name)) // the oracle knows CSV by the kind csv alone
      .filter((name) => !namesPlaces(kind, name)) // it has no official lists
      .filter((name) => !expectedOf(join(FIXTURES, kind, name)).startsWith("answer."))
      .map((name) => fixture(kind, name)),
  );
  return [...fixtures, ...wide()].map((base) => ({ ...base, anchors: anchorsOf(base) }));
}

function isJson(kind: string, name: string): boolean {
  return readdirSync(join(FIXTURES, kind, name)).includes("page-1.json");
}

/** Whether places are named by something else than their code. */
function namesPlaces(kind: string, name: string): boolean {
  return /"by": "(?:postal|name|siren)"/.test(readFileSync(join(FIXTURES, kind, name, "case.json"), "utf8"));
}

/** What the newest reader makes of a fixture. */
function expectedOf(folder: string): string {
  const [latest = ""] = readdirSync(folder)
    .filter((file) => file.startsWith("expected"))
    .sort();
  return readFileSync(join(folder, latest), "utf8").trim();
}

type Bare = Omit<Base, "anchors">;
function fixture(kind: string, name: string): Bare {
  const folder = join(FIXTURES, kind, name);
  const given = JSON.parse(readFileSync(join(folder, "case.json"), "utf8")) as { settings: Settings; moment?: string };
  const files = readdirSync(folder).filter((file) => file.startsWith("page-"));
  const contentType = kind === "csv" ? "text/csv" : "application/json";
  const pages = files.sort().map((file) => ({ bytes: readFileSync(join(folder, file)), contentType }));
  const rows = expectedOf(folder).split("\n").map(rowOf);
  return { name: `${kind}/${name}`, kind, settings: given.settings, pages, moment: given.moment ?? MOMENT, rows };
}

/** Values that no two rows share, and that are nothing else in the answer. */
const nthValue = (at: number) => String(20_011 + at * 137);
const siretOf = (at: number) => `213702619${String(at).padStart(5, "0")}`;
const siretRow = (value: string, at: number) => rowOf(`utilisateurs siret ${siretOf(at)} state = ${value}`);
const months = Array.from(
  { length: WIDE },
  (_, at) => `${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`,
);

function wide(): Bare[] {
  const values = months.map((_, at) => nthValue(at));
  const json = (body: unknown): Sent[] => [
    { bytes: Buffer.from(JSON.stringify(body)), contentType: "application/json" },
  ];
  const csv = (lines: readonly string[]): Sent[] => [
    { bytes: Buffer.from(`${lines.join("\n")}\n`), contentType: "text/csv" },
  ];
  const url = "https://wide.example/stats";
  const byMonth = (metric: string) => (value: string, at: number) =>
    rowOf(`${metric} france FR month ${months[at]}-01..x = ${value}`);
  const spaced = (value: string) => `${value.slice(0, -3)} ${value.slice(-3)}`;
  const figure = { metric: "visites", period: { grain: "month", format: "iso-month" } };
  const shared = { moment: MOMENT };
  return [
    {
      ...shared,
      name: "anct/wide",
      kind: "anct",
      settings: { url, metrics: { tu: { metric: "utilisateurs", levels: ["siret"] } } },
      pages: json({
        count: WIDE,
        results: values.map((value, at) => ({ siret: siretOf(at), metrics: { tu: Number(value) } })),
      }),
      rows: values.map(siretRow),
    },
    {
      ...shared,
      name: "ademe/wide",
      kind: "ademe",
      settings: { url, metric: "visiteurs", numbers: "fr" },
      pages: json({ stats: values.map((value, at) => ({ date: months[at], value: spaced(value) })) }),
      rows: values.map(byMonth("visiteurs")),
    },
    {
      ...shared,
      name: "json/wide",
      kind: "json",
      settings: {
        url,
        figures: [{ ...figure, rows: "/data/*", value: "/n", period: { ...figure.period, pointer: "/month" } }],
      },
      pages: json({ data: values.map((value, at) => ({ month: months[at], n: Number(value) })) }),
      rows: values.map(byMonth("visites")),
    },
    {
      ...shared,
      name: "csv/wide",
      kind: "csv",
      settings: {
        url,
        figures: [{ ...figure, value: "n", numbers: "en", period: { ...figure.period, column: "month" } }],
      },
      pages: csv(["month,n", ...values.map((value, at) => `${months[at]},${value}`)]),
      rows: values.map(byMonth("visites")),
    },
  ];
}

/** A value that one row has and one token says is known by its place; members are 1, whatever the value. */
function anchorsOf(base: Bare): Anchor[] {
  if (/"combine"/.test(JSON.stringify(base.settings))) return [];
  const formats = formatsOf(base.settings);
  const found = base.pages.flatMap(({ bytes }, page) => {
    const text = bytes.toString("utf8");
    return formats.flatMap((format) => scalars(base.kind, text, format).map((token) => ({ page, format, ...token })));
  });
  return base.rows.flatMap(({ metric, value }, row) => {
    if (value === undefined || value === null || metricOf(metric)?.kind === "membership") return [];
    if (base.rows.filter((other) => other.value === value).length > 1) return [];
    const [token, ...others] = found.filter((one) => one.says === value);
    const isOne = token && others.every(({ page, start }) => page === token.page && start === token.start);
    return isOne && value.length > 1
      ? [{ page: token.page, start: token.start, end: token.end, row, format: token.format }]
      : [];
  });
}

/** The formats that the settings name. */
export function formatsOf(settings: Settings): Format[] {
  const named = [...JSON.stringify(settings).matchAll(/"numbers":"(plain|fr|en)"/g)].map((match) => match[1] as Format);
  return named.length === 0 ? ["plain"] : [...new Set(named)];
}

function scalars(kind: string, text: string, format: Format) {
  if (kind !== "csv")
    return (tokensOf(text)?.tokens ?? [])
      .filter(({ isKey }) => !isKey)
      .map(({ start, end, raw }) => ({ start, end, says: jsonSays(raw, format) }));
  return [...text.matchAll(/[^\n;,\t"]+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    says: textSays(match[0], format),
  }));
}
