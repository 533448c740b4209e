import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { brotliCompressSync, createGzip, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { type HttpClientOptions, openHttpClient } from "../../infra/http/client.ts";
import { ReleveError } from "../../schemas/errors.ts";
import { type Loopback, loopback, sendJson } from "../support/loopback.ts";

const MIB = 1024 * 1024;
const open: Loopback[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});
async function given(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<Loopback> {
  const server = await loopback(handle);
  open.push(server);
  return server;
}
const client = (options: Partial<HttpClientOptions> = {}) =>
  openHttpClient({
    timeoutMs: 5_000,
    maxBytes: 2 * MIB,
    maxUnpackedBytes: 4 * MIB,
    allowLoopback: true,
    contact: "https://releve.example/contact",
    ...options,
  });
async function failure(attempt: Promise<unknown>): Promise<ReleveError> {
  const error = await attempt.then(
    () => new Error("it succeeded"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ReleveError);
  return error as ReleveError;
}

describe("an answer", () => {
  it("comes with its status, headers and unpacked bytes", async () => {
    const server = await given((_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip", ETag: '"a1"' });
      response.end(gzipSync('{"n":1}'));
    });
    const reply = await client()({ url: `${server.url}/stats?x=1` });
    expect(reply.status).toBe(200);
    expect(reply.bytes.toString()).toBe('{"n":1}');
    expect(reply.headers.etag).toBe('"a1"');
    expect(server.asked[0]?.headers["user-agent"]).toContain("https://releve.example/contact");
  });
  it("may be packed with brotli", async () => {
    const server = await given((_, response) => {
      response.writeHead(200, { "content-encoding": "br" });
      response.end(brotliCompressSync("[1]"));
    });
    expect((await client()({ url: server.url })).bytes.toString()).toBe("[1]");
  });
  it("may be a web page: what it means is not the client's business", async () => {
    const server = await given((_, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<!doctype html>");
    });
    expect((await client()({ url: server.url })).status).toBe(200);
  });
  it("may be 304, 404, 500 or 429 with Retry-After: the status is given back, without a body", async () => {
    const server = await given((request, response) => {
      response.writeHead(Number(request.url?.slice(1)), { "retry-after": "120" });
      response.end();
    });
    for (const status of [304, 404, 500, 429]) {
      const reply = await client()({ url: `${server.url}/${status}` }, { headers: { "If-None-Match": '"a1"' } });
      expect([reply.status, reply.bytes.length, reply.headers["retry-after"]]).toEqual([status, 0, "120"]);
    }
    expect(server.asked[0]?.headers["if-none-match"]).toBe('"a1"');
  });
  it("may come to a POST", async () => {
    const server = await given((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => sendJson(response, { method: request.method, body }));
    });
    const reply = await client()({ url: server.url, method: "POST", body: '{"codes":[]}' });
    expect(JSON.parse(reply.bytes.toString())).toEqual({ method: "POST", body: '{"codes":[]}' });
  });
});

describe("an answer without end", () => {
  it("is refused when a bomb of 400 MiB unpacks beyond the limit, in little memory", async () => {
    const server = await given((_, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      const zip = createGzip({ level: 9 });
      zip.pipe(response);
      const zeros = Buffer.alloc(MIB);
      void (async () => {
        for (let sent = 0; sent < 400 && !response.destroyed; sent++) {
          if (!zip.write(zeros)) await new Promise((resolve) => zip.once("drain", resolve));
        }
        zip.end();
      })();
    });
    const before = process.memoryUsage().rss;
    const error = await failure(client({ timeoutMs: 20_000 })({ url: server.url }));
    expect(error.code).toBe("RELEVE_ANSWER_SIZE");
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * MIB);
  });
  it("is refused when a bomb is packed twice", async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(64 * MIB)));
    const server = await given((_, response) => {
      response.writeHead(200, { "content-encoding": "gzip, gzip" });
      response.end(bomb);
    });
    expect((await failure(client()({ url: server.url }))).code).toBe("RELEVE_ANSWER_SIZE");
  });
  it("is refused when it is too large as it travels", async () => {
    const server = await given((_, response) => void response.end(Buffer.alloc(3 * MIB, 1)));
    expect((await failure(client()({ url: server.url }))).code).toBe("RELEVE_ANSWER_SIZE");
  });
  it("is given up when it drips, each byte within any idle limit", async () => {
    const server = await given((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(drip));
    });
    const started = Date.now();
    const error = await failure(client({ timeoutMs: 400 })({ url: server.url }));
    expect(error.code).toBe("RELEVE_ENDPOINT_UNREACHABLE");
    expect(error.message).toContain("time:");
    expect(Date.now() - started).toBeLessThan(3_000);
  });
  it("is given up when it never begins, and when the caller gives up", async () => {
    const server = await given(() => undefined);
    expect((await failure(client({ timeoutMs: 200 })({ url: server.url }))).message).toContain("time:");
    const caller = new AbortController();
    setTimeout(() => caller.abort(new Error("enough")), 50);
    await expect(client()({ url: server.url }, { signal: caller.signal })).rejects.toThrow("enough");
  });
});

describe("an answer that does not come whole", () => {
  it("is a failure when the connection is cut, with or without a length", async () => {
    const server = await given((request, response) => {
      if (request.url === "/length") response.writeHead(200, { "content-length": "100" });
      response.write('{"count":');
      void sleep(30).then(() => response.destroy());
    });
    for (const path of ["/length", "/chunked"]) {
      const error = await failure(client()({ url: server.url + path }));
      expect([error.code, error.message]).toEqual(["RELEVE_ENDPOINT_UNREACHABLE", expect.stringContaining("cut:")]);
    }
  });
  it("is a failure when the packed bytes end early", async () => {
    const server = await given((_, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end(gzipSync("x".repeat(10_000)).subarray(0, 20));
    });
    expect((await failure(client()({ url: server.url }))).message).toContain("cut:");
  });
  it("tells a closed port, an unknown name and a lack of TLS apart", async () => {
    const server = await given((_, response) => void response.end());
    const closed = await given(() => undefined);
    await closed.close();
    expect((await failure(client()({ url: closed.url }))).message).toContain("refused:");
    expect((await failure(client()({ url: `https://127.0.0.1:${server.port}` }))).message).toContain("TLS:");
    const resolve = async () => Promise.reject(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }));
    expect((await failure(client({ resolve })({ url: "https://a-dock.example/" }))).message).toContain("name:");
  });
});

describe("a server that speaks TLS and cannot be trusted", () => {
  it("is told as that, in the fault and in words", async () => {
    const server = createTlsServer({}, (_, response) => void response.end()); // it has no certificate at all
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const error = await failure(client()({ url: `https://127.0.0.1:${port}/` }));
    expect([error.code, error.fault]).toEqual(["RELEVE_ENDPOINT_UNREACHABLE", "tls"]);
    expect(error.message).toContain("TLS: no trusted encrypted connection");
    await new Promise((resolve) => server.close(resolve));
  });
});

describe("a redirect", () => {
  it("is followed, and forgets tokens when the origin changes", async () => {
    const end = await given((_, response) => sendJson(response, { end: true }));
    const start = await given((request, response) => {
      response.writeHead(302, { location: request.url === "/here" ? "/there" : `${end.url}/stats` });
      response.end();
    });
    const headers = { Authorization: "Bearer planted-secret", Accept: "application/json" };
    const reply = await client()({ url: `${start.url}/here`, headers });
    expect(reply.url).toBe(`${end.url}/stats`);
    expect(start.asked[1]?.headers.authorization).toBe("Bearer planted-secret");
    expect(end.asked[0]?.headers.authorization).toBeUndefined();
    expect(end.asked[0]?.headers.accept).toBe("application/json");
  });
  it("takes the body of a POST to no other host: a token may be in it", async () => {
    const end = await given((_, response) => sendJson(response, {}));
    const start = await given((_, response) => {
      response.writeHead(307, { location: `${end.url}/stats` });
      response.end();
    });
    const question = { url: start.url, method: "POST", body: "token_auth=planted" } as const;
    expect((await failure(client()(question))).code).toBe("RELEVE_ENDPOINT_REFUSED");
    expect(end.asked).toEqual([]);
  });
  it("is refused to a private address, to plain http and without end", async () => {
    const server = await given((request, response) => {
      const to: Record<string, string> = {
        "/private": "https://10.0.0.1/",
        "/metadata": "http://169.254.169.254/latest",
        "/plain": "http://a-dock.example/",
        "/loop": "/loop",
      };
      response.writeHead(307, { location: to[request.url ?? ""] ?? "/" });
      response.end();
    });
    for (const path of ["/private", "/metadata", "/plain"]) {
      expect((await failure(client()({ url: server.url + path }))).code).toBe("RELEVE_ADDRESS_REFUSED");
    }
    expect((await failure(client()({ url: `${server.url}/loop` }))).code).toBe("RELEVE_ENDPOINT_REFUSED");
    expect(server.asked.filter(({ url }) => url === "/loop")).toHaveLength(6);
  });
});

describe("this machine's own addresses", () => {
  const spellings = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "127.0.0.1.",
    "localhost",
    "localhost.",
    "LOCALHOST",
    "%31%32%37.0.0.1",
    "①②⑦.⓪.⓪.①",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:0:0:1]",
    "0.0.0.0",
    "0",
    "[::]",
  ];
  it(`are refused in ${spellings.length} spellings, and no connection is opened`, async () => {
    const server = await given((_, response) => void response.end());
    for (const scheme of ["https", "http"]) {
      for (const host of spellings) {
        const url = `${scheme}://${host}:${server.port}/`;
        expect([url, (await failure(client({ allowLoopback: false })({ url }))).code]).toEqual([
          url,
          "RELEVE_ADDRESS_REFUSED",
        ]);
      }
    }
    expect(server.connections()).toBe(0);
  });
  it("would be reached by those spellings without the guard", async () => {
    const server = await given((_, response) => void response.end("x"));
    for (const host of ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "localhost", "[::ffff:127.0.0.1]"]) {
      expect((await client()({ url: `http://${host}:${server.port}/` })).status).toBe(200);
    }
  });
  it("are refused behind a name, even when the name has a public address too", async () => {
    const server = await given((_, response) => void response.end());
    const resolve = async () => ["93.184.215.14", "127.0.0.1"];
    const error = await failure(
      client({ allowLoopback: false, resolve })({ url: `https://a-dock.example:${server.port}/` }),
    );
    expect(error.code).toBe("RELEVE_ADDRESS_REFUSED");
    expect(server.connections()).toBe(0);
  });
  it("are dialled as they were checked: the name is not looked up twice", async () => {
    const server = await given((_, response) => void response.end("x"));
    let asked = 0;
    const resolve = async () => [++asked === 1 ? "127.0.0.1" : "10.0.0.1"];
    expect((await client({ resolve })({ url: `http://a-dock.localhost:${server.port}/` })).status).toBe(200);
    expect(asked).toBe(1);
  });
  it("do not open the rest of the private network when loopback is allowed", async () => {
    for (const url of ["https://10.1.2.3/", "https://192.168.1.1/", "https://[fe80::1]/", "https://[fd00::1]/"]) {
      expect((await failure(client()({ url }))).code).toBe("RELEVE_ADDRESS_REFUSED");
    }
  });
});
