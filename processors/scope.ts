// Whether a scope contains a cell, asked for very many cells: predicates are grouped by all they demand exactly.
import { type Cell, dimNames, type Scope, type Statement } from "../schemas/statement.ts";

const names = new Map<string, string>([["", ""]]);
const NAMES_LIMIT = 10_000;
function namesOf(dims: string): string {
  let found = names.get(dims);
  if (found === undefined) {
    if (names.size >= NAMES_LIMIT) names.clear();
    found = dimNames(dims);
    names.set(dims, found);
  }
  return found;
}

const groupOf = (at: Cell | Scope, dims: string) => `${at.metric}|${at.definition}|${at.level}|${at.grain}|${dims}`;

const indexes = new WeakMap<readonly Scope[], ReadonlyMap<string, Scope[]>>();
function indexOf(scopes: readonly Scope[]): ReadonlyMap<string, Scope[]> {
  let index = indexes.get(scopes);
  if (!index) {
    const made = new Map<string, Scope[]>();
    for (const scope of scopes) {
      const group = groupOf(scope, scope.dims);
      const list = made.get(group);
      if (list) list.push(scope);
      else made.set(group, [scope]);
    }
    index = made;
    indexes.set(scopes, index);
  }
  return index;
}

/** Whether a cell lies inside at least one of the predicates. */
export function contains(scopes: readonly Scope[], cell: Cell): boolean {
  if (scopes.length === 0) return false;
  const candidates = indexOf(scopes).get(groupOf(cell, namesOf(cell.dims)));
  return (
    candidates?.some(
      ({ code, first, last }) => (code === "" || code === cell.code) && first <= cell.first && cell.last <= last,
    ) ?? false
  );
}

/** What a statement decides about a cell: its value, `null`, `undefined` for absent, or "silent" when it decides nothing. */
export function wordOf(statement: Statement, key: string, cell: Cell): string | null | undefined | "silent" {
  const stated = statement.cells.get(key);
  if (stated) return stated.value;
  if (statement.removesNothing || statement.doubtful.has(key)) return "silent";
  return contains(statement.scopes, cell) ? undefined : "silent";
}
