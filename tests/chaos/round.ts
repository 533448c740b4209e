// What is asked of the program, round by round. Whatever gets no answer is left, and asked again after the next start.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { History } from "./history.ts";
import type { Act } from "./points.ts";
import { carry, type Ran, type Setting } from "./program.ts";
import type { Random } from "./random.ts";
import { registryDocument } from "./registry.ts";

export interface Asked {
  readonly history: History;
  readonly random: Random;
  /** What rounds do besides pulls and pushes. */
  readonly also: ReadonlySet<Act["also"]>;
  /** How commands are given; default: a running `serve` carries them out. */
  readonly command?: (args: readonly string[]) => Promise<Ran>;
}
/** Whether all of a round was answered; else what was said about it. */
export type Answered = { readonly whole: true } | { readonly whole: false; readonly said: string };

/** One round: pulls, pushes, and what else belongs to it. `again`: the same contents as in the one that was cut short. */
export async function round(setting: Setting, asked: Asked, how: "new" | "again"): Promise<Answered> {
  const { history, random, also, command = (args) => carry(args, setting) } = asked;
  const isNew = how === "new";
  if (isNew) history.nextRound();
  if (isNew && also.has("declaration")) history.redeclare();
  if (also.has("registry")) {
    const file = join(setting.folder, "startups.json");
    if (isNew) writeFileSync(file, registryDocument(history.startups, random));
    const { exit, err } = await command(["registry", "import", file]);
    if (exit !== 0) return { whole: false, said: err };
  }
  const early = random.whole(2) === 0 ? await pushAll(history, command) : { whole: true as const };
  if (!early.whole) return early;
  const pulled = await command(["pull", "--json"]);
  if (!pulled.out.includes('"results"')) {
    history.endpoints.doubted();
    return { whole: false, said: pulled.err };
  }
  history.endpoints.told();
  if (also.has("decision")) {
    const { exit, err } = await command(["annotate", history.startups[0] ?? "", ...REMARK]);
    if (exit !== 0) return { whole: false, said: err };
  }
  if (also.has("doubt")) {
    const noted = await takeNote(command);
    if (!noted.whole) return noted;
  }
  if (also.has("rebuild")) {
    const { exit, err } = await command(["rebuild", "--yes", "--json"]);
    if (exit !== 0) return { whole: false, said: err };
  }
  return pushAll(history, command);
}

/** A decision that changes no figure: the ledger of what was served need not know it. */
const REMARK = [
  "--first",
  "2026-01-01",
  "--fr",
  "Une remarque",
  "--reason",
  "chaos",
  "--by",
  "a",
  "--approved-by",
  "b",
];

/** Somebody takes note of the doubt that is listed first, when there is one. */
async function takeNote(command: (args: readonly string[]) => Promise<Ran>): Promise<Answered> {
  const listed = await command(["doubts", "list", "--json"]);
  if (listed.exit !== 0) return { whole: false, said: listed.err };
  const [first] = (JSON.parse(listed.out) as { doubts: readonly { id: string }[] }).doubts;
  if (!first) return { whole: true };
  const said = ["--by", "a", "--reason", "chaos", "--expected"];
  const { exit, err } = await command(["doubts", "acknowledge", first.id, ...said]);
  return exit === 0 ? { whole: true } : { whole: false, said: err };
}

async function pushAll(history: History, command: (args: readonly string[]) => Promise<Ran>): Promise<Answered> {
  for (const { sent, file } of history.unsent()) {
    const { exit, err } = await command(["push", file]);
    if (exit !== 0) return { whole: false, said: err };
    sent.acknowledged = true;
  }
  return { whole: true };
}
