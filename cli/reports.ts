// Publishing a report: once a week, into the log, and read again from there.
import { reportFrom } from "../dashboards/models/reports.ts";
import { frozen, reportOf } from "../dashboards/report/model.ts";
import type { ReportModel } from "../dashboards/shapes/report.ts";
import { partitionOf } from "../infra/log/topics.ts";
import { ReleveError } from "../schemas/errors.ts";
import { factIn } from "../schemas/fact-in.ts";
import { failpoint } from "../schemas/failpoint.ts";
import { newEventId } from "../schemas/ids.ts";
import { TOPICS } from "../schemas/ports.ts";
import { ReportEvent, ReportPublished } from "../schemas/reports.ts";
import { frozenAt, type Week, weekSlug } from "../schemas/week.ts";
import { caughtUp, processUntilCaughtUp } from "./catch-up.ts";
import type { House } from "./compose.ts";
import type { Io } from "./io.ts";
import { registryCaughtUp } from "./registry-catch-up.ts";

/** All that the log says about the report of one week. */
export interface ReportFacts {
  /** The first that was published: it is the report, for ever. */
  readonly published: { readonly at: number; readonly sha256: string; readonly text: string } | undefined;
  /** Hashes of the addresses that it was sent to. */
  readonly sent: ReadonlySet<string>;
}

/** @throws {ReleveError} RELEVE_LOG_UNAVAILABLE */
export async function reportFacts({ log }: Pick<House, "log">, week: Week): Promise<ReportFacts> {
  let published: ReportFacts["published"];
  const sent = new Set<string>();
  for await (const { key, value, time } of log.read(TOPICS.reports, partitionOf(week.id), 0)) {
    if (key !== week.id) continue;
    const fact = factIn(value, ReportEvent);
    if (fact?.type === "report.sent") sent.add(fact.recipient);
    else if (fact) published ??= { at: time, sha256: fact.sha256, text: fact.model };
  }
  return { published, sent };
}

/** The published report as its page shows it; `undefined`: there is none. */
export async function publishedModel(house: Pick<House, "log">, week: Week): Promise<ReportModel | undefined> {
  const { published } = await reportFacts(house, week);
  if (!published) return undefined;
  const { at, sha256, text } = published;
  return {
    report: reportFrom(text),
    published: { at: new Date(at).toISOString(), sha256 },
    previous: null,
    next: null,
  };
}

/**
 * The report as it would be: of a week that is over, from what is known by now.
 * @throws {ReleveError} RELEVE_USAGE when the week is not over; RELEVE_NOT_FOUND when nothing was known of it.
 */
export async function draftModel(house: House, week: Week): Promise<ReportModel> {
  const now = house.clock();
  if (week.end > now) throw notYet(week, now, `it ends on ${week.last}`);
  const { territories, simulated } = house;
  const options = { warehouse: await house.live(), territories, demo: simulated };
  const report = await reportOf(options, week, Math.min(frozenAt(week), now));
  return { report, published: null, previous: null, next: null };
}

/**
 * Publishes the report of a week, unless it is; then it is the same bytes for ever.
 * @returns whether it was published by this call, and the report
 * @throws {ReleveError} RELEVE_USAGE before the Monday after the week, 07:00 in Paris; RELEVE_NOT_FOUND when nothing was known.
 */
export async function publishReport(house: House, week: Week): Promise<{ made: boolean; model: ReportModel }> {
  const known = await publishedModel(house, week);
  if (known) return { made: false, model: known };
  const now = house.clock();
  if (frozenAt(week) > now) throw notYet(week, now, `it is frozen at ${new Date(frozenAt(week)).toISOString()}`);
  const { report } = await draftModel(house, week);
  const { text, sha256 } = frozen(report);
  const fact = ReportPublished.parse({
    type: "report.published",
    id: newEventId(now),
    at: new Date(now).toISOString(),
    week: week.id,
    knownAt: report.known,
    sha256,
    model: text,
  } satisfies ReportPublished);
  await house.log.append(TOPICS.reports, [{ key: week.id, value: Buffer.from(JSON.stringify(fact)) }]);
  failpoint("report.published");
  const model = await publishedModel(house, week);
  if (!model) throw new TypeError(`the report of ${week.id} was appended and is not in the log`);
  house.signal("report published", { event: week.id, bodyBytes: text.length });
  return { made: true, model };
}

function notYet(week: Week, now: number, when: string): ReleveError {
  const state = week.end > now ? "is not over" : "has no report yet";
  return new ReleveError(
    "RELEVE_USAGE",
    `week ${week.id} ${state}: ${when}`,
    `ask for an earlier week: releve report --week 2026-W46, or ${weekSlug(week)} when it is over`,
  );
}

/** Waits until the warehouse has the facts and the registry that the log has. */
export async function knownInWarehouse(house: House, io: Io, inServe: boolean): Promise<void> {
  const here = !inServe && house.log.kind === "lmdb";
  if (here) await processUntilCaughtUp(house, io);
  else await caughtUp(house, io);
  await registryCaughtUp(house, io, here);
}
