// What the commands that decide have in common: who, why, carried out once, and waited for.
import type { Command } from "commander";
import { openFrame } from "../dashboards/queries/frame.ts";
import { type Decided, type Deciding, proposalOf, propose } from "../ingestors/decisions.ts";
import type { Decision } from "../schemas/decisions.ts";
import { EXIT, type Exit, ReleveError } from "../schemas/errors.ts";
import { newEventId } from "../schemas/ids.ts";
import { caughtUp, processUntilCaughtUp } from "./catch-up.ts";
import { type Call, table } from "./command.ts";
import type { House } from "./compose.ts";
import { type WhatIf, whatIf } from "./what-if.ts";

export interface DecideFlags {
  readonly reason: string;
  readonly by: string;
  readonly approvedBy?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** The options of every command that decides. */
export function withDecideOptions(command: Command): Command {
  return command
    .requiredOption("--reason <words>", "why, in plain words, 3 to 1000 characters: shown beside the revisions")
    .requiredOption("--by <name>", "who proposes it: a name or a role, no e-mail address")
    .option(
      "--approved-by <name>",
      "another person, who approves it: in force at once; left out: it waits for `approve`",
    )
    .option("--dry-run", "print which figures would change, and record nothing")
    .option("--json", "print the result as JSON");
}

/** Appends a decision, waits until the figures are as it says, and tells what came of it. */
export async function decide(
  call: Call,
  house: House,
  startup: string,
  decision: Decision,
  { reason, by, approvedBy, dryRun, json }: DecideFlags,
): Promise<Exit> {
  if (dryRun) {
    const asked = { startup, decision, reason, author: by, approver: approvedBy ?? `another person than ${by}` };
    const changes = await whatIf(house, startup, proposalOf(decidingOf(house), asked).facts);
    call.io.out(json ? `${JSON.stringify({ dryRun: true, ...changes })}\n` : printedChanges(changes));
    return EXIT.ok;
  }
  const decided = await propose(decidingOf(house), { startup, decision, reason, author: by, approver: approvedBy });
  await settled(call, house);
  return told(call, decided, json);
}

/** Figures that would change, old and new. */
export function printedChanges({ count, first }: WhatIf): string {
  if (count === 0) return "No figure would change. Nothing was recorded.\n";
  const rows = first.map(({ metric, level, code, dims, grain, first: day, before, after }) => [
    metric,
    `${level}:${code}${dims && ` ${dims}`}`,
    grain === "state" ? "" : `${grain}:${day}`,
    wordOf(before),
    wordOf(after),
  ]);
  const more = first.length < count ? `${first.length} of ${count} figures\n` : "";
  const told = `${count} figures would change. Nothing was recorded.\n`;
  return table(["metric", "territory", "period", "now>", "then>"], rows) + more + told;
}
const wordOf = (value: string | null | undefined) => (value === undefined ? "–" : (value ?? "none, said so"));

export const decidingOf = ({
  log,
  clock,
  signal,
  territories,
}: Pick<House, "log" | "clock" | "signal"> & Partial<Pick<House, "territories">>): Deciding => ({
  log,
  clock,
  signal,
  ...(territories && { places: territories }),
  newId: () => newEventId(clock()),
});

/** Prints what came of a decision. */
export function told(call: Call, decided: Decided, json?: boolean): Exit {
  const { proposal, startup, what, state } = decided;
  const next = state === "proposed" ? `\nIt waits: releve decisions approve ${proposal} --by <another person>` : "";
  call.io.out(json ? `${JSON.stringify(decided)}\n` : `${what} of ${startup}: ${state} (${proposal})${next}\n`);
  return EXIT.ok;
}

/** Resolves when what was appended is in the warehouse, whoever reads the log. */
export async function settled(call: Call, house: House): Promise<void> {
  if (call.inServe) await caughtUp(house, call.io);
  else if (house.log.kind === "lmdb") await processUntilCaughtUp(house, call.io);
}

/** A fact of a startup, as the warehouse has it. */
export interface FactAt {
  readonly offset: number;
  readonly partition: number;
  readonly source: string;
  readonly type: string;
}

/**
 * Facts of a startup at some offsets of its partition, in the order asked.
 * @throws {ReleveError} RELEVE_UNKNOWN_FACT, with the offsets at which there is none.
 */
export async function factsAt(house: House, startup: string, offsets: readonly number[]): Promise<FactAt[]> {
  const { warehouse } = await house.generations.live();
  const frame = await openFrame(warehouse);
  const rows = await warehouse.rows<[number, number, string, string]>(
    `SELECT DISTINCT toUInt32(off), part, source, type FROM raw_events
     WHERE startup = {startup:String} AND off IN {offsets:Array(UInt64)} AND off < {ends:Array(UInt64)}[part + 1]`,
    { startup, offsets, ends: frame.ends },
  );
  const found = new Map(rows.map(([offset, partition, source, type]) => [offset, { offset, partition, source, type }]));
  const missing = offsets.filter((offset) => !found.has(offset));
  if (missing.length > 0)
    throw new ReleveError(
      "RELEVE_UNKNOWN_FACT",
      `${startup} has no fact at offset ${missing.slice(0, 5).join(", ")}`,
      `releve trace ${startup} <metric> tells the offsets behind a figure`,
    );
  return offsets.flatMap((offset) => found.get(offset) ?? []);
}

/**
 * The one source that some facts are of.
 * @throws {ReleveError} RELEVE_USAGE when they are of several, or not answers and pushes.
 */
export function sourceOf(facts: readonly FactAt[]): string {
  const others = facts.filter(({ type }) => !STATING.includes(type));
  if (others[0])
    throw new ReleveError(
      "RELEVE_USAGE",
      `offset ${others[0].offset} is ${others[0].type || "no readable fact"}, not an answer or a push`,
      "name answers or pushes: releve trace tells them",
    );
  const sources = [...new Set(facts.map(({ source }) => source))];
  if (sources.length === 1 && sources[0] !== undefined) return sources[0];
  throw new ReleveError("RELEVE_USAGE", `these facts are of ${sources.join(", ")}`, "decide for one source at a time");
}
const STATING = ["endpoint.answered", "endpoint.unchanged", "declaration.received"];

/** @throws {ReleveError} RELEVE_DECISION when what a fact said is not held. */
export async function checkHeld(house: House, startup: string, source: string, said: number): Promise<void> {
  const { warehouse } = await house.generations.live();
  const [row] = await warehouse.rows<[string]>(
    `SELECT toString(status) FROM statements WHERE startup = {startup:String} AND source = {source:String}
       AND said = {said:UInt64} ORDER BY off DESC LIMIT 1`,
    { startup, source, said },
  );
  if (row?.[0] === "held") return;
  const state = row?.[0] ?? "not a statement";
  throw new ReleveError(
    "RELEVE_DECISION",
    `offset ${said} is ${state}, not held`,
    "releve rejects list shows what is held",
  );
}
