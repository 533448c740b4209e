// The lines of a file in the national schema of impact, as measures: never its targets.
import { AnswerError } from "../../schemas/errors.ts";
import { IMPACT_LEVELS, type ImpactColumn } from "../../schemas/impact-schema.ts";
import { GRAINS, type Period, periodFrom } from "../../schemas/period.ts";
import { FRANCE, type Level } from "../../schemas/territory.ts";
import { csvCells, isTooLong, type Table } from "./csv-table.ts";
import { readDay } from "./dates.ts";

/** Columns without which a measure cannot be told. */
export const NEEDED: readonly ImpactColumn[] = [
  "nom_service_public_numerique",
  "indicateur",
  "valeur",
  "unite_mesure",
  "est_cible",
  "date",
  "est_periode",
  "date_debut",
  "denom_insee",
  "code_insee",
];
export interface Measure {
  /** In the file, from 1. */
  readonly line: number;
  readonly indicator: string;
  readonly service: string;
  /** As written; `null` for an empty cell. */
  readonly value: string | null | undefined;
  readonly unit: string;
  readonly isPeriod: boolean;
  /** As written. */
  readonly date: string | undefined;
  /** The period that `date_debut` and `date` enclose; `undefined`: none, or not one of a grain. */
  readonly period: Period | undefined;
  /** `null`: a level that Relevé does not count by. `undefined`: a word that the schema does not know. */
  readonly level: Level | null | undefined;
  readonly code: string | undefined;
}

/**
 * Every measure of a file; targets are left out.
 * @throws {AnswerError} answer.shape: a line with too many cells, or of which it cannot be told whether it is a target,
 *   or whether it is of a period.
 */
export function measuresOf(table: Table): Measure[] {
  const cells = csvCells(table, [""]);
  const takes = new Map(NEEDED.map((column) => [column, cells.at(column)]));
  const figureOf = cells.figureAt("valeur");
  return table.lines.flatMap((cellsOfLine, index): Measure[] => {
    const line = index + 2;
    if (isTooLong(cellsOfLine, table)) throw shape("found a line that is longer than the header", line);
    const at = (column: ImpactColumn) => (takes.get(column)?.(cellsOfLine) as string | undefined) ?? "";
    if (booleanOf(at("est_cible"), "est_cible", line)) return [];
    const isPeriod = booleanOf(at("est_periode"), "est_periode", line);
    return [
      {
        ...{ line, isPeriod, ...placeOf(at("denom_insee").toUpperCase(), at("code_insee")) },
        indicator: at("indicateur"),
        service: at("nom_service_public_numerique"),
        value: figureOf(cellsOfLine) as string | null | undefined,
        unit: at("unite_mesure"),
        date: at("date"),
        period: isPeriod ? periodOf(at("date_debut"), at("date")) : undefined,
      },
    ];
  });
}

/** Written by hand, by Python (`True`) or by a spreadsheet (`VRAI`). */
function booleanOf(text: string, column: string, line: number): boolean {
  if (/^(?:true|vrai|1)$/i.test(text)) return true;
  if (/^(?:false|faux|0)$/i.test(text)) return false;
  throw shape(`found ${JSON.stringify(text)} in ${column}, expected true or false`, line);
}

/** The grain is the one of which the days are a whole period; half a month is of none. */
function periodOf(first: string, last: string): Period | undefined {
  const [from, to] = [readDay(first, "iso-date", 1), readDay(last, "iso-date", 1)];
  if (from === undefined || to === undefined) return undefined;
  return GRAINS.map((grain) => periodFrom(grain, from)).find((period) => period?.last === to);
}

/** The country has no code; the level of a code that stands alone is not guessed. */
function placeOf(denom: string, code: string): Pick<Measure, "level" | "code"> {
  if (denom === "") return code === "" ? { level: "france", code: FRANCE } : { level: undefined, code: undefined };
  const level = Object.hasOwn(IMPACT_LEVELS, denom) ? (IMPACT_LEVELS[denom] ?? null) : undefined;
  return { level, code: code === "" ? undefined : code };
}

function shape(detail: string, line: number): AnswerError {
  const hint = "ask the startup to mend this line: the schema's documentation tells what each column is";
  return new AnswerError("answer.shape", detail, { pointer: `line ${line}`, hint });
}
