// From a push that was acknowledged to the startup's page that shows it (goal P7), by the real program over HTTP, while
// other startups push too: once with the log and the warehouse in the folder, once with two processes over Kafka and a
// warehouse server. Beside it the same page, only read: what a reader waits for anyway.
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pushStartup } from "../support/directory.ts";
import { type Lasting, releve, served } from "../support/program.ts";
import { send } from "../support/push-door.ts";
import { serverPlace, temporaryFolder } from "../support/warehouse.ts";
import { type Answer, measure, spreadOf, type Terms, timed } from "./harness.ts";
import type { Place } from "./place.ts";

const OURS = "Relevé: push acknowledged to seen on the page";
const PAGE = "the same page, read as often";
/** Milliseconds that 99 of 100 pushes may take. */
export const GOAL_PUSH_MS = 2_000;
/** Names of this run's own: a broker that was named to us may remember those of another. */
const RUN = randomUUID().slice(0, 8);
const STARTUP = `a-dock-${RUN}`;
const OTHERS = ["b", "c", "d", "e"].map((letter) => `${letter}-dock-${RUN}`);
/** Between two pushes of others. */
const OTHERS_MS = 250;
/** Between two looks at the page. */
const LOOK_MS = 10;
/** A push that no page shows by then is lost. */
const LIMIT_MS = 60_000;

export interface PushAnswer extends Answer {
  /** Milliseconds from the acknowledgement to the last byte of the first page that shows it, over all rounds. */
  readonly seen: { readonly median: number; readonly p99: number; readonly slowest: number; readonly goal: number };
}

export async function push(place: Place, terms: Terms, quick: boolean): Promise<readonly Answer[]> {
  const answers = [await inMode("log and warehouse in the folder", {}, 1, terms, quick)];
  const brokers = await place.kafka();
  if (!brokers) {
    terms.say("push to page on servers: skipped, there is no Kafka");
    return answers;
  }
  const warehouse = await serverPlace();
  const database = `push_${randomUUID().replaceAll("-", "").slice(0, 8)}`;
  const log = `kafka://${brokers}`;
  const env = { RELEVE_LOG: log, RELEVE_WAREHOUSE: warehouse.at, RELEVE_DATABASE: database, RELEVE_GROUP: database };
  try {
    answers.push(await inMode(`Kafka and ClickHouse (${warehouse.kind})`, env, 2, terms, quick));
  } finally {
    await warehouse.stop();
  }
  return answers;
}

/** Processes that serve one house, and the tokens of its startups. */
interface Served {
  readonly pushTo: string;
  readonly readFrom: string;
  readonly tokens: ReadonlyMap<string, string>;
}

async function inMode(
  mode: string,
  env: Readonly<Record<string, string>>,
  processes: number,
  terms: Terms,
  quick: boolean,
): Promise<PushAnswer> {
  const { folder, remove } = temporaryFolder();
  for (const startup of [STARTUP, ...OTHERS])
    writeFileSync(join(folder, `${startup}.json`), JSON.stringify(pushStartup(startup)));
  const all = { ...env, RELEVE_DIRECTORY: folder, RELEVE_PUSH_PER_MINUTE: "100000" };
  const servers: (Lasting & { url: string })[] = [];
  try {
    for (let number = 0; number < processes; number += 1)
      servers.push(await served(["--data", join(folder, `data-${number}`)], { env: all }));
    const tokens = new Map<string, string>();
    for (const startup of [STARTUP, ...OTHERS]) {
      const made = await releve(["token", "create", startup, "--holder", "Team", "--data", join(folder, "data-0")], {
        env: all,
      });
      if (made.exit !== 0) throw new Error(`no token for ${startup}: ${made.err}`);
      tokens.set(startup, made.out.trim());
    }
    const house = { pushTo: servers[0]?.url ?? "", readFrom: servers.at(-1)?.url ?? "", tokens };
    await pushed(house, STARTUP, past(quick));
    return await compared(house, mode, terms, quick);
  } finally {
    for (const server of servers) await server.end("SIGTERM");
    remove();
  }
}

async function compared(house: Served, mode: string, terms: Terms, quick: boolean): Promise<PushAnswer> {
  const pushes = quick ? 10 : 60;
  const taken: number[] = [];
  let value = 1_000_000;
  const ours = async (round: number) => {
    let sum = 0;
    for (let count = 0; count < pushes; count += 1) {
      value += 1;
      await pushed(house, STARTUP, { metric: "aides_publiees", value });
      const ms = await timed(() => seen(house, value.toLocaleString("en-GB")));
      if (round >= 0) taken.push(ms);
      sum += ms;
    }
    return sum;
  };
  const reads = () =>
    timed(async () => {
      for (let count = 0; count < pushes; count += 1) await page(house);
    });
  const contestants = [
    { name: OURS, run: ours },
    { name: PAGE, run: reads },
  ];
  const others = keepPushing(house);
  const answer = await measure({ name: `push to page: ${mode}`, unit: "pushes", units: pushes, contestants }, terms);
  const count = await others.stop();
  const sorted = taken.toSorted((one, other) => one - other);
  const p99 = sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN;
  const { median, max } = spreadOf(sorted);
  const outcome = p99 < GOAL_PUSH_MS ? "reached" : "not reached";
  terms.say(
    `  ${sorted.length} pushes, ${count} of others meanwhile: seen after ${Math.round(median)} ms (median), ${Math.round(p99)} ms (p99), ${Math.round(max)} ms (slowest); goal p99 < ${GOAL_PUSH_MS} ms: ${outcome}`,
  );
  return { ...answer, seen: { median, p99, slowest: max, goal: GOAL_PUSH_MS } };
}

/** What stands before: three years of months, and communes. */
function past(quick: boolean): readonly object[] {
  const months = Array.from({ length: quick ? 6 : 36 }, (_, month) =>
    new Date(Date.UTC(2023, month, 1)).toISOString().slice(0, 7),
  );
  const metrics = ["visites", "reservations", "trajets", "signalements", "simulations_terminees"];
  const flows = months.flatMap((period) => metrics.map((metric, at) => ({ metric, period, value: 1000 + at })));
  const communes = Array.from({ length: quick ? 50 : 260 }, (_, at) => ({
    ...{ metric: "communes_couvertes", value: 1 },
    territory: `commune:37${String(at + 1).padStart(3, "0")}`,
  }));
  return [...flows, ...communes];
}

async function pushed({ pushTo, tokens }: Served, startup: string, body: unknown): Promise<void> {
  const { status, body: said } = await send(pushTo, tokens.get(startup) ?? "", body);
  if (status !== 201) throw new Error(`the push of ${startup} was answered ${status}: ${JSON.stringify(said)}`);
}

async function page({ readFrom }: Served): Promise<string> {
  const reply = await fetch(`${readFrom}/en/startups/${STARTUP}`);
  return reply.text();
}

/** Resolves when the page has the text. @throws {Error} when it has not after `LIMIT_MS` */
async function seen(house: Served, text: string): Promise<void> {
  const began = performance.now();
  while (!(await page(house)).includes(text)) {
    if (performance.now() - began > LIMIT_MS) throw new Error(`no page showed ${text} within ${LIMIT_MS / 1000} s`);
    await sleep(LOOK_MS);
  }
}

/** Other startups push, one after the other, until they are stopped. */
function keepPushing(house: Served): { stop(): Promise<number> } {
  let goesOn = true;
  let count = 0;
  const running = (async () => {
    for (; goesOn; count += 1) {
      await pushed(house, OTHERS[count % OTHERS.length] ?? "", { metric: "jeux_de_donnees", value: 1000 + count });
      await sleep(OTHERS_MS);
    }
  })();
  running.catch(() => undefined); // told when it is stopped
  return {
    async stop() {
      goesOn = false;
      await running;
      return count;
    },
  };
}
