// Whose request it is: the address of the client, for limits only. It is written nowhere.
import type { Context } from "hono";

/** What the web server hands along with a request (`@hono/node-server`). */
interface Connection {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
}
/** Where no address is known, all are one. */
const UNKNOWN = "unknown";

/**
 * @param proxies  that stand before us: each adds the address it was asked from at the end of `X-Forwarded-For`; what
 *   stands before those, anybody may have written
 */
export function clientOf(c: Context, proxies: number): string {
  const { incoming } = (c.env ?? {}) as Connection;
  const peer = incoming?.socket?.remoteAddress ?? UNKNOWN;
  if (proxies === 0) return peer;
  const named = (c.req.header("x-forwarded-for") ?? "").split(",").map((one) => one.trim());
  return named.at(-proxies) || peer;
}
