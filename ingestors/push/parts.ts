// From a unit's rows to the facts it becomes: one a moment, and none larger than a log takes at ease.
import { setImmediate as nextTurn } from "node:timers/promises";
import { canonicalJson, sha256 } from "../../schemas/canonical.ts";
import { metricOf } from "../../schemas/catalogue.ts";
import type { DeclarationReceived } from "../../schemas/events.ts";
import { newEventId } from "../../schemas/ids.ts";
import { isOwn } from "../../schemas/own-metrics.ts";
import { dayOf, endOfDay, FIRST_DAY, isSpan, LAST_DAY } from "../../schemas/period.ts";
import type { RowFault } from "../../schemas/row-fault.ts";
import type { Declaration } from "../../schemas/source.ts";
import { metricsOf } from "../declarations.ts";
import { below, formFault, type Unit } from "./form.ts";
import { impossible } from "./impossible.ts";
import { type Figure, plain, type ReadRow, readRow } from "./row.ts";
import { PushSettings } from "./settings.ts";

/** A unit whose source is known. */
export interface Placed extends Unit {
  readonly declaration: Declaration;
  readonly source: string;
  /** What it says, as a hash: equal requests have equal ones, whenever they are made and however they are written. */
  readonly payload: string;
}
export interface Parts {
  readonly parts: readonly { readonly asAt: string | undefined; readonly figures: readonly Figure[] }[];
  readonly accepted: number;
  readonly faults: readonly RowFault[];
}
/** A moment further ahead than this is no moment that anyone can speak of. */
export const AHEAD_MS = 5 * 60_000;
/** Days that can be kept. */
const KEPT = `${FIRST_DAY}..${LAST_DAY}`;
/** What one fact carries at most, as JSON. */
const PART_BYTES = 4 * 1024 * 1024;

/** The hash of what a unit says. */
export function payloadOf({ source, asAt, scope, rows, ignored }: Omit<Placed, "payload">): string {
  return sha256(
    canonicalJson({
      source,
      asAt,
      scope,
      rows: rows.map(({ value, unread, undecided }) => unread ?? undecided ?? value),
      ignored,
    }),
  );
}

/** The same id for the same key of a startup, for ever and in every process: no clock is in it. */
export function factId(startup: string, key: string, part: number): string {
  const hash = Buffer.from(sha256(`${startup}\n${part}\n${key}`), "hex");
  return newEventId(hash.readUIntBE(0, 6), hash.subarray(6, 16));
}

/** Rows that are read at a time: pages are answered in between. */
const ROWS_AT_ONCE = 2_000;

/** @param now  milliseconds since 1970: which day today is */
export async function partsOf(unit: Placed, now: number): Promise<Parts> {
  const faults: RowFault[] = [...unitFaults(unit, now)];
  const labels = labelsOf(unit);
  const today = dayOf(now);
  const read: ReadRow[] = [];
  for (const [at, asked] of unit.rows.entries()) {
    if (at % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await nextTurn();
    const one = readRow(asked, labels);
    const more = "figure" in one ? doubts(one, asked.pointer, unit, today) : one;
    faults.push(...more);
    if ("figure" in one && more.length === 0) read.push(one);
  }
  const { kept, twice } = withoutConflicts(read, unit);
  faults.push(...twice);
  const parts = [...byMoment(kept, unit, today)].flatMap(([asAt, figures]) =>
    (unit.scope ? [figures] : cut(figures)).map((some) => ({ asAt: asAt === "" ? undefined : asAt, figures: some })),
  );
  const isEmpty = parts.length === 0 && unit.scope !== undefined && faults.length === 0;
  return { parts: isEmpty ? [{ asAt: unit.asAt, figures: [] }] : parts, accepted: kept.length, faults };
}

/** The fact's versions of definitions: of all metrics that it speaks of. */
export function definitionsOf(figures: readonly Figure[], scope: Unit["scope"]): DeclarationReceived["definitions"] {
  const metrics = [...new Set([...figures.map(({ metric }) => metric), ...(scope?.metrics ?? [])])].sort();
  return Object.fromEntries(metrics.map((metric) => [metric, metricOf(metric)?.version ?? 1]));
}

function* unitFaults({ pointer, asAt, scope, rows, ignored }: Placed, now: number): Generator<RowFault> {
  if (rows.length + ignored === 0 && !scope) yield formFault(pointer, "0", "1+");
  if (asAt !== undefined && Date.parse(asAt) > now + AHEAD_MS) {
    const expected = new Date(now + AHEAD_MS).toISOString();
    yield { ...formFault(below(pointer, "asAt"), asAt, expected), code: "date.future" };
  }
  if (asAt !== undefined && asAt < FIRST_DAY)
    yield { ...formFault(below(pointer, "asAt"), asAt, KEPT), code: "date.range" };
  for (const [at, { first, last }] of (scope?.periods ?? []).entries())
    if (!isSpan(first, last))
      yield { ...formFault(below(pointer, "scope", "periods", at), `${first}..${last}`, KEPT), code: "date.range" };
  for (const [at, key] of (scope?.metrics ?? []).entries()) {
    const metric = metricOf(key);
    if (!metric || metric.kind === "ratio")
      yield { ...formFault(below(pointer, "scope", "metrics", at), key, "–"), code: "metric.unknown" };
  }
}

/** What only the directory, the day and the scope can tell of a row that can be read. */
function doubts({ row, figure, date }: ReadRow, pointer: string, unit: Placed, today: string): RowFault[] {
  const faults: RowFault[] = [];
  const tell = (field: string, code: RowFault["code"], found: string, expected: string) =>
    faults.push({ row, pointer: below(pointer, field), code, found, expected });
  const { sources, order, parts, metrics: own = [] } = unit.declaration;
  const { metric } = figure;
  if (isOwn(metric) && !own.some(({ key }) => key === metric))
    tell(
      "metric",
      "metric.unknown",
      metric,
      own
        .map(({ key }) => key)
        .join(", ")
        .slice(0, 200) || "–",
    );
  const others = sources
    .filter(({ source }) => source !== unit.source)
    .filter((one) => metricsOf(one).includes(metric));
  if (others[0] && !(order[metric] ?? parts[metric])?.includes(unit.source))
    tell("metric", "metric.order", metric, others[0].source);
  for (const { field, code, found, expected } of impossible(figure, today)) tell(field, code, found, expected);
  if (date === undefined) return faults;
  if (unit.scope) tell("date", "date.scope", date, "–");
  if (date < FIRST_DAY) tell("date", "date.range", date, KEPT);
  if (date > today) tell("date", "date.future", date, today);
  return faults;
}

/** Rows that give one place different values are not taken, any of them; the same value again is. */
function withoutConflicts(read: readonly ReadRow[], unit: Placed) {
  const places = new Map<string, ReadRow[]>();
  for (const one of read) {
    const { metric, territory, period, dims } = one.figure;
    const more = Object.keys(dims).length === 0 ? "" : canonicalJson(dims);
    const key = [metric, territory.level, territory.code, period?.grain, period?.first, one.date, more].join("|");
    const known = places.get(key);
    if (known) known.push(one);
    else places.set(key, [one]);
  }
  const pointers = new Map(unit.rows.map(({ row, pointer }) => [row, pointer]));
  const twice = [...places.values()].flatMap((rows): RowFault[] => {
    if (rows.every(({ figure }) => figure.value === rows[0]?.figure.value)) return [];
    return rows.map(({ row, figure }) => {
      const other = rows.find((one) => one.figure.value !== figure.value)?.row;
      const pointer = pointers.get(row) ?? "";
      return { row, pointer, code: "cell.twice", found: String(figure.value), expected: String(other) };
    });
  });
  const refused = new Set(twice.map(({ row }) => row));
  return { kept: read.filter(({ row }) => !refused.has(row)), twice };
}

/** Today's rows are of the moment of the push; those of an earlier day, of that day's last instant in Paris. */
function byMoment(rows: readonly ReadRow[], { asAt = "" }: Placed, today: string): Map<string, Figure[]> {
  const moments = new Map<string, Figure[]>();
  for (const { date, figure } of rows) {
    const dated = date === undefined || date === today ? undefined : new Date(endOfDay(date) - 1).toISOString();
    const moment = date === today ? "" : (dated ?? asAt);
    const figures = moments.get(moment);
    if (figures) figures.push(figure);
    else moments.set(moment, [figure]);
  }
  return new Map([...moments].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function cut(figures: readonly Figure[]): Figure[][] {
  const cuts: Figure[][] = [];
  let bytes = PART_BYTES;
  for (const figure of figures) {
    const size = JSON.stringify(figure).length;
    if (bytes + size > PART_BYTES) {
      cuts.push([]);
      bytes = 0;
    }
    cuts.at(-1)?.push(figure);
    bytes += size;
  }
  return cuts;
}

/** Names that the source's settings give to metrics. */
function labelsOf({ declaration, source }: Placed): ReadonlyMap<string, string> {
  const settings = PushSettings.safeParse(declaration.sources.find((one) => one.source === source)?.settings);
  return new Map(Object.entries(settings.data?.indicateurs ?? {}).map(([label, metric]) => [plain(label), metric]));
}
