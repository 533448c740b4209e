// The naive model: what one fact says. Rule numbers are those of docs/meaning.md.

import { metricOf } from "../../schemas/catalogue.ts";
import { isState, type Metric } from "../../schemas/catalogue-model.ts";
import { fromMicro, toMicro } from "../../schemas/decimal.ts";
import type { RejectCode } from "../../schemas/errors.ts";
import { dayOf } from "../../schemas/period.ts";
import {
  type Cell,
  cellKey,
  dimNames,
  type ReadScope,
  type Row,
  type Scope,
  STATE_DAY,
} from "../../schemas/statement.ts";
import { hasForm } from "../../schemas/territory.ts";
import type { Definitions, Fact, Mapping, Pulled, Pushed, ReadingAdopted, Unchanged } from "./naive-facts.ts";

/** What one source says at one moment about all cells of a scope. */
interface Statement {
  /** Milliseconds since 1970. */
  readonly moment: number;
  /** Offset of the fact, in the startup's partition of releve.facts.v1. */
  readonly off: number;
  readonly scopes: readonly Scope[];
  /** Stated cells by key; value as a canonical decimal, or `null`. */
  readonly cells: ReadonlyMap<string, { readonly cell: Cell; readonly value: string | null }>;
  /** Cells left as they were, unconfirmed: an unreadable value, or two different rows. */
  readonly doubtful: ReadonlyMap<string, Cell>;
  /** A row without an identifiable cell, or a push without a scope: nothing is absent by it. */
  readonly removesNothing: boolean;
  /** No value was stated at all, and none was in doubt. */
  readonly empty: boolean;
}
export interface Said extends Statement {
  readonly startup: string;
  readonly source: string;
  readonly push: boolean;
}
/** Why a fact says nothing. */
export type Reason = RejectCode | "decision.invalid";
export interface Rejected {
  readonly rejected: Reason;
}
/** A fact that makes a statement, when it can be read. */
export type Speaking = Pulled | Unchanged | Pushed;

const FIVE_MINUTES = 5 * 60_000;

/** Whose rows a fact says: its own or, of an unchanged answer, those of the answer it names (rule 13). */
export function bytesOf(fact: Speaking, before: readonly Fact[]): Pulled | Pushed | undefined {
  if (fact.type !== "unchanged") return fact;
  const answer = before.find((earlier) => earlier.off === fact.answer);
  const own = answer?.type === "pulled" && answer.source === fact.source && answer.startup === fact.startup;
  return own ? answer : undefined;
}

/**
 * The statement that a fact makes, or why it makes none.
 * @param bytes       see `bytesOf`
 * @param recordedAt  recorded time of the fact (rule 12)
 * @param adopted     the reading in force for it (rule 22); left out: the one that came with the bytes
 */
export function read(
  fact: Speaking,
  bytes: Pulled | Pushed | undefined,
  recordedAt: number,
  adopted?: ReadingAdopted,
): Said | Rejected {
  const moment = momentOf(fact, recordedAt);
  if (moment > recordedAt + FIVE_MINUTES) return { rejected: "moment.future" }; // rule 10: before its bytes are read
  const understood = bytes ? understand(bytes, moment, adopted) : { rejected: "answer.missing" as const };
  if ("rejected" in understood) return understood;
  const { rows, mapping, definitions } = understood;
  const metrics = [...rows.map((row) => row.metric), ...(mapping.scope?.metrics.map((one) => one.metric) ?? [])];
  if (metrics.some((metric) => metricOf(metric, definitions[metric] ?? 0) === undefined))
    return { rejected: "metric.unknown" };
  const unreadable = rows.filter((row) => row.value === undefined).length;
  if (unreadable * 20 > rows.length) return { rejected: "values.unreadable" }; // rule 4
  const push = fact.type === "pushed";
  if (push && !fact.scope && rows.length === 0) return { rejected: "fact.shape" }; // rule 8: nothing was said
  const { startup, source, off } = fact;
  return { startup, source, push, moment, off, ...state(rows, mapping, definitions) };
}

export function momentOf(fact: Speaking, recordedAt: number): number {
  return fact.type === "pushed" ? (fact.asAt ?? recordedAt) : fact.moment;
}

/** Rows and how to take them: of a push as it says itself (rule 7). */
function understand(
  bytes: Pulled | Pushed,
  moment: number,
  adopted: ReadingAdopted | undefined,
): { rows: readonly Row[]; mapping: Mapping; definitions: Definitions } | Rejected {
  if (bytes.type === "pushed") {
    const mapping: Mapping = bytes.scope ? { scope: bytes.scope } : {};
    return { rows: bytes.figures, mapping, definitions: bytes.definitions };
  }
  const { mapping, definitions, broken: reader } = adopted ?? bytes;
  const broken = reader ?? (bytes.broken?.startsWith("answer.") ? bytes.broken : undefined);
  if (broken) return { rejected: broken };
  const today = dayOf(moment);
  const closed = (row: Row) => row.period === undefined || row.period.last < today;
  const rows = mapping.closedOnly ? bytes.rows.filter(closed) : bytes.rows;
  return { rows: rows.map((row) => ({ ...row, value: asRead(row, mapping) })), mapping, definitions };
}
function asRead({ value }: Row, { tens, textIsNull }: Mapping): Row["value"] {
  if (value === undefined && textIsNull) return null;
  return tens && typeof value === "string" ? fromMicro(toMicro(value) * 10n) : value;
}

/** Rows become cells (rules 3, 5, 6) inside a scope (rule 2). */
function state(allRows: readonly Row[], mapping: Mapping, definitions: Definitions) {
  const rows = allRows.filter((row) => !failsAsMember(row, mapping, definitions)); // rule 5: as if it were not there
  const groups = new Map<string, { cell: Cell; rows: Row[] }>();
  let removesNothing = mapping.scope === undefined;
  for (const row of rows) {
    const cell = cellOf(row, definitions);
    if (!cell) {
      removesNothing = true; // rule 3
      continue;
    }
    const group = groups.get(cellKey(cell)) ?? { cell, rows: [] };
    group.rows.push(row);
    groups.set(cellKey(cell), group);
  }
  const cells = new Map<string, { cell: Cell; value: string | null }>();
  const doubtful = new Map<string, Cell>();
  for (const [key, group] of groups) {
    const member = kindOf(group.cell.metric, definitions).kind === "membership";
    const value = oneValue(group.rows, mapping.combine === "sum" && !member, member);
    if (value === undefined) doubtful.set(key, group.cell);
    else cells.set(key, { cell: group.cell, value });
  }
  const scopes = mapping.scope ? scopesOf(mapping.scope, allRows, definitions) : [];
  return { scopes, cells, doubtful, removesNothing, empty: cells.size === 0 && doubtful.size === 0 };
}

/** Rule 5. A row without a value (null, or unreadable) does not fail. */
function failsAsMember(row: Row, mapping: Mapping, definitions: Definitions): boolean {
  if (kindOf(row.metric, definitions).kind !== "membership" || row.value === null || row.value === undefined)
    return false;
  const value = toMicro(row.value);
  return mapping.atLeast === undefined ? value <= 0n : value < toMicro(mapping.atLeast);
}

/** The one value of a cell's rows; `undefined`: in doubt (rule 3). A member's number is always 1 (rule 5). */
function oneValue(rows: readonly Row[], added: boolean, member: boolean): string | null | undefined {
  const values = rows.map((row) => (member && typeof row.value === "string" ? "1" : row.value));
  if (values.includes(undefined)) return undefined;
  const numbers = values.filter((value) => typeof value === "string");
  if (numbers.length === 0) return null;
  if (numbers.length < values.length) return undefined; // null with a number
  if (added) return fromMicro(numbers.reduce((sum, value) => sum + toMicro(value), 0n));
  return numbers.every((value) => value === numbers[0]) ? numbers[0] : undefined;
}

/** The cell of a row, or `undefined` when it has no identifiable one (rule 3). */
function cellOf(row: Row, definitions: Definitions): Cell | undefined {
  const { metric, level, code, dims, period } = row;
  const definition = definitions[metric] ?? 0;
  if (code === undefined || !hasForm(level, code)) return undefined;
  if (isState(kindOf(metric, definitions).kind))
    return { metric, definition, level, code, dims, grain: "state", first: STATE_DAY, last: STATE_DAY };
  return period && { metric, definition, level, code, dims, ...period };
}

/** Rule 2: the scope as a list of plain predicates. */
function scopesOf(scope: ReadScope, rows: readonly Row[], definitions: Definitions): Scope[] {
  const scopes: Scope[] = [];
  for (const { metric, levels, dims } of scope.metrics)
    for (const level of levels)
      for (const code of scope.territories ?? [""])
        for (const days of intervalsOf(metric, scope, rows, definitions)) {
          const definition = definitions[metric] ?? 0;
          scopes.push({ metric, definition, level, code, dims: [...dims].sort().join(","), ...days });
        }
  return scopes;
}

/** Rule 2: guaranteed windows; for each other grain, from the first to the last day of the metric's rows. */
function intervalsOf(metric: string, { windows = [] }: ReadScope, rows: readonly Row[], definitions: Definitions) {
  if (isState(kindOf(metric, definitions).kind))
    return [{ grain: "state" as const, first: STATE_DAY, last: STATE_DAY }];
  const periods = rows.flatMap((row) => (row.metric === metric && row.period ? [row.period] : []));
  const open = [...new Set(periods.map((period) => period.grain))].filter(
    (grain) => !windows.some((window) => window.grain === grain),
  );
  const found = open.map((grain) => {
    const same = periods.filter((period) => period.grain === grain);
    const first = same.map((period) => period.first).sort()[0] ?? "";
    const last = same.map((period) => period.last).sort()[same.length - 1] ?? "";
    return { grain, first, last };
  });
  return [...windows, ...found];
}

function kindOf(metric: string, definitions: Definitions): Metric {
  const found = metricOf(metric, definitions[metric] ?? 0);
  if (!found) throw new Error(`not in the catalogue: ${metric}`);
  return found;
}

/** Rule 2: whether a cell is inside a scope. */
function inside(cell: Cell, scope: Scope): boolean {
  return (
    cell.metric === scope.metric &&
    cell.definition === scope.definition &&
    cell.level === scope.level &&
    (scope.code === "" || scope.code === cell.code) &&
    dimNames(cell.dims) === scope.dims &&
    cell.grain === scope.grain &&
    scope.first <= cell.first &&
    cell.last <= scope.last
  );
}
export function inScope(said: Said, cell: Cell): boolean {
  return said.scopes.some((scope) => inside(cell, scope));
}

/** Rule 1: whether a statement decides about a cell. */
export function decides(said: Said, cell: Cell): boolean {
  const key = cellKey(cell);
  if (said.doubtful.has(key)) return false;
  return said.cells.has(key) || (!said.removesNothing && inScope(said, cell));
}
