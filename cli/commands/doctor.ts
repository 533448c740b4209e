// `releve doctor`: the effective settings, and whether everything they name answers.
import { describeConfig } from "../../infra/config.ts";
import { readCursors } from "../../processors/run.ts";
import { ERRORS, EXIT, type Exit, ReleveError } from "../../schemas/errors.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { type AddCommand, type Call, table } from "../command.ts";
import { behind, directoryOf } from "../compose.ts";
import { checkLedger } from "../ledger-watch.ts";

interface Check {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly hint: string;
  readonly exit: Exit;
}

export const doctor: AddCommand = (program, call, done) => {
  program
    .command("doctor")
    .description("show the effective settings (secrets masked) and try the log, the warehouse and the directory")
    .option("--json", "print as JSON")
    .action(async ({ json }: { json?: boolean }) => {
      const settings = describeConfig(call.config());
      const checks = await checkAll(call);
      if (json) call.io.out(`${JSON.stringify({ settings, checks })}\n`);
      else {
        call.io.out(
          table(
            ["setting", "value", "from", "about"],
            settings.map((one) => [one.name, one.value, one.source, one.about]),
          ),
        );
        call.io.out(
          `\n${checks.map(({ check, ok, detail, hint }) => `${ok ? "ok  " : "FAIL"}  ${check}: ${detail}${hint && `\n      do  ${hint}`}`).join("\n")}\n`,
        );
      }
      done(checks.find(({ ok }) => !ok)?.exit ?? EXIT.ok);
    });
};

async function checkAll(call: Call): Promise<Check[]> {
  const directory = await check("directory", async () => {
    const declarations = await directoryOf(call.config(), call.io.cwd);
    return `${declarations.length} startups, ${declarations.reduce((sum, one) => sum + one.sources.length, 0)} sources`;
  });
  const opened = await check("log and warehouse", async () => {
    const { log, generations } = await call.house();
    return `${log.kind} log, ${generations.kind} warehouse`;
  });
  if (!opened.ok) return [directory, opened];
  const house = await call.house();
  const log = await check(
    "log",
    async () => `${(await house.log.ends(TOPICS.facts)).reduce((sum, end) => sum + end, 0)} facts`,
  );
  return [
    directory,
    opened,
    log,
    await check("warehouse", async () => {
      if (!log.ok) {
        await readCursors(await house.live());
        return "answers; how far behind the log it is, is not known";
      }
      const missing = [...(await behind(house)).values()].reduce((sum, count) => sum + count, 0);
      return missing === 0 ? "has every fact of the log" : `${missing} facts behind the log`;
    }),
    await check("ledger", async () => `${await checkLedger(await house.live())} facts, each accounted for once`),
  ];
}

async function check(name: string, run: () => Promise<string>): Promise<Check> {
  try {
    return { check: name, ok: true, detail: await run(), hint: "", exit: EXIT.ok };
  } catch (error) {
    if (!(error instanceof ReleveError)) throw error;
    return { check: name, ok: false, detail: error.message, hint: error.hint, exit: ERRORS[error.code].exit };
  }
}
