import { describe, expect, it } from "vitest";
import { asFailure, Deadline } from "../../infra/http/failures.ts";

const coded = (code: string) => Object.assign(new Error("no"), { code });
const told = (error: unknown) => {
  const { code, fault, message, hint } = asFailure(error, "a-dock.example", 1000);
  expect([code, hint === ""]).toEqual(["RELEVE_ENDPOINT_UNREACHABLE", false]);
  return [fault, message.replace(/^a-dock\.example: /, "").replace(/ \([A-Z_]+\)$/, "")];
};

describe("what went wrong on the way to a host", () => {
  const cases: readonly (readonly [code: string, fault: string, words: string])[] = [
    ["ENOTFOUND", "name", "name: the host's name does not resolve"],
    ["EAI_NONAME", "name", "name: the host's name does not resolve"],
    ["EAI_AGAIN", "name", "name: no name server answered"],
    ["ECONNREFUSED", "refused", "refused: nothing listens at this address"],
    ["ETIMEDOUT", "connection", "connection: the host did not take the connection"],
    ["UND_ERR_CONNECT_TIMEOUT", "connection", "connection: the host did not take the connection"],
    ["CERT_HAS_EXPIRED", "tls", "TLS: the certificate has expired"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls", "TLS: the certificate is another host's"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls", "TLS: nobody trusted has signed the certificate"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "tls", "TLS: nobody trusted has signed the certificate"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls", "TLS: nobody trusted has signed the certificate"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "tls", "TLS: no trusted encrypted connection"],
    ["EPROTO", "tls", "TLS: no trusted encrypted connection"],
    ["CERT_REVOKED", "tls", "TLS: no trusted encrypted connection"],
    ["ECONNRESET", "cut", "cut: the connection closed before the answer was whole"],
    ["Z_BUF_ERROR", "cut", "cut: the compressed answer ended early or is damaged"],
    ["HPE_INVALID_CONSTANT", "protocol", "protocol: the reply is not HTTP that we can read"],
    ["EWHATEVER", "connection", "connection: the exchange failed"],
  ];
  for (const [code, fault, words] of cases) {
    it(`${code} is ${words}`, () => {
      expect(told(coded(code))).toEqual([fault, words]);
      expect(told(new Error("around", { cause: coded(code) }))).toEqual([fault, words]);
      expect(told(new AggregateError([coded(code)]))).toEqual([fault, words]);
    });
  }
  it("is time, when that is over", () => {
    expect(told(new Deadline("deadline"))).toEqual(["time", "time: no whole answer within 1000 ms"]);
  });
});
