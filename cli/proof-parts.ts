// What a proof of a figure holds: all facts of its startup, and those that define its metric, as far as they were read
// when the figure was counted. Facts that wait to be read are none of it: the figure does not know them.
import { NOW, openFrame } from "../dashboards/queries/frame.ts";
import type { LineageModel, LineageQuery } from "../dashboards/shapes/lineage.ts";
import { partitionOf } from "../infra/log/topics.ts";
import type { PartFacts } from "../infra/proof/file.ts";
import type { ProofRecord } from "../infra/proof/format.ts";
import { decode } from "../processors/bytes.ts";
import { metricOf } from "../schemas/catalogue.ts";
import { AnswerError } from "../schemas/errors.ts";
import { type CanRead, type LogRecord, TOPICS, type Topic } from "../schemas/ports.ts";
import type { House } from "./compose.ts";

/** Times that a figure is counted again because facts of it were read meanwhile. */
const TRIES = 5;

/** A figure, and the facts that it was counted from. */
export async function withItsFacts(
  house: Pick<House, "live" | "log">,
  { startup, metric }: Pick<LineageQuery, "startup" | "metric">,
  count: () => Promise<LineageModel>,
): Promise<{ readonly model: LineageModel; readonly parts: readonly PartFacts[] }> {
  const ratio = metricOf(metric)?.ratio;
  const metrics = [metric, ...(ratio ? [ratio.numerator, ratio.denominator] : [])];
  const keys = [{ topic: TOPICS.facts, key: startup }, ...metrics.map((key) => ({ topic: TOPICS.registry, key }))];
  const readSoFar = async () => {
    const warehouse = await house.live();
    const ends = new Map<Topic, readonly number[]>();
    for (const topic of [TOPICS.facts, TOPICS.registry]) ends.set(topic, (await openFrame(warehouse, NOW, topic)).ends);
    return keys.map(({ topic, key }) => ends.get(topic)?.[partitionOf(key)] ?? 0);
  };
  let ends = await readSoFar();
  for (let tries = 1; ; tries += 1) {
    const model = await count();
    const after = await readSoFar();
    if (tries === TRIES || String(ends) === String(after)) {
      const parts = keys.map(
        ({ topic, key }, at) =>
          () =>
            factsOf(house.log, topic, key, ends[at] ?? 0),
      );
      return { model, parts };
    }
    ends = after;
  }
}

/** All facts of a key before an offset, with their places and times; of a metric, those that define it. */
async function* factsOf(log: CanRead, topic: Topic, key: string, end: number): AsyncIterable<ProofRecord> {
  let recorded = 0;
  for await (const record of log.read(topic, partitionOf(key), 0)) {
    if (record.offset >= end) return;
    recorded = Math.max(recorded, record.time); // as tables have it: over all facts of the partition
    if (record.key !== key || (topic === TOPICS.registry && !defines(record))) continue;
    const unread = topic === TOPICS.facts && decode(record) instanceof AnswerError;
    yield { ...record, topic, recorded, ...(unread && { unread }) };
  }
}

/** A startup may have the name of a metric. */
function defines({ value }: LogRecord): boolean {
  try {
    return (JSON.parse(value.toString("utf8")) as { type?: unknown } | null)?.type === "metric.defined";
  } catch {
    return false;
  }
}
