// Revisions of the invented network: one of each cause, one figure and many.
import type { Revision, RevisionsModel } from "../../dashboards/shapes/revisions.ts";
import { head, ref } from "./figures.ts";

const commune = (code: string, name: string | null): Revision["cells"][number] => ({
  level: "commune",
  code,
  name,
  dims: "",
  grain: "state",
  first: "2024-11-03",
  last: "2024-11-03",
  old: "1",
  new: null,
});
const month = {
  level: "france",
  code: "FR",
  name: "France",
  dims: "",
  grain: "month",
  first: "2024-10-01",
  last: "2024-10-31",
} as const;

function revision(cause: Revision["cause"], more: Partial<Revision> = {}): Revision {
  return {
    startup: { id: "rdv-solidarites", name: "RDV-Solidarités" },
    source: "api",
    metric: ref("rdv_pris"),
    known: "2024-12-09T05:00:00.000Z",
    cause,
    fact: { partition: 3, offset: 412, type: "endpoint.answered" },
    decision: null,
    ...{ count: 1, changed: 1, ceased: 0, returned: 0 },
    cells: [{ ...month, old: "1204", new: "1198" }],
    ...more,
  };
}

export const revisions: RevisionsModel = {
  head,
  asked: { startup: null, metric: null, cause: null, since: null, until: null },
  total: 25,
  page: 1,
  pages: 2,
  revisions: [
    revision("restated"),
    revision("withdrawn", {
      startup: { id: "mes-adresses", name: "Mes Adresses" },
      metric: ref("communes_couvertes"),
      fact: { partition: 7, offset: 98_120, type: "decision.approved" },
      decision: {
        proposal: "019a1b2c-0000-7000-8000-000000000001",
        reason: "fichier d’un autre service",
        author: "marie",
        approver: "paul",
        undone: false,
      },
      ...{ count: 23_500, changed: 0, ceased: 23_500, returned: 0 },
      cells: [commune("26362", "Valence"), commune("80999", null)],
    }),
    revision("declared", { source: null, cells: [{ ...month, old: "1204", new: null }], changed: 0, ceased: 1 }),
    revision("late", {
      cells: [{ ...month, dims: '{"canal":"web"}', old: null, new: "12" }],
      changed: 0,
      returned: 1,
    }),
  ],
};
