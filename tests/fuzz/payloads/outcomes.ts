// What the tables say of each fact. Counted here once more, apart from the product's own ledger.
import type { Appended, CanQuery } from "../../../schemas/ports.ts";
import type { Named } from "./case.ts";

export interface Outcome {
  /** All that the tables say that it became: exactly one is right. */
  readonly became: readonly ("counted" | "held" | "withdrawn" | "rejected" | "duplicate")[];
  readonly hold: string;
  readonly code: string;
  readonly pointer: string;
  readonly detail: string;
  readonly hint: string;
  /** Cells that its source states now → value. */
  readonly cells: ReadonlyMap<string, string | null>;
}

/** @param places  of the facts, in the order of `named` */
export async function outcomesOf(
  warehouse: CanQuery,
  named: readonly Named[],
  places: readonly Appended[],
): Promise<Outcome[]> {
  const params = { startups: [...new Set(named.map(({ startup }) => startup))] };
  const own = "startup IN {startups:Array(String)}";
  const [seen, statements, rejects, cells] = await Promise.all([
    warehouse.rows<[number, number, number]>(
      `SELECT part, toUInt32(off), duplicate FROM raw_events WHERE ${own}`,
      params,
    ),
    warehouse.rows<[number, number, "counted", string]>(
      `SELECT part, toUInt32(said), toString(status), hold FROM statements WHERE ${own} ORDER BY startup, source, said, off`,
      params,
    ),
    warehouse.rows<[number, number, string, string, string, string]>(
      `SELECT part, toUInt32(said), code, pointer, detail, hint FROM rejects WHERE ${own} ORDER BY startup, source, said, off`,
      params,
    ),
    warehouse.rows<[string, string, string, string, string, string, string, string, string | null]>(
      `SELECT startup, source, metric, geo_level, geo, grain, toString(period_start), dims,
         if(isNull(value), NULL, toString(value))
       FROM observations WHERE ${own} AND op = 'assert' ORDER BY startup, source, off`,
      params,
    ),
  ]);
  const keyOf = (partition: number, offset: number) => `${partition}:${offset}`;
  const duplicates = new Set(seen.filter((row) => row[2] === 1).map(([part, off]) => keyOf(part, off)));
  const known = new Set(seen.map(([part, off]) => keyOf(part, off)));
  const states = new Map(statements.map((row) => [keyOf(row[0], row[1]), row]));
  const refused = new Map(rejects.map((row) => [keyOf(row[0], row[1]), row]));
  const said = cellsBySource(cells);
  return named.map(({ startup, source }, index): Outcome => {
    const place = places[index] as Appended;
    const key = keyOf(place.partition, place.offset);
    const state = states.get(key);
    const [, , code = "", pointer = "", detail = "", hint = ""] = refused.get(key) ?? [];
    const became: Outcome["became"][number][] = [];
    if (state) became.push(state[2]);
    // A reject that a later reading mended stays in the table; the statement is what counts then.
    else if (code !== "") became.push("rejected");
    if (duplicates.has(key)) became.push("duplicate");
    const hold = state?.[3] ?? "";
    const kept = known.has(key) ? became : [];
    return { became: kept, hold, code, pointer, detail, hint, cells: said.get(`${startup} ${source}`) ?? new Map() };
  });
}

type CellRow = readonly [string, string, string, string, string, string, string, string, string | null];
function cellsBySource(rows: readonly CellRow[]): Map<string, Map<string, string | null>> {
  const found = new Map<string, Map<string, string | null>>();
  for (const [startup, source, metric, level, geo, grain, first, dims, value] of rows) {
    const key = `${startup} ${source}`;
    const cells = found.get(key) ?? new Map<string, string | null>();
    found.set(key, cells);
    const when = grain === "state" ? "state" : `${grain} ${first}`;
    cells.set([metric, level, geo, when, dims].join(" ").trimEnd(), value);
  }
  return found;
}
