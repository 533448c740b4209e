// Random histories of one startup: 1 to 3 sources, 5 to 25 facts, with everything that docs/meaning.md has a rule for.
// A history is built from a plan of small numbers, so that fast-check can shrink it.
import fc from "fast-check";
import { dayOf, endOfDay, startOfDay } from "../../schemas/period.ts";
import { Declaration } from "../../schemas/source.ts";
import { type Content, content, DEFINITIONS, weighted, written } from "./contents.ts";
import type { Fact, Pulled, Pushed } from "./naive-facts.ts";
import { MEMBERS, METRICS, pushable, WORLDS } from "./worlds.ts";

/** The startup of every random history. */
export const STARTUP = "a-dock";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Close to a month's end, to both changes of the clock, and to the first Monday of July. */
const STARTS = ["2024-01-31T21:40:00Z", "2024-03-30T21:30:00Z", "2024-10-26T20:30:00Z", "2024-07-01T10:00:00Z"];

const gaps = weighted<number | "to midnight" | "backwards">(
  [2, 0],
  [3, MINUTE],
  [5, 6 * HOUR],
  [5, DAY],
  [2, 2 * DAY],
  [2, 4 * DAY],
  [1, 100 * DAY],
  [2, "to midnight"],
  [2, "backwards"],
);
/** A statement's moment against its recorded time; `equal`: that of the statement before, whatever its source. */
const moments = weighted<number | "equal" | "first instant of today" | "last instant of yesterday">(
  [9, -1500],
  [2, -HOUR],
  [3, -2 * DAY],
  [1, -9 * DAY],
  [1, 4 * MINUTE],
  [1, 5 * MINUTE],
  [1, 5 * MINUTE + 1],
  [2, "equal"],
  [2, "first instant of today"],
  [2, "last instant of yesterday"],
);
const acts = weighted(
  [11, "pull"],
  [3, "unchanged"],
  [1, "fail"],
  [5, "push"],
  [2, "declare"],
  [2, "duplicate"],
  [1, "break"],
);
const declared = fc.record({
  expires: fc.array(weighted([3, 1], [3, 2], [2, 3], [1, 90]), { minLength: 3, maxLength: 3 }),
  turn: fc.nat(5),
  left: weighted([6, -1], [1, 0], [1, 1], [1, 2]),
  parts: weighted([3, ""], [1, "rdv_pris"], [2, "adresses_certifiees"]),
  ordered: fc.boolean(),
});
const step = fc.record({
  act: acts,
  source: fc.nat(2),
  gap: gaps,
  moment: moments,
  content,
  /** Says again what its source said last (agreement, same values, repeated scopes), or the same with other values. */
  again: weighted([2, "to the letter"], [2, "but for some values"], [3, "no"]),
  elsewhere: weighted([1, true], [7, false]),
  asAt: fc.boolean(),
  scoped: weighted([3, true], [2, false]),
  pages: weighted<1 | 2>([3, 1], [1, 2]),
  pick: fc.nat(30),
  declared,
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
export const plan = fc.record({
  start: fc.nat(STARTS.length - 1),
  sources: fc.array(fc.record({ world: fc.nat(WORLDS.length - 1), pushes: weighted([3, false], [1, true]) }), {
    minLength: 1,
    maxLength: 3,
  }),
  /** Sources that speak of the same world collide. */
  together: weighted([2, true], [1, false]),
  first: fc.option(declared, { freq: 8 }),
  steps: fc.array(step, { minLength: 4, maxLength: 24, size: "max" }),
});
export type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

/** Histories of the startup `a-dock`, offsets from 0, in the order of the log. */
export const histories: fc.Arbitrary<Fact[]> = plan.map(build);

interface Spoken {
  readonly world: number;
  readonly content: Content;
}
/** The clock of the log, and what was said before: all that the next fact may lean on. */
class Building {
  readonly facts: Fact[] = [];
  readonly plan: Plan;
  readonly start: number;
  clock: number;
  recorded = Number.NEGATIVE_INFINITY;
  lastMoment: number | undefined;
  readonly said = new Map<string, Spoken>();
  constructor(plan: Plan) {
    this.plan = plan;
    this.start = Date.parse(STARTS[plan.start]!);
    this.clock = this.start;
  }
  /** Moves the clock; a log's clock may go backwards once, and be right again after. */
  common(gap: Step["gap"]) {
    if (gap === "to midnight") this.clock = Math.max(this.clock, endOfDay(dayOf(this.clock)));
    else if (gap !== "backwards") this.clock += gap;
    const recordedAt = gap === "backwards" ? this.clock - HOUR : this.clock;
    this.recorded = Math.max(this.recorded, recordedAt);
    const off = this.facts.length;
    return { off, recordedAt, id: `fact-${off}`, startup: STARTUP };
  }
  momentOf(moment: Step["moment"]): number {
    const today = dayOf(this.recorded);
    if (typeof moment === "number") this.lastMoment = this.recorded + moment;
    else if (moment === "first instant of today") this.lastMoment = startOfDay(today);
    else if (moment === "last instant of yesterday") this.lastMoment = startOfDay(today) - 1;
    else this.lastMoment ??= this.recorded;
    return this.lastMoment;
  }
}

/** The history of a plan. */
export function build(plan: Plan): Fact[] {
  const building = new Building(plan);
  if (plan.first) declare(building, 0, plan.first);
  for (const one of plan.steps) add(building, one);
  return building.facts;
}

function add(building: Building, step: Step): void {
  const { facts, plan } = building;
  const index = step.source % plan.sources.length;
  const source = nameOf(index);
  const pushes = plan.sources[index]!.pushes;
  if (step.act === "declare") declare(building, step.gap, step.declared);
  else if (step.act === "duplicate") repeat(building, step);
  else if (step.act === "fail") facts.push({ type: "failed", ...building.common(step.gap), source });
  else if (step.act === "unchanged" && !pushes) {
    const common = building.common(step.gap);
    const answer = answerFor(facts, source, step.pick);
    facts.push({ type: "unchanged", ...common, source, moment: building.momentOf(step.moment), answer });
  } else if (pushes || (step.act === "push" && step.pick % 2 === 0)) push(building, step, index);
  else pull(building, step, index);
}
function nameOf(index: number): string {
  return `source-${"abc"[index]}`;
}

/** What a source says now: mostly its own world, often once more what it said last. */
function speech(
  { plan, said, start }: Building,
  { content, again, elsewhere, pick }: Step,
  index: number,
  how: string,
) {
  const own = plan.sources[plan.together ? 0 : index]!.world;
  const voice = `${nameOf(index)} ${how}`;
  const before = said.get(voice);
  const fresh = { world: elsewhere ? pick % WORLDS.length : own, content };
  const now = before && again !== "no" ? repeated(before, again === "but for some values" ? 1 + (pick % 3) : 0) : fresh;
  said.set(voice, now);
  return written(now.world, start, now.content);
}
function repeated({ world, content }: Spoken, versions: number): Spoken {
  return { world, content: { ...content, version: (content.version + versions) % 4 } };
}
function pull(building: Building, step: Step, index: number): void {
  const { world, rows } = speech(building, step, index, "pulled");
  const broken = (["answer.json", "answer.shape", "reading.kind", "reading.settings"] as const)[step.pick % 4]!;
  const fact: Pulled = {
    type: "pulled",
    ...building.common(step.gap),
    source: nameOf(index),
    moment: building.momentOf(step.moment),
    mapping: world.mapping,
    definitions: DEFINITIONS,
    rows,
    pages: step.pages,
    ...(step.act === "break" && { broken }),
  };
  building.facts.push(fact);
}
function push(building: Building, step: Step, index: number): void {
  const { world, rows } = speech(building, step, index, "pushed");
  const scope = world.mapping.scope;
  const fact: Pushed = {
    type: "pushed",
    ...building.common(step.gap),
    source: nameOf(index),
    ...(step.asAt && { asAt: building.momentOf(step.moment) }),
    ...(step.scoped && scope && { scope: pushable(scope) }),
    definitions: DEFINITIONS,
    figures: rows,
  };
  building.facts.push(fact);
}
/** Mostly the source's last answer; else an older one, one still to come or missing, or a fact of another kind. */
function answerFor(facts: readonly Fact[], source: string, pick: number): number {
  const own = facts.filter((fact) => fact.type === "pulled" && fact.source === source);
  if (pick % 8 === 0) return facts.length + (pick % 3);
  if (pick % 8 === 1) return pick % Math.max(facts.length, 1);
  return own[own.length - (pick % 8 === 2 ? 2 : 1)]?.off ?? own[0]?.off ?? 0;
}
/** An earlier fact delivered again; sometimes only its id is the same. */
function repeat(building: Building, { gap, pick }: Step): void {
  const { facts } = building;
  const [first, second] = [facts[pick % Math.max(facts.length, 1)], facts[(pick + 1) % Math.max(facts.length, 1)]];
  if (!first || !second) return;
  const { off, recordedAt } = building.common(gap);
  facts.push({ ...(pick % 4 === 0 ? second : first), off, recordedAt, id: first.id });
}

/** A declaration with an order for every metric that several sources may state. */
function declare(building: Building, gap: Step["gap"], { expires, turn, left, parts, ordered }: DeclaredPlan): void {
  const { plan, facts } = building;
  const indexes = plan.sources.map((_, index) => index).filter((index) => plan.sources.length === 1 || index !== left);
  const names = [...indexes.slice(turn % indexes.length), ...indexes.slice(0, turn % indexes.length)].map(nameOf);
  const order = turn > 3 && names.length > 2 ? names.slice(0, 2) : names;
  const needed = names.length > 1 || ordered;
  const declaration = Declaration.parse({
    startup: STARTUP,
    name: "À quai",
    sources: indexes.map((index) => ({
      source: nameOf(index),
      kind: plan.sources[index]!.pushes ? "push" : "test",
      expiresAfterDays: expires[index],
    })),
    order: needed ? Object.fromEntries(METRICS.map((metric) => [metric, order])) : {},
    parts: parts && names.length > 1 && parts !== MEMBERS ? { [parts]: order } : {},
  });
  facts.push({ type: "declared", ...building.common(gap), declaration });
}
type DeclaredPlan = Step["declared"];
