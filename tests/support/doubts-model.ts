// Invented doubts: one of each kind.
import { FINDING_CODES, FINDINGS } from "../../dashboards/findings/finding.ts";
import type { Doubt, DoubtsModel } from "../../dashboards/shapes/doubts.ts";
import { ref } from "./figures.ts";
import { head } from "./head.ts";

const startup = { id: "rdv-solidarites", name: "RDV-Solidarités" };
const source = { id: "api", label: "Chiffres publics", kind: "json", host: "rdv.example" };
const SEEN: Partial<Record<Doubt["code"], Pick<Doubt, "seen" | "against">>> = {
  "source.late": { seen: null, against: "day" },
  "source.cut": { seen: null, against: "week" },
  "figures.unmoved": { seen: "40", against: "7" },
  "shape.drifted": { seen: "answer.html", against: null },
};

function doubt(code: Doubt["code"]): Doubt {
  const isOfSource = code in SEEN;
  const { severity, actor } = FINDINGS[code];
  return {
    code,
    severity,
    startup,
    source: isOfSource || code === "source.conflict" ? source : null,
    metric: isOfSource ? null : ref("rdv_pris"),
    territory: isOfSource
      ? null
      : {
          level: "commune",
          code: code === "detail.differs" ? "" : "37261",
          name: code === "detail.differs" ? null : "Tours",
        },
    period: isOfSource ? null : { grain: "month", first: "2024-10-01", last: "2024-10-31" },
    ...(SEEN[code] ?? { seen: "1240", against: code === "source.conflict" ? null : "820" }),
    count: code === "detail.differs" ? 3 : 1,
    since: "2024-11-02T05:00:00.000Z",
    actor,
    told: actor === "team" ? "network" : actor,
  };
}

export const doubts: DoubtsModel = {
  head,
  asked: { startup: null, code: null },
  counts: FINDING_CODES.map((code) => ({ code, count: 1 })),
  total: 120,
  page: 2,
  pages: 3,
  doubts: FINDING_CODES.map(doubt),
};
