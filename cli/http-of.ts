// The door to the outside, as settings say: what pulls, looks and commands ask with.
import type { Config } from "../infra/config.ts";
import { openHttpClient } from "../infra/http/client.ts";
import type { HttpAsk } from "../schemas/endpoint.ts";

/** The HTTP client of pulls, as the caller's settings say. */
export function httpOf(config: Config): HttpAsk {
  return openHttpClient({
    timeoutMs: config.pullTimeoutSeconds * 1000,
    maxBytes: config.pullMaxBytes,
    maxUnpackedBytes: config.pullMaxUnpackedBytes,
    maxRatio: config.pullMaxRatio,
    allowLoopback: config.allowLoopback,
    contact: config.contact,
  });
}
