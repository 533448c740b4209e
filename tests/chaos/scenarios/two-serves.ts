// Two `serve` on one folder: one after the other, and both at the same instant. One holds it, the other says so and ends.

import { LMDB } from "../logs.ts";
import { look } from "../look.ts";
import { type Chaotic, start } from "../program.ts";
import { endWell, onStage, type Scenario, type Stage } from "./scenario.ts";

export const twoServes: Scenario = {
  log: "lmdb",
  short: true,
  play: (seed) =>
    onStage(seed, "two-serves", {}, async (stage) => {
      const first = await stage.serve();
      await stage.rounds(2);
      const second = begin(stage);
      await refused(second);
      await stage.rounds(2);
      await endWell(first, stage.setting);
      stage.history.endpoints.nextSession();
      const both = [begin(stage), begin(stage)];
      const holder = await survivor(both);
      await stage.rounds(2);
      await endWell(holder, stage.setting);
      const { differences } = await look(stage.setting, LMDB, stage.history);
      return { proof: "the second was refused twice: RELEVE_FOLDER_LOCKED, exit 1", differences };
    }),
};

const begin = ({ keep, setting }: Stage) => keep(start(["serve", "--port", "0"], setting));

async function refused(program: Chaotic): Promise<void> {
  const exit = await program.closed;
  if (exit === 1 && program.lines.some((line) => line.startsWith("RELEVE_FOLDER_LOCKED"))) return;
  throw new Error(`the second serve ended with ${exit}:\n${program.lines.slice(-10).join("\n")}`);
}

/** The one that serves; the other was refused. */
async function survivor(both: readonly Chaotic[]): Promise<Chaotic> {
  const lost = await Promise.race(both.map((program) => program.closed.then(() => program)));
  await refused(lost);
  const holder = both.find((program) => program !== lost) as Chaotic;
  await holder.line(/^http:\/\/\S+$/);
  return holder;
}
