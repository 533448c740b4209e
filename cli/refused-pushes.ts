// Pushes that were refused, read from the topic where the edge keeps them: no table holds them.
import { gunzipSync } from "node:zlib";
import type { Refusal } from "../dashboards/queries/refusals.ts";
import { EDGE_KEY, PushRefused } from "../schemas/edge.ts";
import { ReleveError } from "../schemas/errors.ts";
import { factIn } from "../schemas/fact-in.ts";
import { type CanRead, type LogRecord, PARTITIONS, TOPICS } from "../schemas/ports.ts";

/** A refused push in the words of any other refusal. It never waits: its sender was told. */
export interface RefusedPush extends Omit<Refusal, "kind" | "resolved"> {
  readonly kind: "refused";
  readonly resolved: undefined;
}
export interface KeptPush {
  readonly fact: PushRefused;
  readonly partition: number;
  readonly offset: number;
  /** Milliseconds since 1970, of the log. */
  readonly recorded: number;
  /** `undefined`: too large, not kept. */
  readonly bytes: Buffer | undefined;
}
interface Wanted {
  readonly startup?: string | undefined;
  readonly source?: string | undefined;
  readonly code?: string | undefined;
  /** Milliseconds since 1970. */
  readonly asOf: number;
}
const HINT = "correct the request and send it again; releve rejects show :edge <place> gives the bytes";

/** Of all partitions, the latest first. `startup` may be `:edge`: those that name none. */
export async function refusedPushes(log: CanRead, wanted: Wanted): Promise<RefusedPush[]> {
  const found: RefusedPush[] = [];
  for await (const record of recordsOf(log)) {
    const { startup, source = "", code, detail } = factIn(record.value, PushRefused) ?? {};
    if (code === undefined || detail === undefined || record.time > wanted.asOf) continue;
    if ((wanted.startup ?? record.key) !== record.key || (wanted.source ?? source) !== source) continue;
    if ((wanted.code ?? code) !== code) continue;
    const { partition, offset, time: recorded } = record;
    const why = { stage: "edge", code, pointer: "", detail, hint: HINT };
    found.push({
      kind: "refused",
      startup: startup ?? EDGE_KEY,
      source,
      partition,
      offset,
      recorded,
      ...why,
      resolved: undefined,
    });
  }
  return found.sort((a, b) => b.recorded - a.recorded || b.offset - a.offset);
}

/**
 * One of them, with its bytes.
 * @param place  `partition:offset`, as the sender was told; the offset alone where only one partition has it
 * @throws {ReleveError} RELEVE_USAGE, RELEVE_UNKNOWN_FACT.
 */
export async function keptPush(log: CanRead, place: string): Promise<KeptPush> {
  const [, of, at] = /^(?:(\d{1,2}):)?(\d{1,15})$/.exec(place) ?? [];
  if (at === undefined)
    throw new ReleveError(
      "RELEVE_USAGE",
      `offset: found "${place}"`,
      "write partition:offset, such as 3:0, or an offset",
    );
  const found: KeptPush[] = [];
  for (const partition of of === undefined ? Array.from({ length: PARTITIONS }, (_, one) => one) : [Number(of)]) {
    if (partition >= PARTITIONS) continue;
    for await (const record of log.read(TOPICS.edge, partition, Number(at))) {
      const fact = record.offset === Number(at) ? factIn(record.value, PushRefused) : undefined;
      if (fact) found.push({ fact, partition, offset: record.offset, recorded: record.time, bytes: bytesOf(fact) });
      break;
    }
  }
  const [first, ...others] = found;
  const hint = "releve rejects list shows the places of refused pushes";
  if (!first) throw new ReleveError("RELEVE_UNKNOWN_FACT", `${TOPICS.edge} has no refused push at ${place}`, hint);
  if (others.length === 0) return first;
  const places = found.map(({ partition, offset }) => `${partition}:${offset}`).join(", ");
  throw new ReleveError("RELEVE_USAGE", `offset ${at} is in several partitions: ${places}`, "choose one of them");
}

async function* recordsOf(log: CanRead): AsyncIterable<LogRecord> {
  for (let partition = 0; partition < PARTITIONS; partition += 1) yield* log.read(TOPICS.edge, partition, 0);
}

/** As they came; bytes that cannot be unpacked are shown as they are. */
function bytesOf({ body }: PushRefused): Buffer | undefined {
  if (body === undefined) return undefined;
  const packed = Buffer.from(body, "base64");
  try {
    return gunzipSync(packed);
  } catch {
    return packed;
  }
}
