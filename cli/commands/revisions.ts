// `releve revisions`: figures that became others after they were first known, why, and by which fact.
import { Option } from "commander";
import { NOW } from "../../dashboards/queries/frame.ts";
import { EVERY } from "../../dashboards/shapes/list.ts";
import { CAUSES, type Revision, type RevisionsModel, RevisionsQuery } from "../../dashboards/shapes/revisions.ts";
import { EXIT, ReleveError } from "../../schemas/errors.ts";
import { asOfInstant, asOfOption } from "../as-of.ts";
import { type AddCommand, table } from "../command.ts";

interface Flags {
  readonly metric?: string;
  readonly cause?: string;
  readonly since?: string;
  readonly until?: string;
  readonly asOf?: string;
  readonly all?: boolean;
  readonly page?: string;
  readonly json?: boolean;
}

export const revisions: AddCommand = (program, call, done) => {
  program
    .command("revisions")
    .description("figures that became others after they were first known: old and new, when, why, by which fact")
    .argument("[startup]", "one startup; left out: all")
    .option("--metric <key>", "a metric of the catalogue (docs/metrics.md)")
    .addOption(new Option("--cause <cause>", "why it changed").choices(CAUSES))
    .option("--since <YYYY-MM-DD>", "first day on which it became known, in Paris")
    .option("--until <YYYY-MM-DD>", "last day on which it became known, in Paris")
    .addOption(asOfOption())
    .option("--page <page>", "of 20 changes, the latest first")
    .option("--all", "every change, with every figure of it")
    .option("--json", "print as JSON")
    .action(async (startup: string | undefined, { asOf, all, json, ...flags }: Flags) => {
      const query = queryOf({ startup, ...flags });
      const instant = asOfInstant(asOf);
      const house = await call.house();
      const models = instant === NOW ? house.models() : house.models().at(instant);
      const model = await models.revisions(all ? { ...query, page: EVERY } : query);
      call.io.out(json ? `${JSON.stringify(model)}\n` : printed(model));
      done(EXIT.ok);
    });
};

function queryOf(flags: Readonly<Record<string, string | undefined>>): RevisionsQuery {
  const read = RevisionsQuery.safeParse(
    Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)),
  );
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`);
  throw new ReleveError("RELEVE_USAGE", faults.join("; "), "releve revisions --help lists what each option takes");
}

function printed({ revisions: all, total, page, pages }: RevisionsModel): string {
  if (total === 0) return "No figure was revised.\n";
  const columns = ["known", "startup", "source", "metric", "of", "old>", "new>", "cause", "by", "fact"];
  const more = pages > 1 ? `page ${page} of ${pages}: --page and --all give the others\n` : "";
  return table(columns, all.flatMap(rowsOf)) + more;
}

/** One line a figure, and one for those that are not told. */
function rowsOf({ known, startup, source, metric, cause, fact, decision, count, cells }: Revision): string[][] {
  const named = decision?.undone ? `${cause} undone` : cause;
  const why = decision === null ? named : `${named}: ${decision.reason}`;
  const by = decision === null ? "" : `${decision.author}, approved by ${decision.approver}`;
  const row = (of: string, old: string, now: string) => [
    ...[known, startup.id, source ?? "", metric.key, of, old, now, why, by, `${fact.partition}:${fact.offset}`],
  ];
  const told = cells.map(({ level, code, grain, first, last, old, new: now }) =>
    row(`${level}:${code} ${grain === "state" ? daysOf(first, last) : `${grain} ${first}`}`, old ?? "–", now ?? "–"),
  );
  return count > cells.length ? [...told, row(`${count - cells.length} more: --all`, "", "")] : told;
}

/** Of a state: without an end, with one, or on one day alone. */
function daysOf(first: string, last: string | null): string {
  if (last === null) return `from ${first}`;
  return first === last ? `on ${first}` : `${first} to ${last}`;
}
