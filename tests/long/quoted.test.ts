// One figure quoted on 1 March, with the real program: whatever is decided and rebuilt afterwards, the day gives it again,
// word for word, and a stranger counts it again from a file alone.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { readProof } from "../../infra/proof/file.ts";
import { EndpointAnswered } from "../../schemas/events.ts";
import { newEventId } from "../../schemas/ids.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { type Folder, folder } from "../support/directory.ts";
import { declared, entryOf, pageOf } from "../support/facts.ts";
import { type Lasting, releve, served } from "../support/program.ts";
import { tell } from "../support/tell.ts";

const DAY = "2026-03-01";
const METRIC = "jeux_de_donnees";
/** Every fifth byte of a proof is bent, the last one first: they say the same of the others, in less time. */
const STEP = 5;
const two = ["--reason", "drafts are no data sets", "--by", "marie", "--approved-by", "paul"];
/** The house, and the empty folder of somebody who has nothing of it. */
const [files, stranger]: readonly [Folder, Folder] = [folder(), folder()];
const data = join(files.path, "data");
const env = { RELEVE_DIRECTORY: files.path };
const proof = join(stranger.path, "proof.jsonl");
let server: (Lasting & { url: string }) | undefined;

const startup = (pointer: string) => ({
  startup: "a-dock",
  name: "À quai",
  sources: [
    {
      source: "stats",
      kind: "json",
      settings: { url: "https://x.example.org/stats", figures: [{ metric: METRIC, value: pointer }] },
    },
  ],
});

/** What the endpoint said that morning, as a pull recorded it then. */
async function recordedThen(): Promise<void> {
  const at = `${DAY}T05:00:00.000Z`;
  const log = await openLmdbLog({ folder: join(data, "log"), clock: () => Date.parse(at) });
  const [source] = startup("/total").sources;
  const reader = { kind: "json", version: 1, settings: source?.settings, definitions: { [METRIC]: 1 } };
  const answer = EndpointAnswered.parse({
    ...{ type: "endpoint.answered", id: newEventId(Date.parse(at)), at, startup: "a-dock", source: "stats" },
    ...{ reader, receivedAt: at, elapsedMs: 80, pages: [pageOf(JSON.stringify({ total: 500, kept: 321 }))] },
  });
  await log.append(TOPICS.facts, [declared(startup("/total"), at), answer].map(entryOf));
  await log.close();
}

async function ran(...args: string[]): Promise<string> {
  const { exit, out, err } = await releve([...args, "--data", data], { env });
  expect([args, exit, err]).toEqual([args, 0, expect.anything()]);
  return out;
}
const json = async (...args: string[]) => JSON.parse(await ran(...args, "--json"));
/** All that the program says of the figure as known on 1 March: the command, the API, the page. */
async function quote(): Promise<readonly string[]> {
  const replies = [`/api/v1/figures?startup=a-dock&as_of=${DAY}`, `/startups/a-dock?connu-le=${DAY}`].map(
    async (path) => (await fetch(`${server?.url}${path}`)).text(),
  );
  return [await ran("figures", "a-dock", "--as-of", DAY), ...(await Promise.all(replies))];
}
/** The figure of 1 March as it is known today. */
async function now(): Promise<string | null | undefined> {
  return (await json("figures", "a-dock", "--metric", METRIC, "--day", DAY)).rows[0]?.value;
}

beforeAll(async () => {
  await recordedThen();
  files.write("a-dock.json", startup("/total"));
  server = await served(["--data", data], { env });
  await ran("process");
}, 120_000);
afterAll(async () => {
  await server?.end("SIGKILL");
  files.remove();
  stranger.remove();
});

describe("a figure quoted on 1 March", () => {
  let quoted: readonly string[] = [];
  it("is on the command line, in the API and on the page of that day", async () => {
    quoted = await quote();
    for (const text of quoted) expect(text).toContain("500");
    expect(await now()).toBe("500");
  });
  it("stays, word for word, when it is corrected", async () => {
    await json("correct", "a-dock", METRIC, "499", "--from", DAY, ...two);
    expect(await now()).toBe("499");
    expect(await quote()).toEqual(quoted);
  });
  it("stays when its mapping is mended and the bytes of then are read by it", async () => {
    files.write("a-dock.json", startup("/kept"));
    await json("replay", "a-dock", "stats", ...two);
    expect(await now()).toBe("499"); // the correction wins over every source
    const { revisions } = await json("revisions", "a-dock");
    expect(
      revisions.map(({ cause, cells: [cell] }: { cause: string; cells: { old: string; new: string }[] }) => [
        cause,
        cell?.old,
        cell?.new,
      ]),
    ).toEqual([
      ["reading", "500", "321"],
      ["correction", "500", "499"],
    ]);
    expect(await quote()).toEqual(quoted);
  });
  it("stays after a rebuild", async () => {
    expect(await json("rebuild")).toMatchObject({ generation: 1, outcome: "live", changes: { tables: [] } });
    expect(await now()).toBe("499");
    expect(await quote()).toEqual(quoted);
  });
  it("is exported with its facts, and proved where nothing of the house is left", async () => {
    await ran("trace", "a-dock", METRIC, "--as-of", DAY, "--proof", proof);
    await server?.end("SIGTERM");
    files.remove();
    const verified = await releve(["verify", "proof.jsonl", "--json"], { cwd: stranger.path });
    expect(verified, verified.err).toMatchObject({ exit: 0 });
    expect(JSON.parse(verified.out)).toMatchObject({ same: true, claimed: "500", counted: "500", wrong: [] });
    const said = await releve(["verify", "proof.jsonl"], { cwd: stranger.path });
    expect(said.out).toMatch(/claimed {2}500\ncounted {2}500, from \d+ facts[\s\S]*It is so\.\n$/);
  });
  it("is refused whichever byte of the file is another, or the last one is missing", async () => {
    const bytes = readFileSync(proof);
    const bent = join(stranger.path, "bent.jsonl");
    const refused = async (some: Buffer) => {
      writeFileSync(bent, some);
      return readProof(bent).then(
        () => "taken",
        (error: { code?: string }) => error.code,
      );
    };
    for (let at = bytes.length - 1; at >= 0; at -= STEP) {
      const other = Buffer.from(bytes);
      other[at] = (other[at] ?? 0) ^ 1;
      expect([at, await refused(other)]).toEqual([at, "RELEVE_PROOF"]);
    }
    expect(await refused(bytes.subarray(0, -1))).toBe("RELEVE_PROOF");
    expect(await refused(bytes)).toBe("taken");
    const middle = Buffer.from(bytes);
    middle[Math.floor(bytes.length / 2)] = (middle[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
    await refused(middle);
    const told = await releve(["verify", "bent.jsonl"], { cwd: stranger.path });
    expect([told.exit, told.err]).toEqual([1, expect.stringMatching(/^RELEVE_PROOF /)]);
    tell(`a figure quoted on ${DAY}: proved from ${bytes.length} bytes, refused with every fifth of them bent`);
  });
});
