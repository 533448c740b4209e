// One process holds the folder and serves; other terminals work through it, and a killed one leaves nothing in the way.
import { statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { communesPage, communesStartup, type Folder, folder, pushStartup } from "../support/directory.ts";
import { type Loopback, loopback } from "../support/loopback.ts";
import { type Lasting, type Ran, releve, served } from "../support/program.ts";

const CODES = ["01001", "01002", "01004", "2A004"];
let files: Folder;
let directory: Folder;
let endpoint: Loopback;
let env: Record<string, string>;
const servers: Lasting[] = [];
async function serve(data: string, options: { env?: Record<string, string> } = {}) {
  const server = await served(["--data", data], { env: { ...env, ...options.env } });
  servers.push(server);
  return server;
}
const command = (data: string, ...args: string[]) => releve([...args, "--data", data], { env, cwd: files.path });
const cartes = (value: number) => ({
  startup: "b-dock",
  source: "sent",
  figures: [{ metric: "cartes_publiees", value, territory: { level: "france", code: "FR" } }],
});

beforeAll(async () => {
  files = folder();
  directory = folder();
  endpoint = await loopback((request, response) => {
    response.end(communesPage(CODES, new URL(request.url ?? "/", "http://localhost").searchParams));
  });
  directory.write("a-dock.json", communesStartup("a-dock", endpoint.url));
  directory.write("b-dock.json", pushStartup("b-dock"));
  env = { RELEVE_DIRECTORY: directory.path, RELEVE_ALLOW_LOOPBACK: "1" };
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.end("SIGKILL");
});
afterAll(async () => {
  await endpoint?.close();
  files?.remove();
  directory?.remove();
});

describe("while serve runs", () => {
  it("other terminals pull, push and ask through it, and read what they would read without it", async () => {
    const data = join(files.path, "shared");
    const server = await serve(data);
    expect(statSync(join(data, "releve.sock")).mode & 0o777).toBe(0o600);

    const pulled = await command(data, "pull");
    expect(pulled).toMatchObject({ exit: 0, out: expect.stringMatching(/a-dock +communes +answered/) });
    files.write("push.json", cartes(41_207));
    expect(await command(data, "push", "push.json")).toMatchObject({ exit: 0 });
    const page = await (await fetch(`${server.url}/startups/b-dock`)).text();
    expect(page).toMatch(/41[\s\u202f\u00a0]207/);
    const model = (await (await fetch(`${server.url}/api/v1/startups/b-dock`)).json()) as {
      panels: { figure: { value: string } }[];
    };
    expect(model.panels.map(({ figure }) => figure.value)).toEqual(["41207"]);

    const asked = [
      ["figures"],
      ["figures", "a-dock", "--json"],
      ["figures", "nobody"],
      ["figures", "--hash"],
      ["topics"],
    ];
    const through = await Promise.all(asked.map((args) => command(data, ...args)));
    const wrong = await command(data, "push", "nowhere.json");
    expect(wrong).toMatchObject({ exit: 2, out: "", err: expect.stringMatching(/^RELEVE_FILE/) });
    expect(await command(data, "process")).toMatchObject({ exit: 0 });
    expect(await command(data, "doctor")).toMatchObject({ exit: 0, out: expect.stringContaining("has every fact") });

    const began = Date.now();
    expect(await server.end("SIGINT")).toBe(0);
    expect(Date.now() - began).toBeLessThan(5_000);
    const direct: Ran[] = [];
    for (const args of asked) direct.push(await command(data, ...args));
    const told = ({ exit, out, err }: Ran) => ({ exit, out, err });
    expect(direct.map(told)).toEqual(through.map(told));
    expect(through.map(({ exit }) => exit)).toEqual([0, 0, 2, 0, 0]);
  });

  it("each caller's own settings count: the directory of another terminal", async () => {
    const data = join(files.path, "callers");
    await serve(data, { env: { RELEVE_DIRECTORY: "" } });
    expect((await command(data, "pull", "a-dock")).out).toMatch(/a-dock +communes +answered/);
    const bad = await releve(["pull", "--data", data], { env: { ...env, RELEVE_PULL_CONCURRENCY: "0" } });
    expect(bad).toMatchObject({ exit: 78, err: expect.stringMatching(/^RELEVE_CONFIG/) });
  });

  it("a second serve on the folder is refused, and says how to go on", async () => {
    const data = join(files.path, "twice");
    const first = await serve(data);
    const second = await command(data, "serve", "--port", "0");
    expect(second).toMatchObject({
      exit: 1,
      out: "",
      err: expect.stringMatching(/^RELEVE_FOLDER_LOCKED .*\n {2}do .*--data/),
    });
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
  });

  it("a data folder too deep for a socket's path works the same", async () => {
    const data = join(files.path, "deep".repeat(20), "folder");
    const server = await serve(data);
    files.write("deep.json", cartes(7));
    expect(await command(data, "push", "deep.json")).toMatchObject({ exit: 0 });
    expect(await (await fetch(`${server.url}/index.json`)).text()).toContain('"value":"7"');
  });
});

describe("the clock of serve", () => {
  it("asks each source by its own schedule, and the others by the usual one", async () => {
    const data = join(files.path, "clock");
    const own = folder();
    const [source] = communesStartup("c-dock", endpoint.url).sources;
    const often = { ...source, schedule: "*/1 * * * * *" };
    own.write("c-dock.json", { ...communesStartup("c-dock", endpoint.url), sources: [often] });
    own.write("d-dock.json", communesStartup("d-dock", endpoint.url));
    const yearly = { RELEVE_PULL_SCHEDULE: "0 0 1 1 *", RELEVE_PULL_SPREAD_MINUTES: "0", RELEVE_DIRECTORY: own.path };
    const server = await serve(data, { env: yearly });
    const stateOf = async (id: string) => {
      const model = (await (await fetch(`${server.url}/api/v1/startups/${id}`)).json()) as { panels: unknown[] };
      return model.panels.length;
    };
    await expect.poll(() => stateOf("c-dock"), { timeout: 15_000, interval: 200 }).toBeGreaterThan(0);
    expect(await stateOf("d-dock")).toBe(0);
    own.remove();
  });
});

describe("a server that was killed", () => {
  it("leaves a stale socket and a lock behind: the next command works, and so does the next server", async () => {
    const data = join(files.path, "killed");
    const server = await serve(data);
    files.write("killed.json", cartes(12));
    expect(await command(data, "push", "killed.json")).toMatchObject({ exit: 0 });
    await server.end("SIGKILL");
    expect(statSync(join(data, "releve.sock")).isSocket()).toBe(true);

    expect(await command(data, "figures")).toMatchObject({ exit: 0, out: expect.stringMatching(/b-dock .* 12 /) });
    files.write("killed.json", cartes(13));
    expect(await command(data, "push", "killed.json")).toMatchObject({ exit: 0 });
    const next = await serve(data);
    expect(await (await fetch(`${next.url}/index.json`)).text()).toContain('"value":"13"');
    expect(await next.end("SIGTERM")).toBe(0);
  });
});
