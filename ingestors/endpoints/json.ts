// Any JSON answer: its settings say where the figures, periods and territories stand.
import { type Answer, defineEndpoint, type Question, type RowWise } from "../../schemas/endpoint.ts";
import { AnswerError } from "../../schemas/errors.ts";
import { endOfDay, type Period } from "../../schemas/period.ts";
import { canonicalDims, type Reading, type ReadScope, type Row } from "../../schemas/statement.ts";
import { FRANCE } from "../../schemas/territory.ts";
import { parseBody } from "./body.ts";
import { readPeriod } from "./dates.ts";
import { type Figure, JsonSettings } from "./json-settings.ts";
import { readFigure } from "./numbers.ts";
import { compilePointer, isWithinRow, listOf, type Path, type Take, walkRows } from "./pointer.ts";

export const json = defineEndpoint<JsonSettings>({
  kind: "json",
  version: 1,
  settings: JsonSettings,
  ask: (settings) => question(settings, settings.url),
  next: (settings, pages) => (settings.next === undefined ? undefined : nextPage(settings, settings.next, pages)),
  read: (settings, { pages, moment }) => readDocuments(settings, pages.map(parseBody), moment),
  metrics: ({ figures }) => [...new Set(figures.map(({ metric }) => metric))],
  rowWise,
});

/** Figures that take all they need from the rows of one list, whatever the moment. */
function rowWise(settings: JsonSettings): RowWise | undefined {
  const { figures } = settings;
  const pattern = figures[0]?.rows ?? "";
  const list = listOf(pattern);
  if (!list || !figures.every((figure) => figure.rows === pattern && takesFromRow(figure))) return undefined;
  const documentOf = (rows: readonly unknown[]) =>
    list.reduceRight<unknown>((inner, key) => ({ [key]: inner }), [...rows]);
  return { list, read: (rows) => readDocuments(settings, [documentOf(rows)], NO_MOMENT) };
}
/** Read at no moment: nothing that asks for one is read so. */
const NO_MOMENT = Number.NaN;

function takesFromRow({ value, period, territory, dims, where }: Figure): boolean {
  const pointers = [
    ...[value, period?.pointer, territory.pointer].flat(),
    ...[...Object.values(dims), ...where].map(({ pointer }) => pointer),
  ];
  const isWithin = (pointer: unknown) => typeof pointer !== "string" || isWithinRow(pointer);
  return period?.running !== "leave-out" && pointers.every(isWithin);
}

function readDocuments(settings: JsonSettings, documents: readonly unknown[], moment: number): Reading {
  const rows: Row[] = [];
  settings.figures.forEach((figure, index) => {
    readInto(rows, figure, index, documents, moment);
  });
  return { rows, scope: scopeOf(settings), ...(settings.combine && { combine: settings.combine }) };
}

function question({ method, headers, body }: JsonSettings, url: string): Question {
  if (method === "GET") return { url, headers };
  const text = body === undefined ? "" : JSON.stringify(body);
  return { url, method, headers: { "content-type": "application/json", ...headers }, body: text };
}

/** The first page's faults are for `read` to tell; a later page's mean that the answer did not come whole. */
function nextPage(settings: JsonSettings, next: string, pages: Answer["pages"]): Question | undefined {
  const last = pages[pages.length - 1];
  if (!last) return undefined;
  const document = parsedOrThrown(last);
  if (document instanceof AnswerError) {
    if (pages.length === 1) return undefined;
    throw document;
  }
  const found = compilePointer(next)({ values: [document], keys: [""], stars: [] });
  if (found === undefined || found === null || found === "") return undefined;
  const url = typeof found === "string" && URL.canParse(found, last.url) ? new URL(found, last.url) : undefined;
  if (!url || url.origin !== new URL(settings.url).origin) {
    throw astray(next, `found ${shorten(found)}, expected a URL of ${new URL(settings.url).origin}`);
  }
  if (pages.some((page) => new URL(page.url).href === url.href))
    throw astray(next, "found a page that was asked before");
  return question(settings, url.href);
}

function parsedOrThrown(page: Answer["pages"][number]): unknown {
  try {
    return parseBody(page);
  } catch (error) {
    if (error instanceof AnswerError) return error;
    throw error;
  }
}

function readInto(rows: Row[], figure: Figure, index: number, documents: readonly unknown[], moment: number): void {
  const read = compile(figure, moment);
  for (const document of documents) {
    let seen = 0;
    const lost = walkRows(document, figure.rows, (path) => {
      seen++;
      const row = read(path);
      if (row) rows.push(row);
    });
    if (seen === 0 && lost !== undefined) throw nothingThere(figure, index, lost, document);
  }
}

/** One figure's settings as a function from a place of the answer to a row; `undefined` for a row left out. */
function compile(figure: Figure, moment: number): (path: Path) => Row | undefined {
  const { metric, numbers, period, territory } = figure;
  const value = typeof figure.value === "string" ? compilePointer(figure.value) : constant(figure.value.value);
  const date = period && (period.pointer === undefined ? constant(period.value) : dateAt(period.pointer));
  const code = territory.pointer === undefined ? constant(territory.code ?? FRANCE) : compilePointer(territory.pointer);
  const dims = Object.entries(figure.dims).map(
    ([name, from]) => [name, from.pointer === undefined ? constant(from.value) : compilePointer(from.pointer)] as const,
  );
  const conditions = figure.where.map(condition);
  return (path) => {
    if (!conditions.every((holds) => holds(path))) return undefined;
    const when = period && date ? readPeriod(date(path), period.format, period.grain) : undefined;
    if (when && period?.running === "leave-out" && isRunning(when, moment)) return undefined;
    const words = dimsOf(dims, path);
    return {
      metric,
      level: territory.level,
      code: words === undefined ? undefined : word(code(path)),
      dims: words ?? "",
      period: when,
      value: readFigure(value(path), numbers),
    };
  };
}

/** Year, month and day that stand apart are joined as an ISO date is written: 2026 and 3 give 2026-03. */
function dateAt(pointer: string | readonly string[]): Take {
  if (typeof pointer === "string") return compilePointer(pointer);
  const takes = pointer.map(compilePointer);
  return (path) => {
    const parts = takes.map((take) => word(take(path)));
    return parts.includes(undefined) ? undefined : parts.map((part) => part?.padStart(2, "0")).join("-");
  };
}

function condition({ pointer, equals, startsWith }: Figure["where"][number]): (path: Path) => boolean {
  const take = compilePointer(pointer);
  if (startsWith === undefined) return (path) => take(path) === equals;
  return (path) => {
    const found = take(path);
    return typeof found === "string" && found.startsWith(startsWith);
  };
}

/** Canonical dimensions; `undefined` when one is missing: such a row has no identifiable cell. */
function dimsOf(dims: readonly (readonly [string, Take])[], path: Path): string | undefined {
  if (dims.length === 0) return "";
  const words: Record<string, string> = {};
  for (const [name, take] of dims) {
    const found = word(take(path));
    if (found === undefined) return undefined;
    words[name] = found;
  }
  return canonicalDims(words);
}

const constant =
  (value: unknown): Take =>
  () =>
    value;

function isRunning(period: Period, moment: number): boolean {
  return moment < endOfDay(period.last);
}

/** A code or a label as text, as reported; anything but text, a number or a boolean is none. */
function word(value: unknown): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** Complete about the metrics, levels and dimensions of its mapping; about certain codes only when all are written. */
function scopeOf({ figures }: JsonSettings): ReadScope {
  const metrics = figures.map(({ metric, territory, dims }) => ({
    metric,
    levels: [territory.level],
    dims: Object.keys(dims).sort(),
  }));
  if (figures.some(({ territory }) => territory.pointer !== undefined)) return { metrics };
  return { metrics, territories: [...new Set(figures.map(({ territory }) => territory.code ?? FRANCE))] };
}

function nothingThere(figure: Figure, index: number, lost: string, document: unknown): AnswerError {
  const top = document !== null && typeof document === "object" ? Object.keys(document).slice(0, 12).join(", ") : "";
  const found = Array.isArray(document) ? `a list of ${document.length}` : top ? `keys ${top}` : shorten(document);
  return new AnswerError(
    "answer.shape",
    `nothing stands at ${lost}; expected rows at ${figure.rows} for ${figure.metric}; the document has ${found}`,
    { pointer: lost, hint: `correct /settings/figures/${index}/rows, or ask the startup what moved` },
  );
}

function astray(pointer: string, detail: string): AnswerError {
  return new AnswerError("answer.shape", `next page: ${detail}`, { pointer, hint: 'correct "next" in the settings' });
}

function shorten(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 80);
}
