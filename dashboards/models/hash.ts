// One hash over what every source said of every cell: two warehouses fed by different logs can be compared by it.
import { createHash } from "node:crypto";
import type { CanQuery } from "../../schemas/ports.ts";
import { type Frame, VISIBLE, visible } from "../queries/frame.ts";

const CELL = "source, metric, definition, geo_level, geo, grain, period_start, period_end, dims";

/**
 * @returns cells: how many were ever stated, of all sources · sha256: over startup, source, cell, moment and value of
 *   each source's last word on each cell and moment, sorted; recorded times, offsets and partitions are left out.
 * Source: table `observations`.
 */
export async function hashOfCells(warehouse: CanQuery, frame: Frame): Promise<{ cells: number; sha256: string }> {
  const hash = createHash("sha256");
  let cells = 0;
  const startups = await warehouse.rows<[string]>(
    `SELECT DISTINCT startup FROM observations WHERE ${VISIBLE} ORDER BY startup`,
    visible(frame),
  );
  for (const [startup] of startups) {
    let before = "";
    for (const [cell, moment, value] of await lastWords(warehouse, frame, startup)) {
      hash.update(`${JSON.stringify([startup, cell, moment, value])}\n`);
      if (cell !== before) cells += 1;
      before = cell;
    }
  }
  return { cells, sha256: hash.digest("hex") };
}

/** By cell and moment; a value of `absent` says that the cell ceased there. */
function lastWords(warehouse: CanQuery, frame: Frame, startup: string): Promise<[string, string, string | null][]> {
  return warehouse.rows<[string, string, string | null]>(
    `SELECT concat(source, '|', metric, '|', toString(definition), '|', geo_level, '|', geo, '|', grain, '|',
         toString(period_start), '|', toString(period_end), '|', dims) AS cell,
       toString(toUnixTimestamp64Milli(moment)), if(op = 'absent', 'absent', toString(value))
     FROM (SELECT * FROM observations WHERE ${VISIBLE} AND startup = {startup:String}
       ORDER BY ${CELL}, moment, said, recorded_at DESC, off DESC LIMIT 1 BY ${CELL}, moment, said)
     WHERE op != 'withdraw'
     ORDER BY ${CELL}, moment, said DESC, recorded_at DESC, off DESC LIMIT 1 BY ${CELL}, moment`,
    { ...visible(frame), startup },
  );
}
