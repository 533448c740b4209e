// What a batch writes: rows of every table, in the order of their columns.
import { sha256 } from "../schemas/canonical.ts";
import type { EndpointAnswered } from "../schemas/events.ts";
import type { Scope } from "../schemas/statement.ts";
import type { FactTable } from "../schemas/table-topics.ts";
import { Observations } from "./observations.ts";
import type { Place } from "./place.ts";
import type { By, Said, Word } from "./rows.ts";

type Row = readonly unknown[];

/** Collects the rows of a batch. */
export class Output {
  readonly observations = new Observations();
  readonly tables: Record<Exclude<FactTable, "observations">, Row[]> = {
    scopes: [],
    unconfirmed: [],
    statements: [],
    raw_events: [],
    raw_pages: [],
    rejects: [],
    failures: [],
    sources: [],
    findings: [],
    decisions: [],
    acknowledgements: [],
    drifts: [],
    cursors: [],
  };

  observation(by: By, at: Place, said: Said, value: Word): void {
    this.observations.add(by, at, said, value);
  }
  /** @param withdrawn  1: the statement is complete about it no more */
  scope(by: By, scope: Scope, said: Said, removesNothing: boolean, withdrawn: 0 | 1 = 0): void {
    const { metric, definition, level, code, grain, first, last, dims } = scope;
    const at = [by.startup, by.source, metric, definition, level, code, grain, first, last, dims];
    this.tables.scopes.push([...at, ...known(by, said), by.part, removesNothing ? 1 : 0, withdrawn]);
  }
  /** Where an answer's bytes came from, and what they must hash to. */
  pages(by: By, { pages, reader, receivedAt }: EndpointAnswered): void {
    const read = [Date.parse(receivedAt), reader.kind, reader.version];
    pages.forEach(({ url, status, sha256, bytes }, at) => {
      const fact = [by.startup, by.source, by.part, by.off, by.recordedAt];
      this.tables.raw_pages.push([...fact, at + 1, url, status, sha256, bytes, ...read]);
    });
  }
  /** The bytes of a fact that is itself what was received, as the log keeps them: page 0, with no address. */
  record(by: By, value: Buffer): void {
    const fact = [by.startup, by.source, by.part, by.off, by.recordedAt];
    this.tables.raw_pages.push([...fact, 0, "", 0, sha256(value), value.length, by.recordedAt, "", 0]);
  }
  /** @param withdrawn  1: the statement does not leave it as it was any more */
  unconfirmed(by: By, at: Place, said: Said, withdrawn: 0 | 1 = 0): void {
    this.tables.unconfirmed.push([...columnsOf(by, at), ...known(by, said), by.part, withdrawn]);
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
