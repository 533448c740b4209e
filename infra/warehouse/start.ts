// `npm run warehouse`: one embedded warehouse for several processes of this machine.
import { parseArgs } from "node:util";
import { EXIT, ReleveError } from "../../schemas/errors.ts";
import { startFront } from "./front.ts";

const HELP = `npm run warehouse -- [--data <folder>] [--port <port>]

Serves an embedded ClickHouse to several processes of this machine, on 127.0.0.1 only.

  --data <folder>  where the warehouse is kept (default: .releve/warehouse)
  --port <port>    default: 8123
  --help           these lines
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      data: { type: "string", default: ".releve/warehouse" },
      port: { type: "string", default: "8123" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return EXIT.ok;
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ReleveError("RELEVE_USAGE", `--port ${values.port} is not a port`, "give a number from 0 to 65535");
  }
  const front = await startFront({ folder: values.data, port });
  process.stdout.write(`RELEVE_WAREHOUSE=${front.url}\n`);
  await new Promise<void>((stop) => {
    process.once("SIGINT", () => stop());
    process.once("SIGTERM", () => stop());
  });
  await front.stop();
  return EXIT.ok;
}

try {
  process.exitCode = await main();
} catch (error) {
  const known = error instanceof ReleveError;
  const usage = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  if (!known && !usage) throw error;
  process.stderr.write(
    known ? `${error.code}  ${error.message}\n  do  ${error.hint}\n` : `${String(error)}\n\n${HELP}`,
  );
  process.exitCode = known ? EXIT.failed : EXIT.usage;
}
