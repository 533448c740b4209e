// What people decided, the latest first.

import { canonicalJson } from "../../schemas/canonical.ts";
import type { Decision } from "../../schemas/decisions.ts";
import type { DecisionsAsked } from "../model.ts";
import { decisionsOf, type KnownDecision } from "../queries/decisions.ts";
import type { DecisionsModel } from "../shapes/decisions.ts";
import { EVERY } from "../shapes/list.ts";
import { knownStartup } from "./figures.ts";
import type { Setting } from "./setting.ts";

const A_PAGE = 20;

/** @throws {ReleveError} RELEVE_UNKNOWN_STARTUP */
export async function decisionsModel(setting: Setting, { startup, page }: DecisionsAsked): Promise<DecisionsModel> {
  const asked = startup === undefined ? undefined : knownStartup(setting, startup);
  const all = (await decisionsOf(setting.warehouse, setting.frame, asked)).reverse();
  const pages = Math.max(1, Math.ceil(all.length / A_PAGE));
  const at = page === EVERY ? 1 : Math.min(page, pages);
  const shown = page === EVERY ? all : all.slice((at - 1) * A_PAGE, at * A_PAGE);
  return {
    head: setting.head,
    asked: asked === undefined ? null : refOf(setting, asked),
    total: all.length,
    page: at,
    pages,
    decisions: shown.map((one) => decisionModel(setting, one)),
  };
}

const refOf = ({ declarations }: Setting, id: string) => ({ id, name: declarations.get(id)?.name ?? id });

/** At the version that the correction names. */
const metricOf = ({ catalogue }: Setting, { metric, definition }: Extract<Decision, { what: "figure.corrected" }>) =>
  catalogue.metricOf(metric, definition);

function decisionModel(setting: Setting, known: KnownDecision): DecisionsModel["decisions"][number] {
  const { proposal, startup, partition, decision, state, steps } = known;
  return {
    proposal,
    startup: refOf(setting, startup),
    state,
    what: decision.what,
    metric: decision.what === "figure.corrected" ? (metricOf(setting, decision)?.label ?? null) : null,
    decision: canonicalJson(decision),
    reason: steps[0]?.reason ?? "",
    steps: steps.map(({ recorded, ...step }) => ({ ...step, partition, recorded: new Date(recorded).toISOString() })),
  };
}
