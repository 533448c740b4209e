// Every Monday at 07:00 in Paris: the report of the week that ended, published and sent. Missed while down: at start.
import { schedule } from "node-cron";
import { ReleveError } from "../schemas/errors.ts";
import { PARIS } from "../schemas/period.ts";
import { lastFrozen } from "../schemas/week.ts";
import type { Call } from "./command.ts";
import type { House } from "./compose.ts";
import { fail } from "./failure.ts";
import { type Post, postOf, sendReport } from "./report-mail.ts";
import { knownInWarehouse, publishReport } from "./reports.ts";

/** Mondays at 07:00, and each hour until noon: whom the mail server did not take at seven is tried again. */
const MONDAYS = "5 0 7-12 * * 1";

export interface Reporting {
  /** Resolves when the round that is under way has ended. */
  stop(): Promise<void>;
}

/**
 * Starts the rounds; `undefined` when RELEVE_REPORTS is off.
 * @throws {ReleveError} RELEVE_CONFIG when RELEVE_SMTP is set and what sending needs is not.
 */
export function scheduleReports(call: Call, house: House): Reporting | undefined {
  const { config } = house;
  if (!config.reports) return undefined;
  const post = config.smtp === "" ? undefined : postOf(config, call.io.cwd);
  let running: Promise<void> = Promise.resolve();
  const round = () => {
    running = running.then(() => reportRound(call, house, post));
    return running;
  };
  const task = schedule(MONDAYS, round, { timezone: PARIS, noOverlap: true });
  void round();
  return {
    stop: async () => {
      await task.stop();
      await running;
    },
  };
}

/** Publishes what is missing and sends what was not sent; what fails is told, and tried again at the next round. */
async function reportRound(call: Call, house: House, post: Post | undefined): Promise<void> {
  try {
    const week = lastFrozen(house.clock());
    await knownInWarehouse(house, call.io, true);
    if (call.io.gone.aborted) return;
    const { model } = await publishReport(house, week);
    const { failed = [] } = post ? await sendReport(house, week, model, post) : {};
    for (const error of failed) fail(call.io, error);
  } catch (error) {
    const nothingKnown = error instanceof ReleveError && error.code === "RELEVE_NOT_FOUND";
    if (!nothingKnown) fail(call.io, error);
  }
}
