// What a backup says of itself: which files, what is in each, and its own hash.
import { z } from "zod";
import { canonicalJson, sha256 } from "../../schemas/canonical.ts";
import { ReleveError } from "../../schemas/errors.ts";
import { PARTITIONS, TOPICS, type Topic } from "../../schemas/ports.ts";
import { damaged } from "./faults.ts";

export const MANIFEST = "manifest.json";

/**
 * What is backed up. `releve.state.v1` is not: it is the topic from which things are erased, a backup would bring them
 * back; Kafka compacts it, so that its offsets have holes. Nothing is in it so far, and a backup says when something is.
 */
export const BACKED_UP = [TOPICS.registry, TOPICS.facts, TOPICS.edge, TOPICS.reports] as const;
export const LEFT_OUT: readonly Topic[] = [TOPICS.state];

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Offset = z.int().min(0);
const LogKind = z.enum(["lmdb", "kafka"]);

/** Records of one partition, without a gap. */
const Run = z.strictObject({
  partition: z
    .int()
    .min(0)
    .max(PARTITIONS - 1),
  first: Offset,
  last: Offset.describe("the last one's offset, not the next one's"),
  records: z.int().min(1),
  firstTime: z.number().describe("arrival of the first one in the log, milliseconds since 1970"),
  lastTime: z.number(),
  lastSha256: Sha256.describe("of the last record as it stands in the file: by it a log is known again"),
});
export type Run = z.infer<typeof Run>;

const Segment = z.strictObject({
  file: z
    .string()
    .regex(/^[a-z0-9.]+\/\d{6}(-[0-9a-f]{8})?\.gz$/)
    .describe("from the manifest's folder: its place in the topic, and the run that wrote it"),
  bytes: z.int().min(1),
  sha256: Sha256.describe("of the file as it is"),
  at: z.iso.datetime().describe("when it was written"),
  log: LogKind.describe("where it was read"),
  runs: z.array(Run).min(1).describe("in the order of the file"),
});
export type Segment = z.infer<typeof Segment>;

const Manifest = z.strictObject({
  format: z.literal("releve.backup"),
  id: z.uuid().describe("the same for every backup into this folder"),
  at: z.iso.datetime().describe("when the last backup into this folder ended"),
  log: LogKind.describe("which log it was taken from"),
  partitions: z.literal(PARTITIONS),
  topics: z.array(z.strictObject({ topic: z.enum(BACKED_UP), segments: z.array(Segment) })),
});
export type Manifest = z.infer<typeof Manifest>;

/** As it stands in the file: version 1 had no hash of its own. */
const Written = z.discriminatedUnion("version", [
  Manifest.extend({ version: z.literal(1) }),
  Manifest.extend({
    version: z.literal(2),
    sha256: Sha256.describe("of all the rest, as canonical JSON: without spaces, keys sorted"),
  }),
]);
const NEWEST = 2;

/** The text of a manifest, with its hash. */
export function textOf(manifest: Manifest): string {
  const rest = { ...Manifest.parse(manifest), version: NEWEST };
  return `${JSON.stringify({ ...rest, sha256: sha256(canonicalJson(rest)) }, null, 1)}\n`;
}

/**
 * The manifest that a text is.
 * @param path  of its file, for what is told
 * @throws {ReleveError} RELEVE_BACKUP when it cannot be understood, was changed, or says that records are missing.
 */
export function manifestIn(text: string, path: string): Manifest {
  const { version: _, ...manifest } = written(text, path);
  const named = manifest.topics.map(({ topic }) => topic);
  const missing = BACKED_UP.filter((topic) => named.filter((one) => one === topic).length !== 1);
  if (missing.length > 0) throw damaged(path, `it does not have ${missing.join(", ")} once`);
  for (const { topic, segments } of manifest.topics) checkRuns(topic, segments, path);
  return manifest;
}

function written(text: string, path: string): Manifest & { readonly version: number } {
  try {
    const json: unknown = JSON.parse(text);
    const head = z.looseObject({ format: z.literal("releve.backup"), version: z.int() }).safeParse(json);
    if (head.success && head.data.version > NEWEST)
      throw new ReleveError(
        "RELEVE_BACKUP",
        `${path} has version ${head.data.version}; this release reads 1 to ${NEWEST}`,
        "use the release that wrote it, or a newer one",
      );
    const manifest = Written.parse(json);
    if (manifest.version === 1) return manifest;
    const { sha256: said, ...rest } = manifest;
    if (sha256(canonicalJson(rest)) === said) return rest;
    throw damaged(path, "it was changed after it was written: its own hash is another");
  } catch (error) {
    if (error instanceof ReleveError) throw error;
    const why = error instanceof z.ZodError ? z.prettifyError(error).split("\n").slice(0, 4).join(" ") : String(error);
    throw damaged(path, `it cannot be understood: ${why}`, error);
  }
}

/** The next offset of each partition, as the segments have it. */
export function endsOf(segments: readonly Segment[]): number[] {
  const ends = Array<number>(PARTITIONS).fill(0);
  for (const { runs } of segments) for (const { partition, last } of runs) ends[partition] = last + 1;
  return ends;
}

function checkRuns(topic: Topic, segments: readonly Segment[], path: string): void {
  const ends = Array<number>(PARTITIONS).fill(0);
  for (const { file, runs } of segments)
    for (const { partition, first, last, records } of runs) {
      const expected = ends[partition] ?? 0;
      ends[partition] = last + 1;
      if (first === expected && records === last + 1 - first) continue;
      throw damaged(
        path,
        `${file} has ${records} records from offset ${first} to ${last} of ${topic}, partition ${partition}, where ${expected} is next`,
      );
    }
}
