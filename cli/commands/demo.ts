// `releve demo`: a simulated network, a year of weekly pulls through the ordinary pipeline, and the pages.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXIT, type Exit, ReleveError } from "../../schemas/errors.ts";
import { newEventId } from "../../schemas/ids.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { addWeeks, frozenAt, isoWeekOf } from "../../schemas/week.ts";
import { caughtUp } from "../catch-up.ts";
import type { AddCommand, Call } from "../command.ts";
import { type House, openHouse } from "../compose.ts";
import { weeklyPulls } from "../demo/calendar.ts";
import { startNetwork } from "../demo/network.ts";
import { random } from "../demo/random.ts";
import { progress } from "../io.ts";
import { publishReport } from "../reports.ts";
import { refuseIfServed } from "../socket.ts";
import { printHeadlines } from "./figures.ts";
import { pullNow } from "./pull.ts";
import { portOf, serveHouse, wholeOf } from "./serve.ts";

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
    await liveThroughTheYear(call, house, clock, { ...year, without: options.without });
    if (call.io.gone.aborted) return EXIT.failed;
    if (options.serve) {
      await publishLast(house, clock, Math.min(REPORTS, year.weeks));
      return await serveHouse(call, house, { port, demo: true });
    }
    await printHeadlines(house.models(true), call.io, { json: options.json });
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

/** Every reading of the clock is a millisecond later than the one before. */
class SimulatedClock {
  #now = 0;
  readonly read = (): number => {
    this.#now += 1;
    return this.#now;
  };
  moveTo(instant: number): void {
    this.#now = Math.max(this.#now, instant);
  }
}

interface Year {
  readonly seed: number;
  readonly weeks: number;
  readonly without: string | undefined;
}
async function liveThroughTheYear(call: Call, house: House, clock: SimulatedClock, options: Year): Promise<void> {
  const { seed } = options;
  const pulls = weeklyPulls().slice(-options.weeks);
  clock.moveTo(pulls[0] ?? 0);
  const without = options.without && { without: { startup: "mes-adresses", commune: options.without } };
  const { read, territories } = { read: clock.read, territories: house.territories };
  const network = await startNetwork({ seed, clock: read, territories, ...without });
  const draw = random(seed);
  const newId = () =>
    newEventId(
      clock.read(),
      Uint8Array.from({ length: 10 }, () => Math.floor(draw() * 256)),
    );
  const running = await house.process();
  const report = progress(call.io, "2024, weekly pulls");
  try {
    for (const [week, instant] of pulls.entries()) {
      if (call.io.gone.aborted) return;
      clock.moveTo(instant);
      await pullNow(house, house.config, call.io, network.declarations, { newId, quiet: true });
      report(week + 1, pulls.length, new Date(instant).toISOString().slice(0, 10));
    }
    await Promise.race([caughtUp(house, call.io), running.done]);
  } finally {
    await running.stop();
    await network.stop();
  }
}
