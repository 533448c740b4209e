// What people and programs send, as it may be kept: without e-mail addresses, credentials and tokens.
import { redactEmails, redactTokens } from "./redact.ts";
import { type HowStrict, redactCredentials } from "./redact-credentials.ts";

/** The bytes as they may be kept; the same ones when nothing had to be taken out. */
export function keptBytes(bytes: Buffer, how: HowStrict = {}): Buffer {
  return redactTokens(redactEmails(redactCredentials(bytes, how)).bytes);
}

/** A sentence as it may be kept. */
export function keptText(text: string): string {
  return keptBytes(Buffer.from(text)).toString("utf8");
}
