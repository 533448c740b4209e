// The lines of cells: every change of every cell along its source's moments, and the statements that confirm it.
import type { CanQuery } from "../../schemas/ports.ts";
import { type Cell, cellKey, dimNames } from "../../schemas/statement.ts";
import { type Frame, VISIBLE, visible } from "./frame.ts";
import { onceEach } from "./once-each.ts";

/** A place on a line of moments where a cell's value begins. `undefined`: absent from here on. */
export interface Step {
  /** Milliseconds since 1970. */
  readonly moment: number;
  /** Offset of the statement that says so. */
  readonly said: number;
  readonly value: string | null | undefined;
  /** When the log recorded it, milliseconds since 1970, where that is more than a day after its moment. */
  readonly late?: number;
}
export interface CellLine {
  readonly cell: Cell;
  /** In (moment, said) order. */
  readonly steps: readonly Step[];
  /** Statements (offsets) in whose scope the cell was, and that left it as it was. */
  readonly passedOver: ReadonlySet<number>;
  /** The statements whose scope may contain the cell. */
  readonly group: readonly Confirming[];
}
/** A counted statement that is complete about cells of one group. */
export interface Confirming {
  readonly moment: number;
  readonly said: number;
  readonly removesNothing: boolean;
  /** One territory, or "". */
  readonly code: string;
  readonly first: string;
  readonly last: string;
}
export interface SourceLines {
  readonly lines: ReadonlyMap<string, CellLine>;
  /** By group (see `groupOf`), in (moment, said) order. */
  readonly groups: ReadonlyMap<string, readonly Confirming[]>;
}
/** By startup, then source. */
export type Lines = ReadonlyMap<string, ReadonlyMap<string, SourceLines>>;

const byMetric = onceEach(({ lines }: SourceLines) => {
  const found = new Map<string, (readonly [string, CellLine])[]>();
  for (const entry of lines) {
    const { metric } = entry[1].cell;
    const own = found.get(metric);
    if (own) own.push(entry);
    else found.set(metric, [entry]);
  }
  return found;
});

/** The lines of one metric with their keys, of all versions and in the source's order. */
export function linesOfMetric(source: SourceLines, metric: string): readonly (readonly [string, CellLine])[] {
  return byMetric(source).get(metric) ?? [];
}

export interface LinesQuery {
  /** Left out: all. */
  readonly startups?: readonly string[];
  readonly metrics?: readonly string[];
}
type CellRow = [string, number, Cell["level"], string, Cell["grain"], string, string, string];
const CELL = "metric, definition, geo_level, geo, grain, toString(period_start), toString(period_end), dims";
const SAID = "toString(toUnixTimestamp64Milli(moment)), toString(said)";
const LATE = "if(recorded_at > moment + INTERVAL 1 DAY, toString(toUnixTimestamp64Milli(recorded_at)), '')";
const KEY = "startup, source, metric, definition, geo_level, geo, grain, period_start, period_end, dims, moment, said";

/** All that scopes demand exactly; the rest (territory, days) is compared. */
export function groupOf({ metric, definition, level, grain }: Cell, dims: string): string {
  return `${metric}|${definition}|${level}|${grain}|${dims}`;
}

/**
 * Loads the lines of startups and metrics, as a frame sees them.
 * Sources: tables `observations`, `scopes`, `unconfirmed`, written by processors/run.ts.
 */
export async function loadLines(warehouse: CanQuery, frame: Frame, query: LinesQuery): Promise<Lines> {
  const where = [
    VISIBLE,
    ...(query.startups ? ["startup IN {startups:Array(String)}"] : []),
    ...(query.metrics ? ["metric IN {metrics:Array(String)}"] : []),
  ].join(" AND ");
  const params = { ...visible(frame), startups: query.startups ?? [], metrics: query.metrics ?? [] };
  const [scopes, passed, steps] = await Promise.all([
    warehouse.rows<[string, string, string, string, number, number, ...CellRow]>(
      `SELECT startup, source, ${SAID}, removes_nothing, withdrawn, ${CELL} FROM scopes WHERE ${where}
       ORDER BY moment, said, recorded_at DESC, off DESC
       LIMIT 1 BY ${KEY}`,
      params,
    ),
    warehouse.rows<[string, string, string, ...CellRow]>(
      `SELECT startup, source, toString(said), ${CELL} FROM unconfirmed WHERE ${where}
       GROUP BY ${KEY} HAVING argMax(withdrawn, (recorded_at, off)) = 0`,
      params,
    ),
    warehouse.rows<[string, string, string, string, string, string, string | null, ...CellRow]>(
      `SELECT startup, source, ${SAID}, ${LATE}, toString(op), toString(value), ${CELL} FROM observations WHERE ${where}
       ORDER BY ${KEY}, recorded_at DESC, off DESC LIMIT 1 BY ${KEY}`,
      params,
    ),
  ]);
  const lines = new LinesMaker();
  for (const [startup, source, moment, said, removesNothing, withdrawn, ...row] of scopes) {
    if (withdrawn) continue;
    const { code, first, last, ...cell } = cellOf(row);
    const confirming = {
      moment: Number(moment),
      said: Number(said),
      removesNothing: removesNothing === 1,
      code,
      first,
      last,
    };
    lines.group(startup, source, groupOf({ ...cell, code, first, last }, cell.dims)).push(confirming);
  }
  for (const [startup, source, said, ...row] of passed) lines.passOver(startup, source, cellOf(row), Number(said));
  for (const [startup, source, moment, said, late, op, value, ...row] of steps) {
    if (op === "withdraw") continue;
    const step = { moment: Number(moment), said: Number(said), value: op === "assert" ? value : undefined };
    lines.line(startup, source, cellOf(row)).steps.push(late === "" ? step : { ...step, late: Number(late) });
  }
  return lines.made;
}

function cellOf([metric, definition, level, code, grain, first, last, dims]: CellRow): Cell {
  return { metric, definition, level, code, dims, grain, first, last };
}

interface Making {
  readonly cell: Cell;
  readonly steps: Step[];
  passedOver: Set<number>;
  readonly group: Confirming[];
}
/** Most cells were never passed over: they share one empty set. */
const NEVER = new Set<number>();

class LinesMaker {
  readonly made = new Map<string, Map<string, { lines: Map<string, Making>; groups: Map<string, Confirming[]> }>>();

  #source(startup: string, source: string) {
    const sources = this.made.get(startup) ?? new Map();
    this.made.set(startup, sources);
    const found = sources.get(source) ?? { lines: new Map(), groups: new Map() };
    sources.set(source, found);
    return found as { lines: Map<string, Making>; groups: Map<string, Confirming[]> };
  }
  group(startup: string, source: string, name: string): Confirming[] {
    const { groups } = this.#source(startup, source);
    const found = groups.get(name) ?? [];
    groups.set(name, found);
    return found;
  }
  passOver(startup: string, source: string, cell: Cell, said: number): void {
    const line = this.line(startup, source, cell);
    if (line.passedOver === NEVER) line.passedOver = new Set();
    line.passedOver.add(said);
  }
  line(startup: string, source: string, cell: Cell): Making {
    const { lines } = this.#source(startup, source);
    const key = cellKey(cell);
    let line = lines.get(key);
    if (!line) {
      const group = this.group(startup, source, groupOf(cell, dimNames(cell.dims)));
      line = { cell, steps: [], passedOver: NEVER, group };
      lines.set(key, line);
    }
    return line;
  }
}
