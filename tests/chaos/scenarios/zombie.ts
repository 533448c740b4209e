// A processor is stopped in the middle of a batch for longer than its session; another takes its partitions and goes on;
// then the first is revived, and writes what it had in hand. Two `process` share a log and a warehouse.
import { openWarehouse } from "../../../infra/warehouse/clickhouse.ts";
import { readCursors } from "../../../processors/run.ts";
import { type EventLog, TOPICS, type Warehouse } from "../../../schemas/ports.ts";
import { until } from "../../support/log-process.ts";
import { releve } from "../../support/program.ts";
import { frontPlace } from "../../support/warehouse.ts";
import { brokerOfChaos, LMDB, overKafka } from "../logs.ts";
import { lookAt } from "../look.ts";
import { type Chaotic, envOf, type Ran, start } from "../program.ts";
import { type Asked, round } from "../round.ts";
import { onStage, type Played, type Scenario, type Stage } from "./scenario.ts";

export const zombie: Scenario = {
  log: "lmdb",
  short: true,
  play: (seed) => playOver(seed, {}, (stage) => LMDB.open(stage.setting)),
};
export const zombieOverKafka: Scenario = {
  log: "kafka",
  short: false,
  async play(seed) {
    const broker = await brokerOfChaos();
    if ("skipped" in broker) return broker;
    try {
      const env = { RELEVE_LOG: `kafka://${broker.brokers}` };
      return await playOver(seed, env, (stage) => overKafka(broker.brokers).open(stage.setting));
    } finally {
      await broker.stop();
    }
  },
};

async function playOver(
  seed: number,
  env: Record<string, string>,
  open: (stage: Stage) => Promise<EventLog>,
): Promise<Played> {
  const front = await frontPlace();
  try {
    return await onStage(seed, "zombie", { ...env, RELEVE_WAREHOUSE: front.at }, async (stage) => {
      const [log, warehouse] = [await open(stage), await openWarehouse({ url: front.at })];
      try {
        return await playWith(stage, log, warehouse);
      } finally {
        await warehouse.close();
        await log.close();
      }
    });
  } finally {
    await front.stop();
  }
}

async function playWith(stage: Stage, log: EventLog, warehouse: Warehouse): Promise<Played> {
  const command = async (args: readonly string[]): Promise<Ran> => {
    const pulls = args[0] === "pull" ? ["--no-process"] : [];
    const { exit, ...text } = await releve([...args, ...pulls], {
      env: envOf(stage.setting),
      cwd: stage.setting.folder,
    });
    return { exit: exit ?? -1, ...text };
  };
  const asked: Asked = { ...stage.asked, command };
  const work = async () => {
    const answered = await round(stage.setting, asked, "new");
    if (!answered.whole) throw new Error(`a round was not answered: ${answered.said}`);
  };
  const point = "batch.inserting" as const;
  const first = stage.keep(start(["process"], stage.setting, { point, nth: 1, how: "stop" }));
  await first.line(/Reading the log/);
  await work();
  await until("the first has stopped in the middle of a batch", () => first.fired(), 60_000);
  const second = stage.keep(start(["process"], stage.setting));
  const facts = (one: Chaotic) =>
    one.lines.filter((line) => line.includes(TOPICS.facts)).map((line) => JSON.parse(line));
  const taken = () =>
    new Set(facts(second).flatMap(({ msg, partitions }) => (msg === "partitions assigned" ? partitions : [])));
  await until("the second has taken over all partitions", () => taken().size === 12, 120_000);
  await caughtUp(log, warehouse);
  await work();
  await caughtUp(log, warehouse);
  const before = facts(first).filter(({ msg }) => msg === "batch committed").length;
  process.kill(first.pid, "SIGCONT");
  const late = () => facts(first).filter(({ msg }) => msg === "batch committed").length - before;
  await until("the first has written what it had in hand", () => late() > 0 || first.ended(), 60_000);
  const wrote = late();
  await work();
  await caughtUp(log, warehouse);
  for (const one of [first, second]) if (!one.ended()) await one.end("SIGTERM");
  const { differences } = await lookAt(log, warehouse, stage.history);
  return {
    proof: `stopped, ${taken().size} partitions taken over, revived: ${wrote} batches written late`,
    differences,
  };
}

async function caughtUp(log: EventLog, warehouse: Warehouse): Promise<void> {
  const behind = async () => {
    const cursors = await readCursors(warehouse);
    return (await log.ends(TOPICS.facts)).some((end, part) => end > (cursors.get(part)?.to ?? -1) + 1);
  };
  await until("the warehouse has all that the log has", async () => !(await behind()), 120_000);
}
