// A life of several deaths: the program works, dies at a failpoint, is started again, catches up and completes what was
// asked of it, and dies at the next one; at the end all that is there, as it was known after each fact, is compared with
// the ledger. Lives, not single deaths, because starting the program is what costs time.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Failpoint } from "../../schemas/failpoint.ts";
import type { EventLog } from "../../schemas/ports.ts";
import type { Differences } from "./compare.ts";
import { type History, openHistory } from "./history.ts";
import { look } from "./look.ts";
import { ACTS } from "./points.ts";
import { type Chaotic, carry, type Setting, serve } from "./program.ts";
import { randomOf } from "./random.ts";
import { type Asked, round } from "./round.ts";

/** A log that lives are led with. */
export interface LogUnderChaos {
  readonly kind: "lmdb" | "kafka";
  /** What the how manieth start of a program is told of it. */
  env(name: string, start: number): Record<string, string>;
  /** Opens the log of a life for reading, once its program has ended. */
  open(setting: Setting): Promise<EventLog>;
}
export interface Life {
  readonly seed: number;
  readonly number: number;
  /** Where it dies, in turn. */
  readonly points: readonly Failpoint[];
}
export interface Death {
  readonly point: Failpoint;
  readonly fired: boolean;
  /** From the next start of the program until its warehouse had all that the log had, in milliseconds. */
  readonly recoveryMs: number;
}
export interface Outcome {
  readonly deaths: readonly Death[];
  readonly differences: Differences;
  /** Facts of the log that were accounted for. */
  readonly facts: number;
}
/** Rounds after which a failpoint that has not fired will not. */
const MOST_ROUNDS = 9;

export async function live({ seed, number, points }: Life, log: LogUnderChaos): Promise<Outcome> {
  const random = randomOf(seed, log.kind, number, ...points);
  const name = `c${seed}-${Buffer.from(random.bytes(6)).toString("hex")}`;
  const folder = mkdtempSync(join(tmpdir(), "releve-chaos-"));
  let starts = 0;
  const nextSetting = (): Setting => ({ folder, env: log.env(name, starts++) });
  const history = await openHistory(name, { folder, env: {} }, random);
  const asked: Asked = { history, random, also: new Set(points.map((point) => ACTS[point].also)) };
  const deaths: Death[] = [];
  let setting = nextSetting();
  let { program } = await begin(setting, history);
  try {
    for (const point of points) {
      if (ACTS[point].at === "start") await program.end("SIGTERM");
      const dying = ACTS[point].at === "start" ? await startDying(nextSetting(), point, history) : program;
      const fired = await died(dying, setting, point, asked);
      const began = performance.now();
      setting = nextSetting();
      ({ program } = await begin(setting, history));
      await mustCarry(program, ["process"], setting);
      deaths.push({ point, fired, recoveryMs: performance.now() - began });
      await round(setting, asked, "again");
    }
    await mustCarry(program, ["process"], setting);
    if (history.unsent().length > 0) throw new Error(`a push was not taken:\n${program.lines.slice(-10).join("\n")}`);
    const exit = await program.end("SIGTERM");
    if (exit !== 0) throw new Error(`serve ended with ${exit}:\n${program.lines.slice(-10).join("\n")}`);
    return { deaths, ...(await look(setting, log, history, asked.also.has("registry"))) };
  } finally {
    await program.end("SIGKILL");
    await history.endpoints.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function begin(setting: Setting, history: History): Promise<{ program: Chaotic }> {
  history.endpoints.nextSession();
  const { program, up } = await serve(setting);
  if (up) return { program };
  await program.end("SIGKILL");
  throw new Error(`serve did not start:\n${program.lines.slice(-10).join("\n")}`);
}

/** Starts the program with its death in it. */
async function startDying(setting: Setting, point: Failpoint, { endpoints }: History): Promise<Chaotic> {
  endpoints.nextSession();
  const { program } = await serve(setting, { point, nth: 1, how: "kill" });
  return program;
}

/** Works until the program is dead. @returns whether its failpoint killed it */
async function died(program: Chaotic, setting: Setting, point: Failpoint, asked: Asked): Promise<boolean> {
  const { at, most } = ACTS[point];
  if (at !== "start") program.arm({ point, nth: 1 + asked.random.whole(most), how: "kill" });
  const rounds = at === "end" ? 1 : MOST_ROUNDS;
  for (let done = 0; done < rounds && !program.ended(); done += 1) await round(setting, asked, "new");
  await program.end(at === "end" ? "SIGTERM" : "SIGKILL");
  return program.fired();
}

async function mustCarry(program: Chaotic, args: readonly string[], setting: Setting): Promise<void> {
  const { exit, err } = await carry(args, setting);
  if (exit !== 0)
    throw new Error(`${args.join(" ")} ended with ${exit}: ${err}\n${program.lines.slice(-10).join("\n")}`);
}
