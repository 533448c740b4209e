// `releve backup`: what is new in the log into a folder, while everything runs; and whether such a folder is whole.
import { resolve } from "node:path";
import { backUp } from "../../infra/backup/back-up.ts";
import type { BackedUp } from "../../infra/backup/totals.ts";
import { type Verified, verifyBackup } from "../../infra/backup/verify.ts";
import { EXIT } from "../../schemas/errors.ts";
import { type AddCommand, table } from "../command.ts";
import { progress } from "../io.ts";

type Flags = { readonly json?: boolean };

export const backup: AddCommand = (program, call, done) => {
  const command = program
    .command("backup")
    .description("copy what is new in the log into a backup: a folder from which `releve restore` makes the same log")
    .argument("<folder>", "the backup's folder: made when missing, gone on with when it holds one")
    .option("--json", "print the result as JSON")
    .action(async (name: string, { json }: Flags) => {
      const folder = resolve(call.io.cwd, name);
      const report = progress(call.io, "backup");
      const began = performance.now();
      const result = await backUp(await call.log(), folder, { gone: call.io.gone, report });
      const elapsedMs = Math.round(performance.now() - began);
      for (const { topic, records } of result.leftOut)
        call.io.err(`${topic} is not backed up, for it is the topic that things are erased from: ${records} records\n`);
      call.io.out(json ? `${JSON.stringify({ folder, ...result, elapsedMs })}\n` : backedUp(folder, result));
      done(EXIT.ok);
    });
  command
    .command("verify")
    .description("read a whole backup and compare it with its manifest: hashes, offsets, times")
    .argument("<folder>", "the backup's folder")
    .option("--json", "print the result as JSON")
    .action(async (name: string, _: Flags, self: { optsWithGlobals(): Flags }) => {
      const folder = resolve(call.io.cwd, name);
      const verified = await verifyBackup(folder, { gone: call.io.gone, report: progress(call.io, "verify") });
      const { json } = self.optsWithGlobals();
      call.io.out(json ? `${JSON.stringify({ folder, whole: true, ...verified })}\n` : whole(folder, verified));
      done(EXIT.ok);
    });
};

function backedUp(folder: string, { added, total, topics }: BackedUp): string {
  const rows = topics.map(({ topic, added, records }) => [topic, `${added}`, `${records}`]);
  const files = `${added.segments} new files of ${added.bytes} bytes`;
  return `${table(["topic", "added>", "records>"], rows)}${folder}: ${files}; ${total.records} records of ${total.partitions} partitions in ${total.bytes} bytes.\n`;
}

function whole(folder: string, { records, partitions, bytes, segments, at, log, topics }: Verified): string {
  const rows = topics.map(({ topic, records }) => [topic, `${records}`]);
  const from = log === "lmdb" ? "a log in a folder" : "Kafka";
  return `${table(["topic", "records>"], rows)}${folder} is whole: ${records} records of ${partitions} partitions in ${segments} files of ${bytes} bytes, from ${from}, last added to ${at}.\n`;
}
