// Credentials stop here, ours and others': what endpoints echo of our secrets, and what senders write where it does not belong.
import { withoutSigned } from "./redact-signed.ts";

const WORDS = "token|secret|passw|api[_-]?key|access[_-]?key|authorization|cookie";
const NAME = `[\\w.-]{0,40}(?:${WORDS})[\\w.-]{0,40}`;
/** Looked for first: most bytes have none of these, and are left alone. */
const NAMED = new RegExp(WORDS, "i");
const SCHEME = /Bearer|Basic|Api-Key/;
/** A member of JSON by its name, and its text. */
const MEMBER = new RegExp(`("${NAME}"\\s{0,20}:\\s{0,20}")((?:[^"\\\\]|\\\\.)*)(?=")`, "gi");
/** A parameter of an address. */
const PARAMETER = new RegExp(`([?&;]${NAME}=)[^&#\\s"'<>\\\\]+`, "gi");
/** User and password before a host. */
const USER = /(\bhttps?:\\?\/\\?\/)[^\s/@"'<>\\]{1,200}@/gi;
/** A header's value, as it is written in messages: a word that is no word. */
const HEADER = /\b(Bearer|Basic|Api-Key)( +)(?=[\w.~+/=-]{0,400}[\d._~+/=-])[\w.~+/=-]{12,400}/g;
/** What is a credential by its own form, wherever it stands: keys of clouds and forges. */
const FORMS: readonly (readonly [begins: string, whole: RegExp])[] = [
  ["AKIA", /\bAKIA[A-Z0-9]{16}\b/g],
  ["ASIA", /\bASIA[A-Z0-9]{16}\b/g],
  ["gh", /\bgh[pousr]_[A-Za-z0-9]{30,255}\b/g],
  ["github_pat_", /\bgithub_pat_\w{30,255}\b/g],
  ["glpat-", /\bglpat-[\w-]{20,255}/g],
];
const MARK = "redacted";
/** Shorter text, or text of several words, is a label: a column may be called `token`. */
const LEAST = 12;

export interface HowStrict {
  /** Whatever stands under a name that says it is secret: for bytes of which no figure is made. Default: only what looks it. */
  readonly all?: boolean;
}

/**
 * The bytes without what is, by its name or its place, somebody's credential; the same bytes when there is none. Figures
 * stay: a number is no credential.
 */
export function redactCredentials(bytes: Buffer, { all = false }: HowStrict = {}): Buffer {
  const text = bytes.toString("latin1"); // a byte a sign: all that is not replaced comes back as it was
  let clean = text;
  if (NAMED.test(text)) {
    clean = clean
      .replace(MEMBER, (whole, before: string, value: string) => (all || looksSecret(value) ? before + MARK : whole))
      .replace(PARAMETER, `$1${MARK}`);
  }
  if (text.includes("@")) clean = clean.replace(USER, `$1${MARK}@`);
  if (SCHEME.test(text)) clean = clean.replace(HEADER, `$1$2${MARK}`);
  for (const [begins, whole] of FORMS) if (text.includes(begins)) clean = clean.replace(whole, MARK);
  clean = withoutSigned(clean, MARK);
  return clean === text ? bytes : Buffer.from(clean, "latin1");
}

/** One that is named, `{{RELEVE_SECRET_…}}`, is none. */
function looksSecret(value: string): boolean {
  return value.length >= LEAST && !/\s|\{\{/.test(value) && /[A-Za-z]/.test(value);
}

/** Shorter secrets would be found in words and figures that have nothing to do with them. */
const LEAST_SECRET = 6;

/** The bytes without the secrets that were used to ask for them, should the endpoint have said them back. */
export function redactSecrets(bytes: Buffer, used: readonly string[]): Buffer {
  const forms = new Set(
    used.filter((secret) => secret.length >= LEAST_SECRET).flatMap((secret) => [secret, encodeURIComponent(secret)]),
  );
  let clean = bytes;
  for (const form of forms) {
    const found = Buffer.from(form);
    if (clean.includes(found))
      clean = Buffer.from(clean.toString("latin1").replaceAll(found.toString("latin1"), MARK), "latin1");
  }
  return clean;
}
