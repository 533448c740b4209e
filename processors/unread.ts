// Values of an answer that say nothing: unreadable ones, and rows that contradict each other. Each is told with its place.

import { canonicalJson } from "../schemas/canonical.ts";
import { isState, type Metric } from "../schemas/catalogue-model.ts";
import { AnswerError, type PartCode } from "../schemas/errors.ts";
import { hintOf, type Stands, standing, UNREAD_TOLD, type Unread, written } from "../schemas/part-doubt.ts";
import { placeTold, standsTold } from "../schemas/part-told.ts";
import { type Reading, type Row, UNREADABLE_LIMIT } from "../schemas/statement.ts";

/** What is told of one metric of a statement. */
export interface PartDoubt {
  readonly code: PartCode;
  readonly metric: string;
  /** Values that could not be read, or places that are contradicted. */
  readonly count: number;
  /** The first of them, as a finding keeps them. */
  readonly detail: string;
}
interface Noted {
  readonly code: PartCode;
  readonly metric: string;
  count: number;
  /** Rows of the reading, from 0, the first ones. */
  readonly rows: number[];
}

/** What a reading cannot state, gathered row by row. */
export class UnreadParts {
  readonly #noted = new Map<string, Noted>();

  note(code: PartCode, { metric }: Row, row: number): void {
    const key = `${code} ${metric}`;
    const noted = this.#noted.get(key) ?? { code, metric, count: 0, rows: [] };
    this.#noted.set(key, noted);
    noted.count += 1;
    if (noted.rows.length < UNREAD_TOLD) noted.rows.push(row);
  }

  /** Each with the places of its first values. Empty for most answers: nothing is looked up then. */
  told(reading: Reading, metrics: ReadonlyMap<string, Metric>): PartDoubt[] {
    if (this.#noted.size === 0) return [];
    const noted = [...this.#noted.values()];
    const others = new Map<number, number>();
    for (const { code, rows } of noted)
      if (code === "cell.twice") for (const row of rows) addOther(others, row, reading, metrics);
    const wanted = [...new Set([...noted.flatMap(({ rows }) => rows), ...others.values()])].sort((a, b) => a - b);
    const places = placesOf(reading, wanted);
    return noted.map(({ code, metric, count, rows }) => {
      const first = rows.map((row): Unread => {
        const other = others.get(row);
        const beside = other === undefined ? {} : { other: places(other) };
        return { ...places(row), place: placeOf(reading.rows[row] as Row, metrics), ...beside };
      });
      return { code, metric, count, detail: written(first) };
    });
  }
}

/**
 * Rule 4 of docs/meaning.md.
 * @throws {AnswerError} values.unreadable, with the place and the text of the first one.
 */
export function refuseUnreadable(reading: Reading, metrics: ReadonlyMap<string, Metric>): void {
  const { rows } = reading;
  let unreadable = 0;
  let first = -1;
  for (let at = 0; at < rows.length; at += 1) {
    if (rows[at]?.value !== undefined) continue;
    if (first === -1) first = at;
    unreadable += 1;
  }
  if (unreadable <= rows.length * UNREADABLE_LIMIT) return;
  const own = placesOf(reading, [first])(first);
  const place = placeTold(placeOf(rows[first] as Row, metrics));
  const told = own.kind === "unknown" ? place : `${standsTold(own)} (${place})`;
  const pointer = own.kind === "unknown" ? "" : own.pointer;
  throw new AnswerError(
    "values.unreadable",
    `${unreadable} of ${rows.length} values could not be read; the first: ${told}`,
    { pointer, hint: hintOf(own) },
  );
}

/** Places by row; where the reader tells none, the row's number among those that were read, and the value as it was read. */
function placesOf(reading: Reading, rows: readonly number[]): (row: number) => Stands {
  const located = reading.locate?.(rows);
  return (row) => {
    const found = located?.get(row);
    if (found) return standing(found.pointer, found.value);
    const value = reading.rows[row]?.value;
    const pointer = `row ${row + 1}`;
    return value === undefined ? { pointer, kind: "unknown", text: "" } : { pointer, kind: "value", text: `${value}` };
  };
}

/** The first row that says another value of the same place. */
function addOther(
  others: Map<number, number>,
  row: number,
  { rows }: Reading,
  metrics: ReadonlyMap<string, Metric>,
): void {
  const own = rows[row] as Row;
  const place = canonicalJson(placeOf(own, metrics));
  const isOther = (one: Row) =>
    one.metric === own.metric &&
    one.code === own.code &&
    one.value !== own.value &&
    canonicalJson(placeOf(one, metrics)) === place;
  const other = rows.findIndex((one, at) => at < row && isOther(one));
  if (other !== -1) others.set(row, other);
}

/** A row's place, its reported code and labels shortened. */
function placeOf({ metric, level, code, period, dims }: Row, metrics: ReadonlyMap<string, Metric>): Unread["place"] {
  const kind = metrics.get(metric)?.kind;
  const place = { level, code: code?.slice(0, 40) ?? null, dims: dims.slice(0, 80) };
  if (kind && isState(kind)) return place;
  return { ...place, period: period ? { grain: period.grain, first: period.first } : null };
}
