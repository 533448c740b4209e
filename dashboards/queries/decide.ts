// From lines to figures: which source has a cell on a day, what it says, and who says otherwise
// (docs/meaning.md, rules 14 and 15). Pure.
import { fromMicro, toMicro } from "../../schemas/decimal.ts";
import { endOfDay, startOfDay } from "../../schemas/period.ts";
import type { Declaration } from "../../schemas/source.ts";
import { type Cell, dimNames } from "../../schemas/statement.ts";
import { Confirmations } from "./confirmations.ts";
import { type Correction, type Corrections, correctionOn, UNCORRECTED } from "./corrections.ts";
import { type CellLine, groupOf, linesOfMetric, type SourceLines, type Step } from "./lines.ts";

const DAY_MS = 86_400_000;

/** What a source says of a cell on a day. */
export interface Word {
  /** `undefined`: absent, said so. */
  readonly value: string | null | undefined;
  /** When this value began, along the source's moments; `undefined` when the cell was never stated. */
  readonly since: number | undefined;
  /** When this value could be known: since it began, or since the log recorded it where that was later. */
  readonly known: number | undefined;
  /** The last moment that confirmed it. */
  readonly confirmed: number;
  /** The last moment at which an answer that counts left it as it was, when nothing confirmed it since. */
  readonly passedOver: number | undefined;
  /** Its word was not confirmed for too long: it is no figure any more. */
  readonly expired: boolean;
}
/** A figure of a startup: the word of the first source that has the cell. */
export interface Figure {
  readonly key: string;
  readonly cell: Cell;
  /** Canonical decimal; `null`: the source says that there is no figure. */
  readonly value: string | null;
  /** The sources that gave it: one, or all parts of a sum; none when it is a correction. */
  readonly sources: readonly string[];
  readonly since: number;
  /** When it could be known: since it began, or since the log recorded it where that was later. */
  readonly known: number;
  readonly confirmed: number;
  /** When its source last answered without confirming it: a value that could not be read, or a place that was contradicted. */
  readonly passedOver?: number;
  /** Another source that has the cell with another word. */
  readonly conflict?: Pick<Word, "value"> & {
    readonly source: string;
    /** When its word could be known. */
    readonly known: number;
  };
  /** The decision that says so, whatever the sources say; `since`: when it was approved, milliseconds since 1970. */
  readonly correction?: Pick<Correction, "proposal" | "reason" | "since">;
}

/** What decides about a cell: a figure, or its absence (`undefined`), which another source may contradict. */
export type Decision = Omit<Figure, "value"> & { readonly value: string | null | undefined };

/** A day to decide about, with what is the same for all cells of a group. */
export class Decider {
  readonly #day: string;
  readonly #end: number;
  readonly #declaration: Declaration;
  readonly #sources: ReadonlyMap<string, SourceLines>;
  readonly #corrections: Corrections;
  readonly #confirming: Confirmations;

  /** @param corrections  left out: what the sources say is asked for, by itself */
  constructor(
    day: string,
    declaration: Declaration,
    sources: ReadonlyMap<string, SourceLines>,
    corrections: Corrections = UNCORRECTED,
  ) {
    this.#day = day;
    this.#corrections = corrections;
    this.#end = endOfDay(day);
    this.#confirming = new Confirmations(this.#end);
    this.#declaration = declaration;
    this.#sources = sources;
  }

  /** The word of a source on a cell, or `undefined` when the source does not have it: nothing of it was confirmed. */
  word(source: string, key: string, cell: Cell): Word | undefined {
    const lines = this.#sources.get(source);
    if (!lines) return undefined;
    const line = lines.lines.get(key);
    const group = line?.group ?? lines.groups.get(groupOf(cell, dimNames(cell.dims))) ?? [];
    const at = line ? this.#stepOn(line) : -1;
    const step = line?.steps[at];
    const standing = step !== undefined && step.value !== undefined;
    const confirming = this.#confirming.of(cell, group, standing, line);
    const confirmed = Math.max(step?.moment ?? -Infinity, confirming?.moment ?? -Infinity);
    if (confirmed === -Infinity) return undefined;
    const expired = cell.grain === "state" && this.#end - confirmed > this.#expiry(source) * DAY_MS;
    const passedOver = line?.passedOver.size ? this.#confirming.passedOver(line, confirmed) : undefined;
    const { since, known } = beganAt(line?.steps ?? [], at);
    return { value: step?.value, since, known, confirmed, passedOver, expired };
  }

  /** The sources of a metric in the order that decides, and whether they are parts of a sum. */
  order(metric: string): { sources: readonly string[]; parts: boolean } {
    const parts = this.#declaration.parts[metric];
    if (parts) return { sources: parts, parts: true };
    const declared = this.#declaration.sources.map(({ source }) => source);
    return { sources: this.#declaration.order[metric] ?? declared, parts: false };
  }

  /** All figures of the day, of some metrics or of all. */
  figures(metrics?: ReadonlySet<string>): Figure[] {
    return this.decisions(metrics).filter(isFigure);
  }

  /** All decisions of the day about cells that some source ever stated, or that are corrected. */
  decisions(metrics?: ReadonlySet<string>): Decision[] {
    const cells = new Map<string, Cell>();
    for (const source of this.#sources.values())
      for (const [key, { cell, steps }] of metrics ? linesOfSome(source, metrics) : source.lines)
        if (steps.length > 0) cells.set(key, cell);
    for (const [key, [first]] of this.#corrections)
      if (first && (!metrics || metrics.has(first.cell.metric))) cells.set(key, first.cell);
    const found: Decision[] = [];
    for (const [key, cell] of cells) {
      const decision = this.decision(key, cell);
      if (decision) found.push(decision);
    }
    return found;
  }

  /** The figure of one cell; `undefined` when there is none. */
  figure(key: string, cell: Cell): Figure | undefined {
    const decision = this.decision(key, cell);
    return decision && isFigure(decision) ? decision : undefined;
  }

  /** What a correction, else the first source that has a cell, says of it; `undefined`: no source of the declaration has it. */
  decision(key: string, cell: Cell): Decision | undefined {
    const correction = correctionOn(this.#corrections, key, this.#day);
    if (correction) return this.#corrected(key, correction);
    const { sources, parts } = this.order(cell.metric);
    return parts ? this.#sum(sources, key, cell) : this.#first(sources, key, cell);
  }

  /** A correction of a state is so by the end of the day that is asked for, whenever it was approved. */
  #corrected(key: string, { cell, value, from, proposal, reason, since }: Correction): Figure {
    const latest = cell.grain === "state" ? this.#end - 1 : Infinity;
    const begins = cell.grain === "state" && from !== undefined ? startOfDay(from) : since;
    const at = { since: Math.min(begins, latest), known: since, confirmed: Math.min(since, latest) };
    return { key, cell, value, sources: [], ...at, correction: { proposal, reason, since } };
  }

  #first(sources: readonly string[], key: string, cell: Cell): Decision | undefined {
    let found: { source: string; word: Word } | undefined;
    for (const source of sources) {
      const word = this.word(source, key, cell);
      if (!word || word.expired) continue;
      if (!found) found = { source, word };
      else if (found.word.value !== word.value)
        return {
          ...decisionOf(key, cell, found),
          conflict: { source, value: word.value, known: word.known ?? word.confirmed },
        };
    }
    return found && decisionOf(key, cell, found);
  }

  #sum(sources: readonly string[], key: string, cell: Cell): Figure | undefined {
    let sum = 0n;
    let confirmed = Infinity;
    let since = -Infinity;
    let known = -Infinity;
    let passedOver = -Infinity;
    for (const source of sources) {
      const word = this.word(source, key, cell);
      if (!word || word.expired || word.value === undefined || word.value === null) return undefined;
      sum += toMicro(word.value);
      confirmed = Math.min(confirmed, word.confirmed);
      since = Math.max(since, word.since ?? -Infinity);
      known = Math.max(known, word.known ?? -Infinity);
      passedOver = Math.max(passedOver, word.passedOver ?? -Infinity);
    }
    const left = passedOver === -Infinity ? {} : { passedOver };
    return { key, cell, value: fromMicro(sum), sources, since, known, confirmed, ...left };
  }

  /** The place of the step that holds; below 0: none does. */
  #stepOn({ cell, steps }: CellLine): number {
    if (cell.grain !== "state") return steps.length - 1;
    return steps.findLastIndex(({ moment }) => moment < this.#end);
  }

  #expiry(source: string): number {
    return this.#declaration.sources.find((one) => one.source === source)?.expiresAfterDays ?? 90;
  }
}

/** When the value of a step began: a push without a scope writes a step each time that it says the same again. */
function beganAt(steps: readonly Step[], at: number): Pick<Word, "since" | "known"> {
  const last = steps[at];
  if (!last) return { since: undefined, known: undefined };
  let { moment: since, late: known = since } = last;
  for (let first = at - 1; first >= 0; first -= 1) {
    const { value, moment, late = moment } = steps[first] as Step;
    if (value !== last.value) break;
    since = moment;
    known = Math.min(known, late);
  }
  return { since, known };
}

function* linesOfSome(source: SourceLines, metrics: ReadonlySet<string>): Iterable<readonly [string, CellLine]> {
  for (const metric of metrics) yield* linesOfMetric(source, metric);
}

function isFigure(decision: Decision): decision is Figure {
  return decision.value !== undefined;
}

function decisionOf(key: string, cell: Cell, { source, word }: { source: string; word: Word }): Decision {
  const { value, since = word.confirmed, known = since, confirmed, passedOver } = word;
  const left = passedOver === undefined ? {} : { passedOver };
  return { key, cell, value, sources: [source], since, known, confirmed, ...left };
}
