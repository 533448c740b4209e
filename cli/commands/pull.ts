// `releve pull`: asks the startups' endpoints and appends what they said, unread.
import { type Config, endpointSecret } from "../../infra/config.ts";
import { declareSources, pullAll } from "../../ingestors/pull.ts";
import type { PullOptions } from "../../ingestors/pull-source.ts";
import { recordReference } from "../../ingestors/reference.ts";
import { CATALOGUE } from "../../schemas/catalogue.ts";
import { EXIT, type Exit, ReleveError } from "../../schemas/errors.ts";
import { newEventId } from "../../schemas/ids.ts";
import type { Declaration } from "../../schemas/source.ts";
import { caughtUp, processUntilCaughtUp } from "../catch-up.ts";
import { type AddCommand, type Call, table } from "../command.ts";
import { type House, httpOf } from "../compose.ts";
import { type Io, progress } from "../io.ts";
import { wholeDirectory } from "../whole-directory.ts";

interface Options {
  readonly json?: boolean;
  readonly process?: boolean;
}

export const pull: AddCommand = (program, call, done) => {
  program
    .command("pull")
    .description("ask the endpoints of all startups, or of some, and append their answers to the log")
    .argument("[startup...]", "startups of the directory; left out: all")
    .option("--no-process", "only append: do not wait until the figures are there")
    .option("--json", "print the results as JSON")
    .action(async (only: string[], options: Options) => {
      done(await pullCommand(call, only, options));
    });
};

async function pullCommand(call: Call, only: readonly string[], { json, process }: Options): Promise<Exit> {
  const config = call.config();
  const declarations = chosen(await wholeDirectory(call), only);
  const house = await call.house();
  const report = await pullNow(house, config, call.io, declarations, {});
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
  await recordReference({ log, territories, catalogue: CATALOGUE, clock });
  const memory = await house.memory();
  await memory.refresh();
  return declareSources({ declarations, log, clock, signal, newId: () => newEventId(clock()) }, memory);
}

interface PullNow extends Pick<PullOptions, "polite" | "spreadMs" | "wanted"> {
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
