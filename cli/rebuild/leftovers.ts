// Generations that nobody needs any more: half ones that were only to be compared, and old ones after their days.
import type { OtherGeneration } from "../../infra/warehouse/generation-states.ts";
import type { Generations } from "../../infra/warehouse/generations.ts";
import type { Io } from "../io.ts";

/** Drops them and says so. Half ones only when they are asked for (`halves`), and none that somebody fills. */
export async function dropLeftovers(generations: Generations, io: Pick<Io, "err">, halves: boolean): Promise<void> {
  const { number: live } = await generations.live();
  for (const other of await generations.others()) {
    const { number, database, state, isFilled } = other;
    if (state === "half" ? !halves || isFilled : !other.isDue) continue;
    if (goesOn(other, live)) {
      const why = "its rebuild was interrupted, or waits for --yes";
      io.err(`Generation ${number} (${database}) is not live: ${why}. releve rebuild goes on with it.\n`);
      continue;
    }
    await generations.drop(number);
    const why = state === "old" ? "its days are over" : "it was left half full, only to be compared or overtaken";
    io.err(`Generation ${number} (${database}) was dropped: ${why}.\n`);
  }
}

/** A half one that could still go live. */
export const goesOn = ({ state, purpose, number }: OtherGeneration, live: number): boolean =>
  state === "half" && purpose === "rebuild" && number > live;
