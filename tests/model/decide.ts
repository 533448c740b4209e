// What people decide in a random history: right and wrong ways to bring a decision about, and to undo it.
import type { Building } from "./building.ts";
import { decisionOf } from "./decision-contents.ts";
import type { Act, DecisionPlan } from "./decision-plan.ts";
import type { Decision } from "./naive-facts.ts";

const [AUTHOR, APPROVER] = ["Ada", "Basile"];

/** Adds the first fact of a decision, and the others after further steps. Nothing, when there is nothing to decide about. */
export function decide(building: Building, { acts, apart, gap, ...plan }: DecisionPlan): void {
  const decision = decisionOf(building, plan);
  if (!decision) return;
  const proposal = `proposal-${building.facts.length}`;
  for (const [at, act] of acts.entries()) {
    const add = () => addFact(building, act, { gap, proposal, decision });
    if (at === 0) add();
    else building.after(at * apart, add);
  }
}

interface About {
  readonly gap: number;
  readonly proposal: string;
  readonly decision: Decision;
}
function addFact(building: Building, act: Act, { gap, proposal, decision }: About): void {
  const author = act === "own approval" || act === "own undoing" ? APPROVER : AUTHOR;
  const common = building.common(gap);
  const of = { ...common, proposal, approver: APPROVER };
  if (act === "propose") building.facts.push({ type: "proposed", ...common, id: proposal, decision, author });
  else if (act === "decline") building.facts.push({ type: "declined", ...of });
  else if (act === "undo" || act === "own undoing") building.facts.push({ type: "undone", ...of, author });
  else building.facts.push({ type: "approved", ...of, decision, author });
}
