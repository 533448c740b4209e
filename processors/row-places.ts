// Where the rows of a page stand in its bytes. They are found from the beginning on, as far as somebody asks.
import { areLast, endOfGroup, listUnder, nextElement } from "./json-scan.ts";

/** A row that has other bytes in a later answer. */
export interface Moved {
  readonly row: number;
  /** Position behind the row in the later answer. */
  readonly end: number;
}

/** Places of the rows of a page that was read as JSON without a fault. */
export class RowPlaces {
  readonly #bytes: Buffer;
  readonly #keys: readonly string[];
  readonly #starts: number[];
  readonly #ends: number[];
  /** How far the list was walked; `undefined`: to its end, or there is no list of rows. */
  #at: number | undefined;
  #isSound = false;

  /** @param keys  keys of nested objects that lead to the list of rows */
  constructor(bytes: Buffer, keys: readonly string[], known?: { starts: number[]; ends: number[] }) {
    this.#bytes = bytes;
    this.#keys = keys;
    this.#starts = known?.starts ?? [];
    this.#ends = known?.ends ?? [];
    this.#isSound = known !== undefined;
    this.#at = known ? undefined : listUnder(bytes, keys);
  }

  /** The row in which a position lies; `undefined`: in none. */
  at(position: number): { readonly row: number; readonly start: number; readonly end: number } | undefined {
    while (this.#at !== undefined && (this.#ends.at(-1) ?? 0) <= position) this.#walk(this.#at);
    const row = this.#firstEndingAfter(position);
    const [start, end] = [this.#starts[row], this.#ends[row]];
    return start !== undefined && end !== undefined && start <= position ? { row, start, end } : undefined;
  }

  /** Whether these rows are the ones that count: a list of objects or lists, and no second list under the same key. */
  isSound(): boolean {
    while (this.#at !== undefined) this.#walk(this.#at);
    return this.#isSound;
  }

  /** Places in a later answer whose bytes are the same but for these rows, in their order. Asked of sound places only. */
  moved(bytes: Buffer, rows: readonly Moved[]): RowPlaces {
    const starts = new Array<number>(this.#starts.length);
    const ends = new Array<number>(this.#ends.length);
    let shift = 0;
    let met = 0;
    for (let row = 0; row < starts.length; row += 1) {
      starts[row] = (this.#starts[row] as number) + shift;
      const edit = rows[met];
      if (edit?.row === row) {
        shift = edit.end - (this.#ends[row] as number);
        met += 1;
      }
      ends[row] = (this.#ends[row] as number) + shift;
    }
    return new RowPlaces(bytes, this.#keys, { starts, ends });
  }

  #walk(from: number): void {
    const { at, isEnd } = nextElement(this.#bytes, from);
    const end = isEnd ? undefined : endOfGroup(this.#bytes, at);
    this.#at = end;
    if (isEnd) this.#isSound = areLast(this.#bytes, at + 1, this.#keys);
    if (end === undefined) return;
    this.#starts.push(at);
    this.#ends.push(end);
  }

  #firstEndingAfter(position: number): number {
    let [low, high] = [0, this.#ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[middle] as number) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
