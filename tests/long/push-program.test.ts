// Figures and decisions over HTTP, by the real program: the documentation's own snippets, and how soon a page shows them.
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Folder, folder, pushStartup } from "../support/directory.ts";
import { type Lasting, releve, served } from "../support/program.ts";
import { send } from "../support/push-door.ts";
import { tell } from "../support/tell.ts";

const run = promisify(execFile);
let files: Folder;
let server: Lasting & { url: string };
let token: string;
let env: Record<string, string>;
let data: string;
const command = (...args: string[]) => releve([...args, "--data", data], { env, cwd: files.path });
async function made(...args: string[]): Promise<string> {
  const ran = await command("token", "create", ...args);
  expect(ran, ran.err).toMatchObject({ exit: 0, out: expect.stringMatching(/^releve_[0-9A-Za-z]{33}\n$/) });
  return ran.out.trim();
}
beforeAll(async () => {
  files = folder();
  files.write("a-dock.json", pushStartup("a-dock"));
  data = join(files.path, "data");
  env = { RELEVE_DIRECTORY: files.path, RELEVE_PUSH_PER_MINUTE: "10000" };
  server = await served(["--data", data], { env });
  token = await made("a-dock", "--holder", "Team");
});
afterAll(async () => {
  await server?.end("SIGTERM");
  files?.remove();
});

interface Shown {
  readonly rows: readonly { readonly value: string | null }[];
}
const shown = async (metric: string, more = "") => {
  const reply = await fetch(`${server.url}/api/v1/figures?startup=a-dock&metric=${metric}${more}`);
  return reply.ok ? ((await reply.json()) as Shown).rows.map(({ value }) => value) : [];
};
/** Waits for a figure. @returns milliseconds until it was there */
async function until(metric: string, value: string | undefined, more = ""): Promise<number> {
  const began = performance.now();
  while ((await shown(metric, more))[0] !== value) {
    if (performance.now() - began > 20_000) throw new Error(`${metric} is ${await shown(metric, more)}, not ${value}`);
    await new Promise((wake) => setTimeout(wake, 10));
  }
  return performance.now() - began;
}

describe("the snippets of docs/push.md", () => {
  const page = readFileSync(new URL("../../docs/push.md", import.meta.url), "utf8");
  const snippet = (language: string, holds: string) => {
    const all = [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(
      ([, code = ""]) => code,
    );
    const found = all.filter((code) => code.includes(holds));
    expect(found).toHaveLength(1);
    return found[0] ?? "";
  };
  const asSender = () => ({ env: { PATH: process.env.PATH, RELEVE_URL: server.url, RELEVE_TOKEN: token } });

  it("push with curl; a second run counts nothing more", async () => {
    const code = snippet("sh", "curl -sS --fail-with-body");
    const replies = [await run("sh", ["-c", code], asSender()), await run("sh", ["-c", code], asSender())];
    expect(replies[0]?.stdout).toBe(replies[1]?.stdout);
    expect(JSON.parse(replies[0]?.stdout ?? "")).toMatchObject({ accepted: 1, rejected: 0 });
    await until("cartes_publiees", "41207");
  });
  it("push with Node", async () => {
    const file = join(files.path, "push.mjs");
    writeFileSync(file, snippet("js", "Idempotency-Key"));
    expect((await run(process.execPath, [file], asSender())).stdout).toContain("accepted: 2");
    await until("reservations", "1204", "&grain=month&from=2026-10-01&to=2026-10-31");
  });
  it("push with Python", async () => {
    const file = join(files.path, "push.py");
    writeFileSync(file, snippet("python", "urllib.request"));
    expect((await run("python3", [file], asSender())).stdout).toMatch(/^201 .*'accepted': 1/);
    await until("jeux_de_donnees", "36");
  });
});

describe("a push over HTTP to the real program", () => {
  it("is visible within 2 s (p99)", async () => {
    const times: number[] = [];
    for (let value = 1; value <= 25; value++) {
      const sent = await send(server.url, token, { metric: "aides_publiees", value: 100 + value });
      expect(sent.status, JSON.stringify(sent.body)).toBe(201);
      times.push(await until("aides_publiees", String(100 + value)));
    }
    const sorted = times.toSorted((a, b) => a - b).map(Math.round);
    tell(`push to figure: median ${sorted[12]} ms, slowest of ${sorted.length} ${sorted.at(-1)} ms`);
    expect(sorted.at(-1)).toBeLessThan(2_000);
  });
  it("is not taken with a token that another terminal revoked, 5 s later at most; the log and the lines have no token", async () => {
    const listed = async () =>
      (JSON.parse((await command("token", "list", "--json")).out) as { tokens: Record<string, string>[] }).tokens;
    const [first] = await listed();
    const rotated = await command("token", "rotate", first?.id ?? "");
    const other = rotated.out.trim();
    expect(rotated.err).toContain(`releve token revoke ${first?.id}`);
    for (const one of [token, other])
      expect((await send(server.url, one, { metric: "jeux_de_donnees", value: 1 })).status).toBe(201);
    const second = (await listed()).find(({ id }) => id !== first?.id);
    expect(await command("token", "revoke", second?.id ?? "")).toMatchObject({ exit: 0 });
    const wrong = await command("token", "create", "nobody", "--holder", "Team");
    expect(wrong).toMatchObject({ exit: 2, out: "", err: expect.stringMatching(/^RELEVE_UNKNOWN_STARTUP/) });
    const began = Date.now();
    while ((await send(server.url, other, { metric: "jeux_de_donnees", value: 1 })).status !== 401)
      expect(Date.now() - began).toBeLessThan(5_000);
    const stored = readFileSync(join(data, "log", "data.mdb")).toString("latin1");
    for (const text of [stored, server.lines.join("\n")])
      for (const one of [token, other]) expect(text).not.toContain(one);
  });
});

describe("a decision over HTTP", () => {
  const post = async (bearer: string, path: string, body?: unknown) => {
    const reply = await fetch(`${server.url}/api/v1/decisions${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${bearer}`, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: a reply as it came
    return { status: reply.status, body: (await reply.json()) as any };
  };
  const corrected = (value: string) => ({
    startup: "a-dock",
    reason: "counted twice, says marie.dupont@quai.example",
    decision: {
      what: "figure.corrected",
      metric: "demarches",
      definition: 1,
      territory: { level: "france", code: "FR" },
      value,
    },
  });

  it("is tried, proposed, approved by another, and undone by two; nobody decides alone, and a team not at all", async () => {
    const [ada, grace] = [
      await made("--right", "decide", "--holder", "Ada"),
      await made("--right", "decide", "--holder", "Grace"),
    ];
    const metric = "demarches";
    expect((await send(server.url, token, { metric, value: 50 })).status).toBe(201);
    await until(metric, "50");
    expect(await post(token, "", corrected("40"))).toMatchObject({ status: 403, body: { code: "RELEVE_SCOPE" } });
    expect(await post(ada, "?dry-run=true", corrected("40"))).toMatchObject({
      status: 200,
      body: { proposal: null, state: "dry run", changes: { count: 1, first: [{ before: "50", after: "40" }] } },
    });
    const { status, body } = await post(ada, "", corrected("40"));
    expect([status, body.state]).toEqual([201, "proposed"]);
    const at = `/${body.proposal}`;
    expect(await post(ada, `${at}/approve`)).toMatchObject({ status: 422, body: { code: "RELEVE_DECISION" } });
    expect(await post(grace, `${at}/approve`)).toMatchObject({ status: 200, body: { state: "in force" } });
    await until(metric, "40");
    const why = { reason: "it was right after all" };
    for (const _ of [1, 2])
      expect(await post(grace, `${at}/undo`, why)).toMatchObject({ status: 200, body: { state: "undo asked" } });
    expect(await post(ada, `${at}/undo`, why)).toMatchObject({ status: 200, body: { state: "undone" } });
    await until(metric, "50");
    const declined = await post(ada, "", corrected("30"));
    expect(await post(ada, `/${declined.body.proposal}/decline`, why)).toMatchObject({ body: { state: "declined" } });
    expect(await post(grace, `/${declined.body.proposal}/approve`)).toMatchObject({ status: 422 });
    const listed = await (await fetch(`${server.url}/api/v1/decisions`)).text();
    expect(listed).toContain('"author":"Ada"');
    expect(listed).not.toContain("marie.dupont");
  });
  it("is refused for what is not there, and in another form", async () => {
    const ada = await made("a-dock", "--right", "decide", "--holder", "Ada");
    expect(await post(ada, "", { ...corrected("1"), startup: "nobody" })).toMatchObject({ status: 403 });
    const held = { what: "hold.released", source: "sent", fact: 99_999 };
    expect(await post(ada, "", { ...corrected("1"), decision: held })).toMatchObject({ status: 404 });
    expect(await post(ada, "", { startup: "a-dock" })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/decision" }, { pointer: "/reason" }] },
    });
    expect(await post(ada, "/019a1e7b-6080-7130-9c72-d961cfe8b141/approve")).toMatchObject({ status: 404 });
  });
});
