// What `npm run chaos` calls lost, doubled and wrong:
//
// lost     a reply or a push that was acknowledged (or whose asker went on to the next one) and has no fact in the log;
//          a fact of the log that has not each of the rows that the ledger names for it, in each table.
// doubled  two facts of the log for one reply; a fact of no reply at all; a row that the ledger does not name, or names
//          fewer times; a change of a pulled cell that says what the cell said already.
// wrong    a cell that, with all that was recorded up to some fact of its source, has another value than the ledger gives
//          it then (absence is a value, and `null` another); a fact that tells of a reply otherwise than it was.
//
// No difference: a reply whose asker died before the log had promised to keep it may be in the log or not, for nobody was
// told; asked again it is a reply of its own. A push that was not acknowledged is sent again under its id.
import type { Actual, Change, Fact, Recorded } from "./actual.ts";
import type { Cells } from "./contents.ts";
import type { Serving } from "./endpoints.ts";
import { expectedOf, type Sent, type Told } from "./ledger.ts";

export interface Differences {
  readonly lost: string[];
  readonly doubled: string[];
  readonly wrong: string[];
}
export interface Happened {
  readonly servings: readonly Serving[];
  /** Replies whose fact must be there. */
  readonly acknowledged: ReadonlySet<Serving>;
  readonly sent: readonly Sent[];
  /** Ids of facts that the test itself delivered again. Of others only a push may come twice. */
  readonly redelivered: ReadonlySet<string>;
}

export function differences(happened: Happened, actual: Actual): Differences {
  const found: Differences = { lost: [], doubled: [], wrong: [] };
  const told = accounted(happened, actual.records, found);
  const { rows, known } = expectedOf(told);
  compareNames(rows, actual.rows, found);
  for (const { told: fact, cells } of known) compareCells(fact, cells, actual.changes, found);
  found.doubled.push(...idle(actual.changes, happened));
  return found;
}

export const isClean = ({ lost, doubled, wrong }: Differences) => lost.length + doubled.length + wrong.length === 0;

/** Each fact with what made it. */
function accounted(
  { servings, acknowledged, sent, redelivered }: Happened,
  records: readonly Recorded[],
  found: Differences,
): Told[] {
  const used = new Set<Serving>();
  const seen = new Set<string>();
  const told = records.flatMap(({ part, off, startup, fact }): Told[] => {
    const at = { part, off, startup, source: "source" in fact ? fact.source : "" };
    const why = fact.type === "endpoint.failed" ? ` at ${time(fact.at)}: ${fact.code}, ${fact.detail}` : "";
    const where = `${startup}/${at.source}, offset ${off} (${fact.type}${why})`;
    const again = redelivered.has(fact.id) || fact.type === "declaration.received";
    if (seen.has(fact.id) && again) return [{ ...at, of: { type: "repeated" } }];
    seen.add(fact.id);
    if (isSaid(fact)) return [{ ...at, of: saidOf(fact) }];
    if (fact.type === "declaration.received") {
      const push = sent.find(({ id }) => id === fact.id);
      return push ? [{ ...at, of: { type: "sent", sent: push } }] : unasked(where, found);
    }
    const serving = servingOf(servings, `${startup}/${fact.source}`, fact);
    if (!serving) return unasked(where, found);
    if (used.has(serving)) found.doubled.push(`${where}: a second fact of one reply`);
    used.add(serving);
    const wrong = misquoted(
      fact,
      serving,
      records.filter((one) => one.part === part),
    );
    if (wrong) found.wrong.push(`${where}: ${wrong}`);
    return [{ ...at, of: { type: "served", serving, unchanged: fact.type === "endpoint.unchanged" } }];
  });
  for (const serving of acknowledged)
    if (!used.has(serving)) found.lost.push(`${serving.source}: the reply of ${time(serving.at)} is not in the log`);
  for (const { id, acknowledged: promised } of sent)
    if (promised && !seen.has(id)) found.lost.push(`push ${id} is not in the log`);
  return told;
}

/** What people say, and no endpoint: of no source. */
type Said = Exclude<Fact, { readonly source: string }>;
const isSaid = (fact: Fact): fact is Said => !("source" in fact);

function saidOf({ type }: Said): Told["of"] {
  if (type === "source.declared") return { type: "declared" };
  return type === "doubt.acknowledged" ? { type: "noted" } : { type: "decided", fact: type };
}

function unasked(where: string, { doubled }: Differences): [] {
  doubled.push(`${where}: a fact that no reply accounts for`);
  return [];
}

/** The last reply before the fact was made: sources are asked one after the other. */
function servingOf(servings: readonly Serving[], source: string, fact: Exclude<Fact, Said>) {
  const made = fact.type === "endpoint.failed" ? fact.at : "receivedAt" in fact ? fact.receivedAt : 0;
  return servings.findLast((serving) => serving.source === source && serving.at <= made);
}

function misquoted(fact: Fact, { content }: Serving, before: readonly Recorded[]): string | undefined {
  const failed = content.kind === "refused" || content.kind === "cut";
  if ((fact.type === "endpoint.failed") !== failed) return `the endpoint's reply was of kind ${content.kind}`;
  if (fact.type === "endpoint.answered" && fact.pages[0].body !== content.body) return "not the bytes that were served";
  if (fact.type !== "endpoint.unchanged") return undefined;
  const named = before.find(({ off }) => off === fact.answer)?.fact;
  const same = named?.type === "endpoint.answered" && named.pages[0].body === content.body;
  return same ? undefined : `offset ${fact.answer} does not hold the bytes that were served again`;
}

function compareNames(expected: readonly string[], actual: readonly string[], { lost, doubled }: Differences): void {
  const counts = new Map<string, number>();
  for (const name of expected) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const name of actual) counts.set(name, (counts.get(name) ?? 0) - 1);
  for (const [name, count] of counts) {
    if (count > 0) lost.push(`no row ${name}`);
    if (count < 0) doubled.push(`row ${name} is not accounted for`);
  }
}

function compareCells(
  { startup, source, part, off }: Told,
  cells: Cells,
  changes: readonly Change[],
  found: Differences,
) {
  const name = `${startup}/${source}`;
  const actual = new Map<string, string | null | undefined>();
  // in the order of moments: the last one that was recorded by then stands
  for (const one of changes)
    if (one.name === name && one.part === part && one.off <= off) actual.set(one.cell, one.value);
  for (const cell of new Set([...cells.keys(), ...actual.keys()])) {
    const [is, should] = [actual.get(cell), cells.get(cell)];
    if (is !== should)
      found.wrong.push(`${name} ${cell}, known at offset ${off}: ${shown(is)}, should be ${shown(should)}`);
  }
}

/** Changes of pulled cells, which come in the order of their moments, that change nothing. */
function idle(changes: readonly Change[], { servings }: Happened): string[] {
  const pulled = new Set(servings.map(({ source }) => source));
  return changes.flatMap((one, at) => {
    const before = changes[at - 1];
    const same = before?.name === one.name && before.cell === one.cell && before.value === one.value;
    return same && pulled.has(one.name)
      ? [`${one.name} ${one.cell}: ${shown(one.value)} is said again at ${one.off}`]
      : [];
  });
}

const shown = (value: string | null | undefined) => (value === undefined ? "absent" : value === null ? "null" : value);
const time = (at: number) => new Date(at).toISOString();
