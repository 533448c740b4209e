// The disk is full: the data folder is a small file system of its own (tmpfs, for root), filled to the last byte while
// `serve` works. It must say so, and once there is room again nothing may be missing.
import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";
import { LMDB } from "../logs.ts";
import { look } from "../look.ts";
import { type Chaotic, dataOf } from "../program.ts";
import { round } from "../round.ts";
import { endWell, onStage, type Played, type Scenario, type Stage } from "./scenario.ts";

const SIZE_MIB = 192;
/** Rounds on a full disk: LMDB may still have pages of its own to use. */
const MOST_ROUNDS = 12;

export const diskFull: Scenario = {
  log: "lmdb",
  short: true,
  play: (seed) =>
    onStage(seed, "disk-full", {}, async (stage): Promise<Played> => {
      const folder = dataOf(stage.setting);
      const why = mounted(folder);
      if (why) return { skipped: why };
      try {
        return await playOn(stage, folder);
      } finally {
        execFileSync("umount", ["--lazy", folder]);
      }
    }),
};

/** @returns why it cannot be mounted */
function mounted(folder: string): string | undefined {
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    return "a small file system can be mounted by root only";
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE_MIB}m`, "tmpfs", folder], { stdio: "pipe" });
    return undefined;
  } catch (error) {
    return `mount said: ${(error as Error).message.split("\n")[1] ?? (error as Error).message}`;
  }
}

async function playOn(stage: Stage, folder: string): Promise<Played> {
  const program = await stage.serve();
  await stage.rounds(2);
  const ballast = join(folder, "ballast");
  fill(ballast);
  const said = await onFullDisk(stage, program, ballast);
  const free = statfsSync(folder).bavail;
  rmSync(ballast);
  const last = await aliveAgain(stage, program);
  await stage.rounds(2);
  await endWell(last, stage.setting);
  const { differences } = await look(stage.setting, LMDB, stage.history);
  const went = last === program ? "went on" : "ended, and was started again";
  return { proof: `${free} blocks left: it said ${said}, and ${went}`, differences };
}

/** Writes until there is no room for one more byte. */
function fill(file: string): void {
  const out = openSync(file, "a");
  let size = 1024 * 1024;
  const zeros = Buffer.alloc(size);
  while (size > 0) {
    try {
      writeSync(out, zeros, 0, size);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
      size = Math.floor(size / 2);
    }
  }
  closeSync(out);
}

/** @returns what was said when something could not be kept */
async function onFullDisk(stage: Stage, program: Chaotic, ballast: string): Promise<string> {
  for (let done = 0; done < MOST_ROUNDS; done += 1) {
    fill(ballast);
    const answered = await round(stage.setting, stage.asked, "new");
    const told = answered.whole ? "" : answered.said;
    const code = /RELEVE_[A-Z_]+/.exec(told)?.[0];
    const batch = program.lines.find((line) => line.includes('"batch failed"'));
    if (code && code !== "RELEVE_BUG") return code;
    if (code || (program.ended() && !batch)) throw new Error(`${told}\n${program.lines.slice(-12).join("\n")}`);
    if (batch) return `batch failed (${JSON.parse(batch).detail.slice(0, 90)})`;
  }
  throw new Error(
    `${MOST_ROUNDS} rounds on a full disk, and nothing was said:\n${program.lines.slice(-12).join("\n")}`,
  );
}

/** It goes on by itself, or has ended as a supervisor expects (exit 1); either way the round that was cut is completed. */
async function aliveAgain(stage: Stage, program: Chaotic): Promise<Chaotic> {
  let said = "";
  for (let tries = 0; tries < 10 && !program.ended(); tries += 1) {
    const answered = await round(stage.setting, stage.asked, "again");
    if (answered.whole) return program;
    said = answered.said;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  if (!program.ended()) throw new Error(`with room again serve says: ${said}\n${program.lines.slice(-8).join("\n")}`);
  const exit = await program.closed;
  if (exit !== 1) throw new Error(`on a full disk serve ended with ${exit}:\n${program.lines.slice(-8).join("\n")}`);
  return stage.serve();
}
