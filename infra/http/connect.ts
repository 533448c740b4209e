// How a connection is opened: the addresses are checked first, and what is dialled is an address that was checked.
import { buildConnector } from "undici";
import { checkedAddresses, type Resolve } from "./guard.ts";

/** For one address; a host with several gets as many tries within the exchange's own deadline. */
const DIAL_TIMEOUT_MS = 10_000;

/** Opens a connection to `hostname`, an address by then. */
export type Dial = buildConnector.connector;
interface Guard {
  readonly allowLoopback: boolean;
  readonly resolve: Resolve;
  readonly dial?: Dial;
}

/** A connector for undici that dials checked addresses only; the host's name serves TLS, never a second look-up. */
export function guardedConnect({ dial = buildConnector({ timeout: DIAL_TIMEOUT_MS }), ...guard }: Guard) {
  return (options: buildConnector.Options, callback: buildConnector.Callback): void => {
    checkedAddresses(options.hostname, guard)
      .then((addresses) => dialFirst(dial, options, addresses, callback))
      .catch((error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null));
  };
}

function dialFirst(
  dial: buildConnector.connector,
  options: buildConnector.Options,
  [address, ...others]: readonly string[],
  callback: buildConnector.Callback,
): void {
  if (address === undefined) {
    callback(Object.assign(new Error("the name has no address"), { code: "ENOTFOUND" }), null);
    return;
  }
  const literal = options.hostname.replace(/^\[|\]$/g, "") === address;
  const target = { ...options, hostname: address, ...(literal ? {} : { servername: options.hostname }) };
  dial(target, (error, socket) => {
    if (error && others.length > 0) dialFirst(dial, options, others, callback);
    else if (error) callback(error, null);
    else if (socket) callback(null, socket);
  });
}
