// What became of a fact, as rows: a statement's state, a reject, and the findings about it.
import { toMicro } from "../schemas/decimal.ts";
import type { AnswerError } from "../schemas/errors.ts";
import type { Difference } from "./difference.ts";
import type { Counts, HeldAs, Origin, Status } from "./heard.ts";
import type { Output } from "./output.ts";
import type { StandingCells, Statement } from "./place.ts";
import type { By } from "./rows.ts";

/** Keeps a fact that cannot become a statement, with the reason. @param said  the fact, when a decision had it read */
export function reject(out: Output, by: By, error: AnswerError, said = by.off): void {
  const stage = error.code.split(".")[0];
  const row = [stage, error.code, error.pointer, error.message, error.hint];
  out.tables.rejects.push([by.startup, by.source, by.part, by.off, by.recordedAt, said, ...row]);
}

/** What of a statement says nothing: whoever can mend it is told, or it would vanish without a word. */
export function noteParts(out: Output, statement: Statement, by: By): void {
  noteHomeless(out, statement, by);
  for (const { code, metric, count, detail } of statement.unread)
    note(out, by, statement.off, [code, metric, count, detail]);
}

function noteHomeless(out: Output, { homeless, off }: Statement, by: By): void {
  const byMetric = new Map<string, { cells: number; details: string[] }>();
  for (const [wrong, count] of homeless) {
    const [metric = "", ...detail] = wrong.split(": ");
    const found = byMetric.get(metric) ?? { cells: 0, details: [] };
    found.cells += count;
    found.details.push(`${count} × ${detail.join(": ")}`);
    byMetric.set(metric, found);
  }
  for (const [metric, { cells, details }] of byMetric)
    note(out, by, off, ["rows.without-cell", metric, cells, details.join("; ")]);
}

/** A counter that falls: a finding a metric, with the first of its cells. */
export function noteFalls(out: Output, { off }: Statement, { changes }: Difference, before: StandingCells, by: By) {
  const falls = new Map<string, { cells: number; detail: string }>();
  for (const [key, { shape, code, value }] of changes) {
    if (!shape.isCounter || value === null) continue;
    const old = before.get(key)?.value;
    if (old === undefined || old === null || toMicro(value) >= toMicro(old)) continue;
    const fall = falls.get(shape.metric);
    if (fall) fall.cells += 1;
    else falls.set(shape.metric, { cells: 1, detail: `${shape.level} ${code}: ${value} after ${old}` });
  }
  for (const [metric, { cells, detail }] of falls) note(out, by, off, ["counter.fell", metric, cells, detail]);
}

function note(out: Output, by: By, said: number, row: readonly unknown[]): void {
  out.tables.findings.push([by.startup, by.source, by.part, by.off, by.recordedAt, said, ...row]);
}

/** A statement's new state. Left out of `words`: no hold, no detail. */
export interface Verdict {
  readonly status: Status;
  readonly hold?: string;
  readonly detail?: string;
  readonly removesNothing: boolean;
  readonly counts: Counts;
}
/** Of a statement that says nothing. */
export const NOTHING: Counts = { cells: 0, new: 0, changed: 0, same: 0, absent: 0, unreadable: 0 };

export const heldVerdict = (as: HeldAs): Verdict => ({ status: "held", ...as });

/** Writes the state of the statement at offset `said`. */
export function writeStatement(
  out: Output,
  by: By,
  said: number,
  { moment, push, answer }: Origin,
  { status, hold = "", detail = "", removesNothing, counts }: Verdict,
): void {
  out.tables.statements.push([
    by.startup,
    by.source,
    said,
    by.off,
    by.part,
    moment,
    by.recordedAt,
    status,
    hold,
    detail,
    push ? 1 : 0,
    !push && answer !== said ? 1 : 0,
    removesNothing ? 1 : 0,
    answer,
    counts.cells,
    counts.new,
    counts.changed,
    counts.same,
    counts.absent,
    counts.unreadable,
  ]);
}
