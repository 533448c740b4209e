// Secrets are named in the directory and looked up when asking: they never enter a fact, a log line or a message.
import type { Question } from "../schemas/endpoint.ts";
import { ReleveError } from "../schemas/errors.ts";
import { FORM, SECRET, SECRET_NAME } from "./endpoints/settings.ts";

/** A secret by its name (`RELEVE_SECRET_…`), or `undefined` when it is not set. */
export type Secrets = (name: string) => string | undefined;

/**
 * The headers of a question, and its body when that is a form, with their secrets; and the secrets that were used.
 * @throws {ReleveError} RELEVE_CONFIG when a secret is not set.
 */
export function withSecrets(
  question: Question,
  secrets: Secrets,
): { readonly headers: Record<string, string>; readonly body?: string; readonly used: readonly string[] } {
  const used: string[] = [];
  const fill = (_: string, name: string): string => {
    const value = SECRET_NAME.test(name) ? secrets(name) : undefined;
    if (value === undefined || value === "") throw notSet(name);
    used.push(value);
    return value;
  };
  const fillForm = (match: string, name: string) => encodeURIComponent(fill(match, name));
  const headers = Object.entries(question.headers ?? {}).map(([name, value]) => [name, value.replace(SECRET, fill)]);
  const { body } = question;
  const form = body === undefined || !isForm(question) ? {} : { body: body.replace(SECRET, fillForm) };
  return { headers: Object.fromEntries(headers), ...form, used };
}

function isForm({ headers = {} }: Question): boolean {
  return headers["content-type"] === FORM;
}

/** A text without the secrets, should one have got into it, and without the queries of URLs. */
export function withoutSecrets(text: string, used: readonly string[]): string {
  const clean = used.reduce((told, secret) => told.replaceAll(secret, "***"), text);
  return clean.replace(/(https?:\/\/[^\s?"']+)\?[^\s"']*/g, "$1?…");
}

function notSet(name: string): ReleveError {
  return new ReleveError(
    "RELEVE_CONFIG",
    `the secret ${name} is not set`,
    `set the variable ${name}, or ${name}_FILE, where releve pull runs`,
  );
}
