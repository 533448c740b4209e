// Asks an unknown endpoint: once as its address says, and once as the proposed file would ask it.
import type { HttpAsk, Question } from "../../schemas/endpoint.ts";
import { ReleveError } from "../../schemas/errors.ts";
import type { Declaration } from "../../schemas/source.ts";
import { keptBytes } from "../kept-text.ts";
import { readerOf } from "../reader.ts";
import { redactSecrets } from "../redact-credentials.ts";
import { type Secrets, withSecrets } from "../secrets.ts";
import { keptUrl } from "./kind.ts";
import type { Sample } from "./look.ts";
import { firstQuestion } from "./propose.ts";

export interface AskedSample {
  readonly status: number;
  readonly sample: Sample;
  /** What was asked. */
  readonly question: Question;
}
interface Asking {
  readonly http: HttpAsk;
  readonly secrets: Secrets;
}

/**
 * Without e-mail addresses, as a pull keeps it. Credentials in an address are sent for this once, and kept nowhere.
 * @throws {ReleveError} as the HTTP client does.
 */
export async function askSample(
  url: string,
  { http, secrets }: Asking,
  headers: Readonly<Record<string, string>> = {},
): Promise<AskedSample> {
  const question = { ...firstQuestion(url), headers };
  const { used, ...filled } = withSecrets(question, secrets);
  const reply = await http({ ...question, ...filled });
  const contentType = reply.headers["content-type"] ?? "";
  return { status: reply.status, question, sample: { url, contentType, bytes: clean(reply.bytes, used) } };
}

/** The answer to the proposal's own question; `undefined`: it was that already, its secret is not set, or it is refused. */
export async function sampleAsProposed(
  { sources: [source] }: Declaration,
  { question }: AskedSample,
  { http, secrets }: Asking,
): Promise<Sample | undefined> {
  if (!source) return undefined;
  const { endpoint, settings } = readerOf(source);
  const proposed = endpoint.ask(settings);
  if (proposed.url === question.url && (proposed.method ?? "GET") === "GET") return undefined;
  try {
    const { used, ...filled } = withSecrets(proposed, secrets);
    const reply = await http({ ...proposed, ...filled });
    if (reply.status !== 200 && reply.status !== proposed.alsoStatus) return undefined;
    const contentType = reply.headers["content-type"] ?? "";
    return { url: proposed.url, asked: proposed.url, contentType, bytes: clean(reply.bytes, used) };
  } catch (error) {
    if (error instanceof ReleveError) return undefined; // what came first is looked at instead
    throw error;
  }
}

/** As a pull keeps it: without what was used to ask, should the endpoint say it back. */
function clean(bytes: Buffer, used: readonly string[]): Buffer {
  return keptBytes(redactSecrets(bytes, used));
}

/** An address as people may see it. */
export function addressShown(url: string): string {
  return URL.canParse(url) ? keptUrl(url) : url;
}
