// Bad input to every command, as a stranger gives it: one clear message with what to do, and the documented exit code.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { communesPage, communesStartup, type Folder, folder, pushStartup } from "../support/directory.ts";
import { type Loopback, loopback } from "../support/loopback.ts";
import { type Lasting, lasting, type Ran, type RunOptions, releve } from "../support/program.ts";

/** Given to every command; none may ever show it. */
const PLANTED = { RELEVE_SECRET_DOCK: "planted-7f3a", RELEVE_WAREHOUSE_PASSWORD: "planted-9c1e" };
const COMMANDS = ["serve", "demo", "pull", "push", "registry", "process", "figures", "topics", "migrate", "doctor"];
const STACK = /^\s+at .+:\d+:\d+\)?$/m;

const said: Ran[] = [];
let files: Folder;
let endpoint: Loopback;
let taken: Server;
let folders = 0;
/** A data folder of its own, not made yet. */
const data = () => join(files.path, `data-${folders++}`);
async function run(args: readonly string[], { env, ...options }: RunOptions = {}): Promise<Ran> {
  const ran = await releve(args, { ...options, env: { ...PLANTED, ...env } });
  said.push(ran);
  return ran;
}
/** One message: code, what and where, what to do; nothing on stdout, no stack. */
function message(ran: Ran, code: string): string {
  expect(ran.err).toMatch(new RegExp(`^${code} {2}\\S[\\s\\S]*\\n {2}do {2}\\S.*\\n$`));
  expect(ran.err.match(/^RELEVE_[A-Z_]+ {2}/gm)).toHaveLength(1);
  expect(ran.err).not.toMatch(STACK);
  expect(ran.out).toBe("");
  return ran.err;
}

beforeAll(async () => {
  files = folder();
  endpoint = await loopback((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/bad") response.writeHead(500).end(JSON.stringify(request.headers));
    else response.end(communesPage(["01001", "01002"], searchParams));
  });
  taken = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => taken.once("listening", done));
});
afterAll(async () => {
  await endpoint?.close();
  taken?.close();
  files?.remove();
});

describe.concurrent("help", () => {
  for (const command of ["", ...COMMANDS])
    it(`of ${command || "releve"} exits 0 and names the exit codes, whatever the settings`, async () => {
      const ran = await run([...(command ? [command] : []), "--help"], { env: { RELEVE_PORT: "x" } });
      expect(ran).toMatchObject({ exit: 0, err: "" });
      expect(ran.out).toContain("Usage: releve");
      expect(ran.out).toMatch(/Exit codes: 0 done, 1 failed, 2 usage, 3 partly failed, 70 .*, 78 settings/);
    });
});

describe.concurrent("a command line that cannot be understood", () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ["an unknown command", ["pul"], "unknown command 'pul'"],
    ["an unknown option", ["figures", "--colour"], "unknown option '--colour'"],
    ["a missing argument", ["push"], "missing required argument 'file'"],
    ["a day that does not exist", ["figures", "--day", "2024-13-45"], '--day: found "2024-13-45"'],
    ["a sum along nothing", ["figures", "--sum", "colour"], '--sum: found "colour"'],
    ["a port that is none", ["serve", "--port", "http"], '--port: found "http"'],
    ["a seed that is none", ["demo", "--seed", "x"], '--seed: found "x"'],
  ];
  for (const [name, args, what] of cases)
    it(`${name} exits 2`, async () => {
      const ran = await run(["--data", data(), ...args]);
      expect(message(ran, "RELEVE_USAGE")).toContain(what);
      expect(ran.exit).toBe(2);
    });

  it("an unknown metric exits 2 and names the nearest", async () => {
    const ran = await run(["--data", data(), "figures", "--metric", "rdv_pri"]);
    expect(message(ran, "RELEVE_UNKNOWN_METRIC")).toContain("rdv_pris");
    expect(ran.exit).toBe(2);
  });
  it("an unknown startup exits 2, asked for or pulled", async () => {
    const [asked, pulled] = await Promise.all([
      run(["--data", data(), "figures", "a-duck"]),
      run(["--data", data(), "pull", "a-duck"]),
    ]);
    expect(message(asked, "RELEVE_UNKNOWN_STARTUP")).toContain("a-duck");
    expect(message(pulled, "RELEVE_UNKNOWN_STARTUP")).toContain("a-duck");
    expect([asked.exit, pulled.exit]).toEqual([2, 2]);
  });
});

describe.concurrent("a file that cannot be used", () => {
  it("for push: missing, not JSON, of another shape", async () => {
    const env = { RELEVE_DIRECTORY: folderOf({ "a-dock.json": pushStartup("a-dock") }) };
    const kept = data();
    const push = (file: string, into = data()) => run(["--data", into, "push", file], { env, cwd: files.path });
    const [missing, wrong, shape, startup] = await Promise.all([
      push("nowhere.json"),
      push(files.write("wrong.json", '{"startup": '), kept),
      push(files.write("shape.json", { startup: "a-dock", source: "sent", figures: [{ metric: "cartes" }] })),
      push(files.write("startup.json", { startup: "a-duck", source: "sent", figures: [] })),
    ]);
    expect(message(missing, "RELEVE_FILE")).toContain("nowhere.json");
    expect(message(wrong, "RELEVE_FILE")).toContain("wrong.json is not JSON");
    expect(message(shape, "RELEVE_USAGE")).toContain("/figures/0/value");
    expect(message(startup, "RELEVE_UNKNOWN_STARTUP")).toContain("a-duck");
    expect([missing, wrong, shape, startup].map(({ exit }) => exit)).toEqual([2, 2, 2, 2]);
    const place = /releve\.edge\.v1 keeps the refused bytes at (\d+:0)/.exec(wrong.err)?.[1] ?? "nowhere";
    const listed = await run(["--data", kept, "rejects", "list", "--json"]);
    expect(JSON.parse(listed.out).rejects).toMatchObject([
      { kind: "refused", stage: "edge", startup: ":edge", code: "RELEVE_FILE" },
    ]);
    const shown = await run(["--data", kept, "rejects", "show", ":edge", place, "--bytes", "1"]);
    expect(shown.out).toBe('{"startup": ');
  });

  it("of the directory: every fault of every file at once, for pull, serve and doctor", async () => {
    const path = folderOf({
      "a-dock.json": '{ "startup": "a-dock", }',
      "b-dock.json": { ...communesStartup("b-dock", "https://b.example/x"), colour: "blue" },
      "c-dock.json": communesStartup("c-dock", "https://c.example/x", {
        metrics: { tu: { metric: "communes_couverte", levels: ["commune"] } },
      }),
    });
    const env = { RELEVE_DIRECTORY: path };
    const [pull, serve, doctor, nowhere] = await Promise.all([
      run(["--data", data(), "pull"], { env }),
      run(["--data", data(), "serve", "--port", "0"], { env }),
      run(["--data", data(), "doctor", "--json"], { env }),
      run(["--data", data(), "pull"], { env: { RELEVE_DIRECTORY: join(files.path, "nowhere") } }),
    ]);
    for (const ran of [pull, serve]) {
      const told = message(ran, "RELEVE_DIRECTORY");
      expect(told).toContain("line 1, column");
      expect(told).toContain("/colour");
      expect(told).toContain("communes_couvertes");
    }
    expect(JSON.parse(doctor.out).checks[0]).toMatchObject({ check: "directory", ok: false });
    expect(message(nowhere, "RELEVE_DIRECTORY")).toContain("no folder that can be read");
    expect([pull, serve, doctor, nowhere].map(({ exit }) => exit)).toEqual([78, 78, 78, 78]);
  });
});

describe.concurrent("settings that cannot be used", () => {
  it("are all told at once, and exit 78", async () => {
    const env = { RELEVE_PORT: "70000", RELEVE_LOGS: "x", RELEVE_WAREHOUSE: "http://ann:planted-4b@h:1" };
    for (const ran of await Promise.all([run(["figures"], { env }), run(["serve"], { env })])) {
      const told = message(ran, "RELEVE_CONFIG");
      for (const name of ["RELEVE_PORT", "RELEVE_LOGS", "RELEVE_WAREHOUSE"]) expect(told).toContain(`  ${name}  found`);
      expect(told).toMatch(/3 settings/);
      expect(ran.exit).toBe(78);
    }
  });
  it("a data folder that cannot be made or written", async () => {
    const file = files.write("plain.txt", "not a folder");
    const [under, proc, doctor] = await Promise.all([
      run(["--data", join(file, "data"), "figures"]),
      run(["topics"], { env: { RELEVE_DATA: "/proc/releve" } }),
      run(["doctor", "--data", join(file, "data"), "--json"]),
    ]);
    expect(message(under, "RELEVE_CONFIG")).toContain(file);
    expect(message(proc, "RELEVE_CONFIG")).toContain("/proc/releve");
    expect(JSON.parse(doctor.out).checks[1]).toMatchObject({ ok: false, hint: expect.stringContaining("--data") });
    expect([under.exit, proc.exit, doctor.exit]).toEqual([78, 78, 78]);
  });
});

describe.concurrent("what does not answer", () => {
  it("a broker: told within seconds, exit 1", async () => {
    const env = { RELEVE_LOG: "kafka://127.0.0.1:1", RELEVE_LOG_LEVEL: "error" };
    const [topics, serve] = await Promise.all([
      run(["--data", data(), "topics", "--json"], { env }),
      run(["--data", data(), "serve", "--port", "0"], { env }),
    ]);
    for (const ran of [topics, serve]) {
      expect(message(ran, "RELEVE_LOG_UNAVAILABLE")).toContain("127.0.0.1:1");
      expect(ran.exit).toBe(1);
      expect(ran.elapsedMs).toBeLessThan(25_000);
    }
  });
  it("a broker: what the warehouse knows is told all the same, and doctor says which part is away", async () => {
    const env = { RELEVE_LOG: "kafka://127.0.0.1:1", RELEVE_LOG_LEVEL: "error" };
    const figures = await run(["--data", data(), "figures", "--json"], { env });
    expect([figures.exit, JSON.parse(figures.out).services]).toEqual([0, []]);
    const doctor = await run(["--data", data(), "doctor"], { env });
    expect(doctor.out).toMatch(/^FAIL {2}log: Kafka does not answer/m);
    expect(doctor.out).toMatch(/^ok {4}warehouse: answers/m);
    expect(doctor.exit).toBe(1);
  });
  it("a warehouse: exit 1, and doctor says which part", async () => {
    const env = { RELEVE_WAREHOUSE: "http://127.0.0.1:1" };
    const [figures, doctor] = await Promise.all([
      run(["--data", data(), "figures"], { env }),
      run(["--data", data(), "doctor"], { env }),
    ]);
    expect(message(figures, "RELEVE_WAREHOUSE_UNAVAILABLE")).toContain("RELEVE_WAREHOUSE");
    expect(doctor.out).toMatch(/^FAIL {2}log and warehouse: the warehouse does not answer/m);
    expect([figures.exit, doctor.exit]).toEqual([1, 1]);
  });
  it("a port that another program has: exit 1", async () => {
    const { port } = taken.address() as AddressInfo;
    const ran = await run(["--data", data(), "serve", "--port", String(port)], { env: { RELEVE_LOG_LEVEL: "error" } });
    expect(message(ran, "RELEVE_PORT_TAKEN")).toContain(String(port));
    expect(ran.exit).toBe(1);
  });
  it("an endpoint: the others are pulled (exit 3); when none answered, exit 1", async () => {
    const headers = { Authorization: "Bearer {{RELEVE_SECRET_DOCK}}" };
    const path = folderOf({
      "a-dock.json": communesStartup("a-dock", `${endpoint.url}/good`),
      "b-dock.json": communesStartup("b-dock", `${endpoint.url}/bad`, { headers }),
    });
    const env = { RELEVE_DIRECTORY: path, RELEVE_ALLOW_LOOPBACK: "1" };
    const [both, bad] = await Promise.all([
      run(["--data", data(), "pull", "--json"], { env }),
      run(["--data", data(), "pull", "b-dock"], { env }),
    ]);
    const { results } = JSON.parse(both.out) as { results: { outcome: string; code?: string }[] };
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(["answered", "failed"]);
    expect(bad.out).toMatch(/b-dock +communes +failed +RELEVE_ENDPOINT_REFUSED/);
    expect([both.exit, bad.exit]).toEqual([3, 1]);
    expect(endpoint.asked.some(({ headers: sent }) => sent.authorization === "Bearer planted-7f3a")).toBe(true);
  });
});

describe("a folder that another process holds", () => {
  let holder: Lasting;
  const held = { path: "" };
  beforeAll(async () => {
    held.path = data();
    holder = lasting(["process", "--data", held.path]);
    await holder.line(/Reading the log/);
  });
  afterAll(() => holder?.end("SIGKILL"));

  it("without a socket is told as locked, with the process that holds it: exit 1", async () => {
    const [figures, serve] = await Promise.all([
      run(["--data", held.path, "figures"]),
      run(["--data", held.path, "serve", "--port", "0"]),
    ]);
    for (const ran of [figures, serve]) {
      expect(message(ran, "RELEVE_FOLDER_LOCKED")).toContain(`(${holder.pid})`);
      expect(ran.exit).toBe(1);
    }
  });
});

describe("what is printed as JSON", () => {
  it("is one document, alone on stdout", async () => {
    const path = data();
    const env = { RELEVE_DIRECTORY: folderOf({ "a-dock.json": pushStartup("a-dock") }) };
    const request = { startup: "a-dock", source: "sent", figures: [figure("cartes_publiees", 12)] };
    const file = files.write("push.json", request);
    const lines = [["push", file], ["figures"], ["figures", "a-dock"], ["figures", "--hash"], ["topics"], ["migrate"]];
    for (const args of [...lines, ["doctor"], ["pull"]]) {
      const ran = await run(["--data", path, ...args, "--json"], { env });
      expect(ran.exit, ran.err).toBe(0);
      expect(() => JSON.parse(ran.out), args.join(" ")).not.toThrow();
      if (args[1] === "a-dock") expect(JSON.parse(ran.out).rows).toMatchObject([{ value: "12" }]);
    }
  });
});

describe("secrets", () => {
  it("are in no output of all the commands above", () => {
    expect(said.length).toBeGreaterThan(30);
    for (const { out, err } of said) expect(out + err).not.toMatch(/planted-/);
  });
});

const figure = (metric: string, value: number) => ({ metric, value, territory: { level: "france", code: "FR" } });

function folderOf(content: Readonly<Record<string, unknown>>): string {
  const { path, write, remove } = folder();
  for (const [name, one] of Object.entries(content)) write(name, one);
  made.push(remove);
  return path;
}
const made: (() => void)[] = [];
afterAll(() => {
  for (const remove of made) remove();
});
