// `releve check` as a stranger runs it: an address, a proposal that is written, and a pull by it.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkForAnyone } from "../../cli/check.ts";
import { runCommand } from "../../cli/command.ts";
import { loadNamed } from "../../cli/commands.ts";
import { readConfig } from "../../infra/config.ts";
import { openHttpClient } from "../../infra/http/client.ts";
import { loadTerritories } from "../../infra/territories.ts";
import { CheckReply } from "../../schemas/check.ts";
import { type Folder, folder } from "../support/directory.ts";
import { type Loopback, loopback, sendJson } from "../support/loopback.ts";
import { releve } from "../support/program.ts";

let server: Loopback;
let files: Folder;
beforeAll(async () => {
  files = folder();
  server = await loopback((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://x");
    if (pathname === "/page") return void response.writeHead(200, { "content-type": "text/html" }).end("<html></html>");
    if (pathname === "/closed")
      return void response
        .writeHead(request.headers.authorization === "Bearer planted" ? 200 : 401)
        .end('{"maps_count":4}');
    if (pathname === "/capped") {
      const [from, most] = [
        Number(searchParams.get("offset") ?? 0),
        Math.min(2, Number(searchParams.get("limit") ?? 1)),
      ];
      const all = ["37261", "37003", "2A004"].map((insee) => ({ insee, metrics: { tu: 1 } }));
      return sendJson(response, { count: 3, results: all.slice(from, from + most) });
    }
    sendJson(response, { maps_count: 40321, version: "3.9.0", importers: ["a.person@example.org"] });
  });
});
afterAll(async () => {
  await server?.close();
  files?.remove();
});
const env = { RELEVE_ALLOW_LOOPBACK: "1" };

/** A command of no data folder, without a process of its own. */
async function run(args: readonly string[], { env }: { readonly env: NodeJS.ProcessEnv } = { env: {} }) {
  const text = { out: "", err: "" };
  const print = (to: "out" | "err") => (more: string) => {
    text[to] += more;
  };
  const io = {
    out: print("out"),
    err: print("err"),
    terminal: false,
    cwd: files.path,
    gone: new AbortController().signal,
    env,
  };
  const nothing = () => Promise.reject(new Error("it opens no folder"));
  const call = {
    io,
    inServe: false,
    config: () => readConfig(env),
    configOf: readConfig,
    house: nothing,
    log: nothing,
  };
  return { exit: await runCommand(args, call, await loadNamed(args[0])), ...text };
}

describe("releve check", () => {
  it("proposes a file, writes it, and the file is pulled unchanged", async () => {
    const checked = await releve(["check", `${server.url}/stats`, "--startup", "a-dock", "--write", files.path], {
      env,
    });
    expect([checked.exit, checked.err]).toEqual([0, expect.stringContaining("a-dock.json")]);
    for (const words of ["can be read: 1 figure", "cartes_publiees", "40321", "To ask the team", "fr  Que compte"])
      expect(checked.out).toContain(words);
    const data = join(files.path, "data");
    const pulled = await releve(["pull", "a-dock", "--data", data], { env: { ...env, RELEVE_DIRECTORY: files.path } });
    expect(pulled.out).toMatch(/a-dock +site +answered/);
    const figures = await releve(["figures", "a-dock", "--data", data], { env });
    expect(figures.out).toContain("40321");
    const again = await releve(["check", `${server.url}/stats`, "--startup", "a-dock", "--write", files.path], { env });
    expect([again.exit, again.err]).toEqual([2, expect.stringContaining("RELEVE_FILE")]); // what is there stays
  });
  it("asks as the proposed kind would, and learns how many rows a page has", async () => {
    const { exit, out } = await run(["check", `${server.url}/capped`, "--json"], { env });
    const reply = CheckReply.parse(JSON.parse(out));
    expect([exit, reply.outcome]).toEqual([0, "readable"]);
    expect(reply.proposal?.sources[0]?.settings).toMatchObject({
      limit: 2,
      metrics: { tu: { metric: "communes_couvertes" } },
    });
    expect(reply.refused).toContainEqual(expect.objectContaining({ what: "further pages" }));
  });
  it("ends with 1 where nothing can be read, and says what to ask for in both languages", async () => {
    const page = await run(["check", `${server.url}/page`], { env });
    expect(page.exit).toBe(1);
    for (const words of ["HTML only", "fr  Bonjour", "en  Hello"]) expect(page.out).toContain(words);
    const file = files.write("answer.json", { error: "Authentification invalide" });
    expect((await run(["check", file])).out).toContain("does it need a token?");
  });
  it("sends a secret that is named, and prints none", async () => {
    const header = ["--header", "Authorization: Bearer {{RELEVE_SECRET_A_DOCK}}"];
    const without = await run(["check", `${server.url}/closed`, "--json"], { env });
    expect(JSON.parse(without.out).refused[0].why).toBe("it answers with status 401");
    const { exit, out } = await run(["check", `${server.url}/closed`, ...header, "--json"], {
      env: { ...env, RELEVE_SECRET_A_DOCK: "planted" },
    });
    expect([exit, JSON.parse(out).proposal.sources[0].settings.headers]).toEqual([
      0,
      { Authorization: "Bearer {{RELEVE_SECRET_A_DOCK}}" },
    ]);
    expect(out).not.toContain("planted");
  });
  it("refuses addresses that are not public, as a pull does", async () => {
    const { exit, err } = await run(["check", `${server.url}/stats`]);
    expect([exit, err]).toEqual([1, expect.stringContaining("RELEVE_ADDRESS_REFUSED")]);
  });
});

describe("the same for anyone, over the API", () => {
  it("replies by its schema, and tells what cannot be asked instead of failing", async () => {
    const limits = { timeoutMs: 3_000, maxBytes: 4_000_000, maxUnpackedBytes: 40_000_000, contact: "tests" };
    const territories = await loadTerritories();
    const open = (allowLoopback: boolean) =>
      checkForAnyone({
        http: openHttpClient({ ...limits, allowLoopback }),
        territories,
        clock: Date.now,
        allowLoopback,
      });
    expect(CheckReply.parse(await open(true)({ url: `${server.url}/stats` })).cellCount).toBe(1);
    const refused = CheckReply.parse(await open(false)({ url: `${server.url}/stats` }));
    expect(refused.refused[0]?.why).toContain("RELEVE_ADDRESS_REFUSED");
    expect(refused.outcome).toBe("unreadable");
  });
});

describe("releve directory check", () => {
  it("lists the files of the network and one's own, and with --live what each source answers", async () => {
    const own = folder();
    own.write("a-map.json", {
      startup: "a-map",
      name: "A map",
      sources: [
        {
          source: "site",
          kind: "json",
          settings: { url: `${server.url}/stats`, figures: [{ metric: "cartes_publiees", value: "/maps_count" }] },
        },
        {
          source: "page",
          kind: "json",
          settings: { url: `${server.url}/page`, figures: [{ metric: "demarches", value: "/n" }] },
        },
      ],
    });
    const settings = { env: { ...env, RELEVE_DIRECTORY: own.path } };
    const offline = await run(["directory", "check"], settings);
    expect([offline.exit, offline.out]).toEqual([0, expect.stringMatching(/umap +stats +json[\s\S]*all can be used/)]);
    const live = await run(["directory", "check", "a-map", "--live"], settings);
    expect([live.exit, live.out]).toEqual([3, expect.stringMatching(/site .*1 figures[\s\S]*page .*answer\.html/)]);
    own.write("a-map.json", "{");
    expect((await run(["directory", "check"], settings)).exit).toBe(78);
    expect(existsSync(own.path) && readFileSync(join(own.path, "a-map.json"), "utf8")).toBe("{");
    own.remove();
  });
});
