// What people decide, as an operator types it beside a running server: withdrawn, undone, read anew, corrected; and a
// figure quoted before all that, obtained again as it was known, and counted again from its raw facts in an empty folder.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Folder, folder } from "../support/directory.ts";
import { type Loopback, loopback } from "../support/loopback.ts";
import { type Lasting, type Ran, releve, served } from "../support/program.ts";

const files: Folder = folder();
const pushes: Folder = folder();
const data = join(files.path, "data");
const env = { RELEVE_DIRECTORY: files.path, RELEVE_ALLOW_LOOPBACK: "1" };
const two = ["--reason", "we tried it", "--by", "marie", "--approved-by", "paul"];
let endpoint: Loopback;
let server: Lasting & { url: string };
let answer: unknown = { total: 500 };

const run = (...args: string[]): Promise<Ran> => releve([...args, "--data", data], { env });
async function json(...args: string[]) {
  const ran = await run(...args, "--json");
  expect(ran, ran.err).toMatchObject({ exit: 0 });
  return JSON.parse(ran.out);
}
/** The one figure of a service as the API gives it. */
async function figure(startup: string, more = ""): Promise<string | null | undefined> {
  const reply = await fetch(`${server.url}/api/v1/figures?startup=${startup}&metric=jeux_de_donnees${more}`);
  const { rows } = (await reply.json()) as { rows: { value: string | null }[] };
  return rows[0]?.value;
}
const startup = (pointer: string) => ({
  startup: "mine",
  name: "Mine",
  sources: [
    {
      source: "stats",
      kind: "json",
      settings: { url: endpoint.url, figures: [{ metric: "jeux_de_donnees", value: pointer }] },
    },
  ],
});

beforeAll(async () => {
  endpoint = await loopback((_, response) => response.end(JSON.stringify(answer)));
  files.write("mine.json", startup("/total"));
  files.write("sent.json", { startup: "sent", name: "Sent", sources: [{ source: "hand", kind: "push" }] });
  server = (await served(["--data", data], { env })) as typeof server;
});
afterAll(async () => {
  await server?.end("SIGKILL");
  await endpoint?.close();
  files.remove();
  pushes.remove();
});

describe("an answer that should not have been", () => {
  const offsets: number[] = [];
  it("is withdrawn in one command: S1=5, S2=50, S3=50 stays 50, and 50 again when that is undone", async () => {
    for (const value of ["5", "50", "50"]) {
      const figures = [{ metric: "jeux_de_donnees", value, territory: { level: "france", code: "FR" } }];
      const { offset } = await json("push", pushes.write("push.json", { startup: "sent", source: "hand", figures }));
      offsets.push(offset);
    }
    expect(await figure("sent")).toBe("50");
    const { proposal, state } = await json("withdraw", "sent", String(offsets[1]), ...two);
    expect([state, await figure("sent")]).toEqual(["in force", "50"]);
    expect(await json("decisions", "undo", proposal, ...two)).toMatchObject({ state: "undone" });
    expect(await figure("sent")).toBe("50");
  });
  it("shows what would change before, and changes nothing by that", async () => {
    const dry = await json("withdraw", "sent", String(offsets[1]), String(offsets[2]), ...two, "--dry-run");
    expect(dry).toMatchObject({ dryRun: true, count: 1, first: [{ before: "50", after: "5" }] });
    expect(await figure("sent")).toBe("50");
  });
  it("needs two people, and waits for the second", async () => {
    const alone = await run(
      "withdraw",
      "sent",
      String(offsets[2]),
      "--reason",
      "why not",
      "--by",
      "a",
      "--approved-by",
      "a",
    );
    expect([alone.exit, alone.err]).toEqual([2, expect.stringContaining("RELEVE_DECISION")]);
    const { proposal, state } = await json(
      ...["withdraw", "sent", String(offsets[1]), String(offsets[2]), "--reason", "why not", "--by", "marie"],
    );
    expect([state, await figure("sent")]).toEqual(["proposed", "50"]);
    await json("decisions", "approve", proposal, "--by", "paul");
    expect(await figure("sent")).toBe("5");
    await json("decisions", "undo", proposal, ...two);
    expect(await figure("sent")).toBe("50");
  });
});

describe("a figure that was quoted", () => {
  let quoted = "";
  const empty = mkdtempSync(join(tmpdir(), "releve-empty-"));
  afterAll(() => rmSync(empty, { recursive: true, force: true }));
  const proof = join(empty, "proof.jsonl");

  it("is obtained again as it was known, after its mapping was mended, corrected, and the warehouse filled anew", async () => {
    await json("pull", "mine");
    expect(await figure("mine")).toBe("500");
    quoted = new Date().toISOString();
    await new Promise((wait) => setTimeout(wait, 20));
    answer = { total: 500, kept: 321 };
    await json("pull", "mine");
    files.write("mine.json", startup("/kept"));
    const dry = await json("replay", "mine", "stats", ...two, "--dry-run");
    expect(dry).toMatchObject({ count: 1, first: [{ before: "500", after: "321" }] });
    await json("replay", "mine", "stats", ...two);
    expect(await json("replay", "mine", "stats", ...two)).toMatchObject({ again: true });
    expect(await figure("mine")).toBe("321");
    expect(await figure("mine", `&as_of=${quoted}`)).toBe("500");
    await json("correct", "mine", "jeux_de_donnees", "322", ...two);
    expect(await figure("mine")).toBe("322");
    const { figure: own } = await json("trace", "mine", "jeux_de_donnees");
    expect(own).toMatchObject({ value: "322", correction: { reason: "we tried it" } });
    await json("annotate", "mine", "--first", "2026-01-02", "--fr", "Comptage refait", ...two);
    const page = await (await fetch(`${server.url}/startups/mine`)).text();
    expect(page).toMatch(/Chiffre corrigé, décidé le [^<]+ : we tried it/);
    expect(page).toContain("Comptage refait");
    expect(await (await fetch(`${server.url}/decisions.csv?startup=mine`)).text()).toContain("figure.corrected");
    expect(await json("rebuild", "--yes")).toMatchObject({
      outcome: "live",
      changes: { tables: [], figures: { count: 0 } },
    });
    expect([await figure("mine"), await figure("mine", `&as_of=${quoted}`)]).toEqual(["322", "500"]);
  });
  it("is traced to its bytes, and counted again from them in an empty folder", async () => {
    const traced = await json("trace", "mine", "jeux_de_donnees", "--as-of", quoted, "--proof", proof);
    expect(traced.figure).toMatchObject({ value: "500", sources: ["stats"] });
    expect(traced.facts.flatMap(({ pages }: { pages: unknown[] }) => pages)).toContainEqual(
      expect.objectContaining({ url: endpoint.url, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }),
    );
    const verified = await releve(["verify", proof, "--json"], { cwd: empty });
    expect(verified, verified.err).toMatchObject({ exit: 0 });
    expect(JSON.parse(verified.out)).toMatchObject({ same: true, claimed: "500", counted: "500", wrong: [] });
  });
  it("is not believed when a byte of its proof was changed, or what it claims", async () => {
    const text = readFileSync(proof, "utf8");
    writeFileSync(join(empty, "bent.jsonl"), text.replace('"value":"500"', '"value":"501"'));
    const bent = await releve(["verify", join(empty, "bent.jsonl")], { cwd: empty });
    expect([bent.exit, bent.err]).toEqual([1, expect.stringMatching(/^RELEVE_PROOF .*hash/)]);
  });
});

describe("an answer that could not be read", () => {
  it("is kept with its bytes and its reason, and counts once the mapping is mended", async () => {
    answer = "<html>Bienvenue</html>";
    await run("pull", "mine");
    answer = { other: 77 };
    await json("pull", "mine");
    const { rejects } = await json("rejects", "list", "mine");
    const [{ offset, partition, code, hint }] = rejects;
    expect([code, hint]).toEqual(["answer.shape", expect.stringContaining("/settings/figures/0/value")]);
    const shown = await run("rejects", "show", "mine", String(offset), "--bytes", "1");
    expect(shown.out).toBe('{"other":77}');
    // As the list prints it.
    expect((await run("rejects", "show", "mine", `${partition}:${offset}`, "--bytes", "1")).out).toBe(shown.out);
    expect((await run("rejects", "show", "mine", `${(partition + 1) % 12}:${offset}`)).err).toContain(
      `its facts are in partition ${partition}`,
    );
    files.write("mine.json", startup("/other"));
    await json("replay", "mine", "stats", ...two);
    const left = await json("rejects", "list", "mine", "--all");
    expect(left.rejects.find((one: { offset: number }) => one.offset === offset)).toMatchObject({
      resolved: { state: "counted" },
    });
  });
  it("is never hidden by a misspelt word: what there is not is told, instead of an empty list", async () => {
    for (const [asked, told] of [
      [["mime"], 'no fact of "mime"; did you mean "mine"?'],
      [["mine", "--source", "stat"], 'source "stat" of mine; did you mean "stats"?'],
      [["mine", "--code", "answer.jsn"], 'no reason "answer.jsn"; did you mean "answer.json"?'],
    ] as const) {
      const listed = await run("rejects", "list", ...asked);
      expect([asked, listed.exit, listed.err]).toEqual([asked, 2, expect.stringContaining(told)]);
    }
    expect((await run("rejects", "list", "mine", "--code", "answer.csv")).out).toBe("Nothing waits.\n");
  });
});
