// `releve registry`: the network's registry into the log, services beside it, and how many are in which phase.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { countPhases, loadRegistry, type PhaseCounts } from "../../dashboards/queries/registry.ts";
import { addServices, type Imported, importRegistry, type RegistryPorts } from "../../ingestors/registry.ts";
import { EXIT, type Exit, ReleveError } from "../../schemas/errors.ts";
import { newEventId } from "../../schemas/ids.ts";
import { dayOf } from "../../schemas/period.ts";
import { PHASE_RULES, type PhaseRule } from "../../schemas/registry-state.ts";
import { asOfInstant, knownRegistry } from "../as-of.ts";
import { type AddCommand, type Call, table } from "../command.ts";
import type { House } from "../compose.ts";
import { httpOf } from "../http-of.ts";
import { registryCaughtUp } from "../registry-catch-up.ts";

/** Entries that are told one by one; `--json` has them all. */
const FAULTS_SHOWN = 20;

interface PhasesFlags {
  readonly asOf?: string;
  readonly knownOn?: string;
  readonly rule: PhaseRule;
  readonly json?: boolean;
}

interface ImportFlags {
  readonly acceptLoss?: boolean;
  readonly details: boolean;
  readonly json?: boolean;
}

export const registry: AddCommand = (program, call, done) => {
  const group = program
    .command("registry")
    .description("read the network's registry, add services to it, count phases");
  importCommand(group, call, done);
  group
    .command("add")
    .description("register a service outside the network's registry, or several (docs/registry.md)")
    .argument("<file>", "a JSON file")
    .option("--json", "print the result as JSON")
    .action(async (name: string, { json }: { json?: boolean }) => {
      const text = await textOf(call, name);
      const house = await call.house();
      done(await told(call, house, await addServices(portsOf(house), { name, text }), json));
    });
  group
    .command("phases")
    .description("how many startups are in each phase on a day")
    .option("--as-of <YYYY-MM-DD>", "the day, in Paris; left out: today, or the last day of what was known")
    .option(
      "--known-on <instant>",
      "what the registry was known to say then: a day in Paris (its end), or a UTC instant; left out: now",
    )
    .addOption(
      new Option(
        "--rule <rule>",
        "dates: the last phase begun by then; site: the latest start, as the network's site counts",
      )
        .choices(PHASE_RULES)
        .default("dates"),
    )
    .option("--json", "print as JSON")
    .action(async ({ asOf, knownOn, rule, json }: PhasesFlags) => {
      if (asOf !== undefined) checkDay(asOf);
      const instant = asOfInstant(knownOn, "--known-on");
      const house = await call.house();
      await registryCaughtUp(house, call.io, !call.inServe && house.log.kind === "lmdb");
      const day = asOf ?? dayOf(Math.min(instant, house.clock()));
      const frame = await knownRegistry(house, instant);
      const counts = countPhases(await loadRegistry(await house.live(), frame), { day, rule });
      call.io.out(json ? `${JSON.stringify(counts)}\n` : printedPhases(counts));
      done(EXIT.ok);
    });
};

function importCommand(group: Command, call: Call, done: (exit: Exit) => void): void {
  group
    .command("import")
    .description("append what startups.json (v2.6, v2.7) or incubators.json says and the log does not")
    .argument("<file|URL>", "the document")
    .option("--accept-loss", "take it although more than one startup in ten is missing from it")
    .option("--no-details", "with a URL: do not ask each startup's own file (v3) for user types and former ids")
    .option("--json", "print the result as JSON")
    .action(async (name: string, { acceptLoss, details, json }: ImportFlags) => {
      const http = /^https?:\/\//.test(name) ? httpOf(call.config()) : undefined;
      const text = http ? await answered(http, name) : await textOf(call, name);
      const house = await call.house();
      const options = { acceptLoss, http: details ? http : undefined, abort: call.io.gone };
      done(await told(call, house, await importRegistry(portsOf(house), { name, text }, options), json));
    });
}

const portsOf = ({ log, clock, signal }: House): RegistryPorts => ({
  log,
  clock,
  signal,
  newId: () => newEventId(clock()),
});

/** What came of it, once the warehouse has it. */
async function told(call: Call, house: House, result: Imported, json?: boolean): Promise<Exit> {
  await registryCaughtUp(house, call.io, !call.inServe && house.log.kind === "lmdb");
  const { startups, incubators, appended, faults } = result;
  if (faults.length > 0) {
    const some = faults.slice(0, FAULTS_SHOWN).map(({ at, found }) => `  ${at}: ${found}\n`);
    const hint = "have these entries mended at their source; the next import takes them";
    call.io.err(
      `RELEVE_PARTIAL  ${faults.length} entries could not be read, and stay as they were\n${some.join("")}  do  ${hint}\n`,
    );
  }
  const more = { ...(startups === 0 && { incubators }), ...(faults.length > 0 && { faults }) };
  const words = startups === 0 ? `${incubators} incubators` : `${startups} startups`;
  call.io.out(
    json ? `${JSON.stringify({ startups, appended, ...more })}\n` : `${words} read, ${appended} facts appended.\n`,
  );
  return faults.length > 0 ? EXIT.partial : EXIT.ok;
}

async function textOf(call: Call, name: string): Promise<string> {
  try {
    return await readFile(resolve(call.io.cwd, name), "utf8");
  } catch (error) {
    throw new ReleveError("RELEVE_FILE", `${name} cannot be read: ${(error as Error).message}`, "check the path");
  }
}

/** A document of the registry's API. @throws {ReleveError} RELEVE_ENDPOINT_REFUSED when it answers anything but 200. */
export async function answered(http: ReturnType<typeof httpOf>, url: string): Promise<string> {
  const { status, bytes } = await http({ url });
  if (status === 200) return bytes.toString("utf8");
  const where = url.replace(/\?.*$/, "");
  throw new ReleveError(
    "RELEVE_ENDPOINT_REFUSED",
    `${where} answered ${status}`,
    "check the address; nothing was appended",
  );
}

function checkDay(day: string): void {
  const exists = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
  if (exists && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)) return;
  throw new ReleveError("RELEVE_USAGE", `--as-of: found "${day}"; a day that exists, YYYY-MM-DD`, "such as 2026-08-20");
}

/** Counts by phase, for a terminal. */
export function printedPhases({
  day,
  rule,
  startups,
  active,
  phases,
  notStarted,
  origins,
  visibleIncubators,
}: PhaseCounts): string {
  const words = rule === "dates" ? "the last phase begun by then" : "the latest start, begun or not";
  const rows = Object.entries(phases).map(([phase, count]) => [phase, `${count}`]);
  const total = [`active`, `${active}`];
  return [
    `${day}, rule ${rule} (${words}): ${startups} startups, each once (${origins.registre} registre, ${origins.déclaré} déclaré), ${visibleIncubators} visible incubators\n\n`,
    table(["phase", "startups>"], [...rows, ["not started", `${notStarted}`], total]),
  ].join("");
}
