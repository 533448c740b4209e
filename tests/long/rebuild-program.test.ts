// `releve rebuild` as an operator runs it: beside a running server, and alone, killed in the middle.
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { type Folder, folder } from "../support/directory.ts";
import { entryOf } from "../support/facts.ts";
import { mixedFacts } from "../support/mixed-facts.ts";
import { type Lasting, lasting, releve, served } from "../support/program.ts";

const files: Folder = folder();
const data = join(files.path, "data");
const started: Lasting[] = [];
afterAll(async () => {
  for (const one of started) await one.end("SIGKILL");
  files.remove();
});
const run = (...args: string[]) => releve([...args, "--data", data], { env: { RELEVE_DIRECTORY: files.path } });
async function hash(): Promise<string> {
  const { out, err } = await run("figures", "--hash");
  expect(err).toBe("");
  return out;
}

describe("a rebuild of a house", () => {
  let before = "";
  it("beside its server goes live without an interruption, and shows the same figures", async () => {
    const log = await openLmdbLog({ folder: join(data, "log") });
    await log.append(TOPICS.facts, mixedFacts(8).map(entryOf));
    await log.close();
    const server = await served(["--data", data], { env: { RELEVE_DIRECTORY: files.path } });
    started.push(server);
    expect(await run("process")).toMatchObject({ exit: 0 });
    before = await hash();
    const rebuilt = await run("rebuild", "--json");
    expect(rebuilt, rebuilt.err).toMatchObject({ exit: 0 });
    expect(JSON.parse(rebuilt.out)).toMatchObject({ generation: 1, outcome: "live", changes: { tables: [] } });
    expect(rebuilt.err).toContain('{"what":"rebuild"');
    expect((await fetch(server.url)).status).toBe(200);
    const refused = await run("rebuild", "--reading", "new");
    expect(refused).toMatchObject({ exit: 2 });
    expect(refused.err).toMatch(/reading\.adopted: releve replay/);
    expect(await server.end("SIGTERM")).toBe(0);
  });
  it("killed with -9 while it fills is gone on with by the next one", async () => {
    const killed = lasting(["rebuild", "--data", data]);
    started.push(killed);
    await killed.line(/"what":"rebuild"/);
    await killed.end("SIGKILL");
    expect(await hash()).toBe(before);
    const rebuilt = await run("rebuild");
    expect(rebuilt, rebuilt.err).toMatchObject({ exit: 0 });
    expect(rebuilt.err).toContain("Going on with generation 2.");
    expect(rebuilt.out).toMatch(
      /^Generation 2 \(releve_g2\) is live: \d+ facts in .* s \(\d+\/s\)\.\nNothing differs\.\n$/,
    );
  });
});
