// What went wrong on the way, in words: a name, a refusal, TLS, time and a cut answer are told apart.
import { type ExchangeFault, ReleveError } from "../../schemas/errors.ts";

/** The time allowed for a whole answer is over. */
export class Deadline extends Error {
  override readonly name = "Deadline";
}

const REASONS: readonly {
  readonly fault: ExchangeFault;
  readonly codes: RegExp;
  readonly what: string;
  readonly hint: string;
}[] = [
  {
    fault: "name",
    codes: /^EAI_AGAIN$/,
    what: "name: no name server answered",
    hint: "check this machine's DNS; the next round asks again",
  },
  {
    fault: "name",
    codes: /^(ENOTFOUND|EAI_NODATA|EAI_NONAME)$/,
    what: "name: the host's name does not resolve",
    hint: "check the spelling of the host in the startup's directory file, and this machine's DNS",
  },
  {
    fault: "refused",
    codes: /^ECONNREFUSED$/,
    what: "refused: nothing listens at this address",
    hint: "ask the startup whether the endpoint moved; the next round asks again",
  },
  {
    fault: "connection",
    codes: /^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|EHOSTUNREACH|ENETUNREACH)$/,
    what: "connection: the host did not take the connection",
    hint: "check that this machine may reach the Internet; the next round asks again",
  },
  {
    fault: "tls",
    codes: /^CERT_HAS_EXPIRED$/,
    what: "TLS: the certificate has expired",
    hint: "ask the startup to renew its certificate",
  },
  {
    fault: "tls",
    codes: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    what: "TLS: the certificate is another host's",
    hint: "check the host in the startup's directory file, or ask the startup which name its certificate has",
  },
  {
    fault: "tls",
    codes: /SELF_SIGNED|^UNABLE_TO_/,
    what: "TLS: nobody trusted has signed the certificate",
    hint: "ask the startup to serve the whole chain, from an authority that browsers trust",
  },
  {
    fault: "tls",
    codes: /CERT|^ERR_TLS|^ERR_SSL|^EPROTO$/,
    what: "TLS: no trusted encrypted connection",
    hint: "ask the startup to renew its certificate, or to serve the whole chain",
  },
  {
    fault: "cut",
    codes: /^Z_|^ERR__ERROR_FORMAT|^ERR_BROTLI|^ERR_PADDING/,
    what: "cut: the compressed answer ended early or is damaged",
    hint: "the next round asks again; if it lasts, ask the startup to look at its proxy",
  },
  {
    fault: "cut",
    codes: /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|ERR_STREAM_PREMATURE_CLOSE)$/,
    what: "cut: the connection closed before the answer was whole",
    hint: "the next round asks again; if it lasts, ask the startup to look at its server",
  },
  {
    fault: "protocol",
    codes: /^HPE_|^UND_ERR_HEADERS_OVERFLOW$/,
    what: "protocol: the reply is not HTTP that we can read",
    hint: "check the port and the scheme of the URL in the startup's directory file",
  },
];

/** Any fault of one exchange as the error that a person can act upon. A ReleveError passes as it is. */
export function asFailure(error: unknown, host: string, timeoutMs: number): ReleveError {
  if (error instanceof ReleveError) return error;
  if (error instanceof Deadline) {
    return new ReleveError(
      "RELEVE_ENDPOINT_UNREACHABLE",
      `${host}: time: no whole answer within ${timeoutMs} ms`,
      "ask the startup for a lighter endpoint, or raise RELEVE_PULL_TIMEOUT_SECONDS",
      { cause: error, fault: "time" },
    );
  }
  const code = codeOf(error);
  const reason = REASONS.find(({ codes }) => codes.test(code));
  return new ReleveError(
    "RELEVE_ENDPOINT_UNREACHABLE",
    `${host}: ${reason?.what ?? "connection: the exchange failed"}${code && ` (${code})`}`,
    reason?.hint ?? "the next round asks again",
    { cause: error, fault: reason?.fault ?? "connection" },
  );
}

/** The most telling code of an error: its own, else its cause's, else that of the first error it gathers. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string" && error.code !== "UND_ERR_ABORTED") return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}
