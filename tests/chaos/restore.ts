// A restore into Kafka that dies before its mark is gone, and is run again: every record at its offset, with its time.
import { randomUUID } from "node:crypto";
import { backUp } from "../../infra/backup/back-up.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import type { Failpoint } from "../../schemas/failpoint.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { type Contents, contentsAt, contentsOf, count, newFolder, restoreAt } from "../support/backups.ts";
import { restoreDying } from "../support/dying-restore.ts";
import type { LogUnderChaos, Outcome } from "./run.ts";

const RECORDS = 500;

/** Topics of its own on the broker that lives share: the log that is restored into must be empty. */
export async function liveForRestore(point: Failpoint, log: LogUnderChaos): Promise<Outcome> {
  const brokers = String(log.env("restore", 0).RELEVE_LOG).replace(/^kafka:\/\//, "");
  const at = { kind: "kafka" as const, brokers, prefix: `chaos-${randomUUID().slice(0, 8)}.` };
  let now = Date.UTC(2024, 0, 1);
  const source = await openLmdbLog({ folder: await newFolder("log"), clock: () => (now += 60_000) });
  for (const topic of [TOPICS.facts, TOPICS.registry])
    await source.append(
      topic,
      Array.from({ length: RECORDS }, (_, n) => ({ key: `s${n % 30}`, value: Buffer.from(`{"n":${n}}`) })),
    );
  const folder = await newFolder("backup");
  await backUp(source, folder);
  const original = await contentsOf(source);
  await source.close();

  const fired = await restoreDying(at, folder, point);
  const began = performance.now();
  await restoreAt(at, folder);
  const deaths = [{ point, fired, recoveryMs: performance.now() - began }];
  const restored = linesOf(await contentsAt(at));
  const wanted = linesOf(original);
  return {
    deaths,
    facts: count(original),
    differences: {
      lost: wanted.filter((line) => !restored.includes(line)),
      doubled: restored.filter((line) => !wanted.includes(line)),
      wrong: [],
    },
  };
}

const linesOf = (contents: Contents) =>
  Object.entries(contents).flatMap(([place, records]) => records.map((record) => `${place} ${record}`));
