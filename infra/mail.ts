// Hands e-mails to a mail server over SMTP, or writes one out as it would go. Knows nothing of reports.
import { isIP } from "node:net";
import { createTransport, type SendMailOptions } from "nodemailer";
import { ReleveError } from "../schemas/errors.ts";

export interface MailServer {
  /** `smtp://user@host:587`, or `smtps:` for TLS from the first byte. */
  readonly url: string;
  /** "" when the server asks for none. */
  readonly password: string;
}
export interface Mail {
  readonly from: string;
  /** Left out: nobody, for a message that is only looked at. */
  readonly to?: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Images that the HTML names by `cid:`. */
  readonly images: readonly { readonly cid: string; readonly filename: string; readonly png: Buffer }[];
  /** With its angle brackets. */
  readonly messageId: string;
  /** `mailto:` or `https:`. */
  readonly unsubscribe: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}
export interface Mailer {
  /** @throws {ReleveError} RELEVE_MAIL when the server cannot be reached, or does not take the message. */
  send(mail: Mail): Promise<void>;
  close(): void;
}
const TIMEOUT_MS = 30_000;
const PORTS = { "smtp:": 25, "smtps:": 465 } as const;

/** Opens a mail server; it is reached with the first message. A password only travels inside TLS, but to this machine. */
export function openMailer({ url, password }: MailServer): Mailer {
  const { protocol, hostname, port, username } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  const user = decodeURIComponent(username);
  const transport = createTransport({
    host,
    port: Number(port) || PORTS[protocol as keyof typeof PORTS],
    secure: protocol === "smtps:",
    requireTLS: user !== "" && !isLoopback(host),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(user && { auth: { user, pass: password } }),
  });
  return {
    async send(mail) {
      try {
        await transport.sendMail(messageOf(mail));
      } catch (error) {
        throw new ReleveError(
          "RELEVE_MAIL",
          `the mail server ${host} did not take the message: ${(error as Error).message}`,
          "check RELEVE_SMTP and RELEVE_SMTP_PASSWORD, and that the server takes mail from RELEVE_MAIL_FROM",
          { cause: error },
        );
      }
    },
    close: () => transport.close(),
  };
}

/** A message as the mail server would get it (RFC 5322). */
export async function rawMessage(mail: Mail): Promise<Buffer> {
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail(messageOf(mail));
  return message as Buffer;
}

function messageOf({ from, to, subject, html, text, images, messageId, unsubscribe, at }: Mail): SendMailOptions {
  return {
    from,
    ...(to !== undefined && { to }),
    subject,
    html,
    text,
    messageId,
    date: new Date(at),
    headers: {
      "List-Unsubscribe": `<${unsubscribe}>`,
      // RFC 8058: only who keeps a web address can take the unsubscription itself.
      ...(unsubscribe.startsWith("https:") && { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }),
      "Auto-Submitted": "auto-generated",
    },
    attachments: images.map(({ cid, filename, png }) => ({
      cid,
      filename,
      content: png,
      contentType: "image/png",
      contentDisposition: "inline",
    })),
  };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}
