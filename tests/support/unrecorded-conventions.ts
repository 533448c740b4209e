// Unrecorded answers of other conventions: ADEME, the metric-api of data.gouv.fr, the national schema of impact.
import type { Settings } from "../../schemas/source.ts";
import type { Unrecorded } from "./unrecorded-line.ts";

const ademe = (more: Settings = {}): Settings => ({ metric: "visiteurs", ...more });
const stats = (...pairs: [unknown, unknown][]) => ({ stats: pairs.map(([date, value]) => ({ date, value })) });
const visits = (more: Settings = {}): Settings => ({
  figures: [{ metric: "visites", value: "monthly_visit" }],
  ...more,
});
const metric = (data: unknown[], total = data.length) => ({
  data,
  links: { next: null },
  meta: { page: 1, page_size: 50, total },
});
const impact: Settings = { figures: [{ metric: "reservations", indicateur: "Réservations" }] };
const IMPACT =
  "administration_rattachement,nom_service_public_numerique,indicateur,valeur,unite_mesure,est_cible,type_indicateur,frequence_monitoring,date,est_periode,date_debut,est_automatise,source_collecte,denom_insee,code_insee,dataviz_wish,commentaires";
const measure = (value: string, first = "2026-09-01", last = "2026-09-30", more = "false,usage") =>
  `DINUM,À quai,Réservations,${value},unité,${more},mensuelle,${last},true,${first},true,script,,,,`;
const days = (month: string) =>
  Array.from({ length: 28 }, (_, at): [string, number] => [`${month}-${String(at + 1).padStart(2, "0")}`, at + 3]);

export const UNRECORDED_CONVENTIONS: readonly Unrecorded[] = [
  {
    family: "B1",
    about: "days, though months were asked for",
    kind: "ademe",
    settings: ademe(),
    pages: [stats(...days("2026-09"))],
    becomes: "answer.shape",
  },
  {
    family: "B1",
    about: "weeks that begin on a Sunday",
    kind: "ademe",
    settings: ademe({ periodicity: "week" }),
    pages: [stats(["2026-09-06", 3], ["2026-09-13", 4])],
    becomes: "answer.shape",
  },
  {
    family: "B1",
    about: "milliseconds, in an envelope, values as text",
    kind: "ademe",
    settings: ademe(),
    pages: [{ data: stats([1788213600000, "12"], [1790805600000, "15"]) }],
    becomes: ["visiteurs month 2026-09-01 = 12", "visiteurs month 2026-10-01 = 15"],
  },
  {
    family: "B1",
    about: "seconds among milliseconds",
    kind: "ademe",
    settings: ademe(),
    pages: [stats([1788213600000, 12], [1790805600, 15])],
    becomes: "answer.shape",
  },
  {
    family: "B4",
    about: "null, an empty object, a share",
    kind: "ademe",
    settings: ademe(),
    pages: [stats(["2026-08", null], ["2026-09", {}], ["2026-10", "12 %"])],
    becomes: "values.unreadable",
  },
  {
    family: "B4",
    about: "an error object with status 200",
    kind: "ademe",
    settings: ademe(),
    pages: [{ success: false, message: "Matomo ne répond pas", stats: [] }],
    becomes: "answer.error",
  },

  {
    family: "E1",
    about: "an error of the API",
    kind: "datagouv-metrics",
    path: "/api/datasets/data/",
    settings: visits(),
    pages: [{ errors: [{ code: "x", title: "Database error", detail: "timeout" }] }],
    becomes: "answer.error",
  },
  {
    family: "E1",
    about: "a month without its zero",
    kind: "datagouv-metrics",
    path: "/api/datasets/data/",
    settings: visits(),
    pages: [metric([{ metric_month: "2026-9", monthly_visit: 3 }])],
    becomes: "answer.shape",
  },
  {
    family: "E1",
    about: "a month twice, two organisations",
    kind: "datagouv-metrics",
    path: "/api/datasets/data/",
    settings: visits({ combine: "sum" }),
    pages: [
      metric([
        { metric_month: "2026-09", dataset_id: "a", organization_id: "b", monthly_visit: 3 },
        { metric_month: "2026-09", dataset_id: "a", organization_id: "c", monthly_visit: 4 },
      ]),
    ],
    becomes: ["visites month 2026-09-01 = 7"],
  },
  {
    family: "E1",
    about: "fewer rows than were counted",
    kind: "datagouv-metrics",
    path: "/api/datasets/data/",
    settings: visits(),
    pages: [metric([{ metric_month: "2026-09", monthly_visit: 3 }], 2)],
    becomes: "RELEVE_ANSWER_INCOMPLETE",
  },
  {
    family: "E2",
    about: "columns in another order, an empty cell",
    kind: "datagouv-metrics",
    path: "/api/site/data/csv/",
    settings: visits(),
    pages: ["monthly_visit,metric_month\n12,2026-09\n,2026-10\n"],
    type: "text/csv",
    becomes: ["visites month 2026-09-01 = 12", "visites month 2026-10-01 = null"],
  },
  {
    family: "E2",
    about: "a column renamed",
    kind: "datagouv-metrics",
    path: "/api/site/data/csv/",
    settings: visits(),
    pages: ["metric_month,monthly_visits\n2026-09,12\n"],
    type: "text/csv",
    becomes: "answer.shape",
  },

  {
    family: "E4",
    about: "a target to come, and Python's truths",
    kind: "schema-impact",
    settings: impact,
    pages: [`\uFEFF${IMPACT}\n${measure("5")}\n${measure("900", "2027-01-01", "2027-12-31", "True,usage")}\n`],
    type: "text/csv",
    becomes: ["reservations month 2026-09-01 = 5"],
  },
  {
    family: "E4",
    about: "a decimal comma",
    kind: "schema-impact",
    settings: impact,
    pages: [`${IMPACT.replaceAll(",", ";")}\n${measure("X").replaceAll(",", ";").replace("X", "1,5")}\n`],
    type: "text/csv",
    becomes: "values.unreadable",
  },
  {
    family: "E4",
    about: "a period that is no whole one",
    kind: "schema-impact",
    settings: impact,
    pages: [`${IMPACT}\n${measure("5", "2026-09-02", "2026-09-30")}\n`],
    type: "text/csv",
    becomes: [],
    homeless: 1,
  },
  {
    family: "E4",
    about: "the indicator renamed",
    kind: "schema-impact",
    settings: impact,
    pages: [`${IMPACT}\n${measure("5").replace("Réservations", "Réservation")}\n`],
    type: "text/csv",
    becomes: "answer.shape",
  },
];
