// One payload: what comes, under which settings, and what must become of it.
import type { Settings } from "../../../schemas/source.ts";

/** A row that a good answer says, as tests/fixtures/endpoints/…/expected.txt writes it. */
export interface SaidRow {
  readonly metric: string;
  readonly level: string;
  /** `?`: none that can be read. */
  readonly code: string;
  /** `state`, `?` (a date that cannot be read), or `month 2026-03-01`. */
  readonly when: string;
  readonly dims: string;
  /** `undefined`: unreadable. */
  readonly value: string | null | undefined;
}
export interface Sent {
  readonly bytes: Buffer;
  readonly contentType: string;
}
/** How a kind's answer is written. */
export type Form = "json" | "csv";
/** Exact: these rows are what the bytes say. Loose: only what stands in the bytes may be said. */
export type Check =
  | { readonly by: "rows"; readonly rows: readonly SaidRow[] }
  | { readonly by: "words"; readonly words: string }
  | { readonly by: "bytes" };
/** How a mended mapping reads what was rejected: with these settings, as these rows. */
export interface Mend {
  readonly kind: string;
  readonly settings: Settings;
  readonly rows: readonly SaidRow[];
}
export interface Payload {
  readonly about: string;
  readonly kind: string;
  readonly settings: Settings;
  /** Left out: that of its kind's name, CSV of `csv` alone. */
  readonly form?: Form;
  readonly pages: readonly Sent[];
  /** UTC, ISO. */
  readonly moment: string;
  readonly check: Check;
  readonly mend?: Mend;
  /** Another fact than `endpoint.answered` with these pages; its text may be no fact at all. */
  readonly fact?: (by: Named) => object | string | Buffer;
}
export interface Named {
  readonly startup: string;
  readonly source: string;
  readonly id: string;
  /** UTC, ISO: the log's time. */
  readonly at: string;
}

export const formOf = ({ kind, form }: Pick<Payload, "kind" | "form">): Form =>
  form ?? (kind === "csv" ? "csv" : "json");

const ROW = /^(\S+) (\S+) (.+?) (?:(state|\?)|(\w+) (\d{4}-\d\d-\d\d)\.\.\S+)(?: (\{.*\}))? = (\S+)$/;

/** A line of expected.txt. */
export function rowOf(line: string): SaidRow {
  const match = ROW.exec(line);
  if (!match) throw new TypeError(`not a row: ${line}`);
  const [, metric = "", level = "", code = "", bare, grain, first, dims = "", value = ""] = match;
  const read = value === "unreadable" ? undefined : value === "null" ? null : value;
  return { metric, level, code, when: bare ?? `${grain} ${first}`, dims, value: read };
}
