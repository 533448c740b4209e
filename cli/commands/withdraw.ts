// `releve withdraw`, `releve release`: whole answers and pushes stop saying anything, or begin to.
import { openFrame } from "../../dashboards/queries/frame.ts";
import { ReleveError } from "../../schemas/errors.ts";
import type { AddCommand } from "../command.ts";
import type { House } from "../compose.ts";
import { checkHeld, type DecideFlags, decide, factsAt, sourceOf, withDecideOptions } from "../decide.ts";
import { offsetsIn } from "../places.ts";

interface WithdrawFlags extends DecideFlags {
  readonly source?: string;
  readonly since?: string;
  readonly until?: string;
  readonly withRepeats?: boolean;
}

export const withdraw: AddCommand = (program, call, done) => {
  const command = program
    .command("withdraw")
    .description("answers or pushes say nothing any more, as if they had never come; `decisions undo` takes it back")
    .argument("<startup>", "the startup")
    .argument("[offset...]", "offsets of the facts in the startup's partition (`releve rejects list`, `releve trace`)")
    .option("--source <source>", "instead of offsets: all answers and pushes of this source")
    .option(
      "--since <instant>",
      "with --source: that the log took at or after this instant, such as 2026-03-01T00:00:00Z",
    )
    .option("--until <instant>", "with --source: that the log took before this instant")
    .option("--with-repeats", "the later answers that brought the same bytes again, too");
  withDecideOptions(command).action(async (startup: string, words: string[], flags: WithdrawFlags) => {
    const house = await call.house();
    const { source, facts } = await chosen(house, startup, offsetsIn(startup, words), flags);
    const repeats = await repeatsOf(house, { startup, source, facts });
    if (repeats.length > 0 && !flags.withRepeats)
      call.io.err(
        `${repeats.length} later answers brought the same bytes again and still count: --with-repeats withdraws them too\n`,
      );
    const all = [...new Set([...facts, ...(flags.withRepeats ? repeats : [])])].sort((a, b) => a - b);
    done(await decide(call, house, startup, { what: "answers.withdrawn", source, facts: all }, flags));
  });
};

export const release: AddCommand = (program, call, done) => {
  const command = program
    .command("release")
    .description("a held answer or push counts, at its own moment; `decisions undo` takes it back")
    .argument("<startup>", "the startup")
    .argument("<offset>", "offset of the held fact (`releve rejects list`)");
  withDecideOptions(command).action(async (startup: string, word: string, flags: DecideFlags) => {
    const house = await call.house();
    const [fact] = offsetsIn(startup, [word]) as [number];
    const source = sourceOf(await factsAt(house, startup, [fact]));
    await checkHeld(house, startup, source, fact);
    done(await decide(call, house, startup, { what: "hold.released", source, fact }, flags));
  });
};

async function chosen(house: House, startup: string, offsets: readonly number[], flags: WithdrawFlags) {
  if (offsets.length > 0 === (flags.source !== undefined))
    throw new ReleveError("RELEVE_USAGE", "offsets, or --source: one of both", "releve withdraw --help");
  if (flags.source === undefined) {
    const facts = await factsAt(house, startup, offsets);
    return { source: sourceOf(facts), facts: offsets };
  }
  const span = { since: instantOf("--since", flags.since, 0), until: instantOf("--until", flags.until, FAR) };
  const { warehouse } = await house.generations.live();
  const { ends } = await openFrame(warehouse);
  const rows = await warehouse.rows<[number]>(
    `SELECT DISTINCT toUInt32(off) AS at FROM raw_events WHERE startup = {startup:String} AND source = {source:String}
       AND off < {ends:Array(UInt64)}[part + 1] AND duplicate = 0
       AND type IN ('endpoint.answered', 'endpoint.unchanged', 'declaration.received')
       AND recorded_at >= fromUnixTimestamp64Milli({since:Int64}) AND recorded_at < fromUnixTimestamp64Milli({until:Int64})
     ORDER BY at`,
    { startup, source: flags.source, ends, ...span },
  );
  if (rows.length > 0) return { source: flags.source, facts: rows.map(([off]) => off) };
  throw new ReleveError(
    "RELEVE_UNKNOWN_FACT",
    `${startup}/${flags.source} has no answer or push in that time`,
    `releve trace tells the offsets behind a figure`,
  );
}
const FAR = Date.UTC(2100, 0, 1);

function instantOf(option: string, text: string | undefined, other: number): number {
  if (text === undefined) return other;
  const at = Date.parse(text);
  if (!Number.isNaN(at) && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return at;
  throw new ReleveError(
    "RELEVE_USAGE",
    `${option}: found "${text}"`,
    "give a UTC instant, such as 2026-03-01T00:00:00Z",
  );
}

/** Later answers that only said: the same bytes again. */
async function repeatsOf(house: House, of: { startup: string; source: string; facts: readonly number[] }) {
  const { warehouse } = await house.generations.live();
  const rows = await warehouse.rows<[number]>(
    `SELECT DISTINCT toUInt32(said) AS at FROM statements WHERE startup = {startup:String} AND source = {source:String}
       AND unchanged = 1 AND answer IN {facts:Array(UInt64)} AND said NOT IN {facts:Array(UInt64)} ORDER BY at`,
    of,
  );
  return rows.map(([said]) => said);
}
