// `npm run kafka`: a broker for development in the foreground, until Ctrl-C.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { KAFKA_VERSION, startBroker } from "./broker.ts";

const HELP = `Usage: npm run kafka -- [--port 9092] [--folder .kafka]

Runs Apache Kafka ${KAFKA_VERSION} on 127.0.0.1, for development, until Ctrl-C. Its data stays in the folder.
Needs Java 17 or newer, and Maven the first time (about 45 MB are fetched).

  --port    port on 127.0.0.1 (default 9092)
  --folder  where its data is kept (default .kafka in the current folder)
  --help    this text
`;
const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "9092" },
      folder: { type: "string", default: ".kafka" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    say(HELP);
    return 0;
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`--port ${values.port} is not a port.`);
  const folder = resolve(values.folder);
  const stopped = new Promise<void>((stop) => {
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  });
  const broker = await startBroker({ folder, port, keep: true });
  say(`Kafka ${KAFKA_VERSION} runs (process ${broker.pid}, data in ${folder}). Ctrl-C ends it. In another shell:`);
  say(`export RELEVE_LOG=kafka://${broker.brokers}`);
  await stopped;
  await broker.stop();
  say("Kafka ended.");
  return 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`Kafka was not started: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
