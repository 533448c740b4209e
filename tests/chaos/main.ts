// `npm run chaos`: the real program is killed at every failpoint, many times, and nothing may be lost, doubled or wrong.
import { parseArgs } from "node:util";
import { tell } from "../support/tell.ts";
import { brokerOfChaos, LMDB, overKafka } from "./logs.ts";
import { type Led, livesOf, pointOf } from "./plan.ts";
import { ACTS } from "./points.ts";
import { liveForReport } from "./report.ts";
import { liveForRestore } from "./restore.ts";
import { type LogUnderChaos, live, type Outcome } from "./run.ts";
import { SCENARIOS } from "./scenarios/index.ts";
import type { Scenario } from "./scenarios/scenario.ts";
import { Tally } from "./tally.ts";

const HELP = `npm run chaos -- [--short] [--seed 1] [--log lmdb|kafka] [--point name] [--runs 10] [--scenario name]

Kills the real program at every failpoint (schemas/failpoint.ts) and compares what is left with an independent ledger.

  --short     each point once over LMDB, four over Kafka, and the scenarios of CI: for .ci/run
  --seed      draws other contents, times and orders (default 1)
  --log       one log only; left out: both
  --point     one failpoint only, and no scenario
  --runs      deaths at each point, on each log (default 10: 20 at each; 1 with --short)
  --life      one life of that plan only, to see a difference again
  --from      the lives of that plan from this one on, to go on with what was stopped
  --scenario  one scenario only: ${Object.keys(SCENARIOS).join(", ")}
`;
/** Lives that share a broker, one after the other: each start reads all that its log has. */
const LIVES_A_BROKER = 4;
/** Lives at once. */
const LANES = 2;

const { values } = parseArgs({
  options: {
    short: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
    log: { type: "string" },
    point: { type: "string" },
    runs: { type: "string" },
    life: { type: "string" },
    from: { type: "string" },
    scenario: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

async function main(): Promise<number> {
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const tally = new Tally(flags());
  if (values.scenario === undefined) await leadLives(wantedLives(), tally);
  if (values.point === undefined && values.life === undefined) await playScenarios(tally);
  tell(tally.lastLine());
  return tally.isGood() ? 0 : 1;
}

/** What draws the same plan again. */
function flags(): string {
  const given = [`--seed ${values.seed}`, values.short && "--short", values.runs && `--runs ${values.runs}`];
  return [...given, values.point && `--point ${values.point}`].filter(Boolean).join(" ");
}

function wantedLives(): Led[] {
  const logs = (["lmdb", "kafka"] as const).filter((log) => log === (values.log ?? log));
  if (logs.length === 0) throw new Error(`--log ${values.log}: lmdb or kafka`);
  const [seed, runs] = [whole("seed", values.seed), whole("runs", values.runs ?? (values.short ? "1" : "10"))];
  const lives = livesOf({ seed, short: values.short, logs, point: pointOf(values.point), runs });
  const from = whole("from", values.from ?? "0");
  return lives.filter(({ number }) =>
    values.life === undefined ? number >= from : number === whole("life", values.life),
  );
}

async function leadLives(lives: readonly Led[], tally: Tally): Promise<void> {
  const alone = lives.filter(({ log }) => log === "lmdb");
  await inLanes(alone, async (life) => tally.add(life, await led(life, LMDB)));
  await inLanes(brokersFull(lives.filter(({ log }) => log === "kafka")), async (sharing) => {
    const broker = await brokerOfChaos();
    if ("skipped" in broker) return tally.skip(`${sharing.length} lives over Kafka`, broker.skipped);
    try {
      for (const life of sharing) tally.add(life, await led(life, overKafka(broker.brokers)));
    } finally {
      await broker.stop();
    }
  });
}

/** One that imports a registry has a broker to itself: a document that lacks what others registered there would be held. */
function brokersFull(lives: readonly Led[]): Led[][] {
  const importing = lives.filter((life) => life.points.some((point) => ACTS[point].also === "registry"));
  const others = lives.filter((life) => !importing.includes(life));
  const full = Array.from({ length: Math.ceil(others.length / LIVES_A_BROKER) }, (_, at) =>
    others.slice(at * LIVES_A_BROKER, (at + 1) * LIVES_A_BROKER),
  );
  return [...importing.map((life) => [life]), ...full];
}

async function inLanes<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const queue = [...all];
  const lane = async () => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** What came of a life; an error is a difference too: the program did not go on as it should. */
async function led(life: Led, log: LogUnderChaos): Promise<Outcome | Error> {
  const [point] = life.points;
  try {
    if (point === "report.published" || point === "reports.complete") return await liveForReport(point);
    if (point === "restore.unmarking") return await liveForRestore(point, log);
    return await live(life, log);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function playScenarios(tally: Tally): Promise<void> {
  const chosen = Object.entries<Scenario>(SCENARIOS).filter(([name, { short, log }]) => {
    if (values.scenario !== undefined) return name === values.scenario;
    return (short || !values.short) && (values.log === undefined || log === values.log);
  });
  if (chosen.length === 0 && values.scenario) throw new Error(`--scenario ${values.scenario}: see --help`);
  await inLanes(chosen, async ([name, { play }]) => {
    const began = performance.now();
    const played = await play(whole("seed", values.seed)).catch((error: unknown) => error as Error);
    tally.play(name, played, Math.round(performance.now() - began));
  });
}

function whole(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`--${name} ${text} is not a whole number`);
}

process.exitCode = await main().catch((error: unknown) => {
  tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 2;
});
