// `releve process`: reads the facts of the log into the warehouse; several processes share the partitions.
import { EXIT } from "../../schemas/errors.ts";
import { allCaughtUp, processUntilCaughtUp } from "../catch-up.ts";
import type { AddCommand } from "../command.ts";

export const processCommand: AddCommand = (program, call, done) => {
  program
    .command("process")
    .description("read the facts of the log into the warehouse until Ctrl-C; processes of one group share the work")
    .option("--until-caught-up", "end when all that was in the log at the start is in the warehouse")
    .action(async ({ untilCaughtUp }: { untilCaughtUp?: boolean }) => {
      const house = await call.house();
      if (call.inServe) await allCaughtUp(house, call.io);
      else if (untilCaughtUp) await processUntilCaughtUp(house, call.io);
      else {
        const running = await house.process();
        call.io.err("Reading the log. Ctrl-C ends.\n");
        try {
          await Promise.race([running.done, new Promise((resolve) => call.io.gone.addEventListener("abort", resolve))]);
        } finally {
          await running.stop();
        }
      }
      done(EXIT.ok);
    });
};
