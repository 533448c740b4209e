// Any JSON answer: its settings say where the figures, periods and territories stand.
import { type Answer, defineEndpoint, type Question, type RowWise } from "../../schemas/endpoint.ts";
import { AnswerError } from "../../schemas/errors.ts";
import type { Reading, ReadScope } from "../../schemas/statement.ts";
import { parseBody } from "./body.ts";
import type { Edition } from "./edition.ts";
import { parseAnswer } from "./error-body.ts";
import { namingOf } from "./figure-settings.ts";
import { locateValues, readFigure } from "./json-rows.ts";
import { type Figure, JsonSettings } from "./json-settings.ts";
import { shorten } from "./json-value.ts";
import { namedKeys, refuseFurtherPages, refuseNothing } from "./json-whole.ts";
import { placeFinder } from "./places.ts";
import { compilePointer, isWithinRow, listOf, type Path } from "./pointer.ts";
import {
  constant,
  type FigureMap,
  joinedDate,
  mappedScope,
  named,
  refuseStrayDates,
  type TakeFrom,
  writtenCode,
} from "./rows.ts";

export const json = (edition: Edition) =>
  defineEndpoint<JsonSettings>({
    kind: "json",
    version: edition,
    settings: JsonSettings,
    ask: (settings) => question(settings, settings.url),
    next: (settings, pages) => (settings.next === undefined ? undefined : nextPage(settings, settings.next, pages)),
    read: (settings, { pages, ...read }) => {
      const named = namedKeys(settings);
      const documents = pages.map((page) => parseAnswer(page, edition, named));
      return readDocuments(settings, documents, { ...read, edition });
    },
    metrics: ({ figures }) => [...new Set(figures.map(({ metric }) => metric))],
    rowWise: (settings) => rowWise(settings, edition),
  });

/** Figures that take all they need from the rows of one list, whatever the moment and the official lists. */
function rowWise(settings: JsonSettings, edition: Edition): RowWise | undefined {
  const { figures } = settings;
  const pattern = figures[0]?.rows ?? "";
  const list = listOf(pattern);
  if (!list || !figures.every((figure) => figure.rows === pattern && takesFromRow(figure))) return undefined;
  const documentOf = (rows: readonly unknown[]) =>
    list.reduceRight<unknown>((inner, key) => ({ [key]: inner }), [...rows]);
  return { list, read: (rows) => readDocuments(settings, [documentOf(rows)], { moment: NO_MOMENT, edition }) };
}
/** What the meaning of an answer depends on besides its settings. */
type Read = Pick<Answer, "moment" | "lists"> & { readonly edition: Edition };
/** Read at no moment: nothing that asks for one is read so. */
const NO_MOMENT = Number.NaN;

function takesFromRow({ value, period, latest, territory, dims, where }: Figure): boolean {
  if (latest) return false; // another row may be later
  const pointers = [
    ...[value, period?.pointer, territory.pointer].flat(),
    ...[...Object.values(dims), ...where].map(({ pointer }) => pointer),
  ];
  const isWithin = (pointer: unknown) => typeof pointer !== "string" || isWithinRow(pointer);
  return period?.running !== "leave-out" && territory.by === undefined && pointers.every(isWithin);
}

function readDocuments(settings: JsonSettings, documents: readonly unknown[], read: Read): Reading {
  const { moment } = read;
  const mapped = settings.figures.map((figure, index) => ({ figure, index, map: compile(figure, settings, read) }));
  const found = mapped.map((one) => readFigure(one, documents, moment));
  const rows = found.flatMap((one) => one.rows);
  if (read.edition >= 2) {
    if (settings.next === undefined) refuseFurtherPages(settings, documents);
    refuseNothing(rows, found);
    for (const { rows: own, map, figure } of found)
      refuseStrayDates(own, map, [figure.period?.pointer].flat().join(", "));
  }
  const locate: Reading["locate"] = (wanted) => locateValues(mapped, documents, moment, wanted);
  return { rows, locate, scope: scopeOf(settings), ...(settings.combine && { combine: settings.combine }) };
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

/** One figure's settings, ready to be taken from places of the answer. */
function compile(figure: Figure, { nulls = [] }: JsonSettings, { lists, edition }: Read): FigureMap<Path> {
  const { metric, numbers, period, territory, dims } = figure;
  const { level, pointer, code, departement } = territory;
  const naming = namingOf(territory);
  const at = (place: string | undefined, value: unknown) =>
    place === undefined ? constant(value) : compilePointer(place);
  return {
    metric,
    levels: [level],
    code:
      naming && pointer !== undefined
        ? named(
            compilePointer(pointer),
            placeFinder(naming, lists),
            departement === undefined ? undefined : compilePointer(departement),
          )
        : at(pointer, writtenCode(level, code)),
    value: typeof figure.value === "string" ? figureAt(figure.value, nulls) : constant(figure.value.value),
    numbers,
    ...(period && { period: { ...period, date: dateAt(period.pointer, period.value) } }),
    dims: Object.entries(dims).map(([name, { pointer, value }]) => [name, at(pointer, value)]),
    where: figure.where.map(condition),
    edition,
  };
}

/** `nulls`: texts that say "no figure". */
function figureAt(pointer: string, nulls: readonly string[]): TakeFrom<Path> {
  const take = compilePointer(pointer);
  if (nulls.length === 0) return take;
  return (path) => {
    const found = take(path);
    return typeof found === "string" && nulls.includes(found.trim()) ? null : found;
  };
}

function dateAt(pointer: string | readonly string[] | undefined, value: string | undefined): TakeFrom<Path> {
  if (pointer === undefined) return constant(value);
  return typeof pointer === "string" ? compilePointer(pointer) : joinedDate(pointer.map(compilePointer));
}

function condition({ pointer, equals, startsWith }: Figure["where"][number]): (path: Path) => boolean {
  const take = compilePointer(pointer);
  if (startsWith === undefined) return (path) => take(path) === equals;
  return (path) => {
    const found = take(path);
    return typeof found === "string" && found.startsWith(startsWith);
  };
}

function scopeOf({ figures }: JsonSettings): ReadScope {
  return mappedScope(
    figures.map(({ metric, territory: { level, code }, dims }) => ({
      metric,
      levels: [level],
      dims: Object.keys(dims),
      code: writtenCode(level, code),
    })),
  );
}

function astray(pointer: string, detail: string): AnswerError {
  return new AnswerError("answer.shape", `next page: ${detail}`, { pointer, hint: 'correct "next" in the settings' });
}
