// Which figures of a startup a decision would change: its facts are read once more, the decision at their end, into a
// generation of their own that nobody sees; then both are compared, by the models of the pages.
import { type ChangedFigure, changedFigures, figuresIn } from "../dashboards/models/changed-figures.ts";
import { type Frame, openFrame } from "../dashboards/queries/frame.ts";
import { followingOnce } from "../infra/log/once.ts";
import { partitionOf } from "../infra/log/topics.ts";
import { runProcessor } from "../processors/run.ts";
import type { DecisionEvent } from "../schemas/decisions.ts";
import { type CanRead, type CanSubscribe, type EventLog, type LogRecord, TOPICS } from "../schemas/ports.ts";
import type { House } from "./compose.ts";

export interface WhatIf {
  readonly count: number;
  /** The first of them. */
  readonly first: readonly ChangedFigure[];
}
const SHOWN = 50;

/** Nothing is appended, and nothing that is shown changes. @throws {ReleveError} RELEVE_WAREHOUSE_UNAVAILABLE. */
export async function whatIf(house: House, startup: string, facts: readonly DecisionEvent[]): Promise<WhatIf> {
  const { generations, territories, read, signal } = house;
  const live = await house.live();
  const partition = partitionOf(startup);
  const shown = await openFrame(live);
  const end = shown.ends[partition] ?? 0;
  const time = Math.max(house.clock(), shown.recordedMax);
  const records = facts.map((fact, at): LogRecord => {
    const value = Buffer.from(JSON.stringify(fact));
    return { partition, offset: end + at, key: startup, value, time };
  });
  const { number, warehouse } = await generations.begin("comparison");
  try {
    const log = withDecision(house.log, { startup, partition, end }, records);
    const running = await runProcessor({ log, warehouse, read, signal }, { group: `what-if.${number}` });
    await running.done;
    await running.stop();
    const registry = await openFrame(live, undefined, TOPICS.registry);
    const asked = { territories, registry: { ...registry, ends: registry.ends } };
    const was = await figuresIn(live, { ...asked, frame: shown });
    const is = await figuresIn(warehouse, { ...asked, registry: nothing(registry), frame: await openFrame(warehouse) });
    const changed = await changedFigures(was, is, startup);
    return { count: changed.length, first: changed.slice(0, SHOWN) };
  } finally {
    await generations.drop(number);
  }
}

/** A generation without a registry: figures do not need it. */
const nothing = (frame: Frame): Frame => ({ ...frame, ends: frame.ends.map(() => 0) });

/** One startup's facts, as far as they are shown, and records after them. */
function withDecision(
  log: EventLog,
  { startup, partition: own, end }: { readonly startup: string; readonly partition: number; readonly end: number },
  records: readonly LogRecord[],
): CanRead & CanSubscribe {
  const read: CanRead = {
    async *read(topic, partition, from) {
      if (topic !== TOPICS.facts || partition !== own) return;
      for await (const record of log.read(topic, partition, from)) {
        if (record.offset >= end) break;
        if (record.key === startup) yield record;
      }
      yield* records.filter(({ offset }) => offset >= from);
    },
    async ends(topic) {
      const ends = await log.ends(topic);
      return ends.map((_, partition) => (topic === TOPICS.facts && partition === own ? end + records.length : 0));
    },
  };
  return { ...read, subscribe: followingOnce(read) };
}
