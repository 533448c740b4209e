// A proof: the raw facts of one startup, as the log holds them, in a file that anyone can read. One JSON a line: a head
// that says what is claimed, the facts with their places and times, and an end with the hash of all lines before it.
import { createHash } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { z } from "zod";
import { ReleveError } from "../../schemas/errors.ts";
import { type LogRecord, PARTITIONS, TOPICS, type Topic } from "../../schemas/ports.ts";

const FORMAT = 1;
const Head = z.object({
  releve: z.literal("proof"),
  format: z.literal(FORMAT, `a format that this release does not read: it reads ${FORMAT}`),
  startup: z.string(),
  claim: z.record(z.string(), z.json()).describe("what was asked, and what the figure was"),
});
const Fact = z.object({
  topic: z.enum(Object.values(TOPICS)),
  partition: z.int().min(0).lt(PARTITIONS),
  offset: z.int().nonnegative(),
  time: z.int().describe("of the log, milliseconds since 1970"),
  key: z.string(),
  text: z.string().optional().describe("the fact, when it is UTF-8"),
  base64: z.string().optional().describe("its bytes, when it is not"),
});
const End = z.object({ end: z.literal(true), facts: z.int(), sha256: z.string() });

export type ProofHead = z.infer<typeof Head>;
/** A fact and the topic it is of. */
export type ProofRecord = LogRecord & { readonly topic: Topic };
export interface Proof {
  readonly head: ProofHead;
  /** In the order of the file: by topic, partition and offset. */
  readonly records: readonly ProofRecord[];
  /** SHA-256 of all lines before the last. */
  readonly sha256: string;
}

/** Writes a proof; the file is whole when it resolves. @returns how many facts it holds, and its hash. */
export async function writeProof(
  path: string,
  { startup, claim }: Pick<ProofHead, "startup" | "claim">,
  records: AsyncIterable<ProofRecord>,
): Promise<{ readonly facts: number; readonly sha256: string }> {
  const file = await fileOf(path);
  const hash = createHash("sha256");
  const line = async (value: unknown) => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    await file.write(text);
  };
  let facts = 0;
  try {
    await line({ releve: "proof", format: FORMAT, startup, claim });
    for await (const { topic, partition, offset, time, key, value } of records) {
      await line({ topic, partition, offset, time, key, ...written(value) });
      facts += 1;
    }
    const sha256 = hash.digest("hex");
    await file.write(`${JSON.stringify({ end: true, facts, sha256 })}\n`);
    await file.sync();
    return { facts, sha256 };
  } finally {
    await file.close();
  }
}

/** @throws {ReleveError} RELEVE_PROOF: not a proof, not whole, or changed since it was written; RELEVE_FILE. */
export async function readProof(path: string): Promise<Proof> {
  const text = await readFile(path, "utf8").catch((error: Error) => {
    throw new ReleveError("RELEVE_FILE", `${path} cannot be read: ${error.message}`, "check the path");
  });
  const lines = text.split("\n");
  if (lines.pop() !== "") throw broken(path, lines.length + 1, "the file ends in the middle of a line");
  const last = lines.pop();
  const end = parsed(path, lines.length + 1, last, End, "no last line that says how many facts there are");
  const sha256 = createHash("sha256")
    .update(lines.map((line) => `${line}\n`).join(""))
    .digest("hex");
  if (sha256 !== end.sha256)
    throw broken(path, lines.length + 1, `its lines have the hash ${sha256}, not ${end.sha256}`);
  const head = parsed(path, 1, lines.shift(), Head, "no head of a proof");
  const records = lines.map((line, at): ProofRecord => {
    const { text: utf8, base64, ...place } = parsed(path, at + 2, line, Fact, "not a fact with its place");
    return { ...place, value: utf8 === undefined ? Buffer.from(base64 ?? "", "base64") : Buffer.from(utf8, "utf8") };
  });
  if (records.length !== end.facts) throw broken(path, lines.length, `${records.length} facts, not ${end.facts}`);
  return { head, records, sha256 };
}

function written(value: Buffer): { text: string } | { base64: string } {
  const text = value.toString("utf8");
  return Buffer.from(text, "utf8").equals(value) ? { text } : { base64: value.toString("base64") };
}

async function fileOf(path: string) {
  try {
    return await open(path, "wx");
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === "EEXIST";
    const hint = taken ? "give another name: a proof is never overwritten" : "check the folder and its rights";
    throw new ReleveError("RELEVE_FILE", `${path} cannot be written: ${(error as Error).message}`, hint);
  }
}

function parsed<T>(path: string, line: number, text: string | undefined, schema: z.ZodType<T>, otherwise: string): T {
  try {
    const found = schema.safeParse(JSON.parse(text ?? ""));
    if (found.success) return found.data;
    const [issue] = found.error.issues;
    throw broken(path, line, `${otherwise}: /${issue?.path.map(String).join("/")} ${issue?.message}`);
  } catch (error) {
    if (error instanceof SyntaxError) throw broken(path, line, otherwise);
    throw error;
  }
}

function broken(path: string, line: number, what: string): ReleveError {
  return new ReleveError(
    "RELEVE_PROOF",
    `${path}, line ${line}: ${what}`,
    "ask for the proof again (releve trace --proof): this file is not what was written",
  );
}
