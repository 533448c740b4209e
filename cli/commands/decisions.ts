// `releve decisions`: what was decided, by whom and why; approving, declining, undoing.
import { authorsOf, type DecisionStep, decisionsOf, type KnownDecision } from "../../dashboards/queries/decisions.ts";
import { approve, type Decided, decline, type Proposal, undo } from "../../ingestors/decisions.ts";
import type { Decision } from "../../schemas/decisions.ts";
import { EXIT } from "../../schemas/errors.ts";
import { asOfInstant, asOfOption, knownFrame } from "../as-of.ts";
import { became } from "../became.ts";
import { type AddCommand, table } from "../command.ts";
import type { House } from "../compose.ts";
import { decidingOf, settled, told } from "../decide.ts";
import { decisionNow, STATES_OF } from "../known-decision.ts";

interface Flags {
  readonly by: string;
  readonly reason: string;
  readonly approvedBy: string;
  readonly json?: boolean;
}

export const decisions: AddCommand = (program, call, done) => {
  const group = program
    .command("decisions")
    .description("what people decided about figures: list, approve, decline, undo");
  group
    .command("list")
    .description("withdrawals, releases, readings, corrections and annotations, with their state")
    .argument("[startup]", "one startup; left out: all")
    .addOption(asOfOption())
    .option("--json", "print as JSON")
    .action(async (startup: string | undefined, { json, asOf }: { json?: boolean; asOf?: string }) => {
      const instant = asOfInstant(asOf);
      const house = await call.house();
      const found = await decisionsOf(await house.live(), await knownFrame(house, instant), startup);
      call.io.out(json ? `${JSON.stringify({ decisions: found.map(written) })}\n` : printed(found));
      done(EXIT.ok);
    });
  const step = (
    name: keyof typeof STATES_OF,
    about: string,
    options: readonly (readonly [string, string])[],
    act: (house: House, proposal: Proposal, flags: Flags) => Promise<Decided>,
  ) => {
    const command = group.command(name).description(about).argument("<proposal>", "its id (`releve decisions list`)");
    for (const [option, words] of options) command.requiredOption(option, words);
    command.option("--json", "print the result as JSON");
    command.action(async (id: string, flags: Flags) => {
      const house = await call.house();
      await settled(call, house);
      const decided = await house.inTurn(async () => {
        const taken = await act(house, await decisionNow(house, id, STATES_OF[name]), flags);
        await settled(call, house);
        return await became(house, taken);
      });
      done(told(call, decided, flags.json));
    });
  };
  step(
    "approve",
    "put a proposal in force",
    [["--by <name>", "who approves it: another person than its author"]],
    (house, proposal, { by }) => approve(decidingOf(house), proposal, by),
  );
  step(
    "decline",
    "say that a proposal will not be approved",
    [
      ["--by <name>", "who declines it"],
      ["--reason <words>", "why, in plain words, 3 to 1000 characters"],
    ],
    (house, proposal, { by, reason }) => decline(decidingOf(house), proposal, { approver: by, reason }),
  );
  step(
    "undo",
    "take a decision out of force: figures are as they would be without it",
    [
      ["--by <name>", "who asks for it"],
      ["--approved-by <name>", "another person, who approves it"],
      ["--reason <words>", "why, in plain words, 3 to 1000 characters"],
    ],
    (house, proposal, { by, approvedBy, reason }) =>
      undo(decidingOf(house), proposal, { author: by, approver: approvedBy, reason }),
  );
};
function written({ steps, ...known }: KnownDecision) {
  return { ...known, steps: steps.map(({ recorded, ...step }) => ({ ...step, at: new Date(recorded).toISOString() })) };
}

function printed(found: readonly KnownDecision[]): string {
  if (found.length === 0) return "Nothing was decided.\n";
  const rows = found.map(({ proposal, startup, decision, state, steps }) => {
    const last = steps.at(-1);
    return [
      new Date(last?.recorded ?? 0).toISOString().slice(0, 16),
      startup,
      decision.what,
      state,
      aboutOf(decision),
      peopleOf(authorsOf(steps)),
      [steps[0]?.reason ?? "", ...endingOf(state, last)].join("; "),
      proposal,
    ];
  });
  return table(["at", "startup", "what", "state", "about", "by", "reason", "proposal"], rows);
}

const peopleOf = ({ author, approver }: Pick<DecisionStep, "author" | "approver">) =>
  approver === "" ? author : `${author}, approved by ${approver}`;

/** When and by whom it was declined or undone, and why. */
function endingOf(state: KnownDecision["state"], last: DecisionStep | undefined): string[] {
  if (!last || (state !== "undone" && state !== "declined")) return [];
  const people = state === "undone" ? peopleOf(last) : last.approver;
  return [`${state} ${new Date(last.recorded).toISOString().slice(0, 16)} by ${people}: ${last.reason}`];
}

/** What a decision is about, in a few words. */
export function aboutOf(decision: Decision): string {
  switch (decision.what) {
    case "answers.withdrawn":
      return `${decision.source}, ${decision.facts.length} facts from offset ${decision.facts[0]}`;
    case "hold.released":
      return `${decision.source}, offset ${decision.fact}`;
    case "reading.adopted":
      return `${decision.source}, ${decision.reader.kind} ${decision.since ?? "…"} to ${decision.until ?? "…"}`;
    case "figure.corrected": {
      const { metric, territory, period, from, to, value } = decision;
      const place = `${territory.level}:${territory.code}`;
      const days = from === undefined && to === undefined ? "" : `${from ?? "…"} to ${to ?? "…"} `;
      return `${metric} ${place} ${period ? `${period.grain}:${period.first} ` : days}= ${value ?? "none"}`;
    }
    case "figure.annotated":
      return `${decision.metric ?? "all"} ${decision.first}`;
  }
}
