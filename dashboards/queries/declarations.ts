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
  return new Map(rows.map(([startup, text]) => [startup, parsed(text)]));
}

/** Declarations that are kept, by their text: the same text is the same object. */
const KEPT = 1000;
const kept = new Map<string, Declaration>();

function parsed(text: string): Declaration {
  const found = kept.get(text) ?? Declaration.parse(JSON.parse(text));
  kept.delete(text);
  kept.set(text, found);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return found;
}

/**
 * The offset of the last fact of each startup that may say something about a figure: its lines and its declaration stay
 * as they are before the next one. A pull that failed says nothing. A startup of which a frame shows no such fact is
 * absent. All facts of a startup are in one partition. Source: table `raw_events`.
 */
export async function lastFactsOf(warehouse: CanQuery, frame: Frame): Promise<Map<string, number>> {
  const rows = await warehouse.rows<[string, string]>(
    `SELECT startup, toString(max(off)) FROM raw_events WHERE ${VISIBLE} AND type != 'endpoint.failed' GROUP BY startup`,
    visible(frame),
  );
  return new Map(rows.map(([startup, off]) => [startup, Number(off)]));
}
