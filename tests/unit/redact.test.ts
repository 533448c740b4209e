import { describe, expect, it } from "vitest";
import { FORM } from "../../ingestors/endpoints/settings.ts";
import { redactEmails } from "../../ingestors/redact.ts";
import { redactCredentials, redactSecrets } from "../../ingestors/redact-credentials.ts";
import { withoutSecrets, withSecrets } from "../../ingestors/secrets.ts";

const clean = (text: string) => redactEmails(Buffer.from(text)).bytes.toString();

describe("e-mail addresses", () => {
  it("are taken out of JSON, URLs and sentences, and counted", () => {
    const { bytes, redacted } = redactEmails(
      Buffer.from('{"a":"ann.o-nyme+x@a-dock.example","b":["écrire à z@y.fr."]}'),
    );
    expect([bytes.toString(), redacted]).toEqual(['{"a":"redacted","b":["écrire à redacted"]}', 2]);
    expect(clean('{"u":"https://x.example/?m=ann%40a.fr"}')).not.toContain("ann");
    expect(clean('{"u":"ann\\u0040a-dock.example"}')).toBe('{"u":"redacted"}');
    expect(clean('{"u":"rené@a-dock.example"}')).toBe('{"u":"redacted"}');
  });
  it("are taken out as HTML and twice encoded URLs write them", () => {
    for (const sign of ["&#64;", "&#x40;", "&commat;", "%2540"])
      expect(clean(`{"u":"écrire à jean${sign}quai.example, 12"}`)).toBe('{"u":"écrire à redacted, 12"}');
  });
  it("leave JSON that can still be parsed", () => {
    for (const text of ["x\\nann@a.fr", "x\\u00e9ann@a.fr", 'x\\"ann@a.fr', "x\\\\ann@a.fr", "x\\/ann@a.fr"]) {
      expect(() => JSON.parse(clean(`{"u":"${text}","n":1}`))).not.toThrow();
    }
  });
  it("are nothing else: what has no domain stays, byte for byte", () => {
    for (const text of ["a@b", "@dock", "3 @ 4.50", "user@1.2", "[@]"]) expect(clean(text)).toBe(text);
    const bytes = Buffer.from("no sign at all");
    expect(redactEmails(bytes).bytes).toBe(bytes);
  });
  it("take linear time to look for", () => {
    const started = performance.now();
    redactEmails(Buffer.from(`${"a".repeat(2_000_000)}@${"@b".repeat(200_000)}`));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("secrets", () => {
  const question = { url: "https://a.example/", headers: { Authorization: "Bearer {{RELEVE_SECRET_A}}", Accept: "x" } };
  it("are filled in when asking", () => {
    const { headers, used } = withSecrets(question, (name) => (name === "RELEVE_SECRET_A" ? "planted" : undefined));
    expect(headers).toEqual({ Authorization: "Bearer planted", Accept: "x" });
    expect(used).toEqual(["planted"]);
  });
  it("are filled into a body that is a form, encoded, and into no other", () => {
    const body = "token_auth={{RELEVE_SECRET_A}}";
    const form = { url: "https://a.example/", headers: { "content-type": FORM }, body };
    expect(withSecrets(form, () => "p&q").body).toBe("token_auth=p%26q");
    expect(withSecrets({ url: "https://a.example/", body }, () => "planted").body).toBeUndefined();
  });
  it("stop the question when they are not set, or are none of ours", () => {
    expect(() => withSecrets(question, () => undefined)).toThrow("RELEVE_SECRET_A is not set");
    const other = { url: "https://a.example/", headers: { X: "{{PATH}}" } };
    expect(() => withSecrets(other, () => "planted")).toThrow("PATH is not set");
  });
  it("are not told, nor are the queries of URLs", () => {
    expect(withoutSecrets("GET https://a.example/s?token=1 with planted failed", ["planted"])).toBe(
      "GET https://a.example/s?… with *** failed",
    );
  });
});

describe("credentials", () => {
  const told = (text: string, all = false) => redactCredentials(Buffer.from(text), { all }).toString();
  it("are taken out by their name and by their place", () => {
    const key = "k3y-0123456789abcdef";
    expect(told(`{"api_key": "${key}", "n": 12, "next": "https://u:p4ss@a.example/?page=2&token_auth=${key}#x"}`)).toBe(
      '{"api_key": "redacted", "n": 12, "next": "https://redacted@a.example/?page=2&token_auth=redacted#x"}',
    );
    expect(told(`sent with Authorization: Bearer ${key}, é`)).toBe("sent with Authorization: Bearer redacted, é");
  });
  it("are taken out by their own form, wherever they stand", () => {
    const part = (begin: string, length: number) => begin + "aB3".repeat(length).slice(0, length);
    const jwt = [part("eyJ", 20), part("eyJ", 40), part("", 43)].join(".");
    for (const key of [`AKIA${"Z7".repeat(8)}`, part("ghp_", 36), part("glpat-", 20), jwt])
      expect(told(`{"note": "voir ${key}.", "n": 1204}`)).toBe('{"note": "voir redacted.", "n": 1204}');
    const free = '{"a": "AKIA", "b": "ghp_1", "c": "eyJ.eyJ.x", "d": 12.5}';
    expect(told(free)).toBe(free);
  });
  it("are no figures, no labels and no named secrets: these stay", () => {
    for (const text of [
      '{"token": 1204, "tokens_used": "1204000000000"}',
      '{"token": "Jeton", "secret": "Basic income of the year"}',
      '{"token": "{{RELEVE_SECRET_MATOMO}}"}',
    ])
      expect(told(text)).toBe(text);
    expect(told('{"password": "hunter2"}', true)).toBe('{"password": "redacted"}');
  });
  it("are ours wherever an endpoint says them back, as they are and as in an address", () => {
    const bytes = Buffer.from("planted/one planted%2Fone short");
    expect(redactSecrets(bytes, ["planted/one", "short"]).toString()).toBe("redacted redacted short");
  });
  it("in signed form take linear time to look for", () => {
    const started = performance.now();
    redactCredentials(
      Buffer.from(`${"eyJ-".repeat(250_000)} ${"eyJaaaaaaaa.".repeat(80_000)}${"eyJa-".repeat(200_000)}`),
    );
    expect(performance.now() - started).toBeLessThan(5_000);
  });
  it("take linear time to look for", () => {
    const started = performance.now();
    redactCredentials(
      Buffer.from(`token "${"a".repeat(2_000_000)}@${'"token'.repeat(200_000)} https://${"a".repeat(500_000)}`),
    );
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
