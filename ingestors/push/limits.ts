// What one request, and one token, may ask for. Each limit is told when it is passed, with the setting that says it.
import type { Limit, RefusalMembers } from "../../schemas/request-refused.ts";
import { RequestRefused } from "../../schemas/request-refused.ts";

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

/** A bucket a token: full at first, filled again as time goes by. */
export function openBuckets(limits: PushLimits, now: () => number = () => performance.now()) {
  const buckets = new Map<string, { left: number; at: number }>();
  const { requestsPerMinute: most } = limits;
  return {
    /** Takes one out. @throws {RequestRefused} RELEVE_RATE when there is none. */
    take(token: string): void {
      const at = now();
      const { left, at: before } = buckets.get(token) ?? { left: most, at };
      const filled = Math.min(most, left + ((at - before) / 60_000) * most);
      if (filled < 1) throw tooMany(limits, Math.ceil(((1 - filled) / most) * 60));
      buckets.set(token, { left: filled - 1, at });
    },
  };
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
