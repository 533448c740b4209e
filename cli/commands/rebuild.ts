// `releve rebuild`: fills a new generation of the warehouse from the log, tells what differs, and lets it go live.
import { Option } from "commander";
import type { ChangedFigure } from "../../dashboards/models/changed-figures.ts";
import { EXIT, type Exit, ReleveError } from "../../schemas/errors.ts";
import { type AddCommand, type Call, table } from "../command.ts";
import { Interrupted } from "../rebuild/fill.ts";
import { readersOf } from "../rebuild/read-anew.ts";
import { type RebuildOptions, type Rebuilt, rebuild } from "../rebuild/rebuild.ts";
import { wholeOf } from "../whole.ts";
import { wholeDirectory } from "../whole-directory.ts";

interface Options {
  readonly dryRun?: true;
  readonly reading?: "new";
  readonly keepDays: string;
  readonly yes?: true;
  readonly json?: true;
}

export const rebuildCommand: AddCommand = (program, call, done) => {
  program
    .command("rebuild")
    .description("fill a new generation of the warehouse from the log, tell what differs, and let it go live")
    .option("--dry-run", "only tell what would differ: the new generation is dropped")
    .addOption(
      new Option("--reading <which>", "with --dry-run: read all answers as today's directory and code would").choices([
        "new",
      ]),
    )
    .option("--keep-days <days>", "how long the generation before is kept", "7")
    .option("--yes", "let it go live although something differs")
    .option("--json", "print as JSON")
    .action(async (options: Options) => {
      done(await rebuildNow(call, options));
    });
};

async function rebuildNow(call: Call, { dryRun, reading, keepDays, yes, json }: Options): Promise<Exit> {
  if (reading && !dryRun) throw restated();
  const readers = reading && readersOf(await wholeDirectory(call));
  const options: RebuildOptions = {
    purpose: dryRun ? "comparison" : "rebuild",
    readers,
    yes: yes ?? false,
    keepDays: wholeOf("--keep-days", keepDays, 0, 3660),
    beside: call.inServe,
  };
  try {
    const rebuilt = await rebuild(await call.house(), call.io, options);
    call.io.out(json ? `${JSON.stringify(rebuilt)}\n` : printed(rebuilt));
    if (rebuilt.outcome !== "waits") return EXIT.ok;
    call.io.err("It waits: what it changes is for you to judge. releve rebuild --yes lets it go live.\n");
    return EXIT.partial;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    call.io.err(dryRun ? "Interrupted.\n" : "Interrupted. releve rebuild goes on where this one stopped.\n");
    return EXIT.failed;
  }
}

function restated(): ReleveError {
  return new ReleveError(
    "RELEVE_USAGE",
    "--reading new changes what was known in the past: that is decided by people, and only shown here",
    "see what would differ with --dry-run; then propose reading.adopted: releve replay",
  );
}

const OUTCOMES = { live: "is live", waits: "is full", dropped: "was filled, compared and dropped" } as const;

function printed({ generation, database, outcome, facts, elapsedMs, changes }: Rebuilt): string {
  const rate = elapsedMs > 0 ? Math.round((1000 * facts) / elapsedMs) : 0;
  const seconds = (elapsedMs / 1000).toFixed(1);
  const head = `Generation ${generation} (${database}) ${OUTCOMES[outcome]}: ${facts} facts in ${seconds} s (${rate}/s).\n`;
  if (!changes) return `${head}The tables of the one before are another release's: they were not compared.\n`;
  if (changes.tables.length === 0) return `${head}Nothing differs.\n`;
  const tables = changes.tables.map(({ table: name, rows }) => [name, String(rows)]);
  const { count, first } = changes.figures;
  const more = count > first.length ? `The first ${first.length} of ${count} figures that differ:\n` : "";
  const figures = count === 0 ? "No figure differs.\n" : more + table(FIGURES, first.map(rowOf));
  return `${head}\n${table(["table", "rows that differ>"], tables)}\n${figures}`;
}

const FIGURES = ["startup", "metric", "territory", "dims", "grain", "first", "before>", "after>"];
const worded = (value: string | null | undefined) => (value === undefined ? "–" : (value ?? "null"));
function rowOf({ startup, metric, version, level, code, dims, grain, first, before, after }: ChangedFigure): string[] {
  const defined = version === 1 ? metric : `${metric} (${version})`;
  return [startup, defined, `${level}:${code}`, dims, grain, first, worded(before), worded(after)];
}
