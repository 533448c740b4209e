// What every scenario has: a folder, a little network, and what is compared at its end.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Differences } from "../compare.ts";
import { type History, openHistory } from "../history.ts";
import { type Chaotic, carry, type Setting, serve } from "../program.ts";
import { randomOf } from "../random.ts";
import { type Asked, round } from "../round.ts";

/** `proof`: what shows that the fault happened. */
export type Played = { readonly proof: string; readonly differences: Differences } | { readonly skipped: string };
export interface Scenario {
  /** Left out when another log is asked for. */
  readonly log: "lmdb" | "kafka";
  /** Whether it belongs to the short form. */
  readonly short: boolean;
  play(seed: number): Promise<Played>;
}
export interface Stage {
  readonly setting: Setting;
  readonly history: History;
  readonly asked: Asked;
  /** Starts a `serve` that is ended with the stage. @throws {Error} when it does not start */
  serve(): Promise<Chaotic>;
  /** Ends a program with the stage, whatever becomes of it. */
  keep(program: Chaotic): Chaotic;
  /** New rounds, all of which must be answered. */
  rounds(count: number): Promise<void>;
}

/** Plays on a folder of its own, which is gone afterwards, with all that was started. */
export async function onStage<Result>(
  seed: number,
  name: string,
  env: Readonly<Record<string, string>>,
  play: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const random = randomOf(seed, name);
  const folder = mkdtempSync(join(tmpdir(), "releve-chaos-"));
  const setting: Setting = { folder, env };
  const unique = `s${seed}-${Buffer.from(random.bytes(6)).toString("hex")}`;
  const history = await openHistory(unique, setting, random);
  const asked: Asked = { history, random, also: new Set() };
  const programs: Chaotic[] = [];
  const keep = (program: Chaotic) => {
    programs.push(program);
    return program;
  };
  const stage: Stage = {
    setting,
    history,
    asked,
    keep,
    async serve() {
      history.endpoints.nextSession();
      const { program, up } = await serve(setting);
      keep(program);
      if (!up) throw new Error(`serve did not start:\n${program.lines.slice(-10).join("\n")}`);
      return program;
    },
    async rounds(count) {
      for (let done = 0; done < count; done += 1) {
        const answered = await round(setting, asked, "new");
        if (!answered.whole) throw new Error(`a round was not answered: ${answered.said}`);
      }
    },
  };
  try {
    return await play(stage);
  } finally {
    for (const program of programs) await program.end("SIGKILL");
    await history.endpoints.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Waits until a `serve` has caught up, and ends it in an orderly way. */
export async function endWell(program: Chaotic, setting: Setting): Promise<void> {
  const { exit, err } = await carry(["process"], setting, 90_000);
  if (exit !== 0) throw new Error(`it did not catch up: ${err}`);
  const ended = await program.end("SIGTERM");
  if (ended !== 0) throw new Error(`serve ended with ${ended}:\n${program.lines.slice(-10).join("\n")}`);
}
