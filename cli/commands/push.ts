// `releve push`: figures that no endpoint publishes, from a file.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { receivePush } from "../../ingestors/receive-push.ts";
import { EXIT, ReleveError } from "../../schemas/errors.ts";
import { newEventId } from "../../schemas/ids.ts";
import { caughtUp, processUntilCaughtUp } from "../catch-up.ts";
import type { AddCommand } from "../command.ts";
import { wholeDirectory } from "../whole-directory.ts";
import { declare } from "./pull.ts";

export const push: AddCommand = (program, call, done) => {
  program
    .command("push")
    .description("append figures from a JSON file: {startup, source, asAt?, scope?, figures} (docs/push.md)")
    .argument("<file>", "the file")
    .option("--json", "print the result as JSON")
    .action(async (file: string, { json }: { json?: boolean }) => {
      const path = resolve(call.io.cwd, file);
      const bytes = await readBytes(path);
      const declarations = await wholeDirectory(call);
      const house = await call.house();
      await declare(house, declarations);
      const { log, clock, signal } = house;
      const placed = await receivePush(bytes, path, { log, declarations, clock, signal, newId: newEventId });
      if (call.inServe) await caughtUp(house, call.io);
      else if (log.kind === "lmdb") await processUntilCaughtUp(house, call.io);
      call.io.out(
        json ? `${JSON.stringify(placed)}\n` : `Appended at partition ${placed.partition}, offset ${placed.offset}.\n`,
      );
      done(EXIT.ok);
    });
};

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new ReleveError("RELEVE_FILE", `${path} cannot be read: ${(error as Error).message}`, "check the path");
  }
}
