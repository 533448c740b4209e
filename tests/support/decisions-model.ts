// Invented decisions: one of each kind, in every state.
import type { DecisionsModel } from "../../dashboards/shapes/decisions.ts";
import type { Decision } from "../../schemas/decisions.ts";
import { ref } from "./figures.ts";
import { head } from "./head.ts";

type Known = DecisionsModel["decisions"][number];
const startup = { id: "rdv-solidarites", name: "RDV-Solidarités" };

function known(at: number, state: Known["state"], decision: Decision): Known {
  const recorded = `2024-12-0${at}T09:00:00.000Z`;
  const said = { partition: 3, offset: 40 + at, recorded, reason: "des données d’essai avaient été publiées" };
  return {
    proposal: `018e0000-0000-7000-8000-00000000000${at}`,
    startup,
    state,
    what: decision.what,
    metric: decision.what === "figure.corrected" ? ref(decision.metric).label : null,
    decision: JSON.stringify(decision),
    reason: said.reason,
    steps: [
      { type: "decision.proposed", ...said, author: "marie", approver: "" },
      ...(state === "in force" || state === "undone"
        ? [{ type: "decision.approved", ...said, author: "marie", approver: "paul" }]
        : []),
      ...(state === "undone"
        ? [{ type: "decision.undone", ...said, author: "anne", approver: "paul", reason: "elles étaient vraies" }]
        : []),
      ...(state === "declined"
        ? [{ type: "decision.declined", ...said, author: "marie", approver: "paul", reason: "ce n’était pas cela" }]
        : []),
    ],
  };
}

export const decisions: DecisionsModel = {
  head,
  asked: null,
  total: 41,
  page: 2,
  pages: 3,
  decisions: [
    known(5, "in force", { what: "answers.withdrawn", source: "api", facts: [12, 13] }),
    known(4, "undone", { what: "hold.released", source: "api", fact: 11 }),
    known(3, "in force", {
      what: "reading.adopted",
      source: "api",
      reader: { kind: "json", version: 1, settings: {}, definitions: { rdv_pris: 1 } },
    }),
    known(2, "proposed", {
      what: "figure.corrected",
      metric: "rdv_pris",
      definition: 1,
      territory: { level: "france", code: "FR" },
      dims: {},
      period: { grain: "month", first: "2024-11-01" },
      value: null,
    }),
    known(1, "declined", { what: "figure.annotated", first: "2024-11-03", text: { fr: "Panne de trois jours" } }),
  ],
};
