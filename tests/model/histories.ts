// Random histories of one startup: 1 to 3 sources, 5 to 25 facts, with everything that docs/meaning.md has a rule for.
// A history is built from a plan of small numbers, so that fast-check can shrink it.
import fc from "fast-check";
import { Declaration } from "../../schemas/source.ts";
import { Building, DAY, type Gap, HOUR, MINUTE, type Moment, type Spoken, STARTS, STARTUP } from "./building.ts";
import { content, DEFINITIONS, weighted, written } from "./contents.ts";
import { decide } from "./decide.ts";
import { decisionPlan } from "./decision-plan.ts";
import type { Fact, Pulled, Pushed } from "./naive-facts.ts";
import { MEMBERS, METRICS, pushable, WORLDS } from "./worlds.ts";

const gaps = weighted<Gap>(
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
const moments = weighted<Moment>(
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
  /** What people decide after it, in histories with decisions. */
  decides: fc.record({ chance: fc.nat(23), plan: decisionPlan }),
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
  /** After how many of 24 steps people decide something. */
  decisions: weighted([4, 0], [5, 3]),
  steps: fc.array(step, { minLength: 4, maxLength: 24, size: "max" }),
});
export type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

/** Histories of the startup `a-dock`, offsets from 0, in the order of the log. */
export const histories: fc.Arbitrary<Fact[]> = plan.map(build);

/** `HISTORIES_DECISIONS=0` leaves decisions out: is it they that a failure is about? */
const DECISIONS = process.env.HISTORIES_DECISIONS !== "0";

/** The history of a plan. */
export function build(plan: Plan): Fact[] {
  const building = new Building(plan.start);
  if (plan.first) declare(building, plan, 0, plan.first);
  for (const one of plan.steps) {
    add(building, plan, one);
    if (DECISIONS && one.decides.chance < plan.decisions) decide(building, one.decides.plan);
    building.stepped();
  }
  return building.facts;
}

function add(building: Building, plan: Plan, step: Step): void {
  const { facts } = building;
  const index = step.source % plan.sources.length;
  const source = nameOf(index);
  const pushes = plan.sources[index]!.pushes;
  if (step.act === "declare") declare(building, plan, step.gap, step.declared);
  else if (step.act === "duplicate") repeat(building, step);
  else if (step.act === "fail") facts.push({ type: "failed", ...building.common(step.gap), source });
  else if (step.act === "unchanged" && !pushes) {
    const common = building.common(step.gap);
    const answer = answerFor(facts, source, step.pick);
    facts.push({ type: "unchanged", ...common, source, moment: building.momentOf(step.moment), answer });
  } else if (pushes || (step.act === "push" && step.pick % 2 === 0)) push(building, plan, step, index);
  else pull(building, plan, step, index);
}
function nameOf(index: number): string {
  return `source-${"abc"[index]}`;
}

/** What a source says now: mostly its own world, often once more what it said last. */
function speech(
  { said, start }: Building,
  plan: Plan,
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
function pull(building: Building, plan: Plan, step: Step, index: number): void {
  const { world, rows } = speech(building, plan, step, index, "pulled");
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
function push(building: Building, plan: Plan, step: Step, index: number): void {
  const { world, rows } = speech(building, plan, step, index, "pushed");
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
function declare(building: Building, plan: Plan, gap: Gap, declared: Step["declared"]): void {
  const { expires, turn, left, parts, ordered } = declared;
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
  building.facts.push({ type: "declared", ...building.common(gap), declaration });
}
