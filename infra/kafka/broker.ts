// A real Kafka broker without Docker, for development and tests: its jars come from Maven Central, and Java runs them.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { access, mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { pomOf, settingsOf } from "./settings.ts";

export const KAFKA_VERSION = "4.1.1";
/** How long the broker may take until it accepts connections, in milliseconds. */
const START_MS = 60_000;
const STOP_MS = 15_000;
/** How often it is begun when a port was taken between our look and the broker's start. */
const STARTS = 3;
const run = promisify(execFile);

export interface BrokerOptions {
  /** Where its data, settings and output are; made when missing. */
  readonly folder: string;
  /** On 127.0.0.1; default: a free one. */
  readonly port?: number;
  /** Whether the folder stays after `stop` and `kill`; default: no. */
  readonly keep?: boolean;
  /** Where free ports come from. */
  readonly ports?: () => Promise<number>;
}
export interface Broker {
  /** `127.0.0.1:port`. */
  readonly brokers: string;
  readonly pid: number;
  /** Ends it in an orderly way. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would (kill -9). */
  kill(): Promise<void>;
}

/** Needs `java` (17 or newer), and `mvn` the first time. @throws {Error} with the last lines of what the broker said. */
export async function startBroker({ folder, port, keep = false, ports = freePort }: BrokerOptions): Promise<Broker> {
  if (port !== undefined && (await connects(port))) throw new Error(`Port ${port} is used by another program.`);
  const jars = await fetchJars();
  await mkdir(folder, { recursive: true });
  const { broker, listen } = await startedOn(jars, folder, async () => [port ?? (await ports()), await ports()]).catch(
    async (error: unknown) => {
      if (!keep) await rm(folder, { recursive: true, force: true });
      throw error;
    },
  );
  const end = async (signal: NodeJS.Signals) => {
    await endProcess(broker, signal);
    if (!keep) await rm(folder, { recursive: true, force: true });
  };
  return {
    brokers: `127.0.0.1:${listen}`,
    pid: broker.pid ?? 0,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}

/** @param chosen  the port to listen on, and the controller's: asked again when one of them was taken meanwhile */
async function startedOn(jars: string, folder: string, chosen: () => Promise<[listen: number, controller: number]>) {
  const settings = join(folder, "server.properties");
  const data = join(folder, "data");
  const output = join(folder, "broker.log");
  for (let left = STARTS - 1; ; left -= 1) {
    const [listen, controllerPort] = await chosen();
    await writeFile(settings, settingsOf({ data, port: listen, controllerPort }));
    await format(jars, settings, data);
    const broker = await launch(jars, settings, output);
    try {
      await accepting(broker, listen, output);
      return { broker, listen };
    } catch (error) {
      await endProcess(broker, "SIGKILL");
      if (left === 0 || !/Address already in use/.test(String(error))) throw error;
    }
  }
}

const cacheFolder = () => join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "releve");
const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * The broker's jars, fetched by Maven once per version (about 45 MB) and kept in the user's cache. Several processes may
 * fetch at once: each into a folder of its own, and the first to be ready wins.
 * @returns their folder
 */
export async function fetchJars(): Promise<string> {
  const folder = join(cacheFolder(), `kafka-${KAFKA_VERSION}`);
  if (await exists(folder)) return folder;
  const own = `${folder}.${randomUUID()}`;
  await mkdir(own, { recursive: true });
  try {
    const pom = join(own, "pom.xml");
    await writeFile(pom, pomOf(KAFKA_VERSION));
    const goal = ["dependency:copy-dependencies", `-DoutputDirectory=${own}`, "-DincludeScope=runtime"];
    await run("mvn", ["-q", "-B", "-ntp", "-f", pom, ...goal], { timeout: 300_000 });
    await rename(own, folder).catch(async (error: unknown) => {
      if (!(await exists(folder))) throw error;
    });
    return folder;
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

async function format(jars: string, settings: string, data: string): Promise<void> {
  if (await exists(join(data, "meta.properties"))) return;
  const cluster = randomUUID().replaceAll("-", "").slice(0, 22);
  const tool = ["kafka.tools.StorageTool", "format", "--standalone", "-t", cluster, "-c", settings];
  await run("java", ["-Xmx128m", "-cp", join(jars, "*"), ...tool], { timeout: 60_000 });
}

async function launch(jars: string, settings: string, output: string): Promise<ChildProcess> {
  const file = await open(output, "a");
  const jvm = ["-Xmx512m", "-Xms128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];
  const program = ["-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", join(jars, "*"), "kafka.Kafka", settings];
  const broker = spawn("java", [...jvm, ...program], { stdio: ["ignore", file.fd, file.fd] });
  const endWithUs = () => broker.kill("SIGKILL");
  process.on("exit", endWithUs);
  broker.once("exit", () => process.off("exit", endWithUs));
  try {
    await once(broker, "spawn"); // rejects when java is not there
  } finally {
    await file.close();
  }
  return broker;
}

async function accepting(broker: ChildProcess, port: number, output: string): Promise<void> {
  for (const until = Date.now() + START_MS; Date.now() < until; await sleep(100)) {
    if (broker.exitCode !== null || broker.signalCode !== null) break;
    if (await connects(port)) return;
  }
  const said = (await readFile(output, "utf8").catch(() => "")).split("\n").slice(-20).join("\n");
  throw new Error(`Kafka does not accept connections on 127.0.0.1:${port}. It said:\n${said}`);
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const end = (connected: boolean) => {
      socket.destroy();
      resolve(connected);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}

async function endProcess(broker: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (broker.exitCode !== null || broker.signalCode !== null) return;
  const ended = once(broker, "exit");
  broker.kill(signal);
  const late = setTimeout(() => broker.kill("SIGKILL"), STOP_MS);
  await ended;
  clearTimeout(late);
}

/** One that is free now; others may take it until it is used. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
