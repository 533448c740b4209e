// `releve restore`: a backup into an empty log, every record at its offset and with its time.
import { resolve } from "node:path";
import { manifestOf } from "../../infra/backup/manifest-file.ts";
import { restoreBackup } from "../../infra/backup/restore.ts";
import { EXIT } from "../../schemas/errors.ts";
import { type AddCommand, table } from "../command.ts";
import { progress } from "../io.ts";
import { openForRestore } from "../log-alone.ts";

export const restore: AddCommand = (program, call, done) => {
  program
    .command("restore")
    .description("write a backup into an empty log: the same records at the same offsets with the same times")
    .argument("<folder>", "the backup's folder")
    .option("--json", "print the result as JSON")
    .action(async (name: string, { json }: { json?: boolean }) => {
      const { io } = call;
      const folder = resolve(io.cwd, name);
      await manifestOf(folder); // a wrong path is told before a log is made
      const log = await openForRestore(call.config());
      try {
        const began = performance.now();
        let report = progress(io, "verify");
        const result = await restoreBackup(log, folder, {
          gone: io.gone,
          step: (step) => {
            report = progress(io, step);
          },
          report: (...args) => report(...args),
        });
        const elapsedMs = Math.round(performance.now() - began);
        if (result.alreadyThere > 0)
          io.err(`A restore that was cut off had written ${result.alreadyThere} of them: they are the same.\n`);
        if (json) io.out(`${JSON.stringify({ folder, into: log.kind, ...result, elapsedMs })}\n`);
        else {
          const rows = result.topics.map(({ topic, records }) => [topic, `${records}`]);
          io.out(`${table(["topic", "records>"], rows)}${folder} is restored: ${result.records} records.\n`);
          io.err("Now `releve serve`, or `releve process`, fills the warehouse from it.\n");
        }
        done(EXIT.ok);
      } finally {
        await log.close();
      }
    });
};
