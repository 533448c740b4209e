// The facts of one source whose answers differ a little from one to the next, as records of one partition.
import { newEventId } from "../../schemas/ids.ts";
import type { LogRecord } from "../../schemas/ports.ts";
import { pageOf } from "./facts.ts";
import { edited, type Item, spoilt, type Version } from "./repeats.ts";

const DAY = 86_400_000;
const START = Date.UTC(2024, 2, 1);
const DEFINITIONS = { adresses_certifiees: 1, communes_couvertes: 1, rdv_pris: 1, rdv_cumules: 1 };

/** How an answer is read, and how its rows stand in it. */
export interface Mapping {
  readonly kind: string;
  readonly settings: object;
  wrap(rows: readonly Item[]): object;
}
type How = Partial<Pick<Version, "spoils" | "isPage" | "otherReader">>;

/** Collects what one source says, a day apart unless said otherwise. */
export class SourceOfAnswers {
  readonly records: LogRecord[] = [];
  readonly #mapping: Mapping;
  readonly #indent: number;
  readonly #twoPages: boolean;
  #moment = START;
  #lastAnswer = 0;

  constructor(mapping: Mapping, { indent = 0, twoPages = false }: { indent?: number; twoPages?: boolean } = {}) {
    this.#mapping = mapping;
    this.#indent = indent;
    this.#twoPages = twoPages;
  }

  pass(days: number): void {
    this.#moment += days * DAY;
  }
  answer(rows: readonly Item[], { spoils = [], isPage = false, otherReader = false }: How = {}): void {
    const { kind, settings } = this.#mapping;
    const text = JSON.stringify({ url: "https://example.org/", ...settings });
    // The other reader takes the rows for places of another level.
    const used: unknown = JSON.parse(otherReader ? text.replaceAll('"commune"', '"departement"') : text);
    const reader = { kind, version: 1, settings: used, definitions: DEFINITIONS };
    const headers = { "content-type": isPage ? "text/html" : "application/json" };
    const pages = this.#pages(rows, spoils).map((bytes) => ({ ...pageOf(bytes), headers }));
    this.#lastAnswer = this.records.length;
    this.#add({ type: "endpoint.answered", reader, receivedAt: this.#now(), elapsedMs: 1, pages });
  }
  unchanged(): void {
    const named = { answer: this.#lastAnswer, status: 304 };
    this.#add({ type: "endpoint.unchanged", receivedAt: this.#now(), elapsedMs: 1, ...named });
  }
  /** Says another value of the first place of most answers. */
  push(): void {
    const territory = { level: "commune", code: "10000" };
    const figures = [{ metric: "adresses_certifiees", value: 5, territory }];
    this.#add({ type: "declaration.received", asAt: this.#now(), definitions: DEFINITIONS, figures });
  }

  #pages(rows: readonly Item[], spoils: Version["spoils"]): Buffer[] {
    const { kind, wrap } = this.#mapping;
    const half = Math.ceil(rows.length / 2);
    const parts = this.#twoPages && kind === "json" ? [rows.slice(0, half), rows.slice(half)] : [rows];
    return parts.map((part, at) => {
      const bytes = Buffer.from(JSON.stringify(wrap(part), null, this.#indent));
      return at === 0 ? spoils.reduce(spoilt, bytes) : bytes;
    });
  }
  #now(): string {
    return new Date(this.#moment).toISOString();
  }
  #add(fact: object): void {
    const offset = this.records.length;
    const common = { id: newEventId(START + offset), at: this.#now(), startup: "a-dock", source: "api" };
    const value = Buffer.from(JSON.stringify({ ...fact, ...common }));
    this.records.push({ partition: 0, offset, key: "a-dock", value, time: START + offset * DAY });
  }
}

/** A first answer, and what comes after it. */
export function recordsOf(source: SourceOfAnswers, first: readonly Item[], later: readonly Version[]): LogRecord[] {
  let rows = first;
  source.answer(rows);
  for (const { edits, instead, days, ...how } of later) {
    source.pass(days);
    rows = edited(rows, edits);
    if (instead === "push") source.push();
    else if (instead === "answer") source.answer(rows, how);
    else for (let time = 0; time < (instead === "unchanged" ? 1 : 2); time += 1) source.unchanged();
  }
  return source.records;
}
