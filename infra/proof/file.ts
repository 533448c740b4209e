// A proof: the raw facts behind one figure, as the log holds them, in a file that anyone can read. Written once, whole;
// read whole or refused.
import { createHash } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import type { z } from "zod";
import { ReleveError } from "../../schemas/errors.ts";
import { TOPICS } from "../../schemas/ports.ts";
import {
  End,
  FORMAT,
  factIn,
  Head,
  lineOf,
  linkOf,
  type ProofHead,
  type ProofPart,
  type ProofRecord,
} from "./format.ts";
import { lastKnown } from "./known.ts";

type Place = Pick<ProofRecord, "topic" | "offset" | "recorded">;
/** All facts of one key, in the order of the log. Asked for twice: to be counted, and to be written. */
export type PartFacts = () => AsyncIterable<ProofRecord>;
/** A fact as a file holds it. */
export type ReadRecord = ProofRecord & {
  /** Of the file, from 1. */
  readonly line: number;
  /** As the file says it; `undefined` in format 1. */
  readonly chain: string | undefined;
};
export interface Proof {
  readonly head: ProofHead;
  /** In the order of the file. */
  readonly records: readonly ReadRecord[];
  /** SHA-256 of all lines before the last. */
  readonly sha256: string;
}

/**
 * Writes a proof; the file is whole when it resolves. What was `known` is added to the claim: it is what the facts say.
 * @param asOf  milliseconds since 1970, of which the claim speaks; left out: of all that the file holds
 * @returns how many facts it holds, and its hash.
 */
export async function writeProof(
  path: string,
  { startup, claim, asOf }: Pick<ProofHead, "startup" | "claim"> & { readonly asOf?: number | undefined },
  all: readonly PartFacts[],
): Promise<{ readonly facts: number; readonly sha256: string }> {
  const file = await fileOf(path);
  const hash = createHash("sha256");
  const line = async (value: unknown) => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    await file.write(text);
  };
  try {
    const parts: ProofPart[] = [];
    const places: Place[] = [];
    for (const facts of all) parts.push(...(await partOf(facts, places)));
    const known = lastKnown(places, asOf)?.recorded ?? null;
    await line({ releve: "proof", format: FORMAT, startup, claim: { ...claim, known }, parts });
    for (const facts of all)
      for await (const [record, chain] of linked(facts)) await line({ ...lineOf(record), chain });
    const count = parts.reduce((sum, { facts }) => sum + facts, 0);
    const sha256 = hash.digest("hex");
    await file.write(`${JSON.stringify({ end: true, facts: count, sha256 })}\n`);
    await file.sync();
    return { facts: count, sha256 };
  } finally {
    await file.close();
  }
}

/** What the head says of a part; nothing of one without facts. */
async function partOf(facts: PartFacts, places: Place[]): Promise<ProofPart[]> {
  let part: ProofPart | undefined;
  for await (const [{ topic, partition, key, offset, recorded }, chain] of linked(facts)) {
    places.push({ topic, offset, recorded });
    const { facts: count, first } = part ?? { facts: 0, first: offset };
    part = { topic, partition, key, facts: count + 1, first, last: offset, lastTime: recorded, chain };
  }
  return part ? [part] : [];
}

async function* linked(facts: PartFacts): AsyncIterable<[ProofRecord, chain: string]> {
  let chain = "";
  for await (const record of facts()) {
    chain = linkOf(chain, record);
    yield [record, chain];
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
  const records = lines.map((line, at) => recordOf(path, at + 2, line, head));
  if (records.length !== end.facts) throw broken(path, lines.length + 2, `${records.length} facts, not ${end.facts}`);
  return { head, records, sha256 };
}

function recordOf(path: string, line: number, text: string, { format }: ProofHead): ReadRecord {
  const said = parsed(path, line, text, factIn(format), "not a fact with its place");
  const { text: utf8, base64, topic, partition, offset, time, recorded = time, key, unread, chain } = said;
  if ((utf8 === undefined) === (base64 === undefined))
    throw broken(path, line, `offset ${offset}: a fact has either text or base64`);
  if (format === 1 && topic !== TOPICS.facts)
    throw broken(path, line, `offset ${offset}: found topic ${topic}, expected ${TOPICS.facts} in format 1`);
  const value = utf8 === undefined ? Buffer.from(base64 ?? "", "base64") : Buffer.from(utf8, "utf8");
  return { topic, partition, offset, time, recorded, key, value, ...(unread && { unread }), line, chain };
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
