// The rows of the page of decisions, with raw values: a row for each step.
import type { DataTable } from "../data-table.ts";
import type { DecisionsModel } from "../shapes/decisions.ts";

export function decisionsTables({ decisions }: DecisionsModel): DataTable[] {
  return [
    {
      panel: "decisions",
      columns: [
        "proposal",
        "startup",
        "what",
        "state",
        "step",
        "partition",
        "offset",
        "recorded",
        "author",
        "approver",
        "reason",
      ],
      rows: decisions.flatMap(({ proposal, startup, what, state, steps }) =>
        steps.map(({ type, partition, offset, recorded, author, approver, reason }) => [
          proposal,
          startup.id,
          what,
          state,
          type,
          String(partition),
          String(offset),
          recorded,
          author,
          approver,
          reason,
        ]),
      ),
    },
  ];
}
