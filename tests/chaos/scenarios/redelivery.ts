// Facts delivered twice and in another order: the log holds some of them again, under their ids, after later ones; and
// pushes speak of earlier moments than those before them (as in every life).
import { join } from "node:path";
import { openLmdbLog } from "../../../infra/log/lmdb.ts";
import { partitionOf } from "../../../infra/log/topics.ts";
import { type LogRecord, TOPICS } from "../../../schemas/ports.ts";
import { LMDB } from "../logs.ts";
import { look } from "../look.ts";
import { dataOf } from "../program.ts";
import { endWell, onStage, type Scenario, type Stage } from "./scenario.ts";

export const redelivery: Scenario = {
  log: "lmdb",
  short: true,
  play: (seed) =>
    onStage(seed, "redelivery", {}, async (stage) => {
      const first = await stage.serve();
      await stage.rounds(4);
      await endWell(first, stage.setting);
      const again = await redeliver(stage);
      const second = await stage.serve();
      await stage.rounds(3);
      await endWell(second, stage.setting);
      const { differences } = await look(stage.setting, LMDB, stage.history);
      const late = stage.history.sent.filter(({ asAt }, at, all) => all.slice(0, at).some((one) => one.asAt > asAt));
      return { proof: `${again} facts delivered again, ${late.length} pushes of an earlier moment`, differences };
    }),
};

/** Appends every other fact of the log again, the latest ones first. @returns how many */
async function redeliver({ setting, history }: Stage): Promise<number> {
  const log = await openLmdbLog({ folder: join(dataOf(setting), "log") });
  try {
    const records: LogRecord[] = [];
    for (const part of new Set(history.startups.map((startup) => partitionOf(startup))))
      for await (const record of log.read(TOPICS.facts, part, 0)) records.push(record);
    const chosen = records.filter((_, at) => at % 2 === 1).reverse();
    for (const { value } of chosen) history.redelivered.add(JSON.parse(value.toString("utf8")).id);
    await log.append(
      TOPICS.facts,
      chosen.map(({ key, value }) => ({ key, value })),
    );
    return chosen.length;
  } finally {
    await log.close();
  }
}
