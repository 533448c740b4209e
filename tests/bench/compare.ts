// Where statements are compared: in the process, over maps, as the processor does; or in the engine, after every cell
// was staged there. The floor is the engine making up as many staged rows by itself.
import { createHash } from "node:crypto";
import type { ChdbConnection } from "chdb/connection";
import { readAnswer } from "../../ingestors/endpoints/index.ts";
import { factOf, readPull } from "../../processors/bytes.ts";
import { differenceOf, holdOf } from "../../processors/difference.ts";
import { asColumns } from "../../processors/observations.ts";
import { Output } from "../../processors/output.ts";
import type { Statement } from "../../processors/place.ts";
import { count, emptyState } from "../../processors/timeline.ts";
import type { EndpointAnswered } from "../../schemas/events.ts";
import { columnsOf } from "../../schemas/tables.ts";
import { generate } from "./generate.ts";
import { type Answer, measure, type Terms, timed } from "./harness.ts";
import type { Place } from "./place.ts";

export async function benchCompare(place: Place, terms: Terms, quick: boolean): Promise<Answer> {
  const load = { startups: 1, statements: quick ? 5 : 30, cells: quick ? 2000 : 23_500, changing: 0.01, seed: 11 };
  const statements = [...generate({ ...load, invalid: 0 })].map(({ value, moment }, at) =>
    readPull(factOf(value) as EndpointAnswered, { moment, off: at + 1 }, readAnswer),
  );
  const units = load.statements * load.cells;
  const connection = await place.bare();
  const expected = hashOf((await inProcess(statements)).lines());
  const staged = hashOf((await inEngine(connection, statements)).lines());
  if (staged !== expected) throw new Error("the engine's comparison and ours differ");
  const contestants = [
    {
      name: "in the process: compare, judge and count over maps",
      run: () => inProcess(statements).then(({ ms }) => ms),
    },
    {
      name: "in the engine: stage all cells, compare there",
      run: () => inEngine(connection, statements).then(({ ms }) => ms),
    },
    { name: "the engine: INSERT SELECT numbers()", run: () => floor(connection, units) },
  ];
  const name = `compare: ${load.statements} statements of ${load.cells} cells, 1 % changed`;
  const answer = await measure({ name, unit: "cells", units, contestants }, terms);
  await connection.close();
  return answer;
}

interface Compared {
  readonly ms: number;
  /** One line per change: statement, cell, value. */
  lines(): string[];
}

async function inProcess(statements: readonly Statement[]): Promise<Compared> {
  const state = emptyState();
  const out = new Output();
  const never = () => Promise.reject(new Error("nothing came late"));
  const ms = await timed(async () => {
    for (const statement of statements) {
      const compared = { before: state.standing, found: differenceOf(statement, state.standing) };
      if (holdOf(statement, compared.found, false)) throw new Error("a statement was held");
      const by = { startup: "bench", source: "bench", part: 0, off: statement.off, recordedAt: statement.moment };
      await count(state, statement, compared, { by, out, reread: never });
    }
  });
  const column = (name: string) =>
    asColumns([out.observations]).byColumn[columnsOf("observations").indexOf(name)] ?? [];
  const [said, geo, dims, value] = ["said", "geo", "dims", "value"].map(column) as [unknown[], ...unknown[][]];
  return { ms, lines: () => said.map((off, at) => `${off} ${geo?.[at]} ${dims?.[at]} ${value?.[at]}`) };
}

const STAGE =
  "CREATE TABLE stage (source LowCardinality(String), idx UInt32, geo String, dims String, value String) ENGINE = Memory";
/** Neighbours in a cell's sorted array; a gap between two of them is an absence. */
const COMPARE = `WITH arraySort(groupArray((idx, value))) AS points
  SELECT geo, dims, arrayFilter((point, at) -> at = 1 OR points[at - 1].2 != point.2 OR points[at - 1].1 != point.1 - 1,
      points, arrayEnumerate(points)) AS changes,
    arrayFilter((point, at) -> point.1 < {last} AND (at = length(points) OR points[at + 1].1 != point.1 + 1),
      points, arrayEnumerate(points)) AS gaps
  FROM stage GROUP BY source, geo, dims`;

async function inEngine({ chdb }: ChdbConnection, statements: readonly Statement[]): Promise<Compared> {
  await chdb.queryAsync("DROP TABLE IF EXISTS stage");
  await chdb.queryAsync(STAGE);
  let reply = "";
  const ms = await timed(async () => {
    for (const statement of statements)
      await chdb.rawInsert({ table: "stage", values: tsvOf(statement), format: "TSV" });
    const sql = COMPARE.replace("{last}", String(statements.length));
    const result = await chdb.queryAsync(
      `SELECT change.1, geo, dims, change.2 FROM (${sql}) ARRAY JOIN changes AS change ORDER BY ALL`,
      { format: "JSONCompactEachRow" },
    );
    reply = result.text();
  });
  const rows = reply
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown[]);
  return { ms, lines: () => rows.map(([idx, geo, dims, value]) => `${idx} ${geo} ${dims} ${value}`) };
}

function tsvOf({ off, cells }: Statement): Buffer {
  const pieces: Buffer[] = [];
  let text = "";
  for (const { shape, code, value } of cells.values()) {
    text += `bench\t${off}\t${code}\t${shape.dims.replaceAll("\\", "\\\\")}\t${value}\n`;
    if (text.length < 16_384) continue;
    pieces.push(Buffer.from(text));
    text = "";
  }
  return Buffer.concat([...pieces, Buffer.from(text)]);
}

async function floor({ chdb }: ChdbConnection, rows: number): Promise<number> {
  await chdb.queryAsync("DROP TABLE IF EXISTS stage");
  await chdb.queryAsync(STAGE);
  return timed(() =>
    chdb.queryAsync(
      `INSERT INTO stage SELECT 'bench', intDiv(number, 23500), toString(number % 23500), '', toString(number) FROM numbers(${rows})`,
    ),
  );
}

function hashOf(lines: readonly string[]): string {
  const hash = createHash("sha256");
  for (const line of [...lines].sort()) hash.update(`${line}\n`);
  return hash.digest("hex");
}
