// Pushes as CSV in the national schema of impact figures (etalab/schema-impact-service-public-numerique, 17 columns).
import { CsvError, parse } from "csv-parse/sync";
import { IMPACT_COLUMNS, IMPACT_LEVELS } from "../../schemas/impact-schema.ts";
import { GRAINS, periodFrom } from "../../schemas/period.ts";
import { hasForm } from "../../schemas/territory.ts";
import { type AskedRow, below, formFault, notUnderstood, type Unit } from "./form.ts";

/** Those that a figure is made of; the others are passed over. */
const NEEDED = ["indicateur", "valeur", "est_cible", "date", "est_periode"] as const;
const FIELDS = { metric: "indicateur", value: "valeur", period: "date_debut", territory: "code_insee" } as const;
const TRUE: ReadonlySet<string> = new Set(["true", "1", "vrai"]);
const FALSE: ReadonlySet<string> = new Set(["false", "0", "faux"]);
const MOST_COLUMNS = 200;
type Line = Readonly<Record<string, string>>;

/** @throws {RequestRefused} RELEVE_USAGE when it is no CSV, or lacks a column that figures are made of. */
export function csvUnit(text: string): Unit {
  const [head = [], ...lines] = cellsOf(text);
  const names = head.map((name) => name.trim().toLowerCase());
  const missing = NEEDED.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw notUnderstood(missing.map((name) => formFault(below("", 0, name), "–", IMPACT_COLUMNS.join(", "))));
  const asked = lines.flatMap((cells, at) => askedIn(cells, names, at));
  return { key: undefined, pointer: "", rows: asked, ignored: lines.length - asked.length };
}

/** No row of a target; and where it cannot be told whether it is one, a row that is not taken. */
function askedIn(cells: readonly string[], names: readonly string[], at: number): AskedRow[] {
  const place = { row: at + 1, pointer: below("", at) };
  const more = cells.slice(names.length).find((cell) => cell.trim() !== "");
  // A delimiter inside a cell has moved the columns: which cell is which is not guessed.
  if (more !== undefined)
    return [{ ...place, value: undefined, unread: `${cells.length} cells, ${names.length} columns: "${more.trim()}"` }];
  const line = Object.fromEntries(names.map((name, column) => [name, (cells[column] ?? "").trim()]));
  for (const field of ["est_cible", "est_periode"]) {
    const found = line[field] ?? "";
    if (!isTrue(found) && !FALSE.has(found.toLowerCase()))
      return [{ ...place, value: undefined, undecided: { field, found: `"${found}"`, expected: "true, false" } }];
  }
  if (isTrue(line.est_cible)) return [];
  return [{ ...place, labelled: true, fields: FIELDS, value: statedIn(line) }];
}

const isTrue = (text = "") => TRUE.has(text.toLowerCase());

/** A period is of no moment of its own: what a file says of the past, it says when it is sent. A state is of its day. */
function statedIn(line: Line): Record<string, unknown> {
  const { indicateur: metric = "", valeur = "", date = "", date_debut: first = "", code_insee: code = "" } = line;
  const { denom_insee: denom = "" } = line;
  const value = valeur.replace(",", ".");
  const territory = territoryOf(denom, code);
  const about = { metric, value, ...(territory !== undefined && { territory }) };
  if (!isTrue(line.est_periode)) return { ...about, date };
  const grain = GRAINS.find((one) => periodFrom(one, first)?.last === date);
  return { ...about, period: grain === undefined ? `${first}..${date}` : { grain, first } };
}

/** `undefined`: the whole country. Without a level, a code of two digits may be a département or a région: its row is told so. */
function territoryOf(denom: string, code: string): string | undefined {
  const level = denom === "" ? undefined : IMPACT_LEVELS[denom.toUpperCase()];
  if (level !== undefined && code !== "") return `${level}:${code}`;
  if (code === "" || code === "FR" || code.includes(":")) return code.includes(":") ? code : undefined;
  if (hasForm("commune", code)) return `commune:${code}`;
  if (hasForm("departement", code) && !hasForm("region", code)) return `departement:${code}`;
  return hasForm("epci", code) ? `epci:${code}` : code;
}

function cellsOf(text: string): string[][] {
  const first = text.slice(0, text.indexOf("\n") + 1 || undefined);
  const delimiter = first.split(";").length > first.split(",").length ? ";" : ",";
  try {
    const options = { delimiter, bom: true, skip_empty_lines: true, relax_column_count: true } as const;
    const cells: string[][] = parse(text, options);
    if ((cells[0]?.length ?? 0) <= MOST_COLUMNS) return cells;
    throw notUnderstood([formFault("", `${cells[0]?.length} ×`, IMPACT_COLUMNS.join(", "))]);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw notUnderstood([formFault("", error.message, "CSV (RFC 4180)")]);
  }
}
