// The panels and sources of the invented startup: every kind of panel, every doubt a figure can have.
import type { Point } from "../../dashboards/figure.ts";
import type { Panel } from "../../dashboards/shapes/panel.ts";
import type { SourceModel } from "../../dashboards/shapes/startup.ts";
import { periodFrom } from "../../schemas/period.ts";
import { adresses, DAY, figure, flowByDepartement, fresh, rdv, ref, source, weeks } from "./figures.ts";

/** Closed months from May 2020 to November 2024, with a dip each August. */
const months: Point[] = Array.from({ length: 55 }, (_, index) => {
  const at = 4 + index;
  const first = `${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`;
  const period = periodFrom("month", first);
  if (!period) throw new Error(first);
  const dip = at % 12 === 7 ? 0.6 : 1;
  return {
    first,
    last: period.last,
    value: index === 54 ? rdv.value : String(Math.round((11000 + index * 1050) * dip)),
  };
});
const ratio = (first: string, last: string, numerator: number, denominator: number): Point => ({
  first,
  last,
  value: null,
  numerator: String(numerator),
  denominator: String(denominator),
});

export function panels(): Panel[] {
  const now = ratio("2023-12-01", "2024-11-30", 48249, 463935);
  const yearly = [
    ratio("2022-01-01", "2022-12-31", 71204, 402114),
    ratio("2023-01-01", "2023-12-31", 63377, 441098),
    ratio("2024-01-01", "2024-11-30", 44002, 425006),
  ];
  return [
    {
      kind: "flow",
      figure: rdv,
      grain: "month",
      grains: ["week", "month"],
      points: months,
      since: { first: "2020-05-01", last: "2024-11-30", value: "2459243" },
      by: {
        first: "2023-12-01",
        last: "2024-11-30",
        table: { by: "territory", rule: "sum", rows: flowByDepartement(132) },
      },
      milestones: [
        {
          label: "816 000 rendez-vous",
          since: "2020-05-01",
          until: "2022-08-31",
          value: "816000",
          territories: { level: "departement", count: 27 },
        },
      ],
    },
    {
      kind: "ratio",
      figure: figure("part_rdv_manques", null, {
        mark: "impact",
        share: { part: "48249", whole: "463935" },
        table: { by: "period", rule: "ratio", grain: "year", rows: yearly },
      }),
      numerator: ref("rdv_manques"),
      denominator: ref("rdv_pris"),
      now,
      before: ratio("2022-12-01", "2023-11-30", 79870, 441269),
      chosen: false,
      yearly,
    },
    { kind: "membership", figure: adresses, weekly: weeks(52, (week) => 21000 + week * 49), begins: "2022-01-03" },
    {
      kind: "series",
      figure: figure("utilisateurs_actifs_mois", "6480", {
        period: { grain: "month", first: "2024-11-01", last: "2024-11-30" },
        held: { moment: "2024-12-28T02:00:00.000Z", reason: "loss", value: "12" },
        table: { by: "period", rule: "each", grain: "month", rows: months.slice(-12) },
      }),
      grain: "month",
      points: months.slice(-12),
      begins: "2022-01-01",
    },
    {
      kind: "series",
      figure: figure("agents_actifs_28j", null, {
        absence: "said",
        table: {
          by: "source",
          rule: "first",
          rows: [{ source: source("api", "Interface de statistiques"), value: null }],
        },
      }),
      grain: "state",
      points: weeks(20, (week) => (week === 9 || week === 19 ? null : 6000 + week * 12)),
      begins: "2024-08-12",
    },
    {
      kind: "series",
      figure: figure("utilisateurs", "10412", {
        conflict: [{ source: source("csv", "Export mensuel"), value: "9877" }],
        table: {
          by: "source",
          rule: "first",
          rows: [{ source: source("api", "Interface de statistiques"), value: "10412" }],
        },
      }),
      grain: "state",
      points: weeks(1, () => 10412),
      begins: "2024-12-29",
    },
  ];
}

export function sources(): SourceModel[] {
  return [
    {
      source: source("api", "Interface de statistiques", "json"),
      freshness: fresh("held"),
      lastAnswer: "2024-12-29T02:12:00.000Z",
      answers: 52,
      unchanged: 7,
      failures: 2,
      lastFailure: {
        at: "2024-06-03T01:00:00.000Z",
        code: "RELEVE_ANSWER_INCOMPLETE",
        status: 503,
        page: 3,
        detail: "page 3 of 5: HTTP 503",
      },
      held: [{ moment: "2024-12-28T02:00:00.000Z", reason: "loss", cells: 120, absent: 80, detail: "80 of 390" }],
      drift: null,
      rejects: [
        {
          code: "answer.shape",
          count: 3,
          hint: 'add "numbers": "fr" to ingestors/directory/rdv-solidarites.json',
          last: "2024-04-08T01:00:00.000Z",
        },
      ],
      findings: [
        {
          code: "source.conflict",
          metric: "utilisateurs",
          detail: "api says 10412, csv says 9877",
          count: 1,
          values: [],
          at: "2024-12-22T01:00:00.000Z",
          offset: 812,
          hint: null,
        },
        {
          code: "value.unreadable",
          metric: "rdv_pris",
          detail: '/mois/23/total = "N/A" (france, month of 2024-11-01)',
          count: 1,
          values: [
            {
              ...{ pointer: "/mois/23/total", kind: "value", text: '"N/A"' },
              place: { level: "france", code: "FR", period: { grain: "month", first: "2024-11-01" }, dims: "" },
            },
          ],
          at: "2024-12-22T01:00:00.000Z",
          offset: 812,
          hint: "this text is no number: ask the startup for null where there is no figure",
        },
      ],
      metrics: [ref("rdv_pris"), ref("rdv_manques"), ref("utilisateurs")],
    },
    {
      source: source("equipe", "Envoyé par l’équipe", "push"),
      freshness: fresh("hand", `${DAY}T09:00:00.000Z`),
      lastAnswer: null,
      answers: 1,
      unchanged: 0,
      failures: 0,
      lastFailure: null,
      held: [],
      drift: null,
      rejects: [],
      findings: [],
      metrics: [ref("agents_actifs_28j")],
    },
  ];
}
