import { describe, expect, it } from "vitest";
import { checkedAddresses, refusalOf } from "../../infra/http/guard.ts";

describe("the address guard", () => {
  const refused = [
    ["0.0.0.0", "unspecified"],
    ["10.0.0.1", "private"],
    ["100.64.0.1", "carrier-grade NAT"],
    ["127.0.0.1", "loopback"],
    ["127.255.255.254", "loopback"],
    ["168.63.129.16", "a cloud's own machinery"],
    ["169.254.169.254", "link-local, metadata"],
    ["172.16.0.1", "private"],
    ["192.0.0.8", "reserved"],
    ["192.0.2.1", "documentation"],
    ["192.168.0.1", "private"],
    ["198.18.0.1", "benchmarks"],
    ["224.0.0.1", "multicast"],
    ["240.0.0.1", "reserved"],
    ["255.255.255.255", "broadcast"],
    ["::", "unspecified"],
    ["::1", "loopback"],
    ["::ffff:10.0.0.1", "a mapped private address"],
    ["::ffff:8.8.8.8", "mapped: ask by IPv4"],
    ["64:ff9b::7f00:1", "NAT64"],
    ["2001::1", "Teredo"],
    ["2001:db8::1", "documentation"],
    ["2002:7f00:1::", "6to4 of loopback"],
    ["fc00::1", "unique local"],
    ["fe80::1", "link-local"],
    ["ff02::1", "multicast"],
    ["localhost", "a name is not an address"],
    ["", "nothing"],
  ] as const;
  for (const [address, why] of refused) {
    it(`refuses ${address || "an empty text"} (${why})`, () => expect(refusalOf(address, false)).toBeTypeOf("string"));
  }
  for (const address of ["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "2a01:e0a::1"]) {
    it(`lets ${address} through`, () => expect(refusalOf(address, false)).toBeUndefined());
  }
  it("lets loopback, and only loopback, through in development", () => {
    for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1"]) expect(refusalOf(address, true)).toBeUndefined();
    for (const address of ["10.0.0.1", "0.0.0.0", "169.254.169.254"]) expect(refusalOf(address, true)).toBeDefined();
  });
  it("refuses a host when a single one of its addresses is not public", async () => {
    const guard = (addresses: string[]) =>
      checkedAddresses("a-dock.example", { allowLoopback: false, resolve: async () => addresses });
    await expect(guard(["1.1.1.1", "10.0.0.1"])).rejects.toThrow("not public (private)");
    await expect(guard(["1.1.1.1", "1.0.0.1"])).resolves.toEqual(["1.1.1.1", "1.0.0.1"]);
  });
});
