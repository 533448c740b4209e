// Whether a scope contains a cell, asked for very many cells: predicates are grouped by all they demand exactly.
import type { Scope } from "../schemas/statement.ts";
import { groupOf, type Place, type Statement } from "./place.ts";

const indexes = new WeakMap<readonly Scope[], ReadonlyMap<number, readonly Scope[]>>();

/** A scope's predicates by group. */
export function indexOf(scopes: readonly Scope[]): ReadonlyMap<number, readonly Scope[]> {
  let index = indexes.get(scopes);
  if (!index) {
    const made = new Map<number, Scope[]>();
    for (const scope of scopes) {
      const group = groupOf(scope.metric, scope.definition, scope.level, scope.grain, scope.dims);
      const list = made.get(group);
      if (list) list.push(scope);
      else made.set(group, [scope]);
    }
    index = made;
    indexes.set(scopes, index);
  }
  return index;
}

/** Whether a cell of a group lies inside one of the group's predicates. */
export function fits(list: readonly Scope[], { code, first, last }: Place): boolean {
  for (const scope of list)
    if ((scope.code === "" || scope.code === code) && scope.first <= first && last <= scope.last) return true;
  return false;
}

/** Whether a cell lies inside at least one of the predicates. */
export function contains(scopes: readonly Scope[], place: Place): boolean {
  const list = indexOf(scopes).get(place.shape.group);
  return list !== undefined && fits(list, place);
}

/** What a statement decides about a cell: its value, `null`, `undefined` for absent, or "silent" when it decides nothing. */
export function wordOf(statement: Statement, key: string, place: Place): string | null | undefined | "silent" {
  const stated = statement.cells.get(key);
  if (stated) return stated.value;
  if (statement.removesNothing || statement.doubtful.has(key)) return "silent";
  return contains(statement.scopes, place) ? undefined : "silent";
}
