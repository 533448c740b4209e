// `releve pull`: asks the startups' endpoints and appends what they said, unread.
import { type Config, endpointSecret } from "../../infra/config.ts";
import { declareSources, pullAll } from "../../ingestors/pull.ts";
import type { PullOptions } from "../../ingestors/pull-source.ts";
import { recordReference } from "../../ingestors/reference.ts";
import type { BackfillRange } from "../../ingestors/span.ts";
import { CATALOGUE } from "../../schemas/catalogue.ts";
import { EXIT, type Exit, ReleveError } from "../../schemas/errors.ts";
import { newEventId } from "../../schemas/ids.ts";
import { metricFrom } from "../../schemas/own-metrics.ts";
import type { Declaration } from "../../schemas/source.ts";
import { caughtUp, processUntilCaughtUp } from "../catch-up.ts";
import { type AddCommand, type Call, table } from "../command.ts";
import type { House } from "../compose.ts";
import { httpOf } from "../http-of.ts";
import { type Io, progress } from "../io.ts";
import { wholeDirectory } from "../whole-directory.ts";

interface Options {
  readonly json?: boolean;
  readonly process?: boolean;
  readonly backfill?: string | true;
  readonly from?: string;
  readonly to?: string;
}

export const pull: AddCommand = (program, call, done) => {
  program
    .command("pull")
    .description("ask the endpoints of all startups, or of some, and append their answers to the log")
    .argument("[startup...]", "startups of the directory; left out: all")
    .option(
      "--backfill [source]",
      "ask for their past instead, where a directory file says how (docs/endpoints/backfill.md)",
    )
    .option("--from <month>", "with --backfill: the first month, as 2024-01")
    .option("--to <month>", "with --backfill: the last month; left out: the last one that is over")
    .option("--no-process", "only append: do not wait until the figures are there")
    .option("--json", "print the results as JSON")
    .action(async (only: string[], options: Options) => {
      done(await pullCommand(call, only, options));
    });
};

async function pullCommand(call: Call, only: readonly string[], options: Options): Promise<Exit> {
  const { json, process } = options;
  const backfill = backfillOf(options);
  const config = call.config();
  const declarations = chosen(await wholeDirectory(call), only);
  const house = await call.house();
  const report = await pullNow(house, config, call.io, declarations, backfill ? { backfill } : {});
  if (process !== false) {
    if (call.inServe) await caughtUp(house, call.io);
    else if (house.log.kind === "lmdb") await processUntilCaughtUp(house, call.io);
  }
  const rows = report.results.map((one) => [one.startup, one.source, one.outcome, one.code ?? "", one.detail ?? ""]);
  if (json) call.io.out(`${JSON.stringify(report)}\n`);
  else
    call.io.out(
      rows.length > 0 ? table(["startup", "source", "outcome", "code", "detail"], rows) : "Nothing to pull.\n",
    );
  const came = report.results.filter(({ outcome }) => outcome === "answered" || outcome === "unchanged").length;
  if (came === report.results.length) return EXIT.ok;
  return came === 0 ? EXIT.failed : EXIT.partial;
}

/** @throws {ReleveError} RELEVE_USAGE: a range without --backfill, or --backfill without its first month. */
function backfillOf({ backfill, from, to }: Options): BackfillRange | undefined {
  if ((backfill === undefined) !== (from === undefined) || (to !== undefined && from === undefined))
    throw new ReleveError("RELEVE_USAGE", "--backfill and --from go together", "releve pull --backfill --from 2024-01");
  if (backfill === undefined || from === undefined) return undefined;
  return { from, to, ...(typeof backfill === "string" && { source: backfill }) };
}

function chosen(directory: readonly Declaration[], only: readonly string[]): Declaration[] {
  for (const startup of only)
    if (!directory.some((one) => one.startup === startup))
      throw new ReleveError(
        "RELEVE_UNKNOWN_STARTUP",
        `no directory file declares ${startup}${
          directory.length > 0
            ? `; known: ${directory
                .map((one) => one.startup)
                .slice(0, 20)
                .join(", ")}`
            : ""
        }`,
        `write ${startup}.json (docs/endpoints) and name its folder in RELEVE_DIRECTORY`,
      );
  return only.length === 0 ? [...directory] : directory.filter((one) => only.includes(one.startup));
}

/** Appends the declarations and reference data that are new; returns how many declarations were. */
export async function declare(house: House, declarations: readonly Declaration[]): Promise<number> {
  const { log, clock, territories, signal } = house;
  const own = declarations.flatMap(({ metrics = [] }) => metrics.map(metricFrom));
  await recordReference({ log, territories, catalogue: [...CATALOGUE, ...own], clock });
  const memory = await house.memory();
  await memory.refresh();
  return declareSources({ declarations, log, clock, signal, newId: () => newEventId(clock()) }, memory);
}

interface PullNow extends Pick<PullOptions, "backfill" | "polite" | "spreadMs" | "wanted"> {
  readonly newId?: () => string;
  /** Without a line of progress. */
  readonly quiet?: boolean;
}

/** One round of pulls through the ordinary pipeline. */
export async function pullNow(
  house: House,
  config: Config,
  io: Io,
  declarations: readonly Declaration[],
  { newId, quiet, ...options }: PullNow,
) {
  const { log, clock, signal } = house;
  const declared = await declare(house, declarations);
  const report = quiet ? () => undefined : progress(io, "pull");
  const pulled = await pullAll({
    declarations,
    log,
    http: httpOf(config),
    clock,
    signal,
    memory: await house.memory(),
    secrets: (name) => endpointSecret(io.env, name),
    newId: newId ?? (() => newEventId(clock())),
    options: { ...options, concurrency: config.pullConcurrency, progress: report, abort: io.gone },
  });
  return { ...pulled, declared: declared + pulled.declared };
}
