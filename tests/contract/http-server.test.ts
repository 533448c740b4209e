import { afterEach, describe, expect, it } from "vitest";
import { type RunningServer, startServer } from "../../infra/http/server.ts";

const open: RunningServer[] = [];
const start = async (port = 0) => {
  const server = await startServer({
    fetch: (request) => new Response(new URL(request.url).pathname),
    port,
    host: "127.0.0.1",
  });
  open.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.stop()));
});

describe("the web server", () => {
  it("takes a free port when asked for 0, and answers there", async () => {
    const { url, port } = await start();
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect(await (await fetch(`${url}/a`)).text()).toBe("/a");
  });
  it("names the port that is taken, and what to do", async () => {
    const { port } = await start();
    await expect(start(port)).rejects.toMatchObject({
      code: "RELEVE_PORT_TAKEN",
      message: expect.stringContaining(String(port)),
      hint: expect.stringContaining("RELEVE_PORT"),
    });
  });
  it("stops: its port is free again", async () => {
    const { port, url } = await start();
    await fetch(url);
    await open.pop()?.stop();
    await expect(start(port)).resolves.toMatchObject({ port });
  });
});
