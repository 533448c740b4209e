// What a random history holds, by name: a test counts these, so that no rule goes untried without anybody knowing.
import { pointsOf } from "./compare.ts";
import { type Figure, figures, known, lastKnown } from "./naive.ts";
import type { Declared, Fact } from "./naive-facts.ts";
import { holds } from "./naive-holds.ts";
import type { Said } from "./naive-statement.ts";
import { countedOf, recordedTimes, statements, type Verdict } from "./naive-verdicts.ts";
import { justBefore, standingBefore } from "./naive-words.ts";

/** Every feature that random histories must show. */
export const FEATURES = [
  ...["pull", "unchanged", "failed pull", "push", "declaration", "declared again", "facts before any declaration"],
  ...["several sources", "several sources of one cell", "duplicate", "duplicate id with other words"],
  ...["rejected: answer.json", "rejected: answer.shape", "rejected: answer.missing", "rejected: reading.kind"],
  ...["rejected: reading.settings", "rejected: moment.future", "rejected: values.unreadable", "rejected: fact.shape"],
  ...["held: empty", "held: loss", "held: bounds", "held: first statement", "held push", "held unchanged answer"],
  ...["held: empty, figures came back", "held: empty, before all that counts", "held: empty, which removes nothing"],
  ...["held: empty, after a push", "empty after an empty one", "late empty after an empty one"],
  ...["empty after an empty one, while figures stand"],
  ...["freed: empty", "freed: with cells", "not freed by the next pull", "wait survives a push", "late hold"],
  ...["late statement", "equal moments", "moment ahead, accepted", "clock of the log went backwards"],
  ...["push as at", "push without as_at", "push with a scope", "push without a scope", "guaranteed window"],
  ...["list of territories", "rows added up", "dimensions", "declared predicate", "two pages", "Corsican code"],
  ...["removes nothing", "unconfirmed", "absent", "changed", "null stated", "rows without a cell", "exactly 5 %"],
  ...["exactly 20 %", "stated outside its scope", "bytes mean more at a later moment", "code in no official list"],
  ...["expired", "a gap, then confirmed again", "gives way after expiry", "conflict", "parts", "parts incomplete"],
  ...["null is the figure", "absence decides against a value", "another source's figure"],
] as const;
export type Feature = (typeof FEATURES)[number];

/** The features of one history. */
export function featuresOf(facts: readonly Fact[], startup: string): Set<Feature> {
  const found = new Set<Feature>();
  const note: Note = (feature, ...seen) => {
    if (seen.length === 0 || seen[0]) found.add(feature);
  };
  const verdicts = statements(facts, startup);
  const times = recordedTimes(facts);
  ofFacts(facts, note);
  const said: { said: Said; verdict: Verdict; fact: Fact }[] = [];
  for (const fact of facts) {
    const verdict = verdicts.get(fact.off)!;
    note("clock of the log went backwards", fact.recordedAt < times.get(fact.off)!);
    ofVerdict(fact, verdict, facts, note);
    if ("said" in verdict) {
      note("moment ahead, accepted", verdict.said.moment > times.get(fact.off)!);
      ofStatement(verdict.said, said, note);
      if (verdict.said.empty) ofEmpty(fact, facts, startup, note);
      said.push({ said: verdict.said, verdict, fact });
    }
  }
  ofHolds(said, note);
  ofAnswers(facts, startup, note);
  return found;
}
/** Notes a feature, when nothing else is said or when it was seen. */
type Note = (feature: Feature, ...seen: unknown[]) => void;

function ofFacts(facts: readonly Fact[], note: Note): void {
  const declared = facts.filter((fact) => fact.type === "declared");
  note("declaration", declared.length > 0);
  note("declared again", declared.length > 1);
  note("facts before any declaration", facts[0]?.type !== "declared");
  note("several sources", new Set(facts.flatMap((fact) => ("source" in fact ? [fact.source] : []))).size > 1);
  for (const fact of facts) {
    if (fact.type === "unchanged") note("unchanged");
    if (fact.type === "failed") note("failed pull");
    if (fact.type === "pushed") {
      note("push");
      note(fact.asAt === undefined ? "push without as_at" : "push as at");
      note(fact.scope ? "push with a scope" : "push without a scope");
    }
    if (fact.type === "pulled") {
      note("pull");
      note("two pages", fact.pages === 2);
      note("guaranteed window", fact.mapping.scope?.windows);
      note("list of territories", fact.mapping.scope?.territories);
      note("rows added up", fact.mapping.combine);
      note("declared predicate", fact.mapping.atLeast);
      const unreadable = fact.rows.filter((row) => row.value === undefined).length;
      note("exactly 5 %", unreadable > 0 && unreadable * 20 === fact.rows.length);
    }
  }
}

function ofVerdict(fact: Fact, verdict: Verdict, facts: readonly Fact[], note: Note): void {
  if (verdict.status === "duplicate") {
    note("duplicate");
    const first = facts.find((one) => one.id === fact.id)!;
    const words = ({ off, recordedAt, ...rest }: Fact) => JSON.stringify([typeof off, typeof recordedAt, rest]);
    note("duplicate id with other words", words(first) !== words(fact));
  }
  if (verdict.status === "rejected") note(`rejected: ${verdict.code}` as Feature);
  if (verdict.status === "held") for (const reason of verdict.reasons) note(`held: ${reason}`);
  if (verdict.status === "held") note("held push", verdict.said.push);
  if (verdict.status === "held") note("held unchanged answer", fact.type === "unchanged");
  if (verdict.status === "freed") note(verdict.said.empty ? "freed: empty" : "freed: with cells");
  if (!("counts" in verdict)) return;
  const { counts, said } = verdict;
  note("unconfirmed", counts.unreadable > 0);
  note("absent", counts.absent > 0);
  note("changed", counts.changed > 0);
  note("exactly 20 %", counts.absent > 0 && counts.absent * 4 === counts.same + counts.changed);
  const cells = [...said.cells.values()];
  note(
    "null stated",
    cells.some(({ value }) => value === null),
  );
  note(
    "dimensions",
    cells.some(({ cell }) => cell.dims !== ""),
  );
  note(
    "Corsican code",
    cells.some(({ cell }) => cell.code === "2A004"),
  );
  note(
    "code in no official list",
    cells.some(({ cell }) => cell.code === "99999"),
  );
  note("stated outside its scope", cells.some(({ cell }) => cell.level === "region") && said.scopes.length > 0);
  note("removes nothing", said.removesNothing);
  note("rows without a cell", said.removesNothing && said.scopes.length > 0);
}

function ofStatement(now: Said, before: readonly { said: Said; fact: Fact }[], note: Note): void {
  const own = before.filter(({ said }) => said.source === now.source);
  note("held: first statement", own.length === 0 && now.empty);
  for (const { said } of own) {
    note("late statement", now.moment < said.moment);
    note("equal moments", now.moment === said.moment);
    const keys = [...said.cells.keys()];
    const grown = said.cells.size > 0 && keys.every((key) => now.cells.has(key));
    const months = (cells: Said["cells"]) => [...cells.values()].filter(({ cell }) => cell.grain === "month").length;
    note("bytes mean more at a later moment", grown && months(now.cells) > months(said.cells));
  }
  for (const { said } of before)
    if (said.source !== now.source)
      note(
        "several sources of one cell",
        [...said.cells.keys()].some((key) => now.cells.has(key)),
      );
}

/** An empty statement as it was judged: with the facts up to it alone (rule 8). */
function ofEmpty({ off }: Fact, facts: readonly Fact[], startup: string, note: Note): void {
  const upTo = facts.filter((fact) => fact.off <= off);
  const verdict = statements(upTo, startup).get(off)!;
  if (!("said" in verdict) || !verdict.said.empty) return; // another reading made it empty later
  const { said } = verdict;
  const counted = countedOf(statements(upTo.slice(0, -1), startup), said.source);
  const before = justBefore(said, counted);
  const [reason, ...more] = holds(said, counted);
  const stands = standingBefore(said, counted).length > 0;
  if (reason === "empty") {
    const earlier = counted.some(({ empty, moment }) => empty && moment <= said.moment);
    note("held: empty, figures came back", before && earlier);
    note("held: empty, before all that counts", !before && counted.length > 0);
    note("held: empty, which removes nothing", more.length === 0 && stands);
    note("held: empty, after a push", before?.push);
  } else if (!reason) {
    note("empty after an empty one");
    note("empty after an empty one, while figures stand", stands);
    note(
      "late empty after an empty one",
      counted.some(({ moment }) => moment > said.moment),
    );
  }
}

function ofHolds(all: readonly { said: Said; verdict: Verdict }[], note: Note): void {
  all.forEach(({ said, verdict }, index) => {
    if (verdict.status !== "held" && verdict.status !== "freed") return;
    const later = all.slice(index + 1).filter((one) => one.said.source === said.source);
    note(
      "late hold",
      all.slice(0, index).some((one) => one.said.source === said.source && one.said.moment > said.moment),
    );
    note("not freed by the next pull", verdict.status === "held" && !said.push && later.some((one) => !one.said.push));
    note("wait survives a push", verdict.status === "freed" && later[0]?.said.push);
  });
}

function ofAnswers(facts: readonly Fact[], startup: string, note: Note): void {
  const declarations = facts.filter((fact): fact is Declared => fact.type === "declared");
  const summed = new Set(declarations.flatMap(({ declaration }) => Object.keys(declaration.parts)));
  const times = recordedTimes(facts);
  const gone = new Set<string>();
  let earlier = new Map<string, Figure>();
  for (const point of pointsOf(facts).filter((_, index) => index % 2 === 0)) {
    const [now, last] = [known(facts, startup, point), lastKnown(facts, startup, point)];
    for (const [source, cells] of last)
      for (const key of cells.keys()) ofExpiry(`${point.asOf} ${source} ${key}`, now.get(source)?.has(key), gone, note);
    const answer = figures(facts, startup, point);
    const order = declarations.findLast(({ off }) => times.get(off)! <= point.asOf)?.declaration.order;
    for (const [key, figure] of answer) {
      ofFigure(figure, note);
      const first = order?.[metricIn(key)]?.[0];
      const others = figure.source !== first && !figure.source.includes("+");
      note("gives way after expiry", first && others && last.get(first)?.has(key));
      const before = earlier.get(key);
      note("another source's figure", before && before.source !== figure.source);
    }
    for (const cells of now.values())
      for (const key of cells.keys()) note("parts incomplete", summed.has(metricIn(key)) && !answer.has(key));
    earlier = answer;
  }
}
function ofExpiry(place: string, stands: boolean | undefined, gone: Set<string>, note: Note): void {
  note("expired", !stands);
  note("a gap, then confirmed again", stands && gone.has(place));
  if (!stands) gone.add(place);
}
function ofFigure({ value, source, conflict }: Figure, note: Note): void {
  note("conflict", conflict);
  note("parts", source.includes("+"));
  note("null is the figure", value === null);
  note("absence decides against a value", value === undefined && conflict);
}
function metricIn(key: string): string {
  return key.split("|")[0] ?? "";
}
