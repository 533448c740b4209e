// Looking at unknown endpoints for anyone: so many a minute for one client address, a few at once, a short while each.
import ipaddr from "ipaddr.js";
import type { Config } from "../infra/config.ts";
import { openBuckets } from "../ingestors/buckets.ts";
import type { CheckPort } from "../schemas/check.ts";
import type { HttpAsk } from "../schemas/endpoint.ts";
import { RequestRefused } from "../schemas/request-refused.ts";
import type { Signal } from "../schemas/signals.ts";
import type { Territories } from "../schemas/territory.ts";
import { checkForAnyone } from "./check.ts";
import { httpOf } from "./http-of.ts";

/** Reading a large answer takes the process's time: pages are answered in between. */
const AT_ONCE = 4;
const SOON_S = 5;

export interface CheckLimits {
  readonly perMinute: number;
  readonly bytes: number;
  readonly atOnce?: number;
}
export interface Checking {
  readonly http: HttpAsk;
  readonly territories: Territories;
  readonly clock: () => number;
  readonly allowLoopback: boolean;
  readonly signal: Signal;
  readonly limits: CheckLimits;
}
export interface CheckDoor {
  /** Counts a request of a client. @throws {RequestRefused} RELEVE_RATE */
  take(client: string): void;
  /** @throws {RequestRefused} RELEVE_RATE when too many are looked at just now */
  readonly look: CheckPort;
}

export function openCheckDoor({ signal, limits, ...ports }: Checking): CheckDoor {
  const { perMinute, atOnce = AT_ONCE } = limits;
  const buckets = openBuckets(perMinute, (retryAfter) => tooMany(perMinute, retryAfter));
  const check = checkForAnyone(ports);
  let running = 0;
  return {
    take: (client) => buckets.take(neighbourhood(client)),
    async look(request, names) {
      if (running >= atOnce) throw busy(atOnce);
      running += 1;
      const began = performance.now();
      try {
        const reply = await check(request, names);
        signal("endpoint checked", { cells: reply.cellCount, elapsedMs: Math.round(performance.now() - began) });
        return reply;
      } finally {
        running -= 1;
      }
    },
  };
}

/** The client of pulls, with the limits of looks. */
export function checkHttpOf(config: Config): HttpAsk {
  const { checkTimeoutSeconds, checkMaxBytes } = config;
  const limits = { pullMaxBytes: checkMaxBytes, pullMaxUnpackedBytes: checkMaxBytes };
  return httpOf({ ...config, pullTimeoutSeconds: checkTimeoutSeconds, ...limits });
}

/** One household has many IPv6 addresses: the first 64 bits tell it. */
function neighbourhood(client: string): string {
  if (!ipaddr.isValid(client)) return client;
  const address = ipaddr.process(client);
  return address instanceof ipaddr.IPv6 ? address.parts.slice(0, 4).join(":") : address.toString();
}

function tooMany(most: number, retryAfter: number): RequestRefused {
  return new RequestRefused(
    "RELEVE_RATE",
    {
      en: [`at most ${most} requests a minute from one address`, `wait ${retryAfter} s, then send it again`],
      fr: [`au plus ${most} requêtes par minute depuis une adresse`, `attendez ${retryAfter} s, puis recommencez`],
    },
    { retryAfter, limit: { name: "requestsPerMinute", most, setting: "RELEVE_CHECK_PER_MINUTE" } },
  );
}

function busy(most: number): RequestRefused {
  return new RequestRefused(
    "RELEVE_RATE",
    {
      en: [`${most} addresses are looked at just now`, `wait ${SOON_S} s, then send it again`],
      fr: [`${most} adresses sont regardées en ce moment`, `attendez ${SOON_S} s, puis recommencez`],
    },
    { retryAfter: SOON_S, limit: { name: "checksAtOnce", most } },
  );
}
