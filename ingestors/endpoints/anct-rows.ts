// From a row of the ANCT convention to figures: which place it names, and what it states of each metric.
import { pointerOf } from "../../schemas/json-pointer.ts";
import type { Located, Reading, ReadScope, Row } from "../../schemas/statement.ts";
import { hasForm } from "../../schemas/territory.ts";
import type { AnctSettings, Place } from "./anct-settings.ts";
import type { Edition } from "./edition.ts";
import { readFigure } from "./numbers.ts";

export interface AnctRow {
  readonly insee?: unknown;
  readonly siren?: unknown;
  readonly siret?: unknown;
  readonly metrics: Readonly<Record<string, unknown>>;
}
/** The row's identifiers, the most precise first. */
const IDS: readonly { readonly level: Place; readonly key: "siret" | "siren" | "insee" }[] = [
  { level: "siret", key: "siret" },
  { level: "siren", key: "siren" },
  { level: "commune", key: "insee" },
];
type Named = { readonly level: Place; readonly code: string | undefined };

/** What rows say of the metrics that the settings name, and that they say it whole. */
export function readRows(settings: AnctSettings, rows: readonly AnctRow[], edition: Edition): Reading {
  const { metrics, combine } = settings;
  const found: Row[] = [];
  eachStated(settings, rows, (_, key, place, says) => {
    const metric = (metrics[key] as Mapped).metric;
    const { level, code } = place;
    found.push({ metric, level, code, dims: "", period: undefined, value: readFigure(says, "plain", edition) });
  });
  return { rows: found, scope: scopeOf(metrics), ...(combine && { combine }) };
}

/**
 * Where the values of some figures stand: the rows are gone through once more.
 * @param pointerOfRow  where a row stands
 * @param wanted  of the figures that `readRows` found, from 0
 */
export function locateFigures(
  settings: AnctSettings,
  rows: readonly AnctRow[],
  pointerOfRow: (index: number) => string,
  wanted: readonly number[],
): ReadonlyMap<number, Located> {
  const asked = new Set(wanted);
  const found = new Map<number, Located>();
  let at = 0;
  eachStated(settings, rows, (index, key, _, says) => {
    const isThere = Object.hasOwn(rows[index]?.metrics ?? {}, key); // else the settings say it of every row
    const end = isThere ? pointerOf(["metrics", key]) : "";
    if (asked.has(at)) found.set(at, { pointer: pointerOfRow(index) + end, value: says });
    at += 1;
  });
  return found;
}

type Mapped = AnctSettings["metrics"][string];
/** @param index  of the row */
type Take = (index: number, key: string, place: Named, says: unknown) => void;

function eachStated({ metrics }: AnctSettings, rows: readonly AnctRow[], take: Take): void {
  const stated = Object.entries(metrics);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as AnctRow;
    for (const [key, { levels, value }] of stated) {
      const says = Object.hasOwn(row.metrics, key) ? row.metrics[key] : value;
      if (says === undefined) continue; // the row does not state this metric
      const place = placeOf(row, levels);
      if (place) take(index, key, place, says); // without: counted by something else than this metric's levels
    }
  }
}

export function scopeOf(metrics: AnctSettings["metrics"]): ReadScope {
  return { metrics: Object.values(metrics).map(({ metric, levels }) => ({ metric, levels, dims: [] })) };
}

/** The most precise of the declared levels; a row without any identifier has no code, and so no cell. */
function placeOf(row: AnctRow, levels: readonly Place[]): Named | undefined {
  let named = false;
  for (const { level, key } of IDS) {
    const id = row[key];
    if (id === undefined || id === null || id === "") continue;
    if (levels.includes(level)) return { level, code: typeof id === "object" ? undefined : String(id) };
    named = true;
  }
  const [level] = levels;
  return named || level === undefined ? undefined : { level, code: undefined };
}

/**
 * The same for an identifier that does not say of which kind it is: its form tells, 14 digits, 9, or a commune's 5
 * characters, Corsica's too. One that has none of these forms is no place of any level: nothing is guessed.
 */
export function placeOfId(id: string | undefined, levels: readonly Place[]): Named | undefined {
  const kind = IDS.find(({ level }) => id !== undefined && hasForm(level, id));
  const [first] = levels;
  if (kind) return levels.includes(kind.level) ? { level: kind.level, code: id } : undefined;
  return first === undefined ? undefined : { level: first, code: id === "" ? undefined : id };
}
