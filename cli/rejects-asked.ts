// What a list of rejects may be asked for: an empty one because of a misspelt word would say that all is well.
import type { Frame } from "../dashboards/queries/frame.ts";
import type { RefusalsQuery } from "../dashboards/queries/refusals.ts";
import { nearest } from "../ingestors/endpoints/settings.ts";
import { EDGE_KEY } from "../schemas/edge.ts";
import { ERRORS, HOLDS, PART_DOUBTS, REJECTS, ReleveError } from "../schemas/errors.ts";
import type { CanQuery } from "../schemas/ports.ts";

const CODES = [...Object.keys(REJECTS), ...Object.keys(PART_DOUBTS), ...HOLDS.map((hold) => `hold.${hold}`)];

/**
 * Asked only when nothing was found.
 * @param declared  startups of the directory: one that was never pulled has no fact yet
 * @throws {ReleveError} RELEVE_USAGE for a reason or a source that there is not, RELEVE_UNKNOWN_STARTUP.
 */
export async function refuseUnknown(
  warehouse: CanQuery,
  { ends }: Frame,
  { startup, source, code }: RefusalsQuery,
  declared: () => Promise<readonly { readonly startup: string }[]>,
): Promise<void> {
  if (code !== undefined && !CODES.includes(code) && !Object.hasOwn(ERRORS, code))
    throw new ReleveError(
      "RELEVE_USAGE",
      `--code: no reason "${code}"${nearest(code, CODES)}`,
      "docs/errors.md#rejects",
    );
  if (startup === EDGE_KEY) return;
  const rows = await warehouse.rows<[string, string]>(
    `SELECT DISTINCT startup, source FROM raw_events WHERE off < {ends:Array(UInt64)}[part + 1]
     UNION DISTINCT SELECT DISTINCT startup, source FROM rejects`,
    { ends },
  );
  const own = startup === undefined ? rows : rows.filter(([one]) => one === startup);
  if (own.length === 0 && startup !== undefined) {
    const known = (await declared()).map((one) => one.startup);
    if (known.includes(startup)) return;
    const startups = [...rows.map(([one]) => one), ...known];
    throw new ReleveError(
      "RELEVE_UNKNOWN_STARTUP",
      `the log has no fact of "${startup}"${nearest(startup, startups)}`,
      "releve sources lists the startups",
    );
  }
  const sources = own.map(([, one]) => one);
  if (source === undefined || sources.includes(source)) return;
  const of = startup === undefined ? "" : ` of ${startup}`;
  throw new ReleveError(
    "RELEVE_USAGE",
    `--source: the log has no fact of a source "${source}"${of}${nearest(source, sources)}`,
    "releve sources lists the sources",
  );
}
