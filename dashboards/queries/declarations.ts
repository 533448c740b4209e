// The declarations in force: which sources a startup has, in which order, and when their word expires.
import type { CanQuery } from "../../schemas/ports.ts";
import { Declaration } from "../../schemas/source.ts";
import { type Frame, VISIBLE, visible } from "./frame.ts";

/** A startup's declaration in force, by startup. A startup without one is absent. Source: table `sources`. */
export async function declarationsInForce(warehouse: CanQuery, frame: Frame): Promise<Map<string, Declaration>> {
  const rows = await warehouse.rows<[string, string]>(
    `SELECT startup, declaration FROM sources WHERE ${VISIBLE} ORDER BY startup, off DESC LIMIT 1 BY startup`,
    visible(frame),
  );
  return new Map(rows.map(([startup, text]) => [startup, Declaration.parse(JSON.parse(text))]));
}

/** The log's partition of each declared startup: all its facts are in that one. */
export async function partitionsOf(warehouse: CanQuery, frame: Frame): Promise<Map<string, number>> {
  const rows = await warehouse.rows<[string, number]>(
    `SELECT DISTINCT startup, part FROM sources WHERE ${VISIBLE}`,
    visible(frame),
  );
  return new Map(rows);
}
