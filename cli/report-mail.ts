// Sending a report: to each reader once, with a fact in the log for each that the mail server took.
import { resolve } from "node:path";
import { mailOf, type ReportMail } from "../dashboards/report/mail.ts";
import { TEMPLATE } from "../dashboards/report/mjml.ts";
import type { ReportModel } from "../dashboards/shapes/report.ts";
import type { Config } from "../infra/config.ts";
import { type Mail, type Mailer, openMailer } from "../infra/mail.ts";
import { type Recipient, readRecipients } from "../infra/recipients.ts";
import { sha256 } from "../schemas/canonical.ts";
import { ReleveError } from "../schemas/errors.ts";
import { newEventId } from "../schemas/ids.ts";
import { TOPICS } from "../schemas/ports.ts";
import { ReportSent } from "../schemas/reports.ts";
import type { Week } from "../schemas/week.ts";
import type { House } from "./compose.ts";
import { reportFacts } from "./reports.ts";

/** What sending needs of the settings. */
export interface Post {
  readonly server: { readonly url: string; readonly password: string };
  readonly from: string;
  readonly unsubscribe: string;
  readonly publicUrl: string;
  readonly recipients: readonly Recipient[];
}
export interface Sent {
  readonly sent: number;
  /** Readers who had it before. */
  readonly already: number;
  readonly failed: readonly ReleveError[];
}

/** @throws {ReleveError} RELEVE_CONFIG that names every setting that sending misses. */
export function postOf(config: Config, cwd: string): Post {
  const { smtp, smtpPassword, mailFrom, mailTo, publicUrl } = config;
  const needed = {
    RELEVE_SMTP: smtp,
    RELEVE_MAIL_FROM: mailFrom,
    RELEVE_MAIL_TO: mailTo,
    RELEVE_PUBLIC_URL: publicUrl,
  };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value === "" ? [name] : []));
  if (missing.length > 0)
    throw new ReleveError(
      "RELEVE_CONFIG",
      `a report cannot be sent: ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} not set`,
      "set them in the environment; docs/settings.md says what each is",
    );
  const recipients = readRecipients(resolve(cwd, mailTo));
  const server = { url: smtp, password: smtpPassword };
  return { server, from: mailFrom, unsubscribe: unsubscribeOf(config), publicUrl, recipients };
}

/** Where readers unsubscribe: as set, else by a message to the sender. */
export function unsubscribeOf({ mailUnsubscribe, mailFrom }: Config): string {
  const address = /<([^>]+)>$/.exec(mailFrom)?.[1] ?? mailFrom;
  return mailUnsubscribe || `mailto:${address || "releve@localhost"}?subject=unsubscribe`;
}

/**
 * Sends a published report to who has not got it. A reader whose message the server does not take is told in `failed`
 * and tried again at the next call; after a crash between the server's yes and the log's, the message goes again with
 * the same Message-ID.
 */
export async function sendReport(house: House, week: Week, model: ReportModel, post: Post): Promise<Sent> {
  const { sent: before } = await reportFacts(house, week);
  const waiting = post.recipients.filter(({ address }) => !before.has(recipientHash(address)));
  const failed: ReleveError[] = [];
  const mails = new Map<string, ReportMail>();
  const mailer = openMailer(post.server);
  try {
    for (const recipient of waiting) {
      const { lang } = recipient;
      const settings = { base: post.publicUrl, unsubscribe: post.unsubscribe };
      const mail = mails.get(lang) ?? (await mailOf(model, lang, settings));
      mails.set(lang, mail);
      const error = await delivered(
        house,
        week,
        recipient,
        mailer,
        messageTo(recipient, mail, week, post, house.clock()),
      );
      if (error) failed.push(error);
    }
  } finally {
    mailer.close();
  }
  return { sent: waiting.length - failed.length, already: post.recipients.length - waiting.length, failed };
}

/** An address is never kept: only this. */
export const recipientHash = (address: string) => sha256(address.toLowerCase());

/** The same for the same week, reader and form. */
export function messageIdOf(week: Week, address: string, from: string): string {
  const domain = /@([^\s@<>]+)>?$/.exec(from)?.[1] ?? "localhost";
  return `<releve.${week.id}.${recipientHash(address).slice(0, 32)}.${TEMPLATE}@${domain}>`;
}

function messageTo({ address }: Recipient, mail: ReportMail, week: Week, post: Post, at: number): Mail {
  const { from, unsubscribe } = post;
  return { ...mail, from, to: address, messageId: messageIdOf(week, address, from), unsubscribe, at };
}

/** @returns why it was not taken; `undefined` when it was, and the log says so. */
async function delivered(
  house: House,
  week: Week,
  { address, lang }: Recipient,
  mailer: Mailer,
  mail: Mail,
): Promise<ReleveError | undefined> {
  try {
    await mailer.send(mail);
  } catch (error) {
    if (error instanceof ReleveError) return error;
    throw error;
  }
  const now = house.clock();
  const fact = ReportSent.parse({
    type: "report.sent",
    id: newEventId(now),
    at: new Date(now).toISOString(),
    week: week.id,
    recipient: recipientHash(address),
    lang,
    template: TEMPLATE,
    messageId: mail.messageId,
  } satisfies ReportSent);
  await house.log.append(TOPICS.reports, [{ key: week.id, value: Buffer.from(JSON.stringify(fact)) }]);
  house.signal("report sent", { event: week.id });
  return undefined;
}
