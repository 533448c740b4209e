// On the first working day of each month at 09:00 in Paris: who declares by hand, and has not declared the month that is
// over, is reminded once. Missed while down: at the next start of that day.
import { schedule } from "node-cron";
import { Temporal } from "temporal-polyfill";
import { isWorkingDay } from "../dashboards/findings/working-days.ts";
import { openFrame, VISIBLE, visible } from "../dashboards/queries/frame.ts";
import { reminderOf } from "../dashboards/reminder.ts";
import type { Contact } from "../infra/contacts.ts";
import { openMailer } from "../infra/mail.ts";
import type { JoinRequest } from "../ingestors/join/known.ts";
import { sha256 } from "../schemas/canonical.ts";
import { ReleveError } from "../schemas/errors.ts";
import { addDays, dayOf, monthBefore, PARIS } from "../schemas/period.ts";
import type { Call } from "./command.ts";
import type { House } from "./compose.ts";
import { fail } from "./failure.ts";
import { unsubscribeOf } from "./report-mail.ts";

/** A month has a working day among its first five; each hour until noon, for a mail server that was away. */
const MORNINGS = "0 9-12 1-5 * *";
const FIRST_HOUR = 9;

export interface Reminded {
  readonly sent: number;
  /** Why the mail server did not take a message: one for each team that was not reminded. */
  readonly failed: readonly ReleveError[];
}
export interface Reminding {
  /** Resolves when the round that is under way has ended. */
  stop(): Promise<void>;
}

/** Whether it is a working day, and none of its month was before it. */
export function isFirstWorkingDay(day: string): boolean {
  if (!isWorkingDay(day)) return false;
  for (let before = addDays(day, -1); before.slice(0, 7) === day.slice(0, 7); before = addDays(before, -1))
    if (isWorkingDay(before)) return false;
  return true;
}

/** Starts the rounds; `undefined` where no mail can be sent. */
export function scheduleReminders(call: Call, house: House): Reminding | undefined {
  const { smtp, mailFrom, publicUrl } = house.config;
  if (smtp === "" || mailFrom === "" || publicUrl === "") return undefined;
  let running: Promise<void> = Promise.resolve();
  const round = () => {
    running = running.then(async () => {
      try {
        const { failed } = await reminderRound(house);
        for (const error of failed) fail(call.io, error); // tried again in an hour
      } catch (error) {
        fail(call.io, error);
      }
    });
    return running;
  };
  const task = schedule(MORNINGS, round, { timezone: PARIS, noOverlap: true });
  void round();
  return {
    stop: async () => {
      await task.stop();
      await running;
    },
  };
}

/**
 * Reminds who is to be reminded now; nobody on other days, and nobody twice for a month. A team whose message the server
 * does not take is told in `failed`, and tried again at the next round: it keeps nobody else's back.
 * @throws {ReleveError} RELEVE_WAREHOUSE_UNAVAILABLE; RELEVE_FILE when the contacts cannot be read or noted.
 */
export async function reminderRound(house: House): Promise<Reminded> {
  const { clock, contacts } = house;
  const now = Temporal.Instant.fromEpochMilliseconds(clock()).toZonedDateTimeISO(PARIS);
  const today = dayOf(clock());
  if (!isFirstWorkingDay(today) || now.hour < FIRST_HOUR) return { sent: 0, failed: [] };
  const month = monthBefore(today);
  const known = await contacts.all();
  const failed: ReleveError[] = [];
  let sent = 0;
  for (const request of await house.requests.all()) {
    const contact = known[request.id];
    if (!contact || contact.reminded === month || request.state !== "accepted" || request.want !== "hand") continue;
    if (await isDeclared(house, request, month)) continue;
    const error = await remind(house, request, contact, month);
    if (error) {
      failed.push(error);
      continue;
    }
    await contacts.reminded(request.id, month);
    house.signal("reminder sent", { startup: request.startup, event: request.id });
    sent += 1;
  }
  return { sent, failed };
}

/**
 * Of a source that states months, whether a figure of this one stands; of one that states states, whether a statement
 * that counts is of a day of it. What was withdrawn, held or rejected is no declaration.
 */
async function isDeclared(house: House, { startup, source }: JoinRequest, month: string): Promise<boolean> {
  const [first, next] = [`${month}-01`, Temporal.PlainDate.from(`${month}-01`).add({ months: 1 }).toString()];
  const warehouse = await house.live();
  const own = `${VISIBLE} AND startup = {startup:String} AND source = {source:String}`;
  const params = { ...visible(await openFrame(warehouse)), startup, source: source?.source ?? "", first, next };
  const [row] = await warehouse.rows<[months: number, standing: number, statements: number]>(
    `SELECT
       (SELECT toUInt32(count()) FROM observations WHERE ${own} AND grain = 'month'),
       (SELECT toUInt32(count()) FROM (
          SELECT op FROM (
            SELECT * FROM observations WHERE ${own} AND grain = 'month' AND period_start = {first:Date32}
            ORDER BY ${CELL}, moment, said, recorded_at DESC, off DESC LIMIT 1 BY ${CELL}, moment, said)
          WHERE op != 'withdraw' ORDER BY ${CELL}, moment DESC, said DESC LIMIT 1 BY ${CELL})
        WHERE op = 'assert'),
       (SELECT toUInt32(count()) FROM (
          SELECT status FROM statements WHERE ${own}
            AND toDate32(moment, 'Europe/Paris') >= {first:Date32} AND toDate32(moment, 'Europe/Paris') < {next:Date32}
          ORDER BY said, off DESC LIMIT 1 BY said)
        WHERE status = 'counted')`,
    params,
  );
  const [months = 0, standing = 0, statements = 0] = row ?? [];
  return months > 0 ? standing > 0 : statements > 0;
}
const CELL = "metric, definition, geo_level, geo, grain, period_start, period_end, dims";

/** @returns why the message was not taken; `undefined` when it was. */
async function remind(
  house: House,
  request: JoinRequest,
  contact: Contact,
  month: string,
): Promise<ReleveError | undefined> {
  const { config, clock } = house;
  const { name, id } = request;
  const mailer = openMailer({ url: config.smtp, password: config.smtpPassword });
  const domain = /@([^\s@<>]+)>?$/.exec(config.mailFrom)?.[1] ?? "localhost";
  try {
    await mailer.send({
      ...reminderOf(contact.lang, { name, month, base: config.publicUrl }),
      ...{ from: config.mailFrom, to: contact.address, images: [], at: clock(), unsubscribe: unsubscribeOf(config) },
      messageId: `<releve.${month}.${sha256(id).slice(0, 32)}@${domain}>`,
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof ReleveError)) throw error;
    const { code, message, hint } = error;
    return new ReleveError(code, `${request.startup} was not reminded: ${message}`, hint, { cause: error });
  } finally {
    mailer.close();
  }
}
