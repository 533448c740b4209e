// Records that are no facts, at the very beginning of every topic, as any other program at the log may write them: the
// processors make rejects of them, and nothing else dies of them.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { communesPage, communesStartup, type Folder, folder, pushStartup } from "../support/directory.ts";
import { type Loopback, loopback } from "../support/loopback.ts";
import { releve, served } from "../support/program.ts";

const WEEK = "2024-W49";
const DEEP = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
const NO_FACTS = [
  "not JSON",
  "",
  '"push.refused"',
  "null",
  "[]",
  '{"type":5}',
  '{"type":"of a newer release"}',
  ...["metric.defined", "startup.registered", "token.issued", "undo.asked", "source.requested", "push.refused"],
  ...["endpoint.answered", "source.declared", "declaration.received", "report.published", "report.sent"],
].flatMap((text) =>
  /^[a-z]+\.[a-z]+$/.test(text)
    ? [
        `{"type":"${text}"}`,
        `{"type":"${text}"`,
        `{"type":"${text}","startup":"a-dock","source":"x","reader":${DEEP},"definition":${DEEP}}`,
      ]
    : [text],
);
const entries = (key: string) => NO_FACTS.map((text) => ({ key, value: Buffer.from(text) }));

let files: Folder;
let endpoint: Loopback;
let data: string;
beforeAll(async () => {
  files = folder();
  data = join(files.path, "data");
  const log = await openLmdbLog({ folder: join(data, "log") });
  for (const topic of [TOPICS.registry, TOPICS.facts]) await log.append(topic, entries("a-dock"));
  await log.append(TOPICS.edge, [...entries(":edge"), ...entries("a-dock")]);
  await log.append(TOPICS.reports, entries(WEEK));
  await log.close();
  endpoint = await loopback((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://localhost");
    response.end(communesPage(["01001", "01002"], searchParams));
  });
  files.write("a-dock.json", communesStartup("a-dock", endpoint.url));
  files.write("b-dock.json", pushStartup("b-dock"));
});
afterAll(async () => {
  await endpoint?.close();
  files?.remove();
});
const env = () => ({ RELEVE_DIRECTORY: files.path, RELEVE_ALLOW_LOOPBACK: "1" });
const run = (...args: string[]) => releve(["--data", data, ...args], { env: env() });

describe("a log whose every topic begins with records that are no facts", () => {
  it("is pulled into, and the figures are there", async () => {
    const ran = await run("pull", "a-dock");
    expect(ran).toMatchObject({ exit: 0, err: expect.not.stringContaining("RELEVE_BUG") });
    expect(ran.out).toMatch(/a-dock +communes +answered/);
    expect((await run("figures", "a-dock", "--json")).out).toContain('"communes_couvertes"');
  });
  it("has its rejects listed, and takes a push that is refused beside them", async () => {
    const list = await run("rejects", "list", "--limit", "1000", "--json");
    expect(list).toMatchObject({ exit: 0, err: "" });
    expect(list.out).toContain("not JSON");
    expect(list.out).toContain("nested too deep to be read");
    const bad = files.write("bad.json.txt", '{"startup":"b-dock","figures":5}');
    expect((await run("push", bad)).exit).not.toBe(70);
    expect((await run("rejects", "list", "--json")).out).toContain('"refused"');
  });
  it("has no report of the week that they are of, and says so", async () => {
    const ran = await run("report", "--week", WEEK);
    expect(ran).toMatchObject({ exit: 2, err: expect.stringMatching(/^RELEVE_NOT_FOUND/m) });
  });
  it("is served: pages, services, rejects and requests to join", async () => {
    const server = await served(["--data", data], { env: env() });
    try {
      for (const path of ["/", "/startups/a-dock", "/qualite", "/rapports", "/doutes", "/rejoindre"])
        expect([path, (await fetch(server.url + path)).status]).toEqual([path, 200]);
      for (const args of [
        ["join", "list"],
        ["token", "list"],
        ["rejects", "list"],
      ])
        expect((await run(...args)).exit).toBe(0);
    } finally {
      expect(await server.end("SIGTERM")).toBe(0);
    }
    expect(server.lines.join("\n")).not.toContain("RELEVE_BUG");
  });
});
