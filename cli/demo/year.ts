// The simulated year, lived through by the functions of the ordinary commands: registry, pushes and pulls, week by week.

import { pushFigures } from "../../ingestors/push.ts";
import { addServices, type Imported, importRegistry, type RegistryPorts } from "../../ingestors/registry.ts";
import { newEventId } from "../../schemas/ids.ts";
import { dayOf, startOfDay } from "../../schemas/period.ts";
import { caughtUp } from "../catch-up.ts";
import { declare, pullNow } from "../commands/pull.ts";
import { answered } from "../commands/registry.ts";
import type { House } from "../compose.ts";
import { httpOf } from "../http-of.ts";
import { type Io, progress } from "../io.ts";
import { registryCaughtUp } from "../registry-catch-up.ts";
import { weeklyPulls } from "./calendar.ts";
import { type Network, startNetwork } from "./network.ts";
import { random } from "./random.ts";
import { declaredOn } from "./registry/declared.ts";
import { INCUBATORS_PATH } from "./registry/documents.ts";
import type { Sending } from "./simulated.ts";

/** Every reading of the clock is a millisecond later than the one before. */
export class SimulatedClock {
  #now = 0;
  readonly read = (): number => {
    this.#now += 1;
    return this.#now;
  };
  moveTo(instant: number): void {
    this.#now = Math.max(this.#now, instant);
  }
}

export interface Year {
  readonly seed: number;
  /** How many of the year's last weekly pulls. */
  readonly weeks: number;
  /** A commune left out of Mes Adresses' answers. */
  readonly without: string | undefined;
}
interface Stage {
  readonly house: House;
  readonly io: Io;
  readonly network: Network;
  readonly clock: SimulatedClock;
  readonly newId: () => string;
}

/** Lives the weeks through in a house with the simulated clock, until the warehouse has all of them. */
export async function liveThroughTheYear(house: House, io: Io, clock: SimulatedClock, year: Year): Promise<void> {
  const { seed } = year;
  const pulls = weeklyPulls().slice(-year.weeks);
  clock.moveTo(pulls[0] ?? 0);
  const without = year.without && { without: { startup: "mes-adresses", commune: year.without } };
  const { territories } = house;
  const network = await startNetwork({ seed, clock: clock.read, territories, ...without });
  const draw = random(seed);
  const newId = () =>
    newEventId(
      clock.read(),
      Uint8Array.from({ length: 10 }, () => Math.floor(draw() * 256)),
    );
  const stage: Stage = { house, io, network, clock, newId };
  const report = progress(io, "2024, weekly pulls");
  const registry = registryFollower(stage);
  const sends = [...network.sends];
  try {
    for (const [week, instant] of pulls.entries()) {
      if (io.gone.aborted) return;
      const day = dayOf(instant);
      while (sends[0] && sends[0].day < day) await send(stage, sends.shift() as Sending);
      clock.moveTo(instant);
      await registry(day);
      await pullNow(house, house.config, io, network.directoryOn(day), { newId, quiet: true });
      report(week + 1, pulls.length, day);
    }
  } finally {
    await network.stop();
  }
  await processed(house, io);
}

/** Only once the year is over: a few large batches cost the warehouse half of what many small ones do. */
async function processed(house: House, io: Io): Promise<void> {
  const running = await house.process();
  try {
    await Promise.race([Promise.all([caughtUp(house, io), registryCaughtUp(house, io, false)]), running.done]);
  } finally {
    await running.stop();
  }
}

/**
 * Imports the registry's documents each week in which `startups.json` has other words, and registers the services beside
 * it when their files have.
 */
function registryFollower({ house, io, network, newId }: Stage): (day: string) => Promise<void> {
  const { log, clock, signal, config } = house;
  const ports: RegistryPorts = { log, clock, signal, newId };
  const http = httpOf(config);
  const last = { startups: "", services: "" };
  return async (day) => {
    const startups = await answered(http, network.registry);
    if (last.startups === "") {
      const address = new URL(INCUBATORS_PATH, network.registry).href;
      whole(await importRegistry(ports, { name: address, text: await answered(http, address) }));
    }
    if (startups !== last.startups)
      whole(await importRegistry(ports, { name: network.registry, text: startups }, { http, abort: io.gone }));
    const services = JSON.stringify(declaredOn(day));
    if (services !== last.services) whole(await addServices(ports, { name: "services.json", text: services }));
    Object.assign(last, { startups, services });
  };
}

/** @throws {TypeError} when an entry of the simulated registry cannot be read: a bug of the demo. */
function whole({ faults: [fault] }: Imported): void {
  if (fault) throw new TypeError(`the simulated registry, at ${fault.at}: ${fault.found}`);
}

/** A team sends figures at ten in Paris, of that moment; what was due before the first week is sent then, of its own. */
async function send({ house, network, clock, newId }: Stage, { day, push }: Sending): Promise<void> {
  const { log, signal } = house;
  const instant = startOfDay(day) + 10 * 3_600_000;
  clock.moveTo(instant);
  const declarations = network.directoryOn(dayOf(clock.read()));
  await declare(house, declarations);
  const request = { ...push, asAt: new Date(instant).toISOString() };
  await pushFigures(request, { log, declarations, clock: clock.read, signal, newId });
}
