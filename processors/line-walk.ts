// One source's lines, walked from a moment on after a decision: what every counted statement makes of the cells, beside
// what it made of them before. Only breakpoints that differ are written.
import { countsOf, type Difference, differenceOf } from "./difference.ts";
import type { Counts } from "./heard.ts";
import { type Marks, marksOf, writeMarks } from "./marks.ts";
import type { Output } from "./output.ts";
import type { Place, Stated, Statement } from "./place.ts";
import { type Breakpoint, type By, isBefore, type Said, UNSAID } from "./rows.ts";
import { contains, wordOf } from "./scope.ts";
import { put, type SourceState, stoodBefore } from "./timeline.ts";
import { noteFalls } from "./verdicts.ts";

type Value = Breakpoint["value"];
/** A breakpoint of a statement on a cell. */
interface Point {
  readonly place: Place;
  readonly value: Value;
}
/** A cell that stands otherwise than before the decision: what stood there, `undefined` for nothing. */
interface Open {
  readonly place: Place;
  readonly was: Value;
}
type Points = ReadonlyMap<string, Point>;
const NONE: Points = new Map();

export class LineWalk {
  readonly #state: SourceState;
  readonly #out: Output;
  readonly #by: By;
  /** What stands now, just before the next statement. */
  readonly #standing: Map<string, Stated>;
  readonly #open = new Map<string, Open>();
  /** By offset of the statement: the breakpoints before the decision. */
  readonly #points = new Map<number, Map<string, Point>>();

  /** @param from  the first statement that may change; the source's timeline must be there */
  constructor(state: SourceState, from: Said, { out, by }: { out: Output; by: By }) {
    this.#state = state;
    this.#out = out;
    this.#by = by;
    const timeline = state.timeline ?? new Map<string, never>();
    this.#standing = stoodBefore(timeline, from);
    for (const [key, { place, points }] of timeline)
      for (const point of points)
        if (!isBefore(point, from)) this.#index(point.off, key, { place, value: point.value });
  }

  #index(off: number, key: string, point: Point): void {
    const own = this.#points.get(off) ?? new Map<string, Point>();
    this.#points.set(off, own);
    own.set(key, point);
  }

  /** Whether a cell stands otherwise than before the decision: then the next statements must be read again. */
  get isOpen(): boolean {
    return this.#open.size > 0;
  }

  /** Passes a statement that counts as before. @param statement  read again; may be left out when nothing is open */
  pass(said: Said, statement?: Statement): void {
    const old = this.#points.get(said.off) ?? NONE;
    if (statement) for (const [key, open] of this.#open) this.#close(statement, key, open, old.get(key));
    for (const [key, { place, value }] of old) this.#stand(key, place, value);
  }

  #close(later: Statement, key: string, { place, was }: Open, old: Point | undefined): void {
    const now = this.#standing.get(key)?.value;
    const word = wordOf(later, key, place);
    if (word === "silent") {
      const passesOver = later.removesNothing && !later.doubtful.has(key) && contains(later.scopes, place);
      if (passesOver && (was === undefined) !== (now === undefined))
        this.#out.unconfirmed(this.#by, place, later, now === undefined ? 1 : 0);
      return;
    }
    const isOutside = later.cells.has(key) && !contains(later.scopes, place);
    this.#write(key, place, later, old, word !== now || isOutside ? { place, value: word } : undefined);
    this.#open.delete(key);
    this.#stand(key, place, word);
  }

  /**
   * Passes a statement that comes to count, ceases to, or is read otherwise.
   * @param statement  left out: it does not count
   * @param was  the rows that it has
   */
  change(said: Said, statement: Statement | undefined, was: Marks): Counts | undefined {
    const found = statement && differenceOf(statement, this.#standing);
    const now = marksOf(statement, statement ? this.#passedOver(statement) : []);
    writeMarks(this.#out, this.#by, said, was, now);
    if (statement && found) noteFalls(this.#out, statement, found, this.#standing, this.#by);
    const old = this.#points.get(said.off) ?? NONE;
    const need = found ? this.#needed(found) : NONE;
    for (const key of new Set([...old.keys(), ...need.keys(), ...this.#open.keys()]))
      this.#turn(key, said, statement, old.get(key), need.get(key));
    return statement && found && countsOf(statement, found);
  }

  #turn(key: string, said: Said, statement: Statement | undefined, old: Point | undefined, need: Point | undefined) {
    const open = this.#open.get(key);
    const place = need?.place ?? old?.place ?? open?.place;
    if (!place) return;
    const stood = this.#standing.get(key)?.value;
    const was = old ? old.value : open ? open.was : stood;
    const word = statement ? wordOf(statement, key, place) : "silent";
    const now = word === "silent" ? stood : word;
    this.#write(key, place, said, old, need);
    if (was === now) this.#open.delete(key);
    else this.#open.set(key, { place, was });
    this.#stand(key, place, now);
  }

  #needed({ changes, removed, outside }: Difference): Points {
    const need = new Map<string, Point>();
    for (const [key, stated] of changes) need.set(key, { place: stated, value: stated.value });
    for (const [key, place] of removed) need.set(key, { place, value: undefined });
    for (const [key, stated] of outside) need.set(key, { place: stated, value: stated.value });
    return need;
  }

  *#passedOver({ removesNothing, scopes, cells, doubtful }: Statement): Generator<[string, Place]> {
    if (!removesNothing || scopes.length === 0) return;
    for (const [key, place] of this.#standing)
      if (!cells.has(key) && !doubtful.has(key) && contains(scopes, place)) yield [key, place];
  }

  #write(key: string, { shape, code, first, last }: Place, said: Said, old: Point | undefined, need?: Point): void {
    if (need ? old && old.value === need.value : !old) return;
    const place = { shape, code, first, last };
    put(this.#state, this.#out, this.#by, key, place, said, need ? need.value : UNSAID);
  }

  #stand(key: string, { shape, code, first, last }: Place, value: Value): void {
    if (value === undefined) this.#standing.delete(key);
    else this.#standing.set(key, { shape, code, first, last, value });
  }

  /** After the last statement: what is still open stands so in the end. */
  finish(): void {
    const { standing } = this.#state;
    for (const key of this.#open.keys()) {
      const stated = this.#standing.get(key);
      if (stated) standing.set(key, stated);
      else standing.delete(key);
    }
  }
}
