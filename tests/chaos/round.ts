// What is asked of the program, round by round. Whatever gets no answer is left, and asked again after the next start.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { History } from "./history.ts";
import { carry, type Setting } from "./program.ts";
import type { Random } from "./random.ts";
import { registryDocument } from "./registry.ts";

export interface Asked {
  readonly history: History;
  readonly random: Random;
  /** What rounds do besides pulls and pushes. */
  readonly also: ReadonlySet<"registry" | "declaration" | undefined>;
}

/** One round: pulls, pushes, and what else belongs to it. `again`: the same contents as in the round that was cut short. */
export async function round(setting: Setting, { history, random, also }: Asked, how: "new" | "again"): Promise<void> {
  const isNew = how === "new";
  if (isNew) history.nextRound();
  if (isNew && also.has("declaration")) history.redeclare();
  if (also.has("registry") && !(await importRegistry(setting, history, random, isNew))) return;
  if (random.whole(2) === 0 && !(await pushAll(setting, history))) return;
  const pulled = await carry(["pull", "--json"], setting);
  if (!pulled.out.includes('"results"')) return;
  history.endpoints.told();
  await pushAll(setting, history);
}

async function importRegistry(setting: Setting, { startups }: History, random: Random, isNew: boolean) {
  const file = join(setting.folder, "startups.json");
  if (isNew) writeFileSync(file, registryDocument(startups, random));
  return (await carry(["registry", "import", file], setting)).exit === 0;
}

async function pushAll(setting: Setting, history: History): Promise<boolean> {
  for (const { sent, file } of history.unsent()) {
    if ((await carry(["push", file], setting)).exit !== 0) return false;
    sent.acknowledged = true;
  }
  return true;
}
