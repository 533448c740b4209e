// What one request, and one token, may ask for. Each limit is told when it is passed, with the setting that says it.
import type { Limit, RefusalMembers } from "../../schemas/request-refused.ts";
import { RequestRefused } from "../../schemas/request-refused.ts";
import { type Buckets, openBuckets } from "../buckets.ts";

export interface PushLimits {
  /** Of a body as it travels. */
  readonly bytes: number;
  /** Of a body unpacked. */
  readonly unpackedBytes: number;
  /** How many times larger a body may be unpacked. */
  readonly ratio: number;
  readonly rows: number;
  /** Of one token, in one process; as many at once. */
  readonly requestsPerMinute: number;
}
const SETTINGS: Readonly<Record<keyof PushLimits, string>> = {
  bytes: "RELEVE_PUSH_MAX_BYTES",
  unpackedBytes: "RELEVE_PUSH_MAX_UNPACKED_BYTES",
  ratio: "RELEVE_PUSH_MAX_RATIO",
  rows: "RELEVE_PUSH_MAX_ROWS",
  requestsPerMinute: "RELEVE_PUSH_PER_MINUTE",
};
const limitOf = (name: keyof PushLimits, { [name]: most }: PushLimits): Limit => ({
  name,
  most,
  setting: SETTINGS[name],
});

/** A request beyond a limit: 413. */
export function beyond(name: Exclude<keyof PushLimits, "requestsPerMinute">, limits: PushLimits): RequestRefused {
  const most = limits[name];
  const en = { bytes: "bytes", unpackedBytes: "bytes unpacked", ratio: "times its size unpacked", rows: "rows" }[name];
  const fr = {
    bytes: "octets",
    unpackedBytes: "octets décompressés",
    ratio: "fois sa taille, décompressé",
    rows: "lignes",
  }[name];
  return new RequestRefused(
    "RELEVE_TOO_LARGE",
    {
      en: [`a request may have at most ${most} ${en}`, "send it in several requests, each with its own key"],
      fr: [`une requête a au plus ${most} ${fr}`, "envoyez-la en plusieurs requêtes, chacune avec sa clé"],
    },
    { limit: limitOf(name, limits) },
  );
}

/** A bucket a token. @throws {RequestRefused} RELEVE_RATE, by `take` */
export function openTokenBuckets(limits: PushLimits, now?: () => number): Buckets {
  return openBuckets(limits.requestsPerMinute, (retryAfter) => tooMany(limits, retryAfter), now);
}

function tooMany(limits: PushLimits, retryAfter: number): RequestRefused {
  const members: RefusalMembers = { limit: limitOf("requestsPerMinute", limits), retryAfter };
  const most = limits.requestsPerMinute;
  return new RequestRefused(
    "RELEVE_RATE",
    {
      en: [`at most ${most} requests a minute with one token`, `wait ${retryAfter} s; send many rows in one request`],
      fr: [
        `au plus ${most} requêtes par minute avec un jeton`,
        `attendez ${retryAfter} s ; envoyez plus de lignes par requête`,
      ],
    },
    members,
  );
}
