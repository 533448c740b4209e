// The ANCT convention ("carte de déploiement"): one row per organisation or commune, its metrics under short keys.
import { z } from "zod";
import { type Answer, defineEndpoint, type Question } from "../../schemas/endpoint.ts";
import { AnswerError } from "../../schemas/errors.ts";
import { MetricKey } from "../../schemas/ids.ts";
import type { Reading, Row } from "../../schemas/statement.ts";
import type { Level } from "../../schemas/territory.ts";
import { parseBody } from "./body.ts";
import { readFigure } from "./numbers.ts";
import { disagreement, EndpointUrl, Headers, refuse } from "./settings.ts";

const PLACES = ["commune", "siren", "siret"] as const;
type Place = (typeof PLACES)[number];
/** The row's identifiers, the most precise first. */
const IDS: readonly { readonly level: Place; readonly key: "siret" | "siren" | "insee" }[] = [
  { level: "siret", key: "siret" },
  { level: "siren", key: "siren" },
  { level: "commune", key: "insee" },
];

const Stated = z.strictObject({
  metric: MetricKey,
  levels: z.array(z.enum(PLACES)).min(1).describe("rows of other levels are not this metric's business"),
});
const AnctSettings = z
  .strictObject({
    url: EndpointUrl,
    limit: z.int().min(1).max(10_000).default(1000).describe("rows of a page"),
    headers: Headers,
    metrics: z.record(z.string().min(1).max(64), Stated).describe("key in the answer (tu, yau, mau, wau) → metric"),
  })
  .superRefine(({ metrics }, context) => {
    const seen = new Set<string>();
    if (Object.keys(metrics).length === 0) {
      refuse(context, ["metrics"], { expected: "at least one key", hint: 'add "tu": { "metric": …, "levels": […] }' });
    }
    for (const [key, { metric }] of Object.entries(metrics)) {
      const wrong = disagreement(metric, false);
      if (wrong) refuse(context, ["metrics", key, "metric"], wrong);
      if (seen.has(metric)) {
        const hint = "keep the key whose meaning is the metric's definition";
        refuse(context, ["metrics", key, "metric"], { expected: `${metric} under one key only`, hint });
      }
      seen.add(metric);
    }
  });
type AnctSettings = z.infer<typeof AnctSettings>;

interface AnctRow {
  readonly insee?: unknown;
  readonly siren?: unknown;
  readonly siret?: unknown;
  readonly metrics: Readonly<Record<string, unknown>>;
}
interface AnctPage {
  readonly count: number;
  readonly results: readonly AnctRow[];
}

export const anct = defineEndpoint<AnctSettings>({
  kind: "anct",
  version: 1,
  settings: AnctSettings,
  ask: (settings) => question(settings, 0),
  next: (settings, pages) => {
    const known = pages.map((page, index) => outline(page, index));
    const [first] = known;
    if (!first || first.unreadable) return undefined;
    const rows = known.reduce((total, page) => total + page.rows, 0);
    const last = known[known.length - 1] ?? first;
    if (last.unreadable) throw last.unreadable;
    if (known.slice(0, -1).some((page) => page.rows > 0 && page.head === last.head)) throw repeated(known.length);
    if (rows >= first.count) return undefined;
    if (last.rows < settings.limit) throw short(first.count, rows, last.rows);
    return question(settings, rows);
  },
  read: (settings, { pages }) => {
    const parsed = pages.map(parsePage);
    const rows = parsed.flatMap(({ results }) => results);
    const count = parsed[0]?.count ?? 0;
    if (rows.length < count) throw short(count, rows.length, parsed.at(-1)?.results.length ?? 0);
    return readRows(settings, rows);
  },
  metrics: ({ metrics }) => Object.values(metrics).map(({ metric }) => metric),
  rowWise: (settings) => ({ list: ["results"], read: (rows) => readRows(settings, checkedRows(rows, "edited")) }),
});

function question({ url, limit, headers }: AnctSettings, offset: number): Question {
  const page = new URL(url);
  page.searchParams.set("limit", String(limit));
  page.searchParams.set("offset", String(offset));
  return { url: page.href, headers };
}

function readRows({ metrics }: AnctSettings, rows: readonly AnctRow[]): Reading {
  const stated = Object.entries(metrics);
  const found: Row[] = [];
  for (const row of rows) {
    for (const [key, { metric, levels }] of stated) {
      if (!Object.hasOwn(row.metrics, key)) continue; // the row does not state this metric
      const place = placeOf(row, levels);
      if (!place) continue; // counted by something else than this metric's levels
      const value = readFigure(row.metrics[key], "plain");
      found.push({ metric, level: place.level, code: place.code, dims: "", period: undefined, value });
    }
  }
  return { rows: found, scope: { metrics: stated.map(([, { metric, levels }]) => ({ metric, levels, dims: [] })) } };
}

/** The most precise of the declared levels; a row without any identifier has no code, and so no cell. */
function placeOf(row: AnctRow, levels: readonly Level[]): { level: Level; code: string | undefined } | undefined {
  let named = false;
  for (const { level, key } of IDS) {
    const id = row[key];
    if (id === undefined || id === null || id === "") continue;
    if (levels.includes(level)) return { level, code: typeof id === "object" ? undefined : String(id) };
    named = true;
  }
  const [level] = levels;
  return named || level === undefined ? undefined : { level, code: undefined };
}

/** What asking for the next page needs to know of one page; parsed once, however often it is asked. */
interface Outline {
  readonly count: number;
  readonly rows: number;
  readonly head: string;
  readonly unreadable?: AnswerError;
}
const outlines = new WeakMap<Buffer, Outline>();

function outline(page: Answer["pages"][number], index: number): Outline {
  let known = outlines.get(page.bytes);
  if (!known) {
    known = outlineOf(page, index);
    outlines.set(page.bytes, known);
  }
  return known;
}

function outlineOf(page: Answer["pages"][number], index: number): Outline {
  try {
    const { count, results } = parsePage(page, index);
    return { count, rows: results.length, head: JSON.stringify(results[0]) ?? "" };
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error;
    return { count: 0, rows: 0, head: "", unreadable: error };
  }
}

function parsePage(page: Answer["pages"][number], index: number): AnctPage {
  const body = parseBody(page);
  const where = `page ${index + 1}`;
  if (!isObject(body)) throw shape(`${where}: found ${kindOf(body)}, expected an object`, "");
  if (!Number.isSafeInteger(body.count) || Number(body.count) < 0) {
    throw shape(`${where}: found ${shorten(body.count)}, expected "count", a whole number`, "/count");
  }
  if (!Array.isArray(body.results)) {
    throw shape(`${where}: found ${kindOf(body.results)}, expected "results", a list`, "/results");
  }
  checkedRows(body.results, where);
  return body as unknown as AnctPage;
}

function checkedRows(rows: readonly unknown[], where: string): readonly AnctRow[] {
  const odd = rows.findIndex((row) => !isObject(row) || !isObject(row.metrics));
  if (odd === -1) return rows as readonly AnctRow[];
  throw shape(`${where}: found ${shorten(rows[odd])}, expected a row with "metrics"`, `/results/${odd}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
function kindOf(value: unknown): string {
  return Array.isArray(value) ? "a list" : value === null ? "null" : value === undefined ? "nothing" : typeof value;
}
function shorten(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 80);
}
function shape(detail: string, pointer: string): AnswerError {
  return new AnswerError("answer.shape", detail, { pointer, hint: "compare with docs/endpoints/anct.md" });
}
function short(count: number, rows: number, lastRows: number): AnswerError {
  return new AnswerError("answer.shape", `found ${rows} rows, expected the ${count} that the first page announced`, {
    pointer: "/count",
    hint: `the last page had ${lastRows} rows: if the endpoint caps its pages, set "limit" to what it gives`,
  });
}
function repeated(page: number): AnswerError {
  return new AnswerError("answer.shape", `page ${page} repeats an earlier page, expected further rows`, {
    pointer: "/results/0",
    hint: 'the endpoint ignores "offset": ask the startup to mend it, or set "limit" above its number of rows',
  });
}
