// Invented doubts: one of each kind.
import { FINDING_CODES, FINDINGS } from "../../dashboards/findings/finding.ts";
import type { Doubt, DoubtsModel } from "../../dashboards/shapes/doubts.ts";
import { sha256 } from "../../schemas/canonical.ts";
import { ref } from "./figures.ts";
import { head } from "./head.ts";

const startup = { id: "rdv-solidarites", name: "RDV-Solidarités" };
const source = { id: "api", label: "Chiffres publics", kind: "json", host: "rdv.example" };
const SEEN: Partial<Record<Doubt["code"], Pick<Doubt, "seen" | "against">>> = {
  "source.late": { seen: null, against: "day" },
  "source.cut": { seen: null, against: "week" },
  "figures.unmoved": { seen: "40", against: "7" },
  "shape.drifted": { seen: "answer.html", against: null },
  "values.doubtful": {
    seen: '/mois/23/total = "N/A" (france, month of 2024-10-01)',
    against: null,
  },
};

const VALUES: Doubt["values"] = [
  {
    ...{ pointer: "/mois/23/total", kind: "value", text: '"N/A"' },
    place: { level: "france", code: "FR", period: { grain: "month", first: "2024-10-01" }, dims: "" },
  },
  {
    ...{ pointer: "/mois/24/total", kind: "nothing", text: "" },
    place: { level: "commune", code: null, period: null, dims: "" },
    other: { pointer: "/mois/22/total", kind: "list", text: "2" },
  },
];
const SINCE = "2024-11-02T05:00:00.000Z";
const DIFFERENCES: Doubt["differences"] = [
  { pointer: "", kind: "type", before: { type: "json", example: null }, now: { type: "page", example: "Maintenance" } },
  {
    pointer: "/mois/*/un-champ-au-nom-particulièrement-long-pour-une-petite-page/visites",
    kind: "size",
    before: { type: "number", example: "1204" },
    now: { type: "number", example: "1204000" },
  },
  { pointer: "/mois/*/total", kind: "gone", before: { type: "text", example: "12 %" }, now: null },
  { pointer: "/mois/*/somme", kind: "added", before: null, now: { type: "list", example: null } },
];

function doubt(code: Doubt["code"]): Doubt {
  const isTaken = code === "figure.fell" || code === "figures.unmoved";
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
    ...(SEEN[code] ?? {
      seen: "1240",
      against: code === "source.conflict" ? null : "820",
    }),
    count: code === "detail.differs" ? 3 : 1,
    id: sha256(code).slice(0, 16),
    evidence: "",
    differences: code === "shape.drifted" ? DIFFERENCES : [],
    values: code === "values.doubtful" ? VALUES : [],
    since: SINCE,
    actor,
    told: actor === "team" && !isTaken ? "network" : actor,
    team: actor === "team" ? SINCE : null,
    network: isTaken ? null : "2024-11-07T23:00:00.000Z",
    acknowledged: isTaken
      ? {
          by: "Équipe RDV",
          at: "2024-11-04T09:00:00.000Z",
          until: code === "figure.fell" ? "expected" : "2024-12-31",
          reason: "Vacances scolaires : la baisse revient chaque année",
        }
      : null,
  };
}

export const doubts: DoubtsModel = {
  head,
  asked: { startup: null, code: null },
  counts: FINDING_CODES.map((code) => ({ code, count: 1 })),
  total: 120,
  acknowledged: 2,
  page: 2,
  pages: 3,
  doubts: FINDING_CODES.map(doubt),
};
