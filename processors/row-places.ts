// Where the rows of a page stand in its bytes. They are found from the beginning on, as far as somebody asks.
import { areLast, endOfGroup, listUnder, nextElement } from "./json-scan.ts";

export interface RowPlace {
  readonly row: number;
  readonly start: number;
  readonly end: number;
}
/** A row that has other bytes in a later answer. */
export interface MovedRow {
  readonly was: RowPlace;
  /** Where it begins and ends in the later answer. */
  readonly start: number;
  readonly end: number;
}

/** Places of the rows of a page that was read as JSON without a fault. */
export class RowPlaces {
  readonly #bytes: Buffer;
  readonly #keys: readonly string[];
  /** Start and end of each row, in turn. */
  #places = new Int32Array(128);
  #rows = 0;
  /** How far the list was walked; `undefined`: to its end, or there is no list of rows. */
  #at: number | undefined;
  #isSound = false;

  /** @param keys  keys of nested objects that lead to the list of rows */
  constructor(bytes: Buffer, keys: readonly string[]) {
    this.#bytes = bytes;
    this.#keys = keys;
    this.#at = listUnder(bytes, keys);
  }

  /** The row in which a position lies; `undefined`: in none. */
  at(position: number): RowPlace | undefined {
    while (this.#at !== undefined && this.#endOf(this.#rows - 1) <= position) this.#walk(this.#at);
    const row = this.#firstEndingAfter(position);
    const start = this.#places[row * 2] ?? 0;
    return row < this.#rows && start <= position ? { row, start, end: this.#endOf(row) } : undefined;
  }

  /** Whether these rows are the ones that count: a list of objects or lists, and no second list under the same key. */
  isSound(): boolean {
    while (this.#at !== undefined) this.#walk(this.#at);
    return this.#isSound;
  }

  /** Places in a later answer whose bytes are the same but for these rows, in their order. Asked of sound places only. */
  moved(bytes: Buffer, moved: readonly MovedRow[]): RowPlaces {
    const later = new RowPlaces(bytes, []);
    later.#places = this.#places.slice(0, this.#rows * 2);
    later.#rows = this.#rows;
    later.#at = undefined;
    later.#isSound = true;
    for (const [index, { was, end }] of moved.entries()) {
      const next = moved[index + 1]?.was.row ?? this.#rows;
      later.#shift(was.row * 2 + 1, next * 2 + 1, end - was.end);
    }
    return later;
  }

  /** Moves the places from one index to another, which is not moved. */
  #shift(from: number, to: number, by: number): void {
    if (by === 0) return;
    const last = Math.min(to, this.#rows * 2);
    for (let at = from; at < last; at += 1) this.#places[at] = (this.#places[at] as number) + by;
  }

  #walk(from: number): void {
    const { at, isEnd } = nextElement(this.#bytes, from);
    const end = isEnd ? undefined : endOfGroup(this.#bytes, at);
    this.#at = end;
    if (isEnd) this.#isSound = areLast(this.#bytes, at + 1, this.#keys);
    if (end === undefined) return;
    if (this.#rows * 2 === this.#places.length) {
      const more = new Int32Array(this.#places.length * 2);
      more.set(this.#places);
      this.#places = more;
    }
    this.#places[this.#rows * 2] = at;
    this.#places[this.#rows * 2 + 1] = end;
    this.#rows += 1;
  }

  #endOf(row: number): number {
    return row < 0 ? 0 : (this.#places[row * 2 + 1] ?? 0);
  }

  #firstEndingAfter(position: number): number {
    let [low, high] = [0, this.#rows];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#endOf(middle) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
