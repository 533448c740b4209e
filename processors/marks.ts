// What counted statements are complete about, and which cells they left as they were, as their rows say: looked up
// before a decision changes it.
import type { CanQuery } from "../schemas/ports.ts";
import type { Scope } from "../schemas/statement.ts";
import { columnsOf } from "../schemas/tables.ts";
import type { Output } from "./output.ts";
import { keyOf, type Place, type Statement } from "./place.ts";
import { type By, CELL_COLUMNS, type CellColumns, placeOfRow, type Said } from "./rows.ts";

/** Of one statement. */
export interface Marks {
  /** By `scopeKey`. */
  readonly scopes: Map<string, { readonly scope: Scope; readonly removesNothing: boolean }>;
  /** Cells that it left as they were, by key. */
  readonly unconfirmed: Map<string, Place>;
}
export const noMarks = (): Marks => ({ scopes: new Map(), unconfirmed: new Map() });

export function scopeKey({ metric, definition, level, code, dims, grain, first, last }: Scope): string {
  return [metric, definition, level, code, grain, first, last, dims].join("|");
}

/** The marks that a counted statement has. @param passedOver  standing cells of its scope that it left as they were */
export function marksOf(statement: Statement | undefined, passedOver: Iterable<readonly [string, Place]>): Marks {
  const marks = noMarks();
  if (!statement) return marks;
  const { scopes, removesNothing, doubtful } = statement;
  for (const scope of scopes) marks.scopes.set(scopeKey(scope), { scope, removesNothing });
  for (const [key, place] of doubtful) marks.unconfirmed.set(key, place);
  for (const [key, place] of passedOver) marks.unconfirmed.set(key, place);
  return marks;
}

/** Writes the rows by which marks differ from what they were. */
export function writeMarks(out: Output, by: By, said: Said, was: Marks, now: Marks): void {
  for (const [key, { scope, removesNothing }] of was.scopes)
    if (!now.scopes.has(key)) out.scope(by, scope, said, removesNothing, 1);
  for (const [key, { scope, removesNothing }] of now.scopes)
    if (was.scopes.get(key)?.removesNothing !== removesNothing) out.scope(by, scope, said, removesNothing);
  for (const [key, place] of was.unconfirmed) if (!now.unconfirmed.has(key)) out.unconfirmed(by, place, said, 1);
  for (const [key, place] of now.unconfirmed) if (!was.unconfirmed.has(key)) out.unconfirmed(by, place, said);
}

type ScopeRow = [said: string, withdrawn: number, removesNothing: number, ...CellColumns];
type CellRow = [said: string, withdrawn: number, ...CellColumns];

/**
 * The marks of some statements of a source by offset, as the rows of facts before an offset make them, and those of
 * the batch that has begun there.
 */
export async function loadMarks(
  warehouse: CanQuery,
  { by, before, out }: { by: By; before: number; out: Output },
  offs: readonly number[],
): Promise<Map<number, Marks>> {
  const found = new Map(offs.map((off) => [off, noMarks()]));
  const { startup, source, part } = by;
  const params = { startup, source, part, before, offs };
  const where = `startup = {startup:String} AND source = {source:String} AND part = {part:UInt8} AND off < {before:UInt64}
       AND said IN {offs:Array(UInt64)} ORDER BY recorded_at, off`;
  if (before > 0) {
    const [scopes, unconfirmed] = await Promise.all([
      warehouse.rows<ScopeRow>(
        `SELECT toString(said), withdrawn, removes_nothing, ${CELL_COLUMNS} FROM scopes WHERE ${where}`,
        params,
      ),
      warehouse.rows<CellRow>(
        `SELECT toString(said), withdrawn, ${CELL_COLUMNS} FROM unconfirmed WHERE ${where}`,
        params,
      ),
    ]);
    for (const row of scopes) noteScope(found, row);
    for (const row of unconfirmed) noteUnconfirmed(found, row);
  }
  for (const row of ownRows(out, "scopes", by))
    noteScope(found, [at(row, SAID), row[WITHDRAWN + 1], row[WITHDRAWN], ...cellOf(row)] as ScopeRow);
  for (const row of ownRows(out, "unconfirmed", by))
    noteUnconfirmed(found, [at(row, SAID), row[WITHDRAWN], ...cellOf(row)] as CellRow);
  return found;
}

/** Where the columns of both tables stand; `scopes` has one more before `withdrawn`. */
const [METRIC, SAID, WITHDRAWN] = ["metric", "said", "withdrawn"].map((name) =>
  columnsOf("unconfirmed").indexOf(name),
) as [number, number, number];
const at = (row: readonly unknown[], column: number) => String(row[column]);
const cellOf = (row: readonly unknown[]) => row.slice(METRIC, METRIC + 8) as CellColumns;

function* ownRows(out: Output, table: "scopes" | "unconfirmed", { startup, source }: By) {
  for (const row of out.tables[table]) if (row[0] === startup && row[1] === source) yield row;
}

function noteScope(found: ReadonlyMap<number, Marks>, [said, withdrawn, removesNothing, ...cell]: ScopeRow): void {
  const [metric, definition, level, code, grain, first, last, dims] = cell;
  const scope: Scope = { metric, definition, level, code, dims, grain, first, last };
  const scopes = found.get(Number(said))?.scopes;
  if (withdrawn) scopes?.delete(scopeKey(scope));
  else scopes?.set(scopeKey(scope), { scope, removesNothing: removesNothing === 1 });
}

function noteUnconfirmed(found: ReadonlyMap<number, Marks>, [said, withdrawn, ...cell]: CellRow): void {
  const cells = found.get(Number(said))?.unconfirmed;
  if (!cells) return;
  const { place } = placeOfRow(cell);
  const key = keyOf(place.shape, place.code, place.first);
  if (withdrawn) cells.delete(key);
  else cells.set(key, place);
}
