// The lines of a proof, one JSON each: a head that says what is claimed and what the file holds, the facts with their
// places and times, each linked to the one before it, and an end with the hash of all lines before it.
import { z } from "zod";
import { canonicalJson, sha256 } from "../../schemas/canonical.ts";
import { Sha256 } from "../../schemas/ids.ts";
import { type LogRecord, PARTITIONS, TOPICS, type Topic } from "../../schemas/ports.ts";

/** What is written. Format 1 had the startup's facts alone: no counts, links or definitions. It is read for ever. */
export const FORMAT = 2;

const Offset = z.int().nonnegative();
/** The last instant that a calendar has. */
const LAST = 8_640_000_000_000_000;
const Time = z.int().min(0).max(LAST).describe("of the log, milliseconds since 1970");
const place = { topic: z.enum(Object.values(TOPICS)), partition: z.int().min(0).lt(PARTITIONS) };

/** All facts of one key that the file holds: the startup's, or those that define a metric. */
const Part = z.strictObject({
  ...place,
  key: z.string(),
  facts: z.int().positive(),
  first: Offset,
  last: Offset,
  lastTime: Time.describe("since when the last one is known"),
  chain: Sha256.describe("link of the last one"),
});
const about = {
  releve: z.literal("proof"),
  startup: z.string(),
  claim: z.record(z.string(), z.json()).describe("what was asked, and what the figure was"),
};
export const Head = z.discriminatedUnion(
  "format",
  [
    z.strictObject({ ...about, format: z.literal(1) }),
    z.strictObject({ ...about, format: z.literal(FORMAT), parts: z.array(Part) }),
  ],
  `a format that this release does not read: it reads 1 and ${FORMAT}`,
);

const fact = {
  ...place,
  offset: Offset,
  time: Time,
  key: z.string(),
  text: z.string().optional().describe("the fact, when it is UTF-8"),
  base64: z.string().optional().describe("its bytes, when it is not"),
};
const FIRST_FACT = z.strictObject(fact);
const FACT = z.strictObject({
  ...fact,
  recorded: Time.optional().describe(
    "since when it is known: the latest time of its partition so far; left out: `time`",
  ),
  unread: z.literal(true).optional().describe("the log holds it so, and no figure counts it: it is no fact"),
  chain: Sha256.describe("of the link before it, and of this line without it"),
});
type FactLine = z.infer<typeof FIRST_FACT> & Partial<z.infer<typeof FACT>>;
/** A line of a fact, by the format of its file. */
export const factIn = (format: 1 | typeof FORMAT): z.ZodType<FactLine> => (format === 1 ? FIRST_FACT : FACT);
export const End = z.strictObject({ end: z.literal(true), facts: z.int(), sha256: z.string() });

export type ProofHead = z.infer<typeof Head>;
export type ProofPart = z.infer<typeof Part>;
/** A fact, the topic it is of, and since when it is known: never earlier than the facts before it in its partition. */
export type ProofRecord = LogRecord & { readonly topic: Topic; readonly recorded: number; readonly unread?: boolean };

/** A fact as its line says it, without its link. */
export function lineOf({ topic, partition, offset, time, recorded, key, value, unread }: ProofRecord) {
  const at = { topic, partition, offset, time, ...(recorded !== time && { recorded }), key };
  return { ...at, ...(unread && { unread: true as const }), ...written(value) };
}

/** Ties a fact to all facts of its part before it: one that is changed, added or left out breaks the next link. */
export const linkOf = (before: string, record: ProofRecord): string =>
  sha256(`${before}\n${canonicalJson(lineOf(record))}`);

function written(value: Buffer): { text: string } | { base64: string } {
  const text = value.toString("utf8");
  return Buffer.from(text, "utf8").equals(value) ? { text } : { base64: value.toString("base64") };
}
