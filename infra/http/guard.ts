// The address guard: which IP addresses may be dialled. Everything that is not plainly public is refused.
import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";
import { ReleveError } from "../../schemas/errors.ts";

/** Public by its range, yet the door to a cloud's own machinery. */
const METADATA = new Set(["168.63.129.16"]);
const GLOBAL_V6 = ipaddr.parseCIDR("2000::/3") as [ipaddr.IPv6, number];

/**
 * Why an IP address may not be dialled, or `undefined` when it may.
 * @param address        an IP literal, as a resolver gives it; anything else is refused
 * @param allowLoopback  lets loopback (127/8, ::1), and nothing else, through: for development only
 */
export function refusalOf(address: string, allowLoopback: boolean): string | undefined {
  if (!ipaddr.isValid(address)) return "not an IP address";
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv6) {
    if (parsed.range() === "loopback") return allowLoopback ? undefined : "loopback";
    if (parsed.isIPv4MappedAddress() && parsed.toIPv4Address().range() === "loopback") {
      return allowLoopback ? undefined : "loopback";
    }
    return parsed.match(GLOBAL_V6) && parsed.range() === "unicast" ? undefined : `not public (${parsed.range()})`;
  }
  if (parsed.range() === "loopback") return allowLoopback ? undefined : "loopback";
  if (METADATA.has(parsed.toString())) return "not public (cloud metadata)";
  return parsed.range() === "unicast" ? undefined : `not public (${parsed.range()})`;
}

/** Host name → its addresses, all of them. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** The system's resolver. @throws the resolver's own error (ENOTFOUND, EAI_AGAIN). */
export const resolveHost: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * The addresses of a host that may be dialled: all that it has, or none.
 * @throws {ReleveError} RELEVE_ADDRESS_REFUSED when a single one of them is not public.
 */
export async function checkedAddresses(
  host: string,
  { allowLoopback, resolve }: { readonly allowLoopback: boolean; readonly resolve: Resolve },
): Promise<readonly string[]> {
  const literal = host.replace(/^\[|\]$/g, "");
  const addresses = ipaddr.isValid(literal) ? [literal] : await resolve(host);
  for (const address of addresses) {
    const refusal = refusalOf(address, allowLoopback);
    if (refusal !== undefined) throw addressRefused(host, refusal);
  }
  return addresses;
}

/** The refusal of an address, in words. */
export function addressRefused(host: string, reason: string): ReleveError {
  return new ReleveError(
    "RELEVE_ADDRESS_REFUSED",
    `${host} may not be asked: its address is ${reason}`,
    "give a public https address; for a test on this machine, set RELEVE_ALLOW_LOOPBACK=1",
  );
}
