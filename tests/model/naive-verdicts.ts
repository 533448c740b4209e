// The naive model: what became of each fact (rules 9 to 12 and 18 to 22 of docs/meaning.md).
import { approvals, inForce, isInvalid, names, readingFor } from "./naive-decisions.ts";
import type { Approved, Decided, Fact } from "./naive-facts.ts";
import { agree, type Counts, count, type HoldReason, holds } from "./naive-holds.ts";
import { bytesOf, momentOf, type Reason, type Rejected, read, type Said, type Speaking } from "./naive-statement.ts";

/**
 * What became of a fact. `freed`: held first, counts now. `since`: offset of the fact that put it in this state.
 * Counts are as known when it last came to count, or to be read by another reading.
 */
export type Verdict = { readonly since: number } & (
  | { readonly status: "counted" | "freed"; readonly said: Said; readonly counts: Counts }
  | { readonly status: "withdrawn"; readonly said: Said }
  | { readonly status: "held"; readonly said: Said; readonly reasons: readonly HoldReason[] }
  | { readonly status: "rejected"; readonly code: Reason }
  | { readonly status: "duplicate" | "no statement" }
);
/** What a fact was found to be when it was recorded: it never changes, but for a release by agreement (rule 9). */
type Judgement =
  | { readonly found: "counts" | "rejected" }
  | { readonly found: "held"; readonly reasons: readonly HoldReason[]; freed: boolean };

/** Recorded time of each fact: the running maximum of the log's times, in offset order (rule 12). */
export function recordedTimes(facts: readonly Fact[]): Map<number, number> {
  let latest = Number.NEGATIVE_INFINITY;
  const times = new Map<number, number>();
  for (const fact of inOrder(facts)) {
    latest = Math.max(latest, fact.recordedAt);
    times.set(fact.off, latest);
  }
  return times;
}
export function inOrder(facts: readonly Fact[]): Fact[] {
  return [...facts].sort((a, b) => a.off - b.off);
}

/**
 * What became of each fact of a startup, by offset, as known at `asOf`.
 * @param facts  one partition's, other startups' included
 */
export function statements(facts: readonly Fact[], startup: string, asOf = Infinity): ReadonlyMap<number, Verdict> {
  const place = `${startup} ${asOf} of ${facts.length}`;
  const asked = last.get(facts);
  if (asked?.place === place) return asked.verdicts;
  const verdicts = walked(facts, startup, asOf);
  last.set(facts, { place, verdicts });
  return verdicts;
}
/** What a list was last asked: the same is asked again for every day, and nothing of it is used for another moment. */
const last = new WeakMap<readonly Fact[], { place: string; verdicts: ReadonlyMap<number, Verdict> }>();

function walked(facts: readonly Fact[], startup: string, asOf: number): ReadonlyMap<number, Verdict> {
  const times = recordedTimes(facts);
  const partition = inOrder(facts).filter((fact) => times.get(fact.off)! <= asOf);
  const ids = new Set<string>();
  const walk = new Walk(partition, times);
  for (const fact of partition) {
    const seen = ids.has(fact.id);
    ids.add(fact.id);
    if (fact.startup !== startup) continue;
    if (seen)
      walk.verdicts.set(fact.off, { status: "duplicate", since: fact.off }); // rule 11
    else walk.next(fact);
  }
  return new Map([...walk.verdicts].sort(([a], [b]) => a - b));
}

/** A startup's log, a fact further at a time. After each, every fact before it is asked again what it is. */
class Walk {
  readonly verdicts = new Map<number, Verdict>();
  readonly #partition: readonly Fact[];
  readonly #times: ReadonlyMap<number, number>;
  /** The facts so far. */
  readonly #log: Fact[] = [];
  readonly #judgements = new Map<number, Judgement>();
  /** A fact and a reading always give the same statement: it is made once. */
  readonly #read = new Map<string, Said | Rejected>();

  constructor(partition: readonly Fact[], times: ReadonlyMap<number, number>) {
    this.#partition = partition;
    this.#times = times;
  }

  next(fact: Fact): void {
    if (isSpeaking(fact)) this.#judge(fact);
    this.#log.push(fact);
    const decided = inForce(this.#log);
    const before = new Map(this.verdicts);
    for (const one of this.#log) this.verdicts.set(one.off, this.#stateOf(one, decided, fact.off));
    for (const [off, now] of this.verdicts) {
      const then = before.get(off);
      const since = then?.status === now.status ? then.since : now.since;
      const counts = "counts" in now && this.#countsOf(now.said, then);
      this.verdicts.set(off, { ...now, since, ...(counts && { counts }) });
    }
  }

  /** Rules 8 and 9, with what stands now: a statement counts or is held; a pull may free the one that waits. */
  #judge(fact: Speaking): void {
    const said = this.#readOf(fact, inForce(this.#log));
    if ("rejected" in said) {
      this.#judgements.set(fact.off, { found: "rejected" });
      return;
    }
    const counted = countedOf(this.verdicts, said.source);
    const reasons = holds(said, counted);
    const candidate = reasons.length > 0 && !said.push ? this.#candidate(said.source) : undefined;
    const freed = candidate !== undefined && agree(candidate.said, said, counted);
    if (freed) candidate.judgement.freed = true;
    const held = reasons.length > 0 && !freed;
    this.#judgements.set(fact.off, held ? { found: "held", reasons, freed: false } : { found: "counts" });
  }

  /** Rules 9 and 21: the last pull of a source that could be read when it came, if it waits; as it is read now. */
  #candidate(source: string) {
    const last = this.#log.findLast(
      (fact) =>
        (fact.type === "pulled" || fact.type === "unchanged") &&
        fact.source === source &&
        this.#judgements.get(fact.off)?.found !== "rejected",
    );
    const [judgement, verdict] = last ? [this.#judgements.get(last.off), this.verdicts.get(last.off)] : [];
    if (judgement?.found !== "held" || judgement.freed || verdict?.status !== "held") return undefined;
    const decided = approvals(this.#log);
    const named = names(decided, "answers.withdrawn", verdict.said) || names(decided, "hold.released", verdict.said);
    return named ? undefined : { judgement, said: verdict.said };
  }

  /** Rules 18 and 19, with what is in force now. */
  #stateOf(fact: Fact, decided: readonly Approved[], since: number): Verdict {
    if (!isSpeaking(fact)) {
      const invalid = isDecided(fact) && isInvalid(fact, this.#log.slice(0, this.#log.indexOf(fact)));
      return invalid ? { status: "rejected", code: "decision.invalid", since } : { status: "no statement", since };
    }
    const said = this.#readOf(fact, decided);
    if ("rejected" in said) return { status: "rejected", code: said.rejected, since };
    if (names(decided, "answers.withdrawn", said)) return { status: "withdrawn", said, since };
    const judgement = this.#judgements.get(fact.off);
    if (judgement?.found !== "held") return { status: "counted", said, counts: NONE, since };
    if (judgement.freed || names(decided, "hold.released", said)) return { status: "freed", said, counts: NONE, since };
    return { status: "held", said, reasons: judgement.reasons, since };
  }

  #readOf(fact: Speaking, decided: readonly Approved[]): Said | Rejected {
    const recordedAt = this.#times.get(fact.off)!;
    const before = this.#partition.filter((earlier) => earlier.off < fact.off);
    const bytes = bytesOf(fact, before);
    const pull = { source: fact.source, moment: momentOf(fact, recordedAt) };
    const adopted = bytes?.type === "pulled" ? readingFor(pull, bytes.off, decided) : undefined;
    const key = `${fact.off} read by ${adopted?.off ?? "its own"}`;
    const said = this.#read.get(key) ?? read(fact, bytes, recordedAt, adopted?.reading);
    this.#read.set(key, said);
    return said;
  }

  #countsOf(said: Said, then: Verdict | undefined): Counts {
    if (then && "counts" in then && then.said === said) return then.counts;
    return count(said, countedOf(this.verdicts, said.source));
  }
}
const NONE: Counts = { cells: 0, new: 0, changed: 0, same: 0, absent: 0, unreadable: 0 };

export function isSpeaking(fact: Fact): fact is Speaking {
  return fact.type === "pulled" || fact.type === "unchanged" || fact.type === "pushed";
}
export function isDecided(fact: Fact): fact is Decided {
  return ["proposed", "approved", "declined", "undone"].includes(fact.type);
}
/** The statements of a source that count. */
export function countedOf(verdicts: ReadonlyMap<number, Verdict>, source: string): Said[] {
  return [...verdicts.values()].flatMap((verdict) =>
    (verdict.status === "counted" || verdict.status === "freed") && verdict.said.source === source
      ? [verdict.said]
      : [],
  );
}
