// `releve demo`: a simulated network, a year of its registry, pushes and weekly pulls through the ordinary pipeline, and the pages.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countPhases, loadRegistry } from "../../dashboards/queries/registry.ts";
import { EXIT, type Exit, ReleveError } from "../../schemas/errors.ts";
import { dayOf } from "../../schemas/period.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { addWeeks, frozenAt, isoWeekOf } from "../../schemas/week.ts";
import type { AddCommand, Call } from "../command.ts";
import { type House, openHouse } from "../compose.ts";
import { liveThroughTheYear, SimulatedClock } from "../demo/year.ts";
import { reportsCaughtUp } from "../registry-catch-up.ts";
import { publishReport } from "../reports.ts";
import { refuseIfServed } from "../socket.ts";
import { wholeOf } from "../whole.ts";
import { printHeadlines } from "./figures.ts";
import { portOf, serveHouse } from "./serve.ts";

/** Weekly reports that a demo publishes at its end. */
const REPORTS = 2;

interface Options {
  readonly seed: string;
  readonly weeks: string;
  readonly json?: boolean;
  readonly port?: string;
  readonly serve: boolean;
  readonly without?: string;
}

export const demo: AddCommand = (program, call, done) => {
  program
    .command("demo")
    .description("simulate a network of services, pull it weekly through 2024, and serve the pages until Ctrl-C")
    .option("--seed <number>", "which course the year takes", "2024")
    .option("--port <port>", "port of the pages (RELEVE_PORT); 0 takes a free one")
    .option("--weeks <number>", "how many of the year's last weekly pulls, 1 to 52", "52")
    .option("--without <commune>", "leave one commune (INSEE code) out of Mes Adresses' answers")
    .option("--no-serve", "print the figures at the end of the year instead of serving the pages")
    .option("--json", "with --no-serve: print as JSON")
    .action(async (options: Options) => {
      done(await runDemo(call, options));
    });
};

async function runDemo(call: Call, options: Options): Promise<Exit> {
  const given = call.config();
  const year = { seed: wholeOf("--seed", options.seed, 0, 1e15), weeks: wholeOf("--weeks", options.weeks, 1, 52) };
  const port = portOf(options.port, given.port);
  if (given.given.has("RELEVE_DATA")) await refuseIfServed(given.data);
  const temporary = given.given.has("RELEVE_DATA") ? undefined : mkdtempSync(join(tmpdir(), "releve-demo-"));
  const config = {
    ...given,
    data: temporary ?? given.data,
    allowLoopback: true,
    logLevel: given.given.has("RELEVE_LOG_LEVEL") ? given.logLevel : ("fatal" as const),
  };
  const clock = new SimulatedClock();
  const house = await openHouse(config, { clock: clock.read, simulated: true });
  try {
    await refuseIfUsed(house);
    await liveThroughTheYear(house, call.io, clock, { ...year, without: options.without });
    if (call.io.gone.aborted) return EXIT.failed;
    if (options.serve) {
      await publishLast(house, clock, Math.min(REPORTS, year.weeks));
      await reportsCaughtUp(house, call.io, true);
      return await serveHouse(call, house, { port, demo: true });
    }
    const registry = countPhases(await loadRegistry(await house.live()), { day: dayOf(clock.read()) });
    await printHeadlines(house.models(true), call.io, { json: options.json, registry });
    return EXIT.ok;
  } finally {
    await house.close();
    if (temporary) rmSync(temporary, { recursive: true, force: true });
  }
}

/** The reports of the last weeks, so that the archive has something to show. */
async function publishLast(house: House, clock: SimulatedClock, count: number): Promise<void> {
  const ended = addWeeks(isoWeekOf(clock.read()), -1);
  clock.moveTo(frozenAt(ended));
  for (let back = count - 1; back >= 0; back -= 1) await publishReport(house, addWeeks(ended, -back));
}

/** Simulated figures must not get among real ones. */
async function refuseIfUsed({ log, config }: House): Promise<void> {
  if ((await log.ends(TOPICS.facts)).every((end) => end === 0)) return;
  const hint = "give an empty folder with --data, or none: the demo then takes a temporary one";
  throw new ReleveError("RELEVE_USAGE", `the log of ${config.log || config.data} has facts already`, hint);
}
