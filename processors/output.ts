// What a batch writes: rows of every table, in the order of their columns.
import type { Scope } from "../schemas/statement.ts";
import type { FactTable } from "../schemas/tables.ts";
import { Observations } from "./observations.ts";
import type { Place } from "./place.ts";
import type { By, Said } from "./rows.ts";

type Row = readonly unknown[];

/** Collects the rows of a batch. */
export class Output {
  readonly observations = new Observations();
  readonly tables: Record<Exclude<FactTable, "observations">, Row[]> = {
    scopes: [],
    unconfirmed: [],
    statements: [],
    raw_events: [],
    rejects: [],
    failures: [],
    sources: [],
    findings: [],
    cursors: [],
  };

  observation(by: By, at: Place, said: Said, value: string | null | undefined): void {
    this.observations.add(by, at, said, value);
  }
  scope(by: By, scope: Scope, said: Said, removesNothing: boolean): void {
    const { metric, definition, level, code, grain, first, last, dims } = scope;
    const at = [by.startup, by.source, metric, definition, level, code, grain, first, last, dims];
    this.tables.scopes.push([...at, ...known(by, said), by.part, removesNothing ? 1 : 0]);
  }
  unconfirmed(by: By, at: Place, said: Said): void {
    this.tables.unconfirmed.push([...columnsOf(by, at), ...known(by, said), by.part]);
  }
  /** How many rows wait to be inserted. */
  get size(): number {
    return this.observations.length + this.tables.unconfirmed.length + this.tables.scopes.length;
  }
}

function columnsOf({ startup, source }: By, { shape, code, first, last }: Place): Row {
  const { metric, definition, level, grain, dims } = shape;
  return [startup, source, metric, definition, level, code, grain, first, last, dims];
}
function known(by: By, said: Said): Row {
  return [said.moment, said.off, by.recordedAt, by.off];
}
