// Models of the quality pages over the invented network: every state, every verdict, every kind of trouble.

import { STATES } from "../../dashboards/figure.ts";
import { countStrip } from "../../dashboards/queries/strip.ts";
import type { Head } from "../../dashboards/shapes/head.ts";
import type { QualityModel, QualitySourceModel, SourceHealth } from "../../dashboards/shapes/quality.ts";
import { DAY, fresh, ref, source } from "./figures.ts";

const strip = (cells: string) => ({ cells, ...countStrip(cells) });
const health = (
  id: string,
  name: string,
  state: SourceHealth["freshness"]["state"],
  more: Partial<SourceHealth> & { every?: "day" | "week" | "month" } = {},
): SourceHealth => {
  const { every = "week", ...rest } = more;
  const last = state === "never" || state === "idle" ? null : "2024-12-15T02:00:00.000Z";
  return {
    startup: { id, name },
    source: source("api", "Interface de statistiques", "json"),
    freshness: { ...fresh(state, last), every: state === "idle" || state === "hand" ? null : every },
    strip: state === "idle" || state === "hand" ? null : strip("ooom"),
    hold: state === "held" ? "loss" : null,
    trouble: null,
    drift: null,
    actor: "nobody",
    doubts: [],
    ...rest,
  };
};
const failure = { at: "2024-12-28T02:00:00.000Z", code: "RELEVE_ENDPOINT_REFUSED", status: 503, page: 3 };
const reject = { at: "2024-12-27T02:00:00.000Z", code: "answer.shape", status: null, page: null };
const cut = ["aides", "deveco", "pcrs", "docurba", "envergo", "camino"].map((id) =>
  health(id, `Service ${id}`, "cut", {
    every: "day",
    strip: strip(`${"o".repeat(20)}${"m".repeat(8)}`),
    trouble: failure,
    actor: "team",
  }),
);
const rows: SourceHealth[] = [
  ...cut,
  health("carto", "Ma Carto", "held", {
    every: "day",
    strip: strip(`${".".repeat(3)}${"o".repeat(22)}hhh`),
    actor: "network",
  }),
  health("suite-territoriale", "La Suite territoriale", "late", { trouble: reject, actor: "network" }),
  health("agents", "Agents en intervention", "late", { every: "month", strip: strip("oooool"), actor: "operator" }),
  health("nouveau", "Tout nouveau service au nom particulièrement long pour une carte", "never", {
    strip: strip("...."),
  }),
  health("rdv-solidarites", "RDV-Solidarités", "ok", {
    strip: strip("oloo"),
    actor: "team",
    doubts: [{ id: "5f0c1d2e3a4b5c6d", code: "figures.unmoved", severity: "warning", acknowledged: false }],
  }),
  health("salle", "La salle sur demande", "hand", { source: source("push", "Déclaré par l’équipe", "push") }),
  health("pause", "Service en investigation", "idle"),
];
const happening = (row: SourceHealth, code: string, count: number) => ({
  startup: row.startup,
  source: row.source,
  code,
  count,
  last: "2024-12-28T02:00:00.000Z",
});
const at = (index: number) => rows[index] as SourceHealth;

export const quality = (head: Head): QualityModel => ({
  head,
  since: "2024-12-02",
  sources: {
    connected: rows.length,
    expected: rows.length - 2,
    onTime: 1,
    toAct: rows.filter(({ actor }) => actor !== "nobody").length,
    states: STATES.map((state) => ({ state, count: rows.filter((row) => row.freshness.state === state).length })),
  },
  incidents: cut,
  delay: { medianMs: 11_100_000, medianAgeMs: 4 * 86_400_000 },
  answers: { total: 203, rejected: 3, values: 70_149, unreadable: 15 },
  revised: 7,
  revisions: [{ ...at(10), metric: ref("rdv_pris"), cells: 7, last: "2024-12-20T02:00:00.000Z" }].map(
    ({ startup, source, metric, cells, last }) => ({ startup, source, metric, cells, last }),
  ),
  table: { state: null, count: 120, page: 2, pages: 3, rows },
  rejects: [happening(at(7), "answer.shape", 3), happening(at(0), "answer.html", 1)],
  failures: [happening(at(0), "RELEVE_ENDPOINT_UNREACHABLE", 8)],
  findings: [happening(at(8), "counter.fell", 2)],
  doubts: [
    { code: "source.cut", severity: "alert", count: 6, acknowledged: 2 },
    { code: "figures.unmoved", severity: "warning", count: 1, acknowledged: 0 },
  ],
  unmatched: [
    {
      startup: at(0).startup,
      source: at(0).source,
      count: 7,
      codes: ["80901", "80902", "80903", "80904", "80905", "80906", "80907"].map((code) => ({
        level: "commune",
        code,
      })),
    },
  ],
  ledger: {
    adds: false,
    lines: [
      {
        id: "answers",
        total: 203,
        parts: [
          { id: "counted", count: 197 },
          { id: "held", count: 3 },
          { id: "rejected", count: 3 },
          { id: "duplicates", count: 0 },
        ],
        adds: true,
      },
      { id: "cells", total: 10, parts: [{ id: "new", count: 9 }], adds: false },
    ],
  },
});

const delivery = (
  verdict: QualitySourceModel["deliveries"][number]["verdict"],
  more: Partial<QualitySourceModel["deliveries"][number]> = {},
): QualitySourceModel["deliveries"][number] => ({
  kind: "answer",
  verdict,
  moment: `${DAY}T02:00:00.000Z`,
  recorded: `${DAY}T02:00:04.000Z`,
  cells: 0,
  changed: 0,
  unreadable: 0,
  hold: null,
  code: null,
  status: null,
  page: null,
  ...more,
});

export const qualitySource = (head: Head): QualitySourceModel => ({
  head,
  health: at(6),
  every: "day",
  expiresAfterDays: 90,
  reader: { kind: "json", version: 1 },
  declared: "2024-01-02T03:00:00.000Z",
  expects: [
    { metric: "rdv_pris", known: ref("rdv_pris"), definition: 1, level: "departement", grain: "week", dims: ["canal"] },
    { metric: "utilisateurs", known: ref("utilisateurs"), definition: 1, level: "france", grain: "state", dims: [] },
    { metric: "inconnu", known: null, definition: 2, level: null, grain: null, dims: [] },
  ],
  deliveries: [
    delivery("held", { cells: 120, hold: "loss" }),
    delivery("counted", { cells: 390, changed: 12 }),
    delivery("counted", { kind: "unchanged", cells: 390 }),
    delivery("released", { cells: 390, changed: 40 }),
    delivery("failed", { kind: "failure", code: "RELEVE_ANSWER_INCOMPLETE", status: 503, page: 3 }),
    delivery("rejected", { code: "values.unreadable" }),
    delivery("duplicate"),
  ],
});
