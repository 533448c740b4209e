// The weekly reports that were published. Source: table `reports`, written by processors/reports.ts.
import { type CanQuery, TOPICS } from "../../schemas/ports.ts";
import { type Frame, openFrame, VISIBLE, visible } from "./frame.ts";

export interface PublishedReport {
  /** ISO week, 2026-W46. */
  readonly week: string;
  /** When it was frozen, milliseconds since 1970: the log's time. */
  readonly at: number;
  readonly sha256: string;
  /** Canonical JSON: the report's own bytes. */
  readonly model: string;
}
type Row = readonly [week: string, at: string, sha256: string, model: string];

/** Of a week the first of the log: a report is made once. */
const FIRST = (columns: string, where: string) =>
  `SELECT ${columns} FROM reports WHERE ${VISIBLE}${where} ORDER BY week DESC, off LIMIT 1 BY week`;
const AT = "toString(toUnixTimestamp64Milli(recorded_at))";

/** @param asOf  known then, milliseconds since 1970; left out: now */
const frameOf = (warehouse: CanQuery, asOf?: number): Promise<Frame> => openFrame(warehouse, asOf, TOPICS.reports);

/** The report of a week; `undefined`: none was published. */
export async function publishedReport(
  warehouse: CanQuery,
  week: string,
  asOf?: number,
): Promise<PublishedReport | undefined> {
  const frame = await frameOf(warehouse, asOf);
  const [row] = await warehouse.rows<Row>(FIRST(`week, ${AT}, sha256, model`, " AND week = {week:String}"), {
    ...visible(frame),
    week,
  });
  return row && { week: row[0], at: Number(row[1]), sha256: row[2], model: row[3] };
}

/** All of them, the latest week first, with the report's sentence in each language. */
export async function publishedReports(
  warehouse: CanQuery,
  asOf?: number,
): Promise<{ week: string; at: number; fr: string; en: string }[]> {
  const frame = await frameOf(warehouse, asOf);
  const sentence = (lang: string) => `JSONExtractString(model, 'sentence', '${lang}')`;
  const rows = await warehouse.rows<readonly [string, string, string, string]>(
    FIRST(`week, ${AT}, ${sentence("fr")}, ${sentence("en")}`, ""),
    visible(frame),
  );
  return rows.map(([week, at, fr, en]) => ({ week, at: Number(at), fr, en }));
}

/** The published weeks beside a week: before and after it. */
export async function reportsBeside(
  warehouse: CanQuery,
  week: string,
  asOf?: number,
): Promise<{ previous: string | undefined; next: string | undefined }> {
  const frame = await frameOf(warehouse, asOf);
  const [row] = await warehouse.rows<[string, string]>(
    `SELECT maxIf(week, week < {week:String}), minIf(week, week > {week:String}) FROM reports WHERE ${VISIBLE}`,
    { ...visible(frame), week },
  );
  return { previous: row?.[0] || undefined, next: row?.[1] || undefined };
}
