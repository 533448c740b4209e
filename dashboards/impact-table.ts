// A service's figures in the national schema of impact: one line a figure, 17 columns, as data.gouv.fr publishes them.
import { isState, type Metric, markOf } from "../schemas/catalogue-model.ts";
import { IMPACT_COLUMNS, type ImpactColumn } from "../schemas/impact-schema.ts";
import type { Source } from "../schemas/source.ts";
import type { Cell } from "../schemas/statement.ts";
import type { DataTable } from "./data-table.ts";

/** A figure that is known: a null has no line, for the schema wants a value. */
export interface ImpactCell {
  readonly metric: Metric;
  readonly cell: Pick<Cell, "level" | "code" | "dims" | "grain" | "first" | "last">;
  /** Canonical decimal; of a ratio, its quotient as its metric scales it. */
  readonly value: string;
  /** The source that said it; left out: a correction, by hand. */
  readonly source?: Pick<Source, "kind" | "every">;
}
export interface ImpactOf {
  /** administration_rattachement: who carries the service. */
  readonly owner: string;
  readonly name: string;
  /** Of which the states speak, YYYY-MM-DD. */
  readonly day: string;
}

const OFTEN: Readonly<Record<Source["every"], string>> = {
  day: "quotidienne",
  week: "hebdomadaire",
  month: "mensuelle",
};
/** Collectivities overseas: their codes, and the first three characters of their communes' codes. */
const OVERSEAS = /^(?:975|977|978|98\d)/;

/**
 * The lines of a service, in the schema's order of columns. EPCI, siren and siret have no place in the schema: their
 * figures are left out, and counted in `leftOut`.
 */
export function impactTable(
  { owner, name, day }: ImpactOf,
  cells: readonly ImpactCell[],
): { readonly table: DataTable; readonly leftOut: number } {
  const rows = cells.flatMap(({ metric, cell, value, source }) => {
    const place = placeOf(cell);
    if (!place) return [];
    const state = isState(metric.kind);
    const line: Record<ImpactColumn, string> = {
      administration_rattachement: owner,
      nom_service_public_numerique: name,
      indicateur: titleOf(metric, cell.dims),
      valeur: value,
      unite_mesure: unitOf(metric),
      est_cible: "false",
      type_indicateur: markOf(metric) === "impact" ? "impact" : "usage",
      frequence_monitoring: source ? OFTEN[source.every] : "autre",
      date: state ? day : cell.last,
      est_periode: String(!state),
      date_debut: state ? "" : cell.first,
      est_automatise: String(source !== undefined && source.kind !== "push"),
      source_collecte: source && source.kind !== "push" ? "script" : "collecte manuelle",
      denom_insee: place.denom,
      code_insee: place.code,
      dataviz_wish: state ? "linechart" : "barchart",
      commentaires: metric.definition.fr,
    };
    return [IMPACT_COLUMNS.map((column) => line[column])];
  });
  return { table: { panel: "impact", columns: IMPACT_COLUMNS, rows }, leftOut: cells.length - rows.length };
}

/** The indicator's title is its identity: the metric's label, and its dimensions where it has some. */
function titleOf({ label }: Metric, dims: string): string {
  if (dims === "") return label.fr;
  const words = Object.entries(JSON.parse(dims) as Record<string, string>).map(([key, word]) => `${key} : ${word}`);
  return `${label.fr} (${words.join(", ")})`;
}

/** The schema asks for « unité » where things are counted. */
function unitOf({ kind, unit, ratio }: Metric): string {
  const isMeasured = ["euros", "heures", "jours", "octets"].includes(unit.fr);
  return isMeasured || kind === "ratio" ? (ratio?.scale === "percent" ? "%" : unit.fr) : "unité";
}

function placeOf({ level, code }: ImpactCell["cell"]): { readonly denom: string; readonly code: string } | undefined {
  const isOverseas = OVERSEAS.test(code);
  switch (level) {
    case "france":
      return { denom: "", code: "" };
    case "region":
      return { denom: "REG", code };
    case "departement":
      return { denom: isOverseas ? "COMER" : "DEP", code };
    case "commune":
      return { denom: isOverseas ? "COM_COMER" : "COM", code };
    default:
      return undefined;
  }
}
