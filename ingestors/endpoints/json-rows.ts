// The rows of one figure of a JSON answer: read in the order of the document, and found again when one of them is in doubt.
import type { Located, Row } from "../../schemas/statement.ts";
import { readDay } from "./dates.ts";
import type { Figure } from "./json-settings.ts";
import { type FoundRows, nothingThere } from "./json-whole.ts";
import { latestOf } from "./latest.ts";
import { compilePlace, compilePointer, type Path, walkRows } from "./pointer.ts";
import { type FigureMap, rowReader, type TakeFrom } from "./rows.ts";

/** A figure of the settings, and how it is taken. */
export interface MappedFigure {
  readonly figure: Figure;
  readonly map: FigureMap<Path>;
  /** Of the figure in the settings. */
  readonly index: number;
}
type Documents = readonly unknown[];

/** @throws {AnswerError} answer.shape: no rows where the settings say that they are. */
export function readFigure(mapped: MappedFigure, documents: Documents, moment: number): FoundRows {
  const { figure, map, index } = mapped;
  let there = 0;
  const value: TakeFrom<Path> = (path) => {
    const taken = map.value(path);
    if (taken !== undefined) there++;
    return taken;
  };
  const rows: Row[] = [];
  eachRow({ figure, index, map: { ...map, value } }, documents, moment, (row) => rows.push(row));
  return { figure, map, index, rows, there };
}

/**
 * Where the values of some rows stand: the documents are walked once more, as they were when they were read.
 * @param wanted  of the rows of all figures, one figure after another, from 0
 */
export function locateValues(
  all: readonly MappedFigure[],
  documents: Documents,
  moment: number,
  wanted: readonly number[],
): ReadonlyMap<number, Located> {
  const asked = new Set(wanted);
  const found = new Map<number, Located>();
  let at = 0;
  for (const mapped of all) {
    const { value } = mapped.figure;
    const place = compilePlace(typeof value === "string" ? value : "");
    eachRow(mapped, documents, moment, (_, path, page) => {
      if (asked.has(at)) {
        const pointer = documents.length > 1 ? `page ${page + 1}: ${place(path)}` : place(path);
        found.set(at, { pointer, value: mapped.map.value(path) });
      }
      at++;
    });
  }
  return found;
}

function eachRow(
  { figure, map, index }: MappedFigure,
  documents: Documents,
  moment: number,
  visit: (row: Row, path: Path, page: number) => void,
): void {
  const rowOf = rowReader(map, moment);
  const isLatest = latestRows(figure, map, documents, moment);
  let place = 0;
  for (const [page, document] of documents.entries()) {
    let seen = 0;
    const lost = walkRows(document, figure.rows, (path) => {
      seen++;
      const row = isLatest(place++) ? rowOf(path) : undefined;
      if (row) visit(row, path, page);
    });
    if (seen === 0 && lost !== undefined) throw nothingThere(figure, index, lost, document);
  }
}

/** Whether the n-th row counts: where the settings ask for the latest date, only those that have it. */
function latestRows(
  { latest, rows: pattern }: Figure,
  { where, edition }: FigureMap<Path>,
  documents: readonly unknown[],
  moment: number,
): (place: number) => boolean {
  if (!latest) return () => true;
  const take = compilePointer(latest.pointer);
  const dated: { readonly place: number; readonly date: unknown }[] = [];
  let place = 0;
  for (const document of documents) {
    walkRows(document, pattern, (path) => {
      if (where.every((holds) => holds(path))) dated.push({ place, date: take(path) });
      place++;
    });
  }
  const hint = `correct the format (${latest.format}), or filter these rows away with "where"`;
  const chosen = latestOf(dated, moment, {
    day: ({ date }) => readDay(date, latest.format, edition),
    told: ({ date }) => ({ pointer: latest.pointer, found: date, hint }),
  });
  const places = new Set(chosen.map((one) => one.place));
  return (one) => places.has(one);
}
