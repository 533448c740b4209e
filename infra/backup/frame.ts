// One record as it stands in a backup: a line of JSON that says what it is, the value's bytes as they are, a line break.
// Readable by `zcat`, and by any program in any language: docs/decisions/0016-a-backup-is-a-folder.md.
import { z } from "zod";
import { type LogRecord, PARTITIONS } from "../../schemas/ports.ts";
import { MAX_MESSAGE_BYTES } from "../log/topics.ts";

/** A key takes at most 64 KiB in a log: a line without an end within this many bytes is none of ours. */
const LONGEST_LINE = 512 * 1024;
const LINE_BREAK = 10;

const Head = z.strictObject({
  partition: z
    .int()
    .min(0)
    .max(PARTITIONS - 1),
  offset: z.int().min(0),
  time: z.number().describe("arrival in the log, milliseconds since 1970"),
  key: z.string(),
  bytes: z.int().min(0).max(MAX_MESSAGE_BYTES).describe("length of the value, which follows the line"),
});

/** The bytes of one record. */
export function encode({ partition, offset, time, key, value }: LogRecord): Buffer {
  const head = `${JSON.stringify({ partition, offset, time, key, bytes: value.length })}\n`;
  return Buffer.concat([Buffer.from(head), value, Buffer.of(LINE_BREAK)]);
}

/**
 * The records in a stream of bytes; at most one record and one chunk are held.
 * @throws {Error} when the bytes are not records, or end within one; the message says where.
 */
export async function* decode(chunks: AsyncIterable<Buffer>): AsyncGenerator<LogRecord> {
  let held: Buffer[] = [];
  let length = 0;
  let wanted = 0;
  let count = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    length += chunk.length;
    if (length < wanted) continue; // a large value is put together once, not chunk by chunk
    let rest = held.length === 1 ? chunk : Buffer.concat(held);
    for (;;) {
      const found = first(rest, count);
      if ("wanted" in found) {
        wanted = found.wanted;
        break;
      }
      yield found.record;
      count += 1;
      rest = rest.subarray(found.end);
    }
    held = rest.length > 0 ? [rest] : [];
    length = rest.length;
  }
  if (length > 0) throw new Error(`it ends within its record ${count + 1}`);
}

/** The first record, or how many bytes it takes to see it whole. */
function first(bytes: Buffer, count: number): { record: LogRecord; end: number } | { wanted: number } {
  const line = bytes.indexOf(LINE_BREAK);
  if (line < 0) {
    if (bytes.length > LONGEST_LINE) throw new Error(`its record ${count + 1} begins with no line of JSON`);
    return { wanted: bytes.length + 1 };
  }
  const { bytes: size, ...place } = headOf(bytes.toString("utf8", 0, line), count);
  const end = line + 1 + size + 1;
  if (bytes.length < end) return { wanted: end };
  if (bytes[end - 1] !== LINE_BREAK) throw new Error(`its record ${count + 1} is not as long as it says`);
  return { record: { ...place, value: bytes.subarray(line + 1, end - 1) }, end };
}

function headOf(line: string, count: number): z.infer<typeof Head> {
  try {
    return Head.parse(JSON.parse(line));
  } catch (cause) {
    throw new Error(`its record ${count + 1} begins with ${JSON.stringify(line.slice(0, 80))}`, { cause });
  }
}
