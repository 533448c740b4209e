// Good answers of every kind with many rows: one bad value is under 5 % of them, so the others must be read.
import type { Settings } from "../../../schemas/source.ts";
import { type Bare, MOMENT } from "./base.ts";
import { type Form, rowOf, type SaidRow, type Sent } from "./case.ts";

const WIDE = 40;
const url = "https://wide.example/stats";
const months = Array.from(
  { length: WIDE },
  (_, at) => `${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`,
);
/** Values that no two rows share, and that are nothing else in the answer. */
const values = months.map((_, at) => String(20_011 + at * 137));
const siretOf = (at: number) => `213702619${String(at).padStart(5, "0")}`;
const siretRow = (metric: string) => (value: string, at: number) =>
  rowOf(`${metric} siret ${siretOf(at)} state = ${value}`);
const communeOf = (at: number) => `37${String(at + 1).padStart(3, "0")}`;
const communeRow = (metric: string) => (value: string, at: number) =>
  rowOf(`${metric} commune ${communeOf(at)} state = ${value}`);
const monthRow = (metric: string) => (value: string, at: number) =>
  rowOf(`${metric} france FR month ${months[at]}-01..x = ${value}`);
const spaced = (value: string) => `${value.slice(0, -3)} ${value.slice(-3)}`;
const lastDay = (month = "") => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString();

type Row = (value: string, at: number) => SaidRow;
function wideOf(kind: string, settings: Settings, form: Form, text: string, row: Row, name = "wide"): Bare {
  const pages: Sent[] = [{ bytes: Buffer.from(text), contentType: form === "csv" ? "text/csv" : "application/json" }];
  return { name: `${kind}, ${name}`, kind, settings, form, pages, moment: MOMENT, rows: values.map(row) };
}
const json = (kind: string, settings: Settings, body: unknown, row: Row, name?: string) =>
  wideOf(kind, settings, "json", JSON.stringify(body), row, name);
const csv = (kind: string, settings: Settings, lines: readonly string[], row: Row, name?: string) =>
  wideOf(kind, settings, "csv", `${lines.join("\n")}\n`, row, name);
const each = <T>(line: (value: string, at: number) => T) => values.map(line);

/** By kind. The first four are those that mendable.ts can tell otherwise. */
export function wide(): Bare[] {
  const month = { grain: "month", format: "iso-month" };
  const visits = { metric: "visites", period: month };
  return [
    json(
      "anct",
      { url, metrics: { tu: { metric: "utilisateurs", levels: ["siret"] } } },
      { count: WIDE, results: each((value, at) => ({ siret: siretOf(at), metrics: { tu: Number(value) } })) },
      siretRow("utilisateurs"),
    ),
    json(
      "ademe",
      { url, metric: "visiteurs", numbers: "fr" },
      { stats: each((value, at) => ({ date: months[at], value: spaced(value) })) },
      monthRow("visiteurs"),
    ),
    json(
      "json",
      { url, figures: [{ ...visits, rows: "/data/*", value: "/n", period: { ...month, pointer: "/month" } }] },
      { data: each((value, at) => ({ month: months[at], n: Number(value) })) },
      monthRow("visites"),
    ),
    csv(
      "csv",
      { url, figures: [{ ...visits, value: "n", numbers: "en", period: { ...month, column: "month" } }] },
      ["month,n", ...each((value, at) => `${months[at]},${value}`)],
      monthRow("visites"),
    ),
    ...ofTables(),
    ...ofSeries(),
    ...ofConventions(),
  ];
}

/** Rows with columns, whatever the bytes are. */
function ofTables(): Bare[] {
  const territory = { level: "commune", column: "code" };
  const figures = [{ metric: "jeux_de_donnees", value: "nb", territory }];
  return [
    json(
      "metabase",
      { url: "https://wide.example/public/question/3f0c1a52-1111-4222-8333-000000000001", figures },
      each((value, at) => ({ nom: `Commune ${at}`, code: communeOf(at), nb: Number(value) })),
      communeRow("jeux_de_donnees"),
    ),
    json(
      "geojson",
      { url, figures },
      {
        type: "FeatureCollection",
        features: each((value, at) => ({
          ...{ type: "Feature", geometry: null },
          properties: { code: communeOf(at), nb: Number(value) },
        })),
      },
      communeRow("jeux_de_donnees"),
    ),
    csv(
      "anct",
      {
        ...{ url, form: "csv", csv: { id: "identifiant" } },
        metrics: { comptes: { metric: "stockage_utilise", levels: ["siret"] } },
      },
      ["identifiant,comptes", ...each((value, at) => `${siretOf(at)},${value}`)],
      siretRow("stockage_utilise"),
      "table, wide",
    ),
    json(
      "anct",
      { url, form: "list", metrics: { storage: { metric: "stockage_utilise", levels: ["siret"] } } },
      each((value, at) => ({ account: { type: "user" }, siret: siretOf(at), metrics: { storage: Number(value) } })),
      siretRow("stockage_utilise"),
      "list, wide",
    ),
  ];
}

/** One figure, period by period. */
function ofSeries(): Bare[] {
  const metrics = (end: string) => `https://metric-api.example/api/datasets/data/${end}`;
  const monthly = { figures: [{ metric: "visites", value: "monthly_visit" }] };
  return [
    json(
      "matomo",
      { url: "https://matomo.example/", site: 3, last: WIDE, figures: [{ metric: "visites", value: "nb_visits" }] },
      Object.fromEntries(each((value, at) => [months[at], { nb_visits: Number(value), nb_actions: 7 }])),
      monthRow("visites"),
    ),
    json(
      "chartkick",
      { url, grain: "month", format: "iso-month", figures: [{ metric: "visites", series: "Visites" }] },
      [{ name: "Visites (1 204)", data: each((value, at) => [months[at], Number(value)]) }],
      monthRow("visites"),
    ),
    json(
      "datagouv-metrics",
      { url: metrics(""), ...monthly },
      {
        data: each((value, at) => ({ dataset_id: "5f3a", metric_month: months[at], monthly_visit: Number(value) })),
        meta: { page: 1, page_size: 50, total: WIDE },
      },
      monthRow("visites"),
      "list, wide",
    ),
    csv(
      "datagouv-metrics",
      { url: metrics("csv/"), ...monthly },
      ["__id,metric_month,monthly_visit", ...each((value, at) => `${at},${months[at]},${value}`)],
      monthRow("visites"),
      "file, wide",
    ),
  ];
}

/** Documents that say by themselves what they mean. */
function ofConventions(): Bare[] {
  const head = "nom_service_public_numerique;indicateur;valeur;unite_mesure;est_cible;date;est_periode;date_debut";
  return [
    csv(
      "schema-impact",
      { url, figures: [{ metric: "visites", indicateur: "Visites" }] },
      [
        `${head};code_insee;denom_insee`,
        ...each(
          (value, at) =>
            `À quai;Visites;${value};visite;false;${lastDay(months[at]).slice(0, 10)};true;${months[at]}-01;;`,
        ),
      ],
      monthRow("visites"),
    ),
    json(
      "releve",
      { url },
      { version: 1, figures: each((value, at) => ({ metric: "visites", value: Number(value), period: months[at] })) },
      monthRow("visites"),
    ),
  ];
}
