// `releve serve`: reads the log, pulls on schedule, answers pages, and carries out other terminals' commands.
import type { Models } from "../../dashboards/model.ts";
import { createApp } from "../../dashboards/routes.tsx";
import type { LedgerState } from "../../dashboards/shapes/health.ts";
import { ListQuery } from "../../dashboards/shapes/list.ts";
import { startServer } from "../../infra/http/server.ts";
import type { Door } from "../../schemas/door.ts";
import { EXIT, type Exit } from "../../schemas/errors.ts";
import { CARRIED, loaded } from "../carried.ts";
import { type AddCommand, type Call, runCommand } from "../command.ts";
import { directoryOf, type House } from "../compose.ts";
import { directoryNow, openDoor } from "../door.ts";
import { fail } from "../failure.ts";
import { LEDGER_EVERY_MS, watchLedger } from "../ledger-watch.ts";
import { schedulePulls } from "../pull-schedule.ts";
import { dropLeftovers } from "../rebuild/leftovers.ts";
import { scheduleReminders } from "../reminders.ts";
import { scheduleReports } from "../report-schedule.ts";
import { listen, refuseIfServed } from "../socket.ts";
import { wholeOf } from "../whole.ts";
import { wholeDirectory } from "../whole-directory.ts";
import { declare } from "./pull.ts";

/** Between two looks for old generations. */
const SWEEP_MS = 3_600_000;

export const serve: AddCommand = (program, call, done) => {
  program
    .command("serve")
    .description("read the log, pull on schedule (RELEVE_PULL_SCHEDULE) and serve the pages until Ctrl-C")
    .option("--port <port>", "port of the pages (RELEVE_PORT); 0 takes a free one")
    .action(async ({ port }: { port?: string }) => {
      const config = call.config();
      const chosen = portOf(port, config.port);
      await directoryOf(config, call.io.cwd); // its faults are told before anything is opened
      await refuseIfServed(config.data);
      const house = await call.house();
      const load = () => wholeDirectory(call, house.requests);
      const first = await load();
      await declare(house, first);
      const directory = directoryNow(house, { first, load, told: (error) => fail(call.io, error) });
      const models = house.models(false, true);
      const door = openDoor({ io: call.io, house, models, directory });
      done(await serveHouse(call, house, { port: chosen, demo: false, models, door }));
    });
};

/** @throws {ReleveError} RELEVE_USAGE when it is not a port. */
export function portOf(text: string | undefined, other: number): number {
  return text === undefined ? other : wholeOf("--port", text, 0, 65_535);
}

/** Serves a house until the caller is gone; prints the address. @param options  `models` left out: its own; `door`: it is only read */
export async function serveHouse(
  call: Call,
  house: House,
  options: { readonly port: number; readonly demo: boolean; readonly models?: Models; readonly door?: Door },
): Promise<Exit> {
  const { config, signal } = house;
  const { publicUrl } = config;
  const models = options.models ?? house.models(options.demo, true);
  let ledger: LedgerState = "unchecked";
  const app = createApp({
    ...{ models, signal, publicUrl, proxies: config.proxies, ledger: () => ledger },
    ...(options.door && { door: options.door }),
  });
  const server = await startServer({ fetch: app.fetch, port: options.port, host: config.host });
  const stops = [() => server.stop()];
  try {
    await dropLeftovers(house.generations, call.io, true);
    const sweeping = swept(call, house);
    stops.push(async () => clearInterval(sweeping));
    const unwatched = watchLedger(house, LEDGER_EVERY_MS, (state) => {
      ledger = state;
    });
    stops.push(async () => unwatched());
    const running = await house.process();
    stops.push(() => running.stop());
    if (house.generations.kind === "embedded") {
      const socket = await listen(config.data, (argv, io) => carry(call, house, argv, io));
      stops.push(() => socket.stop());
    }
    const pulling = options.demo ? undefined : await schedulePulls(call, house);
    stops.push(async () => pulling?.stop());
    const reporting = options.demo ? undefined : scheduleReports(call, house);
    stops.push(async () => reporting?.stop());
    const reminding = options.demo ? undefined : scheduleReminders(call, house);
    stops.push(async () => reminding?.stop());
    signal("server started", { port: server.port });
    call.io.out(`${server.url}\n`);
    const ahead = readAhead(models).catch((error: unknown) => fail(call.io, error));
    stops.push(async () => void (await ahead));
    await Promise.race([gone(call.io.gone), running.done]);
    return EXIT.ok;
  } finally {
    for (const stop of stops.reverse()) await stop();
    signal("server stopped");
  }
}

/** What every page needs is read before anybody asks, the overview first; whoever asks meanwhile waits for the same. */
async function readAhead(models: Models): Promise<void> {
  await models.overview(ListQuery.parse({}));
  await models.doubts({ page: 1 });
}

async function carry(call: Call, house: House, argv: readonly string[], io: Call["io"]): Promise<Exit> {
  const { configOf } = call;
  const config = () => configOf(io.env);
  const carried = { io, inServe: true, house: async () => house, log: async () => house.log, config, configOf };
  return runCommand(argv, carried, await loaded(CARRIED));
}

/** Old generations go when their days are over. */
function swept(call: Call, house: House): NodeJS.Timeout {
  const sweep = () => dropLeftovers(house.generations, call.io, false).catch((error: unknown) => fail(call.io, error));
  return setInterval(() => void sweep(), SWEEP_MS).unref();
}

function gone(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
